"""Blender by import, for every renderer inside it: a stage imported and reconciled, passes read, frames made."""

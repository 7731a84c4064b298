"""Surfaces with their looks' fields at every corner, for renderers with materials of their own."""

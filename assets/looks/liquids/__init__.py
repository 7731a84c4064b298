"""Liquids as optical media, and their looks."""

"""Colour as numbers: spaces, whites, luminance, and the tables of palettes and moods. One home of each."""

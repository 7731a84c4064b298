"""Sheets of forms in the stuffs that they are made of."""

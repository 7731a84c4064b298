"""Sheets of places in all their variants."""

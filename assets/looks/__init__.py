"""Looks: MaterialX networks, the painters that make them, and the library of both."""

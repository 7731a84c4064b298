"""Painters: each puts the nodes of one kind of stuff or pattern together."""

"""Pieces that places share."""

"""Pieces that many forms share: seams, rivets, screws, rims, relaxed cloth."""

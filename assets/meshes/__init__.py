"""Mesh generators: metres, Z up, resting on z = 0, front towards -Y."""

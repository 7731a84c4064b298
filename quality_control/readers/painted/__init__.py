"""Painted textures: what each of them is, as a criterion of the fields that its look computes."""

"""Bodies of liquid and the vessels that hold them."""

"""The look library: every look and pattern as a network with public parameters, usable alone."""

"""Forms that things of one stuff really have, at life size, in parts of several stuffs."""

"""The blocking: one plan of a picture, made once of its spec, from which every composer authors."""

"""The composed stage as plain typed data, for renderers that do not read USD."""

"""MaterialX pattern networks evaluated at points of a surface, for renderers that run no shader networks."""

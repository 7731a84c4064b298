"""LuxCore, a bidirectional and path tracer with caustics, on the plain data of a stage."""

from render_backends.luxcore.backend import LuxcoreBackend

__all__ = ["LuxcoreBackend"]

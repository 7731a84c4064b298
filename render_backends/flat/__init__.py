"""The backend without a renderer: constant colours, for tests of everything around it."""

from render_backends.flat.backend import FlatBackend

__all__ = ["FlatBackend"]

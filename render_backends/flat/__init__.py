"""The backend without a renderer: a card of one colour, for tests of everything around it."""

from render_backends.flat.backend import FlatBackend

__all__ = ["FlatBackend"]

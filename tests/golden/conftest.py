"""The renderer that the golden pictures are made with."""

from tests.render_backends.conftest import cycles_pool

__all__ = ["cycles_pool"]

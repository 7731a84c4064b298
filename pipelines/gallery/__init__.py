"""The gallery: a static page over a dataset that opens from disk."""

from pipelines.gallery.writer import write_gallery

__all__ = ["write_gallery"]

"""Captions: what was read back from the stage, said in five ways."""

from pipelines.captions.writer import captions_of

__all__ = ["captions_of"]

"""The textures category: a pattern on the set."""

from composers.textures.composer import COMPOSER

__all__ = ["COMPOSER"]

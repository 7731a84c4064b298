"""The materials category: a look for every mesh."""

from composers.materials.composer import COMPOSER

__all__ = ["COMPOSER"]

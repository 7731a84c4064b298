"""The color category: palettes and temperature of what is painted."""

from composers.color.composer import COMPOSER

__all__ = ["COMPOSER"]

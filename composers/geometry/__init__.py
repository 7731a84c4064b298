"""The geometry department: sets, subjects and props."""

from composers.geometry.composer import COMPOSER

__all__ = ["COMPOSER"]

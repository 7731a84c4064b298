"""Gases, half of the fx department: fog, smoke, steam and clouds as volumes."""

from composers.gases.composer import COMPOSER

__all__ = ["COMPOSER"]

"""Liquids, half of the fx department: vessels and what they hold."""

from composers.liquids.composer import COMPOSER

__all__ = ["COMPOSER"]

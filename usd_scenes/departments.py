"""The sublayers of a sample: a film's departments, strongest first."""

from __future__ import annotations

from enum import StrEnum


class Department(StrEnum):
    """Who may write an opinion where; the order is the sublayers' strength."""

    RENDER = "render"
    CAMERA = "camera"
    LIGHTING = "lighting"
    LOOKS = "looks"
    FX = "fx"
    GEOMETRY = "geometry"

    @property
    def file_name(self) -> str:
        """The layer's path relative to the root layer."""
        return f"layers/{self.value}.usda"

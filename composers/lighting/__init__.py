"""Category lighting."""

from composers.lighting.composer import LightingComposer

COMPOSER = LightingComposer()

"""Drawn and painted styles."""

from pipelines.finishing.effect import Effect

STYLES: tuple[Effect, ...] = ()

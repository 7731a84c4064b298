"""Category rendering."""

from __future__ import annotations

from composers.rendering.composer import RenderingComposer, RenderOverrides, SlateComposer

__all__ = ["RenderOverrides", "SlateComposer", "rendering_composer"]


def rendering_composer(overrides: RenderOverrides) -> RenderingComposer:
    """The composer, with what the user's own flags overrule."""
    return RenderingComposer(overrides)

"""Every composer, in the order in which a sample is composed."""

from __future__ import annotations

from composers import (
    art_styles,
    camera,
    color,
    gases,
    geometry,
    lighting,
    liquids,
    materials,
    post_processing,
    textures,
)
from composers.protocol import Composer
from composers.rendering import RenderOverrides, SlateComposer, rendering_composer

__all__ = ["RenderOverrides", "all_composers", "composable_terms"]


def all_composers(overrides: RenderOverrides | None = None) -> tuple[Composer, ...]:
    """The composers of all categories; each reads from the composed stage what the earlier ones wrote."""
    asked = overrides or RenderOverrides()
    return (
        SlateComposer(asked),
        geometry.COMPOSER,
        liquids.COMPOSER,
        gases.COMPOSER,
        color.COMPOSER,
        materials.COMPOSER,
        textures.COMPOSER,
        camera.COMPOSER,
        lighting.COMPOSER,
        rendering_composer(asked),
        post_processing.COMPOSER,
        art_styles.COMPOSER,
    )


def composable_terms() -> frozenset[str]:
    """The full ids of all terms that some composer can author."""
    return frozenset().union(*(composer.terms for composer in all_composers()))

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
    rendering,
    textures,
)
from composers.protocol import Composer
from composers.rendering import SQUARE, Shape, SlateComposer


def all_composers(shape: Shape = SQUARE) -> tuple[Composer, ...]:
    """The composers of all categories; each reads from the composed stage what the earlier ones wrote.

    Args:
        shape: width to height of the pictures, for which cameras are framed.
    """
    return (
        SlateComposer(shape),
        geometry.COMPOSER,
        liquids.COMPOSER,
        gases.COMPOSER,
        color.COMPOSER,
        materials.COMPOSER,
        textures.COMPOSER,
        camera.COMPOSER,
        lighting.COMPOSER,
        rendering.COMPOSER,
        post_processing.COMPOSER,
        art_styles.COMPOSER,
    )


def composable_terms() -> frozenset[str]:
    """The full ids of all terms that some composer can author."""
    return frozenset().union(*(composer.terms for composer in all_composers()))

"""What a composed stage says about its style."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from usd_scenes import prim_paths
from usd_scenes.finishing import read_finishing

_FACET_OF_STYLE = {
    **dict.fromkeys(("flat_shading", "cel_shaded", "comic_book"), "art_styles.stylized"),
    **dict.fromkeys(
        (
            "sketch", "watercolor", "oil_painting", "pencil_drawing", "ink_drawing", "hatching",
            "cross_hatching",
        ),
        "art_styles.npr",
    ),
}  # fmt: skip


class StyleReader:
    """The style among the finishing operations; none of them makes a photograph."""

    facets: tuple[str, ...] = ("art_styles.realism", "art_styles.stylized", "art_styles.npr")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The style, its parameters as the values; photorealism where a product has no style."""
        if not stage.GetPrimAtPath(prim_paths.RENDER_PRODUCT):
            return ()
        styles = tuple(
            TermReading(term=f"{_FACET_OF_STYLE[operation.name]}.{operation.name}", values=operation.parameters)
            for operation in read_finishing(stage)
            if operation.name in _FACET_OF_STYLE
        )
        return styles or (TermReading(term="art_styles.realism.photorealism"),)


READERS: tuple[Reader, ...] = (StyleReader(),)

"""What a composed stage says about its style."""

from __future__ import annotations

from pxr import Usd

from finishing.terms import terms_by_operation
from quality_control.contract import Reader, TermReading
from usd_scenes import prim_paths
from usd_scenes.finishing import read_finishing


class StyleReader:
    """The style among the finishing operations; none of them makes a photograph."""

    facets: tuple[str, ...] = ("art_styles.realism", "art_styles.stylized", "art_styles.npr")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The style, its parameters as the values; photorealism where a product has no style."""
        if not stage.GetPrimAtPath(prim_paths.RENDER_PRODUCT):
            return ()
        terms = terms_by_operation("art_styles")
        styles = tuple(
            TermReading(term=terms[operation.name], values=operation.parameters)
            for operation in read_finishing(stage)
            if operation.name in terms
        )
        return styles or (TermReading(term="art_styles.realism.photorealism"),)


READERS: tuple[Reader, ...] = (StyleReader(),)

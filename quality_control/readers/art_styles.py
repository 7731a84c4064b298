"""What a composed stage says about its style."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from quality_control.readers.visible_finishing import read_operations
from usd_scenes.render_prims import find_render_product


class StyleReader:
    """The style among the finishing operations; none of them makes a photograph."""

    facets: tuple[str, ...] = ("art_styles.realism", "art_styles.stylized", "art_styles.npr")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """The style, its parameters as the values; photorealism where a product has no style."""
        if find_render_product(stage) is None:
            return ()
        return read_operations(stage, "art_styles") or (TermReading(term="art_styles.realism.photorealism"),)


READERS: tuple[Reader, ...] = (StyleReader(),)

"""What a composed stage says about finishing: grade and effects."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from quality_control.readers.visible_finishing import read_operations


class FinishingReader:
    """The finishing operations of the render product that visibly act."""

    facets: tuple[str, ...] = ("post_processing.color_grading", "post_processing.effects")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One reading an operation, its parameters as the values."""
        return read_operations(stage, "post_processing")


READERS: tuple[Reader, ...] = (FinishingReader(),)

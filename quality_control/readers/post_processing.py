"""What a composed stage says about finishing: grade and effects."""

from __future__ import annotations

from pxr import Usd

from finishing.terms import terms_by_operation
from quality_control.contract import Reader, TermReading
from usd_scenes.finishing import read_finishing


class FinishingReader:
    """The finishing operations of the render product, by name."""

    facets: tuple[str, ...] = ("post_processing.color_grading", "post_processing.effects")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One reading an operation, its parameters as the values."""
        terms = terms_by_operation("post_processing")
        return tuple(
            TermReading(term=terms[operation.name], values=operation.parameters)
            for operation in read_finishing(stage)
            if operation.name in terms
        )


READERS: tuple[Reader, ...] = (FinishingReader(),)

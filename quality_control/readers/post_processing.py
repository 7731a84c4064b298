"""What a composed stage says about finishing: grade and effects."""

from __future__ import annotations

from pxr import Usd

from quality_control.contract import Reader, TermReading
from usd_scenes.finishing import read_finishing

_FACET_OF_OPERATION = {
    **dict.fromkeys(
        (
            "color_correction", "curves", "levels", "hue_saturation", "contrast", "vibrance",
            "lut_application", "cinematic_grading",
        ),
        "post_processing.color_grading",
    ),
    **dict.fromkeys(
        (
            "bloom", "glare", "lens_flare", "chromatic_aberration", "vignette", "film_grain", "noise",
            "sharpen", "blur", "depth_of_field_post",
        ),
        "post_processing.effects",
    ),
    **dict.fromkeys(("bilateral", "nlm"), "post_processing.denoising"),
}  # fmt: skip


class FinishingReader:
    """The finishing operations of the render product, by name."""

    facets: tuple[str, ...] = ("post_processing.color_grading", "post_processing.effects")

    def read(self, stage: Usd.Stage) -> tuple[TermReading, ...]:
        """One reading an operation, its parameters as the values."""
        return tuple(
            TermReading(
                term=f"{_FACET_OF_OPERATION[operation.name]}.{operation.name}", values=operation.parameters
            )
            for operation in read_finishing(stage)
            if operation.name in _FACET_OF_OPERATION
        )


READERS: tuple[Reader, ...] = (FinishingReader(),)

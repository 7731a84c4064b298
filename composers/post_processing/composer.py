"""The render department's finishing: lens, film and grade, and the denoiser."""

from __future__ import annotations

from composers.shot import Shot
from schemas.finishing import FinishingOperation
from usd_scenes.departments import Department
from usd_scenes.finishing import read_finishing, set_finishing
from usd_scenes.render_settings import set_denoise

_OPERATIONS = {
    "color_grading": (
        "color_correction", "curves", "levels", "hue_saturation", "contrast", "vibrance", "cinematic_grading",
    ),
    "effects": (
        "bloom", "chromatic_aberration", "vignette", "film_grain", "noise", "sharpen", "blur",
    ),
}  # fmt: skip
_OIDN = "post_processing.denoising.oidn"


class PostProcessingComposer:
    """Authors finishing operations whose names and parameters are the terms' own."""

    category = "post_processing"
    department = Department.RENDER
    terms = frozenset(
        (_OIDN, *(f"post_processing.{facet}.{name}" for facet, names in _OPERATIONS.items() for name in names))
    )

    def compose(self, shot: Shot) -> None:
        """Author the operations that the sample asks for, in the order of the facets above; none by default."""
        asked = [f"post_processing.{facet}.{name}" for facet, names in _OPERATIONS.items() for name in names]
        operations = [operation_of(shot, term) for term in asked if term in shot.spec.terms]
        with shot.edit(self.department) as stage:
            if _OIDN in shot.spec.terms:
                set_denoise(stage, True)
            if operations:
                set_finishing(stage, (*read_finishing(stage), *operations))


def operation_of(shot: Shot, term: str) -> FinishingOperation:
    """The finishing operation that carries a term's name, with the term's parameters."""
    parameters = tuple(sorted((p.name, float(p.value)) for p in shot.spec.parameters if p.term == term))
    return FinishingOperation(name=term.rpartition(".")[2], parameters=parameters)

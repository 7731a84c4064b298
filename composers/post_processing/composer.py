"""The render department's finishing: lens, film and grade, and the denoiser."""

from __future__ import annotations

from composers.shot import Shot
from finishing.terms import terms_by_operation
from schemas.finishing import FinishingOperation
from usd_scenes.departments import Department
from usd_scenes.finishing import read_finishing, set_finishing
from usd_scenes.render_settings import set_denoise

_OIDN = "post_processing.denoising.oidn"


class PostProcessingComposer:
    """Authors finishing operations whose names and parameters are the terms' own."""

    category = "post_processing"
    department = Department.RENDER
    after = ("rendering",)
    terms = frozenset((_OIDN, *terms_by_operation("post_processing").values()))

    def compose(self, shot: Shot) -> None:
        """Author the operations that the sample asks for, in the taxonomy's order; none by default."""
        asked = terms_by_operation(self.category).values()
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

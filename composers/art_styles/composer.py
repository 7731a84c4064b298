"""The render department's style: a drawn or painted finish, or none for a photograph."""

from __future__ import annotations

from composers.post_processing.composer import operation_of
from composers.shot import Shot
from finishing.terms import terms_by_operation
from usd_scenes.departments import Department
from usd_scenes.finishing import read_finishing, set_finishing

_PHOTOREALISM = "art_styles.realism.photorealism"


class ArtStylesComposer:
    """Authors the style as the finishing operation of its name; a photograph has none."""

    category = "art_styles"
    department = Department.RENDER
    after = ("post_processing",)
    terms = frozenset((_PHOTOREALISM, *terms_by_operation("art_styles").values()))

    def compose(self, shot: Shot) -> None:
        """Append the style that the sample asks for."""
        asked = terms_by_operation(self.category).values()
        operations = [operation_of(shot, term) for term in asked if term in shot.spec.terms]
        if operations:
            with shot.edit(self.department) as stage:
                set_finishing(stage, (*read_finishing(stage), *operations))

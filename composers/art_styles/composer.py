"""The render department's style: a drawn or painted finish, or none for a photograph."""

from __future__ import annotations

from composers.post_processing.composer import operation_of
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.finishing import read_finishing, set_finishing

_DRAWN = (
    "art_styles.stylized.flat_shading",
    "art_styles.stylized.cel_shaded",
    "art_styles.stylized.comic_book",
    "art_styles.npr.sketch",
    "art_styles.npr.watercolor",
    "art_styles.npr.oil_painting",
    "art_styles.npr.pencil_drawing",
    "art_styles.npr.ink_drawing",
    "art_styles.npr.hatching",
    "art_styles.npr.cross_hatching",
)
_PHOTOREALISM = "art_styles.realism.photorealism"


class ArtStylesComposer:
    """Authors the style as the finishing operation of its name; a photograph has none."""

    category = "art_styles"
    department = Department.RENDER
    terms = frozenset((_PHOTOREALISM, *_DRAWN))

    def compose(self, shot: Shot) -> None:
        """Append the style that the sample asks for."""
        asked = [term for term in _DRAWN if term in shot.spec.terms]
        operations = [operation_of(shot, term) for term in asked]
        if operations:
            with shot.edit(self.department) as stage:
                set_finishing(stage, (*read_finishing(stage), *operations))

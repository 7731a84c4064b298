"""A palette takes a place only where enough of it is painted, and little that is not speaks against the scheme."""

from __future__ import annotations

import pytest

from assets.looks.library.stuffs import load_stuffs
from assets.places.place import PieceRole
from colorimetry.schemes import load_colour_rules
from composers.blocking.painted_places import SeenStuff, paints_of
from composers.blocking.places import Paint, load_places

_WALL, _SUPPORT, _PROP = PieceRole.WALL, PieceRole.SUPPORT, PieceRole.PROP
_ROOM = (("room_wall", _WALL, 0.4), ("sofa_cloth", _PROP, 0.15), ("cushion_cloth", _PROP, 0.05))


def _paints(scheme: str, *seen: tuple[str, PieceRole, float], around: float = 0.8) -> tuple[Paint, ...]:
    stuffs = [
        SeenStuff(stuff=load_stuffs()[name], pieces=[name], shares={role: share}) for name, role, share in seen
    ]
    return paints_of(stuffs, load_colour_rules().schemes[scheme], around=around)


def test_every_painted_stuff_takes_a_part_the_wall_first() -> None:
    paints = _paints("triadic", *_ROOM, ("book_cloth_red", _PROP, 0.03), ("oak_boards", _SUPPORT, 0.2))
    assert [(paint.part, paint.sure) for paint in paints] == [
        ("set_wall", True),
        ("prop/sofa_cloth", True),
        ("prop/cushion_cloth", True),
        ("prop/book_cloth_red", False),  # of paper, which is not told from card
    ]


@pytest.mark.parametrize(
    ("scheme", "other"),
    [
        ("tetradic", ("oak_boards", _SUPPORT, 0.2)),  # a fourth hue would have no thing
        ("triadic", ("oak_boards", _SUPPORT, 0.35)),  # much wood beside other hues
        ("triadic", ("post_box_red", _PROP, 0.03)),  # a paint of its own
        ("triadic", ("black_enamel", _PROP, 0.08)),  # a contrast
        ("pastel", ("walnut_boards", _SUPPORT, 0.35)),
        ("low_contrast", ("rug_wool", _SUPPORT, 0.1)),  # of several tones
    ],
)
def test_a_room_that_contradicts_is_not_taken(scheme: str, other: tuple[str, PieceRole, float]) -> None:
    assert _paints(scheme, *_ROOM, other) == ()


def test_a_little_paint_is_no_palette() -> None:
    assert _paints("complementary", ("room_wall", _WALL, 0.15), ("sofa_cloth", _PROP, 0.08)) == ()


@pytest.mark.parametrize("scheme", ["complementary", "low_contrast"])
def test_a_sky_is_no_paint(scheme: str) -> None:
    seen = (("room_wall", _WALL, 0.2), ("sofa_cloth", _PROP, 0.1), ("cushion_cloth", _PROP, 0.05))
    assert _paints(scheme, *seen, around=0.6)
    assert _paints(scheme, *seen, around=0.98) == ()


def test_what_shows_dye_is_a_look_of_some_painted_stuff() -> None:
    painted = {stuff.look for stuff in load_stuffs().values() if stuff.painted}
    assert load_places().dyed - painted <= {"silk"}

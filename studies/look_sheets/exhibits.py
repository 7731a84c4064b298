"""What wears a look in its picture: the shader ball, or the form that its material has in nature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assets.forms.catalog import find_form
from assets.forms.form import Form
from assets.looks.library.library_looks import SIZE_M, LibraryLook
from assets.looks.library.stuffs import load_stuffs
from assets.meshes.catalog import find_generator
from assets.meshes.gems import cut_stone
from assets.meshes.generator import Generator
from composers.blocking.made_of import load_made_of

type Bounds = NDArray[np.float64]  # (2, 3) metres: minimum and maximum

_BALL = "shader_ball"
_PANE = "stained_glass"
_CUT_GLASS = "lead_crystal"
_FLAME = "flame"
_CANDLE = "pillar_candle"
_STEP_LEAN_DEG = 46.0  # a stone that rests on a facet below its girdle: its table turns to the front


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A body and what each of its parts wears; a ``main`` part decides how large it is shown."""

    generator: Generator
    main: str = ""  # "" shows the body as large as it is
    stand: str = ""  # the part in the stand's grey
    others: Mapping[str, str] = field(default_factory=dict)  # part -> another look; "" is the shown one
    only_main: bool = False
    lean_deg: float = 0.0  # about X, towards the front

    def wears(self, part: str) -> str:
        """The name of another look that a part wears; "" for the shown one."""
        return self.others.get(part, "")

    def parts(self) -> tuple[str, ...]:
        """The parts that are shown."""
        return (self.main,) if self.only_main else self.generator.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where a body stands: scaled, then leaning about X, then moved."""

    scale: float = 1.0
    lean_deg: float = 0.0
    offset_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    width_m: float = 0.0  # of what is shown, with the pose
    height_m: float = 0.0


def exhibit_of(look: LibraryLook) -> Exhibit:
    """The body that shows ``look``: furry for fur, a flower for petals, a pane for stained glass; or the ball."""
    form = _own_form(look)
    if form is not None:
        return _exhibit_of_form(form)
    if look.name == _FLAME:
        return Exhibit(generator=find_form(_CANDLE).generator, main="Flame", only_main=True)
    if look.name == _PANE:
        return Exhibit(generator=find_generator("roundel"), stand="Foot")
    if look.name == _CUT_GLASS:
        stone = cut_stone("step")
        return Exhibit(generator=stone, main=stone.parts[0], lean_deg=_STEP_LEAN_DEG)
    return Exhibit(generator=find_generator(_BALL), stand="Foot")


def _own_form(look: LibraryLook) -> Form | None:
    """The first form of what grew or was cut and looks so."""
    own = (load_made_of()[term] for term in look.terms if term in load_made_of())
    return next((entry.forms[0].form for entry in own if entry.own_form), None)


def _exhibit_of_form(form: Form) -> Exhibit:
    others = {part.name: load_stuffs()[part.stuffs[0]].look for part in form.parts if not part.is_main}
    main = next(part.name for part in form.parts if part.is_main)
    return Exhibit(generator=form.generator, main=main, others=others)


def pose_of(exhibit: Exhibit) -> Pose:
    """Standing on the floor in the middle, the main part as long as what the library's looks are made for."""
    meshes = dict(zip(exhibit.generator.parts, exhibit.generator.meshes(0), strict=True))
    turned = {name: _turned(meshes[name].points, exhibit.lean_deg) for name in exhibit.parts()}
    low, high = _bounds(np.concatenate(list(turned.values())))
    if not exhibit.main:
        return Pose(width_m=float(high[0] - low[0]), height_m=float(high[2]))
    main_low, main_high = _bounds(turned[exhibit.main])
    scale = SIZE_M / float((main_high - main_low).max())
    x, y = (-scale * (low + high)[:2] / 2.0).tolist()
    size = scale * (high - low)
    return Pose(
        scale=scale,
        lean_deg=exhibit.lean_deg,
        offset_m=(x, y, -scale * float(low[2])),
        width_m=float(size[0]),
        height_m=float(size[2]),
    )


def _turned(points: NDArray[np.float32], lean_deg: float) -> Bounds:
    angle = np.radians(lean_deg)
    c, s = np.cos(angle), np.sin(angle)
    about_x = np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])
    return np.asarray(points.astype(np.float64) @ about_x.T)


def _bounds(points: Bounds) -> Bounds:
    return np.stack([points.min(axis=0), points.max(axis=0)])

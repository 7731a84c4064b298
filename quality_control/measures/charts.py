"""Test charts before the stage's lens: glowing cards of known radiance under the sample's own finishing.

An edit puts everything else of the stage out, looks straight at the chart through a camera of its own, and
leaves one finishing operation or none, so that a pair of pictures shows what the operation does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pxr import Gf, Usd, UsdGeom, Vt

from quality_control.contract import ProbeShot, StageEdit
from quality_control.measures.bare_stage import put_out_drawn, put_out_lamps, render_through
from quality_control.measures.probe_looks import bind_probe_look
from usd_scenes.cameras import set_lens
from usd_scenes.finishing import read_finishing, set_finishing

CHART = "/World/Chart"
CHART_SPP = 4
_DISTANCE_M = 1.0
_HALF_WIDTH_M = 0.36  # of what the chart's camera sees at that distance

type Colour = tuple[float, float, float]
type Box = tuple[float, float, float, float]  # left, top, right, bottom, each in [0, 1] of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Boxes that glow with one radiance, scene-linear Rec.709; later cards lie before earlier ones."""

    radiance: Colour
    boxes: tuple[Box, ...]


def chart_shot(name: str, cards: Sequence[Card], *, operation: str | None, size_px: int = 256) -> ProbeShot:
    """The finished picture of a chart under one of the stage's finishing operations, or under none."""

    def edit(stage: Usd.Stage) -> None:
        set_chart(stage, cards)
        isolate_operation(stage, operation)

    return ProbeShot(name=name, aovs=(), edit=edit, resolution=(size_px, size_px), spp=CHART_SPP, finished=True)


def finishing_edit(operation: str | None) -> StageEdit:
    """An edit that leaves the stage as it is but for its finishing: one operation or none."""

    def edit(stage: Usd.Stage) -> None:
        isolate_operation(stage, operation)

    return edit


def isolate_operation(stage: Usd.Stage, operation: str | None) -> None:
    """Leave one finishing operation of the product's, or none."""
    set_finishing(stage, [one for one in read_finishing(stage) if one.name == operation])


def set_chart(stage: Usd.Stage, cards: Sequence[Card]) -> None:
    """Put out the scene and stand ``cards`` before a camera of their own."""
    put_out_drawn(stage)
    put_out_lamps(stage)
    camera = UsdGeom.Camera.Define(stage, f"{CHART}Camera")
    set_lens(camera, focal_length_mm=50.0, aperture_mm=(36.0, 36.0))
    camera.CreateClippingRangeAttr(Gf.Vec2f(0.01, 100.0))
    render_through(stage, str(camera.GetPath()))
    UsdGeom.Xform.Define(stage, CHART)
    for number, card in enumerate(cards):
        _define_card(stage, number, card)


def _define_card(stage: Usd.Stage, number: int, card: Card) -> None:
    mesh = define_card_mesh(
        stage, f"{CHART}/Card{number:02d}", card.boxes, distance_m=_DISTANCE_M - 0.0005 * number
    )
    bind_probe_look(stage, mesh.GetPrim(), emission=card.radiance)


def define_card_mesh(stage: Usd.Stage, path: str, boxes: Sequence[Box], *, distance_m: float) -> UsdGeom.Mesh:
    """A mesh of one quad a box, ``distance_m`` before the chart's camera."""
    mesh = UsdGeom.Mesh.Define(stage, path)
    points = [point for box in boxes for point in _corners(box, distance_m)]
    mesh.CreatePointsAttr(Vt.Vec3fArray([Gf.Vec3f(*map(float, point)) for point in points]))
    mesh.CreateFaceVertexCountsAttr([4] * len(boxes))
    mesh.CreateFaceVertexIndicesAttr(list(range(len(points))))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(mesh.GetPointsAttr().Get()))
    return mesh


def _corners(box: Box, distance_m: float) -> np.ndarray:
    """(4, 3): the box on the plane at ``distance_m`` before a camera at the origin that looks down -Z."""
    left, top, right, bottom = box
    reach = _HALF_WIDTH_M * distance_m / _DISTANCE_M * 2.0
    corners = np.array(((left, bottom), (right, bottom), (right, top), (left, top)))
    x, y = (corners[:, 0] - 0.5) * reach, (0.5 - corners[:, 1]) * reach
    return np.stack((x, y, np.full(4, -distance_m)), axis=1)


def box_mean(picture: np.ndarray, box: Box, *, inset: float = 0.25) -> np.ndarray:
    """(channels,) mean of a picture over the inner part of ``box``."""
    height, width = picture.shape[:2]
    left, top, right, bottom = box
    mx, my = inset * (right - left), inset * (bottom - top)
    rows = slice(int(np.ceil((top + my) * height)), max(int((bottom - my) * height), 1))
    columns = slice(int(np.ceil((left + mx) * width)), max(int((right - mx) * width), 1))
    return np.asarray(picture[rows, columns].reshape(-1, picture.shape[2]).mean(axis=0))


def grid_boxes(rows: int, columns: int) -> tuple[Box, ...]:
    """The picture in equal boxes, row by row."""
    return tuple(
        (c / columns, r / rows, (c + 1) / columns, (r + 1) / rows) for r in range(rows) for c in range(columns)
    )

"""Which opinion takes a reading away: the input or geometry that carries a term, moved out of its range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade, UsdVol

from quality_control.contract import Reader, TermReading
from quality_control.registry import all_readers
from schemas.errors import ParallelSynthError
from schemas.finishing import FinishingOperation
from taxonomy.decisions import decision_rng
from usd_scenes.finishing import set_finishing
from usd_scenes.semantics import FLUID_ROLES, SUBJECT_ROLES, read_role

_FACTORS = (0.0, 8.0, 0.125, -1.0)
_STRETCH = (3.0, 1.0, 0.5)
_FAILURES = (ParallelSynthError, ArithmeticError, LookupError, ValueError)
_VECTORS = (Gf.Vec3f, Gf.Vec3d, Gf.Vec3h, Gf.Vec2f, Gf.Vec2d)
_QUATERNIONS = (Gf.Quatf, Gf.Quatd, Gf.Quath)
_TURNS = (Gf.Rotation(Gf.Vec3d(1.0, 1.0, 0.0), 50.0), Gf.Rotation(Gf.Vec3d(0.0, 0.0, 1.0), 90.0))
_TURNS_DEG = (25.0, 90.0, 180.0)
_MOVES = ((3.0, 0.0, 0.0), (0.0, 0.0, 3.0), (0.0, 30.0, 0.0))
_COLOURS = ((0.9, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.9), (0.9, 0.9, 0.9), (0.02, 0.02, 0.02))


def find_carrier(stage: Usd.Stage, reader: Reader, reading: TermReading, *, limit: int = 500) -> str | None:
    """The first property, as ``<prim>.<name>``, whose change by one stronger opinion removes ``reading``.

    Where no single one does, one of all prims of a type: a reading may have several carriers.

    A reading of what is not there goes with what comes: a medium in the air, a camera that moves, a drawn style.
    None where none of ``limit`` changes removes it. A change that leaves a stage which this or another reader
    refuses shows nothing. The stage is left as it was.
    """
    before, refusing = stage.GetEditTarget(), _refusing(stage)
    opinion = Sdf.Layer.CreateAnonymous()
    stage.GetSessionLayer().subLayerPaths.insert(0, opinion.identifier)
    stage.SetEditTarget(opinion)
    try:
        for carrier, change in chain(
            islice(_property_changes(stage, reading), limit), _common_changes(stage), _additions(stage)
        ):
            change()
            gone = not _holds(stage, reader, reading.term) and _refusing(stage) <= refusing
            opinion.Clear()
            if gone:
                return carrier
        return None
    finally:
        stage.SetEditTarget(before)
        del stage.GetSessionLayer().subLayerPaths[0]


def _holds(stage: Usd.Stage, reader: Reader, term: str) -> bool:
    """Whether the reading is there, or the stage so broken that its reader fails, which shows nothing."""
    try:
        return any(reading.term == term for reading in reader.read(stage))
    except _FAILURES:
        return True


def _refusing(stage: Usd.Stage) -> frozenset[str]:
    """The facets whose readers cannot read the stage."""
    return frozenset(facet for reader in all_readers() if _refuses(reader, stage) for facet in reader.facets)


def _refuses(reader: Reader, stage: Usd.Stage) -> bool:
    try:
        reader.read(stage)
    except _FAILURES:
        return True
    return False


type Change = tuple[str, Callable[[], object]]


def _property_changes(stage: Usd.Stage, reading: TermReading) -> Iterator[Change]:
    for prim in _in_order(stage, reading):
        for attribute in prim.GetAuthoredAttributes():
            if attribute.HasValue() and not attribute.HasAuthoredConnections():
                yield from ((str(attribute.GetPath()), change) for change in _changes(attribute))
        for relationship in prim.GetAuthoredRelationships():
            targets = relationship.GetTargets()
            if len(targets) > 1:
                for others in (targets[::-1], targets[1:] + targets[:1]):
                    yield str(relationship.GetPath()), partial(relationship.SetTargets, others)


def _common_changes(stage: Usd.Stage) -> Iterator[Change]:
    """One attribute of all prims of a type at once, where several carry a reading together."""
    alike: dict[tuple[str, str], list[Usd.Attribute]] = {}
    for prim in stage.Traverse():
        if _rank(prim) in {0, 3}:
            for attribute in prim.GetAuthoredAttributes():
                if attribute.HasValue() and not attribute.HasAuthoredConnections():
                    alike.setdefault((str(prim.GetTypeName()), attribute.GetName()), []).append(attribute)
    for (kind, name), attributes in sorted(alike.items()):
        if len(attributes) > 1:
            for changes in zip(*map(_changes, attributes), strict=False):
                yield f"{name} of every {kind}", partial(_do_all, changes)


def _do_all(changes: Sequence[Callable[[], object]]) -> None:
    for change in changes:
        change()


def _additions(stage: Usd.Stage) -> Iterator[Change]:
    """What a stage may lack: a medium, time, a drawn style."""
    yield "a medium in the air", partial(UsdVol.Volume.Define, stage, "/Added")
    for prim in stage.Traverse():
        if prim.IsA(UsdGeom.Camera):
            yield f"{prim.GetPath()} moving", partial(_move, UsdGeom.Camera(prim))
            yield f"{prim.GetPath()} turned", partial(_turn, UsdGeom.Camera(prim))
    if stage.GetMetadata("renderSettingsPrimPath"):
        style = FinishingOperation(name="flat_shading", parameters=())
        yield "a drawn style", partial(set_finishing, stage, [style])


def _move(camera: UsdGeom.Camera) -> None:
    operation = camera.AddTranslateOp(opSuffix="moved")
    for time_code in (1.0, 2.0):
        operation.Set(Gf.Vec3d(0.1 * time_code, 0.0, 0.0), time_code)


def _turn(camera: UsdGeom.Camera) -> None:
    camera.AddRotateXYZOp(opSuffix="turned").Set(Gf.Vec3f(40.0, 0.0, 40.0))


def _in_order(stage: Usd.Stage, reading: TermReading) -> Iterator[Usd.Prim]:
    """Prims that may carry the reading: those it names, their looks and wearers first, then others by type."""
    named = [
        prim
        for _, value in reading.values
        if isinstance(value, str)
        for word in value.split()
        if word.startswith("/") and (prim := stage.GetPrimAtPath(word.rstrip("!")))
    ]
    materials = [material for prim in named if (material := _bound(prim))]
    worn = [prim for material in materials for prim in Usd.PrimRange(material)]
    wearers = [prim for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh) and _bound(prim) in named]
    seen: set[Sdf.Path] = set()
    for prim in (*worn, *named, *wearers, *sorted(stage.Traverse(), key=_rank)):
        if prim.GetPath() not in seen:
            seen.add(prim.GetPath())
            yield prim


def _bound(prim: Usd.Prim) -> Usd.Prim:
    """The material that a prim wears; an invalid prim where it wears none."""
    return UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0].GetPrim()


def _rank(prim: Usd.Prim) -> int:
    """What says most about a picture first."""
    types = ("Camera", "RenderSettings", "RenderProduct", "RenderVar", "Volume")
    finishing = prim.IsA(UsdShade.Shader) and prim.GetParent().GetTypeName() == "RenderProduct"
    if finishing or prim.GetTypeName() in types or prim.HasAPI("LightAPI"):
        return 0
    if prim.IsA(UsdShade.Material) or prim.IsA(UsdShade.Shader):
        return 3
    if prim.IsA(UsdGeom.Mesh):
        return 1 if read_role(prim) in SUBJECT_ROLES | FLUID_ROLES else 2
    return 4


def _changes(attribute: Usd.Attribute) -> Iterator[Callable[[], object]]:
    return (partial(attribute.Set, value) for value in chain(_other_values(attribute), _other_places(attribute)))


def _other_values(attribute: Usd.Attribute) -> Iterator[object]:
    """Values far from the attribute's own, of its type."""
    value, type_name = attribute.Get(Usd.TimeCode.EarliestTime()), attribute.GetTypeName()
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (type(value)(value * factor) for factor in _FACTORS)
        yield type(value)(value + 1)
    elif isinstance(value, _VECTORS):
        kind = type(value)
        if len(value) == 3 and type_name.role == "Color":
            yield from (kind(*colour) for colour in _COLOURS)
        yield from (kind(*(part * factor for part in value)) for factor in _FACTORS)
    elif isinstance(value, Sdf.AssetPath):
        yield Sdf.AssetPath("./none")
    elif type_name.isArray and type_name.scalarType.type.typeName.startswith("GfVec3"):
        yield from _other_points(type(value), np.array(value, dtype=np.float64))


def _other_places(attribute: Usd.Attribute) -> Iterator[object]:
    """Of what places a prim: turned, moved and stretched."""
    value, kind = attribute.Get(Usd.TimeCode.EarliestTime()), attribute.GetName().partition(":")[2]
    if not attribute.GetName().startswith("xformOp:") and not isinstance(value, Gf.Matrix4d):
        return
    if isinstance(value, float | int):
        yield from (value + turn for turn in _TURNS_DEG)
    elif isinstance(value, _VECTORS) and len(value) == 3:
        offsets = [(turn, 0.0, 0.0) for turn in _TURNS_DEG] if kind.startswith("rotate") else _MOVES
        yield from (value + type(value)(*offset) for offset in offsets)
        yield type(value)(*(part * by for part, by in zip(value, _STRETCH, strict=True)))
    elif isinstance(value, _QUATERNIONS):
        yield from (type(value)(Gf.Quatd(value) * turn.GetQuat()) for turn in _TURNS)
    elif isinstance(value, Gf.Matrix4d):
        yield Gf.Matrix4d().SetScale(Gf.Vec3d(*_STRETCH)) * value
        yield from (value * Gf.Matrix4d().SetRotate(turn) for turn in _TURNS)
        yield from (Gf.Matrix4d().SetRotate(turn) * value for turn in _TURNS)
        yield from (value * Gf.Matrix4d().SetTranslate(Gf.Vec3d(*move)) for move in _MOVES)


def _other_points(kind: type, points: np.ndarray) -> Iterator[object]:
    """Points stretched, bent out of their form, drawn out to threads, torn apart, shrunk and blown up."""
    if len(points) < 2:
        return
    size = float(np.ptp(points, axis=0).max())
    bent = points + np.sin(points[:, [1, 2, 0]] / max(size, 1e-9) * 9.0) * 0.12 * size
    drawn_out = points * np.array([20.0, 1.0, 1.0])
    torn = decision_rng(0, 0, "readings/torn").permutation(points)
    for changed in (points * np.array(_STRETCH), bent, drawn_out, torn, points * 0.05, points * 8.0):
        yield kind.FromNumpy(changed.astype(np.float32))  # type: ignore[attr-defined]

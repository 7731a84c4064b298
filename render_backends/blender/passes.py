"""Which Cycles passes make each AOV, and how.

Exact AOVs come from a second render of one sample at the pixel's centre: Cycles averages normals and texture
coordinates over a pixel's samples, and a lens that blurs would blur depth and ids as well. Media are left out of
it: what a pixel shows is the surface behind them, however thin or thick they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.aovs import AOVS, BACKGROUND_DEPTH_M, EXACT_AOVS, LIGHT_GROUP_PREFIX
from schemas.errors import UnsupportedError

type Plane = NDArray[np.float32]
type Planes = Mapping[str, Plane]  # "Depth.Z" -> (height, width)

_AVERAGED = frozenset(aov.name for aov in AOVS.values() if aov.kind in {"direction", "coordinates"})
"""Exact AOVs that Cycles averages even where nothing blurs."""

_COVERAGE_LEVELS = 2
_CRYPTOMATTE = ("CryptoObject00.g", "CryptoObject00.a")  # the coverage of the two nearest objects


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSource:
    """One AOV: the view layer's switches and the way from its channels to (height, width, n)."""

    switches: tuple[str, ...]
    make: Callable[[Planes, float], Plane]  # channels, metres per unit


def needs_exact(aovs: Iterable[str], *, blurred: bool) -> bool:
    """Whether an exact render is needed for ``aovs``; ``blurred``: the main one's depth and ids are not."""
    wanted = set(aovs)
    return bool(wanted & _AVERAGED) or (blurred and bool(wanted & EXACT_AOVS))


def enable_passes(view_layer: Any, aovs: Iterable[str], *, light_groups: Iterable[str], coverage: bool) -> None:
    """Switch on exactly the passes that ``aovs`` need, and the stage's light groups.

    Raises:
        UnsupportedError: ``light_<group>`` of a group that no light of the stage is in.
    """
    for entry in view_layer.bl_rna.properties:
        if entry.identifier.startswith("use_pass_"):
            setattr(view_layer, entry.identifier, False)
    view_layer.use_pass_combined = True
    for aov in aovs:
        for switch in () if aov.startswith(LIGHT_GROUP_PREFIX) else SOURCES[aov].switches:
            owner = view_layer.cycles if hasattr(view_layer.cycles, switch) else view_layer
            setattr(owner, switch, True)
    wanted = {aov.removeprefix(LIGHT_GROUP_PREFIX) for aov in aovs if aov.startswith(LIGHT_GROUP_PREFIX)}
    _enable_light_groups(view_layer, wanted, set(light_groups))
    if coverage:
        view_layer.use_pass_cryptomatte_object = True
        view_layer.pass_cryptomatte_depth = _COVERAGE_LEVELS


def make_aov(aov: str, planes: Planes, meters_per_unit: float) -> Plane:
    """(height, width, channels) float32 of one AOV from the channels of a render."""
    if aov.startswith(LIGHT_GROUP_PREFIX):
        return _stack(planes, "Combined_" + aov.removeprefix(LIGHT_GROUP_PREFIX), "RGB")
    return SOURCES[aov].make(planes, meters_per_unit)


def coverage_of(planes: Planes) -> Plane | None:
    """(height, width) share of each pixel that surfaces cover, where it was asked for."""
    if _CRYPTOMATTE[0] not in planes:
        return None
    coverage: Plane = np.clip(planes[_CRYPTOMATTE[0]] + planes[_CRYPTOMATTE[1]], 0.0, 1.0)
    return coverage


def _enable_light_groups(view_layer: Any, wanted: set[str], existing: set[str]) -> None:
    missing = sorted(wanted - existing)
    if missing:
        raise UnsupportedError(
            f"no visible light is in the group {', '.join(missing)}; "
            f"the stage's groups: {', '.join(sorted(existing)) or 'none'}",
            backend="cycles",
        )
    for group in sorted(wanted):
        view_layer.lightgroups.add(name=group)


def _stack(planes: Planes, name: str, channels: str) -> Plane:
    return np.stack([planes[f"{name}.{channel}"] for channel in channels], axis=-1)


def _direct(name: str, channels: str, *switches: str) -> PassSource:
    return PassSource(switches=switches, make=lambda planes, _: _stack(planes, name, channels))


def _product(light: str, colour: str, *switches: str) -> PassSource:
    def make(planes: Planes, _: float) -> Plane:
        return _stack(planes, light, "RGB") * _stack(planes, colour, "RGB")

    return PassSource(switches=switches, make=make)


def _depth(planes: Planes, meters_per_unit: float) -> Plane:
    depth = planes["Depth.Z"]
    return np.where(depth >= BACKGROUND_DEPTH_M, BACKGROUND_DEPTH_M, depth * meters_per_unit)[..., None]


def _position(planes: Planes, meters_per_unit: float) -> Plane:
    return _stack(planes, "Position", "XYZ") * np.float32(meters_per_unit)


def _normal(planes: Planes, _: float) -> Plane:
    normal = _stack(planes, "Normal", "XYZ")
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.divide(normal, length, out=np.zeros_like(normal), where=length > 0.0)


def _albedo(planes: Planes, _: float) -> Plane:
    """Base colour of a diffuse surface, F0 of a metal; a coated or glass surface sums what it reflects."""
    parts = ("Diffuse Color", "Glossy Color", "Transmission Color")
    return np.clip(sum(_stack(planes, part, "RGB") for part in parts), 0.0, 1.0)


def _ambient_occlusion(planes: Planes, _: float) -> Plane:
    return np.clip(_stack(planes, "Ambient Occlusion", "RGB").mean(axis=-1, keepdims=True), 0.0, 1.0)


def _index(name: str, switch: str) -> PassSource:
    return PassSource(switches=(switch,), make=lambda planes, _: np.rint(planes[f"{name} Index.X"])[..., None])


SOURCES: dict[str, PassSource] = {
    "beauty": _direct("Combined", "RGBA"),
    "camera_depth": PassSource(switches=("use_pass_z",), make=_depth),
    "position": PassSource(switches=("use_pass_position",), make=_position),
    "normal": PassSource(switches=("use_pass_normal",), make=_normal),
    "uv": _direct("UV", "UV", "use_pass_uv"),
    "albedo": PassSource(
        switches=("use_pass_diffuse_color", "use_pass_glossy_color", "use_pass_transmission_color"),
        make=_albedo,
    ),
    "instance_id": _index("Object", "use_pass_object_index"),
    "semantic_id": _index("Object", "use_pass_object_index"),
    "material_id": _index("Material", "use_pass_material_index"),
    "emission": _direct("Emission", "RGB", "use_pass_emit"),
    "environment": _direct("Environment", "RGB", "use_pass_environment"),
    "volume_direct": _direct("Volume Direct", "RGB", "use_pass_volume_direct"),
    "volume_indirect": _direct("Volume Indirect", "RGB", "use_pass_volume_indirect"),
    "ambient_occlusion": PassSource(switches=("use_pass_ambient_occlusion",), make=_ambient_occlusion),
    "mist": PassSource(switches=("use_pass_mist",), make=lambda planes, _: planes["Mist.Z"][..., None]),
    **{
        f"{ours}_{bounce}": _product(
            f"{theirs} {bounce.title()}",
            f"{theirs} Color",
            f"use_pass_{theirs.lower()}_{bounce}",
            f"use_pass_{theirs.lower()}_color",
        )
        for ours, theirs in (("diffuse", "Diffuse"), ("specular", "Glossy"), ("transmission", "Transmission"))
        for bounce in ("direct", "indirect")
    },
}
"""``semantic_id`` is looked up from the object's number afterwards."""

"""Smoke and steam rising from vessels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assets.meshes.liquids.vessels import bowl_wall, vessel
from assets.meshes.shells import revolved
from assets.meshes.surface import Surface
from assets.volumes.plumes import COLOURED, STEAM, THICK, WISPY, PlumeShape, make_plume
from colorimetry.oklch import albedo_from_oklch
from composers.blocking.liquids.parts import Part, vessel_part
from composers.gases.media import VARIANTS, Medium, number
from composers.shot import Shot
from taxonomy.decisions import decision_rng
from usd_scenes.looks import Colour
from usd_scenes.volumes import VolumeLook


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The vessel that a plume rises from."""

    vessel_look: str
    filling_look: str
    class_name: str
    radius_m: float
    height_m: float

    @property
    def mouth_m(self) -> float:
        """Height at which the plume begins."""
        return 0.72 * self.height_m


@dataclass(frozen=True, slots=True, kw_only=True)
class PlumeKind:
    """A smoke or steam term: its shape, its source, and how its smoke meets light."""

    shape: PlumeShape
    voxels: int
    source: Source
    anisotropy: float


_CENSER = Source(vessel_look="Brass", filling_look="Basalt", class_name="censer", radius_m=0.11, height_m=0.1)
_BRAZIER = Source(vessel_look="Steel", filling_look="Basalt", class_name="brazier", radius_m=0.15, height_m=0.13)
_POT = Source(vessel_look="Terracotta", filling_look="Basalt", class_name="pot", radius_m=0.13, height_m=0.16)
_CUP = Source(vessel_look="GlazedCeladon", filling_look="Tea", class_name="cup", radius_m=0.15, height_m=0.13)

KINDS = {
    "gases.smoke.thick_smoke": PlumeKind(shape=THICK, voxels=88, source=_BRAZIER, anisotropy=0.25),
    "gases.smoke.wispy_smoke": PlumeKind(shape=WISPY, voxels=120, source=_CENSER, anisotropy=0.4),
    "gases.smoke.colored_smoke": PlumeKind(shape=COLOURED, voxels=88, source=_POT, anisotropy=0.2),
    "gases.volumetrics.steam": PlumeKind(shape=STEAM, voxels=80, source=_CUP, anisotropy=0.45),
}


def plume_medium(
    shot: Shot, term: str, *, place: int, at_m: tuple[float, float, float], turn_deg: float
) -> Medium:
    """The plume numbered ``place`` of a sample, its source's foot at ``at_m``."""
    kind = KINDS[term]
    height = number(shot.spec, term, "plume_height_m", 0.9)
    variant = (int(shot.rng("gases/variant").integers(VARIANTS)) + 5 * place) % VARIANTS
    name = term.rpartition(".")[2]
    return Medium(
        name=f"Plume{place + 1}",
        class_name=name,
        recipe={"generator": f"gases/{name}", "height": height, "variant": variant},
        make=lambda: make_plume(
            kind.shape,
            height_m=height,
            voxels=kind.voxels,
            rng=decision_rng(0, variant, f"assets/volumes/{name}"),
        ),
        look=VolumeLook(
            density_scale=number(shot.spec, term, "extinction_per_m", 10.0),
            scatter_color=_scatter_colour(shot, term),
            anisotropy=kind.anisotropy,
        ),
        at_m=(at_m[0], at_m[1], at_m[2] + kind.source.mouth_m),
        turn_deg=turn_deg,
    )


def source_parts(source: Source) -> tuple[Part, ...]:
    """The vessel that smokes, and what smoulders or steams in it."""
    numbers = [source.radius_m, source.height_m]
    inside = bowl_wall(source.radius_m, source.height_m - 0.02, floor_m=0.02, squareness=0.5)
    return (
        vessel_part(
            "Vessel",
            source.vessel_look,
            source.class_name,
            {"generator": "gases/source", "version": 2, "size": numbers},
            lambda: vessel(inside, wall_m=0.009, foot_m=source.radius_m * 0.6),
        ),
        vessel_part(
            "Filling",
            source.filling_look,
            "filling",
            {"generator": "gases/source_filling", "version": 1, "size": numbers},
            lambda: _filling(inside, source.mouth_m),
        ),
    )


def _filling(inside: np.ndarray, level_m: float) -> Surface:
    """A slightly domed body that fills the vessel to ``level_m``."""
    radius = float(np.interp(level_m, inside[:, 1], inside[:, 0])) + 0.003
    share = np.linspace(0.0, 1.0, 16)
    top = np.stack([radius * share, level_m + 0.012 * (1 - share**2)], axis=-1)
    return revolved(np.concatenate([top, [[radius * 0.8, 0.024], [0.0, 0.022]]]), sectors=64)


def _scatter_colour(shot: Shot, term: str) -> Colour:
    name = term.rpartition(".")[2]
    if name == "colored_smoke":
        return albedo_from_oklch(0.72, 0.17, number(shot.spec, term, "hue_deg", 30.0))
    if name == "thick_smoke":
        share = number(shot.spec, term, "scattering_albedo", 0.7)
        return share, share * 0.985, share * 0.965
    if name == "steam":
        return 0.985, 0.985, 0.985
    return 0.9, 0.915, 0.94

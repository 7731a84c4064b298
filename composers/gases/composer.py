"""The composer of the gases category."""

from __future__ import annotations

import numpy as np
from pxr import Kind, Usd, UsdGeom

from composers.gases.clouds import CLOUD_TERMS, cloud_media
from composers.gases.depth_marks import depth_marks
from composers.gases.fogs import fog_medium, fog_names
from composers.gases.media import stage_medium
from composers.gases.planned_view import plan_view
from composers.gases.plumes import KINDS, plume_medium, source_parts
from composers.liquids.placement import Support, find_support
from composers.liquids.staging import stage_parts
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import world_bounds
from usd_scenes.subjects import read_points

FACETS = ("gases.smoke", "gases.fog", "gases.clouds", "gases.volumetrics")
_BESIDE_M = 0.06


class GasesComposer:
    """Authors volumes under /World/Fx, and the vessels that smoke rises from."""

    category = "gases"
    department = Department.FX
    after = ("liquids",)
    terms = frozenset(
        (
            *(f"gases.fog.{name}" for name in fog_names()),
            *(f"gases.clouds.{name}" for name in CLOUD_TERMS),
            *KINDS,
        )
    )

    def compose(self, shot: Shot) -> None:
        """Author the sample's gases; nothing where it has none."""
        wanted = [term for term in map(shot.term_of, FACETS) if term is not None]
        if not wanted:
            return
        floor = find_support(shot.stage, 0.0, on_floor=True).centre_m[2]
        with shot.edit(self.department):
            group = UsdGeom.Xform.Define(shot.stage, prim_paths.FX)
            Usd.ModelAPI(group).SetKind(Kind.Tokens.group)
            for term in wanted:
                if term in KINDS:
                    self._compose_plumes(shot, term)
                elif term.startswith("gases.clouds."):
                    for medium in cloud_media(shot, term, floor):
                        stage_medium(shot, medium)
                else:
                    stage_medium(shot, fog_medium(shot, term, floor))
                    if shot.blocking.place is None:
                        depth_marks(shot, floor)

    def _compose_plumes(self, shot: Shot, term: str) -> None:
        kind = KINDS[term]
        turn = float(shot.rng("gases/turn").uniform(0.0, 360.0))
        for place, spot in enumerate(self._spots(shot, kind.source.radius_m)):
            stage_parts(
                shot, f"Source{place + 1}", source_parts(kind.source), at_m=spot, class_name=kind.source.class_name
            )
            stage_medium(shot, plume_medium(shot, term, place=place, at_m=spot, turn_deg=turn + 140.0 * place))

    def _spots(self, shot: Shot, radius_m: float) -> list[tuple[float, float, float]]:
        """One place at the set's centre; with a subject there, one behind each of its shoulders."""
        support: Support = find_support(shot.stage, radius_m, on_floor=False)
        x, y, z = support.centre_m
        if not len(read_points(shot.stage, prim_paths.SUBJECT)):
            return [support.centre_m]
        low, high = world_bounds(shot.stage, prim_paths.SUBJECT)
        size = float((high - low).max())
        away = float(np.hypot(*np.maximum(np.abs(high - support.centre_m), np.abs(low - support.centre_m))[:2]))
        reach = 0.85 * away + radius_m + _BESIDE_M
        if reach + radius_m > support.half_width_m and support.furniture:
            z = find_support(shot.stage, 0.0, on_floor=True).centre_m[2]
            reach = max(reach, 1.2 * support.half_width_m + radius_m + _BESIDE_M)
        view = plan_view(shot)
        places = [view.behind(size, reach * longer, side) for side, longer in ((-1.0, 1.0), (1.0, 1.12))]
        return [(x + across, y + along, z) for across, along in places]


COMPOSER = GasesComposer()

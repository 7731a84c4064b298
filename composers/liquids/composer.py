"""The composer of the liquids category."""

from __future__ import annotations

from pxr import Kind, Usd, UsdGeom

from assets.looks.liquids.substances import liquid_look
from composers.blocking.liquids.parts import LIQUID_LOOK
from composers.blocking.liquids.plan import composed_terms, plan_liquid
from composers.liquids.placement import find_support, plinths
from composers.liquids.staging import stage_parts
from composers.shot import Shot
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.meshes import world_bounds
from usd_scenes.subjects import read_points

_BESIDE_M = 0.12


class LiquidsComposer:
    """Authors a vessel and what it holds under /World/Fx; nothing where the sample has no liquid."""

    category = "liquids"
    department = Department.FX
    after = ("geometry",)
    terms = composed_terms()

    def compose(self, shot: Shot) -> None:
        """Stand the vessel in its place, or on the set: at its centre, or beside a subject."""
        plan, scale = plan_liquid(shot), shot.blocking.liquid_scale
        if plan is None:
            return
        with shot.edit(self.department):
            Usd.ModelAPI(UsdGeom.Xform.Define(shot.stage, prim_paths.FX)).SetKind(Kind.Tokens.group)
            stage_parts(
                shot,
                "Vessel",
                plan.scene.parts,
                at_m=_spot_m(shot, plan.scene.reach_m * scale, on_floor=plan.scene.on_floor),
                class_name="vessel",
                looks={LIQUID_LOOK: liquid_look(plan.substance.scaled(scale), plan.scene.depth_m * scale)},
                scale=scale,
            )


def _spot_m(shot: Shot, reach_m: float, *, on_floor: bool) -> tuple[float, float, float]:
    """Where the middle of a vessel's foot stands."""
    if shot.blocking.place is not None:
        return 0.0, 0.0, shot.blocking.place.variant.support.height_m
    subject = read_points(shot.stage, prim_paths.SUBJECT)
    support = find_support(shot.stage, reach_m, on_floor=on_floor or bool(len(subject)))
    x, y, z = support.centre_m
    return x, y - (_room_in_front_m(shot.stage, reach_m) if support.furniture is None else 0.0), z


def _room_in_front_m(stage: Usd.Stage, reach_m: float) -> float:
    """How far forward something on the floor must stand to be clear of the subject and the plinth; 0 without."""
    standing = (prim_paths.SUBJECT, *(str(prim.GetPath()) for prim in plinths(stage)))
    fronts = [-float(world_bounds(stage, path)[0][1]) for path in standing if len(read_points(stage, path))]
    return max(fronts) + reach_m + _BESIDE_M if fronts else 0.0


COMPOSER = LiquidsComposer()

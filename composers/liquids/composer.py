"""The composer of the liquids category."""

from __future__ import annotations

from pxr import Kind, Usd, UsdGeom

from assets.looks.liquids.substances import liquid_look
from composers.liquids.parts import LIQUID_LOOK
from composers.liquids.placement import find_support, plinths
from composers.liquids.plan import composed_terms, plan_liquid
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
        """Stand the vessel on the set: at its centre, or beside the subject where there is one."""
        plan = plan_liquid(shot)
        if plan is None:
            return
        stage, scene = shot.stage, plan.scene
        subject = read_points(stage, prim_paths.SUBJECT)
        support = find_support(stage, scene.reach_m, on_floor=scene.on_floor or bool(len(subject)))
        x, y, z = support.centre_m
        if support.furniture is None:
            y -= _room_in_front_m(stage, scene.reach_m)
        with shot.edit(self.department):
            Usd.ModelAPI(UsdGeom.Xform.Define(stage, prim_paths.FX)).SetKind(Kind.Tokens.group)
            stage_parts(
                shot,
                "Vessel",
                scene.parts,
                at_m=(x, y, z),
                class_name="vessel",
                looks={LIQUID_LOOK: liquid_look(plan.substance, scene.depth_m)},
            )


def _room_in_front_m(stage: Usd.Stage, reach_m: float) -> float:
    """How far forward something on the floor must stand to be clear of the subject and the plinth; 0 without."""
    standing = (prim_paths.SUBJECT, *(str(prim.GetPath()) for prim in plinths(stage)))
    fronts = [-float(world_bounds(stage, path)[0][1]) for path in standing if len(read_points(stage, path))]
    return max(fronts) + reach_m + _BESIDE_M if fronts else 0.0


COMPOSER = LiquidsComposer()

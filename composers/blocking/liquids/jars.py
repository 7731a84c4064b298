"""Thick and coloured liquids in jars, tins, wells and dishes."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import numpy as np

from assets.meshes.liquids.bodies import bead, disc_body, falling_thread
from assets.meshes.liquids.height_fields import coiled_mound
from assets.meshes.liquids.vessels import bowl_wall, radius_at, vessel, wet_wall
from assets.meshes.shells import cut_box, revolved
from assets.meshes.surface import Surface, merge, moved, turned
from composers.blocking.liquids.parts import LiquidScene, Part, liquid_part, vessel_part
from taxonomy.decisions import decision_rng

_THREAD_M = 0.006
_LEAN_DEG = 38.0
_BOARD_M = 0.014
_BOARD_REACH = 1.22  # of the vessel's


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """A round vessel for something thicker than water."""

    look: str
    class_name: str
    radius_m: float
    height_m: float  # of the inside
    wall_m: float
    squareness: float

    @property
    def floor_m(self) -> float:
        """Height of the inside's lowest point."""
        return self.wall_m * 1.5

    @property
    def inside(self) -> np.ndarray:
        """(n, 2) profile of the inside."""
        return bowl_wall(self.radius_m, self.height_m, floor_m=self.floor_m, squareness=self.squareness)

    def recipe(self, generator: str, **more: object) -> dict[str, object]:
        """What decides a mesh of this jar."""
        numbers = (self.radius_m, self.height_m, self.wall_m, self.squareness)
        return {"generator": f"liquids/{generator}", "version": 2, "jar": list(numbers)} | more

    def mesh(self) -> Surface:
        """The vessel."""
        return vessel(self.inside, wall_m=self.wall_m, foot_m=self.radius_m * 0.7)


HONEY_JAR = Jar(look="Glass", class_name="jar", radius_m=0.2, height_m=0.24, wall_m=0.009, squareness=0.9)
OIL_BOWL = Jar(look="Glass", class_name="bowl", radius_m=0.27, height_m=0.17, wall_m=0.009, squareness=0.45)
PAINT_TIN = Jar(look="Steel", class_name="tin", radius_m=0.21, height_m=0.2, wall_m=0.004, squareness=1.0)
INK_WELL = Jar(look="Glass", class_name="inkwell", radius_m=0.13, height_m=0.13, wall_m=0.024, squareness=0.85)
BLOOD_DISH = Jar(look="Enamel", class_name="dish", radius_m=0.3, height_m=0.1, wall_m=0.008, squareness=0.6)


def mound_height_m(viscosity_pa_s: float) -> float:
    """How high the liquid stands under a falling thread: our scale, a centimetre a decade above 0.05 Pa.s."""
    return 0.012 * log10(1.0 + viscosity_pa_s / 0.05)


def coil_height_m(viscosity_pa_s: float) -> float:
    """Height of the rope coils: thin liquids do not coil."""
    return 0.0 if viscosity_pa_s < 0.3 else 0.003 + 0.0025 * log10(1.0 + viscosity_pa_s)


def filled_jar(jar: Jar, *, fill: float, viscosity_pa_s: float, poured: bool) -> LiquidScene:
    """A jar filled to ``fill`` of its height; ``poured``: a thread is falling into it."""
    depth = fill * jar.height_m
    level = jar.floor_m + depth
    mound = mound_height_m(viscosity_pa_s) if poured else 0.0
    coil = coil_height_m(viscosity_pa_s) if poured else 0.0

    def body() -> Surface:
        inside, reach = jar.inside, 0.25 * jar.wall_m
        return disc_body(
            coiled_mound(level_m=level, height_m=mound, coil_m=coil, rope_radius_m=_THREAD_M),
            radius_m=radius_at(inside, level) + reach,
            floor_m=jar.floor_m - 0.25 * jar.wall_m,
            wall=wet_wall(inside, level, reach),
            meniscus_m=0.0025,
        )

    recipe = jar.recipe("filling", fill=fill, viscosity=viscosity_pa_s if poured else 0.0)
    parts: list[Part] = [
        vessel_part("Vessel", jar.look, jar.class_name, jar.recipe("jar"), jar.mesh),
        liquid_part("Filling", recipe, body),
    ]
    return LiquidScene(parts=tuple(parts), depth_m=depth, reach_m=jar.radius_m + jar.wall_m)


def with_dipper(scene: LiquidScene, jar: Jar, *, fill: float, viscosity_pa_s: float) -> LiquidScene:
    """A wooden dipper held above, coated, its thread falling into the jar."""
    foot = jar.floor_m + fill * jar.height_m + mound_height_m(viscosity_pa_s)
    top = jar.floor_m + jar.height_m + 0.09
    thread = jar.recipe("thread", fill=fill, viscosity=viscosity_pa_s)
    parts = (
        liquid_part(
            "Thread", thread, lambda: falling_thread(foot_m=foot - 0.002, top_m=top + 0.012, radius_m=_THREAD_M)
        ),
        vessel_part(
            "Dipper", "Wood", "honey_dipper", jar.recipe("dipper"), lambda: moved(_leaned(_dipper()), z=top)
        ),
        liquid_part("Coating", jar.recipe("coating"), lambda: moved(_leaned(_coating()), z=top)),
    )
    return LiquidScene(parts=(*scene.parts, *parts), depth_m=scene.depth_m, reach_m=scene.reach_m)


def with_stick(scene: LiquidScene, jar: Jar, *, fill: float, viscosity_pa_s: float) -> LiquidScene:
    """A flat stirring stick lifted out, coated at its end, still running."""
    foot = jar.floor_m + fill * jar.height_m + mound_height_m(viscosity_pa_s)
    top = jar.floor_m + jar.height_m + 0.05
    thread = jar.recipe("stick_thread", fill=fill, viscosity=viscosity_pa_s)
    coat = jar.recipe("stick_coat")
    parts = (
        liquid_part(
            "Thread", thread, lambda: falling_thread(foot_m=foot - 0.002, top_m=top + 0.004, radius_m=_THREAD_M)
        ),
        vessel_part(
            "Stick",
            "Wood",
            "stirring_stick",
            jar.recipe("stick"),
            lambda: moved(_leaned(cut_box((0.046, 0.01, 0.42), 0.003)), z=top + 0.004),
        ),
        liquid_part("Coating", coat, lambda: moved(_leaned(cut_box((0.05, 0.014, 0.13), 0.006)), z=top)),
    )
    return LiquidScene(parts=(*scene.parts, *parts), depth_m=scene.depth_m, reach_m=scene.reach_m)


def with_spills(
    scene: LiquidScene, *, count: int, contact_angle_deg: float, card: str, variant: int
) -> LiquidScene:
    """A card below the vessel with ``count`` drops of the liquid on it."""
    size = (2 * scene.reach_m + 0.3, 2 * scene.reach_m + 0.18, 0.012)

    def spills() -> Surface:
        rng = decision_rng(0, variant, "assets/liquids/spills")
        beads = []
        for _ in range(count):
            angle = rng.uniform(-0.85 * np.pi, -0.1 * np.pi)
            away = scene.reach_m * rng.uniform(1.08, 1.22)
            radius = float(np.exp(rng.uniform(np.log(0.006), np.log(0.02))))
            x, y = float(away * np.cos(angle)), float(away * np.sin(angle))
            beads.append(moved(bead(radius, contact_angle_deg), x, y, size[2]))
        return merge(beads)

    recipe: dict[str, object] = {
        "generator": "liquids/spills",
        "version": 1,
        "count": count,
        "angle": contact_angle_deg,
        "reach": round(scene.reach_m, 5),
        "variant": variant,
    }
    below: dict[str, object] = {"generator": "liquids/card", "version": 1, "size": [round(s, 5) for s in size]}
    lifted = tuple(_lifted(part, size[2]) for part in scene.parts)
    parts = (
        *lifted,
        vessel_part("Card", card, "card", below, lambda: cut_box(size, 0.002)),
        liquid_part("Spills", recipe, spills),
    )
    return LiquidScene(parts=parts, depth_m=scene.depth_m, reach_m=size[0] / 2)


def on_board(scene: LiquidScene) -> LiquidScene:
    """A round pale board below a vessel of glass: the light that it throws back up is the liquid's colour."""
    radius = scene.reach_m * _BOARD_REACH
    outline = np.array(
        [[0.0, _BOARD_M], [radius - 0.004, _BOARD_M], [radius, _BOARD_M - 0.004], [radius, 0.0], [0.0, 0.0]]
    )
    recipe: dict[str, object] = {"generator": "liquids/board", "version": 1, "radius": round(radius, 5)}
    board = vessel_part("Board", "Board", "board", recipe, lambda: revolved(outline, sectors=96))
    return LiquidScene(
        parts=(*(_lifted(part, _BOARD_M) for part in scene.parts), board),
        depth_m=scene.depth_m,
        reach_m=radius,
        on_floor=scene.on_floor,
    )


def _lifted(part: Part, height_m: float) -> Part:
    return Part(
        name=part.name,
        look=part.look,
        role=part.role,
        class_name=part.class_name,
        recipe=part.recipe | {"lifted": height_m},
        make=lambda: moved(part.make(), z=height_m),
    )


def _leaned(surface: Surface) -> Surface:
    """A tool as a hand holds it: leaning to +X from its foot at the origin, so that it reads from above too."""
    return turned(surface, "y", _LEAN_DEG)


def _dipper() -> Surface:
    """A grooved head of five discs on a turned handle."""
    z = np.linspace(0.0, 0.1, 160)
    waist = 0.036 * np.sqrt(np.clip(1 - ((z - 0.05) / 0.06) ** 2, 0.05, 1.0))
    grooves = 0.5 + 0.5 * np.tanh(6 * np.cos(2 * np.pi * z / 0.0182 + np.pi))
    head = np.stack([0.55 * waist + 0.45 * waist * grooves, z], axis=-1)
    handle = np.array([[0.009, 0.104], [0.0085, 0.24], [0.012, 0.36], [0.013, 0.39], [0.009, 0.402]])
    body = np.concatenate([head, handle])[::-1]
    ends = np.array([[0.0, body[0, 1] + 0.001], [0.0, 0.0]])
    return revolved(np.concatenate([ends[:1], body, ends[1:]]), sectors=56)


def _coating() -> Surface:
    """Liquid that clings to the dipper's head and gathers at its foot."""
    z = np.linspace(-0.006, 0.085, 60)
    clinging = 0.0395 * np.sqrt(np.clip(1 - ((z - 0.045) / 0.056) ** 2, 0.0, 1.0))
    body = np.stack([np.maximum(clinging, 0.004), z], axis=-1)[::-1]
    ends = np.array([[0.0, body[0, 1]], [0.0, body[-1, 1]]])
    return revolved(np.concatenate([ends[:1], body, ends[1:]]), sectors=56)

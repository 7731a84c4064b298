"""A set whose greys pass from a warm white to a cool one across the picture, wherever it is taken from."""

from __future__ import annotations

import numpy as np
from pxr import Usd

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.wires import Wire
from colorimetry.oklch import Rgb
from colorimetry.schemes import load_colour_rules
from colorimetry.whites import white_at
from composers.blocking.casting.elements import Element
from composers.blocking.casting.palette import GRADIENT
from composers.blocking.casting.parts import wardrobe_recipe
from composers.shared_looks import author_shared_look
from composers.shot import Shot
from schemas.errors import SceneError
from usd_scenes import prim_paths
from usd_scenes.departments import Department
from usd_scenes.looks import LookNetwork, bind_look
from usd_scenes.meshes import world_bounds
from usd_scenes.rounding import quantize

_REACH = 1.3  # of the ramp to each side of the subject, in subjects
_LIGHTNESS = (0.62, 0.78)  # OKLCh, drawn for each element


def author_warmth_ramp(shot: Shot, stage: Usd.Stage) -> None:
    """Dress what the casting says in the ramp, in the current edit target."""
    for element in shot.casting.ramped:
        path, network = f"{prim_paths.LOOKS}/{element.name}", _ramp_look(shot, element)
        material = author_shared_look(shot, Department.LOOKS, path, network)
        for mesh_path in element.mesh_paths:
            bind_look(stage.GetPrimAtPath(mesh_path), material)


def _ramp_look(shot: Shot, element: Element) -> LookNetwork:
    shift = shot.number(GRADIENT, "shift_mired")
    upright = shot.parameter(GRADIENT, "direction") == "vertical"
    rng = shot.rng(f"color/warmth/{element.name}")
    luminance = float(rng.uniform(*_LIGHTNESS)) ** 3
    graph = NodeGraph()
    axis = _axis(shot.blocking.camera.azimuth_deg, upright=upright)
    middle, reach = _span_m(shot.stage, axis)
    position = Wire(graph=graph, connection=graph.world_position(), type="vector3")
    along = position.along(axis)
    ramp = along.ramp(middle - reach, middle + reach, name="warmth")
    colour = ramp.tinted(_grey(shift, luminance), _grey(-shift, luminance), name="warmToCool")
    wearer = Wearer(colour=_grey(0.0, luminance), size_m=element.size_m, scale=element.scale)
    recipe = wardrobe_recipe(shot.spec, element)
    return build_look(recipe, wearer, rng, graph=graph, base_color=colour.connection)


def _grey(shift_mired: float, luminance: float) -> Rgb:
    red, green, blue = white_at(load_colour_rules().daylight_mired + shift_mired)
    return red * luminance, green * luminance, blue * luminance


def _axis(azimuth_deg: float, *, upright: bool) -> tuple[float, float, float]:
    """To the camera's right; or away from it and up."""
    sine, cosine = (quantize(float(turn(np.radians(azimuth_deg)))) for turn in (np.sin, np.cos))
    return (-sine, cosine, 1.0) if upright else (cosine, sine, 0.0)


def _span_m(stage: Usd.Stage, axis: tuple[float, float, float]) -> tuple[float, float]:
    """(middle, half length) of the ramp along ``axis``."""
    try:
        low, high = world_bounds(stage, prim_paths.SUBJECT)
    except SceneError:
        return 0.5 * axis[2], 1.0
    size = float((high - low).max())
    return float(np.dot((low + high) / 2.0, axis)), _REACH * size

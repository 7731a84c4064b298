"""A set whose greys pass from a warm white to a cool one across the picture."""

from __future__ import annotations

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
    middle, reach = _span_m(shot.stage, upright=upright)
    position = Wire(graph=graph, connection=graph.world_position(), type="vector3")
    along = position.along((0.0, 1.0, 1.0) if upright else (1.0, 0.0, 0.0))
    ramp = along.ramp(middle - reach, middle + reach, name="warmth")
    colour = ramp.tinted(_grey(shift, luminance), _grey(-shift, luminance), name="warmToCool")
    wearer = Wearer(colour=_grey(0.0, luminance), size_m=element.size_m, scale=element.scale)
    recipe = wardrobe_recipe(shot.spec, element)
    return build_look(recipe, wearer, rng, graph=graph, base_color=colour.connection)


def _grey(shift_mired: float, luminance: float) -> Rgb:
    red, green, blue = white_at(load_colour_rules().daylight_mired + shift_mired)
    return red * luminance, green * luminance, blue * luminance


def _span_m(stage: Usd.Stage, *, upright: bool) -> tuple[float, float]:
    """(middle, half length) of the ramp along x, or along y + z."""
    try:
        low, high = world_bounds(stage, prim_paths.SUBJECT)
    except SceneError:
        return 0.5 if upright else 0.0, 1.0
    size = float((high - low).max())
    middle = (low + high) / 2.0
    return float(middle[1] + middle[2]) if upright else float(middle[0]), _REACH * size

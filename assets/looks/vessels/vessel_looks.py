"""Vessels' looks by name, from ``looks.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.painting import Inputs, floats, mean_colour
from assets.looks.networks.standard_surfaces import surface_look
from assets.looks.networks.wires import Wire
from schemas.errors import AssetError
from usd_scenes.looks import Colour, Connection, LookNetwork, PreviewSurface

_TABLE = Path(__file__).with_name("looks.yaml")
_LOW, _HIGH = -0.45, 0.45  # where fractal noise has gone over from one tone to the other
_DARKEST_TILE, _LIGHTEST_TILE = 0.62, 1.15
_LINE_SHARE = 0.045  # of a tile

type Row = Mapping[str, Any]


def vessel_look(name: str) -> LookNetwork:
    """The look of that name.

    Raises:
        AssetError: there is none.
    """
    table = _read_table()
    if name not in table:
        raise AssetError(f"no vessel look {name!r}; there are {', '.join(sorted(table))}", asset=str(_TABLE))
    kind, row = table[name]
    return _MAKERS[kind](row)


@cache
def _read_table() -> Mapping[str, tuple[str, Row]]:
    """(kind, row) by the look's name."""
    data = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {name: (kind, row) for kind in _MAKERS for name, row in data[kind].items()}


def _plain(row: Row) -> LookNetwork:
    colour, given = _colour(row["colour"]), _numbers(row)
    metallic = given.get("metalness", 0.0)
    preview = PreviewSurface(diffuse_color=colour, roughness=row["roughness"], metallic=metallic)
    return surface_look(_surface_inputs(colour, row), preview)


def _mottled(row: Row) -> LookNetwork:
    """Two tones mixed by fractal noise of the object's own position."""
    graph = NodeGraph()
    dark, light = _colour(row["dark"]), _colour(row["light"])
    position = graph.add("Position", "ND_position_vector3", "vector3", {"space": ("string", "object")})
    size: Inputs = {"in1": ("vector3", position), "in2": ("float", float(row["per_m"]))}
    scaled = graph.add("Scaled", "ND_multiply_vector3FA", "vector3", size)
    share = graph.step("Share", graph.fractal("Noise", scaled, octaves=5), _LOW, _HIGH)
    tone = Wire(graph=graph, connection=share).tinted(dark, light, name="Tone")
    preview = PreviewSurface(diffuse_color=mean_colour((1.0, dark), (1.0, light)), roughness=row["roughness"])
    return surface_look(_surface_inputs(tone.connection, row), preview, graph=graph)


def _tiles(row: Row) -> LookNetwork:
    """Square glazed tiles by the texture coordinates, which are metres; each a little lighter or darker."""
    graph = NodeGraph()
    glaze, per_m = _colour(row["glaze"]), float(row["tiles_per_m"])
    coordinates = graph.add("Coordinates", "ND_texcoord_vector2", "vector2", {"index": ("integer", 0)})
    size: Inputs = {"in1": ("vector2", coordinates), "in2": ("float", per_m)}
    scaled = graph.add("Scaled", "ND_multiply_vector2FA", "vector2", size)
    cell = Wire(graph=graph, connection=scaled, type="vector2").cell_in_plane(name="Cell")
    spread: Inputs = {"in": ("float", cell.connection)} | floats(
        {"outlow": _DARKEST_TILE, "outhigh": _LIGHTEST_TILE}
    )
    shade = graph.add("Shade", "ND_remap_float", "float", spread)
    shaded: Inputs = {"in1": ("color3", glaze), "in2": ("float", shade)}
    glazed = graph.add("Glaze", "ND_multiply_color3FA", "color3", shaded)
    lines: Inputs = {
        "texcoord": ("vector2", coordinates),
        "uvtiling": ("vector2", (per_m, per_m)),
        "thickness": ("float", _LINE_SHARE),
    }
    grid: Inputs = {
        "in": ("color3", graph.add("Grid", "ND_grid_color3", "color3", lines)),
        "index": ("integer", 0),
    }
    line = Wire(graph=graph, connection=graph.add("Line", "ND_extract_color3", "float", grid))
    tile = Wire(graph=graph, connection=glazed, type="color3")
    tone = line.tinted(tile, _colour(row["grout"]), name="Tone")
    preview = PreviewSurface(diffuse_color=glaze, roughness=row["roughness"])
    return surface_look(_surface_inputs(tone.connection, row), preview, graph=graph)


def _glass(row: Row) -> LookNetwork:
    inputs: Inputs = floats(
        {"base": 0.0, "specular": 1.0, "specular_roughness": 0.0, "specular_IOR": row["ior"], "transmission": 1.0}
    )
    inputs["transmission_color"] = ("color3", _colour(row["tint"]))
    shown = row["preview"]
    preview = PreviewSurface(
        diffuse_color=_colour(shown["colour"]),
        roughness=shown["roughness"],
        opacity=shown["opacity"],
        ior=row["ior"],
    )
    return surface_look(inputs, preview)


_MAKERS: Mapping[str, Callable[[Row], LookNetwork]] = {
    "plain": _plain,
    "mottled": _mottled,
    "tiles": _tiles,
    "glass": _glass,
}


def _surface_inputs(colour: Colour | Connection, row: Row) -> Inputs:
    inputs: Inputs = {"base": ("float", 1.0), "base_color": ("color3", colour)}
    return inputs | floats({"specular_roughness": row["roughness"], **_numbers(row)})


def _numbers(row: Row) -> Mapping[str, float]:
    return {name: float(value) for name, value in row.get("inputs", {}).items()}


def _colour(row: Sequence[float]) -> Colour:
    red, green, blue = (float(part) for part in row)
    return red, green, blue

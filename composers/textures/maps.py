"""Looks of which one property is controlled by a picture: everything else is plain, so that its effect is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assets.looks.networks.frames import Plane, plane
from assets.looks.networks.look_network import SURFACE_NODE
from assets.looks.networks.node_graph import NodeGraph
from assets.looks.networks.painting import Inputs, colours, floats, vectors
from assets.looks.networks.wires import Wire, wire_node
from assets.surface_maps import RELIEFS, VARIANTS, MapWish, find_map
from colorimetry.oklch import Rgb, albedo_from_oklch
from composers.blocking.casting.elements import Element
from composers.blocking.textured_places import MAPS_FACET
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.looks import LookNetwork, PreviewSurface

_SURFACE = "ND_standard_surface_surfaceshader"
_RESOLUTION_PX = 512
_TILES = (1.6, 2.6)  # of the map over the longest side
_GLOWS: tuple[Rgb, ...] = ((1.0, 0.42, 0.10), (0.15, 0.75, 1.0), (0.45, 1.0, 0.35), (1.0, 0.25, 0.65))
_FLESH_M = 0.006
_STEEL: Rgb = (0.68, 0.65, 0.60)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Canvas:
    """What a map is put on."""

    shot: Shot
    graph: NodeGraph
    flat: Plane
    kind: str
    relief: str
    variant: int
    tile_m: float
    colour: Rgb  # of the body
    numbers: Mapping[str, float]

    def number(self, name: str) -> float:
        """A parameter of the sample."""
        return self.numbers[name]

    def picture(self, kind: str, *, tones: tuple[Rgb, ...] = ()) -> Wire:
        """The node that reads the map, as ``kind``: float, vector3 or color3."""
        own = {name: self.numbers[name] for name in ("contrast", "coverage_fraction") if name in self.numbers}
        if self.kind == "ambient_occlusion":
            own["strength"] = self.numbers["strength"]
        wish = MapWish(
            kind=self.kind,
            relief=self.relief,
            variant=self.variant,
            resolution_px=int(self.numbers.get("resolution_px", _RESOLUTION_PX)),
            numbers=own,
            colours=tones,
        )
        path = self.shot.asset_path(find_map(self.shot.assets, wish), Department.LOOKS)
        inputs: Inputs = {
            "file": ("filename", path),
            "texcoord": ("vector2", self.flat.uv.connection),
        }
        return wire_node(self.graph, "map", f"ND_image_{kind}", kind, inputs)


def map_look(shot: Shot, element: Element, term: str) -> LookNetwork:
    """The look of an element of which a picture controls the term's property."""
    rng = shot.rng(f"textures/map/{element.name}")
    graph = NodeGraph()
    tile_m = element.size_m / float(rng.uniform(*_TILES))
    lightness, chroma, hue_deg = (float(v) for v in rng.uniform((0.52, 0.03, 0.0), (0.74, 0.12, 360.0)))
    canvas = _Canvas(
        shot=shot,
        graph=graph,
        flat=plane(graph, tile_m),
        kind=term.rpartition(".")[2],
        relief=RELIEFS[int(rng.integers(len(RELIEFS)))],
        variant=int(rng.integers(VARIANTS)),
        tile_m=tile_m,
        colour=albedo_from_oklch(lightness, chroma, hue_deg),
        numbers={p.name: float(p.value) for p in shot.spec.parameters if p.term == term},
    )
    inputs: Inputs = {
        **colours({"base_color": canvas.colour}),
        **floats({"specular_roughness": 0.38}),
        **_MAPS[canvas.kind](canvas),
    }
    height = inputs.pop("displacement", None)
    graph.add(SURFACE_NODE, _SURFACE, "surfaceshader", inputs)
    displacement = None
    if height is not None:
        displacement = graph.add(
            "displacement", "ND_displacement_float", "displacementshader", {"displacement": height}
        ).node
    nodes = graph.above(SURFACE_NODE, *((displacement,) if displacement else ()))
    preview = PreviewSurface(diffuse_color=canvas.colour, roughness=0.4)
    return LookNetwork(nodes=nodes, surface=SURFACE_NODE, displacement=displacement, preview=preview)


def _tones(hue_deg: float, chroma: float) -> tuple[Rgb, ...]:
    return tuple(
        albedo_from_oklch(lightness, chroma, hue_deg + turn)
        for lightness, turn in ((0.38, -14.0), (0.60, 0.0), (0.80, 14.0))
    )


def _albedo(canvas: _Canvas) -> Inputs:
    hue_deg = canvas.shot.rng("textures/map/hue").uniform(0.0, 360.0)
    return colours({"base_color": canvas.picture("color3", tones=_tones(float(hue_deg), 0.09))})


def _normal(canvas: _Canvas) -> Inputs:
    flat = canvas.flat
    inputs: Inputs = {
        "in": ("vector3", canvas.picture("vector3").connection),
        "scale": ("float", canvas.number("strength")),
        "normal": ("vector3", flat.normal.connection),
        "tangent": ("vector3", flat.tangent.connection),
        "bitangent": ("vector3", flat.bitangent.connection),
    }
    return vectors({"normal": wire_node(canvas.graph, "mapped", "ND_normalmap_float", "vector3", inputs)})


def _roughness(canvas: _Canvas) -> Inputs:
    dark = albedo_from_oklch(0.36, 0.03, 250.0)
    return {**colours({"base_color": dark}), **floats({"specular_roughness": canvas.picture("float")})}


def _metallic(canvas: _Canvas) -> Inputs:
    mask = canvas.picture("float")
    return {
        **colours({"base_color": mask.tinted(canvas.colour, _STEEL, name="plated")}),
        **floats({"metalness": mask, "specular_roughness": 0.26}),
    }


def _height(canvas: _Canvas) -> Inputs:
    relief = canvas.flat.relief(canvas.picture("float"), canvas.number("depth_m") / canvas.tile_m)
    return vectors({"normal": relief})


def _displacement(canvas: _Canvas) -> Inputs:
    return floats({"displacement": canvas.picture("float") * canvas.number("depth_m")})


def _occlusion(canvas: _Canvas) -> Inputs:
    shade = canvas.picture("float")
    return colours({"base_color": shade.tinted((0.0, 0.0, 0.0), canvas.colour, name="occluded")})


def _emission(canvas: _Canvas) -> Inputs:
    glow = _GLOWS[int(canvas.shot.rng("textures/map/glow").integers(len(_GLOWS)))]
    dark = albedo_from_oklch(0.30, 0.01, 260.0)
    return {
        **colours({"base_color": dark, "emission_color": canvas.picture("color3", tones=(glow,))}),
        **floats({"emission": canvas.number("radiance_ratio")}),
    }


def _opacity(canvas: _Canvas) -> Inputs:
    mask = canvas.picture("float")
    return colours({"opacity": mask.tinted((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), name="cut")})


def _subsurface(canvas: _Canvas) -> Inputs:
    tones = _tones(canvas.number("hue_deg"), 0.12)
    return {
        **colours(
            {
                "base_color": (0.8, 0.8, 0.8),
                "subsurface_color": canvas.picture("color3", tones=tones),
                "subsurface_radius": (1.0, 1.0, 1.0),
            }
        ),
        **floats({"subsurface": 1.0, "subsurface_scale": _FLESH_M, "specular_roughness": 0.3}),
    }


_MAPS: Mapping[str, Callable[[_Canvas], Inputs]] = {
    "albedo": _albedo,
    "normal": _normal,
    "roughness": _roughness,
    "metallic": _metallic,
    "height": _height,
    "displacement": _displacement,
    "ambient_occlusion": _occlusion,
    "emission": _emission,
    "opacity": _opacity,
    "subsurface_color": _subsurface,
}
MAP_TERMS = frozenset(f"{MAPS_FACET}.{name}" for name in _MAPS)

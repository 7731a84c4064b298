"""What vessels, slabs and their furnishings are made of."""

from __future__ import annotations

from collections.abc import Callable

from schemas.errors import AssetError
from usd_scenes.looks import Colour, Connection, InputValue, LookNetwork, PreviewSurface, ShaderInput, ShaderNode

type _Inputs = dict[str, tuple[str, InputValue | Connection]]


def _node(name: str, definition: str, output_type: str, inputs: _Inputs) -> ShaderNode:
    listed = tuple(ShaderInput(name=key, type=kind, value=value) for key, (kind, value) in inputs.items())
    return ShaderNode(name=name, definition=definition, inputs=listed, output_type=output_type)


def _surface(color: Colour | Connection, *, roughness: float, **more: float) -> ShaderNode:
    inputs: _Inputs = {
        "base": ("float", 1.0),
        "base_color": ("color3", color),
        "specular_roughness": ("float", roughness),
    }
    inputs |= {name: ("float", value) for name, value in more.items()}
    return _node("Surface", "ND_standard_surface_surfaceshader", "surfaceshader", inputs)


def _plain(color: Colour, *, roughness: float, **more: float) -> LookNetwork:
    preview = PreviewSurface(
        diffuse_color=color,
        roughness=roughness,
        metallic=more.get("metalness", 0.0),
        ior=more.get("specular_IOR", 1.5),
    )
    return LookNetwork(nodes=(_surface(color, roughness=roughness, **more),), surface="Surface", preview=preview)


def _mottled(dark: Colour, light: Colour, *, per_m: float, roughness: float, **more: float) -> LookNetwork:
    """Two tones mixed by fractal noise of the object's own position."""
    nodes = (
        _node("Position", "ND_position_vector3", "vector3", {"space": ("string", "object")}),
        _node(
            "Scaled",
            "ND_multiply_vector3FA",
            "vector3",
            {"in1": ("vector3", Connection(node="Position")), "in2": ("float", per_m)},
        ),
        _node(
            "Noise",
            "ND_fractal3d_float",
            "float",
            {"octaves": ("integer", 5), "position": ("vector3", Connection(node="Scaled"))},
        ),
        _node(
            "Share",
            "ND_smoothstep_float",
            "float",
            {"in": ("float", Connection(node="Noise")), "low": ("float", -0.45), "high": ("float", 0.45)},
        ),
        _node(
            "Tone",
            "ND_mix_color3",
            "color3",
            {"bg": ("color3", dark), "fg": ("color3", light), "mix": ("float", Connection(node="Share"))},
        ),
        _surface(Connection(node="Tone"), roughness=roughness, **more),
    )
    red, green, blue = ((a + b) / 2 for a, b in zip(dark, light, strict=True))
    preview = PreviewSurface(diffuse_color=(red, green, blue), roughness=roughness)
    return LookNetwork(nodes=nodes, surface="Surface", preview=preview)


def _tiles(glaze: Colour, grout: Colour, *, tiles_per_m: float) -> LookNetwork:
    """Square glazed tiles by the texture coordinates, which are metres; each a little lighter or darker."""
    coordinates = Connection(node="Coordinates")
    tiling = (tiles_per_m, tiles_per_m)
    nodes = (
        _node("Coordinates", "ND_texcoord_vector2", "vector2", {"index": ("integer", 0)}),
        _node(
            "Scaled",
            "ND_multiply_vector2FA",
            "vector2",
            {"in1": ("vector2", coordinates), "in2": ("float", tiles_per_m)},
        ),
        _node("Cell", "ND_cellnoise2d_float", "float", {"texcoord": ("vector2", Connection(node="Scaled"))}),
        _node(
            "Shade",
            "ND_remap_float",
            "float",
            {
                "in": ("float", Connection(node="Cell")),
                "outlow": ("float", 0.62),
                "outhigh": ("float", 1.15),
            },
        ),
        _node(
            "Glaze",
            "ND_multiply_color3FA",
            "color3",
            {"in1": ("color3", glaze), "in2": ("float", Connection(node="Shade"))},
        ),
        _node(
            "Grid",
            "ND_grid_color3",
            "color3",
            {
                "texcoord": ("vector2", coordinates),
                "uvtiling": ("vector2", tiling),
                "thickness": ("float", 0.045),
            },
        ),
        _node(
            "Line",
            "ND_extract_color3",
            "float",
            {"in": ("color3", Connection(node="Grid")), "index": ("integer", 0)},
        ),
        _node(
            "Tone",
            "ND_mix_color3",
            "color3",
            {
                "bg": ("color3", Connection(node="Glaze")),
                "fg": ("color3", grout),
                "mix": ("float", Connection(node="Line")),
            },
        ),
        _surface(Connection(node="Tone"), roughness=0.18),
    )
    return LookNetwork(nodes=nodes, surface="Surface", preview=PreviewSurface(diffuse_color=glaze, roughness=0.18))


def _glass() -> LookNetwork:
    inputs: _Inputs = {
        "base": ("float", 0.0),
        "specular": ("float", 1.0),
        "specular_roughness": ("float", 0.0),
        "specular_IOR": ("float", 1.5),
        "transmission": ("float", 1.0),
        "transmission_color": ("color3", (0.97, 0.985, 0.98)),
    }
    node = _node("Surface", "ND_standard_surface_surfaceshader", "surfaceshader", inputs)
    preview = PreviewSurface(diffuse_color=(0.9, 0.95, 0.93), roughness=0.02, opacity=0.2, ior=1.5)
    return LookNetwork(nodes=(node,), surface="Surface", preview=preview)


_LOOKS: dict[str, Callable[[], LookNetwork]] = {
    "GlazedWhite": lambda: _plain((0.72, 0.7, 0.66), roughness=0.12, coat=0.5, coat_roughness=0.04),
    "GlazedCeladon": lambda: _mottled(
        (0.2, 0.34, 0.29), (0.36, 0.5, 0.43), per_m=14.0, roughness=0.14, coat=0.6, coat_roughness=0.05
    ),
    "GlazedIndigo": lambda: _mottled(
        (0.016, 0.03, 0.1), (0.05, 0.09, 0.21), per_m=14.0, roughness=0.14, coat=0.6, coat_roughness=0.05
    ),
    "Granite": lambda: _mottled((0.12, 0.115, 0.11), (0.36, 0.345, 0.33), per_m=38.0, roughness=0.62),
    "Basalt": lambda: _mottled((0.022, 0.023, 0.026), (0.07, 0.071, 0.075), per_m=30.0, roughness=0.45),
    "Slate": lambda: _mottled((0.025, 0.03, 0.036), (0.065, 0.075, 0.085), per_m=18.0, roughness=0.38),
    "Limestone": lambda: _mottled((0.4, 0.36, 0.3), (0.62, 0.57, 0.49), per_m=16.0, roughness=0.7),
    "Paving": lambda: _mottled((0.13, 0.12, 0.11), (0.3, 0.28, 0.255), per_m=22.0, roughness=0.72),
    "WetPaving": lambda: _mottled(
        (0.045, 0.041, 0.037), (0.11, 0.1, 0.09), per_m=22.0, roughness=0.28, coat=0.6, coat_roughness=0.12
    ),
    "PoolTiles": lambda: _tiles((0.09, 0.42, 0.5), (0.66, 0.7, 0.68), tiles_per_m=9.0),
    "PebbleLight": lambda: _mottled((0.42, 0.38, 0.32), (0.66, 0.61, 0.54), per_m=26.0, roughness=0.5),
    "PebbleRust": lambda: _mottled((0.26, 0.12, 0.06), (0.42, 0.24, 0.14), per_m=26.0, roughness=0.5),
    "PebbleDark": lambda: _mottled((0.05, 0.06, 0.065), (0.14, 0.155, 0.16), per_m=26.0, roughness=0.45),
    "Wood": lambda: _mottled((0.26, 0.13, 0.055), (0.42, 0.24, 0.11), per_m=30.0, roughness=0.42),
    "Steel": lambda: _plain((0.6, 0.6, 0.61), roughness=0.24, metalness=1.0),
    "Brass": lambda: _plain((0.78, 0.52, 0.2), roughness=0.22, metalness=1.0),
    "Enamel": lambda: _plain((0.78, 0.76, 0.7), roughness=0.16, coat=0.4, coat_roughness=0.05),
    "Board": lambda: _plain((0.8, 0.78, 0.73), roughness=0.42),
    "RimBlue": lambda: _plain((0.012, 0.03, 0.14), roughness=0.14),
    "Terracotta": lambda: _mottled((0.36, 0.13, 0.07), (0.52, 0.24, 0.14), per_m=24.0, roughness=0.7),
    "BallRed": lambda: _plain((0.62, 0.035, 0.025), roughness=0.22),
    "BallWhite": lambda: _plain((0.75, 0.74, 0.7), roughness=0.22),
    "Tea": lambda: _plain((0.12, 0.03, 0.006), roughness=0.03, coat=1.0, coat_roughness=0.0),
    "Glass": _glass,
}


def vessel_look(name: str) -> LookNetwork:
    """The look of that name.

    Raises:
        AssetError: there is none.
    """
    if name not in _LOOKS:
        raise AssetError(f"no vessel look {name!r}; there are {', '.join(sorted(_LOOKS))}")
    return _LOOKS[name]()

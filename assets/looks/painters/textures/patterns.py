"""Patterns as MaterialX nodes: two tones over the plane coordinates of a set.

The plane runs along x and along y + z, so that floor, wall and the sweep between them carry one pattern without a
seam or a stretch.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from assets.looks.networks.frames import box_face
from assets.looks.networks.node_graph import NodeGraph, Value
from assets.looks.networks.wires import Wire, combine2
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb
from usd_scenes.looks import Connection

_BRICK_STEP = 0.035  # of lightness between the palest and the darkest brick
_BRICK_ASPECT = 3.0
_DARKEST, _LIGHTEST = 0.30, 0.93  # any darker, and an albedo has lost its hue
_BLACKEST = 0.28  # of a pattern about a colour that is itself too dark for two tones: it stays dark
_WIDEST, _NARROWEST = 0.55, 0.22
_KEPT = 0.95  # of a tint's chroma
_SKEW, _UNSKEW = (math.sqrt(3.0) - 1.0) / 2.0, (3.0 - math.sqrt(3.0)) / 6.0
_SIMPLEX_GAIN = 70.0  # brings the sum of the three corners to about -1 to 1
_MULTIFRACTAL_SWING = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternWish:
    """What a pattern is to be; lengths in metres, fractions of the feature."""

    name: str
    feature_m: float
    dark: Rgb
    light: Rgb
    rotation_deg: float = 0.0
    fraction: float = 0.5  # filled part of a stripe, line width, spot radius, joint, border
    octaves: int = 6
    distortion: float = 0.0
    gain: float = 0.5  # of each octave over the one before
    span: tuple[tuple[float, float], tuple[float, float]] = field(default=((-1.0, 1.0), (-1.0, 1.0)))
    on_body: bool = False  # over the nearest face of the axes' box in place of a set's one plane


def two_tones(colour: Rgb, contrast: float) -> tuple[Rgb, Rgb]:
    """(dark, light) about a palette colour, ``contrast`` of the lightness difference that it allows apart."""
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    low, high = _ends(lightness, contrast, _LIGHTEST)
    return (
        albedo_from_oklch(low, chroma * low / ((low + high) / 2.0), hue_deg),
        albedo_from_oklch(high, chroma, hue_deg),
    )


def two_tints(white: Rgb, contrast: float) -> tuple[Rgb, Rgb]:
    """`two_tones` of a tinted white that both are of its tint: the light one is no lighter than that can be."""
    lightness, chroma, hue_deg = oklch_from_rgb(white)

    def tint(tone: float) -> Rgb:
        return albedo_from_oklch(tone, chroma * tone / lightness, hue_deg)

    steps = round(100.0 * max(_LIGHTEST - lightness, 0.0))
    lighter = (_LIGHTEST - 0.01 * step for step in range(steps))
    kept = (tone for tone in lighter if oklch_from_rgb(tint(tone))[1] >= _KEPT * chroma * tone / lightness)
    low, high = _ends(lightness, contrast, next(kept, lightness))
    return tint(low), tint(high)


def vivid_tones(colour: Rgb, contrast: float) -> tuple[Rgb, Rgb]:
    """`two_tones` one of which is the colour itself: further from it any tone would be paler."""
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    low, high = _ends(lightness, contrast, _LIGHTEST)
    above, below = _LIGHTEST - lightness, lightness - _DARKEST
    apart = min(high - low, max(above, below))
    if above > below:
        return colour, albedo_from_oklch(lightness + apart, chroma, hue_deg)
    return albedo_from_oklch(lightness - apart, chroma * (lightness - apart) / lightness, hue_deg), colour


def _ends(lightness: float, contrast: float, lightest: float) -> tuple[float, float]:
    """The lightness of two tones about another."""
    allowed = min(_WIDEST, 2.0 * (_LIGHTEST - lightness), 2.0 * (lightness - _DARKEST))
    half = max(_NARROWEST, contrast * allowed) / 2.0
    middle = min(max(lightness, _BLACKEST + half), lightest - half)
    return middle - half, middle + half


def add_pattern(graph: NodeGraph, wish: PatternWish) -> Connection:
    """Add the nodes of a pattern; returns its colour."""
    return PATTERNS[wish.name](graph, wish)


def _along(
    graph: NodeGraph, name: str, wish: PatternWish, *, turn_deg: float = 0.0, scale: float = 1.0
) -> Connection:
    """The plane coordinate in a direction, in features."""
    angle = math.radians(wish.rotation_deg + turn_deg)
    across, up = math.cos(angle) * scale / wish.feature_m, math.sin(angle) * scale / wish.feature_m
    place = box_face(graph) if wish.on_body else graph.world_position()
    away = 0.0 if wish.on_body else up
    return graph.add(
        name, "ND_dotproduct_vector3", "float", {"in1": ("vector3", place), "in2": ("vector3", (across, up, away))}
    )


def _plane(graph: NodeGraph, wish: PatternWish) -> Connection:
    u, v = _along(graph, "u", wish), _along(graph, "v", wish, turn_deg=90.0)
    return graph.add("uv", "ND_combine2_vector2", "vector2", {"in1": ("float", u), "in2": ("float", v)})


def _float(graph: NodeGraph, name: str, operation: str, first: Connection, second: Value) -> Connection:
    inputs: dict[str, tuple[str, Value]] = {"in1": ("float", first), "in2": ("float", second)}
    return graph.add(name, f"ND_{operation}_float", "float", inputs)


def _choose(graph: NodeGraph, value: Connection, threshold: float, above: Value, below: Value) -> Connection:
    return graph.add(
        "pattern",
        "ND_ifgreater_color3",
        "color3",
        {
            "value1": ("float", value),
            "value2": ("float", threshold),
            "in1": ("color3", above),
            "in2": ("color3", below),
        },
    )


def _mix(graph: NodeGraph, wish: PatternWish, share: Connection) -> Connection:
    return graph.mix_colours("pattern", wish.dark, wish.light, share)


def _checker(graph: NodeGraph, wish: PatternWish) -> Connection:
    return graph.add(
        "pattern",
        "ND_checkerboard_color3",
        "color3",
        {
            "color1": ("color3", wish.light),
            "color2": ("color3", wish.dark),
            "uvtiling": ("vector2", (1.0, 1.0)),
            "texcoord": ("vector2", _plane(graph, wish)),
        },
    )


def _grid(graph: NodeGraph, wish: PatternWish) -> Connection:
    u = _float(graph, "column", "modulo", _along(graph, "u", wish), 1.0)
    v = _float(graph, "row", "modulo", _along(graph, "v", wish, turn_deg=90.0), 1.0)
    return _choose(graph, _float(graph, "line", "min", u, v), wish.fraction, wish.light, wish.dark)


def _dots(graph: NodeGraph, wish: PatternWish) -> Connection:
    cell: dict[str, tuple[str, Value]] = {"in1": ("vector2", _plane(graph, wish)), "in2": ("float", 1.0)}
    wrapped = graph.add("cell", "ND_modulo_vector2FA", "vector2", cell)
    centred = graph.add(
        "centred", "ND_subtract_vector2FA", "vector2", {"in1": ("vector2", wrapped), "in2": ("float", 0.5)}
    )
    distance = graph.add("distance", "ND_magnitude_vector2", "float", {"in": ("vector2", centred)})
    return _choose(graph, distance, wish.fraction, wish.light, wish.dark)


def _stripes(graph: NodeGraph, wish: PatternWish) -> Connection:
    band = _float(graph, "band", "modulo", _along(graph, "u", wish), 1.0)
    return _choose(graph, band, wish.fraction, wish.light, wish.dark)


def _brick(graph: NodeGraph, wish: PatternWish) -> Connection:
    v = _along(graph, "v", wish, turn_deg=90.0, scale=_BRICK_ASPECT)
    course = graph.add("course", "ND_floor_float", "float", {"in": ("float", v)})
    shift = _float(graph, "shift", "multiply", course, 0.5)
    u = _float(graph, "bond", "add", _along(graph, "u", wish), shift)
    across = _float(graph, "head", "multiply", _float(graph, "column", "modulo", u, 1.0), _BRICK_ASPECT)
    up = _float(graph, "bed", "modulo", v, 1.0)
    joint = _float(graph, "joint", "min", across, up)
    cell = graph.add("cell", "ND_combine2_vector2", "vector2", {"in1": ("float", u), "in2": ("float", v)})
    tone = graph.add("tone", "ND_cellnoise2d_float", "float", {"texcoord": ("vector2", cell)})
    lightness, chroma, hue_deg = oklch_from_rgb(wish.dark)
    step = -_BRICK_STEP if lightness - _BRICK_STEP >= _DARKEST else _BRICK_STEP
    other = albedo_from_oklch(lightness + step, chroma * (lightness + step) / lightness, hue_deg)
    body = graph.mix_colours("body", wish.dark, other, tone)
    return _choose(graph, joint, wish.fraction, body, wish.light)


def _gradient(graph: NodeGraph, wish: PatternWish) -> Connection:
    angle = math.radians(wish.rotation_deg)
    reaches = [
        (math.cos(angle) * u + math.sin(angle) * v) / wish.feature_m for u in wish.span[0] for v in wish.span[1]
    ]
    ramp = graph.step("ramp", _along(graph, "u", wish), min(reaches), max(reaches))
    return _mix(graph, wish, ramp)


def _noise_position(graph: NodeGraph, wish: PatternWish) -> Connection:
    return graph.scaled_position("scaled", 1.0 / wish.feature_m)


def _perlin(graph: NodeGraph, wish: PatternWish) -> Connection:
    noise = graph.add(
        "noise", "ND_noise3d_float", "float", {"position": ("vector3", _noise_position(graph, wish))}
    )
    return _mix(graph, wish, graph.step("share", noise, -0.5, 0.5))


def _fractal(graph: NodeGraph, wish: PatternWish) -> Connection:
    noise = graph.fractal("noise", _noise_position(graph, wish), octaves=wish.octaves)
    return _mix(graph, wish, graph.step("share", noise, -0.6, 0.6))


def _worley(graph: NodeGraph, wish: PatternWish) -> Connection:
    noise = graph.add(
        "noise", "ND_worleynoise3d_float", "float", {"position": ("vector3", _noise_position(graph, wish))}
    )
    return _mix(graph, wish, noise)


def _voronoi(graph: NodeGraph, wish: PatternWish) -> Connection:
    """One random number for each cell about a scattered point, the same all over it."""
    cells = _spots(graph, wish).worley_cell(name="cells")
    return _mix(graph, wish, cells.component(0).connection)


def _simplex(graph: NodeGraph, wish: PatternWish) -> Connection:
    """Perlin's simplex noise in the plane (2001): a falling-off slope at each corner of a triangle."""
    u, v = _wire(graph, _along(graph, "u", wish)), _wire(graph, _along(graph, "v", wish, turn_deg=90.0))
    skew = (u + v) * _SKEW
    i, j = (u + skew).floor(), (v + skew).floor()
    unskew = (i + j) * _UNSKEW
    x, y = u - i + unskew, v - j + unskew
    right = (x - y).above(0.0, 1.0, 0.0)
    total = _corner(x, y, i, j)
    total = total + _corner(
        x - right + _UNSKEW, y - right.complement() + _UNSKEW, i + right, j + right.complement()
    )
    total = total + _corner(x - (1.0 - 2.0 * _UNSKEW), y - (1.0 - 2.0 * _UNSKEW), i + 1.0, j + 1.0)
    return _mix(graph, wish, (total * _SIMPLEX_GAIN).step(-0.75, 0.75, name="share").connection)


def _corner(x: Wire, y: Wire, column: Wire, row: Wire) -> Wire:
    """What a corner of the lattice at (-x, -y) adds: its slope, faded out at a distance of root one half."""
    turn = (combine2(column, row).cell_in_plane(name="lattice")) * math.tau
    fade = ((x * x + y * y) * -1.0 + 0.5).maximum(0.0).power(4.0)
    return (turn.cos() * x + turn.sin() * y) * fade


def _musgrave(graph: NodeGraph, wish: PatternWish) -> Connection:
    """Musgrave's multifractal (1989): octaves multiply, so what is high is rough and what is low is smooth."""
    spots = _spots(graph, wish)
    product: Wire | None = None
    for octave in range(wish.octaves):
        amplitude = _MULTIFRACTAL_SWING * wish.gain**octave
        factor = spots.scaled(2.0**octave).noise(amplitude=amplitude, name="octave") + 1.0
        product = factor if product is None else product * factor
    assert product is not None
    return _mix(graph, wish, product.step(0.0, 2.4, name="share").connection)


def _wire(graph: NodeGraph, connection: Connection) -> Wire:
    return Wire(graph=graph, connection=connection)


def _spots(graph: NodeGraph, wish: PatternWish) -> Wire:
    return Wire(graph=graph, connection=_noise_position(graph, wish), type="vector3")


def _cellular(graph: NodeGraph, wish: PatternWish) -> Connection:
    noise = graph.add(
        "noise",
        "ND_worleynoise3d_vector2",
        "vector2",
        {"position": ("vector3", _noise_position(graph, wish))},
    )
    border = graph.add(
        "border", "ND_dotproduct_vector2", "float", {"in1": ("vector2", noise), "in2": ("vector2", (-1.0, 1.0))}
    )
    return _mix(graph, wish, graph.step("share", border, wish.fraction * 0.6, wish.fraction * 1.2))


def _wave(graph: NodeGraph, wish: PatternWish) -> Connection:
    bend = graph.add(
        "bend",
        "ND_noise3d_float",
        "float",
        {
            "amplitude": ("float", wish.distortion),
            "position": ("vector3", graph.scaled_position("scaled", 0.4 / wish.feature_m)),
        },
    )
    phase = _float(graph, "phase", "add", _along(graph, "u", wish), bend)
    turned = _float(graph, "turned", "multiply", phase, math.tau)
    sine = graph.add("sine", "ND_sin_float", "float", {"in": ("float", turned)})
    share = graph.sum("share", _float(graph, "halved", "multiply", sine, 0.5), 0.5)
    return _mix(graph, wish, share)


PATTERNS: dict[str, Callable[[NodeGraph, PatternWish], Connection]] = {
    "brick": _brick,
    "cellular": _cellular,
    "checker": _checker,
    "dots": _dots,
    "fractal": _fractal,
    "gradient": _gradient,
    "grid": _grid,
    "musgrave": _musgrave,
    "noise_perlin": _perlin,
    "noise_simplex": _simplex,
    "noise_voronoi": _voronoi,
    "noise_worley": _worley,
    "stripes": _stripes,
    "wave": _wave,
}

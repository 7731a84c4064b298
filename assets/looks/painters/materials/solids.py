"""Opaque bodies with a structure of their own: leather, wood, varnished wood, concrete, stone."""

from __future__ import annotations

from assets.looks.networks.frames import exposure, normal, plane, position
from assets.looks.networks.painting import Brief, Oklch, Painted, colours, floats, mean_colour, times, vectors
from assets.looks.networks.wires import Wire, combine3
from colorimetry.oklch import Rgb

_HIDES: tuple[Oklch, ...] = (
    (0.50, 0.085, 52.0), (0.42, 0.060, 45.0), (0.28, 0.012, 60.0), (0.60, 0.085, 62.0), (0.36, 0.095, 25.0),
    (0.48, 0.040, 75.0), (0.35, 0.040, 150.0), (0.33, 0.050, 255.0),
)  # fmt: skip
_TIMBERS: tuple[tuple[Oklch, Oklch], ...] = (  # early wood, late wood
    ((0.72, 0.070, 75.0), (0.57, 0.080, 62.0)),  # pine
    ((0.66, 0.060, 72.0), (0.53, 0.060, 66.0)),  # oak
    ((0.45, 0.055, 58.0), (0.33, 0.045, 50.0)),  # walnut
    ((0.56, 0.085, 48.0), (0.45, 0.080, 42.0)),  # cherry
    ((0.46, 0.085, 38.0), (0.36, 0.070, 34.0)),  # mahogany
    ((0.78, 0.035, 82.0), (0.69, 0.045, 76.0)),  # ash
)
_CEMENTS: tuple[Oklch, ...] = (
    (0.63, 0.010, 95.0),
    (0.55, 0.008, 250.0),
    (0.70, 0.012, 85.0),
    (0.50, 0.006, 110.0),
)
_GRANITES: tuple[tuple[Oklch, Oklch, Oklch], ...] = (  # ground, mica, feldspar
    ((0.72, 0.012, 80.0), (0.28, 0.008, 260.0), (0.83, 0.010, 90.0)),
    ((0.58, 0.055, 35.0), (0.27, 0.010, 30.0), (0.76, 0.030, 60.0)),
    ((0.40, 0.010, 200.0), (0.22, 0.006, 250.0), (0.66, 0.014, 100.0)),
    ((0.50, 0.030, 145.0), (0.26, 0.012, 150.0), (0.68, 0.020, 120.0)),
)
_STRATA: tuple[tuple[Oklch, Oklch], ...] = (
    ((0.70, 0.065, 72.0), (0.56, 0.085, 55.0)),
    ((0.62, 0.060, 40.0), (0.50, 0.075, 32.0)),
    ((0.50, 0.008, 235.0), (0.38, 0.008, 250.0)),
)


def leather(brief: Brief) -> Painted:
    """Tanned hide: pebbles parted by fine wrinkles, creased where it was bent, paler where edges rub."""
    point = position(brief.graph)
    lines = point.scaled(1.0 / brief.vary(0.02, 0.035)).warped(0.5, 0.9).noise(name="bends").absolute()
    bent = point.scaled(1.0 / 0.08).fractal(2, name="bentHere").step(0.0, 0.25)
    creased = lines.step(0.0, 0.05).complement() * bent * 0.65
    return hide(brief, brief.vary(0.0010, 0.0024), creased=creased)


def hide(brief: Brief, pebble_m: float, *, folds: float = 0.0, creased: Wire | None = None) -> Painted:
    """Leather with pebbles of a size.

    Args:
        folds: the height of its soft folds, in pebbles.
        creased: 0 to 1, how deep a line is pressed into it.
    """
    base = brief.shade(_HIDES[brief.pick(len(_HIDES))])
    dark = times(base, 0.32)
    spots = position(brief.graph).scaled(1.0 / pebble_m)
    pebbles = spots.warped(0.35, 0.8).worley_pair(name="pebbles")
    gap = (pebbles.component(1) - pebbles.component(0)).step(0.0, 0.32, name="creases")
    if creased is not None:
        gap = gap * creased.complement()
    wear = spots.scaled(0.09).fractal(4, name="handling").step(-0.45, 0.5)
    toned = wear.tinted(base, times(base, 1.28), name="hide")
    edge = exposure(brief.graph, brief.size_m, brief.scale).maximum(0.0) * brief.vary(0.35, 0.6)
    rubbed = edge.tinted(toned, times(base, 2.2), name="rubbed")
    height = gap + spots.scaled(0.3).noise(name="plump") * 0.5
    if folds:
        height = height + spots.scaled(0.045).warped(0.5, 0.7).fractal(2, name="folds") * folds
    return Painted(
        inputs={
            **colours({"base_color": gap.tinted(dark, rubbed, name="body")}),
            **floats(
                {
                    "specular_roughness": gap.mixed(min(brief.roughness + 0.2, 0.9), brief.roughness),
                    "specular": 0.75,
                    "specular_IOR": 1.46,
                }
            ),
            **vectors({"normal": plane(brief.graph, pebble_m).relief(height, 0.32)}),
        },
        colour=mean_colour((0.85, base), (0.15, dark)),
    )


def wood(brief: Brief) -> Painted:
    """Sawn timber: yearly rings about a trunk's axis, long fibres and open pores."""
    body, pores, rings, mean = _timber(brief)
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats(
                {
                    "specular_roughness": rings.mixed(min(brief.roughness + 0.06, 0.95), brief.roughness),
                    "specular": 0.6,
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.002).relief(pores + rings * 0.5, 0.12)}),
        },
        colour=mean,
    )


def varnish(brief: Brief) -> Painted:
    """Wood under a clear amber coat that fills its pores and deepens its colour."""
    body, pores, rings, mean = _timber(brief)
    amber = brief.shade((0.87, 0.085, 75.0), lightness=0.03, chroma=0.02)
    mark_m = 0.035
    flat = plane(brief.graph, mark_m)
    brushed = position(brief.graph).scaled(1.0 / mark_m).fractal(2, name="brushMarks")
    return Painted(
        inputs={
            **colours({"base_color": body, "coat_color": amber}),
            **floats(
                {
                    "coat_weight": 1.0,
                    "coat_ior": 1.52,
                    "coat_darkening": 1.0,
                    "specular_roughness": 0.5,
                    "coat_roughness": brief.roughness,
                }
            ),
            **vectors(
                {
                    "geometry_normal": plane(brief.graph, 0.002).relief(pores + rings * 0.4, 0.06),
                    "geometry_coat_normal": flat.relief(brushed, 0.015),
                }
            ),
        },
        colour=(mean[0] * amber[0], mean[1] * amber[1], mean[2] * amber[2]),
    )


def concrete(brief: Brief) -> Painted:
    """Cast cement: clouds and stains, fine sand in its skin and the holes of air bubbles."""
    base = brief.shade(_CEMENTS[brief.pick(len(_CEMENTS))])
    point = position(brief.graph)
    clouds = (
        point.scaled(1.0 / brief.vary(0.08, 0.16)).warped(0.4, 1.0).fractal(6, name="stains").step(-0.42, 0.42)
    )
    sand = point.scaled(1.0 / 0.002).fractal(2, name="sand")
    pocket = point.scaled(1.0 / brief.vary(0.014, 0.022))
    radius = pocket.scaled(0.6).noise(name="bubbleSize").step(-0.1, 0.7) * 0.20
    pores = (pocket.warped(0.1, 3.0).worley(name="airHoles") - radius).step(0.0, 0.05, name="skin")
    toned = clouds.tinted(times(base, 0.60), times(base, 1.25), name="cement")
    grained = (sand * 0.5 + 0.5).tinted(times(base, 0.85), toned, name="sanded")
    rust = normal(brief.graph).component(2) * 0.04
    return Painted(
        inputs={
            **colours({"base_color": pores.tinted(times(base, 0.16), grained, name="body")}),
            **floats(
                {
                    "specular_roughness": clouds.mixed(brief.roughness, max(brief.roughness - 0.08, 0.5)),
                    "specular": 0.4,
                    "diffuse_roughness": 0.5,
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.0035).relief(pores + sand * 0.16 + rust, 0.8)}),
        },
        colour=base,
    )


def stone(brief: Brief) -> Painted:
    """Natural rock: grains of three minerals, or beds of sand and slate."""
    return _granite(brief) if brief.pick(2) else _bedded(brief)


def _granite(brief: Brief) -> Painted:
    ground, mica, feldspar = (brief.shade(c) for c in _GRANITES[brief.pick(len(_GRANITES))])
    grain_m = brief.vary(0.004, 0.008)
    spots = position(brief.graph).scaled(1.0 / grain_m)
    kind = spots.warped(0.5, 1.3).worley_cell(name="minerals")
    which = kind.component(0)
    grains = which.step(0.55, 0.58).tinted(ground, feldspar, name="pale")
    clouds = spots.scaled(0.12).fractal(3, name="bedding").step(-0.5, 0.5) * 0.14
    body = (kind.component(1) + clouds).step(0.74, 0.78).tinted(grains, mica, name="body")
    rough = kind.component(2).mixed(max(brief.roughness - 0.22, 0.25), brief.roughness)
    height = spots.scaled(0.7).fractal(4, name="hewn") * 0.7 + which * 0.2
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats({"specular_roughness": rough, "specular": 0.6}),
            **vectors({"normal": plane(brief.graph, 0.8 * grain_m).relief(height, 0.5)}),
        },
        colour=mean_colour((0.45, ground), (0.25, mica), (0.30, feldspar)),
    )


def _bedded(brief: Brief) -> Painted:
    near, far = (brief.shade(c) for c in _STRATA[brief.pick(len(_STRATA))])
    tilt = brief.vary(-0.35, 0.35)
    bed_m = brief.vary(0.03, 0.055)
    spots = position(brief.graph).scaled(1.0 / bed_m)
    bent = spots.warped(0.35, 0.5, 3)
    level = bent.component(2) + bent.component(0) * tilt
    layers = combine3(level * 2.2, bent.component(0) * 0.10, bent.component(1) * 0.10).fractal(4, name="bedding")
    grain = spots.scaled(22.0).fractal(3, name="minerals")
    body = layers.step(-0.45, 0.45).tinted(near, far, name="beds")
    speckled = grain.step(-0.5, 0.6).tinted(body, times(near, 1.15), name="body")
    height = layers * 0.9 + grain * 0.25 + spots.scaled(1.6).fractal(5, name="hewn") * 0.7
    return Painted(
        inputs={
            **colours({"base_color": speckled}),
            **floats(
                {
                    "specular_roughness": layers.step(-0.5, 0.5).mixed(
                        brief.roughness, max(brief.roughness - 0.1, 0.4)
                    ),
                    "specular": 0.4,
                    "diffuse_roughness": 0.4,
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.35 * bed_m).relief(height, 0.6)}),
        },
        colour=mean_colour((0.5, near), (0.5, far)),
    )


def _timber(brief: Brief) -> tuple[Wire, Wire, Wire, Rgb]:
    """(colour, pore height, late wood 0 to 1, mean colour) of a log whose axis leans."""
    early, late = (brief.shade(c) for c in _TIMBERS[brief.pick(len(_TIMBERS))])
    spacing_m = brief.number("ring_spacing_m")
    upright = brief.pick(2)
    lean = brief.vary(-0.12, 0.12)
    point = position(brief.graph).moved((brief.vary(0.1, 0.4), brief.vary(0.06, 0.2), brief.vary(0.1, 0.4)))
    x, y, z = (point.component(i) for i in range(3))
    length, side = (z, x) if upright else (x, z)
    depth = y + length * lean
    fibre = combine3(length * 6.0, side * 260.0, depth * 260.0)
    wobble = combine3(length * 2.2, side * 7.0, depth * 7.0).fractal(3, name="growth") * (spacing_m * 2.6)
    radius = ((side * side + depth * depth).root() + wobble) / spacing_m
    year = radius.fract()
    rings = year.step(0.30, 0.88, name="rings") * year.step(0.90, 1.0).complement()
    strands = fibre.fractal(3, name="fibres")
    pores = combine3(length * 22.0, side * 700.0, depth * 700.0).noise(name="pores").step(0.28, 0.42)
    toned = (rings * 0.8 + strands * 0.28).between(0.0, 1.0).tinted(early, late, name="timber")
    body = (pores * 0.55).tinted(toned, times(late, 0.42), name="body")
    return body, -pores, rings, mean_colour((0.62, early), (0.38, late))

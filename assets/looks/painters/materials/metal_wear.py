"""Metals that were brushed, dyed, tarnished, rusted or eaten: layers over a measured metal.

Their masks go by noise in place, by which way the surface faces, and by its curvature: edges are rubbed bare,
grooves keep what has settled in them.
"""

from __future__ import annotations

from statistics import NormalDist

from assets.looks.networks.frames import exposure, normal, plane, position
from assets.looks.networks.painting import (
    Brief,
    Inputs,
    Oklch,
    Painted,
    colours,
    floats,
    mean_colour,
    times,
    vectors,
)
from assets.looks.networks.wires import Wire, combine3
from colorimetry.metals import Metal, published_metals
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb

WEAR_SPREAD = 0.315
"""Standard deviation over a body of the field that wear grows by, edges and grooves aside: fractal noise and the
way the surface faces."""

_LEAST_LEFT = 0.015  # of the metal, which says what it is, and of its wear
_UPWARD = 0.10  # what faces up holds water longer
_RUBBED = 0.45  # how much less an edge is worn, and how much more a groove
_POLISHED = 0.35  # of the roughness that touch takes from edges
_UNFILMED = 0.15  # share of the bare metal that is as bright as when it was new
_FILM = 0.3  # metalness of a tarnish: a film through which the metal still shines
_STREAK_M, _RUN_M = 0.012, 0.16  # width and length of what water drew down
_LEAST_DYE_CHROMA = 0.1
_MOST_LIGHTER = 15  # steps of 0.02 of lightness
_WHITE: Rgb = (1.0, 1.0, 1.0)
_TARNISH: dict[str, tuple[Oklch, Oklch]] = {
    "copper": ((0.43, 0.072, 42.0), (0.33, 0.045, 25.0)),
    "brass": ((0.44, 0.060, 75.0), (0.33, 0.030, 60.0)),
    "silver": ((0.42, 0.020, 260.0), (0.32, 0.030, 300.0)),
    "bronze": ((0.41, 0.055, 55.0), (0.31, 0.028, 90.0)),
    "steel": ((0.45, 0.050, 75.0), (0.37, 0.050, 265.0)),
}
_SALTS: dict[str, Oklch] = {  # at the borders of a tarnish
    "copper": (0.62, 0.070, 172.0),
    "brass": (0.60, 0.060, 150.0),
    "silver": (0.55, 0.050, 85.0),
    "bronze": (0.60, 0.060, 165.0),
    "steel": (0.46, 0.100, 48.0),
}
_VERDIGRIS: tuple[Oklch, Oklch] = ((0.66, 0.075, 172.0), (0.76, 0.050, 185.0))
_RUST: tuple[Oklch, Oklch, Oklch] = ((0.34, 0.060, 42.0), (0.47, 0.105, 50.0), (0.60, 0.130, 58.0))
_BRUSHED = ("steel", "aluminum", "brass", "copper", "titanium")


def brushed(brief: Brief) -> Painted:
    """Fine scratches in one direction and a highlight that stretches across them; touch smooths edges."""
    metal = published_metals()[_BRUSHED[brief.pick(len(_BRUSHED))]]
    unit_m = 0.1  # a scratch is about as long
    flat = plane(brief.graph, unit_m)
    lines = unit_m / brief.vary(0.0002, 0.0004)
    if brief.pick(2):  # turned on a lathe: rings about the upright axis
        upright = position(brief.graph).scaled(1.0 / unit_m).component(2)
        scratch = combine3(upright * lines, flat.u * 0.6, flat.v * lines * 0.2)
    else:
        scratch = combine3(flat.v * lines, flat.u * 0.9, 0.0)
    grain = scratch.fractal(3, name="scratches")
    polish = _exposure(brief) * -_POLISHED + 1.0
    roughness = (grain * (0.35 * brief.roughness) + brief.roughness) * polish
    return Painted(
        inputs={
            **_metal_inputs(metal),
            **colours({"base_color": grain.step(-0.5, 0.6).tinted(times(metal.f0, 0.93), metal.f0)}),
            **floats({"specular_roughness": roughness, "specular_anisotropy": brief.number("anisotropy")}),
            **vectors({"tangent": flat.bitangent, "normal": flat.relief(grain, 0.075 / lines)}),
        },
        colour=metal.f0,
    )


def anodized(brief: Brief) -> Painted:
    """Aluminium under a dyed oxide, bead-blasted: it reflects in the colour of the dye, bare where edges rub."""
    dye = dye_of(brief.vary(0.50, 0.68), brief.vary(0.13, 0.17), brief.number("hue_deg"))
    metal = published_metals()["aluminum"]
    pit_m = 0.0001
    flat = plane(brief.graph, pit_m)
    pits = position(brief.graph).scaled(1.0 / pit_m).noise(name="blasted")
    knocks = position(brief.graph).scaled(1.0 / brief.vary(0.015, 0.03)).fractal(3, name="knocks")
    bare = (_exposure(brief) + knocks * 0.8).step(0.55, 0.75, name="bare")
    return Painted(
        inputs={
            **_metal_inputs(metal),
            **colours({"base_color": bare.tinted(dye, metal.f0, name="dyed"), "specular_color": metal.edge}),
            **floats(
                {"specular_roughness": brief.roughness, "coat": 0.25, "coat_roughness": 0.25, "coat_IOR": 1.6}
            ),
            **vectors({"normal": flat.relief(pits, 0.05)}),
        },
        colour=dye,
    )


def dye_of(lightness: float, chroma: float, hue_deg: float) -> Rgb:
    """The albedo of a saturated dye: as dark as is asked, or as little lighter as its hue needs to be one."""
    steps = (albedo_from_oklch(lightness + 0.02 * step, chroma, hue_deg) for step in range(_MOST_LIGHTER))
    return next(rgb for rgb in steps if oklch_from_rgb(rgb)[1] >= _LEAST_DYE_CHROMA)


def oxidized(brief: Brief) -> Painted:
    """A dull dark crust that gathers in hollows and runs down, with salts at its borders, over dulled metal."""
    name = sorted(_TARNISH)[brief.pick(len(_TARNISH))]
    metal = published_metals()[name]
    near, far = (brief.shade(colour) for colour in _TARNISH[name])
    coverage = brief.number("coverage_fraction")
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.10, 0.18))
    field = _field(brief, spots, run_off=0.6)
    wear = _worn(field, coverage, softness=0.20)
    film = field.step(_threshold(1.0 - _UNFILMED * (1.0 - coverage)), _threshold(coverage)) * 0.25
    cloud = spots.scaled(3.0).fractal(4, name="cloud").step(-0.35, 0.4)
    tarnish = cloud.tinted(near, far, name="tarnish")
    rim = (field - _threshold(coverage)).step(0.02, 0.08) * (field - _threshold(coverage)).step(
        0.10, 0.22
    ).complement()
    border = rim * spots.scaled(1.6).fractal(3, name="salts").step(-0.15, 0.25) * 0.8
    dulled = film.tinted(metal.f0, near, name="film")
    body = wear.tinted(dulled, tarnish, name="body")
    grain = spots.scaled(45.0).fractal(2, name="crustGrain")
    return Painted(
        inputs={
            **_metal_inputs(metal),
            **colours({"base_color": border.tinted(body, brief.shade(_SALTS[name]), name="bordered")}),
            **floats(
                {
                    "metalness": wear.mixed(1.0, _FILM),
                    "specular": wear.mixed(1.0, 0.5),
                    "specular_roughness": wear.mixed(film * 0.3 + brief.vary(0.28, 0.40), cloud.mixed(0.62, 0.78)),
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.004).relief(wear * (grain * 0.25 + 0.4), 0.3)}),
        },
        colour=mean_colour((0.8 * (1.0 - coverage), metal.f0), (coverage / 2 + 0.1, near), (coverage / 2, far)),
    )


def rusted(brief: Brief) -> Painted:
    """Iron under red-brown rust that flakes: dark where it is old, orange where it is new."""
    metal = published_metals()["iron"]
    dark, brown, orange = (brief.shade(colour, hue_deg=5.0) for colour in _RUST)
    coverage = brief.number("coverage_fraction")
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.05, 0.09))
    wear = _worn(_field(brief, spots), coverage, softness=0.035)
    age = spots.scaled(2.6).fractal(5, name="age")
    fresh = spots.scaled(11.0).fractal(4, name="fresh")
    rust = fresh.step(-0.1, 0.45).tinted(
        age.step(-0.35, 0.25).tinted(dark, brown, name="oldRust"), orange, name="rust"
    )
    grain = spots.scaled(30.0).fractal(3, name="flakes")
    height = wear * (grain * 0.5 + fresh * 0.9 + 0.8)
    return Painted(
        inputs={
            **_metal_inputs(metal),
            **colours(
                {
                    "base_color": wear.tinted(metal.f0, rust, name="body"),
                    "specular_color": wear.tinted(metal.edge, _WHITE, name="edges"),
                }
            ),
            **floats(
                {
                    "metalness": wear.complement(),
                    "specular": wear.mixed(1.0, 0.35),
                    "specular_roughness": wear.mixed(brief.vary(0.28, 0.42), 0.82),
                    "diffuse_roughness": wear * 0.6,
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.005).relief(height, 0.75)}),
        },
        colour=mean_colour((1.0 - coverage, metal.f0), (coverage, brown)),
    )


def corroded(brief: Brief) -> Painted:
    """Copper alloys under green crusts, with pits eaten through to the dark metal."""
    name = ("copper", "bronze", "brass")[brief.pick(3)]
    metal = published_metals()[name]
    green, pale = (brief.shade(colour, lightness=0.05, hue_deg=12.0) for colour in _VERDIGRIS)
    tarnish = brief.shade(_TARNISH[name][0])
    coverage = brief.number("coverage_fraction")
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.05, 0.08))
    wear = _worn(_field(brief, spots.warped(0.25, 2.0)), coverage, softness=0.05)
    bloom = spots.scaled(5.0).fractal(4, name="bloom")
    pits = spots.scaled(brief.vary(9.0, 14.0)).warped(0.25, 1.5).worley(name="pits")
    hole = pits.step(0.10, 0.30)
    crust = hole.tinted(times(tarnish, 0.6), bloom.step(-0.2, 0.5).tinted(green, pale, name="crust"), name="eaten")
    around_it = wear.step(0.0, 0.5).tinted(metal.f0, tarnish, name="halo")
    height = wear * (bloom * 0.7 + hole + 0.3)
    return Painted(
        inputs={
            **_metal_inputs(metal),
            **colours(
                {
                    "base_color": wear.tinted(around_it, crust, name="body"),
                    "specular_color": wear.tinted(metal.edge, _WHITE, name="edges"),
                }
            ),
            **floats(
                {
                    "metalness": wear.complement(),
                    "specular": wear.mixed(1.0, 0.3),
                    "specular_roughness": wear.mixed(brief.vary(0.25, 0.35), 0.88),
                    "diffuse_roughness": wear * 0.7,
                }
            ),
            **vectors({"normal": plane(brief.graph, 0.005).relief(height, 0.9)}),
        },
        colour=mean_colour((1.0 - coverage, metal.f0), (coverage, green)),
    )


def _field(brief: Brief, spots: Wire, *, run_off: float = 0.0) -> Wire:
    """What wear grows by, of mean 0 and deviation `WEAR_SPREAD`.

    Args:
        run_off: how much of it goes by streaks that water drew down, 0 to 1; the rest lies in patches.
    """
    upward = normal(brief.graph).component(2) * _UPWARD
    touched = spots.scaled(0.6).noise(amplitude=0.5, name="touched") + _RUBBED
    rubbed = _exposure(brief) * touched
    grown = spots.fractal(5, name="patches")
    if run_off:
        drops = position(brief.graph).scaled(1.0 / _STREAK_M).stretched((1.0, 1.0, _STREAK_M / _RUN_M))
        grown = grown * (1.0 - run_off**2) ** 0.5 + drops.fractal(4, name="runs") * run_off
    return grown + upward - rubbed


def _threshold(coverage: float) -> float:
    """Where the field has the share ``coverage`` above it."""
    return WEAR_SPREAD * NormalDist().inv_cdf(min(max(1.0 - coverage, _LEAST_LEFT), 1.0 - _LEAST_LEFT))


def _worn(field: Wire, coverage: float, *, softness: float) -> Wire:
    """The mask of the worn share: 0 bare, 1 worn."""
    threshold = _threshold(coverage)
    return field.step(threshold - softness, threshold + softness, name="wear")


def _exposure(brief: Brief) -> Wire:
    return exposure(brief.graph, brief.size_m, brief.scale)


def _metal_inputs(metal: Metal) -> Inputs:
    return {
        **floats({"base": 1.0, "metalness": 1.0}),
        **colours({"base_color": metal.f0, "specular_color": metal.edge}),
    }

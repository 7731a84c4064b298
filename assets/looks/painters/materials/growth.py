"""Surfaces that grew: bark, earth, sand, grass, moss, lichen, fur, feathers, scales, chitin.

Hairs, blades, feathers and scales are geometry; their texture coordinates say which one is shaded and where on it
(see ``sheets.blade``).
"""

from __future__ import annotations

from statistics import NormalDist

from assets.looks.networks.frames import normal, plane, position
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
from assets.looks.networks.wires import Tint, Wire, wire_node
from assets.looks.painters.materials.sheets import blade, thin_sheet
from colorimetry.oklch import Rgb, albedo_from_oklch

LICHEN_SPREAD = 0.30
"""Standard deviation of the field that lichen grows by."""

_BARKS: tuple[tuple[Oklch, Oklch], ...] = (
    ((0.44, 0.035, 65.0), (0.26, 0.025, 55.0)),
    ((0.52, 0.020, 80.0), (0.30, 0.015, 70.0)),
    ((0.42, 0.060, 45.0), (0.25, 0.035, 40.0)),
    ((0.58, 0.014, 100.0), (0.34, 0.012, 90.0)),
)
_EARTHS: tuple[Oklch, ...] = ((0.44, 0.040, 58.0), (0.38, 0.026, 65.0), (0.50, 0.070, 48.0), (0.49, 0.034, 75.0))
_SANDS: tuple[Oklch, ...] = ((0.78, 0.055, 82.0), (0.86, 0.030, 88.0), (0.66, 0.085, 60.0), (0.70, 0.040, 95.0))
_LAWNS: tuple[Oklch, ...] = (
    (0.60, 0.140, 130.0),
    (0.54, 0.120, 136.0),
    (0.68, 0.140, 121.0),
    (0.70, 0.100, 105.0),
)
_MOSSES: tuple[Oklch, ...] = (
    (0.56, 0.115, 121.0),
    (0.50, 0.100, 130.0),
    (0.64, 0.130, 114.0),
    (0.53, 0.085, 138.0),
)
_CRUSTS: tuple[Oklch, ...] = (
    (0.80, 0.045, 125.0),
    (0.76, 0.020, 160.0),
    (0.72, 0.130, 68.0),
    (0.84, 0.080, 105.0),
)
_COATS: tuple[Oklch, ...] = (
    (0.42, 0.060, 55.0), (0.60, 0.090, 62.0), (0.27, 0.012, 60.0), (0.86, 0.015, 85.0), (0.52, 0.012, 250.0),
    (0.50, 0.110, 48.0),
)  # fmt: skip
_PLUMES: tuple[tuple[Oklch, Oklch], ...] = (
    ((0.48, 0.045, 60.0), (0.82, 0.025, 80.0)),
    ((0.50, 0.140, 250.0), (0.30, 0.050, 265.0)),
    ((0.56, 0.180, 28.0), (0.34, 0.060, 25.0)),
    ((0.55, 0.120, 160.0), (0.76, 0.120, 110.0)),
    ((0.92, 0.010, 90.0), (0.70, 0.012, 250.0)),
)
_ARMOURS: tuple[tuple[Oklch, Oklch], ...] = (
    ((0.50, 0.085, 140.0), (0.72, 0.080, 105.0)),
    ((0.40, 0.050, 60.0), (0.66, 0.060, 75.0)),
    ((0.48, 0.080, 220.0), (0.74, 0.050, 200.0)),
    ((0.46, 0.130, 30.0), (0.68, 0.110, 60.0)),
    ((0.62, 0.015, 240.0), (0.82, 0.012, 230.0)),
)
_SHELLS: tuple[tuple[float, float], ...] = (
    (150.0, 60.0),
    (255.0, 150.0),
    (330.0, 250.0),
    (45.0, 140.0),
    (200.0, 310.0),
)


def bark(brief: Brief) -> Painted:
    """Grey-brown plates over dark cracks, grained along the trunk, green where it is damp."""
    plate, crack = (brief.shade(c) for c in _BARKS[brief.pick(len(_BARKS))])
    point = position(brief.graph)
    grain = point.scaled(1.0 / 0.012).stretched((2.2, 2.2, 0.35)).warped(0.3, 1.0).fractal(4, name="barkGrain")
    patches = point.scaled(1.0 / 0.06).fractal(4, name="barkPatches")
    toned = grain.step(-0.45, 0.45).tinted(crack, plate, name="bark")
    damp = patches.step(0.25, 0.5) * brief.vary(0.0, 0.7)
    body = damp.tinted(toned, brief.shade((0.50, 0.060, 125.0)), name="body")
    return _matt(body, mean_colour((0.7, plate), (0.3, crack)), 0.85, plane(brief.graph, 0.004).relief(grain, 0.5))


def soil(brief: Brief) -> Painted:
    """Dark crumbs, damp in places."""
    earth = brief.shade(_EARTHS[brief.pick(len(_EARTHS))])
    spots = position(brief.graph).scaled(1.0 / brief.number("grain_size_m"))
    crumbs = spots.warped(0.4, 0.8).worley_cell(name="crumbs")
    damp = spots.scaled(0.04).fractal(3, name="damp").step(-0.3, 0.3)
    toned = crumbs.component(0).tinted(times(earth, 0.7), times(earth, 1.4), name="crumb")
    body = damp.tinted(toned, times(earth, 0.65), name="body")
    fine = spots.scaled(2.5).fractal(3, name="dirt")
    relief = plane(brief.graph, brief.number("grain_size_m")).relief(fine, 0.25)
    return _matt(body, earth, 0.92, relief)


def sand(brief: Brief) -> Painted:
    """Grains of several minerals, each its own grey or gold; a few glint."""
    base = brief.shade(_SANDS[brief.pick(len(_SANDS))])
    grain_m = max(brief.number("grain_size_m"), 0.0006)
    spots = position(brief.graph).scaled(1.0 / grain_m)
    cell = spots.worley_cell(name="grains")
    tone = cell.component(0)
    body = tone.tinted(times(base, 0.72), times(base, 1.15), name="quartz")
    dark = cell.component(1).step(0.90, 0.93).tinted(body, times(base, 0.35), name="body")
    glint = cell.component(2).step(0.965, 0.975)
    height = spots.worley(name="grainTops").complement()
    painted = _matt(dark, base, 0.9, plane(brief.graph, grain_m).relief(height, 0.35))
    painted.inputs["specular_roughness"] = ("float", glint.mixed(0.85, 0.12).connection)
    painted.inputs["specular_weight"] = ("float", glint.mixed(0.3, 1.0).connection)
    return painted


def grass(brief: Brief) -> Painted:
    """Blades: pale at the foot, fresh in the middle, some dry at the tip."""
    green = brief.shade(_LAWNS[brief.pick(len(_LAWNS))])
    which, along, _across = blade(brief)
    dry = albedo_from_oklch(0.72, 0.085, 95.0)
    young = times(green, 1.35)
    toned = which.tinted(times(green, 0.75), young, name="lawn")
    foot = along.step(0.0, 0.35).tinted(times(green, 0.45), toned, name="blades")
    tips = (along - 0.55 + which * 0.35).step(0.25, 0.5) * brief.vary(0.1, 0.6)
    return Painted(
        inputs={
            **thin_sheet(tips.tinted(foot, dry, name="body"), 0.35, weight=0.85),
            **floats({"specular_roughness": 0.38, "specular_weight": 0.6, "specular_ior": 1.45}),
        },
        colour=green,
    )


def moss(brief: Brief) -> Painted:
    """Short shoots: brown in the depth, yellow-green at their tips."""
    green = brief.shade(_MOSSES[brief.pick(len(_MOSSES))])
    which, along, _across = blade(brief)
    young = (min(green[0] * 1.8, 0.9), min(green[1] * 1.6, 0.9), green[2])
    tip = which.tinted(times(green, 1.1), young, name="mossTip")
    clumps = position(brief.graph).scaled(1.0 / 0.015).fractal(3, name="cushions").step(-0.4, 0.4)
    deep = clumps.tinted(times(green, 0.6), (green[0] * 0.9, green[1] * 0.65, green[2] * 0.5), name="mossFoot")
    return Painted(
        inputs={
            **thin_sheet(along.step(0.1, 0.9).tinted(deep, tip, name="body"), 0.2, weight=0.85),
            **floats(
                {"specular_roughness": 0.7, "specular_weight": 0.25, "fuzz_weight": 0.06, "fuzz_roughness": 0.5}
            ),
        },
        colour=green,
    )


def lichen(brief: Brief) -> Painted:
    """Crusts of two kinds on grey stone, cracked into cells and paler at their rims."""
    coverage = brief.number("coverage_fraction")
    first = brief.pick(len(_CRUSTS))
    crust, other = (brief.shade(_CRUSTS[(first + k) % len(_CRUSTS)]) for k in (0, 1 + brief.pick(3)))
    stone = brief.shade((0.46, 0.010, 80.0), lightness=0.06)
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.05, 0.08))
    field = spots.warped(0.22, 2.2).fractal(4, name="colonies")
    threshold = LICHEN_SPREAD * NormalDist().inv_cdf(1.0 - coverage)
    grown = field.step(threshold - 0.015, threshold + 0.015, name="grown")
    rim = field.step(threshold, threshold + 0.10).complement()
    kinds = spots.scaled(0.7).moved((3.0, 1.0, 2.0)).fractal(2, name="kinds").step(-0.02, 0.02)
    cells = spots.scaled(26.0).warped(0.3, 1.0).worley_pair(name="thallus")
    gap = (cells.component(1) - cells.component(0)).step(0.03, 0.14)
    pale = kinds.tinted(crust, other, name="lichen")
    cracked = gap.tinted(times(crust, 0.5), pale, name="cracked")
    rimmed = (rim * 0.45).tinted(cracked, (0.80, 0.82, 0.76), name="rimmed")
    grain = spots.scaled(16.0).fractal(4, name="stoneGrain")
    ground = grain.step(-0.4, 0.5).tinted(times(stone, 0.65), times(stone, 1.3), name="ground")
    height = grown * (gap * 0.5 + 0.6) + grain * 0.25
    return _matt(
        grown.tinted(ground, rimmed, name="body"),
        mean_colour((1.0 - coverage, stone), (coverage, crust)),
        0.9,
        plane(brief.graph, 0.0035).relief(height, 0.55),
    )


def fur(brief: Brief) -> Painted:
    """Hairs: dark at the root, banded in some coats, bright at the tip; no two alike.

    A coat's markings are as many on a small animal as on a large one.
    """
    coat = brief.shade(_COATS[brief.pick(len(_COATS))])
    which, along, _across = blade(brief)
    patches = position(brief.graph).scaled(brief.vary(5.0, 9.0) / brief.size_m).warped(0.4, 0.8)
    marked = patches.fractal(2, name="coatMarks").step(0.10, 0.22) * float(brief.pick(2))
    marking = brief.shade(_COATS[brief.pick(len(_COATS))])
    toned = which.tinted(times(coat, 0.7), times(coat, 1.3), name="hairTone")
    hair = marked.tinted(toned, marking, name="coat")
    body = along.step(-0.1, 0.55).tinted(times(coat, 0.25), hair, name="fur")
    return Painted(
        inputs={
            **colours({"base_color": body, "fuzz_color": times(coat, 1.4)}),
            **floats(
                {
                    "specular_roughness": 0.38,
                    "specular_weight": 0.55,
                    "specular_roughness_anisotropy": 0.5,
                    "base_diffuse_roughness": 0.5,
                    "fuzz_weight": 0.15,
                    "fuzz_roughness": 0.5,
                }
            ),
        },
        colour=coat,
    )


def feathers(brief: Brief) -> Painted:
    """Vanes of fine slanting barbs about a pale shaft; barred, tipped or plain."""
    main, mark = (brief.shade(c) for c in _PLUMES[brief.pick(len(_PLUMES))])
    which, along, across = blade(brief)
    side = across.absolute()
    barbs = ((along * 1.0 - side * 0.35) * brief.vary(55.0, 80.0)).fract()
    lines = (barbs - 0.5).absolute() * 2.0
    shaft = side.step(0.02, 0.055).complement() * 0.7
    pattern = brief.pick(3)
    bars = ((along + side * 0.06) * brief.vary(3.0, 5.0)).fract().step(0.45, 0.55)
    tip = (along + which * 0.08).step(0.78, 0.86)
    share = bars * 0.85 if pattern == 0 else tip if pattern == 1 else which * 0.4
    vane = share.tinted(main, mark, name="vane")
    shaded = (lines * 0.55 + 0.1).between(0.0, 1.0).tinted(vane, times(main, 0.5), name="barbs")
    down = along.step(0.02, 0.18).tinted((0.75, 0.73, 0.70), shaded, name="down")
    return Painted(
        inputs={
            **colours({"base_color": shaft.tinted(down, times(main, 1.6), name="feather")}),
            **floats(
                {
                    "specular_roughness": 0.45,
                    "specular_weight": 0.5,
                    "fuzz_weight": 0.25,
                    "fuzz_roughness": 0.35,
                }
            ),
            **colours({"fuzz_color": times(main, 1.5)}),
        },
        colour=main,
    )


def scales(brief: Brief) -> Painted:
    """Horny plates: dark at their edge, keeled, glossy; the body's colour drifts from one to the next.

    Its zones are as many on a small animal as on a large one.
    """
    main, pale = (brief.shade(c) for c in _ARMOURS[brief.pick(len(_ARMOURS))])
    which, along, across = blade(brief)
    edge = across.absolute().maximum(along).step(0.62, 0.95)
    zones = (
        position(brief.graph).scaled(brief.vary(5.0, 8.0) / brief.size_m).warped(0.4, 0.7).fractal(2, name="zones")
    )
    toned = (zones.step(-0.15, 0.2) * 0.8 + which * 0.2).between(0.0, 1.0).tinted(main, pale, name="armour")
    lines = ((across * 14.0).sin() * 0.5 + 0.5) * 0.25
    body = (edge * 0.8).tinted(toned, times(main, 0.35), name="scale")
    return Painted(
        inputs={
            **colours({"base_color": lines.tinted(body, times(main, 0.6), name="keels")}),
            **floats(
                {
                    "specular_roughness": brief.vary(0.22, 0.38),
                    "specular_ior": 1.55,
                    "coat_weight": 0.35,
                    "coat_roughness": 0.15,
                }
            ),
        },
        colour=main,
    )


def chitin(brief: Brief) -> Painted:
    """A beetle's shell: a dark glossy body whose colour turns with the angle of view.

    Its furrows are counted, whatever the beetle's size; its punctures are of one size.
    """
    weight = brief.number("iridescence_weight")
    front_deg, side_deg = _SHELLS[brief.pick(len(_SHELLS))]
    facing = normal(brief.graph)
    view = wire_node(brief.graph, "view", "ND_viewdirection_vector3", "vector3", {"space": ("string", "world")})
    inputs = {"in1": ("vector3", view.connection), "in2": ("vector3", facing.connection)}
    angle = wire_node(brief.graph, "angle", "ND_dotproduct_vector3", "float", inputs)
    hues = [albedo_from_oklch(0.62, 0.16, hue) for hue in (front_deg, (front_deg + side_deg) / 2.0, side_deg)]
    turn = angle.absolute()
    inner = turn.step(0.55, 0.95).tinted(hues[1], hues[0], name="interference")
    shine = turn.step(0.15, 0.55).tinted(hues[2], inner, name="iridescence")
    dark = brief.shade((0.24, 0.040, front_deg))
    pit_m = 0.0006
    pits = position(brief.graph).scaled(1.0 / pit_m).worley(name="punctures")
    grooves = (position(brief.graph).along((1.0, 0.25, 0.0)) * (28.0 / brief.size_m)).sin().absolute().power(0.35)
    flat = plane(brief.graph, pit_m)
    furrow = 1.2 * brief.size_m / (70.0 * pit_m)  # as high as it is wide
    share = wire_node(brief.graph, "iridescenceWeight", "ND_constant_float", "float", {"value": ("float", weight)})
    return Painted(
        inputs={
            **colours({"base_color": share.tinted(dark, shine, name="shell"), "specular_color": (1.0, 1.0, 1.0)}),
            **floats(
                {
                    "base": 1.0,
                    "metalness": 0.25 + 0.65 * weight,
                    "specular_roughness": 0.28,
                    "coat": 1.0,
                    "coat_roughness": 0.05,
                    "coat_IOR": 1.56,
                }
            ),
            **vectors({"normal": flat.relief(pits.step(0.1, 0.35) * 0.5 + grooves * furrow, 0.25)}),
        },
        colour=mean_colour((1.0 - weight, dark), (weight, hues[0])),
    )


def _matt(body: Tint, mean: Rgb, roughness: float, relief: Wire) -> Painted:
    """A rough surface without any gloss to speak of."""
    inputs: Inputs = {
        **colours({"base_color": body}),
        **floats({"specular_roughness": roughness, "specular_weight": 0.3, "base_diffuse_roughness": 0.6}),
        **vectors({"geometry_normal": relief}),
    }
    return Painted(inputs=inputs, colour=mean)

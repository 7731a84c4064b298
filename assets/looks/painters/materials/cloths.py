"""Cloth: threads that pass over and under one another, loops, nets and lace, in threads as the unit of length."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assets.looks.networks.frames import Plane, exposure, plane, position
from assets.looks.networks.painting import Brief, Inputs, Painted, colours, floats, mean_colour, times, vectors
from assets.looks.networks.wires import Wire, wire_node
from assets.looks.painters.materials.solids import hide
from colorimetry.oklch import Rgb, albedo_from_oklch, oklch_from_rgb

_INDIGO = ((0.40, 0.135, 262.0), (0.34, 0.115, 266.0), (0.47, 0.125, 257.0))
_SLACK = 5.5  # height of what soft leather never lies without, in its pebbles
_UNDYED = ((0.88, 0.020, 88.0), (0.78, 0.035, 82.0), (0.84, 0.012, 100.0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weave:
    """A woven cloth: where the warp lies on top, and the height of the threads."""

    flat: Plane
    warp_on_top: Wire  # 1 or 0
    height: Wire  # 0 to 1
    thread_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drape:
    """Folds that are painted on a body without any: how wide they are, and their slope."""

    fold_m: float
    slope: float


def weave(brief: Brief, thread_m: float, *, kind: str, uneven: float = 0.0) -> Weave:
    """Threads in a plain, twill or satin weave; ``uneven`` shifts them by noise, in threads."""
    flat = plane(brief.graph, thread_m)
    u, v = flat.u, flat.v
    if uneven:
        spots = position(brief.graph).scaled(1.0 / thread_m)
        u = u + spots.stretched((0.25, 0.25, 0.03)).noise(name="slubs") * uneven
        v = v + spots.stretched((0.03, 0.25, 0.25)).noise(name="slubs") * uneven
    column, row = u.floor(), v.floor()
    x, y = (u.fract() - 0.5) * 2.0, (v.fract() - 0.5) * 2.0
    match kind:
        case "plain":
            on_top = (column + row).modulo(2.0).above(0.5, 1.0, 0.0)
        case "twill":
            on_top = (column + row).modulo(3.0).above(0.5, 1.0, 0.0)
        case _:
            on_top = (column + row * 2.0).modulo(5.0).above(0.5, 1.0, 0.0)
    over = ((x * x).complement().root()) * ((y * y) * 0.45).complement()
    under = ((y * y).complement().root()) * ((x * x) * 0.45).complement()
    return Weave(flat=flat, warp_on_top=on_top, height=on_top.mixed(under, over), thread_m=thread_m)


def cotton(brief: Brief) -> Painted:
    """Plain weave of matt threads in one colour."""
    cloth = weave(brief, 0.01 / brief.number("thread_count_per_cm"), kind="plain")
    return _woven(brief, cloth, (times(brief.colour, 0.94), brief.colour), relief=0.30, roughness=0.85, fuzz=0.18)


def linen(brief: Brief) -> Painted:
    """Plain weave of uneven threads, undyed or pale."""
    thread_m = 0.01 / brief.number("thread_count_per_cm")
    cloth = weave(brief, thread_m, kind="plain", uneven=0.55)
    base = brief.shade(_UNDYED[brief.pick(3)]) if brief.pick(2) else _towards_grey(brief.colour)
    slub = position(brief.graph).scaled(1.0 / thread_m)
    thick = slub.stretched((1.0, 1.0, 0.04)).noise(name="thick") + slub.stretched((0.04, 1.0, 1.0)).noise(
        name="thick"
    )
    toned = thick.step(-0.5, 0.6).tinted(times(base, 0.72), base, name="threads")
    return _woven(brief, cloth, (times(base, 0.85), toned), relief=0.42, roughness=0.75, fuzz=0.08, mean=base)


def silk(brief: Brief) -> Painted:
    """Fine soft cloth: a broad gleam across its threads, many small creases, and slubs where a thread is thick."""
    return _lustrous(
        brief, "silk", anisotropy=0.5, roughness=brief.number("sheen_roughness") + 0.14, gleam=0.5, slubs=1.0,
        drape=Drape(fold_m=brief.vary(0.027, 0.038), slope=0.20),
    )  # fmt: skip


def satin(brief: Brief) -> Painted:
    """Long floats: sharp bright bands over deep smooth folds."""
    return _lustrous(
        brief, "satin", anisotropy=brief.number("anisotropy"), roughness=brief.vary(0.15, 0.20), gleam=1.0,
        slubs=0.0, drape=Drape(fold_m=brief.vary(0.08, 0.115), slope=0.55),
    )  # fmt: skip


def synthetic(brief: Brief) -> Painted:
    """Nylon taffeta: a tight ripstop grid and a hard white gloss."""
    thread_m = 0.0006
    cloth = weave(brief, thread_m, kind="plain")
    grid = 12.0
    line_u = (cloth.flat.u / grid).fract().above(0.9, 1.0, 0.0)
    ripstop = line_u.maximum((cloth.flat.v / grid).fract().above(0.9, 1.0, 0.0))
    height = cloth.height * 0.10 + ripstop * 0.8
    if not brief.life_size:
        spots = position(brief.graph).scaled(1.0 / 0.033)
        creased = spots.warped(0.6, 0.7).noise(name="creases").absolute()
        height = height + creased.step(0.0, 0.16) * 9.0
    return Painted(
        inputs={
            **colours({"base_color": ripstop.tinted(brief.colour, times(brief.colour, 0.66), name="ripstop")}),
            **floats({"specular_weight": 1.0, "specular_roughness": brief.roughness, "specular_ior": 1.53}),
            **vectors({"geometry_normal": cloth.flat.relief(height, 0.5)}),
        },
        colour=brief.colour,
    )


def wool(brief: Brief) -> Painted:
    """Thick twill of fuzzy yarn: flecked, soft, bright at its outline."""
    yarn_m = brief.vary(0.0022, 0.0042)
    fuzz_m = brief.number("fuzz_length_m")
    cloth = weave(brief, yarn_m, kind="twill", uneven=0.35)
    spots = position(brief.graph).scaled(1.0 / fuzz_m)
    hairs = spots.warped(1.2, 0.6).stretched((3.0, 0.8, 0.8)).fractal(3, name="hairs")
    fleck = spots.scaled(0.45).cell(name="flecks")
    dark, light = times(brief.colour, 0.62), times(brief.colour, 1.25)
    toned = (hairs * 0.5 + fleck * 0.5 + 0.2).between(0.0, 1.0).tinted(dark, light, name="yarn")
    body = cloth.height.step(0.0, 0.7).tinted(times(brief.colour, 0.45), toned, name="body")
    return Painted(
        inputs={
            **colours({"base_color": body, "fuzz_color": times(brief.colour, 1.35)}),
            **floats(
                {
                    "specular_weight": 0.1,
                    "specular_roughness": 0.95,
                    "base_diffuse_roughness": 0.8,
                    "fuzz_weight": 0.48,
                    "fuzz_roughness": 0.6,
                }
            ),
            **vectors({"geometry_normal": cloth.flat.relief(cloth.height + hairs * 0.7, 0.5)}),
        },
        colour=brief.colour,
    )


def denim(brief: Brief) -> Painted:
    """Indigo warp over white weft in diagonal ribs, rubbed pale where it is worn."""
    thread_m = brief.vary(0.0008, 0.0014)
    cloth = weave(brief, thread_m, kind="twill", uneven=0.25)
    worn_share = brief.number("wear_fraction")
    indigo = brief.shade(_INDIGO[brief.pick(3)])
    white = brief.shade((0.86, 0.012, 95.0))
    spots = position(brief.graph).scaled(1.0 / brief.vary(0.12, 0.20))
    edge = exposure(brief.graph, brief.size_m, brief.scale)
    field = spots.warped(0.3, 0.8).fractal(4, name="rubbing") + edge * 0.6
    worn = field.step(0.30 - 1.1 * worn_share, 1.10 - 1.1 * worn_share, name="worn")
    streak = position(brief.graph).scaled(1.0 / thread_m).stretched((0.9, 0.9, 0.02)).noise(name="streaks")
    dyed = streak.step(-0.6, 0.6).tinted(indigo, _mixed(indigo, white, 0.16), name="warpDye")
    rubbed = worn.tinted(dyed, _mixed(indigo, white, 0.34), name="rubbed")
    body = cloth.warp_on_top.tinted(_mixed(indigo, white, 0.45), rubbed, name="indigo")
    return _woven(
        brief, cloth, (times(indigo, 0.6), body), relief=0.38, roughness=0.8, fuzz=0.06,
        mean=mean_colour((0.6, indigo), (0.4, _mixed(indigo, white, 0.4))),
    )  # fmt: skip


def leather_fabric(brief: Brief) -> Painted:
    """Thin soft leather: fine grain over deep soft folds, or slack where its form has folds of its own."""
    folds = brief.vary(9.0, 14.0)
    return hide(brief, brief.number("grain_scale_m"), folds=_SLACK if brief.life_size else folds)


def knit(brief: Brief) -> Painted:
    """Stocking stitch: columns of loops, each a V of plied yarn."""
    loop_m = brief.number("loop_size_m")
    flat = plane(brief.graph, loop_m)
    across = (flat.u.fract() - 0.5).absolute() * 2.0  # 0 in the middle of a column, 1 between two
    lean = flat.v * 1.15 + across * 0.8
    leg = ((across - 0.5) * 2.0).absolute()
    round_leg = (leg * leg).complement().root()
    loops = ((lean * math.tau).cos() * 0.5 + 0.5).power(0.6)
    ply = (((lean * 3.0 + flat.u * 2.0) * math.tau).sin() * 0.5 + 0.5) * 0.16
    height = round_leg * (loops * 0.75 + 0.25) + ply
    hairs = position(brief.graph).scaled(6.0 / loop_m).fractal(2, name="hairs")
    shade = (height + hairs * 0.15).step(0.05, 0.95, name="loops")
    body = shade.tinted(times(brief.colour, 0.30), brief.colour, name="body")
    return Painted(
        inputs={
            **colours({"base_color": body, "fuzz_color": times(brief.colour, 1.3)}),
            **floats(
                {
                    "specular_weight": 0.15,
                    "specular_roughness": 0.9,
                    "base_diffuse_roughness": 0.7,
                    "fuzz_weight": 0.3,
                    "fuzz_roughness": 0.5,
                }
            ),
            **vectors({"geometry_normal": flat.relief(height + hairs * 0.05, 0.42)}),
        },
        colour=times(brief.colour, 0.7),
    )


def mesh(brief: Brief) -> Painted:
    """An open net: round threads about square or diamond cells."""
    cell_m = brief.number("cell_size_m")
    flat = plane(brief.graph, cell_m)
    across, along = _laid(brief, flat, cell_m)
    turn = brief.pick(2)
    u = across + along if turn else across
    v = across - along if turn else along
    half = brief.vary(0.11, 0.19)
    near = ((u.fract() - 0.5).absolute() - 0.5).absolute().minimum(((v.fract() - 0.5).absolute() - 0.5).absolute())
    thread = near.step(half - 0.02, half + 0.02, name="holes").complement()
    round_thread = ((near / half) * (near / half)).complement().root()
    return _openwork(flat, thread, round_thread, brief.colour, open_share=(1.0 - 2.0 * half) ** 2)


def lace(brief: Brief) -> Painted:
    """Openwork: rosettes of thread on a fine net, in rows."""
    openness = brief.number("openness_fraction")
    motif_m = brief.vary(0.035, 0.055)
    flat = plane(brief.graph, motif_m)
    u, v = _laid(brief, flat, motif_m)
    shift = v.floor().modulo(2.0) * 0.5
    x, y = ((u + shift).fract() - 0.5) * 2.0, (v.fract() - 0.5) * 2.0
    radius = (x * x + y * y).root()
    petals = brief.pick(3) + 5
    angle = _angle(y, x)
    rim = (angle * float(petals)).cos() * 0.16 + 0.62
    outline = (radius - rim).absolute().step(0.05, 0.09).complement()
    inner = (radius - rim * 0.55).absolute().step(0.035, 0.065).complement()
    spokes = ((angle * (petals / 2.0)).sin().absolute() * radius).step(0.05, 0.09).complement()
    spokes = spokes * (radius - rim).step(-0.02, 0.02).complement()
    count = 9.0
    fill = 0.5 - 0.42 * (openness - 0.4) / 0.3 * 0.75
    a, b = ((u + v) * count).fract(), ((u - v) * count).fract()
    net_width = 0.10 + 0.16 * fill
    net = _line(a, net_width).maximum(_line(b, net_width))
    solid_petals = (radius - rim * (0.9 - 0.5 * fill)).step(-0.02, 0.02) * (radius - rim).step(
        -0.02, 0.02
    ).complement()
    thread = outline.maximum(inner).maximum(spokes).maximum(net).maximum(solid_petals)
    work = thread.step(0.35, 0.65, name="openwork")
    weight = (((u + v) * 60.0).sin() * 0.5 + 0.5) * 0.2
    return _openwork(flat, work, (thread + weight) * 0.08, brief.colour, open_share=openness)


def _woven(
    brief: Brief,
    cloth: Weave,
    tones: tuple[Rgb, Rgb | Wire],
    *,
    relief: float,
    roughness: float,
    fuzz: float,
    mean: Rgb | None = None,
) -> Painted:
    """A matt woven cloth: the low tone between its threads, the high one on them."""
    low, high = tones
    inputs: Inputs = {
        **colours({"base_color": cloth.height.step(0.1, 0.75, name="weave").tinted(low, high, name="body")}),
        **floats(
            {
                "specular_weight": 0.2,
                "specular_roughness": roughness,
                "base_diffuse_roughness": 0.6,
                "fuzz_weight": fuzz,
                "fuzz_roughness": 0.5,
            }
        ),
        **colours({"fuzz_color": times(mean or brief.colour, 1.2)}),
    }
    height = cloth.height * relief
    if not brief.life_size:
        draped = position(brief.graph).scaled(1.0 / 0.05).stretched((1.0, 1.0, 0.55)).warped(0.5, 0.7)
        fold_m = brief.vary(0.002, 0.0035)
        height = height + draped.fractal(2, name="wrinkles") * (fold_m / cloth.thread_m)
    return Painted(
        inputs={**inputs, **vectors({"geometry_normal": cloth.flat.relief(height, 1.0)})},
        colour=mean or brief.colour,
    )


def _lustrous(
    brief: Brief,
    name: str,
    *,
    anisotropy: float,
    roughness: float,
    gleam: float,
    slubs: float,
    drape: Drape,
) -> Painted:
    """Cloth whose threads reflect in one direction: pale threads that gleam, over a darker body between them.

    A thread's gleam is half of the light's colour and half of the dye's, spread across the threads.

    Args:
        gleam: 0 to 1, how much of the surface gleams.
        slubs: how thick the thick threads are.
    """
    flat = plane(brief.graph, drape.fold_m)
    spots = position(brief.graph).scaled(1.0)
    fine = spots.scaled(1.0 / brief.vary(0.0003, 0.0007)).stretched((1.0, 1.0, 0.03)).noise(name=f"{name}Floats")
    lightness, chroma, hue_deg = oklch_from_rgb(brief.colour)
    shine = albedo_from_oklch(min(lightness + 0.07 + 0.11 * gleam, 0.94), chroma * (1.0 - 0.25 * gleam), hue_deg)
    floats_on_top = fine.step(-0.5, 0.5)
    lustre = floats_on_top.tinted(times(brief.colour, 0.75 - 0.3 * gleam), shine, name="lustre")
    raised: list[Wire] = []
    if not brief.life_size:
        folds = spots.scaled(1.0 / drape.fold_m).stretched((1.0, 1.0, 0.6)).warped(0.3, 0.5, 1)
        raised.append(folds.noise(name="drape"))
    if slubs:
        thick = spots.scaled(1.0 / brief.vary(0.0020, 0.0032)).stretched((0.05, 0.05, 1.0)).noise(name="slubs")
        slub = thick.step(0.22, 0.55)
        lustre = (slub * 0.55).tinted(lustre, shine, name="slubbed")
        raised.append(slub * (0.0012 * slubs / drape.fold_m))
    inputs: Inputs = {
        **colours({"base_color": lustre}),
        **floats(
            {
                "base_metalness": floats_on_top.mixed(0.10 * gleam, 0.30 + 0.50 * gleam),
                "specular_weight": 0.4 + 0.6 * gleam,
                "specular_roughness": fine * 0.04 + roughness,
                "specular_roughness_anisotropy": anisotropy,
                "fuzz_weight": 0.22 - 0.18 * gleam,
                "fuzz_roughness": 0.4,
            }
        ),
        **vectors({"geometry_tangent": flat.tangent}),
    }
    if raised:
        height = raised[0] if len(raised) == 1 else raised[0] + raised[1]
        inputs |= vectors({"geometry_normal": flat.relief(height, drape.slope)})
    return Painted(inputs=inputs, colour=brief.colour)


def _laid(brief: Brief, flat: Plane, unit_m: float) -> tuple[Wire, Wire]:
    """(u, v) of openwork in lengths of ``unit_m``: the cloth's own texture coordinates, which are metres.

    Modelled cords have those of a crossing, where nothing is open. A body without cloth has the plane's.
    """
    if not brief.life_size:
        return flat.u, flat.v
    own = wire_node(brief.graph, "laid", "ND_texcoord_vector2", "vector2", {"index": ("integer", 0)})
    return own.component(0) / unit_m, own.component(1) / unit_m


def _openwork(flat: Plane, thread: Wire, height: Wire, colour: Rgb, *, open_share: float) -> Painted:
    return Painted(
        inputs={
            **colours({"base_color": colour}),
            **floats(
                {
                    "specular_weight": 0.3,
                    "specular_roughness": 0.7,
                    "geometry_opacity": thread,
                }
            ),
            **vectors({"geometry_normal": flat.relief(height, 0.5)}),
        },
        colour=colour,
        opacity=1.0 - open_share,
    )


def _line(x: Wire, width: float) -> Wire:
    return ((x - 0.5).absolute() - 0.5).absolute().step(width / 2.0, width).complement()


def _angle(y: Wire, x: Wire) -> Wire:
    inputs = {"iny": ("float", y.connection), "inx": ("float", x.connection)}
    return wire_node(x.graph, "angle", "ND_atan2_float", "float", inputs)


def _mixed(first: Rgb, second: Rgb, share: float) -> Rgb:
    r, g, b = ((1.0 - share) * a + share * b for a, b in zip(first, second, strict=True))
    return r, g, b


def _towards_grey(colour: Rgb) -> Rgb:
    lightness, chroma, hue_deg = oklch_from_rgb(colour)
    return albedo_from_oklch(min(max(lightness, 0.55), 0.88), min(chroma, 0.05), hue_deg)

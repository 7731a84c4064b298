"""Surfaces of built sets: boards, slabs of stone, cast concrete, painted walls, tiles and open ground."""

from __future__ import annotations

from assets.looks.networks.painting import Brief, Oklch, Painted, colours, floats, mean_colour, vectors
from assets.looks.networks.wires import Wire, combine3
from assets.looks.painters.textures.surface import Surface, darker, from_edges, turned
from colorimetry.oklch import Rgb

_TIMBERS: tuple[tuple[Oklch, Oklch], ...] = (  # early wood, late wood
    ((0.76, 0.065, 78.0), (0.60, 0.085, 62.0)),  # pine
    ((0.68, 0.055, 74.0), (0.54, 0.060, 66.0)),  # oak
    ((0.46, 0.055, 58.0), (0.33, 0.045, 50.0)),  # walnut
    ((0.57, 0.085, 48.0), (0.45, 0.080, 42.0)),  # cherry
    ((0.68, 0.010, 85.0), (0.50, 0.012, 80.0)),  # weathered grey
    ((0.84, 0.025, 88.0), (0.73, 0.035, 80.0)),  # ash
)
_MARBLES: tuple[tuple[Oklch, Oklch], ...] = (  # ground, veins
    ((0.91, 0.006, 95.0), (0.58, 0.010, 250.0)),
    ((0.30, 0.008, 260.0), (0.82, 0.015, 85.0)),
    ((0.42, 0.050, 155.0), (0.74, 0.035, 150.0)),
    ((0.70, 0.060, 60.0), (0.46, 0.070, 45.0)),
    ((0.62, 0.055, 25.0), (0.85, 0.020, 50.0)),
)
_STRATA: tuple[tuple[Oklch, Oklch], ...] = (
    ((0.80, 0.040, 82.0), (0.62, 0.060, 68.0)),
    ((0.70, 0.065, 72.0), (0.54, 0.085, 52.0)),
    ((0.58, 0.015, 230.0), (0.42, 0.015, 250.0)),
    ((0.74, 0.045, 45.0), (0.88, 0.020, 70.0)),
)
_GRANITES: tuple[tuple[Oklch, Oklch, Oklch], ...] = (  # ground, mica, feldspar
    ((0.74, 0.010, 80.0), (0.28, 0.008, 260.0), (0.88, 0.008, 90.0)),
    ((0.58, 0.060, 35.0), (0.27, 0.010, 30.0), (0.78, 0.030, 60.0)),
    ((0.38, 0.012, 200.0), (0.20, 0.006, 250.0), (0.66, 0.020, 160.0)),
)
_CEMENTS: tuple[Oklch, ...] = (
    (0.70, 0.010, 95.0),
    (0.63, 0.008, 250.0),
    (0.78, 0.012, 85.0),
    (0.58, 0.006, 110.0),
)
_SOILS: tuple[tuple[Oklch, Oklch], ...] = (  # earth, stones
    ((0.42, 0.045, 60.0), (0.62, 0.015, 80.0)),
    ((0.50, 0.060, 62.0), (0.55, 0.030, 60.0)),
    ((0.36, 0.025, 70.0), (0.66, 0.010, 240.0)),
    ((0.46, 0.075, 45.0), (0.60, 0.050, 50.0)),
    ((0.62, 0.045, 80.0), (0.72, 0.025, 75.0)),
)


def wood_grain(surface: Surface) -> Painted:
    """Boards side by side, each sawn from a log of its own: rings, fibres, and a shadow between two."""
    brief = surface.brief
    spacing_m = brief.number("ring_spacing_m")
    board_m, length_m = brief.vary(0.10, 0.24), brief.vary(1.2, 2.4)
    early, late = (brief.shade(c) for c in _TIMBERS[brief.pick(len(_TIMBERS))])
    flat = surface.plane(board_m, "boards")
    across, along = (flat.u, flat.v) if brief.pick(2) else (flat.v, flat.u)
    column = across.floor()
    end = along * (board_m / length_m) + combine3(column, 0.5, 0.5).cell(name="bond")
    board = combine3(column, end.floor(), 3.5).cell(name="board")
    x_m, along_m = (across.fract() - 0.5) * board_m, along * board_m
    depth = along_m * brief.vary(-0.05, 0.05) + board * 0.05 + brief.vary(0.01, 0.03)
    wobble = combine3(along_m * 1.7, x_m * 9.0, board * 60.0).fractal(3, name="growth") * (spacing_m * 2.4)
    side = x_m + (board * 7.31).fract() * 0.08 - 0.04
    year = (((side * side + depth * depth).root() + wobble) / spacing_m).fract()
    rings = year.step(0.25, 0.88, name="rings") * year.step(0.90, 1.0).complement()
    fibres = combine3(along_m * 9.0, x_m * 420.0, board * 90.0).fractal(3, name="fibres")
    pores = combine3(along_m * 24.0, x_m * 900.0, board * 50.0).noise(name="pores").step(0.25, 0.42)
    toned = (rings * 0.75 + fibres * 0.30).between(0.0, 1.0).tinted(early, late, name="timber")
    shift = (board * 3.17).fract() * 0.42 + 0.74
    porous = (pores * 0.5).tinted(toned.scaled(shift), darker(late, 0.42), name="porous")
    gap_m = from_edges(across).minimum(from_edges(end) * (length_m / board_m)) * board_m
    joint = gap_m.step(0.0006, 0.0030, name="boardJoint")
    body = joint.tinted(darker(late, 0.12), porous, name="body")
    height = joint * 1.6 + fibres * 0.20 - pores * 0.25 - rings * 0.15
    rough = brief.vary(0.30, 0.65)
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats({"specular_roughness": rings.mixed(rough + 0.08, rough), "specular": 0.6}),
            **vectors({"normal": flat.relief(height * (0.0022 / board_m), 1.0)}),
        },
        colour=mean_colour((0.62, early), (0.38, late)),
    )


def stone_patterns(surface: Surface) -> Painted:
    """Polished slabs of veined marble, bedded stone or crystals of three minerals."""
    brief = surface.brief
    size_m = brief.number("feature_size_m")
    slab_m, aspect = brief.vary(0.6, 1.3), brief.vary(1.0, 1.8)
    flat = surface.plane(slab_m, "slabs")
    column, row = flat.u.floor(), (flat.v * aspect).floor()
    shift = combine3(column, row, 0.5).cell(name="slab")
    spots = surface.spots(size_m, "stoneUnit") + combine3(shift * 9.0, shift * 23.0, shift * 5.0)
    body, mean, gloss = (_veined, _bedded, _crystals)[brief.pick(3)](brief, spots)
    toned = body.scaled(shift * 0.16 + 0.90)
    edge_m = from_edges(flat.u).minimum(from_edges(flat.v * aspect) / aspect) * slab_m
    joint = edge_m.step(0.0008, 0.0022, name="slabJoint")
    lean = shift.mixed(-0.004, 0.004)
    height = joint * (0.002 / slab_m) + flat.u.fract() * lean
    rough = brief.vary(0.10, 0.38)
    return Painted(
        inputs={
            **colours({"base_color": joint.tinted(darker(mean, 0.45), toned, name="body")}),
            **floats({"specular_roughness": gloss.mixed(rough, rough + 0.14), "specular": 0.9}),
            **vectors({"normal": flat.relief(height, 1.0)}),
        },
        colour=mean,
    )


def _veined(brief: Brief, spots: Wire) -> tuple[Wire, Rgb, Wire]:
    ground, vein = (brief.shade(c) for c in _MARBLES[brief.pick(len(_MARBLES))])
    bent = spots.scaled(0.45).stretched((1.0, 1.0, brief.vary(0.5, 1.0))).warped(brief.vary(0.5, 0.9), 0.9, 4)
    wide = bent.noise(name="veins").absolute().step(0.0, 0.09).complement()
    fine = spots.scaled(0.9).warped(0.6, 1.1, 3).noise(name="hairVeins").absolute().step(0.0, 0.04).complement()
    clouds = spots.scaled(0.35).fractal(5, name="clouds").step(-0.5, 0.6)
    cloudy = clouds.tinted(turned(ground, lightness=-0.07), ground, name="clouded")
    share = (wide * 0.85 + fine * 0.5).between(0.0, 0.95)
    return share.tinted(cloudy, vein, name="veined"), mean_colour((0.85, ground), (0.15, vein)), share


def _bedded(brief: Brief, spots: Wire) -> tuple[Wire, Rgb, Wire]:
    near, far = (brief.shade(c) for c in _STRATA[brief.pick(len(_STRATA))])
    bent = spots.scaled(0.6).warped(0.35, 0.5, 3)
    level = bent.component(2) + bent.component(1) + bent.component(0) * brief.vary(-0.4, 0.4)
    layers = combine3(level * 1.6, bent.component(0) * 0.12, bent.component(1) * 0.12).fractal(5, name="bedding")
    thin = combine3(level * 7.0 + layers, 0.5, 0.5).noise(name="laminae") * 0.3
    share = (layers + thin).step(-0.5, 0.5)
    pits = (
        combine3(bent.component(0) * 6.0, level * 12.0, bent.component(1) * 6.0).noise(name="pits").step(0.42, 0.5)
    )
    body = (pits * 0.7).tinted(share.tinted(near, far, name="beds"), darker(far, 0.45), name="bedded")
    return body, mean_colour((0.5, near), (0.5, far)), pits


def _crystals(brief: Brief, spots: Wire) -> tuple[Wire, Rgb, Wire]:
    ground, mica, feldspar = (brief.shade(c) for c in _GRANITES[brief.pick(len(_GRANITES))])
    kind = spots.scaled(brief.vary(6.0, 9.0)).warped(0.5, 1.3).worley_cell(name="crystals")
    pale = kind.component(0).step(0.50, 0.53).tinted(ground, feldspar, name="pale")
    clouds = spots.scaled(0.7).fractal(3, name="clouds") * 0.12
    body = (kind.component(1) + clouds).step(0.70, 0.74).tinted(pale, mica, name="crystalline")
    return body, mean_colour((0.40, ground), (0.28, mica), (0.32, feldspar)), kind.component(2)


def concrete_wear(surface: Surface) -> Painted:
    """Cast panels gone old: cloudy stains, runs below the joints, pores, cracks and broken skin."""
    brief = surface.brief
    worn_share = brief.number("wear_fraction")
    base = brief.shade(_CEMENTS[brief.pick(len(_CEMENTS))])
    panel_m = brief.vary(0.7, 1.3)
    flat = surface.plane(panel_m, "panels")
    at = surface.spots(1.0, "concreteUnit")
    clouds = at.scaled(3.2).warped(0.4, 1.0).fractal(6, name="stains").step(-0.45, 0.45)
    runs = at.stretched((14.0, 14.0, 1.1)).fractal(4, name="runs").step(0.55 - 0.9 * worn_share, 0.75)
    sand = at.scaled(260.0).fractal(2, name="sand")
    hole = at.scaled(brief.vary(38.0, 60.0))
    pores = (hole.worley(name="airHoles") - hole.scaled(0.5).noise().step(0.0, 0.7) * 0.26).step(0.0, 0.05)
    web = at.scaled(brief.vary(1.6, 2.4)).warped(0.35, 2.2, 4).worley_pair(name="cracks")
    field = at.scaled(0.9).warped(0.3, 1.0).fractal(5, name="decay")
    crack = (web.component(1) - web.component(0)).step(0.002, 0.016) + field.step(
        0.45 - 0.9 * worn_share, 0.5 - 0.9 * worn_share
    ).complement()
    skin = at.scaled(2.4).warped(0.5, 1.4).fractal(6, name="skin")
    broken = skin.step(0.62 - 0.75 * worn_share, 0.66 - 0.75 * worn_share, name="broken")
    pebble = at.scaled(95.0).warped(0.25, 0.9)
    tone = pebble.worley_cell(name="aggregate").component(0)
    apart = pebble.worley_pair(name="aggregateGap")
    gravel = (apart.component(1) - apart.component(0)).step(0.04, 0.34)
    stones = tone.tinted(darker(base, 0.75), turned(base, lightness=0.06, chroma=2.0, hue_deg=-15.0))
    rough_body = gravel.tinted(darker(base, 0.55), stones, name="gravel")
    toned = clouds.tinted(darker(base, 0.70), darker(base, 1.25), name="cement")
    streaked = (runs * brief.vary(0.25, 0.55)).tinted(toned, darker(base, 0.42), name="streaked")
    grained = (sand * 0.5 + 0.5).tinted(streaked.scaled(0.86), streaked, name="sanded")
    whole = (pores * crack.between(0.0, 1.0)).tinted(darker(base, 0.16), grained, name="pitted")
    joint = (from_edges(flat.u).minimum(from_edges(flat.v)) * panel_m).step(0.002, 0.005, name="panelJoint")
    body = joint.tinted(darker(base, 0.2), broken.tinted(whole, rough_body, name="spalled"), name="body")
    height = (pores * 0.004 + crack.between(0.0, 1.0) * 0.003 + joint * 0.006) - broken * 0.007
    height = height + sand * 0.0004 + gravel * broken * 0.006
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats(
                {
                    "specular_roughness": clouds.mixed(0.92, 0.72),
                    "specular": 0.35,
                    "diffuse_roughness": 0.4,
                }
            ),
            **vectors({"normal": flat.relief(height / panel_m, 1.0)}),
        },
        colour=darker(base, 0.9),
    )


def wall_surface(surface: Surface) -> Painted:
    """Painted plaster: the roller's stipple, dirt that gathers, and chips down to an older coat."""
    brief = surface.brief
    worn_share = brief.number("wear_fraction")
    paint = turned(brief.colour, chroma=brief.vary(0.6, 1.1), lightness=brief.vary(-0.02, 0.06))
    older = turned(paint, lightness=brief.vary(-0.2, 0.12), hue_deg=brief.vary(70.0, 250.0), chroma=0.7)
    plaster = brief.shade((0.80, 0.020, 82.0), lightness=0.06)
    flat = surface.plane(0.1, "wall")
    at = surface.spots(1.0, "wallUnit")
    stipple = at.scaled(150.0).fractal(2, name="rollerMarks")
    passes = at.stretched((5.5, 5.5, 0.8)).noise(name="passes")
    field = at.scaled(brief.vary(2.2, 3.4)).warped(0.35, 1.5).fractal(7, name="flaking")
    level = 0.62 - 0.80 * worn_share
    chipped = field.step(level, level + 0.012, name="chips")
    deep = field.step(level + 0.10, level + 0.112, name="deepChips")
    dirt = at.scaled(1.5).fractal(6, name="dirt").step(-0.15, 0.7) * (0.25 + 0.6 * worn_share)
    hairs = at.scaled(1.7).warped(0.3, 2.5, 4).worley_pair(name="hairCracks")
    crack = (hairs.component(1) - hairs.component(0)).step(0.0, 0.002 + 0.012 * worn_share)
    coat = (passes * 0.5 + 0.5).tinted(darker(paint, 0.92), darker(paint, 1.05), name="rolled")
    soiled = dirt.tinted(coat, (paint[0] * 0.42, paint[1] * 0.38, paint[2] * 0.32), name="soiled")
    cracked = crack.tinted(darker(paint, 0.4), soiled, name="crackle")
    under = deep.tinted(older, stipple.step(-0.6, 0.6).tinted(darker(plaster, 0.75), plaster), name="undercoat")
    body = chipped.tinted(cracked, under, name="body")
    height = stipple * 0.0006 - chipped * 0.0016 - deep * 0.003 + crack * 0.001 + passes * 0.0004
    rough = brief.vary(0.35, 0.62)
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats({"specular_roughness": chipped.mixed(rough, 0.88), "specular": 0.6}),
            **vectors({"normal": flat.relief(height / 0.1, 1.0)}),
        },
        colour=paint,
    )


def floor_tiles(surface: Surface) -> Painted:
    """Laid tiles: square, in running bond or chequered; no two of one tone, in grout."""
    brief = surface.brief
    size_m = brief.number("tile_size_m")
    flat = surface.plane(size_m, "tiles")
    bond = brief.pick(3)
    row = flat.v.floor()
    across = flat.u + row.modulo(2.0) * 0.5 if bond == 1 else flat.u
    column = across.floor()
    tile = combine3(column, row, 0.5).cell(name="tile")
    glaze = turned(brief.colour, chroma=brief.vary(0.1, 0.75), lightness=brief.vary(-0.1, 0.15))
    second = turned(glaze, lightness=-0.22 if glaze[1] > 0.2 else 0.3, chroma=0.6) if bond == 2 else glaze
    cloud_unit = surface.spots(size_m * 0.8, "glazeUnit")
    offset = combine3(tile * 31.0, tile * 17.0, tile * 11.0)
    clouds = (cloud_unit + offset).warped(0.5, 1.2).fractal(5, name="mottle").step(-0.5, 0.5)
    kind = (column + row).modulo(2.0).above(0.5, 1.0, 0.0)
    ground = kind.tinted(glaze, second, name="chequer") if bond == 2 else glaze
    mottled = (clouds * brief.vary(0.25, 0.9)).tinted(ground, turned(glaze, lightness=-0.14), name="mottled")
    toned = mottled.scaled(tile * brief.vary(0.12, 0.4) + 0.8)
    half = brief.vary(0.002, 0.005)
    edge_m = from_edges(across).minimum(from_edges(flat.v)) * size_m
    laid = edge_m.step(half, half + 0.0012, name="grout")
    pillow = edge_m.step(half, half + 0.006)
    cement = brief.shade((brief.vary(0.35, 0.85), 0.008, 80.0))
    grit = surface.spots(0.004, "gritUnit").fractal(2, name="grit")
    jointed = (grit * 0.5 + 0.5).tinted(darker(cement, 0.7), cement, name="cement")
    lean = (tile * 5.7).fract().mixed(-0.010, 0.010)
    tilt = flat.u.fract() * lean + flat.v.fract() * ((tile * 9.3).fract().mixed(-0.010, 0.010))
    height = pillow * (0.003 / size_m) + tilt * laid + clouds * (0.0004 / size_m) + grit * (0.0004 / size_m)
    rough = brief.vary(0.08, 0.45)
    return Painted(
        inputs={
            **colours({"base_color": laid.tinted(jointed, toned, name="body")}),
            **floats({"specular_roughness": laid.mixed(0.9, rough), "specular": laid.mixed(0.3, 1.0)}),
            **vectors({"normal": flat.relief(height, 1.0)}),
        },
        colour=mean_colour((0.93, glaze), (0.07, cement)),
    )


def ground_terrain(surface: Surface) -> Painted:
    """A path: crumbly earth, stones in two sizes half sunk into it, straw and damp hollows."""
    brief = surface.brief
    size_m = brief.number("feature_size_m")
    earth, rock = (brief.shade(c) for c in _SOILS[brief.pick(len(_SOILS))])
    flat = surface.plane(size_m, "ground")
    at = surface.spots(size_m, "stoneSize")
    lumps = at.scaled(0.35).fractal(6, name="lumps")
    crumbs = at.scaled(5.0).fractal(3, name="crumbs")
    height, body = lumps * 0.45 + crumbs * 0.05, _earth(earth, lumps, crumbs)
    for number, (scale, share) in enumerate(((1.0, brief.vary(0.25, 0.6)), (2.6, brief.vary(0.3, 0.7)))):
        placed = at.scaled(scale).warped(0.22, 1.6, 2).moved((3.7 * number, 1.3, 0.0))
        pair, cell = placed.worley_pair(name="stones"), placed.worley_cell(name="stoneOf")
        gap = (pair.component(1) - pair.component(0)).step(0.02, 0.16)
        there = cell.component(0).step(1.0 - share, 1.0 - share + 0.01, name="there")
        dome = (pair.component(0) * pair.component(0)).complement().root() * gap
        mask = (dome * there + lumps * 0.15).step(0.28, 0.40, name="stoneMask")
        grey = cell.component(1).tinted(darker(rock, 0.6), darker(rock, 1.35), name="stoneTint")
        dusty = (dome.step(0.4, 0.9)).tinted(_mid(earth, rock), grey, name="dusty").scaled(dome * 0.75 + 0.30)
        body = mask.tinted(body, dusty, name="bedded")
        height = height + mask * dome * (0.8 / scale)
    straw = at.stretched((7.0, 7.0, 7.0)).warped(0.4, 0.3, 2).stretched((1.0, 0.08, 0.08)).noise(name="litter")
    fallen = straw.step(0.50, 0.56) * brief.vary(0.0, 0.9)
    straw_colour = brief.shade((0.66, 0.07, 82.0), lightness=0.08)
    damp = at.scaled(0.22).fractal(3, name="damp").step(0.0, 0.5) * brief.vary(0.2, 1.0)
    return Painted(
        inputs={
            **colours({"base_color": fallen.tinted(body.scaled(damp * -0.45 + 1.0), straw_colour, name="body")}),
            **floats({"specular_roughness": damp * -0.35 + 0.92, "specular": 0.4}),
            **vectors({"normal": flat.relief(height + fallen * 0.05, 0.9)}),
        },
        colour=mean_colour((0.6, earth), (0.4, rock)),
    )


def _earth(earth: Rgb, lumps: Wire, crumbs: Wire) -> Wire:
    broad = lumps.step(-0.5, 0.5).tinted(darker(earth, 0.55), darker(earth, 1.15), name="earth")
    return crumbs.step(-0.4, 0.5).tinted(broad.scaled(0.6), broad, name="crumbled")


def _mid(first: Rgb, second: Rgb) -> Rgb:
    return mean_colour((0.5, first), (0.5, second))

"""Stylised textures: what a painter, a draughtsman or a game artist makes of a surface."""

from __future__ import annotations

import math

from assets.looks.networks.frames import normal
from assets.looks.networks.painting import Brief, Painted, colours, floats, mean_colour, vectors
from assets.looks.networks.wires import Vector, Wire, combine2, combine3
from assets.looks.painters.textures.surface import Surface, darker, from_edges, rotated, turned
from colorimetry.oklch import Rgb, albedo_from_oklch

_PAPERS = ((0.94, 0.012, 90.0), (0.92, 0.020, 82.0), (0.95, 0.004, 250.0), (0.88, 0.030, 80.0))
_INKS = ((0.25, 0.010, 60.0), (0.27, 0.030, 260.0), (0.30, 0.045, 40.0), (0.32, 0.004, 90.0))


def flat_color(surface: Surface) -> Painted:
    """One colour, one gloss, no relief."""
    brief = surface.brief
    colour = albedo_from_oklch(brief.vary(0.50, 0.80), brief.vary(0.09, 0.17), brief.number("hue_deg"))
    return _matt(colour, colour, roughness=brief.vary(0.55, 0.95))


def cel_shaded(surface: Surface) -> Painted:
    """Tones in steps by the angle to a light that is painted in, with a hard highlight and a darkened rim."""
    brief = surface.brief
    count = round(brief.number("tone_count"))
    facing = normal(brief.graph)
    azimuth, height = math.radians(brief.vary(-70.0, 70.0)), math.radians(brief.vary(25.0, 55.0))
    light: Vector = (
        math.sin(azimuth) * math.cos(height),
        -math.cos(azimuth) * math.cos(height),
        math.sin(height),
    )
    lit = facing.along(light)
    base = turned(brief.colour, chroma=1.25)
    low, high = brief.vary(-0.30, -0.05), brief.vary(0.45, 0.70)
    first = turned(base, lightness=-0.30, chroma=0.9, hue_deg=brief.vary(-35.0, 35.0))
    tone: Rgb | Wire = first
    for step in range(1, count):
        share = step / (count - 1)
        limit = low + (high - low) * (step - 1) / max(count - 2, 1)
        next_tone = turned(base, lightness=-0.30 + 0.36 * share)
        tone = lit.step(limit, limit + 0.012, name="toneEdge").tinted(tone, next_tone, name="celTone")
    shine = lit.step(0.955, 0.960, name="shineEdge") * float(brief.pick(2))
    body = shine.tinted(tone, darker(turned(base, lightness=0.28, chroma=0.3), 1.1), name="celPaint")
    return _matt(body, mean_colour((0.5, base), (0.5, first)), roughness=0.95)


def cartoon(surface: Surface) -> Painted:
    """Outlined stones or planks in a few flat tones, each with a flat shade and a mark or two."""
    brief = surface.brief
    count = round(brief.number("tone_count"))
    size_m = brief.vary(0.10, 0.20)
    flat = surface.plane(size_m, "cartoon")
    ink = brief.shade(_INKS[brief.pick(len(_INKS))])
    base = turned(brief.colour, chroma=1.3)
    wobble = combine2(flat.u * 0.8, flat.v * 0.8).noise_in_plane(name="wobble") * 0.14
    line = brief.vary(0.045, 0.075)
    if brief.pick(2):
        row = (flat.v * 1.6 + wobble).floor()
        across = flat.u * 0.8 + row * 0.37 + wobble
        column = across.floor()
        up = flat.v * 1.6 + wobble
        inside = from_edges(across).minimum(from_edges(up))
        which = combine3(column, row, 0.5).cell(name="stoneOf")
        shade = up.fract()
    else:
        place = combine3(flat.u + wobble, flat.v + wobble, flat.u * 0.0)
        pair = place.worley_pair(jitter=0.8, name="stones")
        inside = (pair.component(1) - pair.component(0)) * 0.8
        which = place.worley_cell(jitter=0.8, name="stoneOf").component(0)
        shade = inside * 1.8
    tone: Rgb | Wire = turned(base, lightness=-0.10)
    for step in range(1, count):
        next_tone = turned(
            base, lightness=-0.10 + 0.24 * step / max(count - 1, 1), hue_deg=brief.vary(-25.0, 25.0)
        )
        tone = which.step(step / count, step / count + 1e-5).tinted(tone, next_tone, name="flatTone")
    assert isinstance(tone, Wire)
    shaded = shade.step(0.22, 0.235, name="flatShade").tinted(tone.scaled(0.68), tone, name="shaded")
    tick = combine2(flat.u * 3.1, flat.v * 9.3).noise_in_plane(name="ticks").step(0.58, 0.60)
    marked = (tick * inside.step(0.12, 0.13)).tinted(shaded, tone.scaled(0.6), name="marked")
    body = inside.step(line, line + 0.012, name="outline").tinted(ink, marked, name="cartoonInk")
    return _matt(body, base, roughness=0.9)


def low_poly(surface: Surface) -> Painted:
    """Facets of flat tone, each turned another way, with no line between them."""
    brief = surface.brief
    facet, drift, relief = _facets(surface) if surface.on_set else _cut_facets(surface)
    share = (facet * 0.55 + drift + 0.25).between(0.0, 1.0)
    base = turned(brief.colour, chroma=1.15)
    spread = brief.vary(0.16, 0.30)
    dark = turned(base, lightness=-spread, hue_deg=brief.vary(-25.0, 25.0))
    body = share.tinted(dark, turned(base, lightness=spread * 0.7), name="facetTone")
    return _matt(body, base, roughness=brief.vary(0.5, 0.9), relief=relief)


def _facets(surface: Surface) -> tuple[Wire, Wire, Wire]:
    """(random number of the facet, slow drift, normal) of triangles on a plane, each tilted a little."""
    brief = surface.brief
    size_m = brief.number("facet_size_m")
    flat = surface.plane(size_m, "facets")
    u, v = rotated(flat.u, flat.v, brief.vary(0.0, 60.0))
    lean, row = u + v * brief.vary(0.25, 0.75), v * brief.vary(0.75, 1.3)
    column, line = lean.floor(), row.floor()
    upper = (lean.fract() + row.fract()).step(0.9985, 1.0015, name="facetEdge")
    facet = combine3(column, line, upper + 0.5).cell(name="facet")
    drift = combine3(column * 0.13, line * 0.13, 0.5).noise(name="facetDrift") * 0.5
    tilt = combine3(facet - 0.5, (facet * 17.31).fract() - 0.5, (facet * 41.7).fract() - 0.5)
    return facet, drift, (flat.normal + tilt.scaled(brief.vary(0.15, 0.35))).unit()


def _cut_facets(surface: Surface) -> tuple[Wire, Wire, Wire]:
    """The same of a round body: its normals gathered into few, as if it were made of so many polygons."""
    brief = surface.brief
    axes = _turned_axes(brief)
    steps = brief.vary(2.6, 3.8)
    facing = normal(brief.graph)
    along = [facing.along(axis) * steps for axis in axes]
    middle = combine3(*(part.floor() + 0.5 for part in along))
    facet = middle.cell(name="facet")
    drift = middle.scaled(0.4).noise(name="facetDrift") * 0.3
    columns: list[Vector] = [(axes[0][i], axes[1][i], axes[2][i]) for i in range(3)]
    return facet, drift, combine3(*(middle.along(column) for column in columns)).unit()


def _turned_axes(brief: Brief) -> tuple[Vector, Vector, Vector]:
    """Three axes at right angles, lying anyhow."""
    a, b = math.radians(brief.vary(20.0, 70.0)), math.radians(brief.vary(20.0, 70.0))
    ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
    return (ca, sa, 0.0), (-sa * cb, ca * cb, sb), (sa * sb, -ca * sb, cb)


def pixel_art(surface: Surface) -> Painted:
    """Square texels in a few colours: bricks, grass or water as a sprite sheet has them."""
    brief = surface.brief
    texel_m = brief.number("texel_size_m")
    flat = surface.plane(texel_m, "texels")
    x, y = flat.u.floor(), flat.v.floor()
    base = turned(brief.colour, chroma=1.4)
    tones = [
        turned(base, lightness=shift, hue_deg=turn)
        for shift, turn in ((-0.24, 24.0), (-0.10, 10.0), (0.02, 0.0), (0.13, -12.0))
    ]
    speck = combine3(x, y, 0.5).cell(name="texel")
    kind = brief.pick(3)
    if kind == 0:  # bricks, 8 by 4 texels
        row = (y / 4.0).floor()
        u, v = (x + row.modulo(2.0) * 4.0).modulo(8.0), y.modulo(4.0)
        joint = u.above(0.5, 1.0, 0.0) * v.above(0.5, 1.0, 0.0)
        light = v.above(2.5, 1.0, 0.0).maximum(speck.above(0.82, 0.6, 0.0))
        level = joint * (light * 0.34 + 0.36)
    elif kind == 1:  # tufts
        tuft = combine3((x / 2.0).floor(), (y / 3.0).floor(), 0.5).cell(name="tuft")
        level = (tuft * 0.55 + speck * 0.40).between(0.0, 0.99)
    else:  # waves, in ordered dither
        wave = ((x * 0.35 + (y * 0.22).sin() * 2.0).sin() * 0.35) + (y * 0.18).sin() * 0.3 + 0.5
        dither = (x + y).modulo(2.0) * 0.16 - 0.08
        level = (wave + dither).between(0.0, 0.99)
    body: Rgb | Wire = tones[0]
    for step, tone in enumerate(tones[1:], start=1):
        body = level.above(step * 0.25, 1.0, 0.0).tinted(body, tone, name="texelTone")
    return _matt(body, base, roughness=0.9)


def sketch(surface: Surface) -> Painted:
    """Pencil or ink on paper: hatching that thickens and crosses where it is dark, and loose outlines."""
    brief = surface.brief
    spacing_m = brief.number("line_spacing_m")
    paper, ink = (brief.shade(c) for c in (_PAPERS[brief.pick(len(_PAPERS))], _INKS[brief.pick(len(_INKS))]))
    flat = surface.plane(spacing_m, "hatching")
    at = surface.spots(spacing_m, "sketchUnit")
    dark = at.scaled(0.06).warped(0.4, 0.9).fractal(3, name="shadeField").step(-0.45, 0.5)
    pressure = at.scaled(0.5).noise(name="pressure") * 0.10
    angle = brief.vary(20.0, 70.0)
    drawn: Wire | None = None
    for layer, threshold in enumerate((0.0, 0.48, 0.78)):
        u, v = rotated(flat.u, flat.v, angle + 62.0 * layer + brief.vary(-8.0, 8.0))
        bent = u + combine2(u * 0.08, v * 0.08).noise_in_plane(name="hand") * 1.1
        broken = combine2(bent.floor() * 3.7, v * 0.12).noise_in_plane(name="lifts").step(-0.35, -0.15)
        width = (dark - threshold) * 0.30 + pressure
        line = (from_edges(bent) - width).step(0.0, 0.05, name="strokes").complement() * broken
        drawn = line if drawn is None else drawn.maximum(line)
    assert drawn is not None
    contour = (
        (dark - 0.5)
        .absolute()
        .step(0.004, 0.012)
        .complement()
        .maximum((dark - 0.8).absolute().step(0.004, 0.010).complement())
    )
    grain = at.scaled(5.0).fractal(2, name="paperGrain")
    graphite = drawn.maximum(contour) * (grain * 0.5 + 0.80).between(0.0, 1.0)
    ground = (grain * 0.5 + 0.5).tinted(darker(paper, 0.95), paper, name="paper")
    body = (graphite * 0.92).tinted(ground, ink, name="sketchInk")
    return _matt(body, darker(paper, 0.75), roughness=0.95)


def watercolor(surface: Surface) -> Painted:
    """Washes laid over one another: pigment that gathers at their edges, blooms, and the paper's tooth."""
    brief = surface.brief
    bloom_share = brief.number("bloom_fraction")
    paper = brief.shade(_PAPERS[brief.pick(len(_PAPERS))], chroma=0.004)
    at = surface.spots(brief.vary(0.16, 0.34), "washUnit")
    tooth = at.scaled(60.0).fractal(3, name="tooth")
    body: Rgb | Wire = paper
    hue = brief.vary(22.0, 60.0) * (1.0 if brief.pick(2) else -1.0)
    pigments = [turned(brief.colour, chroma=1.5, lightness=0.06, hue_deg=hue * n) for n in (0.0, 1.0, -0.8)]
    for number, pigment in enumerate(pigments):
        place = at.scaled(1.0 + 0.35 * number).moved((5.0 * number, 2.0, 7.0)).warped(0.45, 1.2, 5)
        field = place.noise(name="wash")
        inside = field.step(-0.16, -0.13)
        edge = (field + 0.10).absolute().step(0.0, 0.075).complement() * inside
        flow = place.scaled(0.9).fractal(5, name="flow").step(-0.6, 0.7)
        strength = inside * (flow * 0.35 + 0.28) + edge * 0.40 + tooth * 0.10 * inside
        body = strength.between(0.0, 0.95).tinted(body, pigment, name="washed")
    assert isinstance(body, Wire)
    spread = at.scaled(1.1).warped(0.35, 2.6, 5).worley(name="bloomShape")
    radius = 0.12 + 0.45 * bloom_share
    inside = spread.step(radius, radius + 0.03, name="bloomRim").complement()
    rim = (spread - radius).absolute().step(0.0, 0.05).complement()
    paled = (inside * 0.55).tinted(body, turned(paper, lightness=-0.03), name="bloom")
    rimmed = (rim * 0.45).tinted(paled, darker(pigments[0], 0.6), name="bloomEdge")
    return _matt(
        rimmed,
        mean_colour((0.5, paper), (0.5, pigments[0])),
        roughness=0.95,
        relief=surface.plane(0.01, "paper").relief(tooth, 0.05),
    )


def oil_paint(surface: Surface) -> Painted:
    """Loaded strokes laid every which way: bristle ridges, colour broken from stroke to stroke, a wet gloss."""
    brief = surface.brief
    size_m = brief.number("stroke_size_m")
    flat = surface.plane(size_m, "oil")
    base = turned(brief.colour, chroma=1.3)
    tones = [
        turned(base, lightness=-0.20, hue_deg=brief.vary(-60.0, 60.0)),
        base,
        turned(base, lightness=0.16, hue_deg=brief.vary(-40.0, 40.0), chroma=0.9),
    ]
    body, height = _strokes(brief, flat.u, flat.v, tones, layers=2, ridges=1.0)
    return _matt(
        body,
        base,
        roughness=brief.vary(0.16, 0.32),
        specular=1.0,
        relief=flat.relief(height, brief.vary(0.28, 0.45)),
    )


def hand_painted(surface: Surface) -> Painted:
    """A game artist's brush: stones with light and shade painted in, soft dabs, warm light and cool dark."""
    brief = surface.brief
    size_m = brief.number("stroke_size_m")
    flat = surface.plane(size_m, "brush")
    base = turned(brief.colour, chroma=1.1)
    cool = turned(base, lightness=-0.19, hue_deg=28.0)
    warm = turned(base, lightness=0.18, hue_deg=-22.0, chroma=0.9)
    form = brief.vary(3.2, 5.0)
    u, v = flat.u / form, flat.v / form
    wobble_u = combine2(u * 2.2, v * 2.2).noise_in_plane(name="daub") * 0.16
    row = (v + wobble_u).floor()
    across = u * 0.62 + row * 0.41 + wobble_u
    up = (v + wobble_u).fract()
    edge = from_edges(across).minimum(from_edges(v + wobble_u))
    lit = (up * 0.9 - across.fract() * 0.25).step(0.0, 0.9, name="paintedLight")
    tone = combine3(across.floor(), row, 0.5).cell(name="daubTone") * 0.35 - 0.17
    _, dabs = _strokes(brief, flat.u, flat.v, [cool, base, warm], layers=1, ridges=0.2)
    value = (lit * 0.70 + tone + dabs * 0.34 + 0.08).between(0.0, 1.0)
    painted = value.step(0.0, 0.55).tinted(cool, base, name="shadeTone")
    bright = value.step(0.5, 1.0).tinted(painted, warm, name="lightTone")
    other = combine3(row, across.floor(), 2.5).cell(name="stoneHue") * 0.3
    varied = other.tinted(bright, turned(base, hue_deg=48.0, lightness=0.04), name="stoneTone")
    rim = edge.step(0.02, 0.10, name="softEdge")
    body = rim.tinted(turned(cool, lightness=-0.07), varied, name="handPaint")
    glint = (edge.step(0.07, 0.11) * edge.step(0.12, 0.17).complement() * up.step(0.6, 0.85)) * 0.7
    return _matt(glint.tinted(body, turned(warm, lightness=0.12, chroma=0.6), name="glint"), base, roughness=0.8)


def gradient_map(surface: Surface) -> Painted:
    """A grey pattern whose tones are looked up in a ramp of bold colours."""
    brief = surface.brief
    count = round(brief.number("color_count"))
    at = surface.spots(brief.vary(0.12, 0.35), "rampUnit")
    match brief.pick(3):
        case 0:
            grey = at.warped(brief.vary(0.3, 0.9), 0.7, 4).fractal(5, name="grey").step(-0.55, 0.55)
        case 1:
            grey = (at.warped(0.8, 0.6, 3).noise(name="grey") * 5.0).sin() * 0.5 + 0.5
        case _:
            grey = at.warped(0.3, 0.9, 3).worley(name="grey").step(0.0, 1.0)
    hue, turn = brief.vary(0.0, 360.0), brief.vary(75.0, 110.0) * (1.0 if brief.pick(2) else -1.0)
    stops = [
        albedo_from_oklch(0.42 + 0.42 * n / (count - 1), 0.15 - 0.03 * n / count, hue + turn * n)
        for n in range(count)
    ]
    body: Rgb | Wire = stops[0]
    for n, stop in enumerate(stops[1:]):
        share = grey.ramp(n / (count - 1), (n + 1) / (count - 1), name="stop")
        body = share.tinted(body, stop, name="ramp")
    return _matt(body, stops[count // 2], roughness=brief.vary(0.35, 0.9))


def _strokes(brief: Brief, u: Wire, v: Wire, tones: list[Rgb], *, layers: int, ridges: float) -> tuple[Wire, Wire]:
    """(colour, height) of layers of strokes, each stroke a cell of bristle marks with a tone of its own."""
    body: Wire | None = None
    height: Wire | None = None
    for layer in range(layers):
        turn = brief.vary(0.0, 180.0)
        a, b = rotated(u, v, turn)
        flow = combine2(a * 0.12 + 9.0 * layer, b * 0.12).noise_in_plane(name="sweep")
        a, b = a + flow * 2.5, b - flow * 2.5
        row = (b * 1.6).floor()
        along = a * 0.45 + combine2(row, row * 0.0).cell_in_plane(name="strokeStart")
        stroke = combine3(along.floor(), row, 1.5 + layer).cell(name="stroke")
        side, end = (b * 1.6).fract(), along.fract()
        bristle = combine2(b * 14.0, a * 0.5).noise_in_plane(name="bristles")
        ragged = end + bristle * 0.10
        mask = (
            ragged.step(0.03, 0.07) * ragged.step(0.90, 0.99).complement() * from_edges(b * 1.6).step(0.02, 0.10)
        )
        there = mask * stroke.step(0.35 * layer, 0.35 * layer + 0.01)
        mixed = stroke * 0.8 + bristle * 0.22
        low = mixed.step(0.1, 0.5).tinted(tones[0], tones[1], name="pigment")
        paint = mixed.step(0.45, 0.95).tinted(low, tones[2], name="impasto")
        ridge = (bristle * 0.35 * ridges + (side - 0.5).absolute() * 0.5 * ridges + 0.4) * (end * -0.35 + 1.0)
        body = paint if body is None else there.tinted(body, paint, name="laid")
        height = ridge if height is None else there.mixed(height, ridge + stroke * 0.25)
    assert body is not None
    assert height is not None
    return body, height


def _matt(
    body: Wire | Rgb, mean: Rgb, *, roughness: float, specular: float = 0.4, relief: Wire | None = None
) -> Painted:
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats({"specular_roughness": roughness, "specular": specular}),
            **(vectors({"normal": relief}) if relief is not None else {}),
        },
        colour=mean,
    )

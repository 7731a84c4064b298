"""Surfaces of bodies: worked metal, woven cloth, leather and skin."""

from __future__ import annotations

from assets.looks.networks.painting import Oklch, Painted, colours, floats, mean_colour, vectors
from assets.looks.networks.wires import Wire, combine2
from assets.looks.painters.textures.surface import Surface, darker, rotated, turned
from colorimetry.metals import published_metals

_METALS = ("steel", "iron", "aluminum", "titanium", "copper", "brass", "bronze")
_HIDES: tuple[Oklch, ...] = (
    (0.50, 0.085, 52.0), (0.42, 0.060, 45.0), (0.26, 0.012, 60.0), (0.62, 0.085, 62.0), (0.38, 0.110, 25.0),
    (0.50, 0.040, 75.0), (0.36, 0.045, 150.0), (0.34, 0.055, 255.0), (0.80, 0.030, 80.0),
)  # fmt: skip
_SKINS: tuple[Oklch, ...] = (
    (0.84, 0.045, 50.0), (0.77, 0.060, 52.0), (0.68, 0.070, 55.0), (0.57, 0.070, 52.0), (0.46, 0.055, 48.0),
    (0.37, 0.040, 45.0),
)  # fmt: skip


def metal_surface(surface: Surface) -> Painted:
    """Sheet metal in use: scratches in every direction, shallow dents, smears and polish."""
    brief = surface.brief
    density = brief.number("scratch_density")
    metal = published_metals()[_METALS[brief.pick(len(_METALS))]]
    flat = surface.plane(0.01, "sheet")
    at = surface.spots(0.01, "metalUnit")
    grooves: Wire | None = None
    for layer in range(4):
        u, v = rotated(flat.u, flat.v, brief.vary(0.0, 180.0))
        wide, long = brief.vary(1.6, 3.2), brief.vary(0.04, 0.10)
        lines = combine2(u * wide + 17.0 * layer, v * long).noise_in_plane(name="scoring")
        width = 0.014 + 0.075 * density
        line = lines.absolute().step(width * 0.3, width, name="grooves").complement()
        patch = at.scaled(0.16).moved((5.0 * layer, 0.0, 3.0)).fractal(2, name="handled")
        gated = line * patch.step(0.25 - 0.6 * density, 0.45 - 0.6 * density)
        grooves = gated if grooves is None else grooves.maximum(gated)
    assert grooves is not None
    dents = at.scaled(brief.vary(0.10, 0.22)).warped(0.4, 0.8).noise(name="dents").step(0.15, 0.65)
    smear = at.scaled(0.12).warped(0.7, 0.7).fractal(5, name="smears").step(-0.35, 0.5)
    polished, dull = brief.vary(0.10, 0.2), brief.vary(0.32, 0.5)
    grimy = (smear.complement() * brief.vary(0.1, 0.5)).tinted(metal.f0, darker(metal.f0, 0.55), name="grime")
    body = (grooves * 0.45).tinted(grimy, darker(metal.f0, 1.12), name="body")
    height = grooves * -0.045 - dents * 0.9
    return Painted(
        inputs={
            **colours({"base_color": body, "specular_color": metal.edge}),
            **floats(
                {"base": 1.0, "metalness": 1.0, "specular_roughness": smear.mixed(dull, polished) + grooves * 0.18}
            ),
            **vectors({"normal": flat.relief(height, 1.0)}),
        },
        colour=metal.f0,
    )


def fabric_weave(surface: Surface) -> Painted:
    """Warp and weft in two yarns, in a plain, basket, twill or satin weave; slubs and fluff."""
    brief = surface.brief
    thread_m = brief.number("thread_spacing_m")
    flat = surface.plane(thread_m, "threads")
    at = surface.spots(thread_m, "threadUnit")
    u = flat.u + at.stretched((0.3, 0.3, 0.04)).noise(name="slubs") * 0.30
    v = flat.v + at.stretched((0.04, 0.3, 0.3)).noise(name="slubs") * 0.30
    column, row = u.floor(), v.floor()
    match brief.pick(4):
        case 0:
            warp = (column + row).modulo(2.0).above(0.5, 1.0, 0.0)
        case 1:
            warp = ((column / 2.0).floor() + (row / 2.0).floor()).modulo(2.0).above(0.5, 1.0, 0.0)
        case 2:
            warp = (column + row).modulo(4.0).above(1.5, 1.0, 0.0)
        case _:
            warp = (column + row * 2.0).modulo(5.0).above(0.5, 1.0, 0.0)
    x, y = (u.fract() - 0.5) * 2.0, (v.fract() - 0.5) * 2.0
    over = (x * x).complement().root() * ((y * y) * 0.5).complement()
    under = (y * y).complement().root() * ((x * x) * 0.5).complement()
    height = warp.mixed(under, over)
    first = turned(brief.colour, lightness=brief.vary(-0.1, 0.1))
    second = turned(
        first, lightness=brief.vary(-0.28, 0.28), hue_deg=brief.vary(-40.0, 40.0), chroma=brief.vary(0.3, 1.2)
    )
    tone = combine2(column, row * 0.0).cell_in_plane(name="warpDye") * 0.3 + 0.8
    other = combine2(row, column * 0.0).cell_in_plane(name="weftDye") * 0.3 + 0.8
    strands = combine2(u * 5.0, v * 5.0).noise_in_plane(name="strands") * 0.18 + 1.0
    yarn = warp.tinted(_times(second, other), _times(first, tone), name="yarns")
    lit = height.step(0.05, 0.85, name="weave")
    body = lit.tinted(darker(mean_colour((0.5, first), (0.5, second)), 0.18), yarn.scaled(strands), name="body")
    fluff = turned(first, lightness=0.12, chroma=0.8)
    return Painted(
        inputs={
            **colours({"base_color": body, "sheen_color": fluff}),
            **floats(
                {
                    "specular_roughness": brief.vary(0.55, 0.85),
                    "specular": 0.3,
                    "diffuse_roughness": 0.4,
                    "sheen": brief.vary(0.05, 0.35),
                    "sheen_roughness": 0.5,
                }
            ),
            **vectors({"normal": flat.relief(height + strands * 0.3, brief.vary(0.35, 0.55))}),
        },
        colour=mean_colour((0.45, first), (0.45, second), (0.1, darker(first, 0.2))),
    )


def leather_texture(surface: Surface) -> Painted:
    """Tanned hide: pebbles parted by fine creases, pores, and wear that lightens what stands out."""
    brief = surface.brief
    grain_m = brief.number("grain_scale_m")
    base = brief.shade(_HIDES[brief.pick(len(_HIDES))])
    crease = darker(base, brief.vary(0.25, 0.5))
    flat = surface.plane(grain_m, "hide")
    at = surface.spots(grain_m, "grainUnit")
    stretch = brief.vary(0.55, 1.0)
    bent = at.stretched((1.0, 1.0, stretch)).warped(brief.vary(0.2, 0.5), 0.8)
    pebbles = bent.worley_pair(jitter=brief.vary(0.75, 1.0), name="pebbles")
    gap = (pebbles.component(1) - pebbles.component(0)).step(0.0, brief.vary(0.14, 0.3), name="creases")
    folds = at.scaled(0.10).warped(0.6, 0.7).noise(name="folds").absolute().step(0.0, 0.10)
    pores = at.scaled(2.6).worley(name="pores").step(0.05, 0.22)
    wear = at.scaled(0.06).fractal(5, name="handling").step(-0.4, 0.5)
    toned = (wear * gap).tinted(base, turned(base, lightness=0.09), name="tanned")
    body = (gap * (pores * 0.45 + 0.55) * (folds * 0.3 + 0.7)).tinted(crease, toned, name="body")
    height = gap * 0.9 + folds * 1.2 + pores * 0.18 + at.scaled(0.3).noise(name="plump") * 0.4
    rough = brief.vary(0.28, 0.5)
    return Painted(
        inputs={
            **colours({"base_color": body}),
            **floats(
                {"specular_roughness": gap.mixed(rough + 0.22, rough), "specular": 0.8, "specular_IOR": 1.46}
            ),
            **vectors({"normal": flat.relief(height, 0.28)}),
        },
        colour=mean_colour((0.85, base), (0.15, crease)),
    )


def skin_pores(surface: Surface) -> Painted:
    """Skin: pores in a net of fine lines, blotches of blood under it, an oily film."""
    brief = surface.brief
    spacing_m = brief.number("pore_spacing_m")
    base = brief.shade(_SKINS[brief.pick(len(_SKINS))], lightness=0.03, chroma=0.008, hue_deg=4.0)
    flat = surface.plane(spacing_m, "skin")
    at = surface.spots(spacing_m, "poreUnit")
    bent = at.warped(0.3, 0.7)
    pores = bent.worley(jitter=0.9, name="poreDepth").step(0.10, 0.34)
    lines = at.scaled(0.75).warped(0.5, 0.6).worley_pair(name="fineLines")
    furrow = (lines.component(1) - lines.component(0)).step(0.0, 0.16)
    deep = at.scaled(0.16).warped(0.5, 0.8).worley_pair(name="deepLines")
    crossing = (deep.component(1) - deep.component(0)).step(0.0, 0.06)
    blood = at.scaled(0.045).warped(0.6, 0.9).fractal(5, name="blood").step(-0.4, 0.5)
    freckle = at.scaled(0.11).worley(name="freckles").step(0.10, 0.26).complement() * brief.vary(0.0, 0.7)
    ruddy = turned(base, lightness=-0.03, chroma=1.2, hue_deg=-12.0)
    flushed = blood.tinted(base, ruddy, name="flushed")
    spotted = freckle.tinted(flushed, turned(base, lightness=-0.14, chroma=1.3, hue_deg=4.0), name="freckled")
    body = (pores * 0.45 + furrow * 0.25 + 0.3).tinted(darker(ruddy, 0.72), spotted, name="body")
    height = pores * 0.6 + furrow * 0.55 + crossing * 0.5 + at.scaled(0.3).noise(name="plump") * 0.5
    rough = brief.vary(0.34, 0.48)
    return Painted(
        inputs={
            **colours({"base_color": body, "subsurface_color": body, "subsurface_radius": (1.0, 0.35, 0.2)}),
            **floats(
                {
                    "subsurface": 0.25,
                    "subsurface_scale": 0.003,
                    "specular_roughness": pores.mixed(rough + 0.2, rough),
                    "specular": 0.8,
                    "specular_IOR": 1.4,
                }
            ),
            **vectors({"normal": flat.relief(height, 0.30)}),
        },
        colour=base,
    )


def _times(colour: tuple[float, float, float], factor: Wire) -> Wire:
    """A constant colour times a float."""
    return factor.tinted((0.0, 0.0, 0.0), colour, name="dyed")

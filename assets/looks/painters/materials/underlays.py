"""What lies below hairs and blades, or bears leaves and flames: hide, earth, stalk, wick."""

from __future__ import annotations

from assets.looks.networks.frames import plane, position
from assets.looks.networks.painting import Brief, Inputs, Painted, colours, floats, times, vectors
from assets.looks.networks.wires import Tint, Wire
from colorimetry.oklch import Rgb

UNDERLAY = "underlay"
"""The node that each of these networks has, by which it is known."""


def pelt(brief: Brief) -> Painted:
    """Suede of a hide: short nap that lies one way here and another there."""
    spots = position(brief.graph).scaled(1.0 / 0.04)
    brushed = spots.warped(0.6, 0.8).fractal(3, name=UNDERLAY).step(-0.4, 0.45)
    nap_m = 0.0015
    nap = position(brief.graph).scaled(1.0 / nap_m).stretched((1.0, 1.0, 0.25)).noise(name="nap")
    body = (
        (brushed * 0.8 + nap * 0.3).between(0.0, 1.0).tinted(times(brief.colour, 0.62), times(brief.colour, 1.2))
    )
    painted = _matt(body, brief.colour, 0.9, plane(brief.graph, nap_m).relief(nap, 0.25))
    painted.inputs.update(floats({"fuzz_weight": 0.35, "fuzz_roughness": 0.45}))
    painted.inputs.update(colours({"fuzz_color": times(brief.colour, 1.5)}))
    return painted


def sod(brief: Brief) -> Painted:
    """Cut earth: dark crumbs, pale roots through it."""
    crumb_m = 0.006
    spots = position(brief.graph).scaled(1.0 / crumb_m)
    crumbs = spots.warped(0.4, 0.9).worley_pair(name=UNDERLAY)
    gap = (crumbs.component(1) - crumbs.component(0)).step(0.0, 0.3)
    tone = spots.scaled(0.5).fractal(3, name="earthTone").step(-0.5, 0.5)
    earth = tone.tinted(times(brief.colour, 0.7), times(brief.colour, 1.5))
    soil = gap.tinted(times(brief.colour, 0.35), earth, name="crumbly")
    thread = spots.scaled(0.22).warped(0.7, 0.9, 3).noise(name="roots").absolute().step(0.006, 0.028).complement()
    pale = brief.shade((0.70, 0.045, 80.0))
    height = gap + thread * 0.5
    body = (thread * 0.75).tinted(soil, pale, name="body")
    return _matt(body, brief.colour, 0.95, plane(brief.graph, crumb_m).relief(height, 0.5))


def stem(brief: Brief) -> Painted:
    """A green stalk: long fibres, paler ribs, redder in places."""
    green = brief.shade((0.54, 0.105, 126.0))
    cloud = position(brief.graph).scaled(1.0 / 0.03).fractal(2, name=UNDERLAY).step(0.0, 0.7)
    fibre_m = 0.0008
    fibres = position(brief.graph).scaled(1.0 / fibre_m).stretched((1.0, 1.0, 0.05)).fractal(2, name="fibres")
    ribbed = fibres.step(-0.4, 0.4).tinted(times(green, 0.68), times(green, 1.3), name="ribs")
    body = (cloud * 0.6).tinted(ribbed, (green[0] * 1.5, green[1] * 0.62, green[2]), name="body")
    painted = _matt(body, green, 0.42, plane(brief.graph, fibre_m).relief(fibres, 0.12))
    painted.inputs.update(floats({"specular_weight": 0.7}))
    return painted


def wick(brief: Brief) -> Painted:
    """Braided cotton, charred towards its top."""
    cotton = brief.shade((0.84, 0.025, 85.0))
    strand_m = 0.0012
    flat = plane(brief.graph, strand_m)
    near = ((flat.u + flat.v).fract() - 0.5).absolute()
    far = ((flat.u - flat.v).fract() - 0.5).absolute()
    braid = near.minimum(far).step(0.02, 0.30, name="braid")
    height = position(brief.graph).component(2)
    spots = position(brief.graph).scaled(1.0 / 0.004)
    rise = (height - (brief.top_m - brief.size_m)) / brief.size_m + spots.fractal(3, name="scorched") * 0.16
    char = rise.step(0.52, 0.82, name=UNDERLAY)
    woven = braid.tinted(times(cotton, 0.35), cotton, name="woven")
    body = char.tinted(woven, braid.tinted((0.012, 0.011, 0.010), (0.05, 0.045, 0.04)), name="body")
    return _matt(body, times(cotton, 0.6), 0.9, plane(brief.graph, strand_m).relief(braid, 0.35))


def _matt(body: Tint, mean: Rgb, roughness: float, relief: Wire) -> Painted:
    """A rough surface without any gloss to speak of."""
    inputs: Inputs = {
        **colours({"base_color": body}),
        **floats({"specular_roughness": roughness, "specular_weight": 0.3, "base_diffuse_roughness": 0.6}),
        **vectors({"geometry_normal": relief}),
    }
    return Painted(inputs=inputs, colour=mean)

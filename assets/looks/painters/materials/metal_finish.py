"""How plain metals leave the workshop: turned, ground, blasted, hammered or cast; the colour stays the metal's."""

from __future__ import annotations

from assets.looks.networks.frames import normal, plane, position
from assets.looks.networks.painting import Brief, Inputs, Painted, floats, vectors
from assets.looks.networks.wires import Wire, combine3, wire_node

_UP = (0.0, 0.0, 1.0)
_PLANISHED = 0.3  # of the dents' depth that is left when a vessel is smoothed


def turned(brief: Brief) -> Painted:
    """Spun on a lathe: fine rings about the upright axis."""
    lines = 1.0 / brief.vary(0.0002, 0.0005)
    point = position(brief.graph)
    rings = combine3(point.component(2) * lines, point.component(0) * 1.5, point.component(1) * 1.5)
    groove = rings.fractal(3, name="turning")
    return _finished(
        brief,
        floats({"specular_roughness": groove * (0.25 * brief.roughness) + brief.roughness}),
        plane(brief.graph, 1.0 / lines).relief(groove, brief.vary(0.08, 0.14)),
    )


def ground(brief: Brief) -> Painted:
    """Ground on a belt: short level hairlines, across which the highlight stretches."""
    lines = 1.0 / brief.vary(0.00015, 0.0003)
    point = position(brief.graph)
    level = 0.03 * lines
    strokes = combine3(point.component(2) * lines, point.component(0) * level, point.component(1) * level)
    hairline = strokes.fractal(3, name="grinding")
    facing = normal(brief.graph)
    across: Inputs = {"in1": ("vector3", _UP), "in2": ("vector3", facing.connection)}
    along = wire_node(brief.graph, "hairlines", "ND_crossproduct_vector3", "vector3", across)
    upwards = {"in1": ("vector3", facing.connection), "in2": ("vector3", along.connection)}
    tangent = wire_node(brief.graph, "upwards", "ND_crossproduct_vector3", "vector3", upwards)
    inputs = {
        **floats(
            {
                "specular_roughness": hairline * (0.35 * brief.roughness) + brief.roughness,
                "specular_anisotropy": brief.vary(0.30, 0.45),
            }
        ),
        **vectors({"tangent": tangent}),
    }
    return _finished(brief, inputs, plane(brief.graph, 1.0 / lines).relief(hairline, 0.02))


def blasted(brief: Brief) -> Painted:
    """Blasted with beads: an even satin of tiny pits."""
    pits_m = brief.vary(0.00005, 0.0001)
    pits = position(brief.graph).scaled(1.0 / pits_m).noise(name="beads")
    return _finished(brief, {}, plane(brief.graph, pits_m).relief(pits, brief.vary(0.06, 0.10)))


def hammered(brief: Brief) -> Painted:
    """Beaten by hand: shallow round dents side by side, all but smoothed where its form is finished."""
    dent_m = brief.vary(0.014, 0.022)
    distance = position(brief.graph).scaled(1.0 / dent_m).worley(jitter=0.75, name="beaten")
    depth = brief.vary(0.12, 0.24) * (_PLANISHED if brief.life_size else 1.0)
    return _finished(brief, {}, plane(brief.graph, dent_m).relief(distance * distance, depth))


def cast(brief: Brief) -> Painted:
    """Cast in sand: a grainy skin over soft hollows."""
    grain_m = brief.vary(0.0008, 0.0016)
    spots = position(brief.graph).scaled(1.0 / grain_m)
    skin = spots.fractal(3, name="castSkin") + spots.scaled(0.09).fractal(2, name="hollows") * 3.0
    return _finished(brief, {}, plane(brief.graph, grain_m).relief(skin, brief.vary(0.10, 0.18)))


def _finished(brief: Brief, inputs: Inputs, relief: Wire) -> Painted:
    return Painted(inputs={**inputs, **vectors({"normal": relief})}, colour=brief.colour)

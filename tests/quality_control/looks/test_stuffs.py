"""Stuffs are told by what a network computes: small foreign networks, right and wrong."""

from __future__ import annotations

import math

import pytest
from pxr import Usd, UsdGeom

from quality_control.measures.look_probes import sphere
from quality_control.readers.bound_looks import read_bound_looks
from quality_control.readers.surfaces.stuffs import stuff_of
from schemas.mesh import MeshData
from usd_scenes.looks import Connection, InputValue, LookNetwork, ShaderInput, ShaderNode, bind_look, define_look
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, set_labels

_STANDARD = "ND_standard_surface_surfaceshader"
_OPEN = "ND_open_pbr_surface_surfaceshader"
_PLASTIC = (0.6, 0.2, 0.1)

type Given = InputValue | Connection


class Sketch:
    """A network node by node, under names that say nothing."""

    def __init__(self) -> None:
        self.nodes: list[ShaderNode] = []

    def node(self, definition: str, output: str, **inputs: tuple[str, Given]) -> Connection:
        name = f"q{len(self.nodes)}"
        entries = tuple(ShaderInput(name=key, type=kind, value=value) for key, (kind, value) in inputs.items())
        self.nodes.append(ShaderNode(name=name, definition=definition, inputs=entries, output_type=output))
        return Connection(node=name)

    def wave(self, direction: tuple[float, float, float], length_m: float) -> Connection:
        """A cosine of the position along a direction, between -1 and 1."""
        place = self.node("ND_position_vector3", "vector3", space=("string", "world"))
        turns = tuple(2.0 * math.pi / length_m * part for part in direction)
        phase = self.node("ND_dotproduct_vector3", "float", in1=("vector3", place), in2=("vector3", turns))
        return self.node("ND_cos_float", "float", **{"in": ("float", phase)})

    def float_of(self, kind: str, first: Given, second: Given) -> Connection:
        return self.node(f"ND_{kind}_float", "float", in1=("float", first), in2=("float", second))

    def threads(self, width_m: float) -> Connection:
        """Dark gaps between threads both ways: -1 in a crossing of gaps, 1 in the middle of a thread."""
        across, along = self.wave((1.0, 0.0, 0.0), width_m), self.wave((0.0, 0.0, 1.0), width_m)
        return self.float_of("multiply", self.float_of("add", across, along), 0.5)

    def mixed(self, share: Given, low: InputValue, high: InputValue) -> Connection:
        return self.node("ND_mix_color3", "color3", bg=("color3", low), fg=("color3", high), mix=("float", share))

    def half(self, wave: Given) -> Connection:
        """From -1 to 1 to 0 to 1."""
        return self.float_of("add", self.float_of("multiply", wave, 0.5), 0.5)

    def raised(self, height: Connection, strength: float) -> Connection:
        """The world normal of the front of a body raised by a height in metres."""
        place = self.node("ND_position_vector3", "vector3", space=("string", "world"))
        x, z = (
            self.node("ND_extract_vector3", "float", **{"in": ("vector3", place), "index": ("integer", k)})
            for k in (0, 2)
        )
        uv = self.node("ND_combine2_vector2", "vector2", in1=("float", x), in2=("float", z))
        bent = self.node(
            "ND_heighttonormal_vector3",
            "vector3",
            **{"in": ("float", height), "scale": ("float", 16.0 * strength), "texcoord": ("vector2", uv)},
        )
        return self.node(
            "ND_normalmap_float",
            "vector3",
            **{"in": ("vector3", bent), "tangent": ("vector3", (1.0, 0.0, 0.0))},
            bitangent=("vector3", (0.0, 0.0, 1.0)),
        )

    def read(
        self, definition: str, *, mesh: MeshData | None = None, **inputs: tuple[str, Given]
    ) -> dict[str, dict[str, float]]:
        """What a ball (or ``mesh``) in this look is made of."""
        surface = self.node(definition, "surfaceshader", **inputs).node
        stage = Usd.Stage.CreateInMemory()
        UsdGeom.SetStageMetersPerUnit(stage, 1.0)
        body = define_mesh(stage, "/World/Thing", mesh or sphere(0.2))
        set_labels(body.GetPrim(), role=Role.SUBJECT, class_name="thing")
        look = define_look(stage, "/World/Coat", LookNetwork(nodes=tuple(self.nodes), surface=surface))
        bind_look(body.GetPrim(), look)
        (bound,) = read_bound_looks(stage)
        return {found.term: dict(found.values) for found in stuff_of(bound)}


def _constant(value: float) -> tuple[str, Given]:
    return "float", value


def _colour(value: InputValue | Connection) -> tuple[str, Given]:
    return "color3", value


@pytest.mark.parametrize(("f0", "term"), [((0.932, 0.623, 0.522), "pbr_metals.copper"), ((0.5, 0.9, 0.5), None)])
def test_a_metal_is_known_by_its_reflectance(f0: tuple[float, float, float], term: str | None) -> None:
    found = Sketch().read(_STANDARD, metalness=_constant(1.0), base_color=_colour(f0))
    assert list(found) == ([term] if term else [])


@pytest.mark.parametrize(
    ("metalness", "roughness", "crust", "term"),
    [
        (0.0, 0.8, (0.20, 0.07, 0.03), "pbr_metals.rusted"),
        (0.0, 0.8, (0.20, 0.45, 0.35), "pbr_metals.corroded"),
        (0.5, 0.5, (0.10, 0.06, 0.04), "pbr_metals.oxidized"),
        (0.0, 0.8, (0.05, 0.10, 0.60), None),
    ],
)
def test_what_lies_on_a_metal_says_how_it_was_worn(
    metalness: float, roughness: float, crust: tuple[float, float, float], term: str | None
) -> None:
    sketch = Sketch()
    spread = sketch.float_of("add", sketch.wave((1.0, 0.0, 0.0), 0.11), sketch.wave((0.3, 0.7, 1.0), 0.13))
    mask = sketch.node(
        "ND_smoothstep_float", "float", **{"in": ("float", spread)}, low=_constant(-0.05), high=_constant(0.05)
    )
    numbers = {
        name: sketch.node("ND_mix_float", "float", bg=_constant(low), fg=_constant(high), mix=("float", mask))
        for name, low, high in (("metalness", 1.0, metalness), ("specular_roughness", 0.3, roughness))
    }
    found = sketch.read(
        _STANDARD,
        base_color=_colour(sketch.mixed(mask, (0.932, 0.623, 0.522), crust)),
        **{name: ("float", source) for name, source in numbers.items()},
    )
    assert list(found) == ([term] if term else [])
    if term:
        assert found[term]["coverage_fraction"] == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("roughness", "woven"), [(0.85, True), (0.3, False)])
def test_even_matt_threads_both_ways_are_cotton_and_glossy_ones_are_not(roughness: float, woven: bool) -> None:
    sketch = Sketch()
    weave = sketch.threads(0.01 / 24.0)
    found = sketch.read(
        _OPEN,
        base_color=_colour(sketch.mixed(sketch.half(weave), (0.3, 0.3, 0.5), (0.32, 0.32, 0.53))),
        specular_roughness=_constant(roughness),
        geometry_normal=("vector3", sketch.raised(weave, 0.00005)),
    )
    assert ("fabric.cotton" in found) == woven
    if woven:
        assert found["fabric.cotton"]["thread_count_per_cm"] == pytest.approx(24.0, rel=0.02)


def test_one_spot_of_weave_is_no_cloth() -> None:
    sketch = Sketch()
    weave = sketch.threads(0.01 / 24.0)
    woven = sketch.mixed(sketch.half(weave), (0.3, 0.3, 0.5), (0.32, 0.32, 0.53))
    place = sketch.node("ND_position_vector3", "vector3", space=("string", "world"))
    far = sketch.node("ND_magnitude_vector3", "float", **{"in": ("vector3", place)})
    spot = sketch.node("ND_ifgreater_color3", "color3", value1=("float", far), value2=_constant(0.08),
                       in1=_colour((0.31, 0.31, 0.515)), in2=_colour(woven))  # fmt: skip
    found = sketch.read(
        _OPEN,
        base_color=_colour(spot),
        specular_roughness=_constant(0.85),
        geometry_normal=("vector3", sketch.raised(weave, 0.00005)),
    )
    assert not any(term.startswith("fabric") for term in found)


@pytest.mark.parametrize(("warp", "term"), [((0.02, 0.06, 0.25), "fabric.denim"), ((0.25, 0.06, 0.02), None)])
def test_ribs_of_blue_over_pale_are_denim_and_red_ones_are_not(
    warp: tuple[float, float, float], term: str | None
) -> None:
    sketch = Sketch()
    ribs = sketch.wave((1.0, 0.0, 1.0), 0.003)
    found = sketch.read(
        _OPEN,
        base_color=_colour(sketch.mixed(sketch.half(ribs), warp, (0.6, 0.6, 0.55))),
        specular_roughness=_constant(0.8),
    )
    assert ("fabric.denim" in found) == (term is not None)


def test_blue_that_shows_in_patches_alone_is_denim_still() -> None:
    sketch = Sketch()
    away = sketch.float_of("subtract", 1.0, sketch.half(sketch.wave((1.0, 0.0, 0.0), 0.25)))
    warp = sketch.mixed(away, (0.08, 0.08, 0.08), (0.02, 0.06, 0.25))
    ribs = sketch.half(sketch.wave((1.0, 0.0, 1.0), 0.003))
    base = sketch.node(
        "ND_mix_color3",
        "color3",
        bg=("color3", warp),
        fg=("color3", (0.6, 0.6, 0.55)),
        mix=("float", ribs),
    )
    found = sketch.read(_OPEN, base_color=_colour(base), specular_roughness=_constant(0.8))
    assert "fabric.denim" in found


@pytest.mark.parametrize("cell_m", [0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.010])
def test_a_net_of_thin_threads_is_a_net_at_every_size(cell_m: float) -> None:
    sketch = Sketch()
    ways = [sketch.wave(way, cell_m) for way in ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0))]
    threads = sketch.float_of("max", *ways)
    opacity = sketch.node(
        "ND_smoothstep_float", "float", **{"in": ("float", threads)}, low=_constant(0.7), high=_constant(0.9)
    )
    found = sketch.read(_OPEN, base_color=_colour((0.8, 0.8, 0.8)), geometry_opacity=("float", opacity))
    assert list(found) == ["fabric.mesh"]


@pytest.mark.parametrize(("second_m", "term"), [(0.004, "fabric.mesh"), (0.019, "fabric.lace")])
def test_holes_that_are_alike_are_a_net_and_others_lace(second_m: float, term: str) -> None:
    sketch = Sketch()
    net = sketch.float_of("multiply", sketch.wave((1.0, 0.0, 0.0), 0.008), sketch.wave((0.0, 0.0, 1.0), 0.008))
    ornament = sketch.float_of(
        "multiply", sketch.wave((1.0, 0.0, 0.0), second_m), sketch.wave((0.0, 0.0, 1.0), second_m)
    )
    both = net if term.endswith("mesh") else sketch.float_of("add", net, ornament)
    thread = sketch.node(
        "ND_smoothstep_float", "float", **{"in": ("float", both)}, low=_constant(0.15), high=_constant(0.2)
    )
    opacity = sketch.node("ND_invert_float", "float", **{"in": ("float", thread)})
    found = sketch.read(_OPEN, base_color=_colour((0.8, 0.8, 0.8)), geometry_opacity=("float", opacity))
    assert list(found) == [term]


def test_an_ornament_on_an_even_net_is_lace() -> None:
    sketch = Sketch()
    net, ornament = (
        sketch.float_of("multiply", sketch.wave((1.0, 0.0, 0.0), cell_m), sketch.wave((0.0, 0.0, 1.0), cell_m))
        for cell_m in (0.02, 0.15)
    )
    flower = sketch.node(
        "ND_smoothstep_float", "float", **{"in": ("float", ornament)}, low=_constant(0.2), high=_constant(0.25)
    )
    thread = sketch.node(
        "ND_smoothstep_float", "float", **{"in": ("float", net)}, low=_constant(0.15), high=_constant(0.2)
    )
    solid = sketch.node("ND_invert_float", "float", **{"in": ("float", thread)})
    found = sketch.read(
        _OPEN,
        base_color=_colour((0.8, 0.8, 0.8)),
        geometry_opacity=("float", sketch.float_of("max", solid, sketch.float_of("subtract", 1.0, flower))),
    )
    assert list(found) == ["fabric.lace"]


def test_pile_is_velvet_and_a_little_less_is_not() -> None:
    assert "fabric.velvet" in Sketch().read(_OPEN, fuzz_weight=_constant(0.9), specular_roughness=_constant(0.9))
    assert "fabric.velvet" not in Sketch().read(
        _OPEN, fuzz_weight=_constant(0.3), specular_roughness=_constant(0.9)
    )


@pytest.mark.parametrize(
    ("index", "roughness", "terms"),
    [
        (1.5, 0.0, ["glass.types.clear_glass", "glass.properties.glass"]),
        (1.33, 0.0, ["glass.types.clear_glass", "glass.properties.water"]),
        (1.0, 0.0, ["glass.properties.air"]),
        (1.5, 0.5, ["glass.types.frosted_glass", "glass.properties.frosted"]),
    ],
)
def test_clear_bodies_are_named_by_index_and_roughness(index: float, roughness: float, terms: list[str]) -> None:
    found = Sketch().read(
        _STANDARD,
        base=_constant(0.0),
        transmission=_constant(1.0),
        specular_IOR=_constant(index),
        specular_roughness=_constant(roughness),
    )
    assert list(found) == terms


@pytest.mark.parametrize(
    ("indices", "term"), [((2.41, 2.42, 2.44), "glass.types.diamond"), ((2.42, 2.42, 2.42), None)]
)
def test_a_diamond_parts_the_bands_of_light(indices: tuple[float, float, float], term: str | None) -> None:
    sketch = Sketch()
    bands = [
        sketch.node(
            "ND_dielectric_bsdf",
            "BSDF",
            tint=_colour(tuple(float(k == channel) for k in range(3))),  # type: ignore[arg-type]
            ior=_constant(index),
            roughness=("vector2", (0.0, 0.0)),
            scatter_mode=("string", "T"),
        )
        for channel, index in enumerate(indices)
    ]
    through = bands[0]
    for band in bands[1:]:
        through = sketch.node("ND_add_bsdf", "BSDF", in1=("BSDF", through), in2=("BSDF", band))
    found = sketch.read("ND_surface", bsdf=("BSDF", through))
    assert ("glass.types.diamond" in found) == (term is not None)
    if term:
        assert found[term]["ior"] == pytest.approx(2.417, abs=0.01)
        assert found[term]["dispersion"] == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("path_mm", "term"),
    [((1.0, 0.35, 0.2), "subsurface.skin_human"), ((1.0, 0.9, 0.8), "subsurface.skin_creature")],
)
def test_skin_of_people_has_blood_in_it(path_mm: tuple[float, float, float], term: str) -> None:
    sketch = Sketch()
    blotches = sketch.half(sketch.wave((1.0, 1.0, 0.4), 0.05))
    body = sketch.mixed(blotches, (0.55, 0.30, 0.20), (0.75, 0.48, 0.36))
    found = sketch.read(
        _OPEN,
        base_color=_colour(body),
        subsurface_color=_colour(body),
        subsurface_weight=_constant(1.0),
        subsurface_radius=_constant(0.001),
        subsurface_radius_scale=_colour(path_mm),
        specular_ior=_constant(1.4),
    )
    assert list(found) == [term]


def test_wood_runs_one_way() -> None:
    for direction, term in (((1.0, 0.0, 0.0), ["pbr_dielectrics.wood"]), (None, [])):
        sketch = Sketch()
        first = sketch.wave(direction or (1.0, 0.0, 0.0), 0.007)
        grain = first if direction else sketch.float_of("multiply", first, sketch.wave((0.0, 0.0, 1.0), 0.007))
        found = sketch.read(
            _STANDARD,
            base_color=_colour(sketch.mixed(sketch.half(grain), (0.25, 0.14, 0.06), (0.42, 0.26, 0.13))),
            specular_roughness=_constant(0.5),
        )
        assert list(found) == term


def test_grain_of_two_far_hues_is_paint_and_no_wood() -> None:
    sketch = Sketch()
    grain = sketch.half(sketch.wave((1.0, 0.0, 0.0), 0.007))
    found = sketch.read(
        _STANDARD,
        base_color=_colour(sketch.mixed(grain, (0.42, 0.20, 0.07), (0.10, 0.12, 0.30))),
        specular_roughness=_constant(0.5),
    )
    assert "pbr_dielectrics.wood" not in found


@pytest.mark.parametrize(
    ("specks", "tint", "term"),
    [
        (True, (1.0, 1.0, 1.0), "pbr_dielectrics.ceramic"),
        (False, (1.0, 1.0, 1.0), "pbr_dielectrics.lacquer"),
        (False, (0.90, 0.62, 0.30), "pbr_dielectrics.varnish"),
    ],
)
def test_coats_are_told_by_specks_and_tint(specks: bool, tint: tuple[float, float, float], term: str) -> None:
    sketch = Sketch()
    share = sketch.half(sketch.wave((0.3, 0.7, 1.0), 0.004))
    speckled = sketch.mixed(share, (0.25, 0.08, 0.04), _PLASTIC)
    found = sketch.read(
        _OPEN,
        base_color=_colour(speckled if specks else _PLASTIC),
        coat_weight=_constant(1.0),
        coat_roughness=_constant(0.05),
        coat_color=_colour(tint),
    )
    assert list(found) == [term]


def test_a_constant_that_two_nodes_compute_is_a_constant() -> None:
    sketch = Sketch()
    half = sketch.node("ND_constant_float", "float", value=_constant(0.75))
    index = sketch.node("ND_add_float", "float", in1=("float", half), in2=_constant(0.75))
    handed = sketch.node("ND_dot_float", "float", **{"in": ("float", index)})
    found = sketch.read(
        _STANDARD, transmission=_constant(1.0), specular_roughness=_constant(0.0), specular_IOR=("float", handed)
    )
    assert "glass.properties.glass" in found

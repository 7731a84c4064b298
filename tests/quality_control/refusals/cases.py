"""Right samples, each with the opinion that makes it wrong while the reading stays that of the right one."""

from __future__ import annotations

from dataclasses import dataclass

from quality_control.contract import StageEdit
from tests.quality_control.refusals import edits
from usd_scenes import prim_paths

_SUBJECT = "/World/Looks/Subject"
_ROOM_WALL = f"{prim_paths.LOOKS}/DeepWall"
_PODIUM = "/World/Looks/Podium"
_CYCLORAMA = "/World/Looks/Cyclorama"
_TEXTURED = "/World/Looks/Textured"  # the surface of a place
_LIQUID = "/World/Fx/Looks/Liquid"
_WATER = "/World/Fx/Vessel/Water"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A term of a measure, and an edit of its sample after which the measure must refuse it."""

    term: str
    edit: StageEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingCase:
    """A term that is told from its siblings, and an edit of its sample that makes it look like one of them."""

    term: str
    sibling: str
    edit: StageEdit


_CASES: dict[str, tuple[tuple[str, StageEdit], ...]] = {
    "art_styles": (
        ("art_styles.stylized.cel_shaded", edits.finishing("cel_shaded:tone_count", 3.0)),
        ("art_styles.npr.ink_drawing", edits.finishing("ink_drawing:black_fraction", 0.05)),
    ),
    "camera": (
        ("camera.angles.low_angle", edits.tilted_camera(3.0)),
        ("camera.lenses.focal_lengths.portrait", edits.lens(0.9)),
        ("camera.framing.full_shot", edits.lens(0.85)),
        ("camera.depth_of_field.shallow", edits.camera_attribute("fStop", 22.0)),
        ("camera.movements.static", edits.moving_camera(0.1)),
    ),
    "color": (
        ("color.palettes.warm", edits.surface(_ROOM_WALL, base_color=(0.1, 0.3, 0.9))),
        ("color.temperature.warm", edits.surface(_CYCLORAMA, base_color=(0.2, 0.3, 0.6))),
        ("color.temperature.gradient_warm_to_cool", edits.surface(_CYCLORAMA, base_color=(0.4, 0.4, 0.4))),
    ),
    "gases": (
        ("gases.fog.atmospheric_fog", edits.gas(density_scale=0.05)),
        ("gases.smoke.thick_smoke", edits.gas(density_scale=1.0)),
        ("gases.smoke.colored_smoke", edits.gas(scatter_color=(0.2, 0.3, 0.9))),
    ),
    "geometry": (
        ("geometry.primitives.capsule", edits.stretched(prim_paths.SUBJECT, (1.0, 1.0, 1.3))),
        ("geometry.subdivision.subdiv_2", edits.subdivision_level(prim_paths.SUBJECT, 1)),
        ("geometry.modifiers.mirror", edits.lopsided(prim_paths.SUBJECT)),
        ("geometry.modifiers.array", edits.lopsided(prim_paths.SUBJECT)),
        ("geometry.modifiers.bevel", edits.stretched(prim_paths.SUBJECT, (2.0, 1.0, 1.0))),
        ("geometry.modifiers.displace", edits.stretched(prim_paths.SUBJECT, (1.0, 1.0, 1.4))),
    ),
    "glass": (
        ("materials.glass.properties.glass", edits.surface(_SUBJECT, specular_IOR=1.6)),
        ("materials.glass.types.tinted_glass", edits.surface(_SUBJECT, transmission_color=(0.5, 0.8, 0.6))),
        ("materials.glass.types.clear_glass", edits.surface(_SUBJECT, specular_roughness=0.5)),
    ),
    "light_color": (
        (
            "lighting.color_temperature.daylight",
            edits.light_attribute("key", "inputs:colorTemperature", 5200.0),
        ),
        ("lighting.atmosphere.clear", edits.even_fog(0.03)),
    ),
    "light_setups": (("lighting.setup_types.loop", edits.turned_light("key", 25.0)),),
    "light_sources": (
        (
            "lighting.light_sources.spot_light",
            edits.light_attribute("key", "inputs:shaping:cone:angle", 48.0),
        ),
        ("lighting.light_sources.point_light", edits.shaded_light("key", 60.0)),
        ("lighting.light_sources.emissive_mesh", edits.dimmed_glow(0.5)),
        ("lighting.light_sources.directional", edits.light_attribute("key", "inputs:angle", 3.0)),
        ("lighting.light_sources.sky", edits.turned_light("sky", 60.0)),
    ),
    "liquids": (
        ("liquids.properties.opaque", edits.surface(_LIQUID, base_color=(0.15, 0.15, 0.15))),
        ("liquids.water.states.ripples", edits.stretched(_WATER, (1.0, 1.0, 0.0))),
    ),
    "materials": (
        ("materials.pbr_metals.gold", edits.surface(_SUBJECT, base_color=(0.93, 0.62, 0.52))),
        ("materials.pbr_dielectrics.plastic_glossy", edits.surface(_SUBJECT, specular_roughness=0.5)),
        ("materials.fabric.velvet", edits.surface(_SUBJECT, fuzz_weight=0.001)),
    ),
    "metal_states": (
        ("materials.pbr_metals.anodized", edits.nodes(_SUBJECT, "ND_mix_color3", bg=(0.5, 0.05, 0.1))),
        ("materials.pbr_metals.brushed_metal", edits.surface(_SUBJECT, specular_anisotropy=0.0)),
        ("materials.pbr_metals.corroded", edits.surface(_SUBJECT, base_color=(0.95, 0.93, 0.9), metalness=1.0)),
    ),
    "noise_measures": (
        ("rendering.ray_tracing.denoised", edits.denoising(False)),
        ("rendering.ray_tracing.raw_samples", edits.denoising(True)),
        ("rendering.sampling.low", edits.samples(16)),
    ),
    "pair_measure": (
        ("post_processing.effects.blur", edits.finishing("blur:radius_fraction", 0.007)),
        ("post_processing.color_grading.contrast", edits.finishing("contrast:contrast_gain", 1.1)),
    ),
    "prism": (("materials.glass.types.crystal", edits.nodes(_SUBJECT, "ND_dielectric_bsdf", ior=1.6)),),
    "rendering": (
        ("rendering.render_passes.mist", edits.render_var("depth_m", 2.0)),
        ("rendering.render_passes.ambient_occlusion", edits.render_var("distance_m", 1.5)),
        ("rendering.render_passes.emission", edits.without_var("emission")),
        ("rendering.ray_tracing.path_tracing", edits.bounces(1)),
    ),
    "scattering": (("materials.subsurface.jade", edits.surface(_SUBJECT, subsurface_weight=0.0)),),
    "sheets_and_flames": (
        ("materials.subsurface.leaves", edits.surface(_SUBJECT, subsurface_scatter_anisotropy=0.4)),
        ("materials.subsurface.wax_candle", edits.surface(_SUBJECT, emission_luminance=1.0)),
    ),
    "sun_height": (
        ("lighting.time_of_day.noon", edits.light_attribute("sun", "xformOp:rotateX:elevation", 40.0)),
    ),
    "surface_maps": (
        ("textures.maps.metallic", edits.surface(_SUBJECT, metalness=0.0)),
        ("textures.maps.albedo", edits.surface(_SUBJECT, base_color=(0.4, 0.4, 0.4))),
    ),
    "textures": (
        (
            "textures.procedural.stripes",
            edits.nodes(_TEXTURED, "ND_dotproduct_vector3", in2=(3.0, 4.0, 5.0)),
        ),
        ("textures.procedural.gradient", edits.surface(_TEXTURED, base_color=(0.4, 0.4, 0.4))),
    ),
}
"""By the module that holds the measure: terms, each with the opinion that makes its sample wrong."""

CASES = tuple(Case(term=term, edit=edit) for entries in _CASES.values() for term, edit in entries)

SIBLING_CASES = (
    SiblingCase(
        term="art_styles.npr.watercolor",
        sibling="art_styles.npr.oil_painting",
        edit=edits.style("oil_painting"),
    ),
    SiblingCase(
        term="color.mood.melancholic",
        sibling="color.mood.mysterious",
        edit=edits.light_attribute("key", "inputs:intensity", 0.03),
    ),
    SiblingCase(
        term="materials.pbr_dielectrics.wood",
        sibling="materials.pbr_dielectrics.concrete",
        edit=edits.surface(_SUBJECT, base_color=(0.45, 0.45, 0.43)),
    ),
    SiblingCase(
        term="materials.organic.lichen",
        sibling="materials.organic.moss",
        edit=edits.surface(_SUBJECT, base_color=(0.05, 0.12, 0.02)),
    ),
    SiblingCase(
        term="textures.procedural.fractal",
        sibling="textures.procedural.noise_perlin",
        edit=edits.nodes(_TEXTURED, "ND_fractal3d_float", octaves=1),
    ),
    SiblingCase(
        term="textures.stylized.pixel_art",
        sibling="textures.stylized.flat_color",
        edit=edits.surface(_TEXTURED, base_color=(0.5, 0.3, 0.2)),
    ),
)

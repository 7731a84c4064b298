"""The lighting department: studio setups, daylight and panoramas about the framed subject."""

from __future__ import annotations

from composers.lighting.daylight import HOURS, light_with_daylight, light_with_panorama, light_with_parallel
from composers.lighting.see_through import let_light_through
from composers.lighting.setups import SETUP_NAMES, SETUPS
from composers.lighting.studio import COLOR_TEMPERATURES, SOURCES, light_studio
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.lit_scene import read_scene

_TERMS = {
    SETUPS: SETUP_NAMES,
    SOURCES: (
        "sun", "sky", "hdri", "area_light", "point_light", "spot_light", "directional", "emissive_mesh",
    ),
    HOURS: ("noon", "golden_hour", "afternoon", "morning"),
    COLOR_TEMPERATURES: (
        "candlelight", "warm_tungsten", "tungsten", "warm_white", "neutral_white", "daylight", "cool_white",
        "overcast", "blue_sky",
    ),
    "lighting.atmosphere": ("clear",),
}  # fmt: skip


class LightingComposer:
    """Lights the subject as the main camera sees it; compose after the camera."""

    category = "lighting"
    department = Department.LIGHTING
    after = ("camera",)
    terms = frozenset(f"{facet}.{name}" for facet, names in _TERMS.items() for name in names)

    def compose(self, shot: Shot) -> None:
        """Author the lights: by the hour or a sky where the sample has one, else by its studio setup."""
        scene = read_scene(shot.stage)
        source = (shot.term_of(SOURCES) or "").rpartition(".")[2]
        with shot.edit(self.department) as stage:
            if source == "hdri":
                light_with_panorama(shot, stage, scene)
            elif source == "directional" and not shot.term_of(SETUPS):
                light_with_parallel(shot, stage, scene)
            elif source in ("sun", "sky") or shot.term_of(HOURS):
                light_with_daylight(shot, stage, scene)
            else:
                light_studio(shot, stage, scene)
            let_light_through(stage)

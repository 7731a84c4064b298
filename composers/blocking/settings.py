"""Where a picture is set: the kind of place that a sample asks for."""

from __future__ import annotations

from enum import StrEnum

from composers.brief import Brief


class Setting(StrEnum):
    """The kinds of place."""

    STUDIO = "studio"
    ROOM = "room"
    TERRACE = "terrace"
    LANDSCAPE = "landscape"

    @property
    def is_outdoors(self) -> bool:
        """Whether it lies under the sky."""
        return self in (Setting.TERRACE, Setting.LANDSCAPE)


_OUTDOOR = ("lighting.time_of_day", "gases.clouds")
_OUTDOOR_TERMS = frozenset(
    {
        "lighting.light_sources.sun", "lighting.light_sources.sky", "lighting.light_sources.directional",
        "gases.fire.campfire", "gases.fire.bonfire", "gases.fire.explosion", "gases.smoke.industrial_smoke",
        "gases.smoke.chimney_smoke", "gases.fog.rolling_fog", "gases.fog.fog_layers", "gases.fog.ground_fog",
    }
)  # fmt: skip
_ROOM_TERMS = frozenset(
    {
        "lighting.setup_types.motivated", "lighting.setup_types.practical", "lighting.atmosphere.god_rays",
        "lighting.atmosphere.light_shafts",
    }
)  # fmt: skip
_LANDSCAPE = ("gases.clouds", "camera.angles.aerial", "camera.angles.satellite")
_ROOM_SHARE, _OPEN_SHARE = 0.12, 0.3


def choose_setting(brief: Brief) -> Setting:
    """Out of doors where daylight or weather asks for it, in a room where its light does, else mostly a studio."""
    terms = brief.spec.terms
    chance = float(brief.rng("geometry/setting").random())
    if any(term.startswith(prefix) for term in terms for prefix in _LANDSCAPE[:1]):
        return Setting.LANDSCAPE
    if any(term in _OUTDOOR_TERMS or term.startswith(_OUTDOOR) for term in terms):
        far = any(term in _LANDSCAPE for term in terms) or (
            chance < _OPEN_SHARE and brief.spec.category == "gases"
        )
        return Setting.LANDSCAPE if far else Setting.TERRACE
    if any(term in _ROOM_TERMS for term in terms):
        return Setting.ROOM
    return Setting.ROOM if chance < _ROOM_SHARE and brief.spec.category != "liquids" else Setting.STUDIO

"""A stage laid bare for probes: what it draws and what lights it is put out by role and schema."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pxr import Usd, UsdGeom, UsdLux, UsdRender

from usd_scenes.lights import find_lights
from usd_scenes.render_prims import find_main_camera, require_render_settings
from usd_scenes.semantics import Role, find_of_roles

DRAWN: frozenset[Role | None] = frozenset({*Role, None}) - {Role.LIGHT_CARD}
"""Every role but that of light cards; None is a prim without one."""


def find_drawn(stage: Usd.Stage, roles: Collection[Role | None] = DRAWN) -> tuple[Usd.Prim, ...]:
    """What has an extent and one of ``roles``; no UsdLux light."""
    return tuple(prim for prim in find_of_roles(stage, roles) if not prim.HasAPI(UsdLux.LightAPI))


def put_out_drawn(stage: Usd.Stage, roles: Collection[Role | None] = DRAWN, *, keep: Iterable[str] = ()) -> None:
    """Deactivate what is drawn in one of ``roles``, but for what lies at or below one of ``keep``."""
    kept = tuple(keep)
    for prim in find_drawn(stage, roles):
        path = str(prim.GetPath())
        if path not in kept and not path.startswith(tuple(f"{one}/" for one in kept)):
            prim.SetActive(False)


def find_lamps(stage: Usd.Stage) -> tuple[Usd.Prim, ...]:
    """Every light and light card."""
    return (*find_lights(stage), *find_of_roles(stage, {Role.LIGHT_CARD}))


def put_out_lamps(stage: Usd.Stage, *, keep: str = "") -> None:
    """Deactivate every light and light card but that at the path ``keep``."""
    for prim in find_lamps(stage):
        if str(prim.GetPath()) != keep:
            prim.SetActive(False)


def take_blur_off(stage: Usd.Stage) -> None:
    """Close the main camera's aperture: a pixel sees one depth."""
    UsdGeom.Camera.Get(stage, find_main_camera(stage)).GetFStopAttr().Set(0.0)


def render_through(stage: Usd.Stage, camera: str) -> None:
    """Make the camera at a path the one that is rendered."""
    UsdRender.Settings(require_render_settings(stage)).CreateCameraRel().SetTargets([camera])

"""From which side a subject is seen best: what stands in the way, and what lies behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from pxr import Usd

from composers.camera.framing import Framing, is_cramped, is_framed, solve_camera
from usd_scenes.cameras import CameraSettings, frame_rays
from usd_scenes.ray_casting import Occluders, read_occluders
from usd_scenes.semantics import Role
from usd_scenes.subjects import Subject, find_surroundings, floor_height_m

_CANDIDATES = 8
_WIDEST_AZIMUTH_DEG = 50.0
_RAYS_TO_SUBJECT = 14
_GRID = (-0.97, 0.0, 0.97)
_BACKGROUND_GRID = np.linspace(-0.97, 0.97, 8)
_SKY_M = 1000.0
_LEAST_VISIBLE = 0.6  # of the subject's points
_WIDER_AZIMUTHS_DEG = (65.0, 80.0)  # where no other is good
_CLEAR_SHARE = 0.6  # of the way to the subject, with nothing that stands in it
_CLEARANCE_M = 0.05  # about the lens
_AROUND = np.array([[x, y, z] for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if x or y or z], float)
_STANDING = tuple(role for role in Role if role not in (Role.SET_FLOOR, Role.PLINTH))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surroundings:
    """What a camera has to reckon with besides its subject."""

    obstacles: Occluders  # set and props
    standing: Occluders  # of these, what does not lie below
    floor_m: float
    open_air: bool  # nothing but sky may fill the background


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    settings: CameraSettings
    visible: float  # of the subject's points
    covered: float  # of the frame's grid, by the set or the subject
    in_the_way: float  # of the frame's grid, by what stands in the first part of the way
    touched: bool  # something is at the lens
    cramped: bool  # the subject itself is
    missed: bool  # the subject is not as large as asked, so that the camera keeps clear of it

    @property
    def score(self) -> float:
        return (
            4.0 * min(self.visible, 0.98)
            + self.covered
            - 2.0 * self.in_the_way
            - 4.0 * self.touched
            - 2.0 * self.cramped
            - 3.0 * self.missed
        )

    @property
    def is_poor(self) -> bool:
        return self.touched or self.missed or self.visible < _LEAST_VISIBLE


def read_surroundings(
    stage: Usd.Stage, subject: Subject, *, open_air: bool, known: Occluders | None = None
) -> Surroundings:
    """Set and props of the composed stage, but for the subject itself where it is one of them.

    ``known`` may hold meshes that were read of the stage as it is.
    """
    obstacles = read_occluders(stage, find_surroundings(stage, subject, tuple(Role)), known)
    return Surroundings(
        obstacles=obstacles,
        standing=read_occluders(stage, find_surroundings(stage, subject, _STANDING), obstacles),
        floor_m=floor_height_m(stage),
        open_air=open_air,
    )


def choose_view(
    subject: Subject, framing: Framing, surroundings: Surroundings, *, wanted_deg: float, rng: np.random.Generator
) -> CameraSettings:
    """The first of several azimuths with a clear view and a filled background; else the best of them.

    Clear is a view of the whole subject, with nothing at the lens and nothing that stands in the first part of
    the way. A camera within or behind something sees nothing of its subject.
    """
    azimuths = _azimuths(wanted_deg, rng)
    best = _best_view(subject, framing, surroundings, azimuths)
    if best.visible < _LEAST_VISIBLE:  # from below what it stands on: look from that instead of from the floor
        stand_m = _stand_m(subject, surroundings.obstacles)
        from_base = _best_view(subject, framing, replace(surroundings, floor_m=stand_m), azimuths)
        best = max(best, from_base, key=lambda view: view.score)
    if best.is_poor:
        sides = [side * azimuth for azimuth in _WIDER_AZIMUTHS_DEG for side in (1.0, -1.0)]
        best = max(best, _best_view(subject, framing, surroundings, sides), key=lambda view: view.score)
    return replace(best.settings, clipping_range_m=_clipping_range(subject, best.settings))


def _stand_m(subject: Subject, obstacles: Occluders) -> float:
    """Height of what the subject stands on; plumage may hang below its top."""
    below_m = float(obstacles.first_hit_m(subject.centre_m[None], np.array([[0.0, 0.0, -1.0]]))[0])
    return max(float(subject.low_m[2]), float(subject.centre_m[2]) - below_m)


def background_depth_m(
    settings: CameraSettings, aspect: float, obstacles: Occluders, *, percentile: float
) -> float:
    """Depth along the view axis of what is seen around the subject; the sky counts as far away.

    Args:
        percentile: of the depths that lie behind the subject, 0 to 100.
    """
    rays = frame_rays(settings, aspect, _BACKGROUND_GRID)
    depths = obstacles.first_hit_m(np.broadcast_to(np.asarray(settings.eye_m), rays.shape), rays)
    depths = np.minimum(depths, _SKY_M)
    far = depths[depths > settings.focus_distance_m * 1.05]
    return float(np.percentile(far, percentile)) if len(far) else 3.0 * settings.focus_distance_m


def _best_view(subject: Subject, framing: Framing, surroundings: Surroundings, azimuths: list[float]) -> _View:
    best: _View | None = None
    for azimuth in azimuths:
        settings = solve_camera(subject, framing, azimuth, surroundings.floor_m)
        view = _look(subject, settings, framing, surroundings)
        if best is None or view.score > best.score + 0.02:
            best = view
        is_clear = best.visible > 0.97 and not (best.touched or best.cramped or best.missed or best.in_the_way)
        if is_clear and (best.covered > 0.99 or surroundings.open_air):
            break
    assert best is not None
    return best


def _azimuths(wanted_deg: float, rng: np.random.Generator) -> list[float]:
    others = rng.uniform(-_WIDEST_AZIMUTH_DEG, _WIDEST_AZIMUTH_DEG, _CANDIDATES - 2)
    return [wanted_deg, *sorted((float(a) for a in others), key=lambda a: abs(a - wanted_deg)), 0.0]


def _look(subject: Subject, settings: CameraSettings, framing: Framing, surroundings: Surroundings) -> _View:
    eye = np.asarray(settings.eye_m)
    step = max(1, len(subject.points) // _RAYS_TO_SUBJECT)
    targets = subject.points[step // 2 :: step]
    visible = 1.0 - float(np.mean(surroundings.obstacles.blocked(eye, targets)))
    rays = _frame_rays(settings, framing.aspect)
    eyes = np.broadcast_to(eye, rays.shape)
    clear_m = _CLEAR_SHARE * float(np.linalg.norm(subject.centre_m - eye))
    around = _AROUND / np.linalg.norm(_AROUND, axis=1, keepdims=True)
    lenses = np.broadcast_to(eye, around.shape)
    return _View(
        settings=settings,
        visible=visible,
        covered=float(np.mean(surroundings.obstacles.stopped(eyes, rays))),
        in_the_way=float(np.mean(surroundings.standing.stopped(eyes, rays, clear_m))),
        touched=bool(surroundings.standing.stopped(lenses, around, _CLEARANCE_M).any()),
        cramped=is_cramped(subject, settings, framing.aspect),
        missed=not is_framed(subject, settings, framing),
    )


def _frame_rays(settings: CameraSettings, aspect: float) -> np.ndarray:
    """(9, 3) unit rays through a grid of the frame."""
    rays = frame_rays(settings, aspect, _GRID)
    return np.asarray(rays / np.linalg.norm(rays, axis=1, keepdims=True))


def _clipping_range(subject: Subject, settings: CameraSettings) -> tuple[float, float]:
    distance = float(np.linalg.norm(subject.centre_m - np.asarray(settings.eye_m)))
    return max(0.001, min(0.1, 0.02 * distance)), max(2000.0, 50.0 * distance)

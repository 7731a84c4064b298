"""Probes in a stage's light: a white ball alone in the air, a card behind a blade, a card under a spot.

An edit switches off everything that is drawn and leaves the lights, so that no shadow or bounce is in the way.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Usd, UsdGeom, UsdLux

from assets.looks.networks.painting import Inputs
from assets.looks.networks.standard_surfaces import surface_look
from colorimetry.luminance import luminance
from quality_control.contract import ProbeShot
from quality_control.measures.bare_stage import put_out_drawn, render_through
from schemas.frame import Frame
from schemas.mesh import MeshData
from usd_scenes.cameras import CameraSettings, define_camera, read_camera
from usd_scenes.looks import PreviewSurface, bind_look, define_look
from usd_scenes.meshes import define_mesh
from usd_scenes.semantics import Role, read_role
from usd_scenes.subjects import read_subject

type Vectors = NDArray[np.float64]

PROBE = "/World/Probe"
PROBE_CAMERA = "/World/Cameras/Probe"
ALBEDO = 0.8
_FITS = 4
_LARGEST_BALL_M, _LEAST_DISTANCE = 0.04, 25.0  # radius; of the nearest lamp, in radii
_EYE_DISTANCE = 4.0  # in radii
_PART_STRIDE, _PART_COSINE = 7, float(np.cos(np.radians(10.0)))  # of a ball's pixels; of a part about its middle
_BLADE_PX = (128, 32)
_FOOT = 0.015  # of an edge's height: what counts as its foot and its shoulder


def look_at(eye: Vectors, target: Vectors, *, focal_length_mm: float = 50.0) -> CameraSettings:
    """A sharp upright camera at ``eye`` that looks at ``target``."""
    x, y, z = (target - eye) / np.linalg.norm(target - eye)
    return CameraSettings(
        eye_m=(float(eye[0]), float(eye[1]), float(eye[2])),
        azimuth_deg=float(np.degrees(np.arctan2(-x, y))),
        pitch_deg=float(np.degrees(np.arcsin(np.clip(-z, -1.0, 1.0)))),
        focal_length_mm=focal_length_mm,
        clipping_range_m=(0.001, 1000.0),
    )


def use_camera(stage: Usd.Stage, settings: CameraSettings) -> None:
    """Make a probe camera the one that is rendered."""
    define_camera(stage, PROBE_CAMERA, settings)
    render_through(stage, PROBE_CAMERA)


def ball_shot(name: str, aovs: tuple[str, ...], centre: Vectors, eye_direction: Vectors) -> ProbeShot:
    """A white ball at ``centre``, seen from ``eye_direction``, in the stage's light alone."""

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage)
        radius_m = _ball_radius_m(stage, centre)
        set_probe(stage, "Ball", ball_mesh(radius_m), position=centre)
        eye = centre + eye_direction * _EYE_DISTANCE * radius_m
        use_camera(stage, look_at(eye, centre, focal_length_mm=60.0))

    return ProbeShot(name=name, aovs=("normal", "instance_id", *aovs), edit=edit, resolution=(72, 72), spp=24)


def _ball_radius_m(stage: Usd.Stage, centre: Vectors) -> float:
    """So small that the light of the nearest lamp is nearly even over the ball."""
    metres = UsdGeom.GetStageMetersPerUnit(stage)
    cache = UsdGeom.XformCache(Usd.TimeCode.EarliestTime())
    lamps = [prim for prim in stage.Traverse() if _has_place(prim)]
    places = [np.array(cache.GetLocalToWorldTransform(lamp).ExtractTranslation()) * metres for lamp in lamps]
    nearest_m = min((float(np.linalg.norm(place - centre)) for place in places), default=np.inf)
    return min(_LARGEST_BALL_M, nearest_m / _LEAST_DISTANCE)


def _has_place(prim: Usd.Prim) -> bool:
    """Whether it is a lamp, or a card or tube that glows."""
    return bool(prim.IsA(UsdLux.BoundableLightBase)) or (
        prim.IsA(UsdGeom.Mesh) and read_role(prim) is Role.LIGHT_CARD
    )


def subject_ball_shot(name: str, aovs: tuple[str, ...], stage: Usd.Stage) -> ProbeShot:
    """`ball_shot` at the subject's middle, seen from where the main camera stands."""
    centre = read_subject(stage).centre_m
    offset = np.asarray(read_camera(stage).eye_m) - centre
    return ball_shot(name, aovs, centre, offset / np.linalg.norm(offset))


def set_probe(
    stage: Usd.Stage,
    name: str,
    mesh: MeshData,
    *,
    position: Vectors,
    emission: float = 0.0,
    albedo: float = ALBEDO,
) -> Usd.Prim:
    """Author a probe mesh: a grey Lambertian, or a black one that glows."""
    UsdGeom.Xform.Define(stage, PROBE)
    xform = define_mesh(stage, f"{PROBE}/{name}", mesh)
    xform.AddTranslateOp().Set(Gf.Vec3d(*(float(v) for v in position)))
    albedo = 0.0 if emission > 0.0 else albedo
    inputs: Inputs = {
        "base": ("float", 1.0),
        "base_color": ("color3", (albedo, albedo, albedo)),
        "specular": ("float", 0.0),
        "emission": ("float", emission),
        "emission_color": ("color3", (1.0, 1.0, 1.0)),
    }
    look = surface_look(inputs, PreviewSurface(diffuse_color=(albedo, albedo, albedo)))
    bind_look(xform.GetPrim(), define_look(stage, f"{PROBE}/Looks/{name}", look))
    return xform.GetPrim()


def ball_mesh(radius_m: float, rings: int = 48) -> MeshData:
    """A finely divided sphere with smooth normals."""
    v, u = np.meshgrid(np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings + 1), indexing="ij")
    unit = np.stack([np.sin(v) * np.cos(u), np.sin(v) * np.sin(u), np.cos(v)], axis=-1).reshape(-1, 3)
    columns = 2 * rings + 1
    i, j = (a.ravel() for a in np.meshgrid(np.arange(rings), np.arange(2 * rings), indexing="ij"))
    corner = i * columns + j
    faces = np.stack([corner, corner + columns, corner + columns + 1, corner + 1], axis=1).ravel()
    return MeshData(
        points=(unit * radius_m).astype(np.float32),
        face_vertex_counts=np.full(len(corner), 4, dtype=np.int32),
        face_vertex_indices=faces.astype(np.int32),
        uvs=np.zeros((len(faces), 2), dtype=np.float32),
        normals=unit[faces].astype(np.float32),
    )


def card_mesh(centre_axis: Vectors, right: Vectors, half_width_m: float, half_height_m: float) -> MeshData:
    """A flat card about the origin whose front faces ``centre_axis``."""
    up = np.cross(centre_axis, right)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float64)
    points = corners[:, :1] * half_width_m * right + corners[:, 1:] * half_height_m * up
    return MeshData(
        points=points.astype(np.float32),
        face_vertex_counts=np.array([4], dtype=np.int32),
        face_vertex_indices=np.arange(4, dtype=np.int32),
        uvs=((corners + 1) / 2).astype(np.float32),
        normals=np.repeat(centre_axis[None], 4, axis=0).astype(np.float32),
    )


def fit_light(frame: Frame, group: str) -> tuple[Vectors, float]:
    """(unit direction to the light in the world, luminous irradiance on a card that faces it) from a ball.

    After a first guess, where the ball is lit goes by its normals, for noise would favour what is too bright.
    """
    normals, radiance = ball_samples(frame, f"light_{group}")
    light = luminance(radiance)
    bright = np.percentile(light, 99.5)
    lit, reached = light > 0.35 * bright, light > 0.05 * bright
    for _ in range(_FITS):
        vector, *_ = np.linalg.lstsq(normals[lit], light[lit], rcond=None)
        length = float(np.linalg.norm(vector))
        lit = reached & (normals @ vector > 0.35 * length)
    return vector / max(length, 1e-9), length * np.pi / ALBEDO


def brightest(frame: Frame, group: str) -> tuple[Vectors, float]:
    """(normal of the brightest part, luminous irradiance there) from a ball; even over some degrees, not noise."""
    normals, radiance = ball_samples(frame, f"light_{group}")
    light = luminance(radiance)
    parts = normals[::_PART_STRIDE]
    within = (parts @ normals.T > _PART_COSINE).astype(np.float64)
    means = within @ light / within.sum(axis=1)
    top = int(means.argmax())
    return parts[top], float(means[top]) * np.pi / ALBEDO


def ball_samples(frame: Frame, aov: str) -> tuple[Vectors, Vectors]:
    """(normals (n, 3), radiance (n, 3)) of the ball's pixels, those on its rim left out."""
    normal = frame.aov("normal").astype(np.float64)
    mask = frame.mask_of(PROBE) & (np.linalg.norm(normal, axis=2) > 0.5)
    inner = mask.copy()
    for axis in (0, 1):
        for step in (-1, 1):
            inner &= np.roll(mask, step, axis=axis)
    found = normal[inner]
    return found / np.linalg.norm(found, axis=1, keepdims=True), frame.aov(aov)[inner][:, :3].astype(np.float64)


def camera_relative_deg(direction: Vectors, camera_azimuth_deg: float) -> tuple[float, float]:
    """(azimuth from the camera's, to its right; elevation) of a direction, degrees."""
    azimuth = np.degrees(np.arctan2(direction[0], -direction[1])) - camera_azimuth_deg
    return float((azimuth + 180.0) % 360.0 - 180.0), float(np.degrees(np.arcsin(np.clip(direction[2], -1.0, 1.0))))


def blade_shot(
    name: str, group: str, centre: Vectors, *, to_light: Vectors, height_m: float, span_m: float
) -> ProbeShot:
    """A card at ``centre`` that faces the light, half in the shadow of a blade ``height_m`` before it; the camera
    sees ``span_m`` of the card across the blade's edge, which is upright as seen from the light."""
    right = np.cross(np.array([0.0, 0.0, 1.0]), to_light)
    right = right / np.linalg.norm(right)
    up = np.cross(to_light, right)
    view = to_light * 0.7 - up * 0.714  # from below, so that the edge stays upright and the blade out of sight

    def edit(stage: Usd.Stage) -> None:
        put_out_drawn(stage)
        set_probe(stage, "Card", card_mesh(to_light, right, 4 * span_m, 4 * span_m), position=centre)
        blade = centre + to_light * height_m + right * 2.0
        set_probe(stage, "Blade", card_mesh(to_light, right, 2.0, 2.0), position=blade, albedo=0.0)
        distance = 1.2 * height_m
        focal = 36.0 * distance / span_m
        camera = look_at(centre + view * distance, centre, focal_length_mm=focal)
        use_camera(stage, replace(camera, vertical_aperture_mm=36.0 * _BLADE_PX[1] / _BLADE_PX[0]))

    return ProbeShot(name=name, aovs=(f"light_{group}", "position"), edit=edit, resolution=_BLADE_PX, spp=128)


def shadow_profile(frame: Frame, group: str) -> NDArray[np.float64]:
    """(width,) light across the blade's edge, from 0 in shadow to 1 outside."""
    light = luminance(frame.aov(f"light_{group}").astype(np.float64))
    middle = light.shape[0] // 2  # rows away from the middle have another scale
    profile = light[middle - 6 : middle + 6].mean(axis=0)
    if profile[:8].mean() > profile[-8:].mean():
        profile = profile[::-1]
    low, high = profile[:6].mean(), profile[-6:].mean()
    return np.asarray((profile - low) / max(high - low, 1e-9))


def spread_px(profile: NDArray[np.float64]) -> float:
    """Standard deviation, in pixels, of the line spread of an edge profile that rises from 0 to 1.

    Only the rise itself counts: noise on the plateaus would weigh with its squared distance.
    """
    middle = int(np.argmin(np.abs(profile - 0.5)))
    below = np.flatnonzero(profile[:middle] <= _FOOT)
    above = np.flatnonzero(profile[middle:] >= 1.0 - _FOOT)
    first = max(int(below[-1]) - 1, 0) if len(below) else 0
    last = min(middle + int(above[0]) + 1, len(profile) - 1) if len(above) else len(profile) - 1
    line = np.clip(np.diff(profile[first : last + 1]), 0.0, None)
    x = np.arange(len(line))
    mean = float((line * x).sum() / line.sum())
    return float(np.sqrt((line * (x - mean) ** 2).sum() / line.sum()))

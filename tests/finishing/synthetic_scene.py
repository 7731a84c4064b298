"""A small still life with exact AOVs, traced in numpy: sphere, box and bottle on a table before a wall."""

from __future__ import annotations

import numpy as np

from schemas.frame import CameraMatrices, Frame

_EYE = np.array((0.0, -3.4, 1.35))
_TARGET = np.array((0.0, 0.0, 0.45))
_HALF_HEIGHT = 0.36  # tangent of half the vertical field of view
_SUN = np.array((-0.55, -0.6, 0.75)) / np.linalg.norm((-0.55, -0.6, 0.75))
_NAMES = (
    "",
    "/World/Set/Floor",
    "/World/Set/Wall",
    "/World/Subject/Ball",
    "/World/Props/Box",
    "/World/Props/Bottle",
)
_ALBEDO = np.array(
    ((0, 0, 0), (0.5, 0.42, 0.33), (0.32, 0.42, 0.5), (0.72, 0.10, 0.06), (0.08, 0.25, 0.6), (0.75, 0.55, 0.12))
)


def trace_still_life(size: int = 256, *, noise: float = 0.0) -> Frame:
    """The picture and its AOVs, (size, size), with highlights, hard shadows and soft contact shade."""
    right, up, forward = _camera_axes()
    ndc = (np.arange(size) + 0.5) / size * 2.0 - 1.0
    x, y = np.meshgrid(ndc, -ndc)
    rays = forward + _HALF_HEIGHT * (x[..., None] * right + y[..., None] * up)
    rays /= np.linalg.norm(rays, axis=2, keepdims=True)
    distance = _march(np.broadcast_to(_EYE, rays.shape), rays, 12.0)
    points = _EYE + rays * distance[..., None]
    hit = distance < 11.9
    normals = _normals(points)
    ids = np.where(hit, np.argmin(np.stack(_distances(points)), axis=0) + 1, 0)
    albedo = _ALBEDO[ids]
    lit = np.clip((normals @ _SUN), 0.0, 1.0) * _visibility(points + normals * 0.01)
    half = _SUN - rays
    half /= np.linalg.norm(half, axis=2, keepdims=True)
    gloss = np.where(ids >= 3, 6.0, 0.15) * np.clip((normals * half).sum(axis=2), 0.0, 1.0) ** 160
    occlusion = np.clip(_field(points + normals * 0.12) / 0.12, 0.25, 1.0)
    ambient = 0.22 * occlusion * (0.7 + 0.3 * normals[..., 2])
    beauty = albedo * (1.9 * lit + ambient)[..., None] + (gloss * (lit > 0))[..., None]
    if noise > 0.0:
        rng = np.random.Generator(np.random.Philox(key=11))
        beauty = beauty * (1.0 + noise * rng.standard_normal(beauty.shape))
    depth = np.where(hit, ((points - _EYE) @ forward), 1e10)
    planes = {
        "beauty": np.concatenate((beauty * hit[..., None], hit[..., None]), axis=2),
        "albedo": albedo * hit[..., None],
        "normal": normals * hit[..., None],
        "position": points * hit[..., None],
        "camera_depth": depth[..., None],
        "instance_id": ids[..., None],
        "material_id": ids[..., None],
        "semantic_id": ids[..., None],
        "uv": points[..., :2] * hit[..., None],
    }
    arrays = {name: np.ascontiguousarray(plane, dtype=np.float32) for name, plane in planes.items()}
    table = {i: name for i, name in enumerate(_NAMES) if name}
    return Frame(
        arrays=arrays,
        camera=_matrices(right, up, forward),
        ids={"instance_id": table, "material_id": table, "semantic_id": table},
    )


def _camera_axes() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    forward = (_TARGET - _EYE) / np.linalg.norm(_TARGET - _EYE)
    right = np.cross(forward, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    return right, np.cross(right, forward), forward


def _matrices(right: np.ndarray, up: np.ndarray, forward: np.ndarray) -> CameraMatrices:
    view = np.eye(4)
    view[:3, :3] = (right, up, -forward)
    view[:3, 3] = -view[:3, :3] @ _EYE
    ndc = np.diag((1.0 / _HALF_HEIGHT, 1.0 / _HALF_HEIGHT, -1.0, 0.0))
    ndc[3, 2] = -1.0
    return CameraMatrices(
        camera_from_world=tuple(map(tuple, view.tolist())), ndc_from_camera=tuple(map(tuple, ndc.tolist()))
    )


def _distances(p: np.ndarray) -> tuple[np.ndarray, ...]:
    ball = np.linalg.norm(p - (-0.38, -0.15, 0.45), axis=-1) - 0.45
    c, s = np.cos(0.5), np.sin(0.5)
    q = p - (0.62, 0.15, 0.28)
    turned = np.stack((c * q[..., 0] + s * q[..., 1], -s * q[..., 0] + c * q[..., 1], q[..., 2]), axis=-1)
    d = np.abs(turned) - 0.26
    box = np.linalg.norm(np.maximum(d, 0.0), axis=-1) + np.minimum(d.max(axis=-1), 0.0) - 0.02
    b = p - (0.2, 0.75, 0.0)
    radius = 0.22 - 0.15 / (1.0 + np.exp(-(b[..., 2] - 0.75) / 0.035))
    side = np.hypot(b[..., 0], b[..., 1]) - radius
    bottle = np.maximum(side * 0.6, np.abs(b[..., 2] - 0.6) - 0.6)
    return p[..., 2], 1.6 - p[..., 1], ball, box, bottle


def _field(p: np.ndarray) -> np.ndarray:
    return np.min(np.stack(_distances(p)), axis=0)


def _march(origin: np.ndarray, rays: np.ndarray, limit: float) -> np.ndarray:
    t = np.full(rays.shape[:-1], 0.02)
    for _ in range(72):
        t = np.minimum(t + _field(origin + rays * t[..., None]), limit)
    return t


def _normals(p: np.ndarray) -> np.ndarray:
    e = 1e-4
    gradient = np.stack([_field(p + e * axis) - _field(p - e * axis) for axis in np.eye(3)], axis=-1)
    return np.asarray(gradient / np.maximum(np.linalg.norm(gradient, axis=-1, keepdims=True), 1e-9))


def _visibility(p: np.ndarray) -> np.ndarray:
    return np.where(_march(p, np.broadcast_to(_SUN, p.shape), 6.0) >= 5.9, 1.0, 0.0)

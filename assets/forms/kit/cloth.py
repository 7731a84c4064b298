"""Cloth: wrinkles, sheets with thickness, cut panels that are puffed, and a relaxation of a woven grid.

Local frames: x to the right, y along the cloth, z out of it; texture coordinates are metres of the flat cloth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.meshes.curves import length_along, rounded
from assets.meshes.surface import Points, Surface, finished, flipped, grid, merge
from schemas.mesh import MeshData

type Field = Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]]
type Hold = Callable[[Points], None]

_STEP_S = 1.0 / 60.0
_GRAVITY = 9.81
_AT_ONCE = 512


def waves(
    rng: np.random.Generator, wavelength_m: float, *, count: int = 20, way_deg: float = 0.0, spread: float = 1.0
) -> Field:
    """A field of (x, y) of about -1 to 1: cosines of like wavelength.

    Args:
        way_deg: direction in which it changes most, from x.
        spread: how far directions stray from it: 1 in any direction, 0 all alike.
    """
    turn = np.radians(way_deg) + spread * rng.uniform(-np.pi / 2, np.pi / 2, count)
    rate = 2 * np.pi / (wavelength_m * np.exp(rng.uniform(-0.45, 0.45, count)))
    phase = rng.uniform(0, 2 * np.pi, count)

    def field(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
        total = np.zeros(np.broadcast(x, y).shape)
        for angle, k, p in zip(turn, rate, phase, strict=True):
            total += np.cos(k * (np.cos(angle) * x + np.sin(angle) * y) + p)
        return np.asarray(total * np.sqrt(2.0 / count) * 0.7)

    return field


def creases(rng: np.random.Generator, wavelength_m: float, *, way_deg: float = 0.0, spread: float = 1.0) -> Field:
    """A field of 0 to 1: sharp ridges about a wavelength apart, as in pressed or crumpled cloth."""
    first = waves(rng, wavelength_m, way_deg=way_deg, spread=spread)
    second = waves(rng, wavelength_m * 0.61, way_deg=way_deg + 20.0, spread=spread)

    def field(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
        ridge = np.maximum(1.0 - 1.3 * np.abs(first(x, y)), 0.0) ** 1.5
        fine = np.maximum(1.0 - 1.5 * np.abs(second(x, y)), 0.0) ** 1.5
        return np.asarray(0.75 * ridge + 0.25 * fine)

    return field


def refined(points: Points, factor: int) -> Points:
    """(rows, columns, 3) at ``factor`` times the density, by a cubic through the given ones."""
    from scipy.interpolate import CubicSpline

    for axis in (0, 1):
        n = points.shape[axis]
        points = CubicSpline(np.arange(n), points, axis=axis)(np.linspace(0, n - 1, (n - 1) * factor + 1))
    return np.asarray(points)


def grid_normals(points: Points) -> Points:
    """(..., rows, columns, 3) unit normals: columns x rows, outside as `grid` has it."""
    normal = np.cross(np.gradient(points, axis=-2), np.gradient(points, axis=-3))
    length = np.sqrt(normal[..., 0] ** 2 + normal[..., 1] ** 2 + normal[..., 2] ** 2)
    return np.asarray(normal / np.maximum(length, 1e-12)[..., None])


def flat_uvs(points: Points) -> Points:
    """(rows, columns, 2) metres along the middle row and the middle column of a grid of points."""
    rows, columns = points.shape[:2]
    u = length_along(points[rows // 2])
    v = length_along(points[:, columns // 2])
    return np.stack(np.broadcast_arrays(u[None, :], v[:, None]), -1)


def thick(points: Points, thickness_m: float, *, uvs: Points | None = None, hem: Sequence[float] = ()) -> Surface:
    """A sheet with a front, a back and rounded edges over (rows, columns, 3).

    Args:
        hem: (width, extra thickness) in metres of a doubled edge all round.
    """
    uvs = flat_uvs(points) if uvs is None else uvs
    normal = grid_normals(points)
    half = np.full(points.shape[:2], thickness_m / 2)
    if len(hem):
        u, v = uvs[..., 0] - uvs[..., 0].min(), uvs[..., 1] - uvs[..., 1].min()
        edge = np.minimum(np.minimum(u, u.max() - u), np.minimum(v, v.max() - v))
        half = half + 0.5 * hem[1] * (edge < hem[0])
    front = points + normal * half[..., None]
    back = points - normal * half[..., None]
    sheets = [grid(front, uvs=uvs), flipped(grid(back, uvs=uvs))]
    return merge([*sheets, *_edges(front, back, points, uvs)])


def _edges(front: Points, back: Points, middle: Points, uvs: Points) -> list[Surface]:
    """Half-round strips that join the front to the back along the four sides."""
    sides = (
        (np.s_[0, :], np.s_[1, :], True),
        (np.s_[-1, :], np.s_[-2, :], False),
        (np.s_[:, 0], np.s_[:, 1], False),
        (np.s_[:, -1], np.s_[:, -2], True),
    )
    strips = []
    for at, inner, turned_over in sides:
        out = middle[at] - middle[inner]
        out /= np.maximum(np.linalg.norm(out, axis=-1, keepdims=True), 1e-12)
        bulge = middle[at] + out * 0.5 * np.linalg.norm(front[at] - back[at], axis=-1, keepdims=True)
        strip = np.stack([back[at], bulge, front[at]])
        side_uvs = np.broadcast_to(uvs[at], (3, *uvs[at].shape))
        surface = grid(strip, uvs=np.ascontiguousarray(side_uvs))
        strips.append(surface if turned_over else flipped(surface))
    return strips


def relaxed(
    points: Points,
    *,
    flat: Points,
    hold: Hold,
    steps: int = 160,
    sweeps: int = 6,
    gravity: float = _GRAVITY,
    pressure: float | NDArray[Any] = 0.0,
    bend: float = 0.15,
    damping: float = 0.97,
) -> Points:
    """A grid of threads after it fell, by position-based dynamics; the same points always give the same bytes.

    Args:
        points: (..., rows, columns, 3) where it starts.
        flat: (rows, columns, 3) where its points are when it is flat: how long its threads are.
        hold: mends positions in place after each sweep: pins, floors, seams.
        pressure: m/s2 along the normals.
        bend: stiffness against folding, 0 to 1.
    """
    now, before = points.astype(np.float64).copy(), points.astype(np.float64).copy()
    links = _links(flat, bend)
    for _ in range(steps):
        step = (now - before) * damping
        before = now.copy()
        step[..., 2] -= gravity * _STEP_S**2
        if np.any(pressure):
            step += grid_normals(now) * pressure * _STEP_S**2
        now = now + step
        for _ in range(sweeps):
            for first, second, rest, stiffness in links:
                _pull(now[first], now[second], rest, stiffness)
            hold(now)
    return now


def _links(flat: Points, bend: float) -> list[tuple[Any, Any, NDArray[Any], float]]:
    """Pairs of strided views of which no two share a point, with their lengths: threads, diagonals, and bends."""
    every, e = slice(None), Ellipsis
    pairs: list[tuple[Any, Any, float]] = []
    for k in (0, 1):
        low, high = slice(k, -1, 2), slice(k + 1, None, 2)
        pairs.append(((e, every, low, every), (e, every, high, every), 1.0))
        pairs.append(((e, low, every, every), (e, high, every, every), 1.0))
        pairs.append(((e, low, slice(None, -1), every), (e, high, slice(1, None), every), 0.35))
        pairs.append(((e, low, slice(1, None), every), (e, high, slice(None, -1), every), 0.35))
    for k in range(4 if bend > 0 else 0):
        low, high = slice(k, -2, 4), slice(k + 2, None, 4)
        pairs.append(((e, every, low, every), (e, every, high, every), bend))
        pairs.append(((e, low, every, every), (e, high, every, every), bend))
    return [(a, b, np.sqrt(((flat[b] - flat[a]) ** 2).sum(-1)), stiffness) for a, b, stiffness in pairs]


def _pull(first: Points, second: Points, rest: NDArray[Any], stiffness: float) -> None:
    """Move two equally shaped views towards their rest distance, in place."""
    gap = second - first
    length = np.sqrt(gap[..., 0] ** 2 + gap[..., 1] ** 2 + gap[..., 2] ** 2)
    gap *= (0.5 * stiffness * (length - rest) / np.maximum(length, 1e-9))[..., None]
    first += gap
    second -= gap


@dataclass(frozen=True, slots=False, kw_only=True, eq=False)
class Panel:
    """A cut piece of cloth: a triangulated outline with a height out of its plane."""

    flat: Points  # (n, 2), the outline first
    triangles: NDArray[Any]  # (m, 3), counter-clockwise
    rim: int  # how many points the outline has
    height: NDArray[Any]  # (n,), metres
    inset: NDArray[Any]  # (n,), metres from the outline

    @cached_property
    def _interpolator(self) -> Any:
        from scipy.interpolate import LinearNDInterpolator

        return LinearNDInterpolator(self.flat, self.height, fill_value=0.0)

    def at(self, xy: Points, lift_m: float = 0.0) -> Points:
        """(k, 3) points of the panel over (k, 2), raised by ``lift_m``."""
        return np.column_stack([xy, self._interpolator(xy) + lift_m])

    def raised(self, by: NDArray[Any]) -> Panel:
        """With ``by`` (n,) metres added to the height."""
        return replace(self, height=self.height + by)

    def surface(self, *, back: bool = False, sink: float = 1.0) -> Surface:
        """The front, or the back with ``sink`` times the height behind the plane."""
        z = -sink * self.height if back else self.height
        faces = self.triangles[:, ::-1] if back else self.triangles
        index = faces.reshape(-1)
        return Surface(
            points=np.column_stack([self.flat, z]),
            counts=np.full(len(faces), 3, np.int64),
            indices=index,
            uvs=self.flat[index],
        )

    def closed(self, sink: float = 1.0) -> Surface:
        """Front and back."""
        return merge([self.surface(), self.surface(back=True, sink=sink)])


def cut(outline: Points, step_m: float, *, resample: bool = True) -> Panel:
    """A flat panel inside a closed, counter-clockwise outline (k, 2), with points about ``step_m`` apart."""
    from scipy.spatial import Delaunay, cKDTree

    rim = resampled(outline, step_m, closed=True) if resample else np.asarray(outline, np.float64)
    low, high = rim.min(0), rim.max(0)
    xs = np.arange(low[0], high[0] + step_m, step_m)
    ys = np.arange(low[1], high[1] + step_m, step_m * 0.866)
    x, y = np.meshgrid(xs, ys)
    x = x + (np.arange(len(ys)) % 2)[:, None] * step_m / 2
    inner = np.column_stack([x.ravel(), y.ravel()])
    tree = cKDTree(resampled(rim, step_m / 3, closed=True))
    inner = inner[inside(inner, rim)]
    inner = inner[tree.query(inner)[0] > 0.62 * step_m] if len(inner) else inner
    flat = np.concatenate([rim, inner])
    triangles = Delaunay(flat).simplices
    on_rim = (triangles < len(rim)).all(1)  # no other triangle can lie outside
    keep = ~on_rim
    keep[on_rim] = inside(flat[triangles[on_rim]].mean(1), rim)
    triangles = triangles[keep]
    a, b, c = (flat[triangles[:, k]] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    triangles = np.where((area < 0)[:, None], triangles[:, ::-1], triangles)[np.abs(area) > 1e-12]
    distance = np.concatenate([np.zeros(len(rim)), tree.query(inner)[0] if len(inner) else []])
    return Panel(flat=flat, triangles=triangles, rim=len(rim), height=np.zeros(len(flat)), inset=distance)


def puffed(outline: Points, step_m: float, *, depth_m: float, fullness: float = 1.0) -> Panel:
    """A panel blown up from its outline: round where it is narrow, no deeper than ``depth_m`` where it is wide."""
    from scipy.sparse import coo_matrix, diags
    from scipy.sparse.linalg import spsolve

    panel = cut(outline, step_m)
    n, t = len(panel.flat), panel.triangles
    i = np.concatenate([t[:, [0, 1, 2]].ravel(), t[:, [1, 2, 0]].ravel()])
    j = np.concatenate([t[:, [1, 2, 0]].ravel(), t[:, [0, 1, 2]].ravel()])
    near = coo_matrix((np.ones(len(i)), (i, j)), shape=(n, n)).tocsr()
    near.data[:] = 1.0
    valence = np.asarray(near.sum(1)).ravel()
    laplacian = (diags(valence) - near).tocsr()[panel.rim :, panel.rim :]
    bowl = spsolve(laplacian.tocsc(), np.full(n - panel.rim, 1.5 * step_m**2))
    height = np.zeros(n)
    height[panel.rim :] = 2.0 * fullness * np.sqrt(np.maximum(bowl, 0.0))
    return replace(panel, height=depth_m * np.tanh(height / depth_m))


def patch(base: Panel, outline: Points, thickness_m: float, *, step_m: float, edge_m: float = 0.002) -> Panel:
    """A flat piece laid on ``base``, its edges rounded down to it."""
    piece = cut(outline, step_m)
    rise = np.sqrt(np.clip(piece.inset / max(edge_m, step_m * 0.9), 0.0, 1.0))
    ground = base.at(piece.flat)[:, 2]
    return replace(piece, height=ground + thickness_m * (rise * 1.15 - 0.15))


def resampled(curve: Points, step_m: float, *, closed: bool = False) -> Points:
    """Points about ``step_m`` apart along a polyline; without the last one where it is closed."""
    path = np.concatenate([curve, curve[:1]]) if closed else np.asarray(curve, np.float64)
    along = length_along(path)
    keep = np.concatenate([[True], np.diff(along) > 1e-9])
    path, along = path[keep], along[keep]
    count = max(round(float(along[-1]) / step_m), 3)
    at = np.linspace(0.0, along[-1], count + 1)
    out = np.stack([np.interp(at, along, path[:, k]) for k in range(path.shape[1])], -1)
    return out[:-1] if closed else out


def inside(points: Points, outline: Points) -> NDArray[np.bool_]:
    """(k,) whether (k, 2) points lie in a closed outline."""
    a, b = outline, np.roll(outline, -1, axis=0)
    rise = np.where(np.abs(b[:, 1] - a[:, 1]) < 1e-12, 1e-12, b[:, 1] - a[:, 1])
    slope = (b[:, 0] - a[:, 0]) / rise
    within = np.zeros(len(points), dtype=bool)
    for start in range(0, len(points), _AT_ONCE):
        x, y = points[start : start + _AT_ONCE, 0, None], points[start : start + _AT_ONCE, 1, None]
        across = (a[None, :, 1] > y) != (b[None, :, 1] > y)
        at = a[None, :, 0] + (y - a[None, :, 1]) * slope[None]
        within[start : start + _AT_ONCE] = ((across & (x < at)).sum(1) % 2) == 1
    return within


def rectangle(low: Sequence[float], high: Sequence[float], radius_m: float = 0.0, steps: int = 3) -> Points:
    """A closed, counter-clockwise rectangle between two corners (x, y), its corners rounded."""
    (x0, y0), (x1, y1) = low, high
    return rounded(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]), radius_m, steps, closed=True)


def mirrored(half: Sequence[tuple[float, float]]) -> Points:
    """A closed, counter-clockwise outline from its right half, listed from the bottom to the top."""
    right = np.asarray(half, np.float64)
    left = right[::-1] * np.array([-1.0, 1.0])
    both = np.concatenate([right, left])
    keep = np.linalg.norm(both - np.roll(both, 1, axis=0), axis=1) > 1e-9
    return np.asarray(both[keep])


def upright(surface: Surface) -> Surface:
    """From the cloth's frame to a standing one: its face to -Y, its y axis up."""
    x, y, z = surface.points.T
    return replace(surface, points=np.column_stack([x, -z, y]), normals=None)


def placed(
    parts: Sequence[Surface], size_m: float, *, crease_deg: Sequence[float] | float = 40.0
) -> tuple[MeshData, ...]:
    """The meshes of a form: its largest side made ``size_m``, standing on z = 0 and centred about the axis."""
    points = np.concatenate([s.points for s in parts])
    low, high = points.min(0), points.max(0)
    factor = size_m / float((high - low).max())
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    angles = np.broadcast_to(np.asarray(crease_deg, np.float64), (len(parts),))
    meshes: list[MeshData] = []
    for surface, angle in zip(parts, angles, strict=True):
        moved = replace(surface, points=(surface.points - middle) * factor, uvs=surface.uvs * factor, normals=None)
        meshes.append(finished(moved, crease_deg=float(angle)))
    return tuple(meshes)

"""What covers animals: hair that lies one way and clumps, feathers with shaft and barbs, overlapping scales."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.forms.kit.placing import joined_meshes
from assets.forms.kit.scattering import scattered, spread
from assets.forms.kit.wave_noise import wave_noise
from assets.meshes.strands import KINDS, Roots, downhill, planted, plate, ribbons, unit
from assets.meshes.surface import Surface, finished, grid, merge
from schemas.mesh import MeshData

type Floats = NDArray[Any]
type Field = Callable[[Floats, Floats], Floats]

_MARGIN = 0.02
_DOWN = 0.2  # of a feather's length


def fur(
    skin: Surface,
    rng: np.random.Generator,
    *,
    count: int,
    length_m: float,
    comb: Field | Floats,
    width_m: float | None = None,
    lie: float = 0.8,
    clump: float = 0.3,
    share: Field | None = None,
    long: Field | None = None,
) -> MeshData:
    """Hairs on a skin: laid along ``comb`` (a pull for all, or one by points and normals), in clumps.

    Args:
        lie: 0 stands up, 1 lies flat.
        clump: how much tufts bend together.
        share: where hairs grow, 0 to 1 by points and normals.
        long: factor on the length by points and normals.
    """
    roots = scattered(skin, count, rng, share=share)
    pull = comb(roots.points, roots.normals) if callable(comb) else np.broadcast_to(comb, roots.points.shape)
    along = unit(pull - (pull * roots.normals).sum(1, keepdims=True) * roots.normals + 1e-6)
    swirls = [wave_noise(rng, 0.9 * length_m + 0.012) for _ in range(3)]
    swirl = np.stack([s(roots.points) for s in swirls], -1)
    ways = unit((1.05 - lie) * roots.normals + lie * along + clump * swirl + 0.12 * rng.normal(size=along.shape))
    bends = 0.35 * along - 0.18 * roots.normals + 0.5 * clump * swirl - np.array([0.0, 0.0, 0.12])
    lengths = length_m * rng.uniform(0.7, 1.12, len(roots)) * np.clip(1.0 + 0.3 * swirl[:, 0], 0.5, 1.4)
    if long is not None:
        lengths = lengths * long(roots.points, roots.normals)
    width = (0.0004 + 0.012 * length_m) if width_m is None else width_m
    widths = np.full(len(roots), width) * np.clip(lengths / length_m, 0.4, 1.0)
    return ribbons(roots, ways, bends, (lengths, widths), rng, segments=3)


def feather(
    rng: np.random.Generator,
    *,
    wide: float = 0.13,
    lead: float = 0.5,
    bow: float = 0.06,
    rows: int = 64,
    columns: int = 6,
    splits: int = 3,
    cup: float = 0.18,
    bare: float = 0.14,
    ragged: float = 0.05,
    curl: float = 0.06,
) -> Surface:
    """The vane of a feather 1 long along y from the origin, its face to +z; its barbs slant towards the tip.

    Args:
        wide: half width of the broader side.
        lead: width of the narrow side against the broad one.
        bow: how far its shaft bends aside.
        splits: where barbs have come apart.
        bare: share of its shaft below the vane.
        curl: how far its tip sinks.
    """
    v = np.linspace(0.0, 1.0, rows)
    pieces = []
    for side in (-1.0, 1.0):
        width = wide * (1.0 if side > 0 else lead)
        shape = (
            np.clip(np.sin(np.pi * np.clip(v, 0.0, 1.0) ** 0.62), 0.0, 1.0) ** 0.55
            * np.clip((1.02 - v) / 0.20, 0.12, 1.0) ** 0.6
        )
        reach = width * shape * (1.0 + ragged * rng.normal(size=rows) * (0.4 + 1.2 * (v < 0.12)))
        lag = np.zeros(rows)
        for spot in rng.uniform(0.18, 0.92, splits):
            gap = int(spot * rows)
            lag[gap : gap + max(2, rows // 40)] -= 0.035
            reach[gap] *= float(rng.uniform(0.35, 0.8))
        u = np.linspace(0.0, 1.0, columns)[None, :]
        slant = 0.75 * width * shape[:, None] * u + lag[:, None] * u
        y = bare + (1.0 - bare) * 0.965 * v[:, None] + slant * (1.0 - 0.75 * v[:, None])
        shaft = bow * np.sin(0.5 * np.pi * v)[:, None] ** 2
        x = side * reach[:, None] * u + shaft
        z = cup * reach[:, None] * u**2 * (-1.0) - curl * y**2 + 0.004 * np.sin(40.0 * v[:, None]) * u
        points = np.stack([x, y, z], -1)
        across = 0.5 + 0.5 * side * u * (1.0 - 2 * _MARGIN)
        uvs = np.stack(np.broadcast_arrays(across, v[:, None]), -1)
        if side < 0:
            points, uvs = points[:, ::-1], uvs[:, ::-1]
        pieces.append(grid(points, uvs=uvs))
    return merge(pieces)


def shaft_line(*, bow: float = 0.06, curl: float = 0.06, count: int = 24, upto: float = 0.97) -> Floats:
    """(count, 3) the middle line of a `feather`, from the quill's end to near its tip."""
    y = np.linspace(-0.03, upto, count)
    v = np.clip((y - 0.14) / 0.86, 0.0, 1.0)
    return np.stack([bow * np.sin(0.5 * np.pi * v) ** 2, y, 0.006 - curl * y**2 - 0.0 * y], -1)


def covering(template: Surface, roots: Roots, ways: Floats, sizes: Floats, *, lift: float = 0.2) -> Surface:
    """A feather or scale at each root, laid along its way and raised by ``lift``."""
    order = np.argsort(np.arange(len(roots)), kind="stable")
    tilted = unit(ways + lift * roots.normals)
    return planted(
        template, Roots(points=roots.points[order], normals=roots.normals[order]), tilted[order], sizes[order]
    )


def small_feather(
    *, wide: float = 0.30, cup: float = -0.35, curl: float = 0.14, rows: int = 8, columns: int = 5
) -> Surface:
    """A body feather, 1 long: broad and rounded; the down at its foot is left out, for others cover it."""
    t = np.linspace(0.0, 1.0, rows)
    sheet = plate(wide * np.sin(np.pi * np.clip(t, 0.03, 0.97) ** 0.8) ** 0.7, columns=columns, cup=cup, curl=curl)
    return replace(sheet, uvs=sheet.uvs * [1.0, 1.0 - _DOWN] + [0.0, _DOWN])


def scale_plate(
    *,
    wide: float = 0.48,
    keel: float = -0.25,
    curl: float = 0.14,
    point: float = 0.0,
    rows: int = 6,
    columns: int = 5,
) -> Surface:
    """A scale 1 long: round behind, or pointed; ``keel`` below 0 arches it."""
    t = np.linspace(0.0, 1.0, rows)
    round_ = np.sqrt(np.clip(1.0 - (2.0 * t - 0.95) ** 4, 0.02, 1.0))
    sharp = np.interp(t, [0.0, 0.3, 0.6, 1.0], [0.5, 1.0, 0.85, 0.04])
    return plate(wide * ((1.0 - point) * round_ + point * sharp), columns=columns, cup=keel, curl=curl)


def tube_rows(
    path: Floats,
    radii: Floats,
    size_m: Floats,
    *,
    squash: float = 1.0,
    keep: Callable[[Floats], NDArray[np.bool_]] | None = None,
) -> tuple[Roots, Floats, Floats]:
    """(roots, ways, sizes) of scales in staggered rows round a tube along ``path``, pointing back along it.

    Args:
        radii, size_m: (n,) of the tube and of the scales along the path.
        squash: height over width of the tube.
        keep: which to keep by the angle round the tube, 0 on top.
    """
    step = np.linalg.norm(np.diff(path, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(step)])
    places = [0.0]
    while places[-1] < along[-1]:
        places.append(places[-1] + 0.52 * float(np.interp(places[-1], along, size_m)))
    points, normals, ways, sizes = [], [], [], []
    tangents = unit(np.gradient(path, axis=0))
    slopes = np.gradient(radii) / np.maximum(np.gradient(along), 1e-9)
    for row, s in enumerate(places[:-1]):
        at = np.array([np.interp(s, along, path[:, k]) for k in range(3)])
        way = unit(np.array([np.interp(s, along, tangents[:, k]) for k in range(3)]))
        side = unit(np.cross(way, [0.0, 0.0, 1.0]))
        up = np.cross(side, way)
        r, size = float(np.interp(s, along, radii)), float(np.interp(s, along, size_m))
        count = max(int(2 * np.pi * r / (0.74 * size)), 5)
        a = (np.arange(count) + 0.5 * (row % 2)) * 2 * np.pi / count
        if keep is not None:
            a = a[keep((a + np.pi) % (2 * np.pi) - np.pi)]
        out = np.sin(a)[:, None] * side + np.cos(a)[:, None] * up
        flat = np.sin(a)[:, None] * side + squash * np.cos(a)[:, None] * up
        points.append(at + r * flat)
        normals.append(unit(np.sin(a)[:, None] * side * squash + np.cos(a)[:, None] * up))
        ways.append(unit(way + float(np.interp(s, along, slopes)) * out))
        sizes.append(np.full(len(a), size))
    return (
        Roots(points=np.concatenate(points), normals=np.concatenate(normals)),
        np.concatenate(ways),
        np.concatenate(sizes),
    )


def spread_plates(
    template: Surface,
    skin: Surface,
    rng: np.random.Generator,
    spacing_m: float,
    pull: Field | Floats,
    *,
    share: Field | None = None,
    over: float = 1.9,
    lift: float = 0.15,
) -> Surface:
    """Plates evenly spread on a skin, pointing along a pull, ``over`` times as long as their spacing."""
    roots = spread(skin, spacing_m, rng, share=share)
    way = pull(roots.points, roots.normals) if callable(pull) else np.broadcast_to(pull, roots.points.shape)
    along = (
        downhill(roots.normals, way)
        if way.ndim == 1
        else unit(way - (way * roots.normals).sum(1, keepdims=True) * roots.normals + 1e-6)
    )
    sizes = over * spacing_m * rng.uniform(0.92, 1.08, len(roots))
    return covering(template, roots, along, sizes, lift=lift)


def coated(coat: MeshData, skin: Surface, *, along: float = 0.3) -> MeshData:
    """The coat and the skin under it, which is coloured as the hairs are ``along`` their length."""
    under = replace(skin, uvs=np.tile([0.3, along], (len(skin.uvs), 1)))
    return joined_meshes((coat, finished(under, crease_deg=80.0)))


def numbered_by_patch(surface: Surface, number: int) -> Surface:
    """The surface with all its texture coordinates in one strand's number."""
    return replace(surface, uvs=surface.uvs + np.array([float(number % KINDS), 0.0]))

"""Polygon meshes as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schemas.errors import AssetError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeshData:
    """A polygon mesh in metres, Z up, faces counter-clockwise seen from outside.

    ``normals``, ``uvs`` and ``curvature`` are face-varying: one row for each entry of ``face_vertex_indices``.
    ``subdivision`` is "none" or "catmullClark"; subdivided meshes leave their normals to the subdivision.
    """

    points: NDArray[np.float32]  # (n, 3), metres
    face_vertex_counts: NDArray[np.int32]  # (faces,)
    face_vertex_indices: NDArray[np.int32]  # (corners,)
    uvs: NDArray[np.float32]  # (corners, 2)
    normals: NDArray[np.float32] | None = None  # (corners, 3), unit
    subdivision: str = "none"
    curvature: NDArray[np.float32] | None = None  # (corners,), 1/m: mean, above 0 where the surface bulges
    crease_indices: NDArray[np.int32] | None = None
    crease_lengths: NDArray[np.int32] | None = None
    crease_sharpnesses: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        corners = int(self.face_vertex_counts.sum())
        if corners != len(self.face_vertex_indices) or corners != len(self.uvs):
            raise AssetError(
                f"mesh with {corners} corners by counts, "
                f"{len(self.face_vertex_indices)} indices, {len(self.uvs)} uvs"
            )
        if self.normals is not None and len(self.normals) != corners:
            raise AssetError(f"mesh with {corners} corners has {len(self.normals)} normals")
        if self.curvature is not None and len(self.curvature) != corners:
            raise AssetError(f"mesh with {corners} corners has {len(self.curvature)} curvatures")
        if len(self.face_vertex_indices) and int(self.face_vertex_indices.max()) >= len(self.points):
            raise AssetError("mesh with an index past its last point")

"""What the points of a body tell of its form, and what they do not."""

from __future__ import annotations

import numpy as np
from pxr import Usd, UsdGeom, Vt

from quality_control.readers.geometry import READERS
from usd_scenes import prim_paths
from usd_scenes.semantics import Role, set_labels


def _ball_of_squares(side: int) -> Usd.Stage:
    """A cube's grid blown up to a ball: every point on it, every face four-cornered."""
    steps = np.linspace(-1.0, 1.0, side + 1)
    points, faces = [], []
    for axis in range(3):
        for end in (-1.0, 1.0):
            start = len(points)
            points.extend(np.insert([a, b], axis, end) for a in steps for b in steps)
            for i in range(side):
                for j in range(side):
                    k = start + i * (side + 1) + j
                    faces.append((k, k + 1, k + side + 2, k + side + 1))
    cloud = np.array(points) / np.linalg.norm(points, axis=1, keepdims=True)
    stage = Usd.Stage.CreateInMemory()
    mesh = UsdGeom.Mesh.Define(stage, f"{prim_paths.SUBJECT}/Body")
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(cloud.astype(np.float32)))
    mesh.CreateFaceVertexCountsAttr([4] * len(faces))
    mesh.CreateFaceVertexIndicesAttr([int(v) for face in faces for v in face])
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    set_labels(mesh.GetPrim(), role=Role.SUBJECT, class_name="ball")
    return stage


def test_a_ball_of_squares_is_a_sphere_without_segments_and_rings() -> None:
    stage = _ball_of_squares(5)
    found = [reading.term for reader in READERS for reading in reader.read(stage)]
    assert found == ["geometry.primitives.sphere"]

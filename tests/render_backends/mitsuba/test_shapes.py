"""Values at the corners of slivers."""

from __future__ import annotations

import numpy as np

from render_backends.mitsuba.shapes import even_on_slivers
from usd_scenes.extraction.scene.triangles import Triangles


def test_a_sliver_has_one_value_and_other_triangles_keep_theirs() -> None:
    points = np.array(
        [[(0, 0, 0), (1, 0, 0), (0, 1, 0)], [(0, 0, 0), (1, 0, 0), (0.5, 0.0001, 0)]], dtype=np.float32
    )
    triangles = Triangles(points=points, normals=None, uvs=None, colors=None, face=np.arange(2))
    values = np.array([[0.0], [1.0], [2.0], [0.0], [3.0], [6.0]], dtype=np.float32)
    np.testing.assert_allclose(even_on_slivers(triangles, values)[:, 0], [0.0, 1.0, 2.0, 3.0, 3.0, 3.0])

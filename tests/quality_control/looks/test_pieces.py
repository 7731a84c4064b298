"""What grew is told by the shape of its pieces and by what a look draws on one of them: right and wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np
import pytest
from pxr import Usd

from assets.forms.catalog import find_form
from quality_control.readers.surfaces.pieces import MANY, Pieces, read_pieces
from schemas.mesh import MeshData
from tests.quality_control.looks.test_stuffs import Sketch
from usd_scenes.looks import Connection
from usd_scenes.meshes import define_mesh

GREEN, DARK_GREEN, BROWN, PALE = (0.10, 0.30, 0.05), (0.05, 0.18, 0.03), (0.10, 0.06, 0.03), (0.5, 0.45, 0.4)


def _main(form: str) -> MeshData:
    return find_form(form).generator.meshes(0)[0]


def _ribbons(count: int, length_m: float, width_m: float) -> MeshData:
    """Upright strips side by side, each with texture coordinates from 0 to 1."""
    x = np.arange(count)[:, None] * 1.5 * width_m + np.array([0.0, width_m, width_m, 0.0])
    z = np.broadcast_to(np.array([0.0, 0.0, length_m, length_m]), x.shape)
    return MeshData(
        points=np.stack([x, 0.0 * x, z], -1).reshape(-1, 3).astype(np.float32),
        face_vertex_counts=np.full(count, 4, dtype=np.int32),
        face_vertex_indices=np.arange(4 * count, dtype=np.int32),
        uvs=np.tile(np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=np.float32), (count, 1)),
    )


def _level(width_m: float, depth_m: float) -> MeshData:
    """A level sheet of 30 by 30 squares."""
    x, y = np.meshgrid(np.linspace(0.0, width_m, 31), np.linspace(0.0, depth_m, 31))
    corner = (np.arange(30)[:, None] * 31 + np.arange(30)).ravel()
    return MeshData(
        points=np.stack([x, y, 0.0 * x], -1).reshape(-1, 3).astype(np.float32),
        face_vertex_counts=np.full(900, 4, dtype=np.int32),
        face_vertex_indices=(corner[:, None] + np.array([0, 1, 32, 31])).astype(np.int32).ravel(),
        uvs=np.zeros((3600, 2), dtype=np.float32),
    )


def _behind(mesh: MeshData, by_m: float) -> MeshData:
    return replace(mesh, points=mesh.points + np.array([0.0, by_m, 0.0], dtype=np.float32))


def _joined(first: MeshData, second: MeshData) -> MeshData:
    return MeshData(
        points=np.concatenate([first.points, second.points]),
        face_vertex_counts=np.concatenate([first.face_vertex_counts, second.face_vertex_counts]),
        face_vertex_indices=np.concatenate(
            [first.face_vertex_indices, second.face_vertex_indices + len(first.points)]
        ),
        uvs=np.concatenate([first.uvs, second.uvs]),
    )


def _pieces(mesh: MeshData) -> Pieces:
    stage = Usd.Stage.CreateInMemory()
    return read_pieces(define_mesh(stage, "/A", mesh))


class _BladeSketch(Sketch):
    """Colours by where on a blade a point lies."""

    def part(self, axis: int) -> Connection:
        uv = self.node("ND_texcoord_vector2", "vector2", index=("integer", 0))
        return self.node("ND_extract_vector2", "float", **{"in": ("vector2", uv), "index": ("integer", axis)})

    def along(self, low: tuple[float, ...], high: tuple[float, ...]) -> Connection:
        return self.mixed(self.part(1), low, high)

    def branching(self, lines: float, low: tuple[float, ...], high: tuple[float, ...]) -> Connection:
        """Lines that lean from the middle towards both edges alike."""
        side = self.node("ND_absval_float", "float", **{"in": ("float", self.float_of("add", self.part(0), -0.5))})
        phase = self.float_of("multiply", self.float_of("subtract", self.part(1), side), 2.0 * np.pi * lines)
        return self.mixed(self.half(self.node("ND_cos_float", "float", **{"in": ("float", phase)})), low, high)


def _read(sketch: Sketch, colour: Connection, form: str, *, thin: bool = False) -> list[str]:
    sheet = {
        "subsurface_weight": ("float", 0.85 if thin else 0.0),
        "subsurface_color": ("color3", colour),
        "geometry_thin_walled": ("boolean", thin),
    }
    return list(
        sketch.read(
            "ND_open_pbr_surface_surfaceshader",
            mesh=_main(form),
            base_color=("color3", colour),
            specular_roughness=("float", 0.5),
            **sheet,
        )
    )


def test_a_coat_is_its_hairs_and_a_fringed_cloth_is_its_sheet() -> None:
    hairs, sheet = _ribbons(400, 0.02, 0.0006), _ribbons(1, 0.4, 0.4)
    coat = _pieces(_joined(_ribbons(20_000, 0.02, 0.0006), sheet))
    assert coat.count > MANY
    assert coat.strand > 30.0
    fringed = _pieces(_joined(hairs, sheet))
    assert fringed.count == 1
    assert fringed.length_m > 0.3
    assert fringed.strand < 4.0


def _plates(sizes_m: list[float]) -> MeshData:
    """Upright squares side by side."""
    plates = [_ribbons(1, size, size) for size in sizes_m]
    return reduce(_joined, plates)


def test_plates_that_grade_from_small_to_large_are_all_counted_and_a_few_large_ones_alone_are_not() -> None:
    graded = [0.02 * 3.0 ** (k / 199) for k in range(200)]
    assert _pieces(_plates(graded)).count == 200
    assert _pieces(_plates([0.01] * 190 + [0.4] * 10)).count == 10


@pytest.mark.parametrize(("pitch", "grown"), [(3.0, True), (100.0, False)])
def test_short_shoots_are_what_a_body_is_where_they_stand_close_on_it(pitch: float, grown: bool) -> None:
    """The body's area is three times theirs, or more."""
    rows = [_behind(_ribbons(60, 0.0015, 0.0004), k * pitch * 0.001) for k in range(60)]
    bed = _level(0.036, 60 * pitch * 0.001)
    assert (_pieces(_joined(reduce(_joined, rows), bed)).count > MANY) == grown


def test_every_pangolin_has_many_scales_and_every_mossy_roof_many_shoots() -> None:
    """The members that were misread: the most finely graded scales, the most bed below its shoots."""
    for form, variant in (("pangolin", 15), ("mossy_roof_tiles", 6)):
        mesh = find_form(form).generator.meshes(variant)[0]
        stage = Usd.Stage.CreateInMemory()
        assert read_pieces(define_mesh(stage, "/A", mesh)).count > MANY


def test_a_bent_hair_is_as_slender_as_a_straight_one() -> None:
    assert _pieces(_main("sheepskin")).strand > 30.0


@pytest.mark.parametrize(
    ("form", "is_fur"), [("rabbit", True), ("sheepskin", True), ("towels_folded", False), ("coiled_snake", False)]
)
def test_many_strands_are_fur_and_sheets_and_plates_are_not(form: str, is_fur: bool) -> None:
    sketch = _BladeSketch()
    assert ("organic.fur" in _read(sketch, sketch.along(BROWN, PALE), form)) == is_fur


@pytest.mark.parametrize(("lines", "barbed"), [(60.0, True), (9.0, False), (0.0, False)])
@pytest.mark.parametrize("form", ["quill_in_ink", "songbird"])
def test_vanes_of_fine_barbs_are_feathers_one_or_many(form: str, lines: float, barbed: bool) -> None:
    sketch = _BladeSketch()
    assert ("organic.feathers" in _read(sketch, sketch.branching(lines, BROWN, PALE), form)) == barbed


@pytest.mark.parametrize(("lines", "veined"), [(10.0, True), (60.0, False), (0.0, False)])
def test_a_green_sheet_with_veins_off_its_midrib_is_a_leaf(lines: float, veined: bool) -> None:
    sketch = _BladeSketch()
    found = _read(sketch, sketch.branching(lines, DARK_GREEN, GREEN), "maple_leaf", thin=True)
    assert ("subsurface.leaves" in found) == veined


@pytest.mark.parametrize(
    ("form", "found"),
    [("mossy_stone", "organic.moss"), ("turf_sod", "organic.grass"), ("maple_leaf", ""), ("fallen_leaves", "")],
)
def test_green_blades_are_moss_where_short_and_grass_where_they_stand(form: str, found: str) -> None:
    sketch = _BladeSketch()
    read = _read(sketch, sketch.along(DARK_GREEN, GREEN), form, thin=True)
    assert {"organic.moss", "organic.grass"} & set(read) == ({found} if found else set())


def test_blades_of_another_colour_are_no_moss_and_no_grass() -> None:
    for form in ("mossy_stone", "turf_sod"):
        sketch = _BladeSketch()
        read = _read(sketch, sketch.along((0.2, 0.02, 0.02), (0.4, 0.05, 0.05)), form, thin=True)
        assert not {"organic.moss", "organic.grass"} & set(read)

"""PNG files and previews of AOVs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from finishing import preview_of, quantize_to_bytes, read_png, write_png
from schemas.errors import ImageError, UnsupportedError
from schemas.frame import Frame
from tests.finishing.synthetic_scene import trace_still_life


def _noise(size: int) -> np.ndarray:
    return np.random.Generator(np.random.Philox(key=3)).random((size, size, 3)).astype(np.float32)


def test_a_png_comes_back_within_half_a_code_value(tmp_path: Path) -> None:
    picture = _noise(24)
    write_png(picture, tmp_path / "a.png")
    assert np.abs(read_png(tmp_path / "a.png") - picture).max() <= 0.5 / 255.0 + 1e-6


def test_the_same_pixels_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        write_png(quantize_to_bytes(_noise(24)), tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert b"tIME" not in (tmp_path / "a.png").read_bytes()


def test_a_png_that_is_cut_off_is_an_image_error(tmp_path: Path) -> None:
    write_png(_noise(64), tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(data[: len(data) // 2])
    with pytest.raises(ImageError):
        read_png(tmp_path / "a.png")


def test_a_preview_of_normals_shows_up_as_light_blue() -> None:
    frame = Frame(arrays={"normal": np.tile(np.array((0.0, 0.0, 1.0), dtype=np.float32), (4, 4, 1))})
    np.testing.assert_array_equal(preview_of(frame, "normal")[0, 0], (128, 128, 255))


def test_a_preview_of_depth_is_bright_near_and_black_without_a_surface() -> None:
    frame = trace_still_life(48)
    depth = frame.aov("camera_depth").copy()
    depth[:4] = 1e10
    shown = preview_of(Frame(arrays={"camera_depth": depth}), "camera_depth")
    near, far = np.unravel_index(np.argmin(depth), depth.shape)[:2], (6, 24)
    assert shown[near].min() > shown[far].max()
    assert shown[:4].max() == 0


def test_ids_keep_their_colour_when_their_numbers_change() -> None:
    ids = np.array([[[1.0], [2.0]]], dtype=np.float32)
    first = Frame(arrays={"instance_id": ids}, ids={"instance_id": {1: "/World/A", 2: "/World/B"}})
    second = Frame(arrays={"instance_id": ids}, ids={"instance_id": {1: "/World/B", 2: "/World/A"}})
    a, b = preview_of(first, "instance_id"), preview_of(second, "instance_id")
    np.testing.assert_array_equal(a[0, 0], b[0, 1])
    assert (a[0, 0] != a[0, 1]).any()


def test_a_preview_of_an_aov_that_the_frame_lacks_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="mist"):
        preview_of(trace_still_life(16), "mist")

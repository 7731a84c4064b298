"""Cycles still draws the kept pictures, by a z-test against their variance."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from finishing.png import write_png
from render_backends.pool import WorkerPool
from tests.golden.references import Picture, Reference, read_reference, render_scene
from tests.golden.scenes import SCENES

pytestmark = [pytest.mark.renderer, pytest.mark.golden]

FRESH_SEED = 1001  # none of the references'
BLOCK = 8
BLOCK_LIMIT = 6.0
"""Standard errors that the mean of an 8 x 8 block may be off: 192 blocks of a right picture stay below 4."""
MEAN_LIMIT = 0.01


def _worst_block(picture: Picture, reference: Reference) -> float:
    """The largest deviation of a block's mean, in standard errors; a block without noise may be off by 0.2 %."""
    variance = (
        reference.variance * (1.0 + 1.0 / reference.renders) + (0.002 * reference.mean + 1e-5) ** 2 * BLOCK**2
    )
    return float(np.abs(_blocks(picture - reference.mean) / np.sqrt(_blocks(variance) / BLOCK**2)).max())


def _blocks(values: np.ndarray) -> np.ndarray:
    height, width, channels = values.shape
    return values.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK, channels).mean(axis=(1, 3))


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_scene_looks_as_it_did(name: str, cycles_pool: WorkerPool, tmp_path: Path) -> None:
    reference = read_reference(name)
    picture = render_scene(name, cycles_pool, tmp_path, seed=FRESH_SEED)
    worst = _worst_block(picture, reference)
    bias = float(np.abs(picture.mean(axis=(0, 1)) / reference.mean.mean(axis=(0, 1)) - 1.0).max())
    if worst >= BLOCK_LIMIT or bias >= MEAN_LIMIT:
        _leave(name, picture, reference)
    assert worst < BLOCK_LIMIT
    assert bias < MEAN_LIMIT


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_picture_that_is_three_percent_too_bright_would_be_found(name: str) -> None:
    reference = read_reference(name)
    noise = np.random.default_rng(3).standard_normal(reference.mean.shape) * np.sqrt(reference.variance)
    right = (reference.mean + noise).astype(np.float32)
    assert _worst_block(right, reference) < BLOCK_LIMIT
    assert abs(float((right * 1.03).mean() / reference.mean.mean()) - 1.0) > MEAN_LIMIT
    moved = np.roll(right, 1, axis=1)
    assert _worst_block(moved, reference) > BLOCK_LIMIT


def _leave(name: str, picture: Picture, reference: Reference) -> None:
    """Picture, golden and error map, for the eye."""
    folder = Path(os.environ.get("PARALLEL_SYNTH_FAILED_PICTURES", "out/failed_pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    error = np.abs(picture - reference.mean) / np.sqrt(reference.variance + 1e-8) / BLOCK_LIMIT
    for kind, values in (("picture", picture), ("golden", reference.mean), ("error", error)):
        write_png(np.clip(values, 0.0, 1.0).astype(np.float32) ** (1 / 2.2), folder / f"{name}_{kind}.png")

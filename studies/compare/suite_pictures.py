"""The pictures that stages of the parity suite use."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from finishing.png import write_png
from studies.compare.suite_scene import SuiteScene


def write_suite_picture(scene: SuiteScene, name: str) -> str:
    """An 8-bit picture beside the stage: four colours, normals of waves, or a sky that brightens to one side."""
    file = Path(scene.file.with_name(name))
    if name == "sky.png":
        rows, columns = np.linspace(1.0, 0.2, 64)[:, None], np.linspace(0.0, 2.0 * np.pi, 128)[None, :]
        level = rows * (0.6 + 0.4 * np.cos(columns))
        pixels = np.stack([level * 0.8, level * 0.9, level], axis=-1)
    elif name == "waves.png":
        turn = (np.arange(256) + 0.5) / 256 * 2.0 * np.pi
        slopes = [np.broadcast_to(0.5 * np.sin(2.0 * t), (256, 256)) for t in (turn[None, :], turn[:, None])]
        normals = np.stack([*slopes, np.ones((256, 256))], axis=-1)
        pixels = normals / np.linalg.norm(normals, axis=-1, keepdims=True) * 0.5 + 0.5
    else:
        pixels = np.zeros((64, 64, 3))
        pixels[:32, :32], pixels[:32, 32:] = (0.9, 0.2, 0.2), (0.2, 0.9, 0.2)
        pixels[32:, :32], pixels[32:, 32:] = (0.2, 0.2, 0.9), (0.9, 0.9, 0.9)
    write_png(pixels.astype(np.float32), file)
    return f"./{name}"

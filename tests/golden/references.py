"""The kept pictures: mean and variance of many renders that differ in their seed only.

Made again by ``python -m tests.golden.references``; look at them before committing.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.render import RenderRequest
from tests.golden.scenes import SCENES

FOLDER = Path(__file__).parent / "references"
RESOLUTION = (64, 64)
SPP = 32
RENDERS = 24

type Picture = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """Per pixel and channel (64, 64, 3), scene-linear Rec.709: mean and variance of one render at 32 spp."""

    mean: Picture
    variance: Picture
    renders: int


def read_reference(name: str) -> Reference:
    with np.load(FOLDER / f"{name}.npz") as data:
        return Reference(
            mean=data["mean"].astype(np.float32), variance=data["variance"], renders=int(data["renders"])
        )


def render_scene(name: str, pool: WorkerPool, folder: Path, *, seed: int) -> Picture:
    """The beauty (64, 64, 3) of a scene, not denoised."""
    folder.mkdir(parents=True, exist_ok=True)
    request = RenderRequest(
        stage=SCENES[name](folder / f"{name}_{seed}.usda"),
        camera="/World/Camera",
        time_code=1.0,
        resolution=RESOLUTION,
        aovs=("beauty",),
        spp=SPP,
        seed=seed,
        output=folder / f"{name}_{seed}.exr",
    )
    return read_frame(pool.render(request).frame).aov("beauty")[..., :3]


def remake(name: str, pool: WorkerPool, folder: Path) -> Reference:
    pictures = np.stack([render_scene(name, pool, folder, seed=seed) for seed in range(RENDERS)])
    variance = pictures.var(axis=0, ddof=1)
    return Reference(mean=pictures.mean(axis=0), variance=variance, renders=RENDERS)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the golden pictures again.")
    parser.add_argument("scene", nargs="*", choices=list(SCENES), help="all when none is named")
    FOLDER.mkdir(exist_ok=True)
    with WorkerPool("cycles", workers=1) as pool, tempfile.TemporaryDirectory() as scratch:
        for name in parser.parse_args().scene or SCENES:
            made = remake(name, pool, Path(scratch))
            np.savez_compressed(
                FOLDER / f"{name}.npz",
                mean=made.mean.astype(np.float16),
                variance=made.variance.astype(np.float32),
                renders=made.renders,
            )


if __name__ == "__main__":
    main()

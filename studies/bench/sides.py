"""One side of a benchmark in turns: a version of this project that is driven by its command line alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pxr import Sdf

from schemas.errors import RenderError
from schemas.sample_files import SAMPLES_FOLDER, STAGE_FILE, TIMINGS_FILE
from schemas.timings import Timings
from studies.bench.commits import bare_environment
from usd_scenes.layer_files import stage_over
from usd_scenes.render_settings import set_denoise

_PAID_FOR = ("render.sampling", "render.denoise")
_START_LIMIT_S = 600.0
_SAMPLE_LIMIT_S = 600.0
_REJECTED = 1
"""The exit code of a command that did its work, part of which a rule kept out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSeconds:
    """Wall time from the end of the sample before to the end of this one."""

    total: float
    sampling: float  # and denoising, which Cycles does not tell apart

    @property
    def other(self) -> float:
        """What is neither."""
        return max(self.total - self.sampling, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderTask:
    """A render of stages that were composed before: the linear beauty, at the stages' own size."""

    name: str  # of the folder for its frames
    spp: int
    seed: int
    denoise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A version under its command. What the commands are asked is kept stable from version to version."""

    command: tuple[str, ...]
    folder: Path
    seed: int
    backend: str

    def generate(
        self, indices: range, *, turn: int, resolution: tuple[int, int], spp: int
    ) -> dict[int, SampleSeconds]:
        """Make samples in a fresh dataset; seconds by index, without the first, which starts the renderer.

        Raises:
            RenderError: the command failed.
        """
        output = self.folder / f"turn-{turn}"
        self._ask(
            "generate", "--indices", f"{indices.start}:{indices.stop}", "--seed", str(self.seed),
            "--backend", self.backend, "--resolution", _size(resolution), "--spp", str(spp),
            "--workers", "1", "--output", str(output), samples=len(indices),
        )  # fmt: skip
        return read_seconds(output)

    def compose(self, indices: range, *, resolution: tuple[int, int], spp: int) -> dict[int, Path]:
        """Compose samples; their stages by index, each with a layer over it that leaves denoising to the command.

        Raises:
            RenderError: the command failed.
        """
        output = self.folder / "composed"
        self._ask(
            "compose", "--indices", f"{indices.start}:{indices.stop}", "--seed", str(self.seed),
            "--resolution", _size(resolution), "--spp", str(spp), "--output", str(output), samples=len(indices),
        )  # fmt: skip
        stages = {int(file.parent.name): file for file in output.glob(f"{SAMPLES_FOLDER}/*/[0-9]*/{STAGE_FILE}")}
        return {index: _without_denoising(file) for index, file in sorted(stages.items())}

    def render(self, stages: Mapping[int, Path], task: RenderTask) -> dict[int, Path]:
        """Frames by index; a stage that fails has none.

        Raises:
            RenderError: the command failed as a whole.
        """
        document = self._ask(
            "render", *(str(stage) for stage in stages.values()), "--backend", self.backend, "--aovs", "beauty",
            "--spp", str(task.spp), "--seed", str(task.seed), "--denoise" if task.denoise else "--no-denoise",
            "--output", str(self.folder / task.name), samples=len(stages),
        )  # fmt: skip
        rows = document.get("renders")
        frames = {
            str(row["stage"]): Path(row["frame"]) for row in rows if not row["error"]
        } if isinstance(rows, list) else {}  # fmt: skip
        return {index: frames[str(stage)] for index, stage in stages.items() if str(stage) in frames}

    def _ask(self, *arguments: str, samples: int) -> dict[str, object]:
        self.folder.mkdir(parents=True, exist_ok=True)
        limit_s = _START_LIMIT_S + _SAMPLE_LIMIT_S * samples
        what = " ".join((Path(self.command[0]).name, arguments[0]))
        try:
            done = subprocess.run(
                (*self.command, *arguments, "--json"),
                cwd=self.folder,
                env=bare_environment(),
                capture_output=True,
                text=True,
                timeout=limit_s,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RenderError(f"{what}: no end after {limit_s:.0f} s", backend=self.backend) from error
        if done.returncode not in (0, _REJECTED):
            said = " ".join(done.stderr.strip().splitlines()[-3:])
            raise RenderError(
                f"{what} of {self.folder.name} exits {done.returncode}: {said}", backend=self.backend
            )
        return _document(done.stdout, what)


def read_seconds(dataset: Path) -> dict[int, SampleSeconds]:
    """From the timings of a dataset's samples, in the order in which they were finished; the first has none."""
    files = (
        *dataset.glob(f"{SAMPLES_FOLDER}/*/[0-9]*/{TIMINGS_FILE}"),
        *dataset.glob(f"rejected/*/[0-9]*/{TIMINGS_FILE}"),
    )
    finished = sorted(files, key=lambda file: file.stat().st_mtime_ns)
    found: dict[int, SampleSeconds] = {}
    for before, file in pairwise(finished):
        seconds = Timings.from_json(json.loads(file.read_text(encoding="utf-8"))).seconds
        found[int(file.parent.name)] = SampleSeconds(
            total=(file.stat().st_mtime_ns - before.stat().st_mtime_ns) * 1e-9,
            sampling=sum(seconds.get(name, 0.0) for name in _PAID_FOR),
        )
    return found


def _without_denoising(file: Path) -> Path:
    root = Sdf.Layer.FindOrOpen(str(file))
    over = file.with_name("measured.usda")
    with stage_over(root, over, sublayer=f"./{file.name}") as stage:
        set_denoise(stage, False)
    return over


def _size(resolution: Sequence[int]) -> str:
    return f"{resolution[0]}x{resolution[1]}"


def _document(printed: str, what: str) -> dict[str, object]:
    try:
        document = json.loads(printed[printed.index("{") :])
    except ValueError as error:
        raise RenderError(f"{what}: printed no JSON") from error
    return dict(document)

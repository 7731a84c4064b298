"""Renders looks for the tests: the parent's side of `scene_process`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import OpenImageIO as oiio

REPOSITORY_ROOT = Path(__file__).resolve().parents[3]


class StudioError(Exception):
    """What the scene process answered instead of a picture; `kind` is our error class's name."""

    def __init__(self, message: str, kind: str) -> None:
        self.kind = kind
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """(height, width, 3) float32, row 0 at the top, scene-linear Rec.709."""

    pixels: np.ndarray
    seconds_bind: float
    seconds_render: float
    messages: tuple[str, ...] = ()
    cache_hit: bool = False

    @property
    def mean(self) -> np.ndarray:
        """Mean colour."""
        return self.pixels.reshape(-1, 3).mean(axis=0)

    @property
    def centre(self) -> np.ndarray:
        """Mean colour of the middle ninth."""
        size = self.pixels.shape[0]
        return self.pixels[size // 3 : -(size // 3), size // 3 : -(size // 3)].reshape(-1, 3).mean(axis=0)


@dataclass(slots=True)
class Studio:
    """One Blender process with one shader cache."""

    folder: Path
    cache: Path
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _count: int = field(default=0, init=False)

    def render_stage(self, path: Path, material: str, **options: Any) -> Picture:
        """A look of a USD stage; options as in `_render`."""
        return self._render({"kind": "stage", "path": str(path), "material": material}, options)

    def render_document(self, path: Path, material: str, **options: Any) -> Picture:
        """A look of a `.mtlx` file."""
        return self._render({"kind": "document", "path": str(path), "material": material}, options)

    def render_native(
        self, node: str, inputs: dict[str, Any], *, socket: str = "Surface", **options: Any
    ) -> Picture:
        """One of Blender's own shader nodes."""
        native = {"node": node, "inputs": inputs, "socket": socket}
        return self._render({"kind": "native", "path": node, "native": native}, options)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(10)
            self._process = None

    def _render(self, request: dict[str, Any], options: dict[str, Any]) -> Picture:
        defaults = {"shape": "plane", "spp": 4, "resolution": 32, "background": (0.0, 0.0, 0.0)}
        self._count += 1
        output = self.folder / f"{self._count:04}.exr"
        answer = self._ask({**defaults, **request, **options, "output": str(output)})
        if "error" in answer:
            raise StudioError(answer["error"], answer["type"])
        picture = oiio.ImageBuf(str(output))
        return Picture(
            pixels=np.asarray(picture.get_pixels(oiio.FLOAT))[:, :, :3],
            seconds_bind=answer["seconds_bind"],
            seconds_render=answer["seconds_render"],
            messages=tuple(answer["messages"]),
            cache_hit=answer["cache_hit"],
        )

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self._process is None:
            self._process = self._start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait(10)
            self._process = None
            raise StudioError(f"the scene process died with code {code}", "Crash")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        self.folder.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            [sys.executable, "-m", "tests.render_backends.materialx_osl.scene_process", str(self.cache)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if "STUDIO_STDERR" not in os.environ else None,
            cwd=REPOSITORY_ROOT,
            text=True,
        )

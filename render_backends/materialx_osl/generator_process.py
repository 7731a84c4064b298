"""The generator: a child process that turns looks into OSL, one JSON line in, JSON lines out.

It runs in an interpreter of its own because MaterialX and USD's wheels must not meet Blender's
bundled ones, and because MaterialX's generator can crash. Started by `generator_client` as

    python -m render_backends.materialx_osl.generator_process READ_FD WRITE_FD CACHE_DIR

Requests: `{"kind": "stage", "path": ..., "time_code": ..., "materials": [...]}`; kind `document` for
a `.mtlx` file, and kind `library` for MaterialX's own node definitions (the library sweep).
Answers: one line per material, in the order asked, `{"look": ...}` or `{"error": ...}`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from render_backends.materialx_osl.looks import GeneratedLook
    from render_backends.materialx_osl.osl_generator import OslGenerator

_DEFAULT_FPS = 24.0


def main(arguments: list[str]) -> None:
    """Answer requests until the worker closes its end."""
    read_fd, write_fd, cache_dir = int(arguments[0]), int(arguments[1]), Path(arguments[2])
    sys.setrecursionlimit(20_000)  # a network is read recursively, three frames a node
    from render_backends.materialx_osl.osl_generator import OslGenerator, standard_library

    standard_library()
    generator = OslGenerator()
    with os.fdopen(read_fd, "r") as requests, os.fdopen(write_fd, "w") as answers:
        for line in requests:
            for answer in _answer(json.loads(line), generator, cache_dir):
                answers.write(json.dumps(answer) + "\n")
                answers.flush()


def _answer(request: Mapping[str, Any], generator: OslGenerator, cache_dir: Path) -> Iterator[dict[str, object]]:
    from render_backends.materialx_osl.look_document import LookError

    opened: _StageReader | _DocumentReader | _LibraryReader | None = None
    for name in request["materials"]:
        try:
            opened = opened or _open(request, cache_dir)
            yield {"look": opened.generate(name, generator).to_json()}
        except LookError as error:
            yield {"error": str(error)}
        except Exception as error:  # noqa: BLE001 - the process's edge: the worker gets every fault as an answer
            yield {"error": f"{type(error).__name__}: {error}"}


def _open(request: Mapping[str, Any], cache_dir: Path) -> _StageReader | _DocumentReader | _LibraryReader:
    time_code = float(request["time_code"])
    if request["kind"] == "stage":
        return _StageReader(request["path"], request["materials"], time_code, cache_dir)
    if request["kind"] == "document":
        return _DocumentReader(request["path"], time_code, cache_dir)
    return _LibraryReader()


class _StageReader:
    """Looks of a USD stage; only the materials asked for are composed."""

    def __init__(self, path: str, materials: list[str], time_code: float, cache_dir: Path) -> None:
        from pxr import Sdf, Usd

        from render_backends.materialx_osl.look_document import LookError

        layer = Sdf.Layer.FindOrOpen(path)
        if not layer:
            raise LookError("no stage can be opened there", node=path)
        mask = Usd.StagePopulationMask([Sdf.Path(material) for material in materials])
        self._stage = Usd.Stage.OpenMasked(layer, mask)
        self._stage.Reload()
        self._stage.ExpandPopulationMask()
        self._cache_dir = cache_dir
        self._time_code = time_code
        self._fps = float(self._stage.GetTimeCodesPerSecond() or _DEFAULT_FPS)

    def generate(self, name: str, generator: OslGenerator) -> GeneratedLook:
        from pxr import UsdShade

        from render_backends.materialx_osl.look_document import LookError, generate_look
        from render_backends.materialx_osl.stage_looks import read_look

        material = UsdShade.Material(self._stage.GetPrimAtPath(name))
        if not material:
            raise LookError("no material prim there", node=name)
        look = read_look(material, time_code=self._time_code, cache_dir=self._cache_dir)
        return generate_look(look, generator, frame=self._time_code, fps=self._fps)


class _DocumentReader:
    """Looks of a `.mtlx` file."""

    def __init__(self, path: str, time_code: float, cache_dir: Path) -> None:
        from render_backends.materialx_osl.document_looks import MtlxFile

        self._file = MtlxFile(Path(path), cache_dir=cache_dir)
        self._time_code = time_code

    def generate(self, name: str, generator: OslGenerator) -> GeneratedLook:
        from render_backends.materialx_osl.look_document import generate_look

        return generate_look(self._file.read_look(name), generator, frame=self._time_code, fps=_DEFAULT_FPS)


class _LibraryReader:
    """Node definitions of MaterialX's library, each as a shader of its own."""

    def generate(self, name: str, generator: OslGenerator) -> GeneratedLook:
        from render_backends.materialx_osl.look_document import generate_definition

        return generate_definition(name, generator)


if __name__ == "__main__":
    main(sys.argv[1:])

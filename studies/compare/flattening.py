"""A stage that refers to MaterialX documents, flattened: usd-core reads none, the bpy wheel's OpenUSD does."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import SceneError

if TYPE_CHECKING:
    from pxr import Usd  # never loaded in the process below, which has another

_MATERIALX = ".mtlx"
_TIME_LIMIT_S = 300.0


def refers_to_materialx(stage: Usd.Stage) -> bool:
    """Whether an arc of the stage leads to a MaterialX document, which this OpenUSD cannot open."""
    return any(_MATERIALX in str(error) for error in stage.GetCompositionErrors())


def flatten_stage(file: Path, output: Path) -> Path:
    """All layers of ``file`` as one, ``output``; the paths in it are absolute.

    Raises:
        SceneError: it does not compose there either, or there is no such OpenUSD.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    command = [sys.executable, "-m", "studies.compare.flattening", str(file.resolve()), str(output.resolve())]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_TIME_LIMIT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise SceneError(f"not flattened in {_TIME_LIMIT_S:g} s", layer=str(file)) from error
    if not output.exists():
        reason = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise SceneError(f"its MaterialX documents cannot be read: {reason}", layer=str(file))
    return output


def main() -> None:
    """``python -m studies.compare.flattening FILE OUTPUT``: the process with the other OpenUSD."""
    from usd_scenes.bundled_usd import put_bundled_usd_first

    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    put_bundled_usd_first(backend="compare")
    from pxr import Usd

    stage = Usd.Stage.Open(given.file)
    if errors := stage.GetCompositionErrors():
        sys.stderr.write(f"{errors[0]}\n")
        sys.stderr.flush()
        os._exit(1)
    partial = given.output.with_suffix(".partial.usdc")
    stage.Flatten().Export(str(partial))
    partial.rename(given.output)
    os._exit(0)  # bpy's own exit may hang


if __name__ == "__main__":
    main()

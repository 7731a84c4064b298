"""Layers over a stage, and layers onto the disk: whole, or an error that says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pxr import Sdf, Tf, Usd

from schemas.errors import StorageError

_SESSION = "session.usda"
_OF_THE_STAGE = (
    "upAxis", "metersPerUnit", "timeCodesPerSecond", "framesPerSecond", "startTimeCode", "endTimeCode",
    "defaultPrim", "renderSettingsPrimPath",
)  # fmt: skip


@contextmanager
def stage_over(root: Sdf.Layer, file: Path, *, sublayer: str = "") -> Iterator[Usd.Stage]:
    """The stage of ``root`` under one more layer, which takes the edits and is ``file`` at the end.

    For what another process is to open; what stays in this one takes `session_edits`. The layer has the stage's
    metadata. Where the block raises, no file is left.

    Args:
        sublayer: how the layer names ``root``; by default its whole path.

    Raises:
        StorageError: the disk refused the write.
    """
    file.unlink(missing_ok=True)
    layer = new_layer(file)
    layer.subLayerPaths = [sublayer or root.realPath]
    for key in _OF_THE_STAGE:
        if root.pseudoRoot.HasInfo(key):
            layer.pseudoRoot.SetInfo(key, root.pseudoRoot.GetInfo(key))
    if root.expressionVariables:
        layer.expressionVariables = root.expressionVariables
    session = Sdf.Layer.CreateAnonymous(_SESSION)
    yield Usd.Stage.Open(layer, session, Usd.Stage.LoadAll)
    save_layer(layer)


def session_edits(stage: Usd.Stage) -> Usd.EditContext:
    """Within it, opinions over every layer of the stage that no file takes."""
    return Usd.EditContext(stage, stage.GetSessionLayer())


@lru_cache(maxsize=512)
def keep_layer(file: Path) -> Sdf.Layer:
    """Keep a file that never changes open, as one of an asset store, so that the next stage need not parse it."""
    return Sdf.Layer.FindOrOpen(str(file))


def new_layer(file: Path) -> Sdf.Layer:
    """An empty layer that `save_layer` writes to ``file``; one that is open already is emptied."""
    identifier = str(file)
    existing = Sdf.Layer.Find(identifier)
    if existing is not None:
        existing.Clear()
        return existing
    return Sdf.Layer.New(Sdf.FileFormat.FindByExtension(file.suffix[1:]), identifier)


def save_layer(layer: Sdf.Layer) -> Path:
    """Write ``layer`` to its file and look whether it arrived; returns the file.

    Raises:
        StorageError: the disk refused the write, or took only a part of it.
    """
    file = Path(layer.realPath or layer.identifier)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        saved = layer.Save(True)
        if saved and file.suffix != ".usda":
            Sdf.Layer.OpenAsAnonymous(str(file))  # a crate file that was cut off says so when it is opened
    except (Tf.ErrorException, OSError) as error:
        reason = str(error).strip().splitlines()[-1]
        raise StorageError(
            f"{file}: the layer could not be written; is there room on the disk? {reason}"
        ) from error
    if not saved:
        raise StorageError(f"{file}: the layer could not be written; is there room on the disk?")
    return file

"""Layers onto the disk: whole, or an error that says so."""

from __future__ import annotations

from pathlib import Path

from pxr import Sdf, Tf

from schemas.errors import StorageError

_OF_THE_STAGE = (
    "upAxis", "metersPerUnit", "timeCodesPerSecond", "framesPerSecond", "startTimeCode", "endTimeCode",
    "defaultPrim", "renderSettingsPrimPath",
)  # fmt: skip


def layer_over(root: Sdf.Layer, file: Path, *, sublayer: str) -> Sdf.Layer:
    """A new layer over the root layer of a stage, with the stage's metadata; not written yet.

    Args:
        sublayer: how the layer at ``file`` names ``root``.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    stale = Sdf.Layer.Find(str(file))
    if stale is not None:
        stale.Clear()
    layer = stale if stale is not None else Sdf.Layer.CreateNew(str(file))
    layer.subLayerPaths = [sublayer]
    for key in _OF_THE_STAGE:
        if root.pseudoRoot.HasInfo(key):
            layer.pseudoRoot.SetInfo(key, root.pseudoRoot.GetInfo(key))
    if root.expressionVariables:
        layer.expressionVariables = root.expressionVariables
    return layer


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

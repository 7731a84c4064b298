"""Frames as multichannel OpenEXR files, through OpenImageIO."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from schemas.aovs import find_aov
from schemas.errors import ImageError, StorageError
from schemas.frame import CameraMatrices, Frame, Pixels
from schemas.namespace import NAMESPACE

_ATTRIBUTE_PREFIX = f"{NAMESPACE}:"
_NO_DATE = "0000:00:00 00:00:00"  # else the writer puts the clock in, and no two runs give the same bytes


def write_frame(frame: Frame, file: Path) -> None:
    """Write every AOV of ``frame`` into one EXR; the file appears whole or not at all.

    Half where `schemas.aovs` says so, else float. The header holds the camera matrices, the id tables as
    JSON and ``frame.header``.

    Raises:
        StorageError: the disk refused the write.
    """
    import OpenImageIO as oiio

    names, formats, planes = _channels_of(frame)
    width, height = frame.resolution
    spec = oiio.ImageSpec(width, height, len(names), oiio.FLOAT)
    spec.channelnames = tuple(names)
    spec.channelformats = tuple(oiio.HALF if storage == "half" else oiio.FLOAT for storage in formats)
    spec.attribute("compression", "zip")
    spec.attribute("oiio:ColorSpace", "lin_rec709_scene")
    spec.attribute("DateTime", _NO_DATE)
    for key, value in _header_of(frame).items():
        spec.attribute(_ATTRIBUTE_PREFIX + key, value)
    pixels = np.ascontiguousarray(np.concatenate(planes, axis=2), dtype=np.float32)
    temporary = file.with_name(f".{file.name}.partial.exr")
    output = oiio.ImageOutput.create(str(temporary))
    if output is None:
        raise ImageError(f"no EXR writer: {oiio.geterror()}", file=str(file))
    try:
        if not output.open(str(temporary), spec) or not output.write_image(pixels) or not output.close():
            raise StorageError(f"{file}: cannot write the EXR: {output.geterror()}")
        temporary.replace(file)
    except OSError as error:
        raise StorageError(f"{file}: cannot write the EXR: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def read_frame(file: Path) -> Frame:
    """Read an EXR that `write_frame` wrote.

    Raises:
        ImageError: the file is missing, truncated, or not such an EXR.
    """
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(str(file))
    if source is None:
        raise ImageError(f"cannot be read: {oiio.geterror()}", file=str(file))
    try:
        spec = source.spec()
        pixels = source.read_image(0, 0, 0, spec.nchannels, oiio.FLOAT)
        if pixels is None:
            raise ImageError(f"damaged or cut off: {source.geterror()}; render it again", file=str(file))
    finally:
        source.close()
    header = {
        attribute.name.removeprefix(_ATTRIBUTE_PREFIX): str(attribute.value)
        for attribute in spec.extra_attribs
        if attribute.name.startswith(_ATTRIBUTE_PREFIX)
    }
    arrays = dict(_arrays_of(list(spec.channelnames), np.asarray(pixels, dtype=np.float32)))
    return _frame_from(arrays, header)


def _channels_of(frame: Frame) -> tuple[list[str], list[str], list[Pixels]]:
    names: list[str] = []
    formats: list[str] = []
    planes: list[Pixels] = []
    for name, array in frame.arrays.items():
        aov = find_aov(name)
        if aov is None or array.shape[2] != len(aov.channels):
            raise ImageError(f"AOV {name!r} with {array.shape[2]} channels is not in the table of AOVs")
        names += aov.channel_names
        formats += [aov.storage] * len(aov.channels)
        planes.append(array)
    return names, formats, planes


def _header_of(frame: Frame) -> dict[str, str]:
    header = dict(frame.header)
    header["ids"] = json.dumps({aov: {str(i): p for i, p in sorted(t.items())} for aov, t in frame.ids.items()})
    if frame.camera is not None:
        header["camera_from_world"] = json.dumps(frame.camera.camera_from_world)
        header["ndc_from_camera"] = json.dumps(frame.camera.ndc_from_camera)
    return header


def _arrays_of(names: list[str], pixels: Pixels) -> Iterator[tuple[str, Pixels]]:
    prefixes = dict.fromkeys(name.rpartition(".")[0] or "beauty" for name in names)
    for prefix in prefixes:
        aov = find_aov(prefix)
        if aov is None:
            continue
        indices = [names.index(channel) for channel in aov.channel_names if channel in names]
        if len(indices) == len(aov.channels):
            yield prefix, pixels[..., indices]


def _frame_from(arrays: dict[str, Pixels], header: dict[str, str]) -> Frame:
    ids_text = header.pop("ids", "{}")
    matrices = header.pop("camera_from_world", ""), header.pop("ndc_from_camera", "")
    camera = None
    if all(matrices):
        camera = CameraMatrices(
            camera_from_world=tuple(map(tuple, json.loads(matrices[0]))),
            ndc_from_camera=tuple(map(tuple, json.loads(matrices[1]))),
        )
    ids = {aov: {int(i): path for i, path in table.items()} for aov, table in json.loads(ids_text).items()}
    return Frame(arrays=arrays, camera=camera, ids=ids, header=header)

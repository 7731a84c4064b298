"""Pictures of AOVs for people: 8-bit sRGB."""

from __future__ import annotations

import numpy as np

from colorimetry.srgb import srgb_from_linear
from finishing.png import Bytes, quantize_to_bytes
from finishing.view_transform import apply_view_transform
from schemas.aovs import BACKGROUND_DEPTH_M, find_aov
from schemas.errors import UnsupportedError
from schemas.frame import Frame, Pixels


def preview_of(frame: Frame, name: str) -> Bytes:
    """(height, width, 3) uint8 sRGB picture of one AOV of ``frame``.

    Radiance goes through the view transform, depth and position are normalised to what the frame holds, normals
    are shown as 0.5 n + 0.5, ids in colours that depend on the id's name alone.

    Raises:
        UnsupportedError: the frame has no such AOV.
    """
    array = frame.aov(name)
    aov = find_aov(name)
    if aov is None:
        raise UnsupportedError(f"{name!r} is not in the table of AOVs")
    match aov.kind:
        case "id":
            return _ids_preview(array, dict(frame.ids.get(name, {})))
        case "radiance":
            return quantize_to_bytes(apply_view_transform(array))
        case "reflectance":
            return quantize_to_bytes(srgb_from_linear(array))
        case "direction":
            surface = np.any(array != 0.0, axis=2, keepdims=True)
            return quantize_to_bytes(np.where(surface, array * 0.5 + 0.5, 0.0).astype(np.float32))
        case "share":
            return quantize_to_bytes(np.repeat(np.nan_to_num(array[..., :1]), 3, axis=2))
        case "coordinates":
            planes = np.concatenate((array, np.zeros_like(array[..., :1])), axis=2)
            return quantize_to_bytes(planes - np.floor(planes))
        case "motion":
            planes = np.concatenate((array, np.zeros_like(array[..., :1])), axis=2)
            return quantize_to_bytes(planes / (2.0 * max(float(np.abs(planes).max()), 1.0)) + 0.5)
        case _:
            return quantize_to_bytes(_normalised(array))


def _normalised(array: Pixels) -> Pixels:
    """Each channel from its 1st to its 99th percentile; near is bright where the array is a distance."""
    planes = np.repeat(array, 3, axis=2) if array.shape[2] == 1 else array[..., :3]
    seen = planes < BACKGROUND_DEPTH_M * 0.5
    shown = np.zeros_like(planes)
    for channel in range(3):
        valid = seen[..., channel]
        if not valid.any():
            continue
        low, high = np.percentile(planes[..., channel][valid], (1.0, 99.0))
        ramp = np.clip((planes[..., channel] - low) / max(float(high - low), 1e-9), 0.0, 1.0)
        shown[..., channel] = np.where(valid, 1.0 - 0.9 * ramp if array.shape[2] == 1 else ramp, 0.0)
    return shown


def _ids_preview(array: Pixels, table: dict[int, str]) -> Bytes:
    ids = np.rint(array[..., 0]).astype(np.int64)
    unique, inverse = np.unique(ids, return_inverse=True)
    colours = np.array([_id_colour(int(i), table.get(int(i), str(int(i)))) for i in unique], dtype=np.float32)
    return quantize_to_bytes(colours[inverse.reshape(ids.shape)])


def _id_colour(identifier: int, name: str) -> tuple[float, float, float]:
    """A colour by the name's hash: golden-ratio hue, two tiers of saturation and value; black for background."""
    import colorsys
    import hashlib

    if identifier == 0:
        return (0.05, 0.05, 0.05)
    digest = hashlib.blake2b(name.encode(), digest_size=4).digest()
    hue = int.from_bytes(digest[:2], "little") / 65536.0
    return colorsys.hsv_to_rgb(hue, 0.45 + 0.45 * digest[2] / 255.0, 0.7 + 0.3 * digest[3] / 255.0)

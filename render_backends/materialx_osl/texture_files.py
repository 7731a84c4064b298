"""Texture files of a look: where they are, and which colour space they are in. Generator process only."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pxr import Ar

from render_backends.materialx_osl.looks import TextureFile

_UDIM = "<UDIM>"


def locate_texture(resolved_path: str, *, cache_dir: Path) -> Path | None:
    """A plain file (or a pattern with tiles) that the renderer can open, or None where there is none.

    A texture inside a .usdz package is copied out into `cache_dir`, named by its content.
    """
    if Ar.IsPackageRelativePath(resolved_path):
        return _unpack(resolved_path, cache_dir)
    path = Path(resolved_path)
    is_there = bool(find_tiles(path)) if _UDIM in path.name else path.is_file()
    return path if resolved_path and is_there else None


def find_tiles(pattern: Path) -> dict[int, Path]:
    """The files of a pattern with `<UDIM>` in its name, by tile number."""
    head, _, tail = pattern.name.partition(_UDIM)
    name = re.compile(f"{re.escape(head)}(1\\d{{3}}){re.escape(tail)}")
    matches = ((name.fullmatch(file.name), file) for file in sorted(pattern.parent.glob(f"{head}*{tail}")))
    return {int(match[1]): file for match, file in matches if match}


def _unpack(package_path: str, cache_dir: Path) -> Path | None:
    asset = Ar.GetResolver().OpenAsset(Ar.ResolvedPath(package_path))
    if asset is None:
        return None
    with asset:
        content = bytes(asset.GetBuffer())
    suffix = Path(package_path.rstrip("]")).suffix
    target = cache_dir / "textures" / f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f"{suffix}.{id(content)}.part")
        part.write_bytes(content)
        part.rename(target)
    return target


class UnreadableTextureError(Exception):
    """A file that is there but is no picture."""


def describe_texture(path: Path, color_space: str, *, cache_dir: Path) -> TextureFile:
    """The texture with its size; colour space `auto` is decided by the file, as UsdUVTexture says.

    A picture with transparent parts whose colour is not multiplied by alpha (PNG, TGA) is split in two
    files in `cache_dir`: Cycles would multiply, and MaterialX reads what the file says.

    Raises:
        UnreadableTextureError: OpenImageIO cannot read the file.
    """
    if _UDIM in path.name:
        described = {
            tile: describe_texture(file, color_space, cache_dir=cache_dir)
            for tile, file in find_tiles(path).items()
        }
        first = next(iter(described.values()))
        return TextureFile(
            path=str(path), color_space=first.color_space, size=(0, 0), tiles=tuple(described.items())
        )
    header = _read_header(str(path), path.stat().st_mtime_ns, cache_dir)
    space = header.automatic_space if color_space == "auto" else color_space
    return TextureFile(path=header.path, color_space=space, size=header.size, alpha_path=header.alpha_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    path: str
    alpha_path: str
    size: tuple[int, int]
    automatic_space: str


@lru_cache(maxsize=4096)
def _read_header(path: str, modified_ns: int, cache_dir: Path) -> _Header:
    import OpenImageIO as oiio

    config = oiio.ImageSpec()
    config["oiio:UnassociatedAlpha"] = 1
    picture = oiio.ImageInput.open(path, config)
    if picture is None:
        raise UnreadableTextureError(oiio.geterror() or "not a picture")
    spec = picture.spec()
    eight_bits = str(spec.format) == "uint8"
    automatic = "srgb_texture" if eight_bits and spec.nchannels >= 3 else ""
    parts = (path, "")
    if spec.nchannels == 4 and spec.alpha_channel == 3 and spec.getattribute("oiio:UnassociatedAlpha"):
        pixels = picture.read_image(str(spec.format))
        if pixels is not None and pixels[:, :, 3].min() < _opaque(pixels.dtype):
            parts = _split_alpha(pixels, key=f"{path}\n{modified_ns}", cache_dir=cache_dir)
    picture.close()
    return _Header(path=parts[0], alpha_path=parts[1], size=(spec.width, spec.height), automatic_space=automatic)


def _opaque(dtype: Any) -> float:
    import numpy as np

    return float(np.iinfo(dtype).max) if np.issubdtype(dtype, np.integer) else 1.0


def _split_alpha(pixels: Any, *, key: str, cache_dir: Path) -> tuple[str, str]:
    """Colour and alpha as two files of the same depth; the key names them."""
    stem = hashlib.sha256(key.encode()).hexdigest()[:32]
    paths = [cache_dir / "textures" / f"{stem}_{part}.tif" for part in ("color", "alpha")]
    for path, channels in zip(paths, (pixels[:, :, :3], pixels[:, :, 3:]), strict=True):
        if not path.exists():
            _write_picture(path, channels)
    return str(paths[0]), str(paths[1])


def _write_picture(path: Path, pixels: Any) -> None:
    import numpy as np
    import OpenImageIO as oiio

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.{os.getpid()}.part.tif")
    spec = oiio.ImageSpec(pixels.shape[1], pixels.shape[0], pixels.shape[2], str(pixels.dtype))
    spec.alpha_channel = -1
    writer = oiio.ImageOutput.create(str(part))
    if writer is None or not writer.open(str(part), spec) or not writer.write_image(np.ascontiguousarray(pixels)):
        raise UnreadableTextureError(f"no copy can be written: {oiio.geterror()}")
    writer.close()
    part.replace(path)

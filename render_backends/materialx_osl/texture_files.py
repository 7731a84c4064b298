"""Texture files of a look: where they are, and which colour space they are in. Generator process only."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pxr import Ar


def locate_texture(resolved_path: str, *, cache_dir: Path) -> Path | None:
    """A plain file that the renderer can open, or None where there is none.

    A texture inside a .usdz package is copied out into `cache_dir`, named by its content.
    """
    if Ar.IsPackageRelativePath(resolved_path):
        return _unpack(resolved_path, cache_dir)
    path = Path(resolved_path)
    return path if resolved_path and path.is_file() else None


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


@lru_cache(maxsize=4096)
def automatic_color_space(path: str) -> str:
    """UsdUVTexture's `auto`: sRGB for 8-bit pictures with 3 or 4 channels, else raw."""
    import OpenImageIO as oiio

    picture = oiio.ImageInput.open(path)
    if picture is None:
        return ""
    spec = picture.spec()
    picture.close()
    eight_bits = spec.format.basetype == oiio.BASETYPE.UINT8
    return "srgb_texture" if eight_bits and spec.nchannels >= 3 else ""

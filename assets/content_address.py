"""The name of a file or folder by what is in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from schemas.errors import AssetError

DIGEST_CHARACTERS = 20


def content_address(content: Path) -> str:
    """Hexadecimal digits that decide the bytes of a file, or the relative paths and bytes of a folder's files.

    Raises:
        AssetError: a folder without files, or with something in it that is neither file nor folder.
    """
    return (_folder_digest(content) if content.is_dir() else _file_digest(content))[:DIGEST_CHARACTERS]


def _file_digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _folder_digest(folder: Path) -> str:
    lines = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise AssetError("an asset's folder takes files and folders only, no links", asset=name)
        if path.is_file():
            lines.append(f"{_file_digest(path)} {name}\n")
    if not lines:
        raise AssetError("a folder without files is no asset", asset=folder.name)
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()

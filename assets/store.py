"""The shared, content-addressed store of heavy data: meshes, volumes, environment maps."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.content_address import DIGEST_CHARACTERS, content_address
from assets.key_lock import hold_lock
from schemas.errors import AssetError, StorageError

log = logging.getLogger(__name__)

_NOTE_SCHEMA = "parallel-synth/asset/1"
_NOTES = "recipes"
_DRAFT = ".draft-"
_LOCK = ".lock-"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetNote:
    """Which content a recipe made: a file of ``recipes``."""

    asset: str  # path below the store, POSIX separators
    recipe: Mapping[str, object]

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {"schema": _NOTE_SCHEMA, "asset": self.asset, "recipe": dict(self.recipe)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AssetNote:
        """The inverse of `to_json`."""
        return cls(asset=data["asset"], recipe=data["recipe"])


class AssetStore:
    """A folder of assets, files or folders named by their content, shared by every sample of a dataset.

    A recipe (a generator's name, version and parameters) remembers which content it made, so that composing many
    samples makes each asset once: in many threads, and in many processes on one machine. Different assets are made
    at the same time. What is being made is a draft; an asset appears whole, or not at all.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Path] = {}
        self._sweeping = threading.Lock()
        self._swept = False

    def get_or_make(
        self, folder: str, suffix: str, recipe: dict[str, object], make: Callable[[Path], None]
    ) -> Path:
        """The asset that ``recipe`` describes, made by ``make(draft)`` the first time.

        Args:
            folder: below the root, one name, such as "meshes".
            suffix: of the asset's name, with its dot; "" for a folder.
            recipe: JSON data that decides the content wholly: generator, version, parameters.
            make: writes the file that it is given the name of, or makes a folder of that name.

        Raises:
            AssetError: ``make`` left nothing, or a folder that cannot be an asset.
            StorageError: the disk refused a write.
        """
        key = _key([folder, suffix, recipe])
        if key in self._known:
            return self._known[key]
        note = self.root / _NOTES / key[:2] / f"{key}.json"
        with _storage_errors(self.root):
            asset = self._recall(note)
            if asset is None:
                self._sweep_once()
                with hold_lock(self._lock(key)):
                    asset = self._recall(note)  # somebody may have made it while we waited
                    if asset is None:
                        asset = self._publish(folder, suffix, key, make)
                        self._write_note(note, key, asset, recipe)
        self._known[key] = asset
        return asset

    def import_file(self, folder: str, file: Path) -> Path:
        """The asset with the content of ``file``, a file or folder, which is copied the first time.

        Raises:
            AssetError: there is no such file, it is no asset, or it changed while it was copied.
            StorageError: the disk refused a write.
        """
        if not file.exists():
            raise AssetError("no such file or folder", asset=str(file))
        with _storage_errors(self.root):
            digest = content_address(file)
            suffix = "" if file.is_dir() else file.suffix
            asset = self.root / folder / f"{digest}{suffix}"
            if asset.exists():
                return asset
            self._sweep_once()
            key = _key([folder, suffix, digest])
            with hold_lock(self._lock(key)):
                copied = asset if asset.exists() else self._publish(folder, suffix, key, lambda d: _copy(file, d))
        if copied != asset:
            raise AssetError("it changed while it was copied; import it again", asset=str(file))
        return asset

    def relative_path(self, asset: Path, layer_folder: Path) -> str:
        """``asset`` as a layer in ``layer_folder`` names it: relative, POSIX separators."""
        relative = Path(os.path.relpath(asset, layer_folder)).as_posix()
        return relative if relative.startswith(".") else f"./{relative}"

    def sweep(self) -> tuple[Path, ...]:
        """Remove the drafts and locks of runs that were killed, and no others; returns the drafts.

        A store does so by itself before it makes its first asset.
        """
        drafts: dict[str, list[Path]] = {}
        for draft in (*self.root.glob(f"*/{_DRAFT}*"), *self.root.glob(f"{_NOTES}/*/{_DRAFT}*")):
            drafts.setdefault(draft.name.removeprefix(_DRAFT).partition("-")[0], []).append(draft)
        for lock in self.root.glob(f"{_NOTES}/*/{_LOCK}*"):
            drafts.setdefault(lock.name.removeprefix(_LOCK), [])
        swept: list[Path] = []
        for key, leftovers in sorted(drafts.items()):
            with hold_lock(self._lock(key), wait=False) as is_ours:
                for draft in (d for d in leftovers if is_ours and d.exists()):
                    log.info("removing the unfinished %s", draft)
                    _remove(draft)
                    swept.append(draft)
        return tuple(swept)

    def _sweep_once(self) -> None:
        with self._sweeping:
            if not self._swept:
                self.sweep()
                self._swept = True

    def _lock(self, key: str) -> Path:
        return self.root / _NOTES / key[:2] / f"{_LOCK}{key}"

    def _recall(self, note: Path) -> Path | None:
        if not note.is_file():
            return None
        asset = self.root / AssetNote.from_json(json.loads(note.read_text())).asset
        return asset if asset.exists() else None

    def _publish(self, folder: str, suffix: str, key: str, make: Callable[[Path], None]) -> Path:
        """The draft that ``make`` writes, under the name of its content; call it with the key's lock."""
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        draft = self.root / folder / f"{_draft_name(key)}{suffix}"
        try:
            make(draft)
            if not draft.exists():
                raise AssetError("its maker wrote nothing", asset=f"{folder}/{key}{suffix}")
            asset = self.root / folder / f"{content_address(draft)}{suffix}"
            if not (draft.is_dir() and asset.exists()):  # a folder replaces none; this one has the same content
                _rename(draft, asset)
        finally:
            _remove(draft)
        return asset

    def _write_note(self, note: Path, key: str, asset: Path, recipe: dict[str, object]) -> None:
        record = AssetNote(asset=asset.relative_to(self.root).as_posix(), recipe=recipe).to_json()
        draft = note.with_name(f"{_draft_name(key)}.json")
        try:
            draft.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")
            draft.replace(note)
        finally:
            _remove(draft)


def _key(identity: object) -> str:
    text = json.dumps(identity, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_CHARACTERS]


def _draft_name(key: str) -> str:
    """Of this process: a child of a killed one may still write into the draft of the same key."""
    return f"{_DRAFT}{key}-{os.getpid()}"


def _rename(draft: Path, asset: Path) -> None:
    try:
        draft.replace(asset)
    except OSError:
        if not (draft.is_dir() and asset.is_dir()):  # else another recipe of the same content came first
            raise


def _copy(source: Path, draft: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, draft, copy_function=shutil.copyfile)
    else:
        shutil.copyfile(source, draft)


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        draft.unlink(missing_ok=True)


@contextmanager
def _storage_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{root}: an asset could not be written: {error}") from error

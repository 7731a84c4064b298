"""The shared, content-addressed store of heavy data: meshes, volumes, environment maps."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

from schemas.errors import StorageError

_DIGEST_CHARACTERS = 20


class AssetStore:
    """A folder of files named by their content, shared by every sample of a dataset.

    A recipe (a generator's name, version and parameters) remembers which content it made, so that composing many
    samples makes each asset once.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, Path] = {}
        self._making = threading.Lock()

    def get_or_make(
        self, folder: str, suffix: str, recipe: dict[str, object], make: Callable[[Path], None]
    ) -> Path:
        """The asset that ``recipe`` describes, made by ``make(file)`` the first time.

        Args:
            folder: below the root, such as "meshes".
            suffix: of the file name, with its dot.
            recipe: JSON data that decides the content wholly: generator, version, parameters.
            make: writes the file it is given.

        Raises:
            StorageError: the disk refused a write.
        """
        key = hashlib.sha256(json.dumps([folder, suffix, recipe], sort_keys=True).encode()).hexdigest()
        if key in self._known:
            return self._known[key]
        note = self.root / "recipes" / key[:2] / f"{key[:_DIGEST_CHARACTERS]}.json"
        try:
            with self._making:  # samples are composed in threads; two must not make one asset
                asset = self._recall(note) or self._make(folder, suffix, recipe, make, note)
        except OSError as error:
            raise StorageError(f"{self.root}: an asset could not be written: {error}") from error
        self._known[key] = asset
        return asset

    def relative_path(self, asset: Path, layer_folder: Path) -> str:
        """``asset`` as a layer in ``layer_folder`` names it: relative, POSIX separators."""
        relative = Path(os.path.relpath(asset, layer_folder)).as_posix()
        return relative if relative.startswith(".") else f"./{relative}"

    def _recall(self, note: Path) -> Path | None:
        if not note.is_file():
            return None
        asset = self.root / str(json.loads(note.read_text())["asset"])
        return asset if asset.is_file() else None

    def _make(
        self, folder: str, suffix: str, recipe: dict[str, object], make: Callable[[Path], None], note: Path
    ) -> Path:
        (self.root / folder).mkdir(parents=True, exist_ok=True)
        draft = self.root / folder / f".draft-{os.getpid()}-{note.stem}{suffix}"
        try:
            make(draft)
            digest = hashlib.sha256(draft.read_bytes()).hexdigest()[:_DIGEST_CHARACTERS]
            asset = self.root / folder / f"{digest}{suffix}"
            draft.replace(asset)
        finally:
            draft.unlink(missing_ok=True)
        note.parent.mkdir(parents=True, exist_ok=True)
        record = {
            "schema": "parallel-synth/asset/1",
            "asset": asset.relative_to(self.root).as_posix(),
            "recipe": recipe,
        }
        partial = note.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")
        partial.replace(note)
        return asset

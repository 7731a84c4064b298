"""The seal on taxonomy files that have passed the schema, so that loading them again need not check again.

Checking takes a third of a second, most of it importing the validator. ``python -m taxonomy.seal`` checks the
files that ship with Parallel Synth and writes ``seal.json``: a digest of all of them and of the schema. Files
that differ from their seal in any byte, or have none, are checked in full.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from taxonomy.documents import SCHEMA_PATH

DATA_FOLDER = Path(__file__).parent / "data"
SEAL_NAME = "seal.json"


def compute_digest(folder: Path) -> str:
    """SHA-256 over the schema and every YAML file of the folder, by name."""
    digest = hashlib.sha256(SCHEMA_PATH.read_bytes())
    for path in sorted(folder.glob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_sealed(folder: Path) -> bool:
    """Whether the folder's files are, byte by byte, those that its seal was set on."""
    try:
        seal = json.loads((folder / SEAL_NAME).read_text(encoding="utf-8"))
        return isinstance(seal, dict) and seal.get("sha256") == compute_digest(folder)
    except (OSError, ValueError):
        return False


def set_seal(folder: Path) -> None:
    """Check the folder's files in full, then seal them.

    Raises:
        TaxonomyError: a file does not pass; nothing is sealed.
    """
    from taxonomy.catalog import load_catalog

    (folder / SEAL_NAME).unlink(missing_ok=True)
    load_catalog.cache_clear()
    load_catalog(folder)
    seal = {"kind": "taxonomy.seal", "schema_version": 1, "sha256": compute_digest(folder)}
    (folder / SEAL_NAME).write_text(json.dumps(seal, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    set_seal(DATA_FOLDER)

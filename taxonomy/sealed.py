"""Whether taxonomy files are those that `taxonomy.seal` has checked, so that loading them need not check again.

Files that differ from their seal in any byte, or have none, are checked in full.
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

"""Sets the seal on taxonomy files that have passed the schema, so that loading them again need not check again.

Checking takes a third of a second, most of it importing the validator. ``python -m taxonomy.seal`` checks the
files that ship with Parallel Synth and writes ``seal.json``: a digest of all of them and of the schema.
"""

from __future__ import annotations

import json
from pathlib import Path

from taxonomy.loading import load_catalog
from taxonomy.sealed import DATA_FOLDER, SEAL_NAME, compute_digest


def set_seal(folder: Path) -> None:
    """Check the folder's files in full, then seal them.

    Raises:
        TaxonomyError: a file does not pass; nothing is sealed.
    """
    (folder / SEAL_NAME).unlink(missing_ok=True)
    load_catalog.cache_clear()
    load_catalog(folder)
    seal = {"kind": "taxonomy.seal", "schema_version": 1, "sha256": compute_digest(folder)}
    (folder / SEAL_NAME).write_text(json.dumps(seal, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    set_seal(DATA_FOLDER)

"""The pinned specs, and the one command that pins them anew: ``python -m tests.taxonomy.golden_specs``.

Specs of one dataset version never change. Before a release, a change of the taxonomy that moves them is pinned
anew; after it, such a change also needs a new dataset_version.
"""

from __future__ import annotations

import json
from pathlib import Path

from taxonomy.catalog import Catalog
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

FOLDER = Path(__file__).parent
FILES = {"mini": FOLDER / "golden_mini.json", "shipped": FOLDER / "golden_shipped.json"}
NUMBERS = ((0, 0), (0, 21), (7, 109), (7, 1_000_003), (123_456_789, 499_999_999))


def made_specs(catalog: Catalog) -> list[dict[str, object]]:
    """The specs at the pinned numbers, as JSON data with their hashes."""
    specs = [Sampler(catalog).spec(seed, index) for seed, index in NUMBERS]
    return [spec.to_json() | {"spec_hash": spec.spec_hash} for spec in specs]


if __name__ == "__main__":
    for name, file in FILES.items():
        catalog = load_catalog(FOLDER / "mini" if name == "mini" else None)
        file.write_text(json.dumps(made_specs(catalog), indent=1) + "\n", encoding="utf-8")

"""The pinned layers of one sample a category, and the one command that pins them anew:
``python -m tests.composers.golden_layers``.

The same dataset version makes the same layers. Whoever changes them raises ``dataset_version`` in
``taxonomy/data/dataset.yaml`` first; the command refuses to pin other layers under a version that is pinned.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from taxonomy.catalog import load_catalog
from taxonomy.sampler import Sampler
from usd_scenes.departments import Department

FILE = Path(__file__).with_name("golden_layers.json")
SEED = 20_261_128


def made_layers(folder: Path) -> dict[str, Any]:
    """The dataset version, and SHA-256 of every department's layer by category and department."""
    catalog = load_catalog()
    sampler, assets = Sampler(catalog), AssetStore(folder / "assets")
    digests: dict[str, dict[str, str]] = {}
    for index, category in enumerate(one.id for one in catalog.categories):
        spec = sampler.spec(SEED, index, category=category)
        home = folder / "samples" / "000000" / f"{index:09d}"
        compose_sample(spec, home, assets=assets, composers=all_composers())
        digests[category] = {
            department.value: hashlib.sha256((home / department.file_name).read_bytes()).hexdigest()[:16]
            for department in Department
        }
    return {"dataset_version": catalog.dataset_version, "layers": digests}


def differences(pinned: Mapping[str, Any], made: Mapping[str, Any]) -> tuple[str, ...]:
    """``category/department`` of every layer that is not as it was pinned."""
    return tuple(
        f"{category}/{department}"
        for category, layers in made["layers"].items()
        for department, digest in layers.items()
        if pinned["layers"].get(category, {}).get(department) != digest
    )


def main() -> int:
    """Pin the layers of today; refuse to where the version has other layers already."""
    with tempfile.TemporaryDirectory() as folder:
        made = made_layers(Path(folder))
    pinned = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else None
    if pinned and pinned["dataset_version"] == made["dataset_version"] and differences(pinned, made):
        print(f"layers changed: raise dataset_version {made['dataset_version']} first", file=sys.stderr)
        return 2
    FILE.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The same dataset version makes the same layers, byte by byte."""

from __future__ import annotations

import json
from pathlib import Path

from tests.composers.golden_layers import FILE, differences, made_layers

AGAIN = "raise dataset_version in taxonomy/data/dataset.yaml, then: python -m tests.composers.golden_layers"


def test_layers_are_those_of_the_dataset_version(tmp_path: Path) -> None:
    pinned = json.loads(FILE.read_text(encoding="utf-8"))
    made = made_layers(tmp_path)
    assert made["dataset_version"] == pinned["dataset_version"], AGAIN
    assert differences(pinned, made) == (), f"layers changed: {AGAIN}"

"""Specs that were given once are given for ever."""

from __future__ import annotations

import json

from taxonomy.catalog import Catalog
from tests.taxonomy.golden_specs import FILES, made_specs

AGAIN = "specs moved; if that is meant: python -m tests.taxonomy.golden_specs (and dataset_version, once released)"


def test_the_sampler_still_gives_the_pinned_specs_of_a_frozen_taxonomy(mini: Catalog) -> None:
    assert made_specs(mini) == json.loads(FILES["mini"].read_text(encoding="utf-8"))


def test_the_shipped_taxonomy_still_gives_its_pinned_specs(shipped: Catalog) -> None:
    assert made_specs(shipped) == json.loads(FILES["shipped"].read_text(encoding="utf-8")), AGAIN

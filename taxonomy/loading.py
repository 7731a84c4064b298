"""The taxonomy loaded from its YAML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from taxonomy.catalog import Catalog
from taxonomy.consistency import check_references
from taxonomy.policy import read_policy
from taxonomy.reading import read_category, read_constraints, read_dataset
from taxonomy.sealed import DATA_FOLDER, is_sealed


@cache
def load_catalog(folder: Path | None = None) -> Catalog:
    """The taxonomy of a folder of YAML files; without one, the taxonomy that Parallel Synth ships with.

    Raises:
        TaxonomyError: a file is missing, malformed, or contradicts another; the message names file and field.
    """
    folder = DATA_FOLDER if folder is None else folder
    sealed = is_sealed(folder)
    dataset = read_dataset(folder / "dataset.yaml", sealed=sealed)
    categories = tuple(read_category(folder / f"{name}.yaml", name, sealed=sealed) for name in dataset.categories)
    constraints = read_constraints(folder / "constraints.yaml", sealed=sealed)
    catalog = Catalog(
        dataset_version=dataset.dataset_version,
        target_samples=dataset.target_samples,
        categories=categories,
        exclusions=constraints.exclusions,
        implications=constraints.implications,
        held_out=dataset.held_out,
        policy=read_policy(folder / "policy.yaml", sealed=sealed),
    )
    check_references(catalog, folder)
    return catalog

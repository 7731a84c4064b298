"""The tables of the id AOVs, the same from every backend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from usd_scenes.semantics import read_class


@dataclass(frozen=True, slots=True, kw_only=True)
class IdTables:
    """The tables of the id AOVs: id -> prim path or label."""

    instances: Mapping[int, str]
    materials: Mapping[int, str]
    classes: Mapping[int, str]
    class_of_instance: NDArray[np.float32]  # instance id -> class id


def make_id_tables(stage: Usd.Stage, instances: Mapping[int, str], materials: Mapping[int, str]) -> IdTables:
    """Number the class labels from 1 in alphabetical order; 0 for what has none."""
    label_of = {number: read_class(stage.GetPrimAtPath(path)) for number, path in instances.items()}
    labels = sorted({label for label in label_of.values() if label})
    numbers = {label: number for number, label in enumerate(labels, start=1)}
    lookup = np.zeros(max(instances, default=0) + 1, dtype=np.float32)
    for number, label in label_of.items():
        lookup[number] = numbers.get(label or "", 0)
    return IdTables(
        instances=dict(instances),
        materials=dict(materials),
        classes={number: label for label, number in numbers.items()},
        class_of_instance=lookup,
    )


def tables_for(aovs: Iterable[str], tables: IdTables) -> dict[str, Mapping[int, str]]:
    """Those of the tables that ``aovs`` ask for, by AOV."""
    every = {
        "instance_id": tables.instances,
        "material_id": tables.materials,
        "semantic_id": tables.classes,
    }
    return {name: table for name, table in every.items() if name in aovs}

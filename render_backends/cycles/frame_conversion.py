"""Cycles' multilayer EXR as the project's frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Usd

from render_backends.cycles.passes import EXACT_AOVS, Plane, Planes, coverage_of, make_aov
from schemas.errors import RenderError
from schemas.frame import CameraMatrices, Frame
from schemas.render import RenderRequest
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


def read_planes(file: Path) -> Planes:
    """The channels of Blender's multilayer EXR without the view layer's name.

    Raises:
        RenderError: there is no such file, or it cannot be read.
    """
    import OpenImageIO as oiio

    source = oiio.ImageInput.open(str(file))
    if source is None:
        raise RenderError(f"no picture from the render: {oiio.geterror()}", backend="cycles")
    spec = source.spec()
    pixels = source.read_image(0, 0, 0, spec.nchannels, oiio.FLOAT)
    source.close()
    if pixels is None:
        raise RenderError("the render's picture is cut off; is the disk full?", backend="cycles")
    planes = np.moveaxis(np.asarray(pixels, dtype=np.float32), -1, 0)
    return {name.partition(".")[2]: plane for name, plane in zip(spec.channelnames, planes, strict=True)}


def make_frame(
    request: RenderRequest,
    *,
    main: Planes,
    exact: Planes | None,
    tables: IdTables,
    camera: CameraMatrices,
    meters_per_unit: float,
    header: Mapping[str, str],
) -> Frame:
    """The request's AOVs in its order."""
    arrays: dict[str, Plane] = {}
    for aov in request.aovs:
        planes = exact if exact is not None and aov in EXACT_AOVS else main
        arrays[aov] = make_aov(aov, planes, meters_per_unit)
    if "semantic_id" in arrays:
        ids = arrays["semantic_id"].astype(np.int64)
        arrays["semantic_id"] = tables.class_of_instance[np.clip(ids, 0, len(tables.class_of_instance) - 1)]
    coverage = coverage_of(main)
    if "beauty" in arrays and coverage is not None:
        arrays["beauty"] = np.concatenate([arrays["beauty"][..., :3], coverage[..., None]], axis=-1)
    return Frame(
        arrays=arrays,
        camera=camera,
        ids=_tables_for(request.aovs, tables),
        header={**request.header, **header},
    )


def _tables_for(aovs: Iterable[str], tables: IdTables) -> dict[str, Mapping[int, str]]:
    every = {
        "instance_id": tables.instances,
        "material_id": tables.materials,
        "semantic_id": tables.classes,
    }
    return {name: table for name, table in every.items() if name in aovs}

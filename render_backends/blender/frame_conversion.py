"""Cycles' multilayer EXR as the project's frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from render_backends.blender.passes import Plane, Planes, coverage_of, make_aov
from schemas.aovs import EXACT_AOVS
from schemas.errors import RenderError
from schemas.frame import CameraMatrices, Frame
from schemas.render import RenderRequest
from usd_scenes.extraction.stage_reading.id_tables import IdTables, tables_for


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
        ids=tables_for(request.aovs, tables),
        header={**request.header, **header},
    )

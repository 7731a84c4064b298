"""A sample's stage: a root layer over one sublayer a department."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pxr import Kind, Sdf, Usd, UsdGeom

from schemas.errors import SceneError
from schemas.sample_files import STAGE_FILE
from schemas.spec import SampleSpec
from usd_scenes import own_attributes, prim_paths
from usd_scenes.departments import Department
from usd_scenes.layer_files import new_layer, save_layer

TIME_CODE = 1.0
_USD_REASON = re.compile(r"Error in '.*' at line \d+ in file \S+ : '(.*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStage:
    """An open sample: the composed stage and the layer that each department writes into."""

    stage: Usd.Stage
    layers: Mapping[Department, Sdf.Layer]
    folder: Path

    @contextmanager
    def edit(self, department: Department) -> Iterator[Usd.Stage]:
        """Author into one department's layer and no other."""
        with Usd.EditContext(self.stage, self.layers[department]):
            yield self.stage


def create_sample_stage(folder: Path, spec: SampleSpec) -> SampleStage:
    """Make the empty layers of a sample under ``folder`` (in memory until `save_sample_stage`)."""
    layers = {d: new_layer(folder / d.file_name) for d in Department}
    root = new_layer(folder / STAGE_FILE)
    root.subLayerPaths = [f"./{department.file_name}" for department in Department]
    stage = Usd.Stage.Open(root)
    stage.SetMetadata("metersPerUnit", 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    stage.SetStartTimeCode(TIME_CODE)
    stage.SetEndTimeCode(TIME_CODE)
    stage.SetTimeCodesPerSecond(24.0)
    stage.SetFramesPerSecond(24.0)
    stage.SetMetadata("renderSettingsPrimPath", prim_paths.RENDER_SETTINGS)
    root.customLayerData = {
        own_attributes.SAMPLE_DATA: {
            own_attributes.DATASET_VERSION: spec.dataset_version,
            own_attributes.SEED: spec.seed,
            own_attributes.INDEX: spec.index,
            own_attributes.SPEC_HASH: spec.spec_hash,
        }
    }
    sample = SampleStage(stage=stage, layers=layers, folder=folder)
    with sample.edit(Department.GEOMETRY):
        world = UsdGeom.Xform.Define(stage, prim_paths.WORLD)
        Usd.ModelAPI(world).SetKind(Kind.Tokens.assembly)
        for group in (prim_paths.SET, prim_paths.PROPS):
            Usd.ModelAPI(UsdGeom.Xform.Define(stage, group)).SetKind(Kind.Tokens.group)
    stage.SetDefaultPrim(world.GetPrim())
    return sample


def save_sample_stage(sample: SampleStage) -> tuple[Path, ...]:
    """Write root layer and department layers; returns their files.

    Raises:
        StorageError: the disk refused a write.
    """
    layers = (*sample.layers.values(), sample.stage.GetRootLayer())
    return tuple(save_layer(layer) for layer in layers)


def open_stage(file: Path) -> Usd.Stage:
    """Open any stage from disk with its payloads.

    Raises:
        SceneError: the file is missing or no USD layer.
    """
    if not file.is_file():
        raise SceneError("no such file; give the root layer of a stage", layer=str(file))
    try:
        return Usd.Stage.Open(str(file))
    except Exception as error:  # pxr raises Tf.ErrorException, which stubs do not name
        reasons = _USD_REASON.findall(str(error)) or [str(error).strip()]
        raise SceneError(f"not a USD layer: {reasons[0]}", layer=str(file)) from error

"""The stage as a renderer shall read it: the user's root layer under a wrapper that repairs what it can.

The wrapper says Z up and one metre per unit, so that no importer turns or scales anything: the renderer's world is
then the stage's world in the stage's own units. Lengths become metres when the frame is converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pxr import Sdf, Usd, UsdGeom

from schemas.errors import SceneError
from schemas.render import RenderRequest
from usd_scenes.camera_prims import find_camera_prim
from usd_scenes.drawn import hides
from usd_scenes.extraction.stage_reading.gprims import is_gprim, tessellate
from usd_scenes.extraction.stage_reading.skinning import bake_skinning
from usd_scenes.layer_files import stage_over

_WRAPPER_NAME = "import.usda"
_UDIM = "<UDIM>"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderStage:
    """A composed stage, checked, and what the wrapper hides of it."""

    stage: Usd.Stage
    wrapper: Path  # what the renderer opens
    root: Path  # the user's root layer
    time_code: float
    meters_per_unit: float
    up_axis: str  # "Y" or "Z", as the user's root layer says

    @property
    def time(self) -> Usd.TimeCode:
        """The time code to evaluate attributes at."""
        return Usd.TimeCode(self.time_code)

    def drawn_prims(self) -> Iterator[Usd.Prim]:
        """Every loaded, defined prim that is visible at the time code, by the purposes of a final render."""
        iterator = iter(Usd.PrimRange(self.stage.GetPseudoRoot(), Usd.PrimDefaultPredicate))
        for prim in iterator:
            if prim.IsPseudoRoot():
                continue
            if hides(prim, self.time):
                iterator.PruneChildren()
                continue
            yield prim


def open_render_stage(request: RenderRequest, folder: Path) -> RenderStage:
    """Open and check the request's stage and write its wrapper into ``folder``.

    Raises:
        SceneError: no such file, not USD, an arc whose asset is missing, no such camera.
    """
    root = _open_root_layer(request.stage)
    wrapper = folder / _WRAPPER_NAME
    metadata = Usd.Stage.Open(root, None, Usd.Stage.LoadNone)
    with stage_over(root, wrapper) as stage:
        UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
        UsdGeom.SetStageMetersPerUnit(stage, 1.0)
        _check_composition(stage, request.stage)
        find_camera_prim(stage, request.camera, layer=str(request.stage))
        _check_assets(stage, Usd.TimeCode(request.time_code))
        render_stage = RenderStage(
            stage=stage,
            wrapper=wrapper,
            root=request.stage,
            time_code=request.time_code,
            meters_per_unit=float(UsdGeom.GetStageMetersPerUnit(metadata)),
            up_axis=str(UsdGeom.GetStageUpAxis(metadata)),
        )
        _expand_instances(stage)
        bake_skinning(stage, render_stage.time)
        _override(render_stage)
    return render_stage


def _open_root_layer(file: Path) -> Sdf.Layer:
    if not file.is_file():
        raise SceneError("no such file; give the root layer of a stage", layer=str(file))
    try:
        layer = Sdf.Layer.FindOrOpen(str(file.resolve()))
    except Exception as error:  # pxr raises Tf.ErrorException, which stubs do not name
        raise SceneError(f"not a USD layer: {error}", layer=str(file)) from error
    if layer is None:
        raise SceneError("not a USD layer", layer=str(file))
    return layer


def _check_composition(stage: Usd.Stage, file: Path) -> None:
    errors = stage.GetCompositionErrors()
    if not errors:
        return
    first = errors[0]
    prim = str(first.rootSite.path) if hasattr(first, "rootSite") else ""
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    raise SceneError(f"{first}{more}", layer=str(file), prim=prim)


def _check_assets(stage: Usd.Stage, time: Usd.TimeCode) -> None:
    """Every file that an attribute names must be there: textures, HDRIs, volumes."""
    for prim in stage.Traverse():
        for attribute in prim.GetAuthoredAttributes():
            if attribute.GetTypeName() != Sdf.ValueTypeNames.Asset:
                continue
            value = attribute.Get(time)
            if not value or not value.path or value.resolvedPath or _UDIM in value.path:
                continue
            layer = attribute.GetPropertyStack(time)[0].layer.identifier
            raise SceneError(
                f"{attribute.GetName()}: no such file @{value.path}@", layer=layer, prim=str(prim.GetPath())
            )


def _expand_instances(stage: Usd.Stage) -> None:
    """Make every native instance a plain prim, so that each drawn mesh has a prim path and an id of its own."""
    while instances := [p for p in stage.Traverse() if p.IsInstance()]:
        for prim in instances:
            prim.SetInstanceable(False)


def _override(render_stage: RenderStage) -> None:
    """Author into the wrapper what renderers read differently: gprims as meshes, visibility at this time."""
    for prim in list(render_stage.stage.TraverseAll()):
        if not prim.IsDefined():
            continue
        imageable = UsdGeom.Imageable(prim)
        if not imageable:
            continue
        visibility = imageable.GetVisibilityAttr()
        if visibility.ValueMightBeTimeVarying():
            visibility.Set(visibility.Get(render_stage.time))
        if is_gprim(prim):
            tessellate(prim, render_stage.time)

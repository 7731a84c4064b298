"""Every material of `.mtlx` files on a ball of its own, ready to be compared across renderers."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from pxr import Sdf, Usd, UsdShade

from render_backends.hydra.reflectance import Reflectance, read_reflectance
from schemas.errors import AssetError, SceneError
from studies.compare.run import StageToCompare
from studies.compare.suite_scene import BALL, SuiteScene
from usd_scenes.layer_files import stage_over
from usd_scenes.looks import MTLX_CONTEXT
from usd_scenes.mtlx_materials import define_mtlx_material, material_names, read_document
from usd_scenes.sample_stage import open_stage

SUFFIX = ".mtlx"
BASE_COLOUR = "-base-colour"
"""Ends the name of the stage that shows a look's base colour as light."""

_LOOK = "/World/Looks/Look"
_GLOW = f"{_LOOK}/BaseColour"


def author_look_stages(
    files: Sequence[Path], folder: Path, *, longest_side_px: int | None = None, base_colour_in: str = ""
) -> tuple[StageToCompare, ...]:
    """Write a stage for each material of the files: a ball that fills the picture, a sun and an even sky.

    Args:
        longest_side_px: pictures that the looks read are reduced to this size.
        base_colour_in: a backend that also renders each look's base colour as light, beside its ``albedo``.

    Raises:
        SceneError: a file that is no MaterialX or has no material, or a material with a broken network; names node
            and input.
        AssetError: a picture that cannot be read or reduced.
    """
    made: list[StageToCompare] = []
    for file in files:
        document = read_document(file)
        names = material_names(document)
        if not names:
            raise SceneError("no material in it; takes surfacematerial nodes", layer=str(file))
        for material in names:
            name = _free_name(f"{file.stem}-{material}", [stage.name for stage in made])
            stage = folder / f"{name}.usda"
            scene = _ball_scene(stage)
            look = define_mtlx_material(scene.stage, _LOOK, document, material, file=file)
            if longest_side_px is not None:
                _reduce_pictures(scene.stage, folder / "pictures", longest_side_px)
            scene.bind(BALL, look)
            scene.save()
            made.append(StageToCompare(name=name, file=stage, about=f"{file.name}: {material}"))
            glowing = folder / f"{name}{BASE_COLOUR}.usda"
            if base_colour_in and _write_base_colour(stage, glowing):
                made.append(
                    StageToCompare(
                        name=f"{name}{BASE_COLOUR}",
                        file=glowing,
                        about=f"{file.name}: {material}, its base colour as light",
                        backends=(base_colour_in,),
                    )
                )
    return tuple(made)


def _free_name(name: str, taken: Sequence[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _ball_scene(file: Path) -> SuiteScene:
    scene = SuiteScene(file)
    scene.ball(BALL, (0.0, 0.0, 0.0))
    scene.camera(eye=(0.0, -4.0, 0.0), target=(0.0, 0.0, 0.0), focal_mm=140.0)
    scene.sun()
    return scene


def _write_base_colour(stage_file: Path, file: Path) -> bool:
    """A layer over the stage in which the look glows with its base colour; False where its model is not known."""
    below = open_stage(stage_file)
    found = read_reflectance(UsdShade.Material.Get(below, _LOOK), Usd.TimeCode.Default())
    if found is None or not found.is_materialx:
        return False
    with stage_over(below.GetRootLayer(), file, sublayer=stage_file.name) as stage:
        _glow_with(found, stage)
    return True


def _glow_with(found: Reflectance, stage: Usd.Stage) -> None:
    glow = UsdShade.Shader.Define(stage, _GLOW)
    glow.CreateIdAttr("ND_surface_unlit")
    colour = glow.CreateInput("emission_color", Sdf.ValueTypeNames.Color3f)
    weight = glow.CreateInput("emission", Sdf.ValueTypeNames.Float)
    if found.colour is not None:
        colour.Set(found.colour)
        weight.Set(1.0)
    else:
        _follow(found.colour_input, colour)
        if found.weight_input is not None:
            _follow(found.weight_input, weight)
        else:
            weight.Set(found.weight)
    output = glow.CreateOutput("out", Sdf.ValueTypeNames.Token)
    UsdShade.Material.Get(stage, _LOOK).CreateSurfaceOutput(MTLX_CONTEXT).ConnectToSource(output)


def _follow(source: UsdShade.Input, target: UsdShade.Input) -> None:
    if source.HasConnectedSource():
        target.GetAttr().SetConnections(source.GetAttr().GetConnections())
    else:
        target.Set(source.Get())


def _reduce_pictures(stage: Usd.Stage, folder: Path, longest_side_px: int) -> None:
    where = Path(stage.GetRootLayer().realPath).parent
    for prim in stage.Traverse():
        for attribute in prim.GetAttributes():
            value = attribute.Get()
            if isinstance(value, Sdf.AssetPath) and value.resolvedPath:
                reduced = _reduced(Path(value.resolvedPath), folder, longest_side_px)
                attribute.Set(Sdf.AssetPath(os.path.relpath(reduced, where)))


def _reduced(file: Path, folder: Path, longest_side_px: int) -> Path:
    """The picture itself where it is small enough, else a copy, averaged down."""
    import OpenImageIO as oiio

    picture = oiio.ImageBuf(str(file))
    spec = picture.spec()
    longest = max(spec.width, spec.height)
    if picture.has_error or not longest:
        raise AssetError(f"{file}: not a picture that can be read: {picture.geterror()}")
    if longest <= longest_side_px:
        return file
    key = hashlib.sha256(f"{file} {longest_side_px}".encode()).hexdigest()[:8]
    copy = folder / f"{file.stem}-{key}.png"
    if not copy.exists():
        folder.mkdir(parents=True, exist_ok=True)
        size = [max(side * longest_side_px // longest, 1) for side in (spec.width, spec.height)]
        made = oiio.ImageBufAlgo.resize(picture, filtername="box", roi=oiio.ROI(0, size[0], 0, size[1]))
        if not made.write(str(copy)):
            raise AssetError(f"{copy}: cannot be written: {made.geterror()}")
    return copy

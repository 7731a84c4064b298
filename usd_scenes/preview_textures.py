"""Textures on a look's UsdPreviewSurface fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pxr import Gf, Sdf, UsdShade

from schemas.errors import SceneError
from usd_scenes.edit_locations import editable_prim

_PREVIEW = "Preview"
_PRIMVAR = "st"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewTexture:
    """A file behind one input; ``asset`` is as the layer names it."""

    asset: str
    is_color: bool = False  # sRGB; otherwise raw
    is_normal: bool = False  # 0.5 n + 0.5


def set_preview_textures(material: UsdShade.Material, textures: Mapping[str, PreviewTexture]) -> None:
    """Connect inputs of the material's fallback, such as ``diffuseColor``, to files, in the current edit target.

    The constants stay, for applications that read no textures.

    Raises:
        SceneError: no such material, or one without a fallback.
    """
    stage, path = editable_prim(material.GetPrim()).GetStage(), material.GetPath()
    preview = UsdShade.Shader.Get(stage, path.AppendChild(_PREVIEW))
    if not preview:
        raise SceneError("the material has no UsdPreviewSurface", prim=str(path))
    reader = UsdShade.Shader.Define(stage, path.AppendChild("PreviewCoordinates"))
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set(_PRIMVAR)
    coordinates = reader.CreateOutput("result", Sdf.ValueTypeNames.Float2)
    for name, texture in textures.items():
        shader = UsdShade.Shader.Define(stage, path.AppendChild(f"Preview_{name}"))
        shader.CreateIdAttr("UsdUVTexture")
        shader.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(Sdf.AssetPath(texture.asset))
        shader.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(coordinates)
        for wrap in ("wrapS", "wrapT"):
            shader.CreateInput(wrap, Sdf.ValueTypeNames.Token).Set("repeat")
        space = "sRGB" if texture.is_color else "raw"
        shader.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set(space)
        if texture.is_normal:
            shader.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(2.0, 2.0, 2.0, 1.0))
            shader.CreateInput("bias", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(-1.0, -1.0, -1.0, 0.0))
        is_triple = texture.is_color or texture.is_normal
        value_type = Sdf.ValueTypeNames.Float3 if is_triple else Sdf.ValueTypeNames.Float
        output = shader.CreateOutput("rgb" if is_triple else "r", value_type)
        input_type = Sdf.ValueTypeNames.Normal3f if texture.is_normal else Sdf.ValueTypeNames.Color3f
        given = preview.GetInput(name) or preview.CreateInput(name, input_type if is_triple else value_type)
        given.ConnectToSource(output)

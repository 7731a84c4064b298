"""How the parity suite's stages of looks and geometry are authored; the names are those of the suite's stages."""

from __future__ import annotations

import numpy as np
from pxr import Gf, Sdf, UsdGeom, UsdShade

from assets.volumes.density_field import centred_field
from assets.volumes.library import write_vdb
from studies.compare.suite_pictures import write_suite_picture
from studies.compare.suite_scene import BALL, BOX, FLOOR, SuiteScene
from usd_scenes import own_attributes
from usd_scenes.volumes import VolumeLook, define_volume, define_volume_look

_STANDARD = "ND_standard_surface_surfaceshader"


def preview_surface(scene: SuiteScene) -> None:
    """UsdPreviewSurface: plastic and metal."""
    scene.furnish().sun()
    red: dict[str, object] = {"diffuseColor": (0.5, 0.05, 0.04), "roughness": 0.35}
    gold: dict[str, object] = {"diffuseColor": (0.9, 0.6, 0.25), "metallic": 1.0, "roughness": 0.4}
    scene.bind(BALL, scene.look("Plastic", "UsdPreviewSurface", red))
    scene.bind(BOX, scene.look("Gold", "UsdPreviewSurface", gold))


def preview_texture(scene: SuiteScene) -> None:
    """UsdPreviewSurface with UsdUVTexture."""
    scene.furnish().sun()
    for path in (BALL, BOX):
        name = f"Textured{path.rpartition('/')[2]}"
        material = scene.matte(name, (0.5, 0.5, 0.5))
        texture = _texture(scene, name, "quarters.png", space="sRGB")
        colour = texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
        scene.surface_of(material).GetInput("diffuseColor").ConnectToSource(colour)
        scene.bind(path, material)


def normal_map(scene: SuiteScene) -> None:
    """UsdPreviewSurface with a normal map: broad waves."""
    scene.furnish().sun()
    for path in (BALL, BOX):
        name = f"Waves{path.rpartition('/')[2]}"
        material = scene.matte(name, (0.5, 0.5, 0.5))
        texture = _texture(scene, name, "waves.png", space="raw")
        texture.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(2.0))
        texture.CreateInput("bias", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(-1.0))
        normal = scene.surface_of(material).CreateInput("normal", Sdf.ValueTypeNames.Normal3f)
        normal.ConnectToSource(texture.CreateOutput("rgb", Sdf.ValueTypeNames.Float3))
        scene.bind(path, material)


def standard_surface(scene: SuiteScene) -> None:
    """MaterialX standard_surface: coated and metal."""
    scene.furnish().sun()
    coated: dict[str, object] = {
        "base": 1.0,
        "base_color": (0.1, 0.3, 0.12),
        "specular_roughness": 0.5,
        "coat": 0.8,
    }
    copper: dict[str, object] = {
        "base": 1.0, "base_color": (0.9, 0.5, 0.35), "metalness": 1.0, "specular_roughness": 0.3,
    }  # fmt: skip
    scene.bind(BALL, scene.look("Coated", _STANDARD, {**coated, "coat": 0.8, "coat_roughness": 0.1}))
    scene.bind(BOX, scene.look("Copper", _STANDARD, copper))


def standard_surface_glass(scene: SuiteScene) -> None:
    """MaterialX standard_surface: transmission."""
    scene.furnish().sun()
    glass: dict[str, object] = {"transmission": 1.0, "base": 0.0, "specular_IOR": 1.5, "specular_roughness": 0.0}
    scene.bind(BALL, scene.look("Glass", _STANDARD, glass))


def open_pbr(scene: SuiteScene) -> None:
    """MaterialX OpenPBR: glossy and metal."""
    scene.furnish().sun()
    name = "ND_open_pbr_surface_surfaceshader"
    glossy: dict[str, object] = {"base_color": (0.35, 0.1, 0.4), "specular_roughness": 0.4}
    steel: dict[str, object] = {"base_color": (0.6, 0.6, 0.62), "base_metalness": 1.0, "specular_roughness": 0.35}
    scene.bind(BALL, scene.look("Glossy", name, glossy))
    scene.bind(BOX, scene.look("Steel", name, steel))


def gltf_pbr(scene: SuiteScene) -> None:
    """MaterialX glTF PBR."""
    scene.furnish().sun()
    name = "ND_gltf_pbr_surfaceshader"
    rough: dict[str, object] = {"base_color": (0.6, 0.4, 0.1), "metallic": 0.0, "roughness": 0.6}
    metal: dict[str, object] = {"base_color": (0.8, 0.8, 0.75), "metallic": 1.0, "roughness": 0.4}
    scene.bind(BALL, scene.look("Rough", name, rough))
    scene.bind(BOX, scene.look("Metal", name, metal))


def materialx_pattern(scene: SuiteScene) -> None:
    """A MaterialX ramp over texture coordinates."""
    scene.furnish().sun()
    material = scene.look("Ramp", _STANDARD, {"base": 1.0, "specular": 0.0})
    ramp = UsdShade.Shader.Define(scene.stage, "/World/Looks/Ramp/Pattern")
    ramp.CreateIdAttr("ND_ramplr_color3")
    ramp.CreateInput("valuel", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.7, 0.1, 0.05))
    ramp.CreateInput("valuer", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.05, 0.2, 0.7))
    surface = scene.surface_of(material)
    output = ramp.CreateOutput("out", Sdf.ValueTypeNames.Color3f)
    surface.CreateInput("base_color", Sdf.ValueTypeNames.Color3f).ConnectToSource(output)
    for path in (BALL, BOX):
        scene.bind(path, material)


def display_color(scene: SuiteScene) -> None:
    """DisplayColor without a look."""
    scene.furnish().sun()
    for path in (BALL, BOX):
        UsdShade.MaterialBindingAPI(scene.stage.GetPrimAtPath(path)).UnbindAllBindings()
    UsdGeom.Mesh(scene.stage.GetPrimAtPath(BALL)).CreateDisplayColorAttr([Gf.Vec3f(0.2, 0.5, 0.3)])
    box = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX))
    corners = [Gf.Vec3f(*(0.1 + 0.7 * ((i >> bit) & 1) for bit in range(3))) for i in range(8)]
    box.CreateDisplayColorPrimvar(UsdGeom.Tokens.vertex).Set(corners)


def float_primvar(scene: SuiteScene) -> None:
    """A float primvar of corners that a MaterialX look mixes two colours by; the floor's ball has none."""
    scene.furnish().sun()
    material = scene.look("Worn", _STANDARD, {"base": 1.0, "specular": 0.0})
    wear = UsdShade.Shader.Define(scene.stage, "/World/Looks/Worn/Wear")
    wear.CreateIdAttr("ND_geompropvalue_float")
    wear.CreateInput("geomprop", Sdf.ValueTypeNames.String).Set("wear")
    wear.CreateInput("default", Sdf.ValueTypeNames.Float).Set(0.25)
    mix = UsdShade.Shader.Define(scene.stage, "/World/Looks/Worn/Mix")
    mix.CreateIdAttr("ND_mix_color3")
    mix.CreateInput("bg", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.7, 0.1, 0.05))
    mix.CreateInput("fg", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(0.05, 0.2, 0.7))
    share = wear.CreateOutput("out", Sdf.ValueTypeNames.Float)
    mix.CreateInput("mix", Sdf.ValueTypeNames.Float).ConnectToSource(share)
    mixed = mix.CreateOutput("out", Sdf.ValueTypeNames.Color3f)
    scene.surface_of(material).CreateInput("base_color", Sdf.ValueTypeNames.Color3f).ConnectToSource(mixed)
    box = UsdGeom.PrimvarsAPI(scene.stage.GetPrimAtPath(BOX))
    corners = box.CreatePrimvar("wear", Sdf.ValueTypeNames.FloatArray, UsdGeom.Tokens.faceVarying)
    corners.Set([float(corner % 4 >= 2) for corner in range(24)])
    for path in (BALL, BOX):
        scene.bind(path, material)


def subset_looks(scene: SuiteScene) -> None:
    """GeomSubsets with looks of their own."""
    scene.furnish().sun()
    box = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX))
    for name, faces, colour in (("Front", [2], (0.6, 0.1, 0.1)), ("Top", [1], (0.1, 0.5, 0.1))):
        subset = UsdGeom.Subset.CreateGeomSubset(box, name, UsdGeom.Tokens.face, faces, "materialBind")
        scene.bind(str(subset.GetPath()), scene.matte(f"Subset{name}", colour))


def subdivision(scene: SuiteScene) -> None:
    """CatmullClark with a crease."""
    scene.furnish().sun()
    box = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX))
    box.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.catmullClark)
    box.GetPrim().CreateAttribute(own_attributes.SUBDIVISION_LEVEL, Sdf.ValueTypeNames.Int, custom=True).Set(4)
    box.CreateCreaseIndicesAttr([0, 1, 3, 2, 0])
    box.CreateCreaseLengthsAttr([5])
    box.CreateCreaseSharpnessesAttr([10.0])


def displacement(scene: SuiteScene) -> None:
    """MaterialX displacement by a constant: a ball that grows by a tenth."""
    scene.furnish().sun()
    material = scene.look("Grown", _STANDARD, {"base": 1.0, "base_color": (0.6, 0.25, 0.12), "specular": 0.0})
    grown = UsdShade.Shader.Define(scene.stage, "/World/Looks/Grown/Displacement")
    grown.CreateIdAttr("ND_displacement_float")
    grown.CreateInput("displacement", Sdf.ValueTypeNames.Float).Set(0.05)
    output = grown.CreateOutput("out", Sdf.ValueTypeNames.Token)
    material.CreateDisplacementOutput("mtlx").ConnectToSource(output)
    scene.bind(BALL, material)


def implicit_surfaces(scene: SuiteScene) -> None:
    """Implicit surfaces."""
    scene.furnish().sun()
    for path in (BALL, BOX):
        scene.stage.RemovePrim(path)
    kinds = {"Sphere": 0.0, "Cube": 0.6, "Cone": -0.6, "Cylinder": 1.2, "Capsule": -1.2}
    for kind, x in kinds.items():
        prim = scene.stage.DefinePrim(f"/World/{kind}", kind)
        UsdGeom.XformCommonAPI(prim).SetTranslate((x, 0.2 * abs(x), 0.3))
        UsdGeom.XformCommonAPI(prim).SetScale(Gf.Vec3f(0.25))
        scene.bind(str(prim.GetPath()), scene.matte(f"Matte{kind}", (0.4, 0.4 + 0.2 * x, 0.4)))


def left_handed(scene: SuiteScene) -> None:
    """LeftHanded orientation and a mirroring scale."""
    scene.furnish().sun()
    box = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX))
    box.CreateOrientationAttr(UsdGeom.Tokens.leftHanded)
    counts = list(box.GetFaceVertexCountsAttr().Get())
    indices = np.array(box.GetFaceVertexIndicesAttr().Get()).reshape(len(counts), 4)[:, ::-1]
    box.GetFaceVertexIndicesAttr().Set([int(i) for i in indices.ravel()])
    UsdGeom.Xformable(scene.stage.GetPrimAtPath(BALL)).AddScaleOp().Set(Gf.Vec3f(-1.0, 1.0, 1.0))
    UsdGeom.Xformable(box).AddTranslateOp().Set(Gf.Vec3d(-1.4, 0.0, 0.0))


def shear(scene: SuiteScene) -> None:
    """A scale across a turn: of a mesh with normals, of a subdivided one, and of what is scattered."""
    scene.furnish().sun()
    subdivided = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX))
    subdivided.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.catmullClark)
    for path, centre, degrees in ((BALL, (-0.65, 0.0, 0.5), 40.0), (BOX, (0.65, 0.05, 0.4), -35.0)):
        _shear(UsdGeom.Xformable(scene.stage.GetPrimAtPath(path)), centre, degrees)
    instancer = UsdGeom.PointInstancer.Define(scene.stage, "/World/Scatter")
    _shear(instancer, (0.0, -0.8, 0.0), 25.0)
    brick = scene.box("/World/Scatter/Brick", (-0.12, -0.08, 0.0), (0.12, 0.08, 0.16))
    _shear(brick, (0.0, 0.0, 0.0), 30.0)
    scene.bind("/World/Scatter/Brick", scene.matte("MatteBrick", (0.5, 0.3, 0.1)))
    instancer.CreatePrototypesRel().SetTargets([brick.GetPath()])
    instancer.CreateProtoIndicesAttr([0, 0, 0])
    instancer.CreatePositionsAttr([Gf.Vec3f(0.4 * i - 0.4, -0.8, 0.0) for i in range(3)])
    turns = [Gf.Rotation(Gf.Vec3d(0, 0, 1), 40.0 * i).GetQuat() for i in range(3)]
    instancer.CreateOrientationsAttr([Gf.Quath(float(q.GetReal()), Gf.Vec3h(*q.GetImaginary())) for q in turns])
    instancer.CreateScalesAttr([Gf.Vec3f(1.0, 1.0 + 0.3 * i, 1.0) for i in range(3)])


def _shear(prim: UsdGeom.Xformable, centre: tuple[float, float, float], degrees: float) -> None:
    """Turn about a centre, then scale along x."""
    prim.AddTranslateOp().Set(Gf.Vec3d(*centre))
    prim.AddScaleOp().Set(Gf.Vec3f(1.3, 1.0, 1.0))
    prim.AddRotateYOp().Set(0.6 * degrees)
    prim.AddRotateZOp().Set(degrees)
    prim.AddTranslateOp(opSuffix="centre").Set(Gf.Vec3d(*(-c for c in centre)))


def native_instances(scene: SuiteScene) -> None:
    """Instanceable references."""
    scene.furnish().sun()
    scene.stage.GetPrimAtPath(BOX).SetActive(False)
    UsdGeom.Scope.Define(scene.stage, "/Prototypes").MakeInvisible()
    prototype = UsdGeom.Xform.Define(scene.stage, "/Prototypes/Pebble")
    scene.ball("/Prototypes/Pebble/Mesh", (0.0, 0.0, 0.15), 0.15)
    prototype.MakeVisible()
    for number in range(5):
        prim = UsdGeom.Xform.Define(scene.stage, f"/World/Copy{number}").GetPrim()
        prim.GetReferences().AddInternalReference("/Prototypes/Pebble")
        prim.SetInstanceable(True)
        UsdGeom.XformCommonAPI(prim).SetTranslate((0.15 + 0.3 * number, -0.5 + 0.25 * number, 0.0))
        scene.bind(str(prim.GetPath()), scene.matte(f"MatteCopy{number}", (0.2 + 0.1 * number, 0.4, 0.3)))


def point_instancer(scene: SuiteScene) -> None:
    """PointInstancer."""
    scene.furnish().sun()
    scene.stage.GetPrimAtPath(BOX).SetActive(False)
    instancer = UsdGeom.PointInstancer.Define(scene.stage, "/World/Scatter")
    scene.ball("/World/Scatter/Pebble", (0.0, 0.0, 0.12), 0.12)
    scene.box("/World/Scatter/Brick", (-0.1, -0.05, 0.0), (0.1, 0.05, 0.1))
    for name, colour in (("Pebble", (0.5, 0.4, 0.2)), ("Brick", (0.5, 0.15, 0.1))):
        scene.bind(f"/World/Scatter/{name}", scene.matte(f"Matte{name}", colour))
    instancer.CreatePrototypesRel().SetTargets(["/World/Scatter/Pebble", "/World/Scatter/Brick"])
    count = 12
    instancer.CreateProtoIndicesAttr([i % 2 for i in range(count)])
    instancer.CreatePositionsAttr(
        [Gf.Vec3f(0.1 + 0.32 * (i % 4), -0.6 + 0.5 * (i // 4), 0.0) for i in range(count)]
    )
    turns = [Gf.Rotation(Gf.Vec3d(0, 0, 1), 25.0 * i).GetQuat() for i in range(count)]
    instancer.CreateOrientationsAttr([Gf.Quath(float(q.GetReal()), Gf.Vec3h(*q.GetImaginary())) for q in turns])
    instancer.CreateScalesAttr([Gf.Vec3f(0.8 + 0.05 * i) for i in range(count)])
    instancer.CreateInvisibleIdsAttr([5])


def volume(scene: SuiteScene) -> None:
    """An even ball of fog."""
    scene.furnish().sun()
    scene.stage.GetPrimAtPath(BALL).SetActive(False)
    side, radius = 48, 0.5
    axis = (np.arange(side) + 0.5) / side - 0.5
    x, y, z = np.meshgrid(axis, axis, axis, indexing="ij")
    inside = np.clip((0.46 - np.sqrt(x * x + y * y + z * z)) * side / 2.0, 0.0, 1.0)
    file = scene.file.with_name("fog.vdb")
    write_vdb(centred_field(inside, 2.0 * radius / side), file)
    extent = ((-radius, -radius, 0.0), (radius, radius, 2.0 * radius))
    fog = define_volume(scene.stage, "/World/Fog", files={"density": f"./{file.name}"}, extent=extent)
    UsdGeom.XformCommonAPI(fog).SetTranslate((-0.65, 0.0, 0.02))
    look = define_volume_look(scene.stage, "/World/Looks/Fog", VolumeLook(density_scale=4.0))
    scene.bind("/World/Fog", look)


def y_up(scene: SuiteScene) -> None:
    """UpAxis Y."""
    scene.furnish().sun()


def centimetres(scene: SuiteScene) -> None:
    """MetersPerUnit 0.01."""
    scene.furnish().sun()


def time_samples(scene: SuiteScene) -> None:
    """Animated transforms and points, seen between their samples."""
    scene.furnish().sun()
    scene.stage.SetStartTimeCode(3.0)
    scene.stage.SetEndTimeCode(3.0)
    move = UsdGeom.Xformable(scene.stage.GetPrimAtPath(BALL)).AddTranslateOp()
    points = UsdGeom.Mesh(scene.stage.GetPrimAtPath(BOX)).GetPointsAttr()
    flat = points.Get()
    for time, away in ((1.0, 0.0), (5.0, 1.0)):
        move.Set(Gf.Vec3d(0.0, 0.6 * away, 0.0), time)
        points.Set([Gf.Vec3f(p[0], p[1], p[2] * (1.0 + 0.5 * away)) for p in flat], time)


def purposes(scene: SuiteScene) -> None:
    """Purposes and visibility."""
    scene.furnish().sun()
    for number, purpose in enumerate(("render", "proxy", "guide", "default")):
        x = -1.2 + 0.6 * number
        mesh = scene.box(f"/World/{purpose.title()}", (x, -1.2, 0.0), (x + 0.3, -0.9, 0.3))
        mesh.CreatePurposeAttr(purpose)
        scene.bind(f"/World/{purpose.title()}", scene.matte(f"Matte{purpose.title()}", (0.6, 0.5, 0.1 * number)))
    UsdGeom.Imageable(scene.stage.GetPrimAtPath("/World/Default")).MakeInvisible()


def variants(scene: SuiteScene) -> None:
    """A variant selection."""
    scene.furnish().sun()
    sets = scene.stage.GetPrimAtPath(BOX).GetVariantSets().AddVariantSet("shape")
    for name, stretch in (("low", 0.4), ("high", 1.5)):
        sets.AddVariant(name)
        sets.SetVariantSelection(name)
        with sets.GetVariantEditContext():
            UsdGeom.XformCommonAPI(scene.stage.GetPrimAtPath(BOX)).SetScale(Gf.Vec3f(1.0, 1.0, stretch))
    sets.SetVariantSelection("high")


def payload(scene: SuiteScene) -> None:
    """A payload and a reference to one asset, in other units."""
    scene.furnish().sun()
    scene.stage.GetPrimAtPath(BOX).SetActive(False)
    asset = SuiteScene(scene.file.with_name("payload_asset.usda"))
    asset.box("/World/Body", (-0.25, -0.25, 0.0), (0.25, 0.25, 0.5))
    asset.bind("/World/Body", asset.matte("Blue", (0.1, 0.2, 0.6)))
    asset.save()
    for name, x in (("Paid", 0.4), ("Referenced", 1.1)):
        prim = UsdGeom.Xform.Define(scene.stage, f"/World/{name}").GetPrim()
        arc = f"./{asset.file.name}"
        if name == "Paid":
            prim.GetPayloads().AddPayload(arc)
        else:
            prim.GetReferences().AddReference(arc)
        UsdGeom.XformCommonAPI(prim).SetTranslate((x, 0.0, 0.0))
    assert scene.stage.GetPrimAtPath(FLOOR)


def _texture(scene: SuiteScene, look: str, picture: str, *, space: str) -> UsdShade.Shader:
    """A UsdUVTexture of a look, repeated over ``st``."""
    place = f"/World/Looks/{look}"
    reader = UsdShade.Shader.Define(scene.stage, f"{place}/St")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    texture = UsdShade.Shader.Define(scene.stage, f"{place}/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(write_suite_picture(scene, picture))
    texture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set(space)
    for side in ("wrapS", "wrapT"):
        texture.CreateInput(side, Sdf.ValueTypeNames.Token).Set("repeat")
    st = reader.CreateOutput("result", Sdf.ValueTypeNames.Float2)
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(st)
    return texture

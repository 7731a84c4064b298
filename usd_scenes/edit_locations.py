"""Where a stage may be edited: asked before anything is authored, so that a refusal leaves the layers alone."""

from __future__ import annotations

from pxr import Sdf, Usd

from schemas.errors import SceneError


def require_stage(stage: Usd.Stage, *, prim: str = "") -> None:
    """Nothing, where there is a stage; ``prim`` is what an error names.

    Raises:
        SceneError: no stage.
    """
    if not stage:
        raise SceneError("no stage to author on: it is closed, or was never opened", prim=prim)


def prim_location(stage: Usd.Stage, path: str) -> Sdf.Path:
    """``path`` as that of a prim, whether or not one stands there.

    Raises:
        SceneError: no stage, or no absolute prim path.
    """
    require_stage(stage, prim=str(path))
    location = Sdf.Path(path) if Sdf.Path.IsValidPathString(path) else Sdf.Path.emptyPath
    if not location.IsAbsolutePath() or not location.IsPrimPath() or location.ContainsPrimVariantSelection():
        layer = stage.GetRootLayer().identifier
        raise SceneError("not the absolute path of a prim, such as /World/Subject", layer=layer, prim=str(path))
    return location


def editable_path(stage: Usd.Stage, path: str) -> Sdf.Path:
    """``path``, at which a prim may be defined; what is missing above it is defined with it.

    Raises:
        SceneError: as `prim_location`, or a place inside an instance.
    """
    location = prim_location(stage, path)
    above = (stage.GetPrimAtPath(prefix) for prefix in location.GetParentPath().GetPrefixes())
    if any(prim and (prim.IsInstance() or prim.IsInstanceProxy()) for prim in above):
        message = "inside an instance, where opinions are lost; author on what it is an instance of"
        raise SceneError(message, layer=stage.GetRootLayer().identifier, prim=path)
    return location


def editable_prim(prim: Usd.Prim) -> Usd.Prim:
    """``prim``, which may be given opinions.

    Raises:
        SceneError: no such prim, its stage is closed, or it lies inside an instance.
    """
    if not prim:
        raise SceneError("no such prim to author on")
    editable_path(prim.GetStage(), str(prim.GetPath()))
    return prim


def editable_prim_at(stage: Usd.Stage, path: str, *, kind: str = "prim") -> Usd.Prim:
    """The prim at ``path``, which may be given opinions; ``kind`` is what an error calls it.

    Raises:
        SceneError: as `editable_path`, or there is no prim.
    """
    location = editable_path(stage, path)
    prim = stage.GetPrimAtPath(location)
    if not prim:
        raise SceneError(f"no {kind}", layer=stage.GetRootLayer().identifier, prim=path)
    return prim


def prepare_parent(stage: Usd.Stage, path: str, type_name: str = "Scope") -> None:
    """Define what ``path`` lies in, where there is nothing yet; a parent of another type stays what it is.

    Raises:
        SceneError: as `editable_path`; nothing is defined.
    """
    parent = editable_path(stage, path).GetParentPath()
    if parent.IsAbsoluteRootPath():
        return
    prim = stage.GetPrimAtPath(parent)
    if not prim or prim.GetTypeName() in {"", type_name}:
        stage.DefinePrim(parent, type_name)

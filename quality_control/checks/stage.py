"""Checks of a stage on disk by OpenUSD's own validators."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pxr import Usd, UsdShade, UsdValidation

from finishing.registry import EFFECTS
from quality_control.checks.rules import rule
from schemas.errors import SceneError
from schemas.finding import Finding
from schemas.finishing import operation_of_node
from usd_scenes.sample_stage import open_stage
from usd_scenes.volumes import VOLUME_SHADER_ID

_UNKNOWN_SHADER = "MissingShaderIdInRegistry"
_PACKAGE_KEYWORD = "UsdzValidators"  # these ask what only a .usdz must satisfy
_UNKNOWN_SHADER = "MissingShaderIdInRegistry"
_MATERIALX_ID = "'ND_"  # usd-core is built without UsdMtlx, so its registry knows no MaterialX node


def check_stage(file: Path) -> tuple[Finding, ...]:
    """What the UsdValidation validators find in the stage whose root layer is ``file``."""
    try:
        stage = open_stage(file)
    except SceneError as error:
        return (rule("stage.unreadable").broken(str(error), subject=file.name),)
    return check_composed_stage(stage)


def check_composed_stage(stage: Usd.Stage) -> tuple[Finding, ...]:
    """`check_stage` of an open stage; the finding's message starts with the validator's own rule name."""
    found = (_finding_of(error) for error in _context().Validate(stage))
    return tuple(finding for finding in found if finding is not None)


def _finding_of(error: Any) -> Finding | None:
    if error.GetType() != UsdValidation.ValidationErrorType.Error:
        return None
    if str(error.GetIdentifier()).endswith(_UNKNOWN_SHADER) and _is_defined_elsewhere(error):
        return None
    message = " ".join(str(error.GetMessage()).split())
    if error.GetName() == _UNKNOWN_SHADER and _MATERIALX_ID in message:
        return None
    sites = error.GetSites()
    subject = ""
    if sites:
        site = sites[0]
        subject = str(site.GetProperty().GetPath()) if site.IsProperty() else str(site.GetPrim().GetPath())
    return rule("stage.validity").broken(f"{error.GetIdentifier()}: {message}", subject=subject, value=1.0)


def _is_defined_elsewhere(error: Any) -> bool:
    """Whether the shader id is one that stock usd-core, which lacks UsdMtlx, cannot know but we do."""
    site = error.GetSites()[0]
    prim = site.GetProperty().GetPrim() if site.IsProperty() else site.GetPrim()
    shader_id = str(UsdShade.Shader(prim).GetIdAttr().Get())
    ours = shader_id == VOLUME_SHADER_ID or operation_of_node(shader_id) in EFFECTS
    return ours or shader_id in _materialx_definitions()


@cache
def _materialx_definitions() -> frozenset[str]:
    """The node definitions of the installed MaterialX standard libraries."""
    import MaterialX

    document = MaterialX.createDocument()
    MaterialX.loadLibraries(
        MaterialX.getDefaultDataLibraryFolders(), MaterialX.getDefaultDataSearchPath(), document
    )
    return frozenset(definition.getName() for definition in document.getNodeDefs())


@cache
def _context() -> UsdValidation.ValidationContext:
    registry = UsdValidation.ValidationRegistry()
    wanted = [
        metadata
        for metadata in registry.GetAllValidatorMetadata()
        if _PACKAGE_KEYWORD not in metadata.GetKeywords()
    ]
    return UsdValidation.ValidationContext(registry.GetOrLoadValidatorsByName([m.name for m in wanted]))

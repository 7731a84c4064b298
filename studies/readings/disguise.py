"""An equal stage in which nothing is called what its author called it.

Prims, nodes, the public inputs of materials, files, own primvars and what else no schema has get names drawn at
random; each pattern network is written anew as an equal one (`rewriting`); metadata that says nothing of the scene
(custom data, documentation, display names, asset info) is gone. What schemas name stays: types, schema properties,
kinds, semantics labels, the inputs of node definitions, a render var's source.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pxr import Sdf, Usd

from studies.readings.rewriting import rewrite_networks

_PRIMVARS = "primvars:"
_STANDARD_PRIMVARS = frozenset({"st", "normals", "displayColor", "displayOpacity", "ids", "widths"})
_PRIMVAR_READERS = ("inputs:geomprop", "inputs:varname")
_NAMED_BY_PATH = "renderSettingsPrimPath"
_INPUTS = "inputs:"
_SCHEMA_PLACES = (_PRIMVARS, _INPUTS, "outputs:", "xformOp:", "material:", "field:", "collection:", "semantics:")
_SAYING = {
    "stage": frozenset({
        "defaultPrim", "metersPerUnit", "kilogramsPerUnit", "upAxis", "renderSettingsPrimPath", "primChildren",
        "startTimeCode", "endTimeCode", "timeCodesPerSecond", "framesPerSecond", "colorConfiguration",
        "colorManagementSystem",
    }),
    "prim": frozenset({"specifier", "typeName", "apiSchemas", "kind", "active", "instanceable", "primOrder"}),
    "property": frozenset({
        "custom", "variability", "typeName", "default", "timeSamples", "connectionPaths", "targetPaths",
        "interpolation", "elementSize", "unauthoredValuesIndex", "colorSpace", "bindMaterialAs", "spline",
    }),
}  # fmt: skip
"""Metadata of stages, prims and properties that say what is drawn; all else is the author's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """The root layer of the disguised stage, and its new names by the old: prim paths and names of files."""

    root: Path
    paths: Mapping[str, str]
    files: Mapping[str, str]


def disguise(stage_file: Path, folder: Path, rng: np.random.Generator) -> Disguise:
    """Write the stage in ``stage_file``, disguised, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Usd.Stage.Open(str(stage_file))
    layer = stage.Flatten(addSourceFileComment=False)
    _drop_words(layer)
    rewrite_networks(Usd.Stage.Open(layer), rng)
    names = _Names(rng)
    files = dict(_rename_files(layer, folder, names))
    _rename_properties(layer, names)
    paths = _rename_prims(layer, names)
    root = folder / f"{names.fresh()}.usdc"
    layer.Export(str(root))
    return Disguise(root=root, paths=paths, files=files)


class _Names:
    """Names drawn at random, none twice; the same new name for the same old one where asked."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng, self._taken = rng, set[str]()
        self._known: dict[str, str] = {}

    def fresh(self) -> str:
        while (name := "n" + "".join(self._rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 9))) in self._taken:
            pass
        self._taken.add(name)
        return name

    def of(self, old: str) -> str:
        if old not in self._known:
            self._known[old] = self.fresh()
        return self._known[old]


def _specs(layer: Sdf.Layer) -> Iterator[Sdf.PrimSpec]:
    """Every prim, those below before those above."""

    def below(spec: Sdf.PrimSpec) -> Iterator[Sdf.PrimSpec]:
        for child in list(spec.nameChildren):
            yield from below(child)
            yield child

    for spec in list(layer.rootPrims):
        yield from below(spec)
        yield spec


def _drop_words(layer: Sdf.Layer) -> None:
    """Take away all metadata that draws nothing."""
    _keep(layer.pseudoRoot, _SAYING["stage"])
    for spec in _specs(layer):
        _keep(spec, _SAYING["prim"])
        for said in spec.properties:
            _keep(said, _SAYING["property"])


def _keep(spec: Sdf.Spec, kept: frozenset[str]) -> None:
    for key in spec.ListInfoKeys():
        if key not in kept:
            spec.ClearInfo(key)


def _rename_files(layer: Sdf.Layer, folder: Path, names: _Names) -> Iterator[tuple[str, str]]:
    """Copies of the files that attributes name; yields the names of both."""
    for spec in _specs(layer):
        for attribute in spec.attributes:
            if attribute.typeName != Sdf.ValueTypeNames.Asset or not attribute.default:
                continue
            old = Path(layer.ComputeAbsolutePath(attribute.default.path))
            if not old.is_file():
                continue
            new = folder / (names.of(str(old)) + old.suffix)
            if not new.exists():
                shutil.copyfile(old, new)
            attribute.default = Sdf.AssetPath(str(new))
            yield old.name, new.name


def _rename_properties(layer: Sdf.Layer, names: _Names) -> None:
    """Properties that no schema has, own primvars with whoever reads them, public inputs of materials."""
    inputs: dict[Sdf.Path, Sdf.Path] = {}
    stage = Usd.Stage.Open(layer)
    for spec, known in [(spec, _schema_properties(stage, spec)) for spec in _specs(layer)]:
        for said in list(spec.properties):
            old, path = said.name, said.path
            primvar = old.removeprefix(_PRIMVARS)
            if old not in known and not old.startswith(_SCHEMA_PLACES):
                said.name = names.of(old)
            elif old.startswith(_PRIMVARS) and primvar.partition(":")[0] not in _STANDARD_PRIMVARS:
                said.name = _PRIMVARS + names.of(primvar)
            elif old in _PRIMVAR_READERS and str(said.default) not in _STANDARD_PRIMVARS:
                said.default = names.of(str(said.default))
            elif old.startswith(_INPUTS) and spec.typeName in {"Material", "NodeGraph"}:
                said.name = _INPUTS + names.fresh()
                inputs[path] = said.path
    _retarget(layer, lambda path: inputs.get(path, path))


def _schema_properties(stage: Usd.Stage, spec: Sdf.PrimSpec) -> frozenset[str]:
    return frozenset(stage.GetPrimAtPath(spec.path).GetPrimDefinition().GetPropertyNames())


def _rename_prims(layer: Sdf.Layer, names: _Names) -> dict[str, str]:
    """New paths by the old ones."""
    olds = {spec: spec.path for spec in _specs(layer)}
    for spec in olds:
        spec.name = names.fresh()
    renamed = {old: spec.path for spec, old in olds.items()}

    def moved(path: Sdf.Path) -> Sdf.Path:
        prim = renamed.get(path.GetPrimPath())
        return path if prim is None else path.ReplacePrefix(path.GetPrimPath(), prim)

    _retarget(layer, moved)
    if layer.defaultPrim:
        layer.defaultPrim = renamed[Sdf.Path(f"/{layer.defaultPrim}")].name
    stage_spec = layer.pseudoRoot
    if stage_spec.HasInfo(_NAMED_BY_PATH):
        stage_spec.SetInfo(_NAMED_BY_PATH, str(moved(Sdf.Path(stage_spec.GetInfo(_NAMED_BY_PATH)))))
    return {str(old): str(new) for old, new in renamed.items()}


def _retarget(layer: Sdf.Layer, moved: object) -> None:
    for spec in _specs(layer):
        for said in spec.properties:
            targets = said.connectionPathList if isinstance(said, Sdf.AttributeSpec) else said.targetPathList
            targets.ModifyItemEdits(moved)

"""What every `define_` and `set_` function of `usd_scenes` must do: a test class over a table of cases.

Each function checks, then writes: a refusal is a SceneError that leaves all layers as they were. What it writes
lies in the edit target alone, replaces what weaker layers say, gives way to stronger ones, and is the same when
written twice.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from pxr import Sdf, Usd, UsdGeom

import usd_scenes
from schemas.errors import SceneError
from usd_scenes import prim_paths

type Author = Callable[[Usd.Stage, str, int], object]  # stage, path, which of two values
type Reading = Callable[[Usd.Stage], object]

VERBS = ("define_", "set_")
BAD_PATHS = ("", "World/Relative", "/", "/World/A b", "/World/Prim.attribute", "/World{look=red}Prim")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One function: how it is called, where it writes, and how its first value is told from its second.

    ``prepare`` makes what the function needs to be there; without it the function defines a whole prim. ``fixed``:
    its place is not an argument. ``other`` authors what another layer says where the function has one value only.
    """

    author: Author
    path: str
    read: Reading
    prepare: Callable[[Usd.Stage], object] | None = None
    fixed: bool = False
    kinds: tuple[str, ...] = ()  # of prims that it must refuse
    other: Callable[[Usd.Stage], object] | None = None


def discover() -> Mapping[str, Callable[..., object]]:
    """Every public `define_` and `set_` function of usd_scenes by its module and name."""
    found = {}
    for module_info in pkgutil.walk_packages(usd_scenes.__path__, "usd_scenes."):
        module = importlib.import_module(module_info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith(VERBS) and function.__module__ == module.__name__:
                found[f"{module.__name__.removeprefix('usd_scenes.')}.{name}"] = function
    return found


class Layered:
    """A stage of three layers under its root; the edit target is the middle one."""

    def __init__(self) -> None:
        self.weak, self.middle, self.strong = (Sdf.Layer.CreateAnonymous() for _ in range(3))
        self.root = Sdf.Layer.CreateAnonymous()
        self.root.subLayerPaths = [layer.identifier for layer in (self.strong, self.middle, self.weak)]
        self.stage = Usd.Stage.Open(self.root)
        self.stage.SetMetadata("renderSettingsPrimPath", prim_paths.RENDER_SETTINGS)
        self.stage.SetEditTarget(self.middle)

    def written(self) -> dict[str, str]:
        """Every layer's text by its name."""
        layers = {"root": self.root, "weak": self.weak, "middle": self.middle, "strong": self.strong}
        return {name: str(layer.ExportToString()) for name, layer in layers.items()}


@pytest.fixture
def layered() -> Layered:
    return Layered()


def _prepare(case: Case, layered: Layered) -> None:
    if case.prepare is not None:
        with Usd.EditContext(layered.stage, layered.weak):
            case.prepare(layered.stage)


def _opinion(case: Case, layered: Layered, layer: Sdf.Layer) -> object:
    """Another layer's opinion, authored there; what is then read."""
    with Usd.EditContext(layered.stage, layer):
        if case.other is not None:
            case.other(layered.stage)
        else:
            case.author(layered.stage, case.path, 1)
    return case.read(layered.stage)


def _refused(case: Case, layered: Layered, stage: Usd.Stage, path: str) -> None:
    before = layered.written()
    with pytest.raises(SceneError):
        case.author(stage, path, 0)
    assert layered.written() == before, "a refusal left something behind"


class AuthoringContract:
    """The promises; a subclass sets ``cases``, by the names that `discover` gives."""

    cases: Mapping[str, Case]

    def test_every_authoring_function_has_a_case(self) -> None:
        missing, stale = sorted(discover().keys() - self.cases), sorted(self.cases.keys() - discover().keys())
        assert not missing, f"add a case for each of these to the table of {type(self).__module__}: {missing}"
        assert not stale, f"the table has cases of functions that are gone: {stale}"

    def test_without_a_stage_it_refuses(self, case: Case, layered: Layered) -> None:
        _refused(case, layered, None, case.path)

    def test_a_path_of_no_prim_is_refused(self, case: Case, layered: Layered, path: str) -> None:
        _prepare(case, layered)
        _refused(case, layered, layered.stage, path)

    def test_what_is_missing_is_refused_or_defined_whole(self, case: Case, layered: Layered) -> None:
        if case.prepare is not None:
            _refused(case, layered, layered.stage, case.path)
            return
        case.author(layered.stage, case.path, 0)
        prim = layered.stage.GetPrimAtPath(case.path)
        assert prim.IsDefined()
        assert prim.GetParent().IsDefined()

    @pytest.mark.parametrize("type_name", ["Scope", "Xform"])
    def test_a_parent_that_is_there_stays_what_it_is(self, case: Case, layered: Layered, type_name: str) -> None:
        _prepare(case, layered)
        parent = case.path.rpartition("/")[0]
        with Usd.EditContext(layered.stage, layered.weak):
            layered.stage.DefinePrim(parent, type_name)
        case.author(layered.stage, case.path, 0)
        assert layered.stage.GetPrimAtPath(parent).GetTypeName() == type_name

    def test_a_place_inside_an_instance_is_refused(self, case: Case, layered: Layered) -> None:
        parent, name = case.path.rpartition("/")[::2]
        with Usd.EditContext(layered.stage, layered.weak):
            if case.prepare is not None:
                case.prepare(layered.stage)
                Sdf.CreatePrimInLayer(layered.weak, "/Prototype")
                Sdf.CopySpec(layered.weak, parent, layered.weak, "/Prototype")
            UsdGeom.Xform.Define(layered.stage, f"/Prototype/{name}/Below")
            held = layered.stage.DefinePrim(parent)
            held.GetReferences().AddInternalReference("/Prototype")
            held.SetInstanceable(True)
        _refused(case, layered, layered.stage, case.path)

    def test_a_prim_of_a_wrong_kind_is_refused(self, case: Case, layered: Layered, kind: str) -> None:
        with Usd.EditContext(layered.stage, layered.weak):
            layered.stage.DefinePrim(case.path, kind)
        _refused(case, layered, layered.stage, case.path)

    def test_writing_twice_is_writing_once(self, case: Case, layered: Layered) -> None:
        _prepare(case, layered)
        case.author(layered.stage, case.path, 0)
        once = layered.written()
        case.author(layered.stage, case.path, 0)
        assert layered.written() == once

    def test_it_writes_into_the_edit_target_alone(self, case: Case, layered: Layered) -> None:
        _prepare(case, layered)
        before = layered.written()
        case.author(layered.stage, case.path, 0)
        after = layered.written()
        assert [name for name in after if after[name] != before[name]] == ["middle"]

    def test_it_replaces_what_a_weaker_layer_says(self, case: Case, layered: Layered) -> None:
        _prepare(case, layered)
        theirs = _opinion(case, layered, layered.weak)
        weak = layered.written()["weak"]
        case.author(layered.stage, case.path, 0)
        assert case.read(layered.stage) != theirs
        assert layered.written()["weak"] == weak

    def test_it_gives_way_to_a_stronger_layer(self, case: Case, layered: Layered) -> None:
        _prepare(case, layered)
        theirs = _opinion(case, layered, layered.strong)
        strong = layered.written()["strong"]
        case.author(layered.stage, case.path, 0)
        assert case.read(layered.stage) == theirs
        assert layered.written()["strong"] == strong
        assert layered.written()["middle"] != Layered().written()["middle"]


def parametrise(metafunc: pytest.Metafunc) -> None:
    """One test for each case that it is about; and for each bad path or wrong kind of prim where it takes one."""
    named = metafunc.cls.cases.items()
    if "path" in metafunc.fixturenames:
        given = [(case, path, f"{name}-{path}") for name, case in named if not case.fixed for path in BAD_PATHS]
        metafunc.parametrize(("case", "path"), [row[:2] for row in given], ids=[row[2] for row in given])
    elif "kind" in metafunc.fixturenames:
        given = [(case, kind, f"{name}-{kind}") for name, case in named for kind in case.kinds]
        metafunc.parametrize(("case", "kind"), [row[:2] for row in given], ids=[row[2] for row in given])
    elif "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [case for _, case in named], ids=[name for name, _ in named])


def prim_at(stage: Usd.Stage | None, path: str) -> Usd.Prim:
    """The prim at ``path``; an invalid one without a stage or path."""
    if not stage or not Sdf.Path.IsValidPathString(path):
        return Usd.Prim()
    return stage.GetPrimAtPath(path) if path != "/" else Usd.Prim()


def value_at(path: str) -> Reading:
    """Reads the composed value of an attribute, or a relationship's targets."""

    def read(stage: Usd.Stage) -> object:
        found = stage.GetObjectAtPath(path)
        return found.Get() if isinstance(found, Usd.Attribute) else found.GetTargets()

    return read

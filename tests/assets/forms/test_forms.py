"""Forms keep their promises, and one that does not is found out; `forms check --all` asks them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np
import pytest

import assets.forms
from assets.forms.catalog import all_forms, find_form
from assets.forms.form import Form, main_part, part
from assets.looks.library import stuffs
from assets.looks.library.stuffs import load_stuffs
from assets.meshes.solids import lathe
from assets.meshes.surface import finished, moved
from schemas.errors import AssetError
from schemas.mesh import MeshData
from studies.asset_checks.forms import find_form_faults

_PROFILE = np.array([[0.0, 0.0], [0.3, 0.0], [0.3, 0.2], [0.4, 1.0], [0.0, 1.0]])


def _first_forms() -> tuple[Form, ...]:
    """One form of each module."""
    names = sorted(one.name for one in iter_modules(assets.forms.__path__) if not one.ispkg)
    found = (getattr(import_module(f"assets.forms.{name}"), "FORMS", ()) for name in names)
    return tuple(forms[0] for forms in found if forms)


def _cup(_rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    return (finished(lathe(_PROFILE * size)),)


def _lifted(_rng: np.random.Generator, size: float) -> tuple[MeshData, ...]:
    return (finished(moved(lathe(_PROFILE * size), z=0.02)),)


_RIGHT = Form(name="cup", class_name="cup", size_m=(0.08, 0.12), parts=(main_part(),), build=_cup)


@pytest.mark.parametrize("form", [pytest.param(form, id=form.name) for form in _first_forms()])
def test_a_form_keeps_its_promises(form: Form) -> None:
    assert list(find_form_faults(form)) == []


def test_a_right_form_has_no_fault() -> None:
    assert list(find_form_faults(_RIGHT)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda form: replace(form, size_m=(0.5, 0.6), build=lambda rng, size: _cup(rng, 0.1)), "largest side"),
        (lambda form: replace(form, build=_lifted), "not on the floor"),
        (lambda form: replace(form, parts=(main_part(), part("Lid", "steel"))), "1 meshes for 2 parts"),
        (lambda form: replace(form, parts=(part("Body", "unobtainium"),)), "unobtainium"),
        (lambda form: replace(form, build=lambda rng, size: _cup(rng, 0.1)), "are one shape"),
    ],
)
def test_a_wrong_form_is_found_out(change: Callable[[Form], Form], fault: str) -> None:
    assert any(fault in found for found in find_form_faults(change(_RIGHT)))


def test_forms_are_found_by_name() -> None:
    assert find_form("skillet").class_name
    with pytest.raises(AssetError, match="no form 'anvil_of_cheese'"):
        find_form("anvil_of_cheese")
    assert len(all_forms()) > 400


@pytest.mark.parametrize("variant", range(3))
def test_a_comb_is_one_closed_body(variant: int) -> None:
    """Light scatters through wax: a wall of nothing behind it would be seen as grey noise."""
    comb = find_form("honeycomb").generator.meshes(variant)[0]
    starts = np.cumsum(comb.face_vertex_counts) - comb.face_vertex_counts
    following = np.arange(len(comb.face_vertex_indices)) + 1
    following[starts + comb.face_vertex_counts - 1] = starts
    edges = np.sort(np.stack([comb.face_vertex_indices, comb.face_vertex_indices[following]], axis=1), axis=1)
    _, counts = np.unique(edges, axis=0, return_counts=True)
    assert set(counts) <= {2, 4}  # 4: where two cells meet in an edge alone


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{look: nothing}", "no look 'nothing'"),
        ("{look: paint}", "no colour of its own"),
        ("{look: gold, painted: true}", "cannot paint gold"),
        ("{look: gold, price: 3}", "unknown fields"),
    ],
)
def test_a_wrong_stuff_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, message: str) -> None:
    (tmp_path / "few.yaml").write_text(f"schema: {stuffs.SCHEMA}\nstuffs:\n  odd: {entry}\n")
    monkeypatch.setattr(stuffs, "STUFFS_FOLDER", tmp_path)
    with pytest.raises(AssetError, match=message):
        load_stuffs.__wrapped__()

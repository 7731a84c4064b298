"""Looks go by their own sizes, not by their wearer's, and leave to a form what the form has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assets.looks.networks.look_network import Wearer, build_look
from assets.looks.networks.recipes import load_looks
from quality_control.readers.surface_fields import Patch, patch_points
from usd_scenes.extraction.pattern_values.evaluation import evaluate
from usd_scenes.looks import Connection, LookNetwork, ShaderNode

WEARER = Wearer(colour=(0.4, 0.3, 0.2), size_m=0.3, top_m=0.3)
GROWS_WITH_THE_BODY = {"skin_creature", "fur", "scales", "chitin", "flame", "wick", "gemstone"}
"""An animal's markings, a flame's parts, and the rough that a cutter takes for a stone."""


def _network(name: str, wearer: Wearer) -> LookNetwork:
    return build_look(load_looks().looks[name], wearer, np.random.default_rng(5))


def _lengths(look: LookNetwork) -> tuple[ShaderNode, ...]:
    """All nodes but the one that says what an edge is: it goes by the form."""
    return tuple(n for n in look.nodes if not any(e.value == Connection(node="curvature") for e in n.inputs))


@pytest.mark.parametrize("name", sorted(set(load_looks().looks) - GROWS_WITH_THE_BODY))
def test_a_look_is_of_one_size_on_small_and_on_large_things(name: str) -> None:
    small, large = (_network(name, replace(WEARER, size_m=size_m)) for size_m in (0.05, 2.0))
    assert _lengths(small) == _lengths(large)


@pytest.mark.parametrize(
    ("name", "painted"),
    [
        ("cotton", "wrinkles"),
        ("linen", "wrinkles"),
        ("denim", "wrinkles"),
        ("satin", "drape"),
        ("silk", "drape"),
        ("synthetic", "creases"),
        ("ice", "melted"),
        ("stained_glass", "leads"),
        ("skin_creature", "skinFolds"),
        ("wax_candle", "runs"),
    ],
)
def test_folds_relief_and_leads_are_painted_on_solids_alone(name: str, painted: str) -> None:
    assert painted in {node.name for node in _network(name, WEARER).nodes}
    assert painted not in {node.name for node in _network(name, replace(WEARER, life_size=True)).nodes}


@pytest.mark.parametrize("name", ["net", "lace"])
def test_cords_that_are_modelled_are_never_open(name: str) -> None:
    look = _network(name, replace(WEARER, life_size=True))
    surface = next(node for node in look.nodes if node.name == look.surface)
    opacity = next(entry.value for entry in surface.inputs if entry.name == "geometry_opacity")
    assert isinstance(opacity, Connection)
    cloth = patch_points(Patch(pitch_m=0.0013, size=48), (0.0, 0.0, 0.0), np.eye(4))
    cord = replace(cloth, uv=np.zeros_like(cloth.uv))
    assert float(np.asarray(evaluate(look.nodes, opacity, cloth)).min()) == 0.0
    assert float(np.asarray(evaluate(look.nodes, opacity, cord)).min()) == pytest.approx(1.0)


def test_the_threads_of_satin_that_gleam_are_paler_than_what_lies_between_them() -> None:
    look = _network("satin", replace(WEARER, life_size=True))
    surface = {e.name: e.value for e in next(n for n in look.nodes if n.name == look.surface).inputs}
    points = patch_points(Patch(pitch_m=0.0001, size=48), (0.0, 0.0, 0.0), np.eye(4))
    colour, metal = (
        np.asarray(evaluate(look.nodes, entry, points))
        for entry in (surface["base_color"], surface["base_metalness"])
        if isinstance(entry, Connection)
    )
    on_top, between = metal > np.quantile(metal, 0.9), metal < np.quantile(metal, 0.1)
    assert colour[on_top].mean() > 1.5 * colour[between].mean()
    assert 0.1 < metal.mean() < 0.6


def test_glass_is_tinted_by_the_thickness_of_what_is_made_of_it() -> None:
    depths_m = []
    for life_size in (False, True):
        look = _network("tinted_glass", replace(WEARER, life_size=life_size))
        surface = next(node for node in look.nodes if node.name == look.surface)
        depths_m.append(next(entry.value for entry in surface.inputs if entry.name == "transmission_depth"))
    assert depths_m == [0.06, 0.004]  # a block; the wall of a bottle

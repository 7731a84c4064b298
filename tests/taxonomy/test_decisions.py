"""Decisions are reproducible, independent of one another, and evenly spread."""

from __future__ import annotations

import numpy as np
import pytest

from taxonomy.decisions import DecisionStream, decision_rng
from taxonomy.terms import Parameter


def test_a_decision_is_the_same_every_time_and_on_every_machine() -> None:
    first = decision_rng(7, 123_456_789, "camera/jitter").random(4)
    assert np.array_equal(first, decision_rng(7, 123_456_789, "camera/jitter").random(4))
    assert decision_rng(7, 3, "pinned").integers(0, 2**32, 3).tolist() == [1549098458, 3064592547, 2168043755]
    assert DecisionStream(7, "pinned").uniform(3) == 0.7380011439057288
    assert DecisionStream(7, "pinned").uniform(499_999_999) == 0.3360346513093887


def test_a_stream_is_splitmix64() -> None:
    stream = DecisionStream(0, "any")
    stream._start = 0  # the published sequence for seed 0 begins with these
    published = (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F)
    assert [stream.uniform(index) for index in range(3)] == [(bits >> 11) * 2.0**-53 for bits in published]


def test_seed_index_and_name_each_change_a_decision() -> None:
    draws = {
        decision_rng(seed, index, name).random() for seed in (0, 1) for index in (0, 1) for name in ("a", "b")
    }
    assert len(draws) == 8


def test_a_stream_needs_no_earlier_index() -> None:
    stream = DecisionStream(5, "x")
    alone = stream.uniform(499_999_999)
    assert [DecisionStream(5, "x").uniform(index) for index in (0, 1, 499_999_999)][-1] == alone


def test_streams_are_uniform_and_uncorrelated() -> None:
    count = 20_000
    streams = [DecisionStream(11, name) for name in ("choice/a", "choice/b", "choice/aa")]
    draws = np.array([[stream.uniform(index) for index in range(count)] for stream in streams])
    assert draws.min() >= 0.0
    assert draws.max() < 1.0
    for row in draws:
        counts, _ = np.histogram(row, bins=50, range=(0, 1))
        chi_squared = float(((counts - count / 50) ** 2 / (count / 50)).sum())
        assert chi_squared < 95  # 49 degrees of freedom: exceeded once in 10,000
    correlations = np.corrcoef(np.vstack([draws, np.roll(draws[0], 1)[None]]))
    assert np.abs(correlations - np.eye(4)).max() < 0.03


def test_parameters_stay_on_their_grid_and_reach_both_ends() -> None:
    linear = Parameter(name="roll_deg", unit="deg", low=-10, high=-9, step=0.1)
    values = {linear.value_at(fraction / 1000) for fraction in range(1000)}
    assert values == {round(-10 + 0.1 * step, 1) for step in range(11)}


def test_an_integer_parameter_gives_integers() -> None:
    parameter = Parameter(name="count", unit="count", low=3, high=6, step=1, integer=True)
    values = {parameter.value_at(fraction / 100) for fraction in range(100)}
    assert values == {3, 4, 5, 6}
    assert all(isinstance(value, int) for value in values)


def test_a_logarithmic_parameter_has_its_median_at_the_geometric_mean() -> None:
    parameter = Parameter(name="size_m", unit="m", low=0.1, high=10, step=0.01, scale="log")
    assert parameter.value_at(0.5) == pytest.approx(1.0)
    assert parameter.value_at(0.0) == 0.1
    assert parameter.value_at(1 - 2**-53) == 10.0


def test_a_fixed_parameter_has_one_value() -> None:
    parameter = Parameter(name="ior", unit="1", low=1.33, high=1.33, step=0.01)
    assert {parameter.value_at(fraction / 10) for fraction in range(10)} == {1.33}


def test_choices_are_taken_evenly() -> None:
    parameter = Parameter(name="side", unit="", choices=("left", "right"))
    assert [parameter.value_at(fraction) for fraction in (0.0, 0.49, 0.5, 0.99)] == [
        "left",
        "left",
        "right",
        "right",
    ]

"""The plan agrees with the samples that are then made, and with the quotas."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from typer.testing import CliRunner

from cli.taxonomy_plan import taxonomy_app
from schemas.errors import UsageError
from taxonomy.catalog import Catalog
from taxonomy.plan import compute_plan
from taxonomy.sampler import Sampler


def test_focus_counts_are_those_of_the_samples(shipped: Catalog) -> None:
    sampler = Sampler(shipped)
    for count in (1, 22, 517):
        made = Counter(sampler.spec(7, index).focus for index in range(count))
        planned = sampler.focus_plan.focus_counts(7, count)
        assert {term: number for term, number in planned.items() if number} == made


def test_a_small_plan_counts_what_appears(shipped: Catalog) -> None:
    plan = compute_plan(shipped, seed=7, count=200)
    sampler = Sampler(shipped)
    shown = Counter(term for index in range(200) for term in sampler.spec(7, index).terms)
    for row in plan.rows:
        if row.level == "term":
            assert row.appears == pytest.approx(shown[row.id])
            assert row.appears_error == 0


def test_a_plan_of_a_million_meets_every_quota_and_takes_seconds(shipped: Catalog) -> None:
    begin = time.process_time()
    plan = compute_plan(shipped, seed=0, count=1_000_000)
    assert time.process_time() - begin < 20
    assert sum(row.focus for row in plan.rows if row.level == "category") == 1_000_000
    for row in plan.rows:
        assert abs(row.focus - row.quota) <= 3, row
        assert row.appears + 4 * row.appears_error + 1_000_000 / plan.counted * 4 >= row.focus


@pytest.mark.parametrize("count", [0, -5, 500_000_001])
def test_a_count_outside_the_dataset_is_refused(shipped: Catalog, count: int) -> None:
    with pytest.raises(UsageError, match="must be 1 to 500,000,000"):
        compute_plan(shipped, seed=0, count=count)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(taxonomy_app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_list_filters_by_path_status_and_text() -> None:
    assert "10 terms" in _run("list", "camera.angles")
    composed = json.loads(_run("list", "--composed", "--json"))
    planned = json.loads(_run("list", "--planned", "--json"))
    assert len(composed) + len(planned) == 480
    assert {term["status"] for term in composed} == {"composed"}
    found = json.loads(_run("list", "--search", "pixar", "--json"))
    assert [term["id"] for term in found] == ["art_styles.animation_styles.rounded_cg_feature"]


def test_show_says_all_of_a_term() -> None:
    text = _run("show", "cumulus")
    assert "gases.clouds.cumulus" in text
    assert "extinction_per_m: 0.2 to 0.6 1/m" in text
    assert "lighting.setup_types: all" in text
    data = json.loads(_run("show", "focal_lengths.normal", "--json"))
    assert data["parameters"][0]["range"] == [36.0, 55.0]
    assert "camera.lenses.focal_lengths.wide" in data["excluded"]


def test_plan_prints_a_table_and_json() -> None:
    assert "camera.angles" in _run("plan", "--count", "50", "--level", "facet")
    data = json.loads(_run("plan", "--count", "50", "--json"))
    assert data["count"] == 50
    assert {row["level"] for row in data["rows"]} == {"category", "facet", "term"}


def test_wrong_options_are_refused() -> None:
    for arguments in (["list", "--composed", "--planned"], ["plan", "--count", "5", "--level", "leaf"]):
        with pytest.raises(UsageError):
            CliRunner().invoke(taxonomy_app, arguments, catch_exceptions=False)

"""The table of how things are photographed says what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from composers.blocking import viewing
from composers.blocking.viewing import load_viewing
from schemas.errors import AssetError


def test_the_larger_a_thing_the_shorter_the_lens_and_the_flatter_the_view() -> None:
    habits = [load_viewing().habit(size_m) for size_m in (0.02, 0.1, 0.3, 0.6, 1.8, 4.0)]
    assert [one.focal_length_mm for one in habits] == sorted((one.focal_length_mm for one in habits), reverse=True)
    assert [one.pitch_deg[1] for one in habits] == sorted((one.pitch_deg[1] for one in habits), reverse=True)


def test_what_is_larger_than_the_last_row_is_seen_as_that_row_says() -> None:
    assert load_viewing().habit(500.0) == load_viewing().sizes[-1][1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "parallel-synth/viewing/0"}, "viewing/0"),
        ({"whole_fraction": [0.9, 0.2]}, "0.9 to 0.2 is no span"),
        ({"whole_fraction": [0.5, 7.0]}, "0.5 to 7 are no shares"),
        ({"detail_share": 35}, "0 to 35 are no shares"),
        ({"unknown": {"focal_length_mm": [40, 50], "pitch_deg": [1, 2], "eye": 1}}, "unknown fields eye"),
        ({"sizes": [{"up_to_m": 1.0, "focal_length_mm": [40, 50]}]}, "pitch_deg"),
        ({"sizes": [{"up_to_m": at, "focal_length_mm": [40, 50], "pitch_deg": [1, 2]} for at in (2, 1)]}, "rise"),
    ],
)
def test_a_wrong_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], message: str
) -> None:
    document = yaml.safe_load(viewing.VIEWING_FILE.read_text(encoding="utf-8")) | change
    file = tmp_path / "table.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    monkeypatch.setattr(viewing, "VIEWING_FILE", file)
    with pytest.raises(AssetError, match=message) as caught:
        load_viewing.__wrapped__()
    assert "table.yaml" in str(caught.value)

"""The table of what things are made of is complete, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from assets.forms.catalog import all_forms
from assets.looks.library.stuffs import load_stuffs
from composers.blocking import made_of
from composers.blocking.made_of import load_made_of
from schemas.errors import AssetError
from studies.form_sheets.rigs import lights_of, target_of
from taxonomy.loading import load_catalog


def test_every_material_has_at_least_four_forms() -> None:
    wanted = {
        term.id
        for term in load_catalog().composed_terms
        if term.id.startswith("materials.") and not term.id.startswith("materials.glass.properties.")
    }
    assert wanted <= set(load_made_of())


def test_every_form_belongs_to_a_material() -> None:
    used = {one.form.name for entry in load_made_of().values() for one in entry.forms}
    assert sorted(set(all_forms()) - used) == []


def test_every_second_stuff_is_known() -> None:
    parts = [part for form in all_forms().values() for part in form.parts if not part.is_main]
    named = {stuff for part in parts for stuff in part.stuffs}
    assert sorted(named - set(load_stuffs())) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rig": "moonlight"}, "no rig 'moonlight'"),
        ({"forms": [{"form": "nothing_of_the_kind"}]}, "no form 'nothing_of_the_kind'"),
        ({"frame_m": [0.2]}, "materials.x.y"),
        ({"forms": "few"}, "1 forms"),
    ],
)
def test_a_wrong_entry_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], message: str
) -> None:
    name = next(iter(all_forms()))
    entry = {"frame_m": [0.2, 0.4], "rig": "metal", "forms": [{"form": name}] * 4, **change}
    if entry["forms"] == "few":
        entry["forms"] = [{"form": name}]
    document = {"schema": made_of.SCHEMA, "materials": {"materials.x.y": entry}}
    (tmp_path / "few.yaml").write_text(yaml.safe_dump(document))
    monkeypatch.setattr(made_of, "MADE_OF_FOLDER", tmp_path)
    with pytest.raises(AssetError, match=message) as caught:
        load_made_of.__wrapped__()
    assert "few.yaml" in str(caught.value)


def test_every_rig_of_the_table_has_its_lights() -> None:
    for rig in made_of.RIGS:
        assert target_of(rig) > 0.0
        assert len(lights_of(rig, np.zeros(3), 1.0, 0.0)) >= 3

"""Sets whose furniture, looks or pattern once hid the palette that was asked for: each is read as itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.store import AssetStore
from composers.registry import all_composers
from pipelines.compose import compose_sample
from quality_control.readers.color import PaletteReader
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_DEPARTMENTS = {"geometry", "liquids", "gases", "color", "materials", "textures", "camera"}
_CASES = {
    "a painted subject on a wooden table": (1574337891, 398, "geometry.modifiers.mirror", "monochromatic"),
    "a bare floor below a form": (668491867, 16, "geometry.modifiers.mirror", "monochromatic"),
    "hills and a village": (853327255, 375, "geometry.primitives.plane", "muted", "lighting.light_sources.sky"),
    "a painted skirting": (334453575, 849, "color.palettes.split_complementary", "split_complementary"),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES)
def test_a_palette_is_read_from_its_set(case: str, tmp_path: Path, shared_store: AssetStore) -> None:
    seed, index, focus, name, *others = _CASES[case]
    palette = f"color.palettes.{name}"
    spec = Sampler(load_catalog()).spec(seed, index, term=focus, require=(palette, *others))
    composers = [composer for composer in all_composers() if composer.category in _DEPARTMENTS]
    stage = compose_sample(spec, tmp_path, assets=shared_store, composers=composers).stage
    assert [reading.term for reading in PaletteReader().read(stage)] == [palette]

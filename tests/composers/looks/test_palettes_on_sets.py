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
    "one part beside a wooden table": (564891144, 227, "liquids.properties.colored", "monochromatic"),
    "a painted subject on a wooden table": (1574337891, 398, "geometry.modifiers.mirror", "monochromatic"),
    "a bare floor below a bowl": (668491867, 13, "liquids.viscous.honey", "monochromatic"),
    "a bare floor below a form": (668491867, 16, "geometry.modifiers.mirror", "monochromatic"),
    "the darkest paint with the lightest chips": (1620824219, 136, "liquids.viscous.honey", "high_contrast"),
    "a pattern of two far tones": (853327255, 6, "textures.procedural.dots", "warm", "lighting.light_sources.sun"),
    "hills and a village": (853327255, 375, "geometry.primitives.plane", "muted", "lighting.light_sources.sky"),
}  # fmt: skip


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> AssetStore:
    """One store for all sets."""
    return AssetStore(tmp_path_factory.mktemp("assets"))


@pytest.mark.parametrize("case", _CASES)
def test_a_palette_is_read_from_its_set(case: str, tmp_path: Path, assets: AssetStore) -> None:
    seed, index, focus, name, *others = _CASES[case]
    palette = f"color.palettes.{name}"
    spec = Sampler(load_catalog()).spec(seed, index, term=focus, require=(palette, *others))
    composers = [composer for composer in all_composers() if composer.category in _DEPARTMENTS]
    stage = compose_sample(spec, tmp_path, assets=assets, composers=composers).stage
    assert [reading.term for reading in PaletteReader().read(stage)] == [palette]

"""Captions claim what was read back, in varied words, within the lengths of their schema."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.captions import captions_of
from pipelines.captions.lengths import caption_limits
from quality_control.contract import TermReading
from schemas.sample import CAPTION_STYLES
from taxonomy.decisions import decision_rng
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler

_STUDIO = (
    "camera.angles.low_angle",
    "camera.framing.full_shot",
    "camera.lenses.focal_lengths.portrait",
    "camera.depth_of_field.shallow",
    "lighting.light_sources.area_light",
    "color.palettes.triadic",
    "materials.pbr_metals.gold",
    "art_styles.realism.photorealism",
)


def _captions(*terms: str, index: int = 0) -> dict[str, str]:
    readings = [TermReading(term=term) for term in terms]
    return captions_of(readings, subject="fluted_vase", rng=decision_rng(7, index, "captions/wording"))


def test_every_style_is_written_within_its_lengths_for_the_samplers_own_specs() -> None:
    sampler = Sampler(load_catalog())
    for index in range(150):
        spec = sampler.spec(7, index)
        captions = _captions(*spec.terms, index=index)
        assert tuple(captions) == CAPTION_STYLES
        for style, (shortest, longest) in caption_limits().items():
            assert shortest <= len(captions[style]) <= longest, (index, style, captions[style])


def test_a_caption_claims_nothing_that_was_not_read_back() -> None:
    with_rim, without = _captions(*_STUDIO, "lighting.setup_types.rim"), _captions(*_STUDIO)
    assert "rim" in with_rim["long"]
    assert not any("rim" in text.split() or "rim-lit" in text for text in without.values())


def test_wording_varies_between_samples_and_repeats_for_the_same_one() -> None:
    long_captions = {_captions(*_STUDIO, index=index)["long"] for index in range(40)}
    assert len(long_captions) > 20
    assert _captions(*_STUDIO, index=3) == _captions(*_STUDIO, index=3)


def test_an_absent_term_does_not_reword_the_others() -> None:
    long_with = _captions(*_STUDIO, "post_processing.effects.vignette")["long"]
    assert long_with.startswith(_captions(*_STUDIO)["long"][:-1])


def test_a_drawing_without_colour_speaks_of_none() -> None:
    captions = _captions(*_STUDIO[:-1], "art_styles.npr.ink_drawing")
    assert not any("triadic" in captions[style] for style in ("short", "medium", "long", "artistic"))


@pytest.mark.parametrize(
    ("mesh", "said"),
    [("/World/Set/Cyclorama/Body", "dots on the backdrop"), ("/World/Subject/Body", "dots on it")],
)
def test_a_texture_is_placed_where_it_was_read(mesh: str, said: str) -> None:
    reading = TermReading(term="textures.procedural.dots", values=(("mesh", mesh),))
    texts = [
        captions_of([reading], subject="arch", rng=decision_rng(7, index, "captions/wording"))["long"]
        for index in range(12)
    ]
    assert any(said in text for text in texts)
    assert all(said.rsplit(maxsplit=1)[-1] in text for text in texts)


def test_a_look_is_not_said_twice() -> None:
    reading = TermReading(term="materials.organic.moss")
    rng = np.random.Generator(np.random.Philox(0))
    captions = captions_of([reading], subject="mossy_stone", rng=rng)
    assert captions["short"].startswith("A mossy stone")


def test_the_technical_caption_gives_the_values_that_were_read() -> None:
    reading = TermReading(term="camera.angles.low_angle", values=(("pitch_deg", -14.25),))
    rng = np.random.Generator(np.random.Philox(0))
    text = captions_of([reading], subject="arch", rng=rng)["technical"]
    assert "camera.angles.low_angle (pitch_deg -14.25)" in text

"""The backend without a renderer keeps the contract, and its card is enough to draw from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from finishing import finish_frame
from finishing.styles import STYLES
from render_backends.flat import FlatBackend
from render_backends.flat.backend import CARD
from schemas.exr import read_frame
from schemas.finishing import FinishingOperation
from schemas.frame import Frame
from taxonomy.decisions import decision_rng
from tests.render_backends.backend_contract import BackendContract, MakeRequest
from tests.render_backends.stages import StageBuilder


class TestFlat(BackendContract):
    backend = "flat"


@pytest.fixture
def frame(tmp_path: Path, make_request: MakeRequest) -> Frame:
    """The card before a camera that looks along +Y, 32 x 32 pixels."""
    builder = StageBuilder(tmp_path / "card.usda")
    builder.camera((0, -3, 0), (0, 0, 0), up=(0, 0, 1))
    request = make_request(builder.save(), *FlatBackend().capabilities().aovs)
    return read_frame(FlatBackend().render(request).frame)


def test_the_card_is_a_metre_away_and_faces_the_camera(frame: Frame) -> None:
    np.testing.assert_array_equal(frame.aov("camera_depth"), 1.0)
    np.testing.assert_allclose(frame.aov("normal")[0, 0], (0.0, -1.0, 0.0), atol=1e-6)
    np.testing.assert_allclose(frame.aov("albedo"), frame.aov("beauty")[..., :3])
    assert frame.mask_of(CARD).all()


@pytest.mark.parametrize("style", [effect.name for effect in STYLES])
def test_every_drawn_style_can_draw_the_card(frame: Frame, style: str) -> None:
    picture = finish_frame(frame, (FinishingOperation(name=style),), rng=decision_rng(1, 0, "test"))
    assert picture.shape == (32, 32, 3)
    assert np.isfinite(picture).all()

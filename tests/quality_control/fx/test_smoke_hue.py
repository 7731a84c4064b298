"""The hue of a plume is measured where it is densest."""

from __future__ import annotations

import numpy as np
import pytest

from quality_control.contract import Measurement, TermReading
from quality_control.measures.gases import HueMeasure
from schemas.frame import Frame

_TERM = "gases.smoke.colored_smoke"
_SIZE_PX = 96


def _measured(albedo: tuple[float, float, float], shown: tuple[float, float, float]) -> Measurement:
    """Of a slim plume of albedo ``shown`` in a white furnace, which the stage says is of ``albedo``."""
    rows, columns = (np.indices((_SIZE_PX, _SIZE_PX)) - _SIZE_PX / 2.0) / _SIZE_PX
    depth = 1.6 * np.exp(-((columns / 0.09) ** 2) - (rows / 0.3) ** 2)
    taken = (1.0 - np.exp(-depth))[..., None] * (1.0 - np.array(shown))
    frame = Frame(arrays={"beauty": (1.0 - taken).astype(np.float32)})
    values = tuple((f"scatter_{channel}", value) for channel, value in zip("rgb", albedo, strict=True))
    return HueMeasure(terms=frozenset({_TERM})).measure(TermReading(term=_TERM, values=values), {"furnace": frame})


@pytest.mark.parametrize("albedo", [(0.03, 0.48, 0.57), (0.6, 0.12, 0.1), (0.5, 0.4, 0.05)])
def test_a_slim_plume_has_the_hue_of_its_dense_middle(albedo: tuple[float, float, float]) -> None:
    assert _measured(albedo, albedo).passed


@pytest.mark.parametrize("shown", [(0.4, 0.4, 0.4), (0.57, 0.48, 0.03)])
def test_grey_smoke_and_smoke_of_another_hue_are_refused(shown: tuple[float, float, float]) -> None:
    assert not _measured((0.03, 0.48, 0.57), shown).passed

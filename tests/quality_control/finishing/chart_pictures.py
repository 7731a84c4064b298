"""Chart pictures without a renderer: cards rasterised in numpy and finished as the pipeline does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from finishing import finish_frame
from quality_control.measures.charts import Card
from quality_control.measures.pair_measure import PairMeasure
from schemas.finishing import FinishingOperation
from schemas.frame import Frame
from taxonomy.decisions import decision_rng

_OVER = 3  # samples a pixel and side


def rasterise(cards: Sequence[Card], size_px: int) -> Frame:
    """The beauty that a renderer makes of ``cards``, box filtered."""
    size = size_px * _OVER
    canvas = np.zeros((size, size, 4), dtype=np.float32)
    for card in cards:
        for box in card.boxes:
            left, top, right, bottom = (round(np.clip(edge, 0.0, 1.0) * size) for edge in box)
            canvas[top:bottom, left:right] = (*card.radiance, 1.0)
    beauty = canvas.reshape(size_px, _OVER, size_px, _OVER, 4).mean(axis=(1, 3))
    return Frame(arrays={"beauty": beauty.astype(np.float32)})


def finished(frame: Frame, operation: FinishingOperation | None) -> Frame:
    """``frame`` with its finished picture."""
    operations = [operation] if operation else []
    picture = finish_frame(frame, operations, rng=decision_rng(1, 2, "finishing/noise"))
    return Frame(arrays={**frame.arrays, "finished": picture})


def frames_of(measure: PairMeasure, operation: FinishingOperation) -> dict[str, Frame]:
    """What the pipeline would hand to ``measure`` for a stage with ``operation``."""
    chart = rasterise(measure.cards, measure.size_px)
    frames = {"before": finished(chart, None), "after": finished(chart, operation)}
    if measure.reference:
        frames["reference"] = finished(rasterise(measure.reference, 128), None)
    return frames

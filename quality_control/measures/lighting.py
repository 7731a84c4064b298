"""Lighting terms measured in pictures: balls, blades and cards in the stage's own light."""

from __future__ import annotations

from quality_control.measures.light_color import AirMeasure, ColorTemperatureMeasure
from quality_control.measures.light_setups import SetupMeasure
from quality_control.measures.light_sources import (
    ConeMeasure,
    FalloffMeasure,
    GlowMeasure,
    PenumbraMeasure,
    SurroundMeasure,
)
from quality_control.measures.sun_height import HourMeasure

MEASURES = (
    SetupMeasure(),
    PenumbraMeasure(),
    FalloffMeasure(),
    ConeMeasure(),
    GlowMeasure(),
    SurroundMeasure(),
    ColorTemperatureMeasure(),
    HourMeasure(),
    AirMeasure(),
)

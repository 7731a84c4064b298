"""What a photographer's meter says in fog: lamps' light is lost on its way, so there has to be more of it.

A sky needs no more, for it lights the fog itself, from all sides.
"""

from __future__ import annotations

from dataclasses import replace

from composers.gases.fogs import even_fog_per_m
from composers.lighting.setups import Setup
from composers.shot import Shot

_WAY_M = 4.0  # of light through the fog, to the subject and on to the camera
_LOST = 0.5  # of what meets a drop: half of it is thrown on towards the subject


def bright_in_fog(setup: Setup, shot: Shot) -> Setup:
    """``setup`` as strong as the even fog about the subject asks; unchanged where the air is clear."""
    gain = 1.0 + _LOST * _WAY_M * even_fog_per_m(shot)
    return replace(setup, exposure=setup.exposure * gain, background=setup.background * gain)

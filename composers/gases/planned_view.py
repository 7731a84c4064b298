"""What the camera will see: a gas is put where the picture shows it, and the camera is composed after it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, cos, degrees, radians, sin, sqrt

from composers.shot import Shot
from usd_scenes.cameras import HORIZONTAL_APERTURE_MM

_SIDE = 0.6  # of the half frame: where a plume stands beside the subject's middle


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedView:
    """The side and the lens that the sample's camera terms ask for."""

    azimuth_deg: float  # of the camera, from -Y towards +X
    pitch_deg: float  # positive looks down
    half_width: float  # of the frame, over the distance
    fraction: float  # of the frame that the subject fills

    @property
    def half_angle_deg(self) -> float:
        """Half the horizontal field of view."""
        return degrees(atan(self.half_width))

    def behind(self, size_m: float, reach_m: float, side: float) -> tuple[float, float]:
        """A place (x, y) at ``reach_m`` from the origin that shows beside a subject of ``size_m`` there.

        Args:
            side: -1 left in the picture, 1 right.
        """
        distance = size_m / (2.0 * self.fraction * self.half_width)
        across = min(_SIDE * self.half_width * (distance + reach_m), 0.95 * reach_m)
        back = sqrt(reach_m**2 - across**2)
        sine, cosine = sin(radians(self.azimuth_deg)), cos(radians(self.azimuth_deg))
        return side * across * cosine - back * sine, side * across * sine + back * cosine


def plan_view(shot: Shot) -> PlannedView:
    """The view that the sample's numbers ask for; a camera that finds it blocked moves to a side."""
    choice = shot.blocking.camera
    return PlannedView(
        azimuth_deg=choice.azimuth_deg,
        pitch_deg=choice.pitch_deg,
        half_width=HORIZONTAL_APERTURE_MM / 2.0 / choice.focal_length_mm,
        fraction=choice.fraction,
    )

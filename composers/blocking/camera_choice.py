"""What a sample asks of its camera, with neutral defaults where it asks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from composers.brief import Brief
from composers.parameters import number, text

ANGLES = "camera.angles"
MOVEMENTS = "camera.movements"
FOCAL_LENGTHS = "camera.lenses.focal_lengths"
DEPTH_OF_FIELD = "camera.depth_of_field"
FRAMING = "camera.framing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraChoice:
    """The camera that a sample asks for, before anything is known of the subject."""

    pitch_deg: float  # positive looks down
    roll_deg: float  # positive: the scene leans right
    azimuth_deg: float  # round the subject from its front, towards +X
    focal_length_mm: float
    fraction: float  # of the frame that the subject's larger side fills
    horizontal_offset_fraction: float  # of the subject's middle, over the frame's width
    depth_of_field: str | None  # term, or None
    blur_fraction: float  # of the frame's height: blur disc of the background


def choose_camera(brief: Brief) -> CameraChoice:
    """The parameters of the sample's camera terms; what it leaves open is chosen from the sample's numbers."""
    rng = brief.rng("camera/defaults")
    pitch, focal, fraction = rng.uniform(5.0, 14.0), rng.uniform(45.0, 75.0), rng.uniform(0.56, 0.7)
    azimuth = rng.uniform(-40.0, 40.0)
    angle, lens = brief.term_of(ANGLES), brief.term_of(FOCAL_LENGTHS)
    framing, focus = brief.term_of(FRAMING), brief.term_of(DEPTH_OF_FIELD)
    leans_right = angle is not None and text(brief, angle, "roll_side", "right") == "right"
    return CameraChoice(
        pitch_deg=number(brief, angle, "pitch_deg", pitch),
        roll_deg=number(brief, angle, "roll_deg", 0.0) * (1.0 if leans_right else -1.0),
        azimuth_deg=number(brief, angle, "azimuth_deg", azimuth),
        focal_length_mm=number(brief, lens, "focal_length_mm", focal),
        fraction=number(brief, framing, "subject_height_fraction", fraction),
        horizontal_offset_fraction=number(brief, framing, "horizontal_offset_fraction", rng.uniform(-0.05, 0.05)),
        depth_of_field=focus,
        blur_fraction=number(brief, focus, "background_blur_fraction", 0.02),
    )

"""What the eye sees of a surface as numbers: colour, grain, relief, gloss, what shines through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdLux

from colorimetry.oklab import oklab_from_rgb
from quality_control.contract import ProbeShot, TermReading
from quality_control.measures import look_probes as probes
from quality_control.measures.bare_stage import DRAWN, put_out_drawn, put_out_lamps
from quality_control.measures.look_views import material_of
from schemas.errors import UnsupportedError
from schemas.frame import Frame
from usd_scenes.semantics import Role
from usd_scenes.subjects import read_subject

type Image = NDArray[np.float64]
type Mask = NDArray[np.bool_]

_SIZE_PX = 64
_SPP = 12
_BEAM = (0.62, 0.62, -0.48)
_BEAM_IRRADIANCE = 3.0
_SKY = 0.35
_BACK_RADIANCE = 4.0
_BRIGHTEST = 50.0  # radiance: a highlight above it counts as this bright
_BANDS_PX = (0.7, 1.4, 2.8, 5.6, 11.2)
_FORM_LAYER = 4  # of the smoothed depths: the form without its pieces
_STEEP = 1.5  # slope at the edge of a piece
_LEAST_RELIEF_PX = 1e-3  # finer than a depth is rendered


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LookSeparability:
    """Surfaces of one facet, told apart on a flat piece seen from near and from afar, and on a ball."""

    terms: frozenset[str]
    near_m: float  # width of the near view
    far_m: float
    pane_m: float = 0.0  # thickness of a pane before bars of shadow; 0: a sheet before an even lamp

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """Slanting light over a sheet with a lamp behind it, and over a ball."""
        material = material_of(reading)
        views = {
            "near": partial(_sheet, material=material, width_m=self.near_m, pane_m=self.pane_m),
            "far": partial(_sheet, material=material, width_m=self.far_m, pane_m=self.pane_m),
            "ball": partial(_ball, material=material),
        }
        return tuple(
            ProbeShot(name=name, aovs=("beauty",), edit=edit, resolution=(_SIZE_PX, _SIZE_PX), spp=_SPP)
            for name, edit in views.items()
        )

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """Colour and grain of each view, gloss and outline of the ball."""
        near, far, ball = (_image(frames[name]) for name in ("near", "far", "ball"))
        return (*surface_features(near), *surface_features(far), *ball_features(ball))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FormSeparability:
    """Materials that bring a form of their own, told apart on the sample's subject, whole and from near."""

    terms: frozenset[str]

    def shots(self, reading: TermReading, stage: Usd.Stage) -> tuple[ProbeShot, ...]:  # noqa: ARG002
        """The subject alone under slanting light: its middle, and the whole of it."""
        return tuple(
            ProbeShot(
                name=name,
                aovs=("beauty", "camera_depth"),
                edit=partial(_subject_alone, share=share),
                resolution=(_SIZE_PX, _SIZE_PX),
                spp=_SPP,
            )
            for name, share in (("near", 0.28), ("whole", 1.1))
        )

    def features(self, frames: Mapping[str, Frame]) -> Sequence[float]:
        """Colour, grain and relief of the middle and of the whole, and its outline; what is empty is left out."""
        views = (frames["near"], frames["whole"])
        surfaces = (value for view in views for value in surface_features(_image(view), _drawn(view)))
        reliefs = (value for view in views for value in relief_features(_depth_px(view), _drawn(view)))
        chromas = (chroma(_image(view), _drawn(view)) for view in views)
        return (*surfaces, *reliefs, *chromas, *outline_features(_drawn(frames["whole"])))


def outline_features(drawn: Mask) -> tuple[float, ...]:
    """The share of the picture that is covered, and how long and ragged its outline is."""
    from scipy import ndimage

    edge = drawn & ~ndimage.binary_erosion(drawn)
    smooth = ndimage.binary_opening(drawn, iterations=2)
    area = max(int(drawn.sum()), 1)
    return float(drawn.mean()), float(edge.sum() / area**0.5), float((drawn & ~smooth).sum() / area)


def surface_features(image: Image, drawn: Mask | None = None) -> tuple[float, ...]:
    """Mean colour, spread, skewness, power by size of grain, its direction, and the share that shines.

    Args:
        drawn: where the surface is; everywhere unless said. What lies beside it has no part in any number.
    """
    on = _where(image[..., 0], drawn)
    lab = oklab_from_rgb(np.clip(image, 0.0, _BRIGHTEST))
    light, colours = lab[..., 0], lab[on]
    spread = float(light[on].std())
    centred = light[on] - light[on].mean()
    skew = float((centred**3).mean() / max(spread**3, 1e-6))
    layers = _layers(light, on)
    bands = [float(np.log10((fine - coarse)[on].std() + 1e-4)) for fine, coarse in pairwise(layers)]
    slope_y, slope_x = (np.asarray(slope)[_inner(on)] for slope in np.gradient(layers[1]))
    both = float((slope_x**2 + slope_y**2).mean()) + 1e-9
    upright = float((slope_x**2 - slope_y**2).mean()) / both
    slanting = float((2.0 * slope_x * slope_y).mean()) / both
    shining = float((light[on] > 1.1).mean())
    hue_spread = float(colours[:, 1:].std(axis=0).mean())
    mean = map(float, colours.mean(axis=0))
    return (*mean, spread, skew, *bands, abs(upright), abs(slanting), shining, hue_spread)


def relief_features(depth: Image, drawn: Mask) -> tuple[float, ...]:
    """How far the drawn surface lies off itself smoothed, by size, and how steep that is: pieces, and their edges.

    Each distance is what half of the surface reaches, and a deviation; the slope is that of half of it.

    Args:
        depth: in widths of a pixel at the surface.
    """
    on = _where(depth, drawn)
    inner = _inner(on)
    layers = _layers(np.where(on, depth, 0.0), on)
    off = [(fine - coarse)[inner] for fine, coarse in pairwise(layers)]
    pieces = _layers(np.where(on, depth - layers[_FORM_LAYER], 0.0), on)[1]
    slope = np.asarray(np.hypot(*np.gradient(pieces)))[inner]
    medians = (*(float(np.median(np.abs(band))) for band in off), float(np.median(slope)))
    measured = (*medians, *(float(band.std()) for band in off))
    return (*(float(np.log10(value + _LEAST_RELIEF_PX)) for value in measured), float((slope > _STEEP).mean()))


def chroma(image: Image, drawn: Mask | None = None) -> float:
    """How vivid the mean colour is: red, green and blue plumes alike, where earth and sand are dull."""
    lab = oklab_from_rgb(np.clip(image, 0.0, _BRIGHTEST))[_where(image[..., 0], drawn)]
    return float(np.hypot(*lab[:, 1:].mean(axis=0)))


def _where(plane: Image, drawn: Mask | None) -> Mask:
    """``drawn``, or everywhere."""
    return np.ones_like(plane, dtype=bool) if drawn is None or not drawn.any() else drawn


def _inner(drawn: Mask) -> Mask:
    """What is drawn but for its rim; all of it where it is nothing else."""
    from scipy import ndimage

    inner = ndimage.binary_erosion(drawn, border_value=1)
    return np.asarray(inner if inner.any() else drawn)


def _layers(values: Image, drawn: Mask) -> list[Image]:
    """Values as they are and ever smoother, each from what is drawn alone."""
    from scipy import ndimage

    share = drawn.astype(np.float64)
    smoothed = [
        ndimage.gaussian_filter(values * share, sigma) / np.maximum(ndimage.gaussian_filter(share, sigma), 1e-6)
        for sigma in _BANDS_PX
    ]
    return [values, *smoothed]


def ball_features(image: Image) -> tuple[float, ...]:
    """Colour, the highlight's height and size, and the brightness of outline and shadow."""
    lab = oklab_from_rgb(np.clip(image, 0.0, _BRIGHTEST))
    light = lab[..., 0]
    size = light.shape[0]
    axis = (np.arange(size) + 0.5) / size * 2.0 - 1.0
    x, y = np.meshgrid(axis, -axis)
    radius = np.hypot(x, y) * 1.04
    body = radius < 0.98
    lit, dark = body & (y - x > 0.5), body & (y - x < -0.7)
    middle, rim = radius < 0.4, (radius > 0.88) & body
    top = float(np.percentile(light[body], 99.0))
    median = float(np.median(light[body]))
    colours = (lab[lit].mean(axis=0), lab[dark].mean(axis=0))
    gloss = float((light[body] > 0.5 * (top + median)).mean())
    return (
        *(float(v) for colour in colours for v in colour),
        top,
        top - median,
        gloss,
        float(light[rim].mean() - light[middle].mean()),
        float(np.log10(light[lit].std() + 1e-3)),
        float(np.log10(light[dark].std() + 1e-3)),
    )


def _image(frame: Frame) -> Image:
    return frame.aov("beauty")[..., :3].astype(np.float64)


def _sheet(stage: Usd.Stage, *, material: str, width_m: float, pane_m: float) -> None:
    probes.clear_stage(stage)
    half = 0.75 * width_m
    corners = ((-half, 0.0, -half), (half, 0.0, -half), (half, 0.0, half), (-half, 0.0, half))
    body = probes.box((-half, 0.0, -half), (half, pane_m, half)) if pane_m else probes.panel_mesh(corners)
    probes.add_body(stage, "Sheet", probes.laid_out(body), material=material)
    for bar in range(-3, 4) if pane_m else ():
        left, right = (bar - 0.2) * width_m / 4.0, (bar + 0.2) * width_m / 4.0
        slat = ((left, 0.12, -half), (right, 0.12, -half), (right, 0.12, half), (left, 0.12, half))
        probes.add_body(stage, f"Bar{bar + 3}", probes.panel_mesh(slat))
    probes.add_panel(stage, "Back", (0.0, 0.5, 0.0), (0.0, -1.0, 0.0), (1.0, 1.0))
    stage.GetPrimAtPath("/World/Probe/Back").GetAttribute("inputs:intensity").Set(_BACK_RADIANCE)
    _light(stage)
    probes.look_at(stage, (0.0, 0.0, 0.0), width_m / 2.0)


def _ball(stage: Usd.Stage, *, material: str) -> None:
    probes.clear_stage(stage)
    probes.add_body(stage, "Sphere", probes.laid_out(probes.sphere()), material=material)
    _light(stage)
    probes.look_at(stage, (0.0, 0.0, 0.0), 1.04 * probes.RADIUS_M)


def _subject_alone(stage: Usd.Stage, *, share: float) -> None:
    put_out_drawn(stage, DRAWN - {Role.SUBJECT})
    put_out_lamps(stage)
    subject = read_subject(stage)
    low, high = subject.low_m, subject.high_m
    x, y, z = (float(v) for v in (low + high) / 2.0)
    _light(stage)
    half = 0.5 * share * float((high - low).max())
    probes.look_at(stage, (x, y, z), half, from_direction=(0.0, -1.0, 0.45))


def _depth_m(frame: Frame) -> Image:
    depth = frame.aov("camera_depth").astype(np.float64)
    return depth[..., 0] if depth.ndim == 3 else depth


def _depth_px(frame: Frame) -> Image:
    """Depth in widths of a pixel at the subject's middle."""
    depth = _depth_m(frame)
    if frame.camera is None:
        raise UnsupportedError("the frame has no camera, by which depths are widths of a pixel")
    wide_m = 2.0 * probes.VIEW_DISTANCE_M / frame.camera.ndc_from_camera[0][0]
    return np.asarray(depth * depth.shape[1] / wide_m)


def _drawn(frame: Frame) -> Mask:
    """Where something is drawn: nearer than any sky."""
    depth = _depth_m(frame)
    return np.asarray(np.isfinite(depth) & (depth > 0.0) & (depth < 100.0))


def _light(stage: Usd.Stage) -> None:
    probes.add_beam(stage, _BEAM, angle_deg=6.0)
    stage.GetPrimAtPath("/World/Probe/Beam").GetAttribute("inputs:intensity").Set(_BEAM_IRRADIANCE)
    UsdLux.DomeLight.Define(stage, "/World/Probe/Sky").CreateIntensityAttr(_SKY)

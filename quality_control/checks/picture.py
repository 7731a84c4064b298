"""Checks of one frame and its finished picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from colorimetry.luminance import luminance
from quality_control.checks.rules import rule
from quality_control.measures.image_features import estimate_grain, estimate_relief
from quality_control.registry import all_readers
from schemas.errors import SceneError
from schemas.finding import Finding
from schemas.frame import Frame, Pixels
from usd_scenes.render_settings import RenderSettings, read_render_settings
from usd_scenes.semantics import SUBJECT_ROLES, Role, find_of_roles

_BLOWN_RADIANCE = 8.0
_LEAST_ALBEDO = 0.01  # what is darker shows its light by reflection, not by its pattern
_CUTTING_FRAMINGS = frozenset(
    f"camera.framing.{name}"
    for name in ("medium_shot", "close_up", "extreme_close_up", "over_shoulder", "point_of_view")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCase:
    """What a check of one picture looks at."""

    frame: Frame
    picture: Pixels  # finished, display-referred sRGB in [0, 1]
    stage: Usd.Stage
    settings: RenderSettings | None
    subject: NDArray[np.bool_] | None  # pixels of the subject; None where the stage has no such mesh

    @property
    def luminance(self) -> Pixels:
        """(height, width) scene-linear luminance of the beauty; 0 where it is not finite."""
        return luminance(np.nan_to_num(self.frame.aov("beauty"), nan=0.0, posinf=0.0, neginf=0.0))


def check_picture(frame: Frame, picture: Pixels, stage: Usd.Stage) -> tuple[Finding, ...]:
    """Every rule that the picture of ``stage`` breaks; ``picture`` is the finished one."""
    try:
        settings = read_render_settings(stage)
    except SceneError:
        settings = None
    subject = _mask_of_subject(frame, stage)
    case = PictureCase(frame=frame, picture=picture, stage=stage, settings=settings, subject=subject)
    return tuple(finding for check in CHECKS for finding in check(case))


def find_non_finite(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.non_finite."""
    for name, array in case.frame.arrays.items():
        count = int(array.size - np.isfinite(array).sum())
        if count:
            message = f"{count} values of the AOV {name} are not finite"
            yield rule("picture.non_finite").broken(message, subject=name, value=count)


def find_black(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.black."""
    brightest = float(np.percentile(case.luminance, 99.0))
    if brightest < rule("picture.black").limit:
        message = f"hardly any light: the 99th percentile of luminance is {brightest:.4f}"
        yield rule("picture.black").broken(message, subject="beauty", value=brightest)


def find_blown(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.blown."""
    share = float((case.luminance > _BLOWN_RADIANCE).mean())
    if share > rule("picture.blown").limit:
        message = f"{share:.0%} of the picture is brighter than {_BLOWN_RADIANCE:g}"
        yield rule("picture.blown").broken(message, subject="beauty", value=share)


def find_flat(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.flat."""
    low, high = np.percentile(luminance(case.picture), (2.0, 98.0))
    if high - low < rule("picture.flat").limit:
        message = f"no contrast: luma goes from {low:.3f} to {high:.3f}"
        yield rule("picture.flat").broken(message, value=float(high - low))


def find_subject_missing(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.subject_missing."""
    if case.subject is None:
        return
    share = float(case.subject.mean())
    if share < rule("picture.subject_missing").limit:
        message = f"the subject takes {share:.2%} of the picture"
        yield rule("picture.subject_missing").broken(message, subject=Role.SUBJECT, value=share)


def find_subject_cut_off(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.subject_cut_off; not where the stage's framing asks for a cut."""
    if case.subject is None or _asks_for_a_cut(case.stage):
        return
    mask = case.subject
    border = np.concatenate((mask[0], mask[-1], mask[1:-1, 0], mask[1:-1, -1]))
    share = float(border.mean())
    if share > rule("picture.subject_cut_off").limit:
        message = f"the subject touches {share:.1%} of the picture's border"
        yield rule("picture.subject_cut_off").broken(message, subject=Role.SUBJECT, value=share)


def find_noise(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.noise; only where the stage asks for a denoised picture."""
    if case.settings is None or not case.settings.denoise:
        return
    # a fine pattern looks like grain in the picture, and a pattern behind fog or glass like grain in the light;
    # pores and weave look like it in both
    normal = np.nan_to_num(case.frame.aov("normal")) if "normal" in case.frame.arrays else None
    relief = estimate_relief(normal) if normal is not None else None
    grain = min(estimate_grain(light, relief=relief) for light in (case.luminance, _without_pattern(case)))
    if grain > rule("picture.noise").limit:
        message = f"grain of {grain:.1%} of the luminance is left after denoising; raise the samples"
        yield rule("picture.noise").broken(message, subject="beauty", value=grain)


def _without_pattern(case: PictureCase) -> Pixels:
    """(height, width) luminance over the albedo's: a fine pattern on a surface is not grain."""
    if "albedo" not in case.frame.arrays:
        return case.luminance
    albedo = luminance(case.frame.aov("albedo"))
    return np.asarray(case.luminance / np.where(albedo > _LEAST_ALBEDO, albedo, 1.0), dtype=np.float32)


def find_wrong_dimensions(case: PictureCase) -> Iterator[Finding]:
    """Rule picture.dimensions."""
    height, width = case.picture.shape[:2]
    wanted = case.settings.resolution if case.settings else case.frame.resolution
    if (width, height) != wanted or case.frame.resolution != wanted:
        message = f"the picture is {width}x{height}, the frame {case.frame.resolution}, asked for is {wanted}"
        yield rule("picture.dimensions").broken(message, value=float(abs(width - wanted[0])))


CHECKS: tuple[Callable[[PictureCase], Iterator[Finding]], ...] = (
    find_non_finite,
    find_black,
    find_blown,
    find_flat,
    find_subject_missing,
    find_subject_cut_off,
    find_noise,
    find_wrong_dimensions,
)


def _mask_of_subject(frame: Frame, stage: Usd.Stage) -> NDArray[np.bool_] | None:
    """(height, width); None where the frame has no ids or the stage no subject's mesh."""
    if "instance_id" not in frame.arrays:
        return None
    meshes = [prim for prim in find_of_roles(stage, SUBJECT_ROLES) if prim.IsA(UsdGeom.Mesh)]
    return frame.mask_of(*(str(prim.GetPath()) for prim in meshes)) if meshes else None


def _asks_for_a_cut(stage: Usd.Stage) -> bool:
    readers = (reader for reader in all_readers() if "camera.framing" in reader.facets)
    return any(reading.term in _CUTTING_FRAMINGS for reader in readers for reading in reader.read(stage))

"""From a stage to what is asked of a renderer: one request a frame, made here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pxr import Tf, Usd, UsdUtils

from schemas.aovs import CORE_AOVS, in_frame_order
from schemas.errors import UnsupportedError, UsageError
from schemas.render import Capabilities, RenderRequest
from taxonomy.decisions import decision_rng
from taxonomy.tiers import find_tier
from usd_scenes.render_prims import find_main_camera, find_render_settings
from usd_scenes.render_settings import RenderSettings, read_render_settings

_SEED_LIMIT = 2**31 - 1
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_FRAME_SPEC = re.compile(rf"{_NUMBER}(?::{_NUMBER}(?:x{_NUMBER})?)?")
_MOST_FRAMES = 100_000
_UNASKED_TIER = "standard"  # of a stage that has no render settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleIdentity:
    """Who the picture belongs to; written into the EXR's header."""

    seed: int
    index: int
    spec_hash: str

    @property
    def render_seed(self) -> int:
        """The seed of the renderer's sampler for this sample."""
        return int(decision_rng(self.seed, self.index, "rendering/seed").integers(_SEED_LIMIT))

    @property
    def header(self) -> dict[str, str]:
        """The EXR's header entries."""
        return {"spec_hash": self.spec_hash, "index": str(self.index)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a renderer beside the stage; None leaves it to the stage's own render settings."""

    seed: int  # of the renderer's sampler; never defaulted
    camera: str | None = None  # prim path
    aovs: tuple[str, ...] | None = None
    resolution: tuple[int, int] | None = None  # (width, height), pixels
    spp: int | None = None
    denoise: bool | None = None
    header: Mapping[str, str] = field(default_factory=dict)


def make_requests(
    stage: Usd.Stage,
    asked: Asked,
    *,
    output: Path,
    capabilities: Capabilities,
    frames: Sequence[float] | None = None,
    file: Path | None = None,
) -> Iterator[RenderRequest]:
    """One request for each of the time codes ``frames``; without them a still, which is a range of one.

    AOVs that are asked for stay as they are, for the backend to refuse; of the stage's own, those that the backend
    does not offer are left out, and what is written says which it gave. Of a range, each frame's EXR has its time
    code in its name.

    Args:
        output: the EXR of a still.
        file: the root layer on disk, where it is not the stage's root layer itself.

    Raises:
        SceneError: the stage has no camera, or its render settings name none.
        UnsupportedError: the backend offers none of the stage's AOVs.
    """
    own = read_render_settings(stage) if find_render_settings(stage) else None
    tier = find_tier(_UNASKED_TIER)
    still = time_codes_of(UsdUtils.TimeCodeRange(stage.GetStartTimeCode()))
    for time_code in still if frames is None else frames:
        yield RenderRequest(
            stage=(file or Path(stage.GetRootLayer().realPath)).absolute(),
            camera=asked.camera or (own.camera if own else find_main_camera(stage)),
            time_code=time_code,
            resolution=asked.resolution or (own.resolution if own else tier.resolution),
            aovs=asked.aovs or _own_aovs(own, capabilities),
            spp=asked.spp or (own.spp if own else tier.spp),
            seed=asked.seed,
            output=(output if frames is None else frame_file(output, time_code)).absolute(),
            denoise=bool(own and own.denoise) if asked.denoise is None else asked.denoise,
            header=asked.header,
        )


def make_request(
    stage: Usd.Stage, asked: Asked, *, output: Path, capabilities: Capabilities, file: Path | None = None
) -> RenderRequest:
    """The request of a still; see `make_requests`."""
    return next(make_requests(stage, asked, output=output, capabilities=capabilities, file=file))


def parse_frames(text: str) -> tuple[float, ...]:
    """The time codes of frame specifications as ``usdrecord`` spells them: ``1``, ``101:120``, ``1:10x0.5,20``.

    Raises:
        UsageError: no frame specification, or one without a frame.
    """
    codes: list[float] = []
    for part in text.split(","):
        # Checked first: what is cut short ("1:") crashes OpenUSD's own parser.
        if not _FRAME_SPEC.fullmatch(part.strip()):
            raise _no_frames(text)
        try:
            found = UsdUtils.TimeCodeRange.CreateFromFrameSpec(part.strip())
        except Tf.ErrorException as error:
            raise _no_frames(text) from error
        codes += islice(time_codes_of(found), _MOST_FRAMES + 1)
        if len(codes) > _MOST_FRAMES:
            raise UsageError(f"--frames {text}: takes at most {_MOST_FRAMES:,} frames at once")
    return tuple(dict.fromkeys(codes))


def time_codes_of(frames: UsdUtils.TimeCodeRange) -> Iterator[float]:
    """The time codes of a range, in its order."""
    return (code.GetValue() for code in frames)


def _no_frames(text: str) -> UsageError:
    return UsageError(
        f"--frames {text}: takes time codes or ranges FIRST:LAST or FIRST:LASTxSTRIDE with commas, such as 1:24x2"
    )


def frame_file(output: Path, time_code: float) -> Path:
    """``shot.exr`` at a time code: ``shot.0101.exr``, or ``shot.0101.5.exr`` between whole frames."""
    whole, _, rest = f"{time_code:.6f}".rstrip("0").partition(".")
    number = f"{int(whole):04d}" + (f".{rest}" if rest else "")
    return output.with_name(f"{output.stem}.{number}{output.suffix}")


def known_aovs(aovs: Sequence[str], capabilities: Capabilities) -> tuple[str, ...]:
    """Those of ``aovs`` that the backend gives."""
    lacking = set(capabilities.lacks(tuple(aovs)))
    return tuple(aov for aov in aovs if aov not in lacking)


def _own_aovs(own: RenderSettings | None, capabilities: Capabilities) -> tuple[str, ...]:
    wanted = own.aovs if own else CORE_AOVS
    aovs = known_aovs(in_frame_order(wanted), capabilities)
    if not aovs:
        raise UnsupportedError(f"the backend gives none of {', '.join(wanted)}")
    return aovs

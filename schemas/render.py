"""What is asked of a renderer, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from schemas.errors import UsageError

START_TIMEOUT_S = 600.0
"""The most that a renderer may take to start, or for a small picture."""

_SECONDS_PER_SAMPLE = 5e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """One frame of one render product, complete enough to be rendered again alone."""

    stage: Path  # root layer on disk
    camera: str  # prim path of a UsdGeomCamera
    time_code: float  # USD time code, not seconds
    resolution: tuple[int, int]  # (width, height), pixels
    aovs: tuple[str, ...]  # names of `schemas.aovs`
    spp: int  # samples per pixel; a rasteriser ignores it
    seed: int  # of the renderer's sampler; never defaulted
    output: Path  # the EXR to write
    denoise: bool = False
    device: str = "cpu"  # one of the backend's capabilities().devices
    header: Mapping[str, str] = field(default_factory=dict)  # copied into the EXR's header

    def __post_init__(self) -> None:
        if min(self.resolution) < 1:
            raise UsageError(
                f"resolution {self.resolution[0]}x{self.resolution[1]}: both sides take at least 1 px"
            )
        if self.spp < 1:
            raise UsageError(f"spp {self.spp}: takes at least 1 sample per pixel")

    @property
    def usual_timeout_s(self) -> float:
        """The most that the frame may take where nobody says otherwise: some twenty times what two cores need."""
        return START_TIMEOUT_S + _SECONDS_PER_SAMPLE * self.resolution[0] * self.resolution[1] * self.spp

    def to_json(self) -> dict[str, Any]:
        """Plain JSON data for the worker's channel."""
        return {
            **asdict(self),
            "stage": str(self.stage),
            "output": str(self.output),
            "header": dict(self.header),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RenderRequest:
        """The inverse of `to_json`."""
        values = dict(data)
        values["stage"], values["output"] = Path(values["stage"]), Path(values["output"])
        values["resolution"], values["aovs"] = tuple(values["resolution"]), tuple(values["aovs"])
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """A frame on disk and what it cost. ``seconds`` maps a stage of the work to wall time."""

    frame: Path
    seconds: Mapping[str, float]
    messages: tuple[str, ...] = ()  # warnings that the renderer gave
    worker_memory_bytes: int = 0  # resident memory of the worker after the frame
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a backend can do, known before any render."""

    aovs: tuple[str, ...]  # canonical names; "light_*" means any light group
    features: tuple[str, ...]  # "materialx", "volumes", "shadows", "depth_of_field", "denoise", ...
    devices: tuple[str, ...]
    available: bool = True
    reason: str = ""  # why it is not available here, and what would mend that
    notice: str = ""  # what to know before choosing it: its cost on the wrong machine

    def lacks(self, aovs: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``aovs`` that the backend cannot give."""
        any_group = "light_*" in self.aovs
        return tuple(a for a in aovs if a not in self.aovs and not (any_group and a.startswith("light_")))

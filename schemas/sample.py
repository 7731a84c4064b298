"""What is recorded of a finished sample: ``sample.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.finding import Finding
from schemas.spec import SampleSpec

SAMPLE_SCHEMA = "parallel-synth/sample/1"

CAPTION_STYLES = ("short", "medium", "long", "technical", "artistic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A term that was read back from the composed stage, with the values that say so."""

    term: str
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of the sample: path relative to the sample's folder, size and SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRecord:
    """How the picture was made: enough to make it again."""

    backend: str
    resolution: tuple[int, int]  # (width, height), pixels
    spp: int
    seed: int
    denoise: bool
    aovs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRecord:
    """Everything known of one sample; the timings stand apart, in ``timings.json``."""

    spec: SampleSpec
    labels: tuple[Label, ...]
    subject: str  # semantic class of the subject, read from the stage
    captions: Mapping[str, str]
    render: RenderRecord
    files: tuple[FileRecord, ...]
    findings: tuple[Finding, ...]
    perceptual_hash: str  # 16 hexadecimal digits

    @property
    def sample_id(self) -> str:
        """Index and spec hash: ``000000042-9f3c...``."""
        return f"{self.spec.index:09d}-{self.spec.spec_hash}"

    def to_json(self) -> dict[str, object]:
        """The document of ``schemas/json/sample.schema.json``."""
        return {
            "schema": SAMPLE_SCHEMA,
            "id": self.sample_id,
            "category": self.spec.category,
            "spec_hash": self.spec.spec_hash,
            "spec": self.spec.to_json(),
            "subject": self.subject,
            "labels": [{"term": label.term, "values": dict(label.values)} for label in self.labels],
            "captions": dict(self.captions),
            "render": {
                "backend": self.render.backend,
                "resolution": list(self.render.resolution),
                "spp": self.render.spp,
                "seed": self.render.seed,
                "denoise": self.render.denoise,
                "aovs": list(self.render.aovs),
            },
            "files": [{"path": f.path, "bytes": f.bytes, "sha256": f.sha256} for f in self.files],
            "findings": [finding.to_json() for finding in self.findings],
            "perceptual_hash": self.perceptual_hash,
        }

"""What is recorded of a finished sample: ``sample.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from schemas.errors import SchemaError
from schemas.finding import Finding
from schemas.spec import SampleSpec

SAMPLE_SCHEMA = "parallel-synth/sample/4"

CAPTION_STYLES = ("short", "medium", "long", "technical", "artistic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A term that was read back from the composed stage, with the values that say so.

    ``seen`` says whether a viewer can see it in this sample's own picture; None where nobody has judged it.
    """

    term: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    seen: bool | None = None

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {"term": self.term, "values": dict(self.values), "seen": self.seen}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Label:
        """The inverse of `to_json`."""
        return cls(term=data["term"], values=dict(data["values"]), seen=data["seen"])


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

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return {**asdict(self), "resolution": list(self.resolution), "aovs": list(self.aovs)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RenderRecord:
        """The inverse of `to_json`."""
        width, height = data["resolution"]
        return cls(**{**data, "resolution": (width, height), "aovs": tuple(data["aovs"])})


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
        """The document of ``schemas/json/sample.schema.json``, with the digest of all the rest."""
        document = self._undigested()
        return {**document, "digest": digest_of(document)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, file: str = "") -> SampleRecord:
        """The inverse of `to_json`; ``file`` is named where something is wrong.

        Raises:
            SchemaError: the digest is not that of the record: somebody changed it after it was written.
        """
        check_digest(data, file=file)
        return cls(
            spec=SampleSpec.from_json(data["spec"]),
            labels=tuple(Label.from_json(label) for label in data["labels"]),
            subject=data["subject"],
            captions=dict(data["captions"]),
            render=RenderRecord.from_json(data["render"]),
            files=tuple(FileRecord(**file) for file in data["files"]),
            findings=tuple(Finding.from_json(finding) for finding in data["findings"]),
            perceptual_hash=data["perceptual_hash"],
        )

    def _undigested(self) -> dict[str, object]:
        return {
            "schema": SAMPLE_SCHEMA,
            "id": self.sample_id,
            "category": self.spec.category,
            "spec_hash": self.spec.spec_hash,
            "spec": self.spec.to_json(),
            "subject": self.subject,
            "labels": [label.to_json() for label in self.labels],
            "captions": dict(self.captions),
            "render": self.render.to_json(),
            "files": [asdict(file) for file in self.files],
            "findings": [finding.to_json() for finding in self.findings],
            "perceptual_hash": self.perceptual_hash,
        }


def check_digest(document: Mapping[str, Any], *, file: str = "") -> None:
    """Refuse a record of any version whose ``digest`` is not its own; ``file`` is named.

    Raises:
        SchemaError: somebody changed the record after it was written.
    """
    if document.get("digest") != digest_of(document):
        raise SchemaError("is not the digest of this record: someone changed it", file=file, pointer="/digest")


def digest_of(document: Mapping[str, object]) -> str:
    """SHA-256, 64 hexadecimal digits, over a record's canonical JSON without its own ``digest``."""
    rest = {key: value for key, value in document.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()

"""One sample, from its number to a finished folder."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pxr import Usd

from assets.store import AssetStore
from composers.protocol import Composer
from finishing import finish_frame, preview_of, write_png
from pipelines.captions import captions_of
from pipelines.compose import compose_sample
from pipelines.effective_stage import render_opinions
from pipelines.layout import DatasetLayout
from pipelines.picture_checks import picture_findings
from pipelines.records import file_records
from pipelines.requests import Asked, SampleIdentity, make_request
from quality_control.checks import check_labels, check_rendered, check_stage, perceptual_hash
from quality_control.contract import TermReading
from quality_control.registry import read_terms
from render_backends.pool import WorkerPool
from schemas.documents import write_document
from schemas.errors import RenderError, StorageError, UnsupportedError
from schemas.exr import read_frame
from schemas.finding import Finding, Severity
from schemas.frame import Frame, Pixels
from schemas.manifest import DatasetManifest
from schemas.render import Capabilities, RenderRequest
from schemas.sample import Label, RenderRecord, SampleRecord
from schemas.sample_files import FRAME_FILE, PICTURE_FILE, PREVIEWS_FOLDER, RECORD_FILE, STAGE_FILE, TIMINGS_FILE
from schemas.spec import SampleSpec
from schemas.timings import Timings
from taxonomy.decisions import decision_rng
from usd_scenes.finishing import read_finishing
from usd_scenes.semantics import FLUID_ROLES, SUBJECT_ROLES, find_of_roles, read_class
from usd_scenes.session import put_under_session

NO_PICTURE_HASH = "0" * 16
_PREVIEWED_AOVS = ("camera_depth", "normal", "albedo", "instance_id", "material_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """What all samples of a run share."""

    layout: DatasetLayout
    assets: AssetStore
    composers: Sequence[Composer]
    pool: WorkerPool
    backend: str
    capabilities: Capabilities
    manifest: DatasetManifest  # tier and the user's flags
    stopping: threading.Event = field(default_factory=threading.Event)  # set when the run is cut short


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one index. ``seconds`` maps a stage of the work to wall time."""

    index: int
    focus: str
    findings: tuple[Finding, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    skipped: bool = False
    draw: int = 0  # which of the sample's draws this is
    worker_memory_bytes: int = 0  # of the worker that rendered it, afterwards

    @property
    def rejected(self) -> bool:
        """Whether a rule kept the sample out."""
        return any(finding.rejects for finding in self.findings)


class _Clock:
    """Wall time by stage of the work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


def produce(draws: Iterable[SampleSpec], studio: Studio) -> Outcome:
    """Make one sample; it appears whole under ``samples`` or ``rejected``, or not at all.

    The first of its ``draws`` that is read back as it was asked is rendered; the record notes what kept the ones
    before it out. Where none is, the last is rejected. A picture is rendered once, whatever its checks say.

    Raises:
        StorageError: the disk refused a write; nothing of this sample is left behind.
        AssetError: an asset that cannot be found or made here.
        UnsupportedError: the backend cannot give what the stage asks for.
    """
    turns = tuple(draws)
    folder = studio.layout.partial(turns[0].index)
    try:
        shutil.rmtree(folder, ignore_errors=True)
        return _produce_in(folder, turns, studio)
    except OSError as error:
        raise StorageError(
            f"{folder}: {error.strerror or error}; free some space or choose another --output"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Take:
    """A draw that has been composed and read back, and what is said of it and of the draws before it."""

    folder: Path
    spec: SampleSpec
    readings: tuple[TermReading, ...]
    stage: Usd.Stage
    request: RenderRequest
    findings: tuple[Finding, ...]  # why it is not as it was asked
    unlike: tuple[Finding, ...]  # what it asks of its renderer and this one does not do


def _produce_in(folder: Path, draws: Sequence[SampleSpec], studio: Studio) -> Outcome:
    clock = _Clock()
    take = _take_of(folder, draws, studio, clock)
    if any(finding.rejects for finding in take.findings):
        return _keep(take, studio, clock)
    try:
        result = studio.pool.render(take.request)
    except RenderError as error:
        if studio.stopping.is_set():  # the run is over: what it cut off is not the sample's fault
            raise
        finding = Finding(rule="render.failed", severity=Severity.REJECT, message=str(error))
        return _keep(take, studio, clock, findings=(finding,))
    clock.lap("render")
    clock.seconds.update({f"render.{name}": seconds for name, seconds in result.seconds.items()})
    try:
        picture, findings = _finish(take, studio, clock)
    except UnsupportedError as error:  # a style that draws from an AOV which this backend does not give
        finding = Finding(rule="finish.unsupported", severity=Severity.REJECT, message=str(error))
        return _keep(take, studio, clock, findings=(finding,))
    outcome = _keep(take, studio, clock, findings=findings, picture=picture)
    return replace(outcome, worker_memory_bytes=result.worker_memory_bytes)


def _take_of(folder: Path, draws: Sequence[SampleSpec], studio: Studio, clock: _Clock) -> _Take:
    """The first draw that is read back as it was asked, with notes of those before it; else the last, rejected."""
    *others, last = draws
    notes: tuple[Finding, ...] = ()
    for spec in others:
        take = _compose(folder, spec, studio, clock)
        if not take.findings:
            return replace(take, findings=(*notes, *take.unlike))
        notes += tuple(_given_up(spec, untrue) for untrue in take.findings)
        del take  # its layers are about to be emptied
        shutil.rmtree(folder)
    take = _compose(folder, last, studio, clock)
    return replace(take, findings=(*take.findings, *notes, *take.unlike))


def _compose(folder: Path, spec: SampleSpec, studio: Studio, clock: _Clock) -> _Take:
    sample = compose_sample(spec, folder, assets=studio.assets, composers=studio.composers)
    put_under_session(sample.stage, render_opinions(spec, studio.manifest))
    clock.lap("compose")
    readings = read_terms(sample.stage)
    unlike = check_rendered(
        [reading.term for reading in readings], backend=studio.backend, capabilities=studio.capabilities
    )
    dropped = {finding.subject for finding in unlike}
    identity = SampleIdentity(seed=spec.seed, index=spec.index, spec_hash=spec.spec_hash)
    take = _Take(
        folder=folder,
        spec=spec,
        readings=tuple(reading for reading in readings if reading.term not in dropped),
        stage=sample.stage,
        request=make_request(
            sample.stage,
            Asked(seed=identity.render_seed, header=identity.header),
            file=folder / STAGE_FILE,
            output=folder / FRAME_FILE,
            capabilities=studio.capabilities,
        ),
        findings=(*_unread(spec, readings), *_contradicted(spec, readings)),
        unlike=tuple(_left_out(spec, finding) for finding in unlike if finding.subject in spec.terms),
    )
    clock.lap("read_back")
    return take


def _finish(take: _Take, studio: Studio, clock: _Clock) -> tuple[Pixels, tuple[Finding, ...]]:
    frame = read_frame(take.request.output)
    clock.lap("read_frame")
    rng = decision_rng(take.spec.seed, take.spec.index, "finishing/noise")
    picture = finish_frame(frame, read_finishing(take.stage), rng=rng)
    write_png(picture, take.folder / PICTURE_FILE)
    _write_previews(frame, take.folder / PREVIEWS_FOLDER)
    clock.lap("finish")
    findings = (
        *check_stage(take.folder / STAGE_FILE),
        *picture_findings(frame, picture, take.stage, capabilities=studio.capabilities),
    )
    clock.lap("check")
    return picture, findings


def _keep(
    take: _Take, studio: Studio, clock: _Clock, *, findings: Sequence[Finding] = (), picture: Pixels | None = None
) -> Outcome:
    """Record the sample and put its folder where it belongs."""
    spec, request = take.spec, take.request
    subject = subject_class(take.stage)
    rng = decision_rng(spec.seed, spec.index, "captions/wording")
    record = SampleRecord(
        spec=spec,
        labels=tuple(Label(term=reading.term, values=dict(reading.values)) for reading in take.readings),
        subject=subject,
        captions=captions_of(take.readings, subject=subject, rng=rng),
        render=RenderRecord(
            backend=studio.backend,
            resolution=request.resolution,
            spp=request.spp,
            seed=request.seed,
            denoise=request.denoise,
            aovs=request.aovs,
        ),
        files=file_records(take.folder),
        findings=(*take.findings, *findings),
        perceptual_hash=NO_PICTURE_HASH if picture is None else perceptual_hash(picture),
    )
    outcome = Outcome(
        index=spec.index,
        focus=spec.focus,
        findings=record.findings,
        seconds=clock.seconds,
        draw=spec.draw,
    )
    write_document(record.to_json(), take.folder / RECORD_FILE)
    clock.lap("record")
    write_document(Timings(seconds=clock.seconds).to_json(), take.folder / TIMINGS_FILE)
    home = studio.layout.rejected(spec.index) if outcome.rejected else studio.layout.sample(spec.index)
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    take.folder.rename(home)
    return outcome


def subject_class(stage: Usd.Stage) -> str:
    """The semantic class of what the picture is about: the subject's, else that of the first fluid or vessel."""
    for roles in (SUBJECT_ROLES, FLUID_ROLES):
        labels = (read_class(prim) for prim in find_of_roles(stage, roles))
        if label := next(filter(None, labels), None):
            return label
    return "scene"


def _unread(spec: SampleSpec, readings: Sequence[TermReading]) -> tuple[Finding, ...]:
    found = {reading.term for reading in readings}
    return tuple(
        Finding(
            rule="truth.not_read_back",
            severity=Severity.REJECT,
            message=f"{term} was asked for but is not read back from the composed stage",
            subject=term,
        )
        for term in spec.terms
        if term not in found
    )


def _contradicted(spec: SampleSpec, readings: Sequence[TermReading]) -> tuple[Finding, ...]:
    return check_labels([reading.term for reading in readings], asked=spec.terms)


def _given_up(spec: SampleSpec, untrue: Finding) -> Finding:
    """The note that a later draw's record has of this one."""
    return replace(untrue, severity=Severity.NOTE, message=f"draw {spec.draw} was given up: {untrue.message}")


def _left_out(spec: SampleSpec, unlike: Finding) -> Finding:
    """A note that a term which was asked for is no label of the picture; a reject where the sample is about it."""
    return unlike if unlike.subject == spec.focus else replace(unlike, severity=Severity.NOTE)


def _write_previews(frame: Frame, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in frame.arrays:
        if name in _PREVIEWED_AOVS or name.startswith("light_"):
            write_png(preview_of(frame, name), folder / f"{name}.png")

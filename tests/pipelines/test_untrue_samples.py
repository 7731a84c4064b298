"""A sample of which one opinion makes a label untrue is kept out, as it is made and as it is checked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pxr import Sdf, UsdGeom

from assets.store import AssetStore
from cli.main import main
from composers.protocol import Composer
from composers.registry import all_composers
from composers.shot import Shot
from pipelines.layout import DatasetLayout
from pipelines.manifests import new_manifest
from pipelines.produce import Outcome, Studio, produce
from pipelines.records import file_records, read_record
from render_backends.pool import WorkerPool
from schemas.documents import write_document
from schemas.finding import Severity
from schemas.sample import SampleRecord
from schemas.sample_files import RECORD_FILE, STAGE_FILE
from taxonomy.loading import load_catalog
from taxonomy.sampler import MOST_DRAWS, Sampler
from usd_scenes import prim_paths
from usd_scenes.cameras import set_focal_length
from usd_scenes.departments import Department

SEED = 7
LONG_MM = 400.0
LENS = "camera.lenses.focal_lengths"
UNLIKE_STORM = ("rendering.engines", "rendering.ray_tracing", "post_processing.denoising")


@dataclass(frozen=True, kw_only=True)
class OtherLens:
    """One opinion after all others, in the first ``draws``: a longer lens than the sample asks for."""

    draws: int = MOST_DRAWS
    category: str = "camera"
    department: Department = Department.CAMERA
    after: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()

    def compose(self, shot: Shot) -> None:
        """Author the focal length."""
        if shot.spec.draw >= self.draws:
            return
        with shot.edit(self.department) as stage:
            set_focal_length(stage, prim_paths.MAIN_CAMERA, LONG_MM)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    """One worker without a renderer."""
    with WorkerPool("flat", workers=1) as opened:
        yield opened


def _produce(
    folder: Path, pool: WorkerPool, *, term: str, composers: tuple[Composer, ...], aovs: str = ""
) -> Outcome:
    layout = DatasetLayout(root=folder)
    manifest = new_manifest(seed=SEED, backend="flat", resolution=(48, 32), spp=1)
    studio = Studio(
        layout=layout,
        assets=AssetStore(layout.assets),
        composers=composers,
        pool=pool,
        backend="flat",
        capabilities=replace(pool.capabilities, aovs=(aovs,)) if aovs else pool.capabilities,
        manifest=manifest,
    )
    return produce(Sampler(load_catalog()).draws(SEED, 0, term=term), studio)


def _produce_by_storm(folder: Path, pool: WorkerPool, term: str) -> tuple[Outcome, SampleRecord]:
    layout = DatasetLayout(root=folder)
    studio = Studio(
        layout=layout,
        assets=AssetStore(layout.assets),
        composers=all_composers((3, 2)),
        pool=pool,
        backend="hydra:storm",
        capabilities=pool.capabilities,
        manifest=new_manifest(seed=SEED, backend="hydra:storm", resolution=(48, 32), spp=1),
    )
    outcome = produce(Sampler(load_catalog()).draws(SEED, 0, term=term), studio)
    return outcome, read_record(layout.rejected(0) if outcome.rejected else layout.sample(0))


def test_a_picture_of_a_rasteriser_is_neither_path_traced_nor_denoised_nor_of_cycles(
    tmp_path: Path, storm_pool: WorkerPool
) -> None:
    outcome, record = _produce_by_storm(tmp_path / "lens", storm_pool, f"{LENS}.normal")
    labels = {label.term for label in record.labels}
    assert f"{LENS}.normal" in labels
    assert not {label for label in labels if label.startswith(UNLIKE_STORM)}
    assert "truth.not_rendered" not in {finding.rule for finding in outcome.findings if finding.rejects}
    outcome, record = _produce_by_storm(tmp_path / "engine", storm_pool, "rendering.engines.cycles")
    (reason,) = (finding for finding in record.findings if finding.rejects)
    assert (reason.rule, reason.subject) == ("truth.not_rendered", "rendering.engines.cycles")
    assert "hydra:storm" in reason.message


def _rules(outcome: Outcome) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in outcome.findings:
        found.setdefault(finding.rule, set()).add(finding.subject)
    return found


def test_a_sample_whose_lens_another_opinion_changes_is_contradicted_and_rejected(
    tmp_path: Path, pool: WorkerPool
) -> None:
    own = all_composers((3, 2))
    kept = _produce(tmp_path / "kept", pool, term=f"{LENS}.normal", composers=own)
    assert not kept.rejected
    changed = _produce(tmp_path / "changed", pool, term=f"{LENS}.normal", composers=(*own, OtherLens()))
    assert changed.rejected
    assert f"{LENS}.super_telephoto" in _rules(changed)["truth.contradicted"]
    assert DatasetLayout(root=tmp_path / "changed").rejects() == (0,)


def test_a_first_draw_that_is_contradicted_is_drawn_again_and_both_are_told(
    tmp_path: Path, pool: WorkerPool, capsys: pytest.CaptureFixture[str]
) -> None:
    term, composers = f"{LENS}.normal", (*all_composers((3, 2)), OtherLens(draws=1))
    outcome = _produce(tmp_path / "made", pool, term=term, composers=composers)
    assert not outcome.rejected
    folder = DatasetLayout(root=tmp_path / "made").sample(0)
    record = read_record(folder)
    assert (outcome.draw, record.spec.draw, record.spec.focus) == (1, 1, term)
    assert term in {label.term for label in record.labels}
    noted = next(
        f for f in record.findings if f.rule == "truth.contradicted" and f.subject.endswith("super_telephoto")
    )
    assert noted.severity is Severity.NOTE
    assert noted.message.startswith("draw 0 was given up")
    again = tmp_path / "again"
    assert (
        main(["compose", "--spec", str(folder / RECORD_FILE), "--resolution", "48x32", "--output", str(again)])
        == 0
    )
    for department in Department:
        layer = DatasetLayout(root=again).sample(0) / department.file_name
        assert layer.read_bytes() == (folder / department.file_name).read_bytes(), department


def test_of_a_sample_that_no_draw_makes_true_the_last_is_rejected_with_notes_of_the_others(
    tmp_path: Path, pool: WorkerPool
) -> None:
    term, composers = f"{LENS}.normal", (*all_composers((3, 2)), OtherLens())
    outcome = _produce(tmp_path, pool, term=term, composers=composers)
    assert outcome.rejected
    assert outcome.draw == MOST_DRAWS - 1
    notes = [f.message for f in outcome.findings if f.severity is Severity.NOTE]
    assert {message.split(" was ")[0] for message in notes} == {"draw 0", "draw 1"}


def test_validate_finds_the_lens_that_was_changed_after_the_sample_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["generate", "--seed", str(SEED), "--backend", "flat", "--resolution", "48x32", "--spp", "1"]
    assert main([*made, "--count", "1", "--term", f"{LENS}.normal", "--output", str(tmp_path)]) == 0
    assert main(["validate", str(tmp_path)]) == 0
    folder = DatasetLayout(root=tmp_path).sample(0)
    layer = Sdf.Layer.FindOrOpen(str(folder / STAGE_FILE))
    camera = Sdf.CreatePrimInLayer(layer, prim_paths.MAIN_CAMERA)
    Sdf.AttributeSpec(camera, UsdGeom.Tokens.focalLength, Sdf.ValueTypeNames.Float).default = LONG_MM / 100.0
    layer.Save()
    record = read_record(folder)
    write_document(replace(record, files=file_records(folder)).to_json(), folder / RECORD_FILE)
    capsys.readouterr()
    assert main(["validate", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "truth.contradicted" in printed
    assert "super_telephoto" in printed


def test_a_style_that_draws_from_aovs_which_a_backend_lacks_is_rejected_with_its_rule(
    tmp_path: Path, pool: WorkerPool
) -> None:
    term, composers = "art_styles.npr.hatching", all_composers((3, 2))
    assert not _produce(tmp_path / "all", pool, term=term, composers=composers).rejected
    outcome = _produce(tmp_path / "few", pool, term=term, composers=composers, aovs="beauty")
    assert outcome.rejected
    assert set(_rules(outcome)) == {"finish.unsupported"}

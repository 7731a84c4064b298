"""The measures of geometry on pictures that Cycles rendered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pxr import Usd

from assets.store import AssetStore
from composers.geometry import COMPOSER
from quality_control.contract import ProbeShot
from quality_control.measures.geometry import MEASURES
from quality_control.readers.geometry import READERS
from render_backends.pool import WorkerPool
from schemas.exr import read_frame
from schemas.frame import Frame
from schemas.render import RenderRequest
from schemas.spec import ParameterValue, SampleSpec
from tests.composers.stand_in_shot import planned_shot
from usd_scenes import prim_paths
from usd_scenes.cameras import CameraSettings, define_camera
from usd_scenes.departments import Department
from usd_scenes.render_settings import RenderSettings, read_render_settings, set_render_settings
from usd_scenes.sample_stage import create_sample_stage, save_sample_stage

pytestmark = pytest.mark.renderer


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool("cycles") as pool:
        yield pool


def _stage_file(folder: Path, term: str, values: dict[str, float | str]) -> Path:
    parameters = tuple(ParameterValue(term=term, name=name, value=value) for name, value in values.items())
    spec = SampleSpec(
        dataset_version="test", seed=3, index=1, focus=term, split="train", terms=(term,), parameters=parameters
    )
    sample = create_sample_stage(folder / "sample", spec)
    shot = planned_shot(spec, sample, AssetStore(folder / "assets"))
    COMPOSER.compose(shot)
    with shot.edit(Department.CAMERA) as stage:
        settings = CameraSettings(eye_m=(0.0, -2.0, 1.0), azimuth_deg=0.0, pitch_deg=5.0, focal_length_mm=50.0)
        define_camera(stage, prim_paths.MAIN_CAMERA, settings)
    with shot.edit(Department.RENDER) as stage:
        set_render_settings(
            stage,
            RenderSettings(
                camera=prim_paths.MAIN_CAMERA, resolution=(64, 64), spp=1, denoise=False, integrator="path",
                aovs=("beauty",),
            ),
        )  # fmt: skip
    save_sample_stage(sample)
    return folder / "sample" / "stage.usda"


def _render(pool: WorkerPool, file: Path, shot: ProbeShot) -> Frame:
    stage = Usd.Stage.Open(str(file))
    assert shot.edit is not None
    shot.edit(stage)  # the root layer, stronger than every department
    probe = file.with_name(f"probe_{shot.name}.usda")
    stage.GetRootLayer().Export(str(probe))
    request = RenderRequest(
        stage=probe,
        camera=read_render_settings(stage).camera,
        time_code=1.0,
        resolution=shot.resolution,
        aovs=("beauty", *shot.aovs),
        spp=shot.spp,
        seed=1,
        output=probe.with_suffix(".exr"),
    )
    return read_frame(pool.render(request).frame)


@pytest.mark.parametrize(
    ("term", "values"),
    [
        ("geometry.primitives.capsule", {"height_ratio": 2.1}),
        ("geometry.primitives.uv_sphere", {"segment_count": 16, "ring_count": 8}),
        ("geometry.subdivision.subdiv_2", {}),
        ("geometry.modifiers.array", {"count": 4, "spacing_ratio": 1.3}),
        ("geometry.modifiers.bevel", {"width_fraction": 0.08, "segment_count": 3}),
    ],
)
def test_what_the_stage_says_is_what_the_picture_shows(
    term: str, values: dict[str, float | str], pool: WorkerPool, tmp_path: Path
) -> None:
    file = _stage_file(tmp_path, term, values)
    stage = Usd.Stage.Open(str(file))
    (reading,) = (reading for reader in READERS for reading in reader.read(stage))
    measure = next(measure for measure in MEASURES if term in measure.terms)
    frames = {shot.name: _render(pool, file, shot) for shot in measure.shots(reading, stage)}
    measurement = measure.measure(reading, frames)
    assert reading.term == term
    assert measurement.passed, measurement

"""Requests: what a stage, a tier and a user ask of a renderer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Usd, UsdGeom

from pipelines.effective_stage import open_effective_stage, render_opinions
from pipelines.manifests import new_manifest
from pipelines.requests import Asked, make_request, make_requests, parse_frames
from schemas.errors import SceneError, UnsupportedError, UsageError
from schemas.render import Capabilities, RenderRequest
from schemas.sample import RenderRecord
from schemas.spec import ParameterValue, SampleSpec
from taxonomy.tiers import default_tier, find_tier, load_tiers
from usd_scenes.render_prims import find_main_camera
from usd_scenes.render_settings import RenderSettings, read_render_settings, set_render_settings

CAPABILITIES = Capabilities(aovs=("beauty", "camera_depth"), features=(), devices=("cpu",))
SETTINGS = RenderSettings(
    camera="/Camera", resolution=(64, 32), spp=5, denoise=True, integrator="path", aovs=("beauty", "albedo")
)


def _stage(file: Path, settings: RenderSettings | None = SETTINGS) -> Usd.Stage:
    stage = Usd.Stage.CreateNew(str(file))
    stage.SetStartTimeCode(3.0)
    UsdGeom.Camera.Define(stage, "/Camera")
    UsdGeom.Camera.Define(stage, "/Other")
    if settings:
        set_render_settings(stage, settings)
    stage.Save()
    return stage


def _spec(*terms: str) -> SampleSpec:
    parameters = tuple(ParameterValue(term=term, name="spp", value=200) for term in terms)
    return SampleSpec(
        dataset_version="1", seed=1, index=2, focus=terms[0], split="train", terms=terms, parameters=parameters
    )


def test_a_still_is_what_the_stage_itself_asks_of_the_backend(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "s.usda")
    request = make_request(stage, Asked(seed=9), output=tmp_path / "o.exr", capabilities=CAPABILITIES)
    assert request == RenderRequest(
        stage=tmp_path / "s.usda", camera="/Camera", time_code=3.0, resolution=(64, 32), aovs=("beauty",), spp=5,
        seed=9, output=tmp_path / "o.exr", denoise=True,
    )  # fmt: skip


def test_what_is_asked_stands_over_the_stage(tmp_path: Path) -> None:
    asked = Asked(seed=9, camera="/Other", aovs=("normal",), resolution=(8, 8), spp=1, denoise=False)
    stage = _stage(tmp_path / "s.usda")
    request = make_request(stage, asked, output=tmp_path / "o.exr", capabilities=CAPABILITIES)
    assert (request.camera, request.aovs, request.resolution, request.spp, request.denoise) == (
        "/Other", ("normal",), (8, 8), 1, False,
    )  # fmt: skip


def test_a_stage_without_render_settings_is_of_the_standard_tier(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "s.usda", settings=None)
    request = make_request(stage, Asked(seed=0), output=tmp_path / "o.exr", capabilities=CAPABILITIES)
    standard = find_tier("standard")
    assert (request.camera, request.resolution, request.spp) == ("/Camera", standard.resolution, standard.spp)


def test_a_range_is_a_request_a_frame_each_in_a_file_of_its_own(tmp_path: Path) -> None:
    requests = tuple(
        make_requests(
            _stage(tmp_path / "s.usda"),
            Asked(seed=0),
            output=tmp_path / "o.exr",
            capabilities=CAPABILITIES,
            frames=parse_frames("1:2x0.5,120"),
        )
    )
    assert [request.time_code for request in requests] == [1.0, 1.5, 2.0, 120.0]
    assert [r.output.name for r in requests] == ["o.0001.exr", "o.0001.5.exr", "o.0002.exr", "o.0120.exr"]


@pytest.mark.parametrize("text", ["", "a", "1:", "1:2x", "1:3x0", "1:10x-1", "1,,2", "1:5x2,", "1e5", "1:1000000"])
def test_what_is_no_frame_specification_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="--frames"):
        parse_frames(text)


@pytest.mark.parametrize(("text", "codes"), [("7", (7.0,)), ("3:1x-1", (3.0, 2.0, 1.0)), ("-1:0", (-1.0, 0.0))])
def test_frames_are_spelled_as_usdrecord_spells_them(text: str, codes: tuple[float, ...]) -> None:
    assert parse_frames(text) == codes


def test_a_backend_that_gives_none_of_the_stage_s_vars_is_refused(tmp_path: Path) -> None:
    none = Capabilities(aovs=("uv",), features=(), devices=("cpu",))
    with pytest.raises(UnsupportedError, match="beauty, albedo"):
        make_request(_stage(tmp_path / "s.usda"), Asked(seed=0), output=tmp_path / "o.exr", capabilities=none)


def test_a_stage_without_a_camera_is_named(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match=r"empty\.usda.*no camera"):
        find_main_camera(Usd.Stage.CreateNew(str(tmp_path / "empty.usda")))


def test_time_allowed_grows_with_pixels_and_samples(tmp_path: Path) -> None:
    stage = _stage(tmp_path / "s.usda")
    limits = [
        make_request(
            stage, Asked(seed=0, resolution=tier.resolution, spp=tier.spp), output=tmp_path / "o.exr",
            capabilities=CAPABILITIES,
        ).usual_timeout_s
        for tier in load_tiers()
    ]  # fmt: skip
    assert limits == sorted(limits)
    assert limits[0] < 1000.0
    assert limits[-1] > 3600.0


def test_a_tier_decides_what_no_flag_does() -> None:
    spec = _spec("camera.angles.eye_level")
    opinions = render_opinions(spec, new_manifest(seed=1, backend="flat", tier="high", spp=3))
    assert (opinions.resolution, opinions.spp, opinions.denoise) == ((1024, 1024), 3, True)
    default = render_opinions(spec, new_manifest(seed=1, backend="flat"))
    assert (default.resolution, default.spp) == (default_tier().resolution, default_tier().spp)


@pytest.mark.parametrize(
    ("term", "kept"),
    [
        ("rendering.sampling.medium", (None, True)),
        ("rendering.ray_tracing.raw_samples", (7, None)),
        ("rendering.ray_tracing.denoised", (7, None)),
    ],
)
def test_a_term_s_own_value_wins_over_tier_and_flag(term: str, kept: tuple[int | None, bool | None]) -> None:
    opinions = render_opinions(_spec(term), new_manifest(seed=1, backend="flat", spp=7))
    assert (opinions.spp, opinions.denoise) == kept


def test_a_tier_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"'huge'.*preview, standard, high"):
        new_manifest(seed=1, backend="flat", tier="huge")


def test_a_finished_sample_is_read_as_it_was_rendered_and_stays_as_it_is(tmp_path: Path) -> None:
    _stage(tmp_path / "stage.usda")
    before = (tmp_path / "stage.usda").read_bytes()
    render = RenderRecord(backend="flat", resolution=(8, 8), spp=77, seed=1, denoise=False, aovs=("beauty",))
    settings = read_render_settings(open_effective_stage(tmp_path, render))
    assert (settings.resolution, settings.spp, settings.denoise) == ((8, 8), 77, False)
    assert (tmp_path / "stage.usda").read_bytes() == before

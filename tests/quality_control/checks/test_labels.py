"""Labels that cannot be true of one picture are found, and those that can are left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, product

import pytest

from quality_control.checks import check_labels, check_rendered
from quality_control.readers.camera import FOCAL_BANDS, FRAMING_BANDS, PITCH_BANDS, SHALLOW_BLUR
from quality_control.readers.color import temperature_of
from quality_control.readers.gases import _FOG_PER_M, _HAZE_PER_M
from quality_control.readers.lighting import KELVIN_BANDS, _hour_of
from quality_control.readers.rendering import SPP_RANGES
from schemas.finding import Severity
from schemas.render import Capabilities
from taxonomy.catalog import Catalog
from taxonomy.loading import load_catalog

type Band = tuple[str, float, float]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The taxonomy that Parallel Synth ships with."""
    return load_catalog()


def test_a_label_beside_another_that_was_asked_for_in_its_facet_is_refused() -> None:
    asked = ("textures.photorealistic.fabric_weave",)
    (finding,) = check_labels(["materials.fabric.denim", *asked], asked=asked)
    assert finding.rule == "truth.contradicted"
    assert finding.severity is Severity.REJECT
    assert finding.subject == "materials.fabric.denim"
    assert "textures.photorealistic.fabric_weave" in finding.message


def test_a_label_against_one_that_was_asked_for_and_is_not_read_is_refused() -> None:
    (finding,) = check_labels(["camera.framing.close_up"], asked=["camera.framing.wide_shot"])
    assert finding.subject == "camera.framing.close_up"


def test_two_unasked_labels_of_an_exclusive_facet_are_refused() -> None:
    labels = ["lighting.color_temperature.neutral_white", "lighting.color_temperature.warm_white"]
    assert [finding.rule for finding in check_labels(labels)] == ["truth.contradicted"]


def test_what_a_backend_does_not_do_is_no_label_of_its_picture() -> None:
    labels = ["rendering.engines.cycles", "rendering.ray_tracing.path_tracing", "rendering.ray_tracing.denoised"]
    raster = Capabilities(aovs=("beauty",), features=("materialx",), devices=("cpu",))
    assert [one.subject for one in check_rendered(labels, backend="hydra:storm", capabilities=raster)] == sorted(
        labels
    )
    tracer = replace(raster, features=("global_illumination", "denoise"))
    (engine,) = check_rendered(labels, backend="mitsuba", capabilities=tracer)
    assert engine.subject == "rendering.engines.cycles"
    assert "mitsuba" in engine.message
    assert check_rendered(labels, backend="cycles", capabilities=tracer) == ()
    assert check_rendered(labels, backend="flat", capabilities=replace(raster, features=())) == ()


def test_one_unasked_label_of_a_facet_that_is_left_open_is_true() -> None:
    assert check_labels(["color.palettes.muted"], asked=["camera.framing.wide_shot"]) == ()


def test_a_transport_and_its_denoiser_are_both_true_and_two_finishes_are_not() -> None:
    transport = ["rendering.ray_tracing.path_tracing", "rendering.ray_tracing.denoised"]
    assert check_labels(transport, asked=transport[:1]) == ()
    assert check_labels([*transport, "rendering.ray_tracing.raw_samples"], asked=transport[:1]) != ()


@pytest.mark.parametrize(
    ("facet", "parameter", "bands"),
    [
        ("camera.angles", "pitch_deg", PITCH_BANDS),
        ("camera.lenses.focal_lengths", "focal_length_mm", FOCAL_BANDS),
        ("camera.framing", "subject_height_fraction", FRAMING_BANDS),
        ("lighting.color_temperature", "kelvin", KELVIN_BANDS),
        ("rendering.sampling", "spp", SPP_RANGES),
    ],
)
def test_a_reader_s_bands_hold_their_terms_and_do_not_overlap(
    catalog: Catalog, facet: str, parameter: str, bands: tuple[Band, ...]
) -> None:
    edges = sorted((low, high) for _, low, high in bands)
    assert all(before[1] <= after[0] for before, after in pairwise(edges))
    by_name = {name: (low, high) for name, low, high in bands}
    for term in catalog.facet(facet).composed_terms:
        for found in term.parameters:
            if found.name == parameter and term.name in by_name:
                low, high = by_name[term.name]
                values = [float(value) for value in found.choices] or [found.low, found.high]
                assert low <= min(values) <= max(values) < high, term.id


def _sunlit_hour(elevation_deg: float, azimuth_deg: float) -> str | None:
    return _hour_of(elevation_deg, azimuth_deg, 2.0)


@pytest.mark.parametrize(
    ("facet", "parameters", "read"),
    [
        ("color.temperature", ("shift_mired",), temperature_of),
        ("lighting.time_of_day", ("sun_elevation_deg", "sun_azimuth_deg"), _sunlit_hour),
    ],
)
def test_every_corner_of_a_term_s_ranges_is_read_as_the_term(
    catalog: Catalog, facet: str, parameters: tuple[str, ...], read: Callable[..., str | None]
) -> None:
    for term in catalog.facet(facet).composed_terms:
        ends = {found.name: (found.low, found.high) for found in term.parameters if not found.choices}
        if term.name == "gradient_warm_to_cool":  # told by its ramp, not by its mean
            continue
        for corner in product(*(ends[name] for name in parameters)):
            assert read(*corner) == term.name, (term.id, corner)


@pytest.mark.parametrize(
    ("facet", "parameter", "names", "edges"),
    [
        ("gases.fog", "extinction_per_m", ("haze", "atmospheric_fog", "dense_fog"), (_HAZE_PER_M, _FOG_PER_M)),
        ("camera.depth_of_field", "background_blur_fraction", ("medium", "shallow"), (SHALLOW_BLUR,)),
    ],
)
def test_a_reader_s_edges_lie_between_the_ranges_of_neighbouring_terms(
    catalog: Catalog, facet: str, parameter: str, names: tuple[str, ...], edges: tuple[float, ...]
) -> None:
    ranges = [
        (found.low, found.high)
        for name in names
        for found in catalog.term(f"{facet}.{name}").parameters
        if found.name == parameter
    ]
    for before, edge, after in zip(ranges, edges, ranges[1:], strict=False):
        assert before[1] < edge <= after[0]

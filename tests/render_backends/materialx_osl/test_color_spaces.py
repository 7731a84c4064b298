from __future__ import annotations

import pytest

from render_backends.materialx_osl.color_spaces import COLOR_SPACES, osl_decode_function, resolve_color_space


@pytest.mark.parametrize(
    ("space", "encoded", "linear"),
    [
        ("srgb_texture", 0.5, 0.21404114),
        ("srgb_texture", 0.04, 0.04 / 12.92),
        ("g22_rec709", 0.5, 0.5**2.2),
        ("g18_rec709", 0.5, 0.5**1.8),
        ("rec709_display", 0.5, 0.5**2.4),
        ("lin_rec709", 0.5, 0.5),
    ],
)
def test_a_grey_decodes_by_the_curve_of_its_space(space: str, encoded: float, linear: float) -> None:
    assert COLOR_SPACES[space].decode((encoded,) * 3) == pytest.approx((linear,) * 3, rel=1e-6)


@pytest.mark.parametrize("space", COLOR_SPACES)
def test_white_stays_white_in_every_space(space: str) -> None:
    assert COLOR_SPACES[space].decode((1.0, 1.0, 1.0)) == pytest.approx((1.0, 1.0, 1.0), abs=2e-3)


def test_acescg_red_leaves_rec709() -> None:
    red, green, blue = COLOR_SPACES["acescg"].decode((1.0, 0.0, 0.0))
    assert (red, green, blue) == pytest.approx((1.70505, -0.13026, -0.02400), abs=1e-4)


def test_names_of_usd_and_of_materialx_mean_the_same_space() -> None:
    assert resolve_color_space("srgb_rec709_scene") == resolve_color_space("sRGB") == "srgb_texture"
    assert resolve_color_space("raw") == ""
    assert resolve_color_space("sRGB (mistyped)") is None


def test_every_space_that_is_not_linear_rec709_has_a_branch_in_the_shader() -> None:
    source = osl_decode_function()
    assert all(f'"{space}"' in source for space in COLOR_SPACES if space != "lin_rec709")

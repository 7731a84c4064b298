"""The pattern of two tones that a piece of a surface shows: the first whose criterion its panel meets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quality_control.readers.painted import nets, random_patterns, regular_patterns
from quality_control.readers.painted.pattern_panel import Panel, panel_of
from quality_control.readers.painted.swatch import Swatch
from schemas.errors import UnsupportedError

type Values = tuple[tuple[str, float], ...]

FACET = "textures.procedural"

PATTERNS: Mapping[str, Callable[[Panel], Values | None]] = {
    "gradient": regular_patterns.read_gradient,
    "brick": nets.read_brick,
    "stripes": regular_patterns.read_stripes,
    "dots": regular_patterns.read_dots,
    "checker": regular_patterns.read_checker,
    "grid": nets.read_grid,
    "noise_voronoi": random_patterns.read_noise_voronoi,
    "cellular": random_patterns.read_cellular,
    "noise_worley": random_patterns.read_noise_worley,
    "wave": regular_patterns.read_wave,
    "noise_simplex": random_patterns.read_noise_simplex,
    "noise_perlin": random_patterns.read_noise_perlin,
    "fractal": random_patterns.read_fractal,
    "musgrave": random_patterns.read_musgrave,
}
"""In the order in which they are asked; the first that holds is the pattern."""


def pattern_of(swatch: Swatch) -> tuple[str, Values] | None:
    """The term of a pattern with its values; None where none is seen, or nothing can be evaluated."""
    try:
        return _criterion_met(swatch)
    except UnsupportedError:
        return None


def _criterion_met(swatch: Swatch) -> tuple[str, Values] | None:
    panel = panel_of(swatch)
    if panel is None:
        return None
    for name, criterion in PATTERNS.items():
        values = criterion(panel)
        if values is not None:
            tones = [*zip(("dark_r", "dark_g", "dark_b"), panel.dark, strict=True)]
            tones += zip(("light_r", "light_g", "light_b"), panel.light, strict=True)
            given = (*values, ("lightness_difference", panel.contrast), *tones)
            return f"{FACET}.{name}", tuple((key, float(value)) for key, value in given)
    return None

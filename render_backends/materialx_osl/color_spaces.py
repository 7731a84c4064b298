"""The colour spaces a look may name, one table for constants and for textures.

Everything ends in scene-linear Rec.709 with D65 white, the space that Cycles renders in. Curves and
matrices are those of MaterialX's own colour library (libraries/cmlib).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from colorimetry.srgb import linear_from_srgb

Matrix = tuple[float, float, float, float, float, float, float, float, float]

_AP1: Matrix = (
    1.705050992658, -0.621792120657, -0.083258872001,
    -0.130256417507, 1.140804736575, -0.010548319068,
    -0.024003356805, -0.128968976065, 1.15297233287,
)  # fmt: skip
_ADOBE_RGB: Matrix = (1.39835574, -0.398355744, 0.0, 0.0, 1.0, 0.0, 0.0, -0.0429289893, 1.04292899)
_DISPLAY_P3: Matrix = (
    1.22493029, -0.22492968, 0.00000006,
    -0.04205868, 1.04205894, -0.00000001,
    -0.01964128, -0.07864794, 1.09828925,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorSpace:
    """How to reach linear Rec.709: a curve, then a row-major 3x3 matrix."""

    gamma: float = 1.0
    srgb_curve: bool = False
    matrix: Matrix | None = None

    def decode(self, rgb: Sequence[float]) -> tuple[float, float, float]:
        """The encoded `rgb` as scene-linear Rec.709."""
        linear = tuple(self._decode_channel(channel) for channel in rgb)
        if self.matrix is None:
            return linear[0], linear[1], linear[2]
        m = self.matrix
        return (
            m[0] * linear[0] + m[1] * linear[1] + m[2] * linear[2],
            m[3] * linear[0] + m[4] * linear[1] + m[5] * linear[2],
            m[6] * linear[0] + m[7] * linear[1] + m[8] * linear[2],
        )

    def _decode_channel(self, value: float) -> float:
        if self.srgb_curve:
            return float(linear_from_srgb(value))
        return float(max(value, 0.0) ** self.gamma) if self.gamma != 1.0 else value


_SRGB = ColorSpace(srgb_curve=True)
_LINEAR = ColorSpace()
COLOR_SPACES: dict[str, ColorSpace] = {
    "srgb_texture": _SRGB,
    "lin_rec709": _LINEAR,
    "g18_rec709": ColorSpace(gamma=1.8),
    "g22_rec709": ColorSpace(gamma=2.2),
    "rec709_display": ColorSpace(gamma=2.4),
    "acescg": ColorSpace(matrix=_AP1),
    "g22_ap1": ColorSpace(gamma=2.2, matrix=_AP1),
    "lin_adobergb": ColorSpace(matrix=_ADOBE_RGB),
    "adobergb": ColorSpace(gamma=563.0 / 256.0, matrix=_ADOBE_RGB),
    "lin_displayp3": ColorSpace(matrix=_DISPLAY_P3),
    "srgb_displayp3": ColorSpace(srgb_curve=True, matrix=_DISPLAY_P3),
}
_ALIASES = {
    "": "", "none": "", "raw": "", "Raw": "", "data": "", "utility - raw": "", "identity": "", "unknown": "",
    "sRGB": "srgb_texture", "srgb": "srgb_texture", "srgb_rec709_scene": "srgb_texture",
    "srgb_rec709_display": "srgb_texture", "lin_srgb": "lin_rec709", "linear": "lin_rec709",
    "lin_rec709_scene": "lin_rec709", "lin_ap1": "acescg", "lin_ap1_scene": "acescg", "ACEScg": "acescg",
    "g22_ap1_scene": "g22_ap1", "g22_rec709_scene": "g22_rec709", "g18_rec709_scene": "g18_rec709",
    "lin_adobergb_scene": "lin_adobergb", "g22_adobergb_scene": "adobergb",
    "lin_p3d65_scene": "lin_displayp3", "srgb_p3d65_scene": "srgb_displayp3", "lin_p3d65": "lin_displayp3",
}  # fmt: skip


def resolve_color_space(name: str) -> str | None:
    """The table's name for a colour space; empty for raw data, None for one that is not known."""
    if name in COLOR_SPACES:
        return name
    return _ALIASES.get(name)


def osl_decode_function() -> str:
    """OSL source of `ps_decode(string space, color c)`, the same table for texture look-ups."""
    lines = ["color ps_decode(string space, color c)", "{", "    color r = c;"]
    for name, space in COLOR_SPACES.items():
        if space == _LINEAR:
            continue
        lines.append(f'    if (space == "{name}") {{')
        lines += [f"        {statement}" for statement in _osl_statements(space)]
        lines.append("    }")
    return "\n".join([*lines, "    return r;", "}", ""])


def _osl_statements(space: ColorSpace) -> list[str]:
    statements = []
    if space.srgb_curve:
        statements.append(
            "for (int i = 0; i < 3; ++i) r[i] = c[i] <= 0.04045 ? c[i] / 12.92 : pow((c[i] + 0.055) / 1.055, 2.4);"
        )
    elif space.gamma != 1.0:
        statements.append(f"r = pow(max(c, color(0.0)), {space.gamma:.9g});")
    if space.matrix is not None:
        m = space.matrix
        rows = [f"{m[i]:.9g} * r[0] + {m[i + 1]:.9g} * r[1] + {m[i + 2]:.9g} * r[2]" for i in (0, 3, 6)]
        statements.append(f"r = color({', '.join(rows)});")
    return statements

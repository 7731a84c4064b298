"""USD values as MaterialX value strings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from render_backends.materialx_osl.color_spaces import COLOR_SPACES

_TUPLE_LENGTHS = {"vector2": 2, "vector3": 3, "color3": 3, "vector4": 4, "color4": 4}
_MATRIX_ROWS = {"matrix33": 3, "matrix44": 4}


class ValueMismatchError(Exception):
    """A value that does not fit the input's MaterialX type."""


def value_string(value: Any, mtlx_type: str, *, color_space: str) -> str:
    """`value` as MaterialX writes a value of `mtlx_type`.

    Args:
        color_space: a name of the table of colour spaces, or empty; colours in it become
            scene-linear Rec.709, other types ignore it.

    Raises:
        ValueMismatchError: the value is of another type or shape.
    """
    if mtlx_type in _TUPLE_LENGTHS:
        numbers = _numbers(value, _TUPLE_LENGTHS[mtlx_type], mtlx_type)
        if color_space and mtlx_type.startswith("color"):
            numbers = [*COLOR_SPACES[color_space].decode(numbers[:3]), *numbers[3:]]
        return ", ".join(_number_text(number) for number in numbers)
    if mtlx_type in _MATRIX_ROWS:
        rows = _MATRIX_ROWS[mtlx_type]
        numbers = [n for row in _rows(value, rows, mtlx_type) for n in _numbers(row, rows, mtlx_type)]
        return ", ".join(_number_text(number) for number in numbers)
    return _scalar_text(value, mtlx_type)


def _scalar_text(value: Any, mtlx_type: str) -> str:
    is_number = isinstance(value, (int, float))
    if mtlx_type == "float" and is_number and not isinstance(value, bool):
        return _number_text(float(value))
    if mtlx_type == "integer" and isinstance(value, int):
        return str(int(value))
    if mtlx_type == "boolean" and isinstance(value, int):
        return "true" if value else "false"
    if mtlx_type == "string" and isinstance(value, str):
        return value
    raise ValueMismatchError(f"is {mtlx_type}, but has the value {value!r}")


def _numbers(value: Any, length: int, mtlx_type: str) -> list[float]:
    if isinstance(value, (str, bytes)) or not hasattr(value, "__len__") or len(value) != length:
        raise ValueMismatchError(f"is {mtlx_type}, but has the value {value!r}")
    try:
        return [float(part) for part in value]
    except TypeError as error:
        raise ValueMismatchError(f"is {mtlx_type}, but has the value {value!r}") from error


def _rows(value: Any, rows: int, mtlx_type: str) -> Sequence[Any]:
    if not hasattr(value, "GetRow") or getattr(value, "dimension", (0, 0)) != (rows, rows):
        raise ValueMismatchError(f"is {mtlx_type}, but has the value {value!r}")
    return [value.GetRow(index) for index in range(rows)]


def _number_text(number: float) -> str:
    return f"{number:.9g}"

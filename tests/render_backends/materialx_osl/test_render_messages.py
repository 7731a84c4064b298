from __future__ import annotations

import os

import pytest

from render_backends.materialx_osl.render_messages import CapturedOutput, capture_output, refuse_shader_faults
from schemas.errors import RenderError

_CLOSURE = "ERROR: Closure 'phong' is not supported by the current renderer, called from a.osl:3 in shader \"t\""
_IMAGE = "00:06.512  cycles           | WARNING Image file /gone.png does not exist."
_EMPTY_INPUT = "00:06.554  io.usd           | ERROR Couldn't get value for usd shader input /Looks/Card/Surface"
_SAVED = "00:05.362  render           | Saved: '/tmp/picture.exr'"


def test_what_c_code_prints_is_captured_and_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with capture_output() as output:
        os.write(1, b"from stdout\n")
        os.write(2, b"from stderr\n")
    assert output.text == "from stdout\nfrom stderr\n"
    assert capfd.readouterr() == ("", "")


def test_only_the_lines_that_name_a_fault_are_faults() -> None:
    output = CapturedOutput(text="\n".join([_SAVED, _CLOSURE, _IMAGE, _EMPTY_INPUT, _CLOSURE]))
    assert output.faults == (_CLOSURE, _IMAGE)
    assert CapturedOutput(text=_SAVED).faults == ()


def test_a_render_that_prints_a_fault_is_an_error() -> None:
    with (
        pytest.raises(RenderError, match=r"shot\.usda.*Closure 'phong' is not supported"),
        refuse_shader_faults("shot.usda"),
    ):
        os.write(2, _CLOSURE.encode() + b"\n")

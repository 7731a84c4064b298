"""The picture checks that suit a backend."""

from __future__ import annotations

from pxr import Usd

from quality_control.checks import check_picture
from schemas.finding import Finding, Severity
from schemas.frame import Frame, Pixels
from schemas.render import Capabilities


def picture_findings(
    frame: Frame, picture: Pixels, stage: Usd.Stage, *, capabilities: Capabilities
) -> tuple[Finding, ...]:
    """What is wrong with a picture; a backend without any feature draws no scene, which is only noted.

    Args:
        picture: finished, display-referred sRGB in [0, 1].
    """
    if capabilities.features:
        return check_picture(frame, picture, stage)
    message = "the backend draws no scene: its picture was not checked"
    return (Finding(rule="picture.unchecked", severity=Severity.NOTE, message=message),)

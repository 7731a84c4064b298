"""The OpenUSD that the bpy wheel carries, with imaging: put before any other in this process."""

from __future__ import annotations

import sys
from pathlib import Path

from schemas.errors import RenderError


def put_bundled_usd_first(*, backend: str) -> None:
    """Import bpy and let ``import pxr`` find its own OpenUSD from here on.

    Raises:
        RenderError: another OpenUSD is already loaded in this process, or the wheel carries none.
    """
    if "pxr" in sys.modules and "bpy" not in sys.modules:
        raise RenderError("pxr is loaded already; bpy needs a process of its own", backend=backend)
    import bpy

    resources = Path(bpy.utils.resource_path("LOCAL"))
    found = sorted(resources.glob("python/lib/python*/site-packages"))
    if not found:
        raise RenderError(f"no bundled python packages under {resources}", backend=backend)
    if str(found[-1]) not in sys.path:
        sys.path.insert(0, str(found[-1]))

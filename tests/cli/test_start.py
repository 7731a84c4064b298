"""The command starts quickly and without renderers."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("bpy", "pxr", "boto3", "ray", "torch", "sklearn", "skimage", "MaterialX", "OpenImageIO", "pyarrow")


def test_importing_the_command_imports_nothing_heavy() -> None:
    code = f"import cli.main, sys; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

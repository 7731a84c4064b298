from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.render_backends.materialx_osl.studio import REPOSITORY_ROOT

pytestmark = pytest.mark.renderer

_EVERY = 13


def test_a_sample_of_the_library_generates_and_compiles(tmp_path: Path) -> None:
    report = tmp_path / "sweep.json"
    command = [sys.executable, "-m", "render_backends.materialx_osl.library_sweep"]
    arguments = ["--every", str(_EVERY), "--json", str(report)]
    subprocess.run([*command, *arguments], cwd=REPOSITORY_ROOT, capture_output=True, check=False, timeout=300)
    results = json.loads(report.read_text())
    patterns = [result for result in results if result["family"] == "pattern"]
    assert len(patterns) >= 50
    assert [result["name"] for result in patterns if result["fault"]] == []

"""The command starts quickly and without renderers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("bpy", "pxr", "boto3", "ray", "torch", "sklearn", "skimage", "MaterialX", "OpenImageIO", "pyarrow")


def test_importing_the_command_imports_nothing_heavy() -> None:
    code = f"import cli.main, sys; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize(("given", "threads"), [({}, {1}), ({"OPENBLAS_NUM_THREADS": "2"}, {2})])
def test_the_command_multiplies_matrices_in_one_thread_unless_told(
    given: dict[str, str], threads: set[int]
) -> None:
    code = (
        "import cli.main, numpy, threadpoolctl; "
        "print({l['num_threads'] for l in threadpoolctl.threadpool_info() if l['internal_api'] == 'openblas'})"
    )
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**environment, **given}
    )
    if (os.cpu_count() or 1) < 2 or result.stdout.strip() == "set()":
        pytest.skip("one core, or NumPy has another BLAS here")
    assert result.stdout.strip() == str(threads)


@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"PXR_WORK_THREAD_LIMIT": "2"}, "2")])
def test_samples_are_composed_in_one_thread_unless_told(
    tmp_path: Path, given: dict[str, str], threads: str
) -> None:
    code = (
        f"from cli.main import main; code = main(['compose', '--seed', '7', '-n', '1', '-o', {str(tmp_path)!r}]); "
        "from pxr import Work; print(code, Work.GetConcurrencyLimit())"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PXR_WORK_THREAD_LIMIT"}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**environment, **given}
    )
    assert result.stdout.splitlines()[-1] == f"0 {threads}"
    assert given or "PXR_WORK_THREAD_LIMIT" not in result.stderr

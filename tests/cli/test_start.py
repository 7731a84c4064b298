"""The command starts quickly and without renderers."""

from __future__ import annotations

import os
import subprocess
import sys

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

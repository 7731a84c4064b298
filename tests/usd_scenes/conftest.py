"""The authoring contract's cases become tests."""

from __future__ import annotations

import pytest

from tests.usd_scenes.authoring_contract import layered, parametrise

__all__ = ["layered"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.cls is not None and hasattr(metafunc.cls, "cases"):
        parametrise(metafunc)

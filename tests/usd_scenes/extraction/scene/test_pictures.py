"""Pictures are read from files and from within packages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pxr import Sdf, UsdUtils

from finishing.png import write_png
from schemas.errors import AssetError
from usd_scenes.extraction.scene.pictures import picture_suffix, read_linear_picture


@pytest.fixture
def packaged(tmp_path: Path) -> str:
    write_png(np.full((4, 4, 3), 0.5, dtype=np.float32), tmp_path / "grey.png")
    layer = Sdf.Layer.CreateNew(str(tmp_path / "a.usda"))
    prim = Sdf.CreatePrimInLayer(layer, "/A")
    Sdf.AttributeSpec(prim, "file", Sdf.ValueTypeNames.Asset).default = Sdf.AssetPath("./grey.png")
    layer.Save()
    assert UsdUtils.CreateNewUsdzPackage(str(tmp_path / "a.usda"), str(tmp_path / "a.usdz"))
    return f"{tmp_path / 'a.usdz'}[grey.png]"


def test_a_picture_within_a_package_is_the_picture(packaged: str, tmp_path: Path) -> None:
    np.testing.assert_array_equal(read_linear_picture(packaged), read_linear_picture(str(tmp_path / "grey.png")))
    assert picture_suffix(packaged) == ".png"


def test_one_that_is_not_there_is_named(packaged: str, tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"lost\.png"):
        read_linear_picture(packaged.replace("grey", "lost"))
    with pytest.raises(AssetError, match=r"gone\.exr"):
        read_linear_picture(str(tmp_path / "gone.exr"))

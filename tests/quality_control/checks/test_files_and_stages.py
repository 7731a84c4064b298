"""Files, stages, documents and near duplicates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom, UsdShade

from quality_control.checks import (
    check_composed_stage,
    check_duplicates,
    check_files,
    check_stage,
    find_near_duplicates,
    perceptual_hash,
)
from quality_control.checks.files import compute_sha256
from schemas.exr import write_frame
from tests.finishing.synthetic_scene import trace_still_life


def _clean_stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/World").GetPrim())
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    return stage


def test_a_clean_stage_has_no_finding() -> None:
    assert check_composed_stage(_clean_stage()) == ()


def test_a_gprim_below_a_gprim_is_found_with_the_validators_own_name() -> None:
    stage = _clean_stage()
    UsdGeom.Cube.Define(stage, "/World/A")
    UsdGeom.Cube.Define(stage, "/World/A/B")
    findings = check_composed_stage(stage)
    assert [finding.rule for finding in findings] == ["stage.validity"]
    assert findings[0].message.startswith("usdGeomValidators:EncapsulationChecker")
    assert "/World/A" in findings[0].subject


def test_a_binding_without_its_api_is_found() -> None:
    stage = _clean_stage()
    material = UsdShade.Material.Define(stage, "/World/Looks/M")
    prim = UsdGeom.Cube.Define(stage, "/World/A").GetPrim()
    prim.CreateRelationship("material:binding").SetTargets([material.GetPath()])
    assert any("MaterialBindingApiApplied" in finding.message for finding in check_composed_stage(stage))


def test_a_stage_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "stage.usda").write_text("#usda 1.0\n(", encoding="utf-8")
    assert [f.rule for f in check_stage(tmp_path / "stage.usda")] == ["stage.unreadable"]
    assert [f.rule for f in check_stage(tmp_path / "none.usda")] == ["stage.unreadable"]


def test_missing_changed_and_truncated_files_are_told_apart(tmp_path: Path) -> None:
    write_frame(trace_still_life(16), tmp_path / "frame.exr")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    sums = {name: compute_sha256(tmp_path / name) for name in ("frame.exr", "a.txt")}
    assert check_files(tmp_path, sums) == ()
    (tmp_path / "a.txt").write_text("b", encoding="utf-8")
    data = (tmp_path / "frame.exr").read_bytes()
    (tmp_path / "frame.exr").write_bytes(data[: len(data) // 2])
    found = {f.subject: f.rule for f in check_files(tmp_path, {**sums, "gone.png": ""})}
    assert found == {"frame.exr": "files.damaged", "a.txt": "files.checksum", "gone.png": "files.missing"}


def test_a_picture_and_its_faint_copy_are_near_duplicates_and_another_is_not() -> None:
    picture = trace_still_life(64).aov("beauty")[..., :3]
    picture = np.clip(picture, 0.0, 1.0)
    hashes = {
        "a": perceptual_hash(picture),
        "b": perceptual_hash(picture * 0.97 + 0.01),
        "c": perceptual_hash(np.ascontiguousarray(picture[::-1, ::-1])),
    }
    assert find_near_duplicates(hashes) == (("a", "b"),)
    assert [finding.subject for finding in check_duplicates(hashes)] == ["a"]


def test_hashes_are_grouped_as_comparing_every_pair_would() -> None:
    rng = np.random.Generator(np.random.Philox(key=5))
    codes = [int(code) for code in rng.integers(0, 2**63, 300)]
    for position in range(40):
        bits = rng.choice(64, int(rng.integers(1, 8)), replace=False)
        codes.append(codes[position] ^ sum(1 << int(bit) for bit in bits))
    hashes = {f"{i:03d}": f"{code:016x}" for i, code in enumerate(codes)}
    linked = {
        frozenset((a, b)) for a in hashes for b in hashes
        if a < b and (int(hashes[a], 16) ^ int(hashes[b], 16)).bit_count() <= 4
    }  # fmt: skip
    groups = find_near_duplicates(hashes)
    assert {frozenset(group) for group in groups} == linked


def test_a_materialx_node_is_no_fault_but_another_unknown_shader_is() -> None:
    stage = _clean_stage()
    UsdShade.Material.Define(stage, "/World/Looks/M")
    for name, identifier in (("Noise", "ND_noise3d_float"), ("Odd", "NoSuchShader")):
        UsdShade.Shader.Define(stage, f"/World/Looks/M/{name}").CreateIdAttr(identifier)
    assert [finding.subject for finding in check_composed_stage(stage)] == ["/World/Looks/M/Odd.info:id"]

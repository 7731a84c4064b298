"""Looks: seconds to bind, render time against Blender's own nodes, and hits of the shader cache over a run."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pxr import Usd, UsdShade

from assets.looks.library.library_looks import all_looks
from pipelines.looks.export import LookFormat, export_looks
from pipelines.recipes import ComposeJob, compose_specs, drawn_specs
from render_backends.cycles.blender_child import ask_blender
from usd_scenes.looks import (
    MTLX_CONTEXT,
    Connection,
    InputValue,
    LookNetwork,
    ShaderInput,
    ShaderNode,
    define_look,
)

_MODULE = "render_backends.cycles.look_timing"
_TIMEOUT_S = 1800.0
_TONES = ((0.6, 0.25, 0.1), (0.1, 0.3, 0.5))
_PER_M, _OCTAVES, _LOW, _HIGH = 6.0, 4, -0.4, 0.4
_ROUGHNESS = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRatio:
    """One look in turns by OSL and by Blender's nodes."""

    pairs: int
    osl_s_median: float
    nodes_s_median: float
    ratio_median: float
    ratio_low: float  # quartiles
    ratio_high: float
    picture_difference: float  # mean of the absolute difference of radiance: noise, where the looks are one

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, float]]) -> RenderRatio:
        """The ratio of each pair, and their quartiles."""
        low, middle, high = statistics.quantiles([row["osl"] / row["nodes"] for row in rows], n=4)
        return cls(
            pairs=len(rows),
            osl_s_median=round(statistics.median(row["osl"] for row in rows), 3),
            nodes_s_median=round(statistics.median(row["nodes"] for row in rows), 3),
            ratio_median=round(middle, 3),
            ratio_low=round(low, 3),
            ratio_high=round(high, 3),
            picture_difference=round(statistics.median(row["difference"] for row in rows), 8),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSpeed:
    """Milliseconds are medians over the library's looks, each bound for the first time."""

    library_looks: int
    generate_ms: float
    compile_and_bind_ms: float
    compile_and_bind_ms_max: float
    bind_again_ms: float  # all shaders in the cache
    plain_ratio: RenderRatio
    patterned_ratio: RenderRatio
    run_samples: int
    run_looks: int
    run_cache_hits: int
    run_bind_ms_per_sample: float

    def to_json(self) -> dict[str, object]:
        """Plain JSON data."""
        return asdict(self)


def measure_looks(folder: Path, *, samples: int, seed: int, pairs: int = 10) -> LookSpeed:
    """Bind the library twice, render two looks in turns with their native twins, bind the looks of ``samples``.

    Raises:
        RenderError: a look does not bind.
    """
    files = export_looks(all_looks(), folder / "library", LookFormat.USDA)
    library = [(file, [f"/{file.stem}"]) for file in files]
    bound = bind_stages([*library, *library])
    first, again = bound[: len(library)], bound[len(library) :]
    job = ComposeJob(output=folder / "run", specs=drawn_specs(range(samples), seed=seed))
    run = bind_stages([(stage, _materials(stage)) for stage in compose_specs(job)])
    looks = [look for stage in run for look in stage["looks"]]
    return LookSpeed(
        library_looks=len(library),
        generate_ms=_median_ms([stage["looks"][0]["seconds_generate"] for stage in first]),
        compile_and_bind_ms=_median_ms([stage["looks"][0]["seconds_compile"] for stage in first]),
        compile_and_bind_ms_max=round(1e3 * max(stage["looks"][0]["seconds_compile"] for stage in first), 1),
        bind_again_ms=_median_ms([stage["looks"][0]["seconds_compile"] for stage in again]),
        plain_ratio=measure_ratio(folder / "plain.usda", is_patterned=False, pairs=pairs),
        patterned_ratio=measure_ratio(folder / "patterned.usda", is_patterned=True, pairs=pairs),
        run_samples=samples,
        run_looks=len(looks),
        run_cache_hits=sum(look["cache_hit"] for look in looks),
        run_bind_ms_per_sample=_median_ms([stage["seconds"] for stage in run]),
    )


def bind_stages(stages: Sequence[tuple[Path, Sequence[str]]]) -> list[dict[str, Any]]:
    """Bind the materials of each stage in one Blender; returns seconds and a report for each look, by stage.

    Raises:
        RenderError: a look does not bind.
    """
    entries = [{"stage": str(stage.absolute()), "materials": list(paths)} for stage, paths in stages]
    return ask_blender(_MODULE, {"measure": "bind", "stages": entries}, timeout_s=_TIMEOUT_S)


def _materials(file: Path) -> list[str]:
    """Prim paths of the materials with a MaterialX surface."""
    stage = Usd.Stage.Open(str(file))
    materials = (UsdShade.Material(prim) for prim in stage.Traverse() if prim.IsA(UsdShade.Material))
    return [str(m.GetPath()) for m in materials if m.GetSurfaceOutput(MTLX_CONTEXT)]


def _median_ms(seconds: Sequence[float]) -> float:
    return round(1e3 * statistics.median(seconds), 2)


def measure_ratio(
    file: Path, *, is_patterned: bool, pairs: int, resolution: int = 256, spp: int = 32
) -> RenderRatio:
    """Render a look that Blender's own nodes can make too, in turns by both; ``file`` takes its stage.

    Args:
        is_patterned: two tones mixed by a fractal; else one tone.
    """
    stage = Usd.Stage.CreateNew(str(file))
    define_look(stage, "/Look", _twin_look(is_patterned=is_patterned))
    stage.Save()
    native: dict[str, object] = {
        "inputs": {"Base Color": [*_TONES[0], 1.0], "Roughness": _ROUGHNESS, "IOR": 1.5, "Metallic": 0.0}
    }
    if is_patterned:
        native["noise"] = {"per_m": _PER_M, "octaves": _OCTAVES, "low": _LOW, "high": _HIGH, "tones": _TONES}
    request = {
        "measure": "pairs",
        "stage": str(file.absolute()),
        "material": "/Look",
        "native": native,
        "pairs": pairs,
        "resolution": resolution,
        "spp": spp,
    }
    return RenderRatio.of(ask_blender(_MODULE, request, timeout_s=_TIMEOUT_S))


def _twin_look(*, is_patterned: bool) -> LookNetwork:
    """OpenPBR plastic that Blender's nodes can make too: their noise without normalising is MaterialX's."""
    nodes: list[ShaderNode] = []
    between: dict[str, tuple[str, InputValue | Connection]] = {
        "in": ("float", Connection(node="noise")),
        "low": ("float", _LOW),
        "high": ("float", _HIGH),
    }
    if is_patterned:
        nodes = [
            _node("position", "ND_position_vector3", "vector3", space=("string", "world")),
            _node(
                "scaled",
                "ND_multiply_vector3FA",
                "vector3",
                in1=("vector3", Connection(node="position")),
                in2=("float", _PER_M),
            ),
            _node(
                "noise",
                "ND_fractal3d_float",
                "float",
                position=("vector3", Connection(node="scaled")),
                octaves=("integer", _OCTAVES),
            ),
            _node("share", "ND_smoothstep_float", "float", **between),
            _node(
                "mixed",
                "ND_mix_color3",
                "color3",
                bg=("color3", _TONES[0]),
                fg=("color3", _TONES[1]),
                mix=("float", Connection(node="share")),
            ),
        ]
    surface = _node(
        "surface",
        "ND_open_pbr_surface_surfaceshader",
        "surfaceshader",
        base_color=("color3", Connection(node="mixed") if is_patterned else _TONES[0]),
        specular_roughness=("float", _ROUGHNESS),
        specular_ior=("float", 1.5),
    )
    return LookNetwork(nodes=(*nodes, surface), surface="surface")


def _node(name: str, definition: str, kind: str, **inputs: tuple[str, InputValue | Connection]) -> ShaderNode:
    entries = tuple(ShaderInput(name=key, type=kind, value=value) for key, (kind, value) in inputs.items())
    return ShaderNode(name=name, definition=definition, output_type=kind, inputs=entries)

"""MaterialX looks of a stage on Blender materials. Runs inside the bpy worker process."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from render_backends.materialx_osl.generator_client import GeneratorClient
from render_backends.materialx_osl.lifted_constants import lift_constants
from render_backends.materialx_osl.looks import GeneratedLook
from render_backends.materialx_osl.script_nodes import ShaderPart, build_node_tree, require_osl
from render_backends.materialx_osl.shader_cache import ShaderCache

if TYPE_CHECKING:
    import bpy


@dataclass(frozen=True, slots=True, kw_only=True)
class LookReport:
    """What binding one look took. `messages` are approximations that were made, in words."""

    material: str
    seconds_generate: float
    seconds_compile: float
    cache_hit: bool
    messages: tuple[str, ...]


class LookBinder:
    """Binds looks, with a generator child and a shader cache that live as long as the worker."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache = ShaderCache(cache_dir / "osl")
        self._client = GeneratorClient(cache_dir)

    def start(self) -> None:
        """Start the generator child early, so that it loads while the worker does other things."""
        self._client.start()

    def bind_stage(
        self, stage_path: Path, *, time_code: float, materials: Mapping[str, bpy.types.Material]
    ) -> tuple[LookReport, ...]:
        """Replace each datablock's node tree by the look of the USD material prim at that path.

        Raises:
            RenderError: a look is broken or unsupported; names the material, the node and the input.
        """
        return self._bind("stage", stage_path, time_code=time_code, materials=materials)

    def bind_document(
        self, mtlx_path: Path, *, time_code: float, materials: Mapping[str, bpy.types.Material]
    ) -> tuple[LookReport, ...]:
        """The same for materials of a `.mtlx` file, keyed by their names in the document."""
        return self._bind("document", mtlx_path, time_code=time_code, materials=materials)

    def close(self) -> None:
        """End the generator child."""
        self._client.close()

    def _bind(
        self, kind: str, path: Path, *, time_code: float, materials: Mapping[str, bpy.types.Material]
    ) -> tuple[LookReport, ...]:
        import bpy

        if not materials:
            return ()
        for scene in bpy.data.scenes:
            require_osl(scene)
        looks = self._client.generate(kind, path, tuple(materials), time_code=time_code)
        return tuple(self._bind_look(look, materials[look.material]) for look in looks)

    def _bind_look(self, look: GeneratedLook, material: bpy.types.Material) -> LookReport:
        started = time.perf_counter()
        sources = {"Surface": look.surface, "Displacement": look.displacement, "Volume": look.volume}
        lifted = {part: lift_constants(source) for part, source in sources.items() if source}
        shaders = {part: self._cache.compile(one.source, label=look.material) for part, one in lifted.items()}
        parts = [
            ShaderPart(socket=part, path=shaders[part].path, values=one.values) for part, one in lifted.items()
        ]
        build_node_tree(material, look, parts)
        return LookReport(
            material=look.material,
            seconds_generate=look.seconds,
            seconds_compile=time.perf_counter() - started,
            cache_hit=all(shader.cache_hit for shader in shaders.values()),
            messages=look.messages,
        )

"""Which render vars each render pass of the taxonomy asks for."""

from __future__ import annotations

FACET = "rendering.render_passes"

AOVS_OF_PASS: dict[str, tuple[str, ...]] = {
    "beauty": ("beauty",),
    "diffuse": ("diffuse_direct", "diffuse_indirect"),
    "specular": ("specular_direct", "specular_indirect"),
    "refraction": ("transmission_direct", "transmission_indirect"),
    "emission": ("emission",),
    "ambient_occlusion": ("ambient_occlusion",),
    "normal": ("normal",),
    "depth": ("camera_depth",),
    "mist": ("mist",),
    "object_id": ("instance_id",),
    "material_id": ("material_id",),
}
"""The vars that make up a pass, the one that carries the pass's own quantities first."""

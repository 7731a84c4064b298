"""EEVEE, Blender's rasteriser for GPUs, in the same bpy worker as Cycles."""

from render_backends.eevee.backend import EeveeBackend

__all__ = ["EeveeBackend"]

"""Cycles, the path tracer of Blender, in a bpy worker process: the reference picture."""

from render_backends.cycles.backend import CyclesBackend

__all__ = ["CyclesBackend"]

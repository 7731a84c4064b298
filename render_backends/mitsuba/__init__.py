"""Mitsuba 3, a research path tracer, on the plain data of a stage."""

from render_backends.mitsuba.backend import MitsubaBackend

__all__ = ["MitsubaBackend"]

"""Hydra delegates: Storm from the OpenUSD of the bpy wheel, and whatever another installation offers."""

from render_backends.hydra.backend import StormBackend
from render_backends.hydra.record_backend import RecordBackend

__all__ = ["RecordBackend", "StormBackend"]

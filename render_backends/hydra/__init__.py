"""Hydra delegates: Storm from the OpenUSD of the bpy wheel, and whatever another installation offers."""

from render_backends.hydra.backend import StormBackend

__all__ = ["StormBackend"]

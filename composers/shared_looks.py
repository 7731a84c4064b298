"""Looks of a sample: references to shared files, with the values that are the sample's own."""

from __future__ import annotations

from pxr import UsdShade

from assets.looks.library.shared import share_look, store_look
from composers.shot import Shot
from usd_scenes.departments import Department
from usd_scenes.layer_files import keep_layer
from usd_scenes.looks import LookNetwork
from usd_scenes.shared_looks import define_look_reference


def author_shared_look(shot: Shot, department: Department, path: str, network: LookNetwork) -> UsdShade.Material:
    """The material at ``path``, in the current edit target, which is the department's layer."""
    shared = share_look(network)
    file = store_look(shot.assets, shared.network)
    keep_layer(file)
    asset = shot.asset_path(file, department)
    return define_look_reference(shot.stage, path, asset=asset, parameters=shared.parameters)

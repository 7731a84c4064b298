"""The names of a dataset's files and folders, on which every room agrees."""

from __future__ import annotations

MANIFEST_FILE = "dataset.json"
ASSETS_FOLDER = "assets"
SAMPLES_FOLDER = "samples"
REJECTED_FOLDER = "rejected"

STAGE_FILE = "stage.usda"
"""A sample's root layer, over one layer a department."""

LAYERS_FOLDER = "layers"
FRAME_FILE = "frame.exr"
PICTURE_FILE = "picture.png"
PREVIEWS_FOLDER = "previews"
RECORD_FILE = "sample.json"
TIMINGS_FILE = "timings.json"

"""Checks: small functions that turn a sample into findings, each under a rule of limits.yaml."""

from __future__ import annotations

from quality_control.checks.duplicates import check_duplicates, find_near_duplicates, perceptual_hash
from quality_control.checks.files import check_files
from quality_control.checks.labels import check_labels, check_rendered
from quality_control.checks.picture import check_picture
from quality_control.checks.stage import check_composed_stage, check_stage

__all__ = [
    "check_composed_stage",
    "check_duplicates",
    "check_files",
    "check_labels",
    "check_picture",
    "check_rendered",
    "check_stage",
    "find_near_duplicates",
    "perceptual_hash",
]

"""The name that stands before everything of our own in the files of others."""

from __future__ import annotations

NAMESPACE = "parallelSynth"

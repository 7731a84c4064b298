"""The lengths that the sample's schema allows a caption."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


@cache
def caption_limits() -> dict[str, tuple[int, int]]:
    """Caption style -> (shortest, longest) length in characters."""
    text = resources.files("schemas").joinpath("json/sample.schema.json").read_text(encoding="utf-8")
    rules = json.loads(text)["properties"]["captions"]["properties"]
    return {style: (rule["minLength"], rule["maxLength"]) for style, rule in rules.items()}

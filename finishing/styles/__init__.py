"""Drawn and painted styles: each draws the picture anew from the AOVs and the view-transformed render."""

from __future__ import annotations

from finishing.styles import flat, paint, pencils, pens

STYLES = (*flat.EFFECTS, *pens.EFFECTS, *pencils.EFFECTS, *paint.EFFECTS)
"""Every style, as effects of `Phase.STYLE`."""

__all__ = ["STYLES"]

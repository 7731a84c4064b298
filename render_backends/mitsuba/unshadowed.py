"""Surfaces that cast no shadow: light passes them on its straight way to what it lights, and meets them else."""

from __future__ import annotations

from typing import Any

_NAME = "unshadowed"
_registered: set[str] = set()  # variants, each of which has its own kind of BSDF


def describe_unshadowed(mi: Any, bsdf: dict[str, Any]) -> dict[str, Any]:
    """``bsdf``, through which rays that look for a light see."""
    if mi.variant() not in _registered:
        mi.register_bsdf(_NAME, _define(mi))
        _registered.add(mi.variant())
    return {"type": _NAME, "nested": bsdf}


def _define(mi: Any) -> Any:
    class Unshadowed(mi.BSDF):  # type: ignore[misc]
        """Answers with its nested BSDF, but for what passes it without scattering: everything."""

        def __init__(self, properties: Any) -> None:
            mi.BSDF.__init__(self, properties)
            self.nested = properties["nested"]
            self.m_components = [self.nested.flags(index) for index in range(self.nested.component_count())]
            self.m_flags = self.nested.flags() | mi.BSDFFlags.Null

        def sample(self, context: Any, at: Any, lobe: Any, direction: Any, active: Any = True) -> Any:
            return self.nested.sample(context, at, lobe, direction, active)

        def eval(self, context: Any, at: Any, outgoing: Any, active: Any = True) -> Any:
            return self.nested.eval(context, at, outgoing, active)

        def pdf(self, context: Any, at: Any, outgoing: Any, active: Any = True) -> Any:
            return self.nested.pdf(context, at, outgoing, active)

        def eval_pdf(self, context: Any, at: Any, outgoing: Any, active: Any = True) -> Any:
            return self.nested.eval_pdf(context, at, outgoing, active)

        def eval_null_transmission(self, _at: Any, _active: Any = True) -> Any:
            return mi.Color3f(1.0)

    return Unshadowed

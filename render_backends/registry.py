"""Which render backends are installed: names to the place of their class."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata

from render_backends.protocol import Backend
from schemas.errors import RenderError, UnknownBackendError

ENTRY_POINT_GROUP = "parallel_synth.render_backends"

_BUILT_IN = {
    "flat": "render_backends.flat:FlatBackend",
    "cycles": "render_backends.cycles:CyclesBackend",
    "hydra:storm": "render_backends.hydra:StormBackend",
}
"""Found without installation, so that a checkout works as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendRegistry:
    """Backend names mapped to ``module:Class`` targets; a value to be passed in, never a global."""

    targets: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The installed backends, sorted."""
        return tuple(sorted(self.targets))

    def target_of(self, name: str) -> str:
        """The ``module:Class`` of a backend.

        Raises:
            UnknownBackendError: no backend of that name; the message lists the installed.
        """
        if name not in self.targets:
            raise UnknownBackendError(f"no backend {name!r}; installed: {', '.join(self.names) or 'none'}")
        return self.targets[name]

    def make(self, name: str) -> Backend:
        """A new, unopened backend; the renderer itself is not imported.

        Raises:
            UnknownBackendError: no backend of that name.
            RenderError: its class cannot be imported.
        """
        return make_backend(self.target_of(name))


def installed_backends() -> BackendRegistry:
    """The built-in backends and every one that an installed package offers as an entry point."""
    offered = {entry.name: entry.value for entry in metadata.entry_points(group=ENTRY_POINT_GROUP)}
    return BackendRegistry(targets={**_BUILT_IN, **offered})


def make_backend(target: str) -> Backend:
    """A new, unopened backend from its ``module:Class`` target.

    Raises:
        RenderError: there is no such module or class.
    """
    module_name, _, class_name = target.partition(":")
    try:
        backend: Backend = getattr(importlib.import_module(module_name), class_name)()
    except (ImportError, AttributeError) as error:
        raise RenderError(f"cannot load the backend {target!r}: {error}") from error
    return backend

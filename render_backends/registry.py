"""Which render backends are installed: names to the place of their class."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata

from render_backends.protocol import Backend
from schemas.errors import RenderError, UnknownBackendError

ENTRY_POINT_GROUP = "parallel_synth.render_backends"

_BUILT_IN = {
    "flat": "render_backends.flat:FlatBackend",
    "cycles": "render_backends.cycles:CyclesBackend",
    "luxcore": "render_backends.luxcore:LuxcoreBackend",
    "mitsuba": "render_backends.mitsuba:MitsubaBackend",
    "eevee": "render_backends.eevee:EeveeBackend",
    "hydra:storm": "render_backends.hydra:StormBackend",
}
"""Found without installation, so that a checkout works as it stands."""

_FAMILIES = {"hydra": "render_backends.hydra.delegates:find_hydra_backends"}
"""Names before a colon whose members this machine has to be asked for, and the function that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendRegistry:
    """Backend names mapped to ``module:Class`` targets; a value to be passed in, never a global.

    A target may go on with ``:argument``, which the class is then made with.
    """

    targets: Mapping[str, str]
    families: Mapping[str, str] = field(default_factory=dict)  # family name -> "module:function" of its members

    @property
    def names(self) -> tuple[str, ...]:
        """The installed backends, sorted."""
        return tuple(sorted(self.targets))

    def target_of(self, name: str) -> str:
        """The ``module:Class`` of a backend; the members of a family are asked for when one is named.

        Raises:
            UnknownBackendError: no backend of that name; the message lists the installed.
        """
        family, colon, _ = name.partition(":")
        if name not in self.targets and colon and family in self.families:
            return self.with_families().target_of(name)
        if name not in self.targets:
            raise UnknownBackendError(f"no backend {name!r}; installed: {', '.join(self.names) or 'none'}")
        return self.targets[name]

    def with_families(self) -> BackendRegistry:
        """The registry with every member of every family by name: starts programs, some tenths of a second."""
        found = dict(self.targets)
        for place in self.families.values():
            module_name, _, function_name = place.partition(":")
            found.update(getattr(importlib.import_module(module_name), function_name)())
        return BackendRegistry(targets={**found, **self.targets})

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
    return BackendRegistry(targets={**_BUILT_IN, **offered}, families=_FAMILIES)


def make_backend(target: str) -> Backend:
    """A new, unopened backend from its ``module:Class`` or ``module:Class:argument`` target.

    Raises:
        RenderError: there is no such module or class.
    """
    try:
        module_name, class_name, *argument = target.split(":", 2)
        backend: Backend = getattr(importlib.import_module(module_name), class_name)(*argument)
    except (ImportError, AttributeError, ValueError) as error:
        raise RenderError(f"cannot load the backend {target!r}: {error}") from error
    return backend

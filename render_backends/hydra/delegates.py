"""Every Hydra delegate of this machine as a backend: ``hydra:<delegate>``, ``hydra:<installation>/<delegate>``."""

from __future__ import annotations

import json
import logging
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from render_backends.hydra.installations import BUNDLED, Installation, find_installations
from schemas.errors import RenderError

log = logging.getLogger(__name__)

FAMILY = "hydra"
RECORD_PROCESS = Path(__file__).with_name("record_process.py")
STORM = "HdStormRendererPlugin"
BROKEN = "?"
"""The delegate's name of an installation that does not answer: listed as not available, with the reason."""

_RECORD_TARGET = "render_backends.hydra:RecordBackend"
_LONGEST_ANSWER_S = 60.0


def find_hydra_backends() -> dict[str, str]:
    """Backend names mapped to targets, Storm of the bpy wheel left out; an installation that fails is one too."""
    found: dict[str, str] = {}
    for installation in find_installations():
        try:
            delegates = list_delegates(installation)
        except RenderError as error:
            log.warning("%s", error)
            delegates = {BROKEN: ""}
        for plugin in delegates:
            if installation.name == BUNDLED and plugin in {STORM, BROKEN}:
                continue
            found[backend_name(installation.name, plugin)] = f"{_RECORD_TARGET}:{installation.name}/{plugin}"
    return found


def backend_name(installation: str, plugin: str) -> str:
    """``HdEmbreeRendererPlugin`` of the installation "studio" as ``hydra:studio/embree``."""
    short = re.sub(r"^Hd|(Loader)?(RendererPlugin|Plugin)$", "", plugin).lower() or plugin.lower()
    return f"{FAMILY}:{short}" if installation == BUNDLED else f"{FAMILY}:{installation}/{short}"


def list_delegates(installation: Installation) -> Mapping[str, str]:
    """Its delegates, plugin name to display name; asked once in a run.

    Raises:
        RenderError: its program cannot be started or does not answer.
    """
    environment = tuple(sorted(installation.full_environment().items()))
    return _ask(installation.name, installation.python, installation.usdrecord, environment)


@cache
def _ask(name: str, python: str, usdrecord: str, environment: tuple[tuple[str, str], ...]) -> dict[str, str]:
    command = [python, str(RECORD_PROCESS), "list"] if python else [usdrecord, "--help"]
    try:
        answer = subprocess.run(
            command, env=dict(environment), capture_output=True, text=True, timeout=_LONGEST_ANSWER_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RenderError(f"{command[0]} does not answer: {error}", backend=f"{FAMILY}:{name}") from error
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["no message"])[-1]
        raise RenderError(f"{command[0]} failed: {last}", backend=f"{FAMILY}:{name}")
    if python:
        delegates: dict[str, str] = json.loads(answer.stdout.strip().splitlines()[-1])["delegates"]
        return delegates
    return {plugin: plugin for plugin in _choices(answer.stdout)}


def _choices(text: str) -> tuple[str, ...]:
    """The delegates among ``usdrecord --help``: argparse prints them as ``--renderer {Storm,Embree}``."""
    match = re.search(r"--renderer[^{]*\{([^}]*)\}", text)
    return tuple(filter(None, re.split(r"[,\s]+", match[1]))) if match else ()

"""System libraries that wheels expect but a bare Debian or Ubuntu lacks: found, installed or named.

``python -m cli.system_libraries render test`` installs what is missing where the user may (root and apt-get), else
prints the exact command and exits 2. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPart:
    """A shared library (``libX11.so.6``) or a program (``chromium``) and the Debian package that brings it."""

    name: str
    package: str
    group: str  # "render" or "test"

    @property
    def present(self) -> bool:
        """Whether it loads, or stands on the PATH."""
        if ".so" not in self.name:
            return shutil.which(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


SYSTEM_PARTS = (
    SystemPart(name="libX11.so.6", package="libx11-6", group="render"),
    SystemPart(name="libXrender.so.1", package="libxrender1", group="render"),
    SystemPart(name="libXxf86vm.so.1", package="libxxf86vm1", group="render"),
    SystemPart(name="libXfixes.so.3", package="libxfixes3", group="render"),
    SystemPart(name="libXi.so.6", package="libxi6", group="render"),
    SystemPart(name="libxkbcommon.so.0", package="libxkbcommon0", group="render"),
    SystemPart(name="libSM.so.6", package="libsm6", group="render"),
    SystemPart(name="libICE.so.6", package="libice6", group="render"),
    SystemPart(name="libGL.so.1", package="libgl1", group="render"),
    SystemPart(name="libEGL.so.1", package="libegl1", group="render"),
    SystemPart(name="chromium", package="chromium", group="test"),
)


def missing_parts(groups: tuple[str, ...]) -> tuple[SystemPart, ...]:
    """The parts of ``groups`` that this machine lacks."""
    return tuple(part for part in SYSTEM_PARTS if part.group in groups and not part.present)


def install_command(parts: tuple[SystemPart, ...]) -> str:
    """The command that brings ``parts`` on Debian and Ubuntu."""
    return "apt-get install -y --no-install-recommends " + " ".join(sorted({part.package for part in parts}))


def ensure_parts(groups: tuple[str, ...]) -> int:
    """Install what is missing where we may; returns the exit code."""
    parts = missing_parts(groups)
    if not parts:
        return 0
    command = install_command(parts)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(command.split(), check=False, stdout=subprocess.DEVNULL)
        parts = missing_parts(groups)
    if not parts:
        return 0
    names = ", ".join(part.name for part in parts)
    sys.stderr.write(f"missing on this machine: {names}\nrun as root: {command}\n")
    return 2


if __name__ == "__main__":
    sys.exit(ensure_parts(tuple(sys.argv[1:]) or ("render",)))

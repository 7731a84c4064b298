"""What the renderer prints. OSL reports unsupported closures and unreadable textures nowhere else."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from schemas.errors import RenderError

# OSL: "ERROR: Closure 'x' is not supported by the current renderer". Cycles' log: "cycles | WARNING Image
# file x does not exist", "cycles | ERROR Failed to load 1 image files".
_OSL_FAULT = re.compile(r"^(ERROR|SEVERE)\b|\|\s*(ERROR\b|WARNING Image file)|\.osl:\d+: error")
_HARMLESS = re.compile(r"Couldn't get value for usd shader input")
"""An input that is declared without a value: of the importer's own materials, which keep its default."""


@dataclass(slots=True)
class CapturedOutput:
    """Everything printed to file descriptors 1 and 2, complete when the context has ended."""

    text: str = ""

    @property
    def faults(self) -> tuple[str, ...]:
        """The lines in which the renderer says that something is wrong with a shader or texture."""
        lines = (line.strip() for line in self.text.splitlines())
        faults = (line for line in lines if _OSL_FAULT.search(line) and not _HARMLESS.search(line))
        return tuple(dict.fromkeys(faults))


@contextmanager
def capture_output() -> Iterator[CapturedOutput]:
    """Collect what C++ code and Python print while the context is open, instead of showing it."""
    captured = CapturedOutput()
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {descriptor: os.dup(descriptor) for descriptor in (1, 2)}
    with tempfile.TemporaryFile() as file:
        try:
            for descriptor in kept:
                os.dup2(file.fileno(), descriptor)
            yield captured
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for descriptor, copy in kept.items():
                os.dup2(copy, descriptor)
                os.close(copy)
            file.seek(0)
            captured.text = file.read().decode(errors="replace")


@contextmanager
def refuse_shader_faults(stage: str) -> Iterator[CapturedOutput]:
    """Render inside this context: a look that the renderer complains of becomes an error.

    Raises:
        RenderError: on leaving, with the renderer's own lines.
    """
    with capture_output() as captured:
        yield captured
    if captured.faults:
        raise RenderError(f"{stage}: {'; '.join(captured.faults[:8])}", backend="cycles")

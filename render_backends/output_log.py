"""What a renderer prints, read back from the worker's own standard streams."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass

_STANDARD_OUTPUT = 1
_WARNING = re.compile(r"\b(warn(ing)?|error|fail(ed)?|cannot|unsupported|invalid)\b", re.IGNORECASE)
_MOST_MESSAGES = 50
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class OutputLog:
    """The text printed since `start`, where the pool gave the process a file to print into."""

    offset: int
    readable: bool

    @classmethod
    def start(cls) -> OutputLog:
        """Mark the present end of the output, after emptying the file: it would grow for ever."""
        sys.stdout.flush()
        sys.stderr.flush()
        readable = stat.S_ISREG(os.fstat(_STANDARD_OUTPUT).st_mode)
        if readable:
            os.ftruncate(_STANDARD_OUTPUT, 0)
            os.lseek(_STANDARD_OUTPUT, 0, os.SEEK_SET)
        return cls(0, readable)

    def text(self) -> str:
        """Everything printed since."""
        sys.stdout.flush()
        sys.stderr.flush()
        if not self.readable:
            return ""
        size = os.fstat(_STANDARD_OUTPUT).st_size
        try:
            return os.pread(_STANDARD_OUTPUT, size, self.offset).decode(errors="replace")
        except OSError:  # a file that was opened for writing only
            return ""

    def messages(self) -> tuple[str, ...]:
        """The lines that warn of something, each once."""
        lines = (line.strip()[:_LONGEST] for line in self.text().splitlines())
        warnings = dict.fromkeys(line for line in lines if _WARNING.search(line))
        return tuple(warnings)[:_MOST_MESSAGES]

"""How much memory a process holds."""

from __future__ import annotations

import os
from pathlib import Path

_RESIDENT_FIELD = 1


def resident_memory_bytes(pid: int) -> int:
    """Resident memory of a process, bytes; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[_RESIDENT_FIELD]) * os.sysconf("SC_PAGE_SIZE") if fields else 0

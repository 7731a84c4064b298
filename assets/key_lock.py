"""A lock with one holder at a time, among threads and processes alike; it dies with its holder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_lock(file: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock that ``file`` stands for; the file is there while somebody holds it or waits for it.

    Each call opens the file for itself, so that two threads exclude each other as two processes do. The kernel
    frees what a killed process held.

    Args:
        wait: for the present holder to be done; else yields False where somebody has the lock.

    Raises:
        OSError: the file cannot be made.
    """
    descriptor = _acquire(file, wait=wait)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            file.unlink(missing_ok=True)  # while it is held: who waits for it looks again
            os.close(descriptor)


def _acquire(file: Path, *, wait: bool) -> int | None:
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        if _is_of(file, descriptor):
            return descriptor
        os.close(descriptor)  # the holder before us took the file away; a later one may hold another


def _is_of(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False

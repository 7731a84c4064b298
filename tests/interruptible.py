"""Child processes that heed Ctrl-C even where the tests themselves run in the background."""

from __future__ import annotations

import signal


def heed_interrupts() -> None:
    """For ``preexec_fn``: a shell makes its background jobs, and all their children, deaf to SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

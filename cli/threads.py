"""How many threads a command's own process works in."""

from __future__ import annotations

import os

_LIMIT = "PXR_WORK_THREAD_LIMIT"
_ALERTS = "TF_ENV_SETTING_ALERTS_ENABLED"


def compose_in_one_thread() -> None:
    """Have OpenUSD compose stages in one thread, here and in workers, unless the user has said in how many.

    A sample's stage is so small that a second thread waits more than it works, and samples are made side by side.
    OpenUSD reads the limit as it is loaded, and tells of it on standard error where that is not turned off; set
    later, its idle thread spins for good.
    """
    if _LIMIT not in os.environ:
        os.environ[_LIMIT] = "1"
        os.environ.setdefault(_ALERTS, "0")

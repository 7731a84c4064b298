"""The command line.

A command's own work runs in one thread: its matrix products are of a few thousand points, for which the second
thread of NumPy's BLAS only spins, and it keeps cores busy by processes side by side, which inherit the setting.
BLAS reads it as it is loaded.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

"""Every error that Parallel Synth raises, one tree.

ParallelSynthError              exit code 2: wrong use or wrong input
├── UsageError                  a flag, a range, a combination of options
├── TaxonomyError               a taxonomy file or field
│   ├── UnknownTermError        no such term, alias, facet or category
│   └── ContradictionError      terms that exclude each other
├── SchemaError                 a JSON or YAML document that breaks its schema
├── SceneError                  a layer, prim or attribute of a stage
├── AssetError                  a mesh, texture, HDRI or volume file
├── ImageError                  a picture file that cannot be read or written
├── RenderError                 a renderer, a worker or a request to one
│   ├── UnknownBackendError     no backend of that name is installed
│   ├── UnsupportedError        the backend cannot give what is asked
│   ├── WorkerCrashedError      the worker process died
│   └── WorkerTimeoutError      the worker gave no answer in time
└── StorageError                a disk or object store that refuses a write
"""

from __future__ import annotations


class ParallelSynthError(Exception):
    """Base of the tree; ``str()`` says what is wrong, where, and what would be right."""

    exit_code = 2


class UsageError(ParallelSynthError):
    """Wrong use of a command or function: says which argument and what it takes."""


class TaxonomyError(ParallelSynthError):
    """A taxonomy file that cannot be used. ``file`` and ``field`` say where."""

    def __init__(self, message: str, *, file: str = "", field: str = "") -> None:
        self.file = file
        self.field = field
        super().__init__(_located(file, field, message))


class UnknownTermError(TaxonomyError):
    """A name that is no term, alias, facet or category of the taxonomy."""


class ContradictionError(TaxonomyError):
    """Terms that cannot hold in one picture."""


class SchemaError(ParallelSynthError):
    """A document that does not satisfy its JSON Schema. ``pointer`` is a JSON Pointer."""

    def __init__(self, message: str, *, file: str = "", pointer: str = "") -> None:
        self.file = file
        self.pointer = pointer
        super().__init__(_located(file, pointer, message))


class SceneError(ParallelSynthError):
    """A stage that is not as it must be. ``layer`` is an identifier, ``prim`` a prim path."""

    def __init__(self, message: str, *, layer: str = "", prim: str = "") -> None:
        self.layer = layer
        self.prim = prim
        super().__init__(_located(f"@{layer}@" if layer else "", f"<{prim}>" if prim else "", message))


class AssetError(ParallelSynthError):
    """An asset file that is missing, damaged or cannot be made."""

    def __init__(self, message: str, *, asset: str = "") -> None:
        self.asset = asset
        super().__init__(_located(asset, "", message))


class ImageError(ParallelSynthError):
    """A picture file that cannot be read or written."""

    def __init__(self, message: str, *, file: str = "") -> None:
        self.file = file
        super().__init__(_located(file, "", message))


class RenderError(ParallelSynthError):
    """A render that failed. ``backend`` names the renderer."""

    def __init__(self, message: str, *, backend: str = "") -> None:
        self.backend = backend
        super().__init__(_located(backend, "", message))


class UnknownBackendError(RenderError):
    """No backend of that name is installed; the message lists those that are."""


class UnsupportedError(RenderError):
    """The backend cannot give an AOV or feature that the request names."""


class WorkerCrashedError(RenderError):
    """The worker process died while it held a request."""


class WorkerTimeoutError(RenderError):
    """The worker process gave no answer within the time allowed; it was killed."""


class StorageError(ParallelSynthError):
    """A write that the disk or the object store refused; nothing finished is lost."""


def _located(outer: str, inner: str, message: str) -> str:
    where = f"{outer}{inner}" if outer.startswith("@") else ": ".join(part for part in (outer, inner) if part)
    return f"{where}: {message}" if where else message

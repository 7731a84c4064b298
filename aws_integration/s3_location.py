"""``s3://BUCKET/PREFIX`` as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.errors import UsageError

_URL = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>.*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Location:
    """A bucket and a key prefix without slashes at its ends."""

    bucket: str
    prefix: str

    @classmethod
    def parse(cls, url: str) -> S3Location:
        """The location of ``s3://BUCKET/PREFIX``.

        Raises:
            UsageError: another form.
        """
        match = _URL.fullmatch(url)
        if match is None:
            raise UsageError(f"{url}: takes s3://BUCKET/PREFIX")
        return cls(bucket=match["bucket"], prefix=(match["prefix"] or "").strip("/"))

    def key(self, relative_path: str) -> str:
        """The object key of a file at ``relative_path``."""
        return f"{self.prefix}/{relative_path}" if self.prefix else relative_path

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}"

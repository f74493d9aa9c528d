# SPDX-License-Identifier: Apache-2.0
"""What a program is asked to do, in words that none of them uses."""

from dataclasses import dataclass
from pathlib import Path

from .content import Generated

LIST, HEAD, RESTORE, BACKUP, COPY, STREAM = "list", "head", "restore", "backup", "copy", "stream"
START = "start"
SINK, BELOW = "sink", "x/"


@dataclass(frozen=True)
class Job:
    """`folder` is written by a restore and read by a backup; `out` takes what a program prints.
    `in_flight` is how many requests at once to make; 0 leaves it to the program. What is written to S3 goes to the bucket SINK, below the prefix BELOW."""

    name: str
    operation: str
    bucket: str
    server: object
    tls: bool
    folder: Path
    out: Path
    in_flight: int = 0

    @property
    def source(self):
        return Generated(self.bucket)

    @property
    def url(self):
        return self.server.tls_url if self.tls else self.server.url

    @property
    def ca(self):
        return self.server.ca if self.tls else None

    @property
    def is_large(self):
        """Objects worth more than one request each."""
        return (self.source.fixed or 0) >= 64 << 20

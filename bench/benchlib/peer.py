# SPDX-License-Identifier: Apache-2.0
"""What a program that s3copy is measured beside has to offer."""

import os

from .process import measure
from .programs import ROOT

# No instance metadata, nobody's own configuration.
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull}
SCRIPTS = ROOT / "bench" / "peers"


class Peer:
    """`about` says what was chosen among the program's settings."""

    name = ""
    about = ""
    missing = None
    version = ""

    def find(self):
        """Looks for the program, fetches it where that is possible, sets `version` or `missing`."""

    def command(self, job):
        """(argv, environment), or None for a job that this program cannot do."""
        raise NotImplementedError

    def ask_version(self, *command):
        done = measure(command)
        self.version = (done.out or done.err).strip().splitlines()[0] if done.code == 0 else ""
        if done.code != 0:
            self.missing = f"`{' '.join(map(str, command))}` ends with {done.code}"

# SPDX-License-Identifier: Apache-2.0
"""What the proofs share, beside what they share with the benchmarks (`bench/benchlib`)."""

import argparse
import atexit
import os
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchlib.content import Check, Generated, check_folder, files_below, ndjson_lines  # noqa: E402,F401
from benchlib.process import Measured, end, measure, peak_rss, wait  # noqa: E402,F401
from benchlib.product import Outcome, Product, last_json, s3, volume  # noqa: E402,F401
from benchlib.programs import BUILT, MINIO, RCLONE, ROOT, java, say, tool, with_clients  # noqa: E402,F401
from benchlib.servers import Minio, Server, Synthetic, boto, free_port  # noqa: E402,F401


def arguments(description, **defaults):
    """Every default becomes a flag of its type; --program and --work are always there."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--program", default=str(ROOT / "s3copy"), help="the s3copy to run")
    parser.add_argument("--work", help="folder for everything temporary")
    parser.set_defaults(work=defaults.pop("work", default_work()))
    for name, value in defaults.items():
        parser.add_argument(
            "--" + name.replace("_", "-"), default=value, type=type(value), help=" "
        )
    return parser.parse_args()


def default_work():
    shm = Path("/dev/shm")
    return str(shm if shm.is_dir() and os.access(shm, os.W_OK) else tempfile.gettempdir())


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    return Path(folder)


def work_folder(parent, name):
    """A folder for one program, removed at its end whatever happens."""
    path = Path(tempfile.mkdtemp(prefix=f"s3copy-{name}-", dir=parent))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return path


class Verdicts:
    """One line each, and the exit code of the proof."""

    def __init__(self):
        self.failed = []
        self.count = 0

    def add(self, ok, name, detail):
        self.count += 1
        if not ok:
            self.failed.append(name)
        say(f"{'PASS' if ok else 'FAIL'}  {name}: {detail}")
        return ok

    def finish(self):
        verdict = f"{self.count - len(self.failed)} of {self.count} passed"
        say(verdict + (f"; failed: {', '.join(self.failed)}" if self.failed else ""))
        sys.exit(1 if self.failed or not self.count else 0)


def seeded(seed):
    say(f"seed {seed} (--seed={seed} repeats the same random choices)")
    return random.Random(seed)

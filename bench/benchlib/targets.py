# SPDX-License-Identifier: Apache-2.0
"""What s3copy has to reach, and whether it does."""

import re
from dataclasses import dataclass
from typing import Callable, Optional

from .results import line, lines
from .workloads import FIXED

US, PER_GIB, TIMES, MIB, SECONDS = "µs", "CPU-s/GiB", "×", "MiB", "s"


@dataclass(frozen=True)
class Target:
    """`measure` gives the figure out of all results, or None where it was not measured."""

    work: str
    what: str
    sign: str
    bound: float
    unit: str
    measure: Callable[[dict], Optional[float]]

    def met(self, value):
        return value <= self.bound if self.sign == "≤" else value >= self.bound


def own(workload, what, entry="s3copy"):
    def measure(found):
        at = line(found, workload, entry)
        return at and at.median(what)
    return measure


def against(workload, peer, what, turned=False):
    """s3copy ÷ peer, pair by pair; `turned` gives peer ÷ s3copy, for what is better when larger."""
    def measure(found):
        mine, theirs = line(found, workload), line(found, workload, peer)
        if not mine or not theirs:
            return None
        return theirs.ratio(mine, what) if turned else mine.ratio(theirs, what)
    return measure


def copy_rate(found):
    """Of what 256 requests in flight at 20 ms can do, between the first and the last request."""
    at = line(found, "copy-20ms", "s3copy, 256 in flight")
    return at and at.median("serving_rate") / (256 / 0.020)


def of_best_fixed(ms):
    def measure(found):
        rates = {at.name: at.median("serving_rate")
                 for at in lines(found, f"adaptive-{ms}ms") if at.measured}
        adaptive = rates.pop("adaptive", None)
        return adaptive / max(rates.values()) if adaptive and rates else None
    return measure


def peak_rss(found):
    """The highest of any run of s3copy, except at a budget of its own or sized for more CPUs."""
    peaks = [run["rss"] for name in found["workloads"] for at in lines(found, name)
             if at.peer == "s3copy" and not re.search("budget|simulated", at.name)
             for run in at.measured]
    return max(peaks) if peaks else None


def growth(found):
    """Peak RSS of 10⁶ objects ÷ that of 10⁵, the worst of all operations."""
    found_growth = []
    for name in ("memory-list", "memory-copy", "memory-restore"):
        few, many = line(found, name, "10⁵ objects"), line(found, name, "10⁶ objects")
        if few and many:
            found_growth.append(many.median("rss") / few.median("rss"))
    return max(found_growth) if found_growth else None


def throughput(peer):
    return against("restore-1g", peer, "wall", turned=True)


LIST, HEAD, SMALL = "LIST 1 M keys", "inventory (HEAD) 200 000", "250 000 × 4 KiB → tmpfs"
DURABLE, MIB_OBJECTS = "the same, durable on a disk", "1 MiB objects → tmpfs"
TLS, LARGE, BACKUP = "over TLS", "1 GiB objects by parallel ranges", "backup (PUT)"
COPY, STREAM = "server-side copy, 20 ms", "stream to another endpoint, 16 KiB"

TARGETS = (
    *(Target(f"{LIST}, {shape}", what, "≤", bound, unit, measure)
      for shape, name in (("flat", "list-flat"), ("10 000 folders", "list-folders"))
      for what, bound, unit, measure in (
          ("CPU per key", 1.0, US, own(name, "cpu")),
          ("CPU ÷ rclone", 0.14, TIMES, against(name, "rclone", "cpu")),
          ("CPU ÷ s5cmd", 0.1, TIMES, against(name, "s5cmd", "cpu")),
          ("wall ÷ rclone", 0.2, TIMES, against(name, "rclone", "wall")),
          ("wall ÷ s5cmd", 0.2, TIMES, against(name, "s5cmd", "wall")))),
    Target(HEAD, "CPU per object", "≤", 25, US, own("head", "cpu")),
    Target(SMALL, "CPU per object", "≤", 35, US, own("restore-4k", "cpu")),
    Target(SMALL, "CPU ÷ s5cmd", "≤", 0.17, TIMES, against("restore-4k", "s5cmd", "cpu")),
    Target(SMALL, "wall ÷ s5cmd", "≤", 0.25, TIMES, against("restore-4k", "s5cmd", "wall")),
    Target(DURABLE, "wall ÷ `tar x` + sync", "≤", 1.5, TIMES, against("restore-disk", "tar", "wall")),
    Target(MIB_OBJECTS, "CPU", "≤", 0.55, PER_GIB, own("restore-1m", "cpu")),
    Target(MIB_OBJECTS, "CPU ÷ s5cmd", "≤", 0.6, TIMES, against("restore-1m", "s5cmd", "cpu")),
    Target(TLS, "CPU per 4 KiB object", "≤", 45, US, own("tls-4k", "cpu")),
    Target(TLS, "CPU, 1 MiB objects", "≤", 1.0, PER_GIB, own("tls-1m", "cpu")),
    Target(LARGE, "throughput ÷ boto3 download_fileobj", "≥", 2, TIMES, throughput("boto3")),
    Target(LARGE, "throughput ÷ s5cmd", "≥", 1, TIMES, throughput("s5cmd")),
    Target(LARGE, "throughput ÷ rclone", "≥", 1, TIMES, throughput("rclone")),
    Target(LARGE, "CPU", "≤", 0.5, PER_GIB, own("restore-1g", "cpu")),
    Target(BACKUP, "CPU per 4 KiB object", "≤", 45, US, own("backup-4k", "cpu")),
    Target(BACKUP, "CPU, 1 MiB objects, with a checksum", "≤", 0.9, PER_GIB, own("backup-1m", "cpu")),
    Target(COPY, "of the rate that 256 in flight allow", "≥", 0.9, TIMES, copy_rate),
    Target(COPY, "CPU per object", "≤", 25, US, own("copy-20ms", "cpu")),
    Target(STREAM, "CPU per object", "≤", 45, US, own("stream-16k", "cpu")),
    Target("peak RSS", "the highest of all runs", "≤", 256, MIB, peak_rss),
    Target("peak RSS", "10⁶ objects ÷ 10⁵", "≤", 1.1, TIMES, growth),
    Target("peak RSS", "at a small `--memory-budget`", "≤", 160, MIB,
           own("memory-budget", "rss", "--memory-budget 16MiB")),
    Target("JVM start → first S3 request", "seconds", "≤", 0.4, SECONDS, own("start", "first_request")),
    *(Target(f"adaptive concurrency at {ms} ms", "of the best fixed setting", "≥", 0.9, TIMES,
             of_best_fixed(ms)) for ms in FIXED),
)

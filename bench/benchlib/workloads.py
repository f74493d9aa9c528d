# SPDX-License-Identifier: Apache-2.0
"""What is measured: one entry per table of docs/benchmarks.md.

A share below 1 gives a slow peer fewer objects of the same kind, so that everything fits into an
hour: figures per object and objects per second stay comparable, and the tables show the counts."""

from dataclasses import dataclass, field

from .job import BACKUP, COPY, HEAD, LIST, RESTORE, START, STREAM

RUNS = 5


@dataclass(frozen=True)
class Entry:
    """One line of a table. What follows `label` is for s3copy: additions to the manifest, JVM
    options, flags; `before` are words before the command, for example taskset."""

    peer: str
    share: float = 1
    runs: int = RUNS
    label: str = ""
    spec: dict = field(default_factory=dict)
    options: str = ""
    more: tuple = ()
    before: tuple = ()
    objects: int = 0

    @property
    def name(self):
        return self.label or self.peer


@dataclass(frozen=True)
class Workload:
    """`{}` in `bucket` is the number of objects. CPU is given per `unit`: key, object or GiB.
    `in_flight` is how many requests at once each program is told to make; 0 leaves it to them."""

    name: str
    title: str
    operation: str
    bucket: str
    objects: int
    unit: str
    entries: tuple
    about: str = ""
    tls: bool = False
    disk: bool = False
    in_flight: int = 0
    knobs: dict = field(default_factory=dict)


def s3copy(runs=RUNS, **more):
    return Entry("s3copy", runs=runs, **more)


def beside(share, runs=3):
    """The two programs that come closest, and s3copy."""
    return s3copy(), Entry("s5cmd", share, RUNS), Entry("rclone", share, runs)


def also(share, *peers, runs=1):
    return tuple(Entry(peer, share, runs) for peer in peers)


LIBRARIES = ("transfer manager", "awscrt", "s3fs", "boto3", "aws cli")

LISTS = (
    Workload("list-flat", "LIST, 1 000 000 keys, flat", LIST, "flat-{}-4k", 1_000_000, "key",
             (*beside(0.3), *also(0.1, "boto3"), *also(0.02, "s3fs"))),
    Workload("list-folders", "LIST, 1 000 000 keys in 10 000 folders", LIST, "wide-{}-4k",
             1_000_000, "key", beside(0.3)),
    Workload("list-shards", "LIST, one shard or many", LIST, "deep-{}-4k", 1_000_000, "key",
             (s3copy(3, label="as many shards as it likes"),
              s3copy(3, label="1 shard", spec={"workers": {"shardsPerWorker": 1}})),
             "Both at 20 ms of latency, where a single listing waits.", knobs={"latency-ms": 20}),
    Workload("head", "inventory, 200 000 HEADs", HEAD, "deep-{}-4k", 200_000, "object",
             (*beside(0.2), *also(0.02, "boto3"))),
)

RESTORES = (
    Workload("restore-4k", "restore, 250 000 × 4 KiB → tmpfs", RESTORE, "deep-{}-4k", 250_000,
             "object", (*beside(0.2), *also(0.08, "transfer manager", "awscrt"),
                        *also(0.02, "s3fs", "boto3", "aws cli"))),
    Workload("restore-mix", "restore, 100 000 × 4–64 KiB → tmpfs", RESTORE, "deep-{}-spread",
             100_000, "object", (s3copy(3), Entry("s5cmd", 0.3, 3), Entry("rclone", 0.2, 3))),
    Workload("restore-disk", "restore, 50 000 × 4 KiB → disk, durable", RESTORE, "deep-{}-4k",
             50_000, "object", (s3copy(), Entry("tar")), disk=True,
             about="`tar x` of the same tree from an archive in memory, then `sync -f`; s3copy"
                   " flushes before it records progress, and all is on the disk when it ends."),
    Workload("restore-mix-disk", "restore, 20 000 × 4–64 KiB → disk, durable", RESTORE,
             "deep-{}-spread", 20_000, "object", (s3copy(3), Entry("tar", 1, 3)), disk=True),
    Workload("restore-1m", "restore, 4 000 × 1 MiB → tmpfs", RESTORE, "deep-{}-1m", 4_000, "GiB",
             (s3copy(), Entry("s5cmd", 0.5, 5), Entry("rclone", 0.5, 3), Entry("bare loop", 0.5),
              *also(0.25, *LIBRARIES[:-1]))),
    Workload("restore-1g", "restore, 8 × 1 GiB → tmpfs", RESTORE, "flat-{}-1024m", 8, "GiB",
             (s3copy(), *(Entry(peer) for peer in ("s5cmd", "rclone", "boto3", "bare loop")),
              *also(1, "transfer manager", "awscrt")),
             "The same 8 GiB for all: the more pages of memory are touched anew, the more each costs."),
    Workload("tls-4k", "restore over TLS, 100 000 × 4 KiB → tmpfs", RESTORE, "deep-{}-4k", 100_000,
             "object", (s3copy(), Entry("s5cmd", 0.15, 3), Entry("rclone", 0.15, 3)), tls=True),
    Workload("tls-1m", "restore over TLS, 2 000 × 1 MiB → tmpfs", RESTORE, "deep-{}-1m", 2_000,
             "GiB", (s3copy(), Entry("s5cmd", 0.25, 3), Entry("rclone", 0.25, 3)), tls=True),
)

BACKUPS = (
    Workload("backup-4k", "backup, 250 000 × 4 KiB from tmpfs", BACKUP, "deep-{}-4k", 250_000,
             "object", (s3copy(), Entry("s5cmd", 0.1, 3), Entry("rclone", 0.1, 3),
                        *also(0.02, *LIBRARIES))),
    Workload("backup-1m", "backup, 4 000 × 1 MiB from tmpfs", BACKUP, "deep-{}-1m", 4_000, "GiB",
             (s3copy(3), Entry("s5cmd", 0.25, 3), Entry("rclone", 0.25, 3),
              *also(0.1, *LIBRARIES[:-1]))),
)

COPIES = (
    Workload("copy-20ms", "server-side copy, 100 000 × 4 KiB at 20 ms", COPY, "deep-{}-4k",
             100_000, "object",
             (s3copy(), s3copy(3, label="s3copy, 256 in flight", more=("--concurrency", "256")),
              Entry("s5cmd", 0.2, 3), Entry("rclone", 0.05, 3)),
             "256 in flight at 20 ms are 12 800 a second at most. rclone sends a HEAD after each"
             " copy and cannot be told not to.", knobs={"latency-ms": 20}),
    Workload("stream-16k", "stream to another endpoint, 20 000 × 16 KiB", STREAM, "deep-{}-16k",
             20_000, "object", (s3copy(), Entry("rclone", 0.5, 3))),
    Workload("stream-2g", "stream to another endpoint, 4 × 2 GiB", STREAM, "flat-{}-2048m", 4,
             "GiB", (s3copy(3), Entry("rclone", 0.5, 3))),
)

MACHINE = (
    Workload("start", "JVM start → first S3 request", START, "flat-{}-4k", 10, "object",
             (s3copy(10),), "A dry run over ten keys. The server notes when the first request came."),
    Workload("cpus", "vCPUs: restore, 100 000 × 4 KiB → tmpfs", RESTORE, "deep-{}-4k", 100_000,
             "object",
             (s3copy(3, label="2 vCPUs (all of this machine)"),
              s3copy(3, label="1 vCPU", before=("taskset", "-c", "0")),
              s3copy(3, label="4 vCPUs (simulated)", options="-XX:ActiveProcessorCount=4"),
              s3copy(3, label="8 vCPUs (simulated)", options="-XX:ActiveProcessorCount=8")),
             "Simulated: s3copy is told of more than the machine has, and sizes itself for them."),
    Workload("memory-copy", "peak RSS, server-side copy of 10⁵ and 10⁶ objects", COPY,
             "deep-{}-4k", 1_000_000, "object",
             (s3copy(1, label="10⁵ objects", share=0.1), s3copy(1, label="10⁶ objects"))),
    Workload("memory-list", "peak RSS, LIST of 10⁵ and 10⁶ keys", LIST, "deep-{}-4k", 1_000_000,
             "key", (s3copy(1, label="10⁵ objects", share=0.1), s3copy(1, label="10⁶ objects"))),
    Workload("memory-restore", "peak RSS, restore of 10⁵ and 10⁶ files of 1 byte", RESTORE,
             "deep-{}-1", 1_000_000, "object",
             (s3copy(1, label="10⁵ objects", share=0.1), s3copy(1, label="10⁶ objects"))),
    Workload("memory-budget", "peak RSS at a small --memory-budget, restore of 0 B to 24 MiB",
             RESTORE, "deep-{}-mix", 20_000, "GiB",
             (s3copy(3, label="as it comes"),
              s3copy(3, label="--memory-budget 16MiB", more=("--memory-budget", "16MiB")))),
)

# Requests in flight that are worth trying, by latency in milliseconds, and how many objects make
# some seconds of work.
FIXED = {1: (16, 64, 256), 5: (32, 128, 256), 20: (64, 256, 512), 100: (256, 512, 1024)}
PACED = {1: 100_000, 5: 100_000, 20: 60_000, 100: 20_000}

ADAPTIVE = tuple(
    Workload(f"adaptive-{ms}ms", f"concurrency at {ms} ms of latency", COPY, "deep-{}-4k",
             PACED[ms], "object",
             (s3copy(2, label="adaptive"),
              *(s3copy(2, label=f"{n} in flight", more=("--concurrency", str(n)))
                for n in FIXED[ms])),
             "Objects per second between the first and the last request.",
             knobs={"latency-ms": ms})
    for ms in FIXED)

# Every operation at every latency, with as many requests at once for all: a fault that shows at
# one latency only has hidden between 0 and 20 ms before.
LATENCIES = (0, 1, 3, 5, 20, 100)
OPERATIONS = {BACKUP: "backup", RESTORE: "restore", COPY: "copy", HEAD: "inventory"}

LATENCY = tuple(
    Workload(f"latency-{word}-{ms}ms", f"{word}, 10 000 × 4 KiB at {ms} ms", operation,
             "deep-{}-4k", 10_000, "object",
             (s3copy(3, more=("--concurrency", "64")), Entry("s5cmd", 1, 3),
              Entry("rclone", 1, 3)),
             "64 requests in flight each.", in_flight=64, knobs={"latency-ms": ms})
    for operation, word in OPERATIONS.items() for ms in LATENCIES)

ALL = (*LISTS, *RESTORES, *BACKUPS, *COPIES, *MACHINE, *ADAPTIVE, *LATENCY)

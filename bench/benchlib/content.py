# SPDX-License-Identifier: Apache-2.0
"""What the synthetic server invents, and whether a folder holds it."""

import hashlib
import io
import os
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

WHOLE = 64 << 20


class Generated:
    """What GeneratedBucket.java and Pattern.java say, once more: `deep-20k-mix` and its like."""

    PERIOD = 1_048_573
    EPOCH = 1_767_225_600
    _twice = b""

    def __init__(self, name):
        layout, count, size = re.match(r"(flat|deep|wide)-(\d+[km]?)-(\d+[km]?|mix|spread)", name).groups()
        self.name, self.layout, self.sizes = name, layout, size
        self.count = int(count.rstrip("km")) * {"k": 1000, "m": 1000**2}.get(count[-1], 1)
        self.fixed = None if size in ("mix", "spread") else (
            int(size.rstrip("km")) * {"k": 1024, "m": 1024**2}.get(size[-1], 1))

    def key(self, n):
        if self.layout == "flat":
            return f"object-{n:010d}.bin"
        folder = f"{n // 1000:04d}" if self.layout == "deep" else f"{n // 100:05d}"
        return f"data/{folder}/{n:08d}.bin"

    def number(self, key):
        return int(re.search(r"(\d+)\.bin$", key)[1])

    def size(self, n):
        if self.fixed is not None:
            return self.fixed
        if self.sizes == "spread":
            return 4096 + n * 7919 % 61441
        if n % 1000 == 500:
            return 24 << 20
        if n % 100 == 50:
            return (1 << 20) + n
        return 0 if n % 100 == 0 else 4096 + n % 100

    def total_bytes(self):
        if self.fixed is not None:
            return self.fixed * self.count
        return sum(map(self.size, range(self.count)))

    def modified(self, n):
        return self.EPOCH + n % 86400

    def content(self, n, first=0, length=None):
        if not Generated._twice:
            blocks = (hashlib.sha256(b"s3copy-bench-%d" % i).digest() for i in range(32768))
            Generated._twice = b"".join(blocks)[: self.PERIOD] * 2
        start = (n * 500_009 + first) % self.PERIOD
        wanted = self.size(n) - first if length is None else length
        if wanted <= self.PERIOD:
            return self._twice[start : start + wanted]
        whole = self._twice * (1 + (start + wanted) // (2 * self.PERIOD))
        return whole[start : start + wanted]


def files_below(folder):
    """Relative path → os.DirEntry of every file, whatever it is called."""
    found, stack = {}, [(str(folder), "")]
    while stack:
        path, relative = stack.pop()
        try:
            entries = list(os.scandir(path))
        except FileNotFoundError:  # a temporary folder of a program that still runs
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append((entry.path, f"{relative}{entry.name}/"))
            else:
                found[relative + entry.name] = entry
    return found


@dataclass
class Check:
    """Destination folder against generated source."""

    expected: int
    found: int = 0
    missing: int = 0
    wrong: int = 0
    other: int = 0
    examples: list = field(default_factory=list)

    @property
    def ok(self):
        return self.found == self.expected and not (self.missing or self.wrong or self.other)

    def __str__(self):
        text = (f"expected {self.expected}, found {self.found}, missing {self.missing},"
                f" wrong {self.wrong}, other files {self.other}")
        return text + (f" e.g. {self.examples[:3]}" if self.examples else "")


def check_folder(folder, source, content_every=1):
    """Compares size and time of every file and the content of every n-th."""
    files = files_below(folder)
    check = Check(source.count)
    for n in range(source.count):
        key = source.key(n)
        entry = files.pop(key, None)
        if entry is None:
            check.missing += 1
            continue
        check.found += 1
        stat = entry.stat(follow_symlinks=False)
        good = stat.st_size == source.size(n) and int(stat.st_mtime) == source.modified(n)
        if good and n % content_every == 0:
            good = has_content(entry.path, source, n)
        if not good:
            check.wrong += 1
            check.examples.append(key)
    check.other = len(files)
    check.examples += list(files)[:3]
    return check


def has_content(path, source, n):
    """Whole, or of a large object the first and the last MiB and some between."""
    size = source.size(n)
    with open(path, "rb") as file:
        if size <= WHOLE:
            return file.read() == source.content(n)
        for first in range(0, size, size // 8 - 12_345):
            length = min(1 << 20, size - first)
            file.seek(first)
            if file.read(length) != source.content(n, first, length):
                return False
    return True


def ndjson_lines(folder):
    """Every line of every inventory file below a folder."""
    import gzip

    for name, entry in sorted(files_below(folder).items()):
        opened = gzip.open if name.endswith(".gz") else open
        with opened(entry.path, "rb") as lines:
            yield from lines


def write_tar(path, source):
    """An archive of the whole bucket, folders first, as `tar c` would make it."""
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        for n in range(source.count):
            member = tarfile.TarInfo(source.key(n))
            member.size, member.mtime = source.size(n), source.modified(n)
            archive.addfile(member, io.BytesIO(source.content(n)))

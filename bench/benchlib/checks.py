# SPDX-License-Identifier: Apache-2.0
"""Whether a program did what it was asked to: a figure of a run that did something else is worth
nothing."""

import os

from .content import check_folder, files_below, has_content, ndjson_lines
from .job import BACKUP, BELOW, COPY, HEAD, LIST, RESTORE, SINK, STREAM
from .product import last_json

EVERY = 997


class Wrong(Exception):
    pass


def check(job, peer, server, out, sampled):
    source = job.source
    match job.operation:
        case "restore":
            check_restore(job, peer, source, sampled)
        case "backup" | "copy" | "stream":
            found = server.verify(SINK, job.bucket, BELOW)
            if found["missing"] or found["wrong"]:
                raise Wrong(f"written to S3: {found}")
        case _:
            found = counted(job, peer, out)
            if found != source.count:
                raise Wrong(f"{found} keys of {source.count}")


def check_restore(job, peer, source, sampled):
    if not sampled:
        found = check_folder(job.folder, source, content_every=EVERY)
        # Peers leave other times.
        if found.missing or found.other or (peer == "s3copy" and not found.ok):
            raise Wrong(str(found))
    files = sum(len(names) for _, _, names in os.walk(job.folder))
    if files != source.count:
        raise Wrong(f"{files} files of {source.count}")
    for n in range(0, source.count, max(1, source.count // 10)):
        if not has_content(job.folder / source.key(n), source, n):
            raise Wrong(f"the content of {source.key(n)}")


def counted(job, peer, out):
    if peer != "s3copy":
        return count_lines(out)
    if job.operation == HEAD:
        return sum(1 for _ in ndjson_lines(job.folder))
    return last_json(out.read_text()).get("objects", {}).get("listed")


def count_lines(path):
    with open(path, "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))

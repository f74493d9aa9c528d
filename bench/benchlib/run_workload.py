# SPDX-License-Identifier: Apache-2.0
"""Runs one workload: every program in turn, round after round, each result checked."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from .checks import Wrong, check
from .job import BACKUP, COPY, HEAD, LIST, RESTORE, SINK, START, STREAM, Job
from .process import measure
from .programs import ROOT, say

GIB = 2**30
LIMIT = 900
REQUESTS = ("list", "head", "get", "put", "copy", "part", "part_copy", "create_upload",
            "complete_upload", "delete", "other")
WARMING = 20_000
KNOBS = {"latency-ms": 0, "slow-down": 0}


class Bench:
    """`folder` is where restores go and backups come from, `disk` where the durable ones do."""

    def __init__(self, server, peers, work, disk, scale, runs):
        self.server, self.peers = server, peers
        self.work, self.disk = Path(work), Path(disk)
        self.scale, self.runs = scale, runs

    def warm_up(self):
        """The server compiles itself while it serves: not at the cost of who comes first."""
        say("warming up the server")
        self.server.set(**{**KNOBS, "latency-ms": 1})
        count = max(100, round(WARMING * self.scale))
        for tls, operation in ((False, RESTORE), (True, RESTORE), (False, HEAD), (False, COPY),
                               (False, STREAM)):
            remove(self.work / "target")
            (self.work / "target").mkdir()
            job = Job("warm", operation, f"deep-{count}-4k", self.server, tls, self.work / "target",
                      self.work / "out")
            argv, env = self.peers["s3copy"].command(job)
            done = measure(argv, env, LIMIT)
            if done.code != 0:
                say(f"  {operation}: exit {done.code}: {done.err.strip()[-300:]}")
        self.clear()

    def run(self, workload):
        """The entries of the workload with their runs, as they go into the JSON."""
        say(f"\n{workload.title}")
        lines = [{"name": e.name, "peer": e.peer, "objects": self.count(workload, e), "runs": []}
                 for e in workload.entries]
        try:
            for number in range(max(self.wanted(entry) for entry in workload.entries)):
                for entry, line in zip(workload.entries, lines):
                    if number < self.wanted(entry) and "skipped" not in line:
                        self.once(workload, entry, line, number)
        finally:
            self.clear()
        return lines

    def wanted(self, entry):
        return min(entry.runs, self.runs) if self.runs else entry.runs

    def count(self, workload, entry):
        most = max(1, round(workload.objects * entry.share * self.scale))
        return min(workload.objects, max(most, 10)) if workload.objects >= 10 else most

    def once(self, workload, entry, line, number):
        peer = self.peers.get(entry.peer)
        if peer is None or peer.missing:
            line["skipped"] = peer.missing if peer else "unknown"
            return
        job = self.job(workload, line["objects"])
        line["bytes"] = job.source.total_bytes()
        prepared = self.prepare(workload, job, peer, entry)
        if prepared is None:
            line["skipped"] = "cannot do this"
            return
        argv, env = prepared
        line["command"] = " ".join([*entry.before, shown(argv, env, self.work, self.disk)])
        if entry.peer == "s3copy":
            spec = json.loads(Path(argv[2]).read_text())["spec"]
            line["manifest"] = plain(json.dumps(spec), self.work, self.disk)
        try:
            run = self.measured(workload, job, [*entry.before, *argv], env)
            check(job, entry.peer, self.server, run.pop("out"), sampled=number > 0)
        except Wrong as wrong:
            reason = plain(str(wrong), self.work, self.disk)
            line["runs"].append({"wrong": reason})
            line["skipped"] = reason
            say(f"  {entry.name:32} {reason}")
            return
        line["runs"].append(run)
        say(f"  {entry.name:32} {summary(run, workload, line)}")

    def job(self, workload, count):
        operation = LIST if workload.operation == START else workload.operation
        bucket = workload.bucket.format(count)
        place = self.disk if workload.disk else self.work
        folder = place / (f"tree-{bucket}" if operation == BACKUP else "target")
        return Job(workload.name, operation, bucket, self.server, workload.tls, folder,
                   self.work / "out", workload.in_flight)

    def prepare(self, workload, job, peer, entry):
        if job.operation == BACKUP:
            if peer.command(job) is None:
                return None
            self.tree(job)
        else:
            remove(job.folder)
            job.folder.mkdir(parents=True)
        if workload.disk:
            os.sync()
        self.server.forget(SINK)
        self.server.set(**{**KNOBS, **workload.knobs})
        if entry.peer != "s3copy":
            return peer.command(job)
        return peer.command(job, entry.spec, entry.options, entry.more)

    def tree(self, job):
        """What a backup reads: restored by s3copy, once for all programs, and checked."""
        if job.folder.exists():
            return
        job.folder.mkdir()
        restore = Job("tree", RESTORE, job.bucket, self.server, False, job.folder, job.out)
        self.server.set(**KNOBS)
        argv, env = self.peers["s3copy"].command(restore)
        done = measure(argv, env, LIMIT)
        if done.code != 0:
            raise Wrong(f"the tree to back up: exit {done.code} {done.err[-300:]}")

    def measured(self, workload, job, argv, env):
        self.server.stats(reset=True)
        load = os.getloadavg()[0]
        done = measure(argv, env, LIMIT, out_to=job.out)
        stats = self.server.stats()
        if done.code != 0:
            tail = (done.err.strip() or job.out.read_text(errors="replace"))[-400:]
            raise Wrong(f"exit {done.code}: {' '.join(tail.split())}")
        asked = {name: stats[name] for name in REQUESTS if stats.get(name)}
        run = {"wall": round(done.wall, 3), "cpu": round(done.cpu, 3), "rss": round(done.rss, 1),
               "server_cpu": stats["cpu_seconds"], "requests": asked, "load": round(load, 2),
               "others_cpu": round(max(0, done.machine_cpu - done.cpu - stats["cpu_seconds"]), 2),
               "in_flight": stats["most_in_flight"], "out": job.out}
        if stats.get("first_request"):
            run["first_request"] = round(stats["first_request"] - done.started, 4)
            run["serving"] = round(stats["last_request"] - stats["first_request"], 4)
        return run

    def clear(self):
        for place in (self.work, self.disk):
            for path in (*place.glob("tree-*"), *place.glob("*.tar"), place / "target",
                         *place.glob("state-*")):
                remove(path)
        self.server.forget(SINK)


def remove(path):
    subprocess.run(["rm", "-rf", str(path)], check=True)  # three times as fast as shutil.rmtree


def shown(argv, env, work, disk):
    """The command as somebody would type it; where things are on this machine says nothing."""
    program = str(argv[0])
    found = Path(shutil.which(Path(program).name) or "")
    first = Path(program).name if str(found) == program else program
    words = [f"{name}={value}" for name, value in env.items() if name not in os.environ]
    return plain(" ".join([*words, first, *map(str, argv[1:])]), work, disk)


def plain(text, work, disk):
    for path, name in ((work, "$WORK"), (disk, "$DISK"), (f"{ROOT}/", ""), (ROOT, ".")):
        text = text.replace(str(path), name)
    return text


def summary(run, workload, line):
    units = line["bytes"] / GIB if workload.unit == "GiB" else line["objects"]
    per = run["cpu"] / units * (1 if workload.unit == "GiB" else 1e6)
    unit = "CPU-s/GiB" if workload.unit == "GiB" else f"CPU-µs/{workload.unit}"
    total = sum(run["requests"].values()) or 1
    return (f"{per:9.2f} {unit:13} {run['wall']:7.2f} s {run['rss']:5.0f} MiB"
            f" {line['objects'] / run['wall']:9,.0f}/s  server {run['server_cpu'] / total * 1e6:.1f}"
            f" µs a request, others {run['others_cpu']:.1f} CPU-s, {run['in_flight']} in flight")

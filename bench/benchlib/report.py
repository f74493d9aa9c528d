# SPDX-License-Identifier: Apache-2.0
"""docs/benchmarks.md and its charts, out of the results."""

import statistics

from .charts import charts, number
from .programs import ROOT, say
from .results import lines
from .targets import TARGETS

DOCS = ROOT / "docs"


def write(found):
    pictures = list(charts(found))
    for file, _, drawn in pictures:
        (DOCS / file).write_text(drawn)
    (DOCS / "benchmarks.md").write_text(page(found, [(file, title) for file, title, _ in pictures]))
    say("\nwrote docs/benchmarks.md, docs/benchmarks.json and the charts")


def page(found, pictures=()):
    parts = [HEAD, *conditions(found), "", "## Targets", "", TARGETS_SAY, "", *target_table(found)]
    parts += ["", "## Charts", ""] if pictures else []
    for file, title in pictures:
        parts += [f"![{title}]({file})", ""]
    parts += ["", "## Every workload", "", COLUMNS]
    for name, workload in found["workloads"].items():
        parts += workload_section(found, name, workload)
    return "\n".join([*parts, "", *programs(found), "", NOTES])


def conditions(found):
    rows = [(name, value) for name, value in found["facts"].items()]
    rows += [("command", f"`{found['command']}`"), ("load average at the start of runs", loads(found)),
             ("work of others during runs", others(found))]
    if found["scale"] != 1:
        rows.append(("scale", f"{found['scale']} of the objects: start-up weighs more than it should"))
    return [f"- {name}: {value}" for name, value in rows]


def every_run(found):
    return [run for name in found["workloads"] for at in lines(found, name) for run in at.measured]


def loads(found):
    seen = [run["load"] for run in every_run(found)]
    return f"median {statistics.median(seen):.1f}, at most {max(seen):.1f}" if seen else "unknown"


def others(found):
    """What else the machine did: all its CPU time less that of client and server."""
    shares = [run["others_cpu"] / run["wall"] for run in every_run(found) if run["wall"] > 0.5]
    if not shares:
        return "unknown"
    worst = max(shares)
    return f"median {statistics.median(shares):.2f} processors, at most {worst:.2f} (the kernel's own work included)"


def target_table(found):
    rows = []
    for target in TARGETS:
        value = target.measure(found)
        verdict = "not measured" if value is None else "met" if target.met(value) else "**missed**"
        unit = "" if target.unit == "×" else f" {target.unit}"
        rows.append((target.work, target.what, f"{target.sign} {target.bound:g}{unit}",
                     "–" if value is None else f"{number(value)}{unit}", verdict))
    return table(("work", "figure", "target", "measured", ""), rows)


def workload_section(found, name, workload):
    per_gib = workload["unit"] == "GiB"
    unit = "s/GiB" if per_gib else f"µs/{workload['unit']}"
    there = [at for at in lines(found, name) if at.measured]
    first = there[0] if there else None
    head = ["program", "objects", "runs", "wall s", "objects/s", "client CPU s", f"CPU {unit}",
            "peak RSS MiB", "CPU ÷", "wall ÷", "server CPU µs/request", "server busy"]
    special = {"start": ("first request after s", "first_request", 1),
               "concurrency": ("objects/s while serving", "serving_rate", 1),
               "bytes": ("Gb/s", "gbits", 1)}
    key = "start" if workload["operation"] == "start" else "bytes" if per_gib else "concurrency"
    head.insert(5, special[key][0])
    rows = [row(at, first, special[key][1]) for at in there]
    skipped = [f"- {at.name}: {at.skipped}" for at in lines(found, name) if at.skipped]
    about = " ".join(filter(None, [workload["about"], knobs(workload), f"Commit {workload['commit']}."]))
    commands = [f"{at.name:24} {at.entry['command']}" for at in there]
    commands += [f"{at.name}, spec: {at.entry['manifest']}" for at in there if "manifest" in at.entry]
    return ["", f"### {workload['title']}", "", f"`--only {name}`. {about}", "", *table(head, rows), "",
            *skipped, *([""] if skipped else []), "<details><summary>commands</summary>", "",
            "```", *commands, "```", "", "</details>"]


def row(at, first, special):
    cpu_seconds = statistics.median(run["cpu"] for run in at.measured)
    ratios = ["1", "1"] if at is first else [number(at.ratio(first, what)) for what in ("cpu", "wall")]
    return (at.name, f"{at.objects:,}", len(at.measured), number(at.median("seconds")),
            number(at.median("rate")), number(at.median(special)), number(cpu_seconds),
            number(at.median("cpu")), number(at.median("rss")), *ratios,
            number(at.median("server_per_request")), f"{at.median('server_busy'):.0%}")


def knobs(workload):
    told = [f"{name} {value}" for name, value in workload["knobs"].items()]
    if workload["scale"] != 1:
        told.append(f"only {workload['scale']} of the objects")
    return f"With {', '.join(told)}." if told else ""


def programs(found):
    rows = [(name, program["version"] or "–", program.get("missing") or program["about"])
            for name, program in found["programs"].items()]
    return ["## Programs and their settings", "", *table(("program", "version", "settings, or why it was skipped"), rows)]


def table(titles, rows):
    shown = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in shown]


HEAD = """# Benchmarks

Made by `bench/run`; [bench/README.md](../bench/README.md) says how. All figures of one table come from the same rounds: s3copy,
a peer, the next peer, and again; the median of all runs, ratios pair by pair of the same round. Client CPU is user and
system time of the client's process, its start included; the server is another process on the same machine, so the two
compete and wall times are upper bounds.
"""

TARGETS_SAY = """A target that is missed stays here as missed; [profiles](profiles/README.md) say why."""

COLUMNS = """`÷` is the program ÷ the first line of its table, so above 1 the first line is better. A program with fewer objects than
the first line is compared per object (or per GiB). Server busy is its CPU ÷ wall time: it has one thread, near 100 % it is
what limits. A client that waits for its own disk or the server shows little CPU and much wall time."""

NOTES = """## What each was asked

- The server (`dev.s3copy.bench.SyntheticS3`, one event loop, JDK TLS for HTTPS with a certificate of its own) invents
  objects from their keys and keeps sizes and checksums of what is written. It checks no signatures. No ETag is an MD5, so
  nobody spends time on comparing them.
- Every result is checked: counts, sizes, sampled content of files, and the checksums of all that is written to S3.
- LIST: s3copy `dryRun: true`; rclone `lsf -R --fast-list`; s5cmd `ls`. HEAD: s3copy `mode: Inventory`, which writes its
  lines compressed; rclone `lsf -R --format pst` (the time is read by HEAD); s5cmd `run` with a line per key, which it has to
  be told.
- Restore: s3copy writes to a temporary name, checks, flushes to disk before it records progress, renames, and sets the time;
  rclone and s5cmd write to a temporary name and rename, without flushing.
- Backup: s3copy sends a checksum that the server stores and compares the reply.
"""

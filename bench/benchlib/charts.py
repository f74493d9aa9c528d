# SPDX-License-Identifier: Apache-2.0
"""Which charts are drawn of the results."""

from .results import lines
from .svg import Bar, Panel, chart

SMALL = ("list-flat", "head", "restore-4k", "tls-4k", "backup-4k", "copy-20ms", "stream-16k")
LARGE = ("restore-1m", "tls-1m", "restore-1g", "backup-1m", "stream-2g")
ADAPTIVE = ("adaptive-1ms", "adaptive-5ms", "adaptive-20ms", "adaptive-100ms")
MEMORY = ("restore-4k", "restore-1g", "memory-list", "memory-copy", "memory-restore", "memory-budget")


def number(value):
    if value is None:
        return "–"
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def charts(found):
    """(file name, what it shows, SVG) of every chart there is something for."""
    bound = {"list-flat": 1, "head": 25, "restore-4k": 35, "tls-4k": 45, "backup-4k": 45,
             "copy-20ms": 25, "stream-16k": 45, "restore-1m": 0.55, "tls-1m": 1, "restore-1g": 0.5,
             "backup-1m": 0.9}
    made = (
        ("benchmarks-small.svg", "Client CPU per object in µs (less is better; dashed: the target)",
         [panel(found, name, "cpu", "µs", bound.get(name, 0)) for name in SMALL]),
        ("benchmarks-large.svg", "Client CPU-seconds per GiB (less is better; dashed: the target)",
         [panel(found, name, "cpu", "s/GiB", bound.get(name, 0)) for name in LARGE]),
        ("benchmarks-rate.svg", "Objects per second, client and server on the same processors",
         [panel(found, name, "rate", "/s", 0) for name in SMALL]),
        ("benchmarks-concurrency.svg", "Server-side copies per second, by requests in flight",
         [panel(found, name, "serving_rate", "/s", 0) for name in ADAPTIVE]),
        ("benchmarks-memory.svg", "Peak RSS in MiB (dashed: the target)",
         [panel(found, name, "rss", "MiB", 256) for name in MEMORY]),
    )
    for file, title, panels in made:
        there = [panel for panel in panels if panel]
        if there:
            yield file, title, chart(title, there)


def panel(found, name, what, unit, target):
    bars = [Bar(at.name, value, f"{number(value)} {unit}", at.peer == "s3copy")
            for at in lines(found, name) if at.measured and (value := at.median(what)) is not None]
    return Panel(found["workloads"][name]["title"], tuple(bars), target) if bars else None

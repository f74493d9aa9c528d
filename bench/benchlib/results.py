# SPDX-License-Identifier: Apache-2.0
"""What was measured, as it is kept in docs/benchmarks.json, and the figures made of it."""

import json
import os
import statistics
import sys

from .machine import facts
from .programs import ROOT
from .workloads import ALL

PATH = ROOT / "docs" / "benchmarks.json"
GIB = 2**30


def start(peers, disk, asked):
    return {
        "facts": facts(disk) | {"load before": round(os.getloadavg()[0], 2)},
        "command": " ".join(["bench/run", *sys.argv[1:]]).replace(f"{ROOT}/", ""),
        "scale": asked.scale,
        "programs": {name: {"version": peer.version, "about": peer.about,
                            **({"missing": peer.missing} if peer.missing else {})}
                     for name, peer in peers.items()},
        "workloads": {},
    }


def add(found, workload, lines):
    found["workloads"][workload.name] = {
        "title": workload.title, "about": workload.about, "unit": workload.unit,
        "operation": workload.operation, "commit": found["facts"]["commit"],
        "knobs": workload.knobs, "scale": found["scale"], "entries": lines}


def load():
    return json.loads(PATH.read_text())


def among_others(found):
    """With what was measured before, of which the new takes its place."""
    if not PATH.exists() or "workloads" not in (old := load()):
        return found
    return found | {"workloads": old["workloads"] | found["workloads"],
                    "programs": old["programs"] | found["programs"],
                    "command": old["command"] + "; " + found["command"]}


def save(found):
    found["workloads"] = {w.name: found["workloads"][w.name] for w in ALL
                          if w.name in found["workloads"]}
    PATH.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


class Line:
    """One entry of one workload, and what its runs come to."""

    def __init__(self, workload, entry):
        self.workload, self.entry = workload, entry
        self.name, self.peer = entry["name"], entry["peer"]
        self.runs = [run if "cpu" in run else None for run in entry["runs"]]
        self.objects = entry["objects"]
        self.skipped = entry.get("skipped")

    @property
    def measured(self):
        return [run for run in self.runs if run]

    def units(self):
        return self.entry["bytes"] / GIB if self.workload["unit"] == "GiB" else self.objects

    def value(self, run, what):
        """`cpu` and `wall` are per unit: in microseconds, or in seconds per GiB."""
        match what:
            case "cpu" | "wall" | "server_cpu":
                return run[what] / self.units() * (1 if self.workload["unit"] == "GiB" else 1e6)
            case "seconds":
                return run["wall"]
            case "rate":
                return self.objects / run["wall"]
            case "serving_rate":
                return self.objects / max(run.get("serving", 0), 1e-6)
            case "gbits":
                return self.entry["bytes"] * 8 / 1e9 / run["wall"]
            case "server_per_request":
                return run["server_cpu"] / max(1, sum(run["requests"].values())) * 1e6
            case "server_busy":
                return run["server_cpu"] / run["wall"]
        return run.get(what)

    def median(self, what):
        values = [v for run in self.measured if (v := self.value(run, what)) is not None]
        return statistics.median(values) if values else None

    def ratio(self, other, what):
        """The median of this ÷ other, each pair from the same round."""
        pairs = [self.value(mine, what) / other.value(theirs, what)
                 for mine, theirs in zip(self.runs, other.runs) if mine and theirs]
        return statistics.median(pairs) if pairs else None


def lines(found, name):
    workload = found["workloads"].get(name)
    return [Line(workload, entry) for entry in workload["entries"]] if workload else []


def line(found, name, entry="s3copy"):
    """The line of that name, or None where it is not there or was not measured."""
    return next((at for at in lines(found, name) if at.name == entry and at.measured), None)

# SPDX-License-Identifier: Apache-2.0
"""On what, and of what, the figures are."""

import os
import platform
import re
from datetime import datetime, timezone
from pathlib import Path

from .process import measure
from .programs import ROOT, java


def facts(disk):
    """For people: one line each."""
    cpu = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1])
    return {
        "machine": f"{os.cpu_count()} × {cpu[1] if cpu else platform.machine()},"
                   f" {memory / 2**20:.0f} GiB",
        "system": f"Linux {platform.release()}",
        "disk": file_system(disk),
        "Java": first_line([java(), "--version"]),
        "Python": platform.python_version(),
        "commit": commit(),
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    }


def commit():
    """What is measured changes docs/, which does not change what is measured."""
    git = ["git", "-C", str(ROOT)]
    name = measure([*git, "rev-parse", "--short=9", "HEAD"]).out.strip()
    changed = measure([*git, "status", "--porcelain", "--", str(ROOT), f":!{ROOT}/docs"]).out.strip()
    return f"{name}-dirty" if changed else name or "unknown"


def file_system(folder):
    done = measure(["df", "--output=fstype,source", str(folder)])
    return " on ".join(done.out.split("\n")[1].split()) if done.code == 0 else "unknown"


def first_line(command):
    done = measure(command)
    return (done.out or done.err).strip().splitlines()[0]

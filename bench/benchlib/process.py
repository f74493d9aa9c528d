# SPDX-License-Identifier: Apache-2.0
"""Running one program and measuring it."""

import os
import re
import select
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Measured:
    """One finished program: seconds of wall and CPU (children included), peak RSS in MiB.

    `started` is the time of day it was started at, `machine_cpu` what all programs of the machine
    used while it ran."""

    code: int
    wall: float
    cpu: float
    rss: float
    out: str
    err: str
    started: float = 0.0
    machine_cpu: float = 0.0


def measure(command, env=None, timeout=3600, out_to=None):
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as kept:
        out = open(out_to, "wb") if out_to else kept
        busy = machine_cpu()
        started, start = time.time(), time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})}, start_new_session=True,
        )
        try:
            code, usage, peak = wait(process, timeout)
        finally:
            if process.returncode is None:  # this program is being ended: take the other along
                os.killpg(process.pid, signal.SIGKILL)
        wall = time.monotonic() - start
        if out_to:
            out.close()
        kept.seek(0)
        err.seek(0)
        return Measured(
            code, wall, usage.ru_utime + usage.ru_stime, peak / 1024,
            kept.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace"),
            started, machine_cpu() - busy,
        )


def wait(process, timeout):
    """Exit code, resource usage and peak RSS in KiB; what takes too long is ended (exit -9).

    The peak is VmHWM of the process itself: ru_maxrss would start from the size of this program."""
    deadline = time.monotonic() + timeout
    peak = 0
    ended = select.poll()
    handle = os.pidfd_open(process.pid)
    ended.register(handle, select.POLLIN)
    try:
        while not ended.poll(20):
            peak = peak_rss(process.pid) or peak
            if time.monotonic() > deadline:
                os.killpg(process.pid, signal.SIGKILL)
                deadline = float("inf")
    finally:
        os.close(handle)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage, peak


def end(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def peak_rss(pid):
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def machine_cpu():
    """Seconds that all processors together have worked since the machine started."""
    with open("/proc/stat") as stat:
        user, nice, system, _idle, _iowait, irq, softirq = map(int, stat.readline().split()[1:8])
    return (user + nice + system + irq + softirq) / TICK

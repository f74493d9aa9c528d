# SPDX-License-Identifier: Apache-2.0
"""A flame graph as SVG from stacks in the collapsed form of async-profiler: `a;b;c 17` a line."""

import re
from html import escape

from .svg import text

WIDTH, ROW, HEAD, CHARACTER = 1100, 15, 26, 6.2
LEAST = 0.004  # of all samples: narrower frames cannot be read
THREAD = re.compile(r"\[(.*?)[-\s\d]*(?:worker[-\d]*)? tid=\d+]")
COLOURS = {"java": "#5fa8d3", "native": "#e09f3e", "kernel": "#c8553d"}


class Frame:
    def __init__(self):
        self.samples, self.below = 0, {}


def tree(lines):
    root = Frame()
    for line in lines:
        stack, _, samples = line.strip().rpartition(" ")
        if not stack:
            continue
        frame = root
        frame.samples += int(samples)
        for name in map(plain, stack.split(";")):
            frame = frame.below.setdefault(name, Frame())
            frame.samples += int(samples)
    return root


def plain(name):
    """Threads of one kind are one frame; what differs from run to run is left out."""
    thread = THREAD.fullmatch(name)
    if thread:
        return thread[1]
    return re.sub(r"0x[0-9a-f]+", "", name.rsplit("/", 1)[-1] if ".so" in name else name)


def flame(title, lines):
    root = tree(lines)
    rects = []
    depth = drawn(root, root.samples, 0, 0, rects)
    height = HEAD + depth * ROW + 4
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">',
        "<style>text{font:10px ui-monospace,monospace;fill:#111}.t{font:600 13px system-ui}"
        "rect{stroke:#fff;stroke-width:.4}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fbfbf8"/>',
        text(4, 17, f"{title} ({root.samples:,} samples)", "t"),
        *rects, "</svg>\n"])


def drawn(frame, total, x, depth, rects):
    """Draws what is below; how many rows that took."""
    deepest = depth
    for name, child in sorted(frame.below.items()):
        width = child.samples / total * WIDTH
        if child.samples >= total * LEAST:
            rects.append(bar(name, child.samples / total, x, HEAD + depth * ROW, width))
            deepest = max(deepest, drawn(child, total, x, depth + 1, rects))
        x += width
    return deepest


def bar(name, share, x, y, width):
    room = int(width / CHARACTER) - 1
    short = name if len(name) <= room else "…" + name[1 - room:] if room > 3 else ""
    words = text(x + 2, y + 11, short) if short else ""
    return (f'<g><title>{escape(name)} {share:.1%}</title><rect x="{x:.1f}" y="{y}"'
            f' width="{width:.1f}" height="{ROW}" fill="{COLOURS[kind(name)]}"/>{words}</g>')


def kind(name):
    if re.match(r"^(__|syscall$|epoll|read$|send$)", name):
        return "kernel"
    return "java" if "/" in name or name.startswith(("lane", "main", "ForkJoin")) else "native"

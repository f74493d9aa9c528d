# SPDX-License-Identifier: Apache-2.0
"""Bar charts, small and readable on light and dark pages: no background, colours of the middle, and
text that follows the reader's preference."""

from dataclasses import dataclass
from html import escape

WIDTH, LABELS, VALUES, BAR, GAP, HEAD = 760, 210, 150, 16, 5, 30
STYLE = """<style>
text{font:12px system-ui,sans-serif;fill:#24292f}
.title{font-weight:600;font-size:13px}
.soft{fill:#6e7781}
.own{fill:#2f81f7}.peer{fill:#8b949e}
.line{stroke:#d4761f;stroke-width:2;stroke-dasharray:4 3}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9198a1}}
</style>"""


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    shown: str
    own: bool


@dataclass(frozen=True)
class Panel:
    """Bars on a scale of their own; `target` is drawn as a line."""

    title: str
    bars: tuple
    target: float = 0

    @property
    def height(self):
        return HEAD + len(self.bars) * (BAR + GAP) + 12


def chart(title, panels):
    parts, y = [], 30
    for panel in panels:
        parts += drawn(panel, y)
        y += panel.height
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 4}" width="{WIDTH}"'
        f' role="img" aria-label="{escape(title)}">', STYLE,
        text(0, 16, title, "title"), *parts, "</svg>\n"])


def drawn(panel, top):
    most = max([bar.value for bar in panel.bars] + [panel.target]) or 1
    across = WIDTH - LABELS - VALUES
    parts = [text(0, top + 18, panel.title, "title")]
    for n, bar in enumerate(panel.bars):
        y = top + HEAD + n * (BAR + GAP)
        width = max(1, bar.value / most * across)
        kind = "own" if bar.own else "peer"
        parts += [text(LABELS - 8, y + BAR - 4, bar.label, anchor="end"),
                  f'<rect class="{kind}" x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>',
                  text(LABELS + width + 6, y + BAR - 4, bar.shown, "soft")]
    if panel.target:
        x = LABELS + panel.target / most * across
        bottom = top + HEAD + len(panel.bars) * (BAR + GAP)
        parts.append(f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{top + HEAD - 4}" y2="{bottom}"/>')
    return parts


def text(x, y, words, kind="", anchor="start"):
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'

"""A part of a page that may be a table: its box and the strokes inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from parsers.grids.marks import Stroke
from planhouse.geometry import Box

Source = Literal["ruled", "bands", "stream"]


@dataclass(slots=True)
class Region:
    """A candidate table area of one page."""

    box: Box
    source: Source
    """What proposed it: crossing rules, rules across only, or aligned words."""
    horizontals: list[Stroke] = field(default_factory=list)
    verticals: list[Stroke] = field(default_factory=list)
    is_stacked: bool = False
    """Whether it was joined of shaded stripes, between which rules may run that cross nothing."""

    @property
    def is_parted(self) -> bool:
        """Whether lines are drawn across it inside: no stripe of a table whose other rows are unshaded."""
        inner = (self.box.top + 4, self.box.bottom - 4)
        return any(s.is_line and inner[0] < s.at < inner[1] for s in self.horizontals)


def cluster_places(strokes: Sequence[Stroke], within: float) -> list[list[Stroke]]:
    """Strokes grouped by place, a group spanning no more than ``within`` points from its first."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if groups and stroke.at - groups[-1][0].at <= within:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def covered(strokes: Sequence[Stroke], low: float, high: float) -> float:
    """Share of the stretch from ``low`` to ``high`` that the strokes of one place cover."""
    if high <= low:
        return 0.0
    pieces = sorted((max(s.low, low), min(s.high, high)) for s in strokes)
    total, reach = 0.0, low
    for begin, end in pieces:
        begin = max(begin, reach)
        if end > begin:
            total += end - begin
            reach = end
    return total / (high - low)

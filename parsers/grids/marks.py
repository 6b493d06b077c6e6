"""Rules and fill edges of a page as clean strokes: pieces merged, doubles and underlines dropped."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planhouse.geometry import Box
from planhouse.page import Fill, Rule, Word


@dataclass(frozen=True, slots=True)
class MarkLimits:
    """Tolerances in points; producers place the pieces of one rule within about a point."""

    snap: float = 1.6
    """Strokes whose places differ by less are one."""
    bridge: float = 2.5
    """Gap between two pieces of one rule: dashes, and joints drawn as small squares."""
    shortest: float = 5.0
    """Merged strokes shorter than this are ornaments (ticks, dots)."""
    most_fills: int = 800
    """Fills of a page above which it is a drawing, and nobody looks at their colours."""
    shadow: float = 3.2
    """A fill edge this near a drawn line is the line's own shading border."""


LIMITS = MarkLimits()


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight stroke: at ``at`` on one axis, from ``low`` to ``high`` on the other."""

    at: float
    low: float
    high: float
    is_line: bool = True
    """False where it is only the edge of a fill."""

    @property
    def length(self) -> float:
        """Extent in points."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Marks:
    """The strokes of a page, each list sorted by place."""

    horizontals: tuple[Stroke, ...]
    verticals: tuple[Stroke, ...]


def build_marks(rules: Iterable[Rule], words: Sequence[Word], fills: Sequence[Fill] = ()) -> Marks:
    """Clean strokes of a page.

    Args:
        rules: drawn lines and edges of fills.
        words: which tell underlines from rules.
        fills: which tell edges one can see from joints of one colour.
    """
    colour = _ColourAt(fills)
    across: list[Stroke] = []
    down: list[Stroke] = []
    for rule in rules:
        box, is_line = rule.box, rule.kind == "line"
        if not is_line and colour.is_joint(box):
            continue
        if box.width >= box.height:
            across.append(Stroke(box.mid_y, box.x0, box.x1, is_line))
        else:
            down.append(Stroke(box.mid_x, box.top, box.bottom, is_line))
    verticals = _clean(down)
    horizontals = _drop_underlines(_clean(across), verticals, words)
    return Marks(tuple(horizontals), tuple(verticals))


class _ColourAt:
    """Colour of the uppermost shading at a point."""

    def __init__(self, fills: Sequence[Fill]) -> None:
        self.fills = fills if len(fills) <= LIMITS.most_fills else ()

    def at(self, x: float, y: float) -> str:
        """``rrggbb``, empty where nothing is filled."""
        for fill in reversed(self.fills):
            b = fill.box
            if b.x0 <= x <= b.x1 and b.top <= y <= b.bottom:
                return fill.colour
        return ""

    def is_joint(self, edge: Box) -> bool:
        """Whether the same colour lies above and below an edge: lines of one cell, shaded one by one.

        Joints of cells side by side are kept: they are where the columns meet.
        """
        if edge.width < edge.height:
            return False
        step = LIMITS.snap
        above = self.at(edge.mid_x, edge.mid_y - step)
        return bool(above) and above == self.at(edge.mid_x, edge.mid_y + step)


def _clean(strokes: list[Stroke]) -> list[Stroke]:
    """Merged lines, and merged edges where no line stands beside them."""
    lines = merge_strokes([s for s in strokes if s.is_line])
    edges = merge_strokes([s for s in strokes if not s.is_line])
    lines = [s for s in lines if s.length >= LIMITS.shortest]
    places = [s.at for s in lines]
    kept = [s for s in edges if s.length >= LIMITS.shortest and not _is_shadow(s, lines, places)]
    return sorted(lines + kept, key=lambda s: (s.at, s.low))


def merge_strokes(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes at one place with their touching pieces joined."""
    ordered = sorted(strokes, key=lambda s: s.at)
    merged: list[Stroke] = []
    start = 0
    for index in range(1, len(ordered) + 1):
        ends = index == len(ordered) or (
            ordered[index].at - ordered[index - 1].at > LIMITS.snap
            or ordered[index].at - ordered[start].at > 2 * LIMITS.snap
        )
        if ends:
            merged.extend(_join_pieces(ordered[start:index]))
            start = index
    return merged


def _join_pieces(pieces: list[Stroke]) -> list[Stroke]:
    """Pieces of one place joined where they touch or nearly touch."""
    pieces = sorted(pieces, key=lambda s: s.low)
    total = sum(max(s.length, 0.1) for s in pieces)
    at = sum(s.at * max(s.length, 0.1) for s in pieces) / total
    runs = [[pieces[0].low, pieces[0].high]]
    for piece in pieces[1:]:
        if piece.low <= runs[-1][1] + LIMITS.bridge:
            runs[-1][1] = max(runs[-1][1], piece.high)
        else:
            runs.append([piece.low, piece.high])
    return [Stroke(at, low, high, pieces[0].is_line) for low, high in runs]


def _is_shadow(edge: Stroke, lines: list[Stroke], places: list[float]) -> bool:
    """Whether drawn lines beside the edge cover most of it."""
    first = bisect_left(places, edge.at - LIMITS.shadow)
    last = bisect_right(places, edge.at + LIMITS.shadow)
    shared = 0.0
    for line in lines[first:last]:
        shared += max(0.0, min(edge.high, line.high) - max(edge.low, line.low))
    return shared >= 0.7 * edge.length


def _drop_underlines(strokes: list[Stroke], verticals: list[Stroke], words: Sequence[Word]) -> list[Stroke]:
    """Strokes without those drawn under words, which begin and end with the words."""
    if not strokes:
        return strokes
    ordered = sorted(words, key=lambda w: w.box.bottom)
    bottoms = [w.box.bottom for w in ordered]
    kept = []
    for stroke in strokes:
        first = bisect_left(bottoms, stroke.at - 0.5)
        last = bisect_right(bottoms, stroke.at + 4.5)
        near = [
            w
            for w in ordered[first:last]
            if w.box.x1 > stroke.low and w.box.x0 < stroke.high and w.box.top < stroke.at - 2
        ]
        if not _is_underline(stroke, near) or _is_met(stroke, verticals):
            kept.append(stroke)
    return kept


def _is_underline(stroke: Stroke, near: list[Word]) -> bool:
    """Whether the words above begin and end with the stroke and read on without a gutter."""
    if not near:
        return False
    near = sorted(near, key=lambda w: w.box.x0)
    if abs(near[0].box.x0 - stroke.low) > 2.5 or abs(near[-1].box.x1 - stroke.high) > 2.5:
        return False
    return all(b.box.x0 - a.box.x1 < 0.8 * max(a.size, 4) for a, b in itertools.pairwise(near))


def _is_met(stroke: Stroke, verticals: list[Stroke]) -> bool:
    """Whether a vertical stroke meets the stroke."""
    return any(
        v.low - 2 <= stroke.at <= v.high + 2 and stroke.low - 2 <= v.at <= stroke.high + 2 for v in verticals
    )

"""Blocks of columns drawn side by side with a strip of nothing between them: one table."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.marks import Marks, Stroke
from parsers.grids.region import cluster_places, covered
from parsers.grids.segments import Line


@dataclass(frozen=True, slots=True)
class GutterLimits:
    """Limits in points and shares."""

    least: float = 4.0
    """Ends of rules nearer than this meet."""
    most: float = 20.0
    """A wider strip parts two tables: a gap between columns of prose is seldom less."""
    rules: int = 4
    """Rules that must break off at the strip: header and two rows."""
    agree: float = 0.8
    """Share of the rules on either side that go on at the same height on the other side."""
    figures: float = 0.6
    """Share of the lines right of the strip that begin with a figure; the others are header."""


LIMITS = GutterLimits()


@dataclass(frozen=True, slots=True)
class _Gutter:
    """An empty upright strip at which rules break off and go on."""

    x0: float
    x1: float
    heights: tuple[float, ...]
    whole: tuple[Stroke, ...]
    """The rules drawn on over the strip."""


def close_gutters(marks: Marks, lines: Sequence[Line]) -> Marks:
    """Strokes with narrow empty strips inside a table closed.

    A producer that draws blocks of columns apart repeats every rule on both sides of the strip.
    A block that has labels of its own is another table or the list going on, and stays apart.
    The rules are drawn on over it and one vertical stands in its middle, so that it is no column.

    Args:
        marks: strokes of the page.
        lines: of the page; words in the strip make it a column.

    Returns:
        The marks, the same ones where there is no such strip.
    """
    across, down = list(marks.horizontals), list(marks.verticals)
    for gutter in _find_gutters(marks):
        if not _is_closed(gutter, down) or _has_words(lines, gutter) or not _is_figures(lines, gutter):
            continue
        across += gutter.whole
        middle = (gutter.x0 + gutter.x1) / 2
        sides = [v for v in down if _is_side(v, gutter)]
        down = [v for v in down if not _is_side(v, gutter)]
        down += [Stroke(middle, min(s.low for s in sides), max(s.high for s in sides))]
    if len(across) == len(marks.horizontals):
        return marks
    return Marks(tuple(sorted(across, key=lambda s: s.at)), tuple(sorted(down, key=lambda s: s.at)))


def _find_gutters(marks: Marks) -> list[_Gutter]:
    """Strips at which nearly all the rules on both sides break off."""
    drawn = [s for s in marks.horizontals if s.is_line]
    found: dict[tuple[int, int], list[tuple[Stroke, Stroke]]] = defaultdict(list)
    for group in cluster_places(drawn, 1.5):
        for a, b in itertools.pairwise(sorted(group, key=lambda s: s.low)):
            if LIMITS.least < b.low - a.high <= LIMITS.most:
                found[round(a.high / 3), round(b.low / 3)].append((a, b))
    gutters = []
    for strips in found.values():
        if len(strips) < LIMITS.rules:
            continue
        x0, x1 = max(a.high for a, _ in strips), min(b.low for _, b in strips)
        heights = tuple(sorted(a.at for a, _ in strips))
        if len(strips) >= LIMITS.agree * max(_count_ends(drawn, x0, x1, heights)):
            gutters.append(_Gutter(x0, x1, heights, tuple(Stroke(a.at, a.low, b.high) for a, b in strips)))
    return gutters


def _count_ends(drawn: Sequence[Stroke], x0: float, x1: float, heights: tuple[float, ...]) -> tuple[int, int]:
    """Rules that end at the strip's left side and that begin at its right, from first to last height."""
    inside = [s for s in drawn if heights[0] - 2 <= s.at <= heights[-1] + 2]
    left = [s for s in inside if abs(s.high - x0) < 3]
    right = [s for s in inside if abs(s.low - x1) < 3]
    return len(cluster_places(left, 1.5)), len(cluster_places(right, 1.5))


def _is_side(stroke: Stroke, gutter: _Gutter) -> bool:
    """Whether a vertical closes the block of columns on either side of the strip."""
    near = min(abs(stroke.at - gutter.x0), abs(stroke.at - gutter.x1)) < 3
    return near and stroke.high > gutter.heights[0] and stroke.low < gutter.heights[-1]


def _is_closed(gutter: _Gutter, down: Sequence[Stroke]) -> bool:
    """Whether verticals run along both sides of the strip."""
    top, bottom = gutter.heights[0], gutter.heights[-1]
    return all(
        covered([v for v in down if abs(v.at - x) < 3], top, bottom) >= LIMITS.agree
        for x in (gutter.x0, gutter.x1)
    )


def _has_words(lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Whether a word stands in the strip or runs over it."""
    return any(
        w.box.x1 > gutter.x0 + 1 and w.box.x0 < gutter.x1 - 1
        for line in lines
        if line.bottom > gutter.heights[0] and line.top < gutter.heights[-1]
        for s in line.segments
        for w in s.words
    )


def _is_figures(lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Whether the lines to the right of the strip begin with figures, so that their labels stand left."""
    end = max(s.high for s in gutter.whole)
    first = []
    for line in lines:
        if line.bottom > gutter.heights[0] and line.top < gutter.heights[-1]:
            words = [w for s in line.segments for w in s.words if gutter.x1 - 1 < w.box.mid_x < end]
            first += [min(words, key=lambda w: w.box.x0).text] if words else []
    return sum(any(c.isdigit() for c in text) for text in first) >= LIMITS.figures * max(len(first), 1)

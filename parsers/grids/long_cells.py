"""Cells far longer than the others of their row: lines of one column between aligned lines.

Without rules such lines look like prose behind the table. What tells them from prose is that they begin
and end in the table's first column, follow one another as lines of a cell do, and that the next line of
several columns keeps the table's columns again.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.segments import Line


@dataclass(frozen=True, slots=True)
class LongCellLimits:
    """Limits in points where nothing else is said."""

    least_columns: int = 3
    """Columns of the table: two columns of prose of unequal length look the same."""
    line_gap: float = 0.8
    """White space between lines of a cell in font sizes at most: bullets of a strategy stood 0.64 apart."""
    same_start: float = 1.5
    """By how much lines of one column begin apart."""
    indent: float = 2.6
    """Font sizes by which text under a bullet begins further in."""
    clear: float = 0.5
    """Font sizes left free before the second column."""
    least_starts: int = 2
    """Aligned lines that begin where a column does."""


LIMITS = LongCellLimits()


def find_starts(run: Sequence[Line]) -> list[float]:
    """Left edges at which two aligned lines or more begin a segment, in points from the left."""
    edges = sorted(s.x0 for line in run if len(line.segments) > 1 for s in line.segments)
    groups: list[list[float]] = []
    for x in edges:
        if groups and x - groups[-1][0] <= LIMITS.same_start:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [g[0] for g in groups if len(g) >= LIMITS.least_starts]


def may_be_long_cell(run: Sequence[Line], lone: Sequence[Line]) -> bool:
    """Whether the lone lines after a run go on with the first cell of its last row.

    Args:
        run: lines that mostly have several segments, from the top.
        lone: lines of one segment below it.
    """
    starts = find_starts(run)
    if len(starts) < LIMITS.least_columns or not lone:
        return False
    first, second = starts[0], starts[1]
    for above, line in itertools.pairwise([run[-1], *lone]):
        if len(line.segments) > 1 or line.top - above.bottom > LIMITS.line_gap * line.size:
            return False
        if not -LIMITS.same_start <= line.x0 - first <= LIMITS.indent * line.size:
            return False
        if line.x1 > second - LIMITS.clear * line.size:
            return False
    return True


def keeps_columns(run: Sequence[Line], line: Line) -> bool:
    """Whether a line begins at the run's first column and, from there on, only where columns begin.

    Args:
        run: aligned lines, from the top.
        line: the next line of several segments.
    """
    starts = find_starts(run)
    met = [any(abs(s.x0 - x) <= LIMITS.same_start for x in starts) for s in line.segments]
    return len(met) > 1 and all(met) and abs(line.x0 - starts[0]) <= LIMITS.same_start

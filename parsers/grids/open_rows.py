"""Rows of a table with rules between its columns only: cells that begin level, and rules that begin lower.

No rule parts the rows, so that the whole body is one strip. Its rows are told where most columns
begin anew on one line after a space; a stacked header is told where the rules between the lower labels
begin: above that place a label reaches from one rule to the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.pieces import Piece, PlacedLine


@dataclass(frozen=True, slots=True)
class OpenRowLimits:
    """When lines of an undivided strip begin a row."""

    anew: float = 1.45
    """Line distances below the last line from which a row begins; paragraphs of one cell are nearer."""
    begun: float = 0.5
    """Share of the columns that must begin on the line..."""
    least: int = 3
    """... and their least number."""
    inside: float = 3.0
    """Points by which a rule that begins within a strip is off its upper side."""


LIMITS = OpenRowLimits()


def split_level(
    lines: Sequence[PlacedLine], boundaries: Sequence[Boundary], pitch: float
) -> list[list[PlacedLine]]:
    """The lines of a strip by row; one group where nothing tells rows apart.

    Args:
        lines: of the strip, from the top.
        boundaries: of the columns, outer edges included.
        pitch: distance of lines within a cell in points.
    """
    width = len(boundaries) - 1
    groups: list[list[PlacedLine]] = []
    seen: dict[int, float] = {}
    for line in lines:
        if groups and pitch > 0 and _begins_row(line, seen, width, pitch):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
        else:
            groups.append([line])
        seen.update(dict.fromkeys(line.columns(), line.mid_y))
    return groups


def _begins_row(line: PlacedLine, seen: dict[int, float], width: int, pitch: float) -> bool:
    """Whether most columns begin on a line under white space; beside it only the first may run on.

    Its cell may span rows. White space beside a longer cell of the row is no evidence.
    """
    if any(p.is_spanning for p in line.pieces):
        return False
    above = [y for c, y in seen.items() if c > 0] or list(seen.values())
    if any(line.mid_y - y < LIMITS.anew * pitch for y in above):
        return False
    return len(line.columns()) >= max(LIMITS.least, LIMITS.begun * width)


def split_at_lower_rules(
    lines: Sequence[PlacedLine], boundaries: Sequence[Boundary], top: float, bottom: float
) -> list[list[PlacedLine]] | None:
    """The lines of a header strip as two rows where some of its rules begin half-way down; None elsewhere.

    Args:
        lines: of the strip, from the top; upper pieces are widened up to the rules beside them.
        boundaries: of the columns.
        top: upper side of the strip in points.
        bottom: its lower side.
    """
    inner = boundaries[1:-1]
    drawn = any(s.is_line for b in inner for s in b.strokes)  # else the joints of shaded cells tell
    starts = [min((s.low for s in b.strokes if s.is_line or not drawn), default=bottom) for b in inner]
    within = [y for y in starts if top + LIMITS.inside < y < bottom - LIMITS.inside]
    if not within or max(within) - min(within) > LIMITS.inside or len(within) == len(inner):
        return None
    upper = [line for line in lines if line.mid_y < within[0]]
    lower = [line for line in lines if line.mid_y >= within[0]]
    if not upper or not lower:
        return None
    reached = [(p, *_reach(p, starts, within[0])) for line in upper for p in line.pieces]
    if not any(last > first for _, first, last in reached) or _overlap(reached):
        return None
    for piece, first, last in reached:
        piece.first, piece.last, piece.is_stacked = first, last, last > first
    return [upper, lower]


def _reach(piece: Piece, starts: Sequence[float], begin: float) -> tuple[int, int]:
    """First and last column between the rules drawn beside a piece over the place where the others begin."""
    drawn = [i + 1 for i, y in enumerate(starts) if y < begin - LIMITS.inside]
    first = max((b for b in drawn if b <= piece.first), default=0)
    last = min((b for b in drawn if b > piece.last), default=len(starts) + 1) - 1
    return first, last


def _overlap(reached: Sequence[tuple[Piece, int, int]]) -> bool:
    """Whether two pieces side by side reach over one column."""
    extents = sorted({(first, last) for _, first, last in reached})
    return any(a[1] >= b[0] for a, b in itertools.pairwise(extents))

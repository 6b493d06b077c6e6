"""A region grown over lines that keep its columns: tails, unshaded rows, bodies under header rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from parsers.grids.columns import Boundary
from parsers.grids.label_pairs import are_placed_pairs
from parsers.grids.pieces import PlacedLine, place_lines
from parsers.grids.region import Region
from parsers.grids.rows import is_full
from parsers.grids.segments import Line, is_numeric
from planhouse.geometry import Box


@dataclass(frozen=True, slots=True)
class ExtendLimits:
    """Limits in multiples of the font size."""

    gap: float = 1.6
    """A line further from the table stands apart."""
    head_gap: float = 2.6
    """A line of bold headers does where it is further still: shading leaves room above the first row."""
    row_gaps: int = 2
    """Gaps above rows of a table without rules that tell how far apart its rows stand: spreadsheets print
    rows as high as someone drew them, and the next one may be as far off as the furthest of them."""
    least_heads: int = 3
    tail_gap: float = 0.75
    """A line of one column must stand as near as lines of a cell do."""
    aligned: float = 0.35
    """Its left edge must meet the column's, give or take, or be indented under a bullet."""
    indent: float = 2.6
    beside: float = 0.2
    """A line of one column that overlaps its neighbour by so much is half of a label beside the figures."""
    clear: float = 0.4
    """A longer label must leave so much of the lane free."""
    section: float = 1.2
    """A line larger than the rows by so much is a heading behind the table, no section of it."""


LIMITS = ExtendLimits()


def extend_region(
    region: Region, boundaries: Sequence[Boundary], rows: Sequence[PlacedLine], lines: Sequence[Line]
) -> Box:
    """The region's box with the lines above and below that keep its columns.

    Args:
        region: as proposed.
        boundaries: its column boundaries.
        rows: its placed lines.
        lines: lines of the page that no table took, the region's own ones included.
    """
    box = region.box
    starts = _column_starts(rows, len(boundaries) - 1)
    own = {id(line) for line in lines if box.top - 1 <= line.mid_y <= box.bottom + 1}
    below = [line for line in lines if id(line) not in own and line.mid_y > box.bottom]
    above = [line for line in lines if id(line) not in own and line.mid_y < box.top]
    width = len(boundaries) - 1
    tails = (width > 2 or are_placed_pairs(rows, width)) and region.source != "bands"
    largest = LIMITS.section * median(row.size for row in rows)
    is_open = region.source == "bands"
    bottom = _grow(box, boundaries, starts, below, 1, tails, largest, is_open, _row_gap(rows))
    if region.source == "stream" and bottom == box.bottom:
        bottom = _end_of_label(box, boundaries, rows[-1], below)
    if _are_heads(rows[0]):
        above = above[next((i + 1 for i in range(len(above) - 1, -1, -1) if not above[i].is_bold), 0) :]
    top = _grow(box, boundaries, starts, reversed(above), -1, tails, largest)
    return Box(box.x0, top, box.x1, bottom)


def _are_heads(line: PlacedLine) -> bool:
    """Whether a line is of headers: bold labels in three places or more, over which no row stands."""
    pieces = line.pieces
    return len(pieces) >= LIMITS.least_heads and all(
        p.segment.is_bold and not any(c.isdigit() for c in p.segment.text) for p in pieces
    )


def _row_gap(rows: Sequence[PlacedLine]) -> float:
    """The widest gap in points above a line that begins a row; 0 where too few rows tell it."""
    gaps = [
        line.top - above.bottom
        for above, line in itertools.pairwise(sorted(rows, key=lambda row: row.top))
        if _begins_row(line) and not (len(above.pieces) == 1 and above.pieces[0].first == 0)
    ]
    return max(gaps) if len(gaps) >= LIMITS.row_gaps else 0.0


def _begins_row(line: PlacedLine) -> bool:
    """Whether a line has words in the first column and in two others."""
    return len(line.pieces) >= LIMITS.least_heads and line.pieces[0].first == line.pieces[0].last == 0


def _end_of_label(box: Box, boundaries: Sequence[Boundary], last: PlacedLine, below: Sequence[Line]) -> float:
    """The bottom with the line on which the last row's label ends: one line more than its other cells.

    The label before it had no room for the word, stands one line above it and begins at the same place.
    """
    label = last.at(0)
    if label is None or label.is_spanning or len(last.pieces) < 2 or not below:
        return box.bottom
    line = below[0]
    pieces = place_lines([line], boundaries)[0].pieces
    one = len(pieces) == 1 and pieces[0].first == pieces[0].last == 0
    near = line.top - last.bottom <= LIMITS.tail_gap * line.size
    same = one and (
        abs(line.x0 - label.segment.x0) <= LIMITS.aligned * line.size
        and abs(line.size - label.segment.size) < 0.5
        and pieces[0].segment.is_bold == label.segment.is_bold
    )
    return line.bottom if same and near and is_full(label, pieces[0], boundaries) else box.bottom


def _column_starts(rows: Sequence[PlacedLine], width: int) -> list[list[float]]:
    """Left edges of the pieces of each column."""
    starts: list[list[float]] = [[] for _ in range(width)]
    for line in rows:
        for piece in line.pieces:
            if not piece.is_spanning and piece.first < width:
                starts[piece.first].append(piece.segment.x0)
    return starts


def _grow(
    box: Box,
    boundaries: Sequence[Boundary],
    starts: list[list[float]],
    lines: Iterable[Line],
    way: int,
    tails: bool,
    largest: float,
    is_open: bool = False,
    row_gap: float = 0.0,
) -> float:
    """The new bottom (``way`` 1) or top (-1); a section's text is at most ``largest``.

    A line that begins a row may stand ``row_gap`` points away.

    Where ``is_open``, rules run over every row and none under the last: once a row stands below the
    last rule, lone lines close under it are its own.
    """
    edge = box.bottom if way > 0 else box.top
    pending: float | None = None
    parts = _parts_within(box, lines)
    for index, part in enumerate(parts):
        reach = pending if pending is not None else edge
        gap = part.top - reach if way > 0 else reach - part.bottom
        furthest = LIMITS.head_gap if way < 0 and _may_be_head(part) else LIMITS.gap
        if gap > furthest * part.size and not (
            gap <= row_gap and _begins_row(place_lines([part], boundaries)[0])
        ):
            break
        if not _fits(part, box, boundaries, starts, gap, tails):
            if way < 0 and _is_row_end(part, boundaries, starts, gap):
                pending = part.top
                continue
            after = parts[index + 1] if index + 1 < len(parts) else None
            if pending is not None or not (_may_be_section(part, box, largest) or _is_half(part, after, box)):
                break
            pending = part.bottom if way > 0 else part.top
            continue
        edge, pending = (part.bottom if way > 0 else part.top), None
        tails = tails or (is_open and len(part.segments) > 1)
    return edge


def _is_row_end(line: Line, boundaries: Sequence[Boundary], starts: list[list[float]], gap: float) -> bool:
    """Whether a line of one column may end a row that begins further up: where it does, both belong."""
    if len(line.segments) != 1:
        return False
    piece = place_lines([line], boundaries)[0].pieces[0]
    aligned = _is_aligned(line.x0, starts[piece.first], line.size)
    return not piece.is_spanning and aligned and gap <= LIMITS.tail_gap * line.size


def _may_be_head(line: Line) -> bool:
    """Whether a line may be the headers: bold words in three places or more."""
    return len(line.segments) >= LIMITS.least_heads and line.is_bold


def _parts_within(box: Box, lines: Iterable[Line]) -> list[Line]:
    """What of each line stands over or under the box."""
    cut = ([s for s in line.segments if s.x1 > box.x0 - 4 and s.x0 < box.x1 + 4] for line in lines)
    return [Line(inside) for inside in cut if inside]


def _is_half(line: Line, after: Line | None, box: Box) -> bool:
    """Whether the line is the first half of a label whose figures stand half-way down beside it."""
    if after is None or len(line.segments) > 1 or line.x1 - line.x0 >= 0.5 * box.width:
        return False
    overlap = min(line.bottom, after.bottom) - max(line.top, after.top)
    is_label = not is_numeric(line.segments[0].text)
    return is_label and len(after.segments) > 1 and overlap >= LIMITS.beside * line.size


def _may_be_section(line: Line, box: Box, largest: float) -> bool:
    """Whether the line may be a section row: one short segment from the left, no larger than the rows."""
    first = line.segments[0]
    if line.size > largest:
        return False
    return len(line.segments) == 1 and first.x0 < box.x0 + 20 and first.x1 - first.x0 < 0.5 * box.width


def _fits(
    line: Line, box: Box, boundaries: Sequence[Boundary], starts: list[list[float]], gap: float, tails: bool
) -> bool:
    """Whether the line keeps the columns: words in two of them, or a tail in an inner one."""
    # The last column may hold longer text here than in the lines that gave the box.
    last = boundaries[-2].x - 2
    if any(s.x0 < box.x0 - 4 or (s.x1 > box.x1 + 4 and s.x0 < last) for s in line.segments):
        return False
    pieces = place_lines([line], _give_way(boundaries, line))[0].pieces
    if any(p.is_spanning for p in pieces):
        return False
    met = [_is_aligned(p.segment.x0, starts[p.first], p.segment.size) for p in pieces]
    if len(pieces) > 1:
        return sum(met) >= 0.5 * len(pieces) or len(pieces) >= 3
    if gap <= -LIMITS.beside * line.size and not is_numeric(pieces[0].segment.text):
        return True
    return tails and pieces[0].first > 0 and met[0] and gap <= LIMITS.tail_gap * line.size


def _give_way(boundaries: Sequence[Boundary], line: Line) -> list[Boundary]:
    """Boundaries moved right where the line's label is longer than those seen, and stops in their lane."""
    moved = list(boundaries)
    for index, boundary in enumerate(boundaries[1:-1], 1):
        if boundary.is_ruled:
            continue
        over = [s.x1 for s in line.segments if s.x0 < boundary.x < s.x1]
        if over and max(over) <= boundary.high - LIMITS.clear * line.size:
            low = max(over)
            moved[index] = Boundary((low + boundary.high) / 2, [], low, boundary.high)
    return moved


def _is_aligned(x0: float, starts: list[float], size: float) -> bool:
    """Whether ``x0`` meets a left edge of the column, or is indented as under a bullet."""
    if not starts:
        return False
    left = min(starts)
    if any(abs(x0 - x) <= LIMITS.aligned * size for x in starts):
        return True
    return 0 <= x0 - left <= LIMITS.indent * size

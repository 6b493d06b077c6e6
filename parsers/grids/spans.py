"""Stacked headers: how many rows they take, what they span, and which of their slots are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.columns import Boundary
from parsers.grids.headers import count_header_lines
from parsers.grids.marks import Stroke
from parsers.grids.pieces import Piece, PlacedLine
from parsers.grids.region import covered
from parsers.grids.stacks import widen_over
from parsers.grids.wording import is_caption

Slot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpanLimits:
    """Limits for headers centred over columns without a rule."""

    centred: float = 0.07
    """Offset of a header's middle from its columns' middle, as share of their width."""
    slack: float = 0.8
    """The same in font sizes, added."""
    tight: float = 1.4
    """Lines of one header cell follow within so many font sizes."""
    most_rows: int = 6
    title_words: int = 3
    """A lone text of so many words over a whole row of headers is a title, no first part of the stub's."""


LIMITS = SpanLimits()


def flatten(lines: Sequence[PlacedLine]) -> list[Piece]:
    """Pieces of a row from left to right."""
    return sorted((p for line in lines for p in line.pieces), key=lambda p: (p.first, p.segment.top))


def count_header_rows(rows: Sequence[Sequence[PlacedLine]], width: int) -> int:
    """Rows from the top that are column headers by wording and style; 0 where none can be told.

    Args:
        rows: lines by row.
        width: number of columns.
    """
    whole = [PlacedLine(flatten(lines)) for lines in rows if lines]
    blank = next((i for i, lines in enumerate(rows) if lines), 0)
    if len(whole) < 2:
        return 0
    count = count_header_lines(whole, width)
    return count + blank if 0 < count <= LIMITS.most_rows and count < len(whole) else 0


def widen_headers(
    rows: Sequence[Sequence[PlacedLine]],
    strokes: Sequence[Sequence[Stroke]],
    boundaries: Sequence[Boundary],
    header_rows: int,
) -> None:
    """Let headers reach over the columns they are centred on or ruled over; pieces are changed.

    Args:
        rows: lines by row.
        strokes: those above each row.
        boundaries: of the columns.
        header_rows: rows from the top that may hold spanning headers.
    """
    width = len(boundaries) - 1
    for r in range(min(header_rows, len(rows) - 1)):
        below = {c for p in flatten(rows[r + 1]) for c in range(p.first, p.last + 1)}
        pieces = flatten(rows[r])
        owned = {c for p in pieces for c in range(p.first, p.last + 1)}
        rules = strokes[r + 1]
        partial = rules and covered(rules, boundaries[0].x, boundaries[-1].x) < 0.97
        shared = any(
            sum(s.low <= p.segment.mid_x <= s.high for p in pieces if p.first > 0) > 1 for s in rules
        )
        partial = partial and not shared  # one rule under all but the stub parts no headers
        if _widen_title(r, pieces, below, width):
            continue
        heads = [line for line in rows[r] if line.columns() & below - {0}]  # a stub's line is none
        if not partial and len(heads) == 1 and widen_over(heads[0], rows[r + 1][-1], boundaries):
            continue
        for piece in _by_first(pieces):
            if piece.is_stacked:
                continue  # told already, with the labels under it
            free = _free_range(piece, owned, boundaries, rows[r], width)
            span = _ruled_span(piece, rules, boundaries, free) if partial else None
            if span is None and len(pieces) < len(below):
                span = _centred_span(piece, free, below, rows[r + 1 :], boundaries)
            if span is None:
                continue
            for other in pieces:
                if other.first >= span[0] and other.last <= span[1]:
                    other.first, other.last = span
            owned.update(range(span[0], span[1] + 1))


def _widen_title(r: int, pieces: list[Piece], below: set[int], width: int) -> bool:
    """Let a lone text over the first row of headers reach over the table: a title printed inside it."""
    if r > 0 or len(pieces) != 1 or pieces[0].first > 0 or len(below) < max(2, 0.75 * width):
        return False
    words = pieces[0].segment.words
    if 0 not in below or not (
        pieces[0].is_spanning or len(words) >= LIMITS.title_words or is_caption(pieces[0].segment.text)
    ):
        return False
    pieces[0].first, pieces[0].last = 0, width - 1
    return True


def _by_first(pieces: list[Piece]) -> list[Piece]:
    """One piece a column, the topmost."""
    seen: dict[int, Piece] = {}
    for piece in pieces:
        seen.setdefault(piece.first, piece)
    return list(seen.values())


def _free_range(
    piece: Piece, owned: set[int], boundaries: Sequence[Boundary], lines: Sequence[PlacedLine], width: int
) -> tuple[int, int]:
    """Columns the piece may reach: blank ones beside it, up to a drawn boundary."""
    top, bottom = min(x.top for x in lines), max(x.bottom for x in lines)

    def is_shut(index: int) -> bool:
        return boundaries[index].is_ruled and boundaries[index].is_drawn_at(top, bottom)

    first, last = piece.first, piece.last
    while first > 0 and first - 1 not in owned and not is_shut(first):
        first -= 1
    while last + 1 < width and last + 1 not in owned and not is_shut(last + 1):
        last += 1
    return first, last


def _ruled_span(
    piece: Piece, rules: Sequence[Stroke], boundaries: Sequence[Boundary], free: tuple[int, int]
) -> tuple[int, int] | None:
    """Columns over which the rule under the piece runs."""
    under = [s for s in rules if s.low - 3 <= piece.segment.mid_x <= s.high + 3]
    if not under:
        return None
    low, high = min(s.low for s in under), max(s.high for s in under)
    columns = [
        c
        for c in range(free[0], free[1] + 1)
        if low - 4 <= (boundaries[c].x + boundaries[c + 1].x) / 2 <= high + 4
    ]
    if not columns or not columns[0] <= piece.first or not piece.last <= columns[-1]:
        return None
    return columns[0], columns[-1]


def _centred_span(
    piece: Piece,
    free: tuple[int, int],
    below: set[int],
    rows: Sequence[Sequence[PlacedLine]],
    boundaries: Sequence[Boundary],
) -> tuple[int, int] | None:
    """The widest run of headed columns whose middle is the piece's."""
    extents = _column_extents(rows, len(boundaries) - 1)
    best: tuple[int, int] | None = None
    for first in range(free[0], piece.first + 1):
        for last in range(piece.last, free[1] + 1):
            if first == last or (first == 0 and piece.first > 0) or not (first in below and last in below):
                continue
            left, right = extents[first], extents[last]
            if left is None or right is None:
                continue
            off = abs((left[0] + right[1]) / 2 - piece.segment.mid_x)
            allowed = LIMITS.centred * (right[1] - left[0]) + LIMITS.slack * piece.segment.size
            if off <= allowed and (best is None or last - first > best[1] - best[0]):
                best = (first, last)
    return best


def _column_extents(rows: Sequence[Sequence[PlacedLine]], width: int) -> list[tuple[float, float] | None]:
    """Leftmost and rightmost point of the words of each column that span no other."""
    extents: list[tuple[float, float] | None] = [None] * width
    for lines in rows:
        for line in lines:
            for p in line.pieces:
                if p.is_spanning or p.first >= width:
                    continue
                old = extents[p.first]
                x0, x1 = p.segment.x0, p.segment.x1
                extents[p.first] = (min(x0, old[0]), max(x1, old[1])) if old else (x0, x1)
    return extents


def joined_heads(
    rows: Sequence[Sequence[PlacedLine]],
    strokes: Sequence[Sequence[Stroke]],
    boundaries: Sequence[Boundary],
    header_rows: int,
) -> list[tuple[Slot, Slot]]:
    """Header slots above one another that are one cell: no spanning header stands over the column.

    Args:
        rows: lines by row.
        strokes: those above each row.
        boundaries: of the columns.
        header_rows: rows from the top that are headers.
    """
    joined: list[tuple[Slot, Slot]] = []
    for c in range(len(boundaries) - 1):
        for r in range(1, header_rows):
            above = [p for p in flatten(rows[r - 1]) if p.first <= c <= p.last]
            here = [p for p in flatten(rows[r]) if p.first <= c <= p.last]
            if any(p.is_spanning or p.is_stacked for p in above + here):
                continue
            left, right = boundaries[c].x + 1, boundaries[c + 1].x - 1
            if covered(strokes[r], left, right) >= 0.5:
                continue
            if not above or not here or _is_tight(above, here):
                joined.append(((r - 1, c), (r, c)))
    return joined


def _is_tight(above: list[Piece], below: list[Piece]) -> bool:
    """Whether the lines follow as lines of one cell do."""
    gap = min(p.segment.mid_y for p in below) - max(p.segment.mid_y for p in above)
    return gap <= LIMITS.tight * below[0].segment.size

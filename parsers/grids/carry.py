"""Columns carried over the page: the piece of a table that alone would not be seen as one.

A table that goes on may fill two of its seven columns on the next page, or one cell only. Alone that
is prose or a smaller table; under the columns of the page before it is plain. The carried columns are
believed where the words at the head of the page fit between them and the print agrees: a rule closes
them, upright rules stand at the edges, the text stands off the left margin, or every column is filled and
its text as far from the edge as in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.grids.grid import build_grid
from parsers.grids.marks import Marks, Stroke, build_marks
from parsers.grids.region import Region
from parsers.grids.segments import Line, build_lines
from parsers.grids.table import build_table
from planhouse.geometry import Box, union_boxes
from planhouse.page import PageGeometry, Word
from planhouse.table import PageTable


@dataclass(frozen=True, slots=True)
class CarryLimits:
    """Limits in points or font sizes, set on plans with and without upright rules."""

    slack: float = 2.0
    """Points by which a word may reach over a column edge."""
    margin: float = 8.0
    """Points by which a word may stand outside the table's outer edges."""
    space: float = 0.45
    """A gap at an edge no wider than this many font sizes is a space of running text."""
    closing: float = 14.0
    """Points below the last line within which a rule closes the table."""
    pitch: float = 3.2
    """Line heights from which a gap ends the piece where no rule is drawn."""
    larger: float = 1.2
    """A lone line so many times larger than the rows above is a heading."""
    same_edge: float = 16.0
    """Points by which edges of one table stray from page to page where no rules draw them."""
    bar: float = 4.0
    """Heights of a section's text that its bar is high at most: spreadsheets print bars higher than texts."""
    agree: float = 0.7
    """Share of edges that must."""
    padding: float = 12.0
    """Points between a column's edge and its text."""
    same_padding: float = 1.5
    """Points by which they differ in one row."""
    least_met: int = 4
    """Columns a row without words in each must begin in that way, the first and half of them all."""
    score: float = 0.6
    """Score of a carried table: the columns are another page's."""


LIMITS = CarryLimits()


def carry_columns(
    page: PageGeometry, tables: Sequence[PageTable], taken: frozenset[int], above: PageTable | None
) -> tuple[PageTable, ...]:
    """The page's tables, the one at its head read under the columns of the page before where they fit.

    Args:
        page: everything drawn on the page.
        tables: what was found on the page by itself, in reading order.
        taken: numbers of words that are furniture.
        above: the table that ends the page before, if one does.
    """
    if above is None or len(above.column_edges) < 4:
        return tuple(tables)
    words = [w for w in page.words if w.number not in taken and w.upright and w.text.strip()]
    marks = build_marks(page.rules, words)
    bars = [f.box for f in page.fills if f.colour != "ffffff" and _is_bar(f.box, above.column_edges)]
    head = _fitting_lines(build_lines(words), above.column_edges, marks, bars)
    if not head:
        return tuple(tables)
    numbers = {w.number for line in head for s in line.segments for w in s.words}
    touched = [t for t in tables if _words(t) & numbers]
    if any(not _words(t) <= numbers for t in touched):
        return _carry_lines_above(page, tables, touched, head, above, marks)
    if (
        touched
        and all(t.n_cols >= above.n_cols for t in touched)
        and numbers <= set().union(*map(_words, touched))
    ):
        return tuple(tables)  # read in its columns already, every word of it
    if not touched and not _is_evident(head, above.column_edges, marks):
        return tuple(tables)
    found = _build(page, head, above, marks)
    if found is None:
        return tuple(tables)
    return (found, *(t for t in tables if t not in touched))


def _carry_lines_above(
    page: PageGeometry,
    tables: Sequence[PageTable],
    touched: list[PageTable],
    head: list[Line],
    above: PageTable,
    marks: Marks,
) -> tuple[PageTable, ...]:
    """The tables with a piece of the lines above the first, where that one has the carried columns."""
    first = min(touched, key=lambda t: t.place.box.top if t.place.box else 0.0)
    top = first.place.box.top if first.place.box else 0.0
    taken = set().union(*map(_words, touched))
    lines = [
        line
        for line in head
        if line.bottom <= top + LIMITS.slack
        and not any(w.number in taken for s in line.segments for w in s.words)
    ]
    near = sum(any(abs(e - f) <= LIMITS.same_edge for f in first.column_edges) for e in above.column_edges)
    if not lines or first.n_cols != above.n_cols or near < LIMITS.agree * len(above.column_edges):
        return tuple(tables)
    found = _build(page, lines, above, marks)
    return tuple(tables) if found is None else (found, *tables)


def settle_edges(table: PageTable, words: Sequence[Word]) -> PageTable:
    """The table with column edges close to the left of its columns' text, where no rules give them.

    An edge half-way between two columns moves with the text of a page; where the column on its right
    begins does not.

    Args:
        table: the table that ends a page.
        words: of that page.
    """
    if table.method == "ruled" or not table.column_edges:
        return table
    left = {w.number: w.box.x0 for w in words}
    starts: dict[int, float] = {}
    for cell in table.cells:
        if cell.colspan == 1 and cell.words:
            x0 = min(left[n] for n in cell.words if n in left)
            starts[cell.col] = min(x0, starts.get(cell.col, x0))
    inner = [starts.get(c, e) - 1.5 if c in starts else e for c, e in enumerate(table.column_edges[:-1]) if c]
    return replace(table, column_edges=(table.column_edges[0], *inner, table.column_edges[-1]))


def _words(table: PageTable) -> set[int]:
    return {n for c in table.cells for n in c.words}


def _is_bar(box: Box, edges: Sequence[float]) -> bool:
    """Whether a shading runs from side to side of the columns."""
    return abs(box.x0 - edges[0]) <= LIMITS.margin and abs(box.x1 - edges[-1]) <= LIMITS.margin


def _fitting_lines(
    lines: Sequence[Line], edges: Sequence[float], marks: Marks, bars: Sequence[Box] = ()
) -> list[Line]:
    """Lines from the top of the page whose words stay between the edges, up to the first that do not."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda ln: ln.top):
        is_band = bool(found) and (_is_band(line, edges, marks) or _is_barred(line, edges, bars))
        if not _fits(line, edges) and not is_band:
            break
        apart = bool(found) and _is_parted(found[-1], line, marks) and not _keeps_padding(line, edges)
        if apart or (found and _is_heading(found, line)):
            break
        found.append(line)
    return found


def _is_heading(above: list[Line], line: Line) -> bool:
    """Whether a line is set larger than all rows above it: a heading under the table's end."""
    return len(line.segments) == 1 and line.size > LIMITS.larger * max(a.size for a in above)


def _fits(line: Line, edges: Sequence[float]) -> bool:
    words = [w for s in line.segments for w in s.words]
    if min(w.box.x0 for w in words) < edges[0] - LIMITS.margin:
        return False
    if max(w.box.x1 for w in words) > edges[-1] + LIMITS.margin:
        return False
    return not any(_crosses(words, edge) for edge in edges[1:-1])


def _is_band(line: Line, edges: Sequence[float], marks: Marks) -> bool:
    """Whether a line across the columns stands between two rules as wide as the table."""
    if len(line.segments) != 1 or line.segments[0].x0 > edges[1]:
        return False
    height = max(line.bottom - line.top, 4.0)
    wide = [h.at for h in marks.horizontals if h.length >= 0.8 * (edges[-1] - edges[0])]
    above = any(line.top - height <= at <= line.top + 2 for at in wide)
    below = any(line.bottom - 2 <= at <= line.bottom + height for at in wide)
    return above and below


def _is_barred(line: Line, edges: Sequence[float], bars: Sequence[Box]) -> bool:
    """Whether a line from the left stands alone in a shaded bar."""
    if len(line.segments) != 1 or line.segments[0].x0 > edges[1]:
        return False
    height = LIMITS.bar * max(line.bottom - line.top, 4.0)
    return any(b.top <= line.mid_y <= b.bottom and b.height <= height for b in bars)


def _crosses(words: Sequence[Word], edge: float) -> bool:
    """Whether a word, or running text, reaches over an edge."""
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word.box.x0 < edge - LIMITS.slack and word.box.x1 > edge + LIMITS.slack:
            return True
        if following is not None and word.box.mid_x < edge < following.box.mid_x:
            return following.box.x0 - word.box.x1 <= LIMITS.space * word.size
    return False


def _is_parted(above: Line, below: Line, marks: Marks) -> bool:
    """Whether white space without a rule, wider than between rows, lies between two lines."""
    gap = below.top - above.bottom
    height = max(above.bottom - above.top, 4.0)
    ruled = any(above.bottom - 2 <= h.at <= below.top + 2 for h in marks.horizontals)
    return gap > LIMITS.pitch * height and not ruled


def _is_evident(head: list[Line], edges: Sequence[float], marks: Marks) -> bool:
    """Whether the print shows that words no table was seen in are the table's."""
    top, bottom = head[0].top, max(line.bottom for line in head)
    width = edges[-1] - edges[0]
    closed = any(
        bottom - 2 <= h.at <= bottom + LIMITS.closing and h.length >= 0.8 * width for h in marks.horizontals
    )
    standing = sum(
        any(abs(v.at - e) <= 3 and v.low <= top + 4 and v.high >= bottom - 4 for v in marks.verticals)
        for e in edges[1:-1]
    )
    off_margin = min(s.x0 for line in head for s in line.segments) > edges[1] - LIMITS.slack
    rows = [line for line in head if len(line.segments) > 1]
    return (
        standing >= 0.5 * (len(edges) - 2)
        or (closed and (off_margin or bool(rows)))
        or (off_margin and len(head) > 1)  # one short line alone may be a centred heading
        or _keeps_padding(head[0], edges)
    )


def _keeps_padding(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line has words in every column, or in many, each as far from its left edge as the others.

    So does the last row of a striped table, unshaded and alone on its page, and that of a table of ticks.
    """
    width = len(edges) - 1
    columns = [max((c for c in range(width) if edges[c] <= s.x0), default=-1) for s in line.segments]
    if columns != sorted(set(columns)) or columns[0] != 0:
        return False
    if len(columns) < width and len(columns) < max(LIMITS.least_met, width / 2):
        return False
    off = [s.x0 - edges[c] for s, c in zip(line.segments, columns, strict=True)]
    return max(off) <= LIMITS.padding and max(off) - min(off) <= LIMITS.same_padding


def _build(page: PageGeometry, head: list[Line], above: PageTable, marks: Marks) -> PageTable | None:
    edges = above.column_edges
    lines_box = union_boxes(Box(s.x0, s.top, s.x1, s.bottom) for line in head for s in line.segments)
    if lines_box is None:
        return None
    below = [h.at for h in marks.horizontals if 0 <= h.at - lines_box.bottom <= LIMITS.closing]
    before = [h.at for h in marks.horizontals if 0 <= lines_box.top - h.at <= LIMITS.closing]
    top = max(before, default=lines_box.top - 1)
    bottom = min(below, default=lines_box.bottom + 1)
    box = Box(edges[0], top, edges[-1], bottom)
    across = [h for h in marks.horizontals if top - 2 <= h.at <= bottom + 2]
    down = _draw_columns(head, edges, top, bottom)
    region = Region(
        box,
        "ruled" if above.method == "ruled" and across else "bands",
        across,
        down,
    )
    words = [w for line in head for s in line.segments for w in s.words]
    grid = build_grid(region, build_lines(words, down))
    if grid is None or grid.n_cols != len(edges) - 1:
        return None
    found = build_table(page, grid, LIMITS.score, {"carried": 1.0, "read_on": float(grid.read_on)})
    return replace(found, method=found.method if above.method == "ruled" else "mixed")


def _draw_columns(head: list[Line], edges: Sequence[float], top: float, bottom: float) -> list[Stroke]:
    """The edges drawn from top to bottom, the inner ones broken off at lines that run across them."""
    over = [(line.top, line.bottom) for line in head if not _fits(line, edges)]
    drawn = []
    for edge in edges:
        reach = top
        for low, high in [*(over if edges[0] < edge < edges[-1] else ()), (bottom, bottom)]:
            if low > reach:
                drawn.append(Stroke(edge, reach, low, is_line=False))
            reach = max(reach, high)
    return sorted(drawn, key=lambda s: s.at)

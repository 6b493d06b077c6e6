"""Tables laid over two facing pages: the left columns on one, the right columns on the next, row by row.

A spreadsheet too wide for its paper is printed so too, and as often down first: all pages of its left
columns, then all of the next columns. Such sheets are believed where every page of one run has its half
on the page as far behind it as the next.

No word says that the columns on the right page belong to the rows on the left one. What does is the print:
the right half has other headers, stands under no heading of its own, and its rows, high and low ones,
begin where those of the left half begin. Rows of one table that goes on begin at the top again, under the
same headers or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.stitch.slots import build_rows, fold_row
from planhouse.content import PageContent
from planhouse.page import Block
from planhouse.table import Cell, Join, PageTable


@dataclass(frozen=True, slots=True)
class SpreadLimits:
    """When two tables are the halves of one. Lengths in points; seen on a plan printed as a booklet."""

    level: float = 2.0
    """Points by which a row of the right half may begin higher or lower than that of the left."""
    least_rows: int = 3
    """Rows that must begin at one height, the header among them."""
    uneven: float = 4.0
    """Points by which rows differ in height: rows of one height agree by chance."""
    same_edge: float = 4.0
    """Points by which columns of a later spread may stray from those of the one before."""
    most_pages: int = 40
    """Pages of a run of sheets: wider tables are printed on as many again."""


LIMITS = SpreadLimits()


@dataclass(frozen=True, slots=True)
class Spread:
    """A table over two facing pages."""

    table: PageTable
    """Both halves as one page table, on the left page."""
    halves: tuple[PageTable, ...]
    """What is printed on each page, the left columns first."""
    parts: tuple[PageTable, PageTable]
    """The two tables joined here; the left one is whole already where a third page has more columns."""
    join: Join

    @property
    def step(self) -> int:
        """Pages from the left half to the last one."""
        return (self.halves[-1].page or 0) - (self.halves[0].page or 0)


def join_spreads(contents: Sequence[PageContent]) -> tuple[tuple[PageContent, ...], tuple[Spread, ...]]:
    """The pages with every table over a spread made whole on its left page, and those tables.

    Args:
        contents: the pages of the document in order.
    """
    pages = list(contents)
    found: list[Spread] = []
    at = 0
    while at + 1 < len(pages):
        joined = _join_pages(pages[at], pages[at + 1], found[-1] if found else None)
        if joined:
            found += joined
            _put_whole(pages, at, at + 1, joined)
        at += 2 if joined else 1
    found += _join_sheets(pages)
    return tuple(pages), tuple(found)


def _join_sheets(pages: list[PageContent]) -> list[Spread]:
    """Tables of which several pages hold the left columns, and as many that follow the next ones.

    Args:
        pages: of the document; those with such tables are replaced.
    """
    done: list[Spread] = []
    for start in range(len(pages)):
        if not pages[start].tables:
            continue
        for count in range(2, min(LIMITS.most_pages, (len(pages) - start) // 2) + 1):
            wholes: dict[int, Spread] = {}
            at = start + count
            while at + count <= len(pages) and (run := _join_runs(pages, start, at, count, wholes)):
                for index, joined in enumerate(run):
                    _put_whole(pages, start + index, at + index, joined)
                wholes = {id(s.table): s for joined in run for s in joined}
                at += count
            done += wholes.values()
            if wholes:
                break
    return done


def _join_runs(
    pages: Sequence[PageContent], start: int, at: int, count: int, wholes: dict[int, Spread]
) -> list[list[Spread]]:
    """The tables of a run of pages with their halves on another, by page; none where one has none."""
    run: list[list[Spread]] = []
    above: Spread | None = None
    for index in range(count):
        joined = _join_pages(pages[start + index], pages[at + index], above, at - start, wholes)
        if not joined:
            return []
        run.append(joined)
        above = joined[-1]
    return run


def _put_whole(pages: list[PageContent], left: int, right: int, joined: Sequence[Spread]) -> None:
    """Replace two pages by those with the joined tables on the left one."""
    wholes = {id(s.parts[0]): s.table for s in joined}
    gone = {id(s.parts[1]) for s in joined}
    for at in (left, right):
        pages[at] = _replace_items(pages[at], wholes, gone)


def _replace_items(content: PageContent, wholes: dict[int, PageTable], gone: set[int]) -> PageContent:
    items = tuple(
        wholes.get(id(i), i) if isinstance(i, PageTable) else i for i in content.items if id(i) not in gone
    )
    return replace(content, items=items)


def _join_pages(
    left: PageContent,
    right: PageContent,
    above: Spread | None,
    step: int = 1,
    wholes: Mapping[int, Spread] | None = None,
) -> list[Spread]:
    """The tables that lie over two pages.

    Args:
        left: page of the left columns.
        right: page of the right columns.
        above: the spread that may go on here.
        step: from the left page to the right one.
        wholes: spreads joined before, by identity of their table.
    """
    if left.number is None or right.number != left.number + step:
        return []
    free = _find_unheaded(right)
    found: list[Spread] = []
    for one in left.tables if free else ():
        other = next((t for t in free if _are_halves(one, t, left, right, above)), None)
        if other is not None:
            free.remove(other)
            before = (wholes or {}).get(id(one))
            found.append(_join_halves(one, other, before.halves if before else (one,), step))
    return found


def _find_unheaded(content: PageContent) -> list[PageTable]:
    """The tables of a page over which no text stands that may head them."""
    items = [i for i in content.items if not isinstance(i, Block) or i.kind not in ("furniture", "hidden")]
    first = [i for i in items[:1] if isinstance(i, PageTable)]
    later = [b for a, b in pairwise(items) if isinstance(a, PageTable) and isinstance(b, PageTable)]
    return [t for t in (*first, *later) if t.caption is None]


def _are_halves(
    one: PageTable, other: PageTable, left: PageContent, right: PageContent, above: Spread | None
) -> bool:
    """Whether two tables on facing pages are the halves of one."""
    if one.column_keys or other.column_keys or not one.column_edges or not other.column_edges:
        return False
    if one.n_rows != other.n_rows or not _differ(one, other, above) or _have_same_stub(one, other):
        return False
    if above is None or not _goes_on(above, one, other):
        tops = _row_tops(one)
        heights = [b - a for a, b in pairwise(tops[1:])]
        few = one.n_rows < LIMITS.least_rows or not heights
        if few or max(heights) - min(heights) < LIMITS.uneven:
            return False
    return _agree(_row_tops(one), _row_tops(other)) or _agree(_text_tops(one, left), _text_tops(other, right))


def _differ(one: PageTable, other: PageTable, above: Spread | None) -> bool:
    """Whether the headers of the halves are different ones, or missing as below the spread before."""
    if one.header_rows and other.header_rows:
        heads = max(one.header_rows, other.header_rows)
        mine, theirs = ({t for r in build_rows(half)[:heads] for t in fold_row(r)} for half in (one, other))
        return bool(mine) and bool(theirs) and not mine & theirs
    return not one.header_rows and not other.header_rows and above is not None and _goes_on(above, one, other)


def _goes_on(above: Spread, one: PageTable, other: PageTable) -> bool:
    """Whether two tables have the columns of the halves of a spread that ends on the pages before."""
    first = above.halves[0].page
    follows = first is not None and one.page == first + (2 if above.step == 1 else 1)
    return follows and all(_have_same_edges(a, b) for a, b in zip(above.parts, (one, other), strict=True))


def _have_same_stub(one: PageTable, other: PageTable) -> bool:
    """Whether both begin with the same labels, as tables of two districts do and halves of one do not."""
    mine, theirs = ([c.text for c in half.cells if c.col == 0 and c.text] for half in (one, other))
    return len(set(mine) & set(theirs)) * 2 > len(theirs)


def _have_same_edges(one: PageTable, other: PageTable) -> bool:
    return one.n_cols == other.n_cols and all(
        abs(a - b) <= LIMITS.same_edge for a, b in zip(one.column_edges, other.column_edges, strict=True)
    )


def _agree(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether rows begin at the same heights, one by one; no where none is known."""
    level = [abs(a - b) <= LIMITS.level for a, b in zip(one, other, strict=False)]
    return bool(level) and len(one) == len(other) and all(level)


def _row_tops(table: PageTable) -> list[float]:
    """Upper edges of a table's rows and the lower edge of the last."""
    tops: dict[int, float] = {}
    bottom = 0.0
    for cell in table.cells:
        if (box := cell.place.box) is not None:
            tops[cell.row] = min(tops.get(cell.row, box.top), box.top)
            bottom = max(bottom, box.bottom)
    return [*(tops.get(row, 0.0) for row in range(table.n_rows)), bottom]


def _text_tops(table: PageTable, content: PageContent) -> list[float]:
    """Where the text of each row that has any begins, where no rules part the rows."""
    words = {w.number: w.place.box for w in content.words}
    tops: dict[int, float] = {}
    for cell in table.cells:
        for box in (words.get(n) for n in cell.words):
            if box is not None:
                tops[cell.row] = min(tops.get(cell.row, box.top), box.top)
    return [tops[row] for row in sorted(tops)] if len(tops) == table.n_rows else []


def _join_halves(left: PageTable, right: PageTable, before: tuple[PageTable, ...], step: int) -> Spread:
    """Two halves as one table, the columns of the right one behind those of the left.

    Args:
        left: columns of the left page, and of those joined to them already.
        right: columns of the right page.
        before: the tables as printed that make the left one.
        step: pages from the left one to the right one.
    """
    moved = (replace(c, col=c.col + left.n_cols) for c in right.cells)
    cells = tuple(sorted((*left.cells, *moved), key=lambda c: (c.row, c.col)))
    shift = left.column_edges[-1] - right.column_edges[0]
    ruled = tuple(a and b for a, b in zip(left.ruled_rows, right.ruled_rows, strict=False))
    table = replace(
        left,
        cells=cells,
        n_cols=left.n_cols + right.n_cols,
        method=left.method if left.method == right.method else "mixed",
        score=min(left.score, right.score),
        column_edges=(*left.column_edges, *(x + shift for x in right.column_edges[1:])),
        row_tags=(),
        ruled_rows=ruled,
        tag=None,
        at_bottom=left.at_bottom and right.at_bottom,
        last_page=right.page if step == 1 else None,
    )
    signals = {"level_rows": float(left.n_rows), "other_header": 1.0}
    if step > 1:
        signals["pages_apart"] = float(step)
    join = Join(
        "table",
        left.place,
        right.place,
        joined=True,
        score=round(1 - 0.5**left.n_rows, 3),
        signals=signals,
        alternative="two tables",
        above_text=_say(left.cells),
        below_text=_say(right.cells),
    )
    return Spread(table, (*before, right), (left, right), join)


def _say(cells: Sequence[Cell]) -> str:
    """The first row of a half, for a person who reviews the join."""
    return " | ".join(" ".join(c.text.split()) for c in cells if not c.row)[:60]

"""Running heads, feet and page numbers: what repeats near the edge of pages that follow one another."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parsers.page.lines import build_rows
from parsers.page.turned import find_turn, turn_page
from planhouse.geometry import Box
from planhouse.page import PageGeometry, Rule, Word


@dataclass(frozen=True, slots=True)
class FurnitureTolerances:
    """Where furniture stands and how alike it must be."""

    zone: float = 0.16
    """Part of the page's height at head and foot in which furniture stands."""
    most_rows: int = 5
    """Rows of furniture at either edge; letterheads with addresses have four."""
    look: int = 4
    """Pages looked at before and after: enough for heads that change with left and right pages."""
    level: float = 4.0
    """Points by which a repeated row may stand higher or lower."""
    size: float = 0.7
    """Points by which its font size may differ."""
    lone_zone: float = 0.09
    """Part of the page's height in which a lone number is a page number without repetition."""
    counting: int = 2
    """Numbers that may differ from page to page (the page, the page of its section); the dates and
    references of a running foot stay, those of a table's rows do not."""
    table_pieces: int = 3
    """A row in more pieces far apart is a table's header rather than a running head."""
    same_edge: float = 1.0
    """Points by which shadings of one column may differ from row to row."""
    beside: float = 0.3
    """Rows that share so much of their height are lines of one header whose labels are centred."""


TOLERANCES = FurnitureTolerances()
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(page|p\.?|pg\.?|[-–—|\[(]*)?\s*(\d{1,4}|[ivxl]{1,7})(\s*(of|/|\|)\s*\d{1,4})?\s*[-–—|\])]*$", re.I
)


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A row of words near the head or foot of a page."""

    text: str
    pattern: str
    """Its text with every number replaced by ``#``."""
    distance: float
    """Points from its edge of the page."""
    size: float
    is_foot: bool
    order: int
    """Position from the edge inwards, from 0."""
    words: tuple[int, ...]
    likely_table: bool
    """In several pieces, or within rules, as a table's header is."""
    is_artifact: bool = False
    """Outside the structure tree of a page whose other words are in it."""

    @property
    def page_number(self) -> int | None:
        """The number, where the row is nothing but a page number."""
        match = _PAGE_NUMBER.match(self.text.strip())
        return int(match.group(2)) if match and match.group(2).isdigit() else None


def find_furniture(pages: Iterable[PageGeometry]) -> Iterator[tuple[PageGeometry, tuple[EdgeRow, ...]]]:
    """Pages in order, each with its rows of furniture; holds a few pages ahead and never the document."""
    ahead: deque[tuple[PageGeometry, list[EdgeRow]]] = deque()
    behind: deque[list[EdgeRow]] = deque(maxlen=TOLERANCES.look)
    for page in pages:
        ahead.append((page, find_edge_rows(page)))
        if len(ahead) > TOLERANCES.look:
            yield _settle(ahead, behind)
    while ahead:
        yield _settle(ahead, behind)


def _settle(
    ahead: deque[tuple[PageGeometry, list[EdgeRow]]], behind: deque[list[EdgeRow]]
) -> tuple[PageGeometry, tuple[EdgeRow, ...]]:
    """Decide the first page of those held, with what stands on the pages round it."""
    page, rows = ahead.popleft()
    before = list(behind)
    after = [r for _, r in ahead]
    near = [(-k, r) for k, r in enumerate(reversed(before), 1)] + list(enumerate(after, 1))
    behind.append(rows)
    found: list[EdgeRow] = []
    for is_foot in (False, True):
        edge = sorted((r for r in rows if r.is_foot is is_foot), key=lambda r: r.order)
        last = -1
        for at, row in enumerate(edge):
            if _is_repeated(row, near) or _is_page_number(row, page, near):
                last = at
            elif at - last > 1:
                break
        found += [r for r in edge[: last + 1] if _is_repeated(r, near) or _is_page_number(r, page, near)]
    return page, tuple(found)


def find_edge_rows(page: PageGeometry) -> list[EdgeRow]:
    """The outermost rows at head and foot; of a page turned sideways those of the turned view as well."""
    turn = find_turn(page)
    if turn is None:
        return _edge_rows(page)
    return _edge_rows(page) + _edge_rows(turn_page(page, turn))


def _edge_rows(page: PageGeometry) -> list[EdgeRow]:
    """The outermost rows of upright words at head and foot."""
    reach = TOLERANCES.zone * page.height
    zone = [w for w in page.words if w.upright and (w.box.bottom < reach or w.box.top > page.height - reach)]
    rows = build_rows(zone)
    tagged = sum(w.tag is not None for w in page.words) > 0.6 * len(page.words)
    heads = [r for r in rows if max(w.box.bottom for w in r) < reach][: TOLERANCES.most_rows]
    feet = [r for r in rows if min(w.box.top for w in r) > page.height - reach][-TOLERANCES.most_rows :]
    found = [_edge_row(r, page, False, k, tagged, _count_pieces(r, rows)) for k, r in enumerate(heads)]
    feet.reverse()
    return found + [_edge_row(r, page, True, k, tagged, _count_pieces(r, rows)) for k, r in enumerate(feet)]


def _count_pieces(row: list[Word], rows: list[list[Word]]) -> int:
    """Pieces far apart of a row and of those half a line off it: headers centred beside one of two lines."""
    top, bottom = min(w.box.top for w in row), max(w.box.bottom for w in row)
    least = TOLERANCES.beside * (bottom - top)
    words = [
        w
        for r in rows
        if r is row or min(bottom, r[0].box.bottom) - max(top, r[0].box.top) > least
        for w in r
    ]
    words.sort(key=lambda w: w.box.x0)
    pieces, reach = 1, words[0].box.x1
    for word in words[1:]:
        pieces += word.box.x0 - reach > 2.0 * max(word.size, 4)
        reach = max(reach, word.box.x1)
    return pieces


def _edge_row(
    row: list[Word], page: PageGeometry, is_foot: bool, order: int, tagged: bool, pieces: int
) -> EdgeRow:
    text = " ".join(w.text for w in row)
    first = row[0]
    distance = page.height - first.box.bottom if is_foot else first.box.bottom
    walls = sum(1 for r in page.rules if _is_wall(r, row, page))
    return EdgeRow(
        text,
        _DIGITS.sub("#", text),
        distance,
        first.size,
        is_foot,
        order,
        tuple(w.number for w in row),
        pieces > TOLERANCES.table_pieces or walls >= 2 or _is_shaded_head(row, page),
        tagged and all(w.tag is None for w in row),
    )


def _is_wall(rule: Rule, row: list[Word], page: PageGeometry) -> bool:
    """Whether an upright rule passes the row as a cell's side does; a border round the page does not."""
    if rule.kind != "line" or rule.is_horizontal or rule.box.height > 0.9 * page.height:
        return False
    return rule.box.top <= row[0].box.mid_y <= rule.box.bottom


def _is_shaded_head(row: list[Word], page: PageGeometry) -> bool:
    """Whether words of the row stand on shaded cells of two columns that are shaded again further down."""
    behind = {
        f.box
        for f in page.fills
        if any(
            f.box.x0 <= w.box.x0 and w.box.x1 <= f.box.x1 and f.box.top <= w.box.mid_y <= f.box.bottom
            for w in row
        )
    }
    if len(behind) < 2:
        return False
    body = [f.box for f in page.fills if f.box.top < (1 - TOLERANCES.zone) * page.height]
    again = [b for b in behind if any(_is_column(b, box) for box in body)]
    return len({round(b.x0) for b in again}) >= 2


def _is_column(head: Box, cell: Box) -> bool:
    """Whether a shading lower on the page begins and ends where the one at its head does."""
    slack = TOLERANCES.same_edge
    return (
        cell.top > head.bottom - slack and abs(cell.x0 - head.x0) <= slack and abs(cell.x1 - head.x1) <= slack
    )


def _is_repeated(row: EdgeRow, near: list[tuple[int, list[EdgeRow]]]) -> bool:
    """Whether the row stands on enough of the pages round its own."""
    if row.likely_table:
        return False
    lettered = any(c.isalpha() for c in row.pattern)
    if not lettered and row.page_number is None:
        return False
    matches = sum(1 for step, rows in near if any(_is_alike(row, r, step) for r in rows))
    return matches >= (1 if len(near) <= 3 or row.is_artifact else 2)


def _is_alike(one: EdgeRow, other: EdgeRow, step: int) -> bool:
    """Whether two rows are printings of one head or foot, ``step`` pages apart.

    Numbers in them may only stay the same or count on with the pages: "Age 4" below "Age 3" is a table.
    """
    if one.is_foot != other.is_foot or abs(one.distance - other.distance) > TOLERANCES.level:
        return False
    if abs(one.size - other.size) > TOLERANCES.size or one.pattern != other.pattern:
        return False
    pairs = zip(_DIGITS.findall(one.text), _DIGITS.findall(other.text), strict=True)
    return all(a == b or int(b) - int(a) == step for a, b in pairs)


def _is_page_number(row: EdgeRow, page: PageGeometry, near: list[tuple[int, list[EdgeRow]]]) -> bool:
    """Whether a lone number counts on with the pages, or stands at the very edge."""
    number = row.page_number
    if number is None:
        return False
    for step, rows in near:
        if any(
            r.page_number == number + step
            and r.is_foot == row.is_foot
            and abs(r.distance - row.distance) <= 3 * TOLERANCES.level
            for r in rows
        ):
            return True
    return row.order == 0 and row.distance < TOLERANCES.lone_zone * page.height and number <= page.number + 40

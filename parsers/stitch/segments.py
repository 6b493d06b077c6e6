"""A page table cut into segments: an optional band, an optional header, the rows below.

A segment whose header is another table's begins a new logical table; one with the same header, or
none, may go on with the table before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.stitch.bands import find_bands
from parsers.stitch.headers import find_headers, is_known_header
from parsers.stitch.slots import Row, build_rows
from parsers.vocabulary import Vocabulary
from planhouse.table import Cell, PageTable

_TITLE = re.compile(r"(?:table|figure|chart|box)\s?\d+[a-z]?\b", re.I)
LARGER = 1.2
"""A title in the first row is set so many times larger than the headers below it; a section is not."""
MOST_TITLE_ROWS = 4
"""Rows of a title and the lines under it: spreadsheets print both inside the table's frame."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of data rows of one page table with what stands above them."""

    table: PageTable
    bands: tuple[tuple[int, Cell], ...]
    """Band cells, each with the position in ``rows`` it stands above."""
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    is_first: bool
    """First segment of its page table."""
    title: Cell | None = None
    """A caption printed as the table's first row."""
    again: tuple[Row, ...] = ()
    """Rows that print the header again: the labels of later cards."""
    under: tuple[Cell, ...] = ()
    """Lines under the title, above the header."""


@dataclass(frozen=True, slots=True)
class Above:
    """What is known of the table above while a page table is cut."""

    headers: frozenset[tuple[str, ...]] = frozenset()
    """Folded header rows of the table above, and of the document's repeated headers."""
    may_go_on: bool = False
    """A table of the same columns stands directly above: a header line of unknown wording may then be
    a row that goes on."""
    has_bands: bool = False


def find_segments(table: PageTable, vocabulary: Vocabulary, above: Above = Above()) -> tuple[Segment, ...]:
    """Cut a page table into segments, top to bottom."""
    rows = tuple(r for r in build_rows(table) if r.filled)
    if table.column_keys:
        return (_build_cards(table, rows),)
    titles = _find_titles(rows, vocabulary)
    rows = rows[len(titles) :]
    band_rows = find_bands(rows, vocabulary, above.may_go_on, above.has_bands)
    header_rows = find_headers(rows, band_rows, vocabulary, above.headers, above.may_go_on)
    segments: list[Segment] = []
    bands: list[tuple[int, Cell]] = []
    header: list[Row] = []
    body: list[Row] = []

    def close() -> None:
        first = not segments
        title, under = (titles[0], titles[1:]) if first and titles else (None, ())
        made = Segment(table, tuple(bands), tuple(header), tuple(body), first, title, under=under)
        segments.append(made)

    for index, row in enumerate(rows):
        if index in header_rows:
            if body:
                carried = [b for b in bands if b[0] == len(body)]
                bands[:] = [b for b in bands if b[0] < len(body)]
                close()
                bands, header, body = [(0, cell) for _, cell in carried], [], []
            header.append(row)
        elif index in band_rows:
            bands.append((len(body), row.filled[0]))
        else:
            body.append(row)
    close()
    return tuple(segments)


def _build_cards(table: PageTable, rows: tuple[Row, ...]) -> Segment:
    """The one segment of a page table of cards, whose finder knows labels from values."""
    header = tuple(r for r in rows if r.index == 0)
    again = tuple(r for r in rows if r.index in table.label_rows)
    body = tuple(r for r in rows if r.index and r.index not in table.label_rows)
    return Segment(table, (), header, body, is_first=True, again=again)


def _find_titles(rows: tuple[Row, ...], vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """The title printed inside the table as its first row, and the lines under it down to the headers.

    It is a caption ("Table 8: Victims..." and blanks), or set larger than known headers below.
    """
    if len(rows) < 2 or len(rows[0].filled) != 1 or rows[0].filled[0].col > 0:
        return ()
    first = rows[0].filled[0]
    if _TITLE.match(first.text):
        return (first,)
    head = next((i for i, row in enumerate(rows[: MOST_TITLE_ROWS + 1]) if len(row.filled) > 1), 0)
    if not head or not is_known_header(rows[head], vocabulary):
        return ()
    lines = tuple(row.filled[0] for row in rows[:head])
    larger = first.size >= LARGER * max(c.size for c in rows[head].filled) > 0
    return lines if larger and not any(c.col for c in lines) else ()

"""Tables of text exports that nothing but blanks aligns, as ``pdftotext -layout`` prints them.

Only tables of figures are read so: rows of figures below one another under a header, or in two columns
and more. What else stands in columns (prose set in two, addresses, contents lists) stays prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from parsers.readers.text_columns import (
    Extent,
    Piece,
    cut_close_cells,
    find_extents,
    is_figure_row,
    is_heading_row,
    join_halves,
    place_pieces,
    split_pieces,
)
from parsers.readers.text_headers import HeaderCell, build_header, ends_header, is_title
from parsers.readers.text_labels import CellParts, join_labels


@dataclass(frozen=True, slots=True)
class AlignedLimits:
    """Limits set on exports of published budgets and assessments."""

    blanks: int = 1
    """Blank lines that may part two rows."""
    header_lines: int = 6
    header_piece: int = 60
    """Characters of a piece of a header line; longer ones are prose."""
    label: int = 80
    """Characters of a lone label between rows."""
    lone: int = 2
    """Lone labels that may follow one another: an outer and an inner group."""
    least_rows: int = 2
    least_rows_of_one: int = 3
    """Rows that a table needs with one column of figures."""
    least_listed: int = 4
    """Rows of a list of figures without a header."""
    filled: float = 0.5
    """Share of filled cells in the rows of a table."""
    figures: float = 0.6
    """Share of figures in a column of figures."""


LIMITS = AlignedLimits()
_RULE = re.compile(r"[-=–—_]{2,}(?: [-=–—_]{2,})*")
_LEADERS = re.compile(r"\.{4,}|(?: \.){3,}|…{2,}|_{4,}")
_NOTE = re.compile(
    r"\s*\(\w\)\s"
    r"|\s*(?:sources?|notes?|n\.?b\.?|key|data from|all figures|figures)\b[^\d]{0,40}[:.]"
    r"|\s*[*†‡¹²³]+\s?[A-Z(]",
    re.I,
)
_LIST = re.compile(r"\s*(?:[-*+\u2022\u25aa\u25cf\u00b7\uf0b7\u2013]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s")
_GOES_ON = re.compile(r"[a-z(&/]")
_BREAKS_OFF = re.compile(r"(?:[,&/–-]|\b(?:and|or|of|the|for|to|by|with|in|on|per|who|at|a))$", re.I)
_MARKUP = re.compile(r"[\t|]|</?[a-zA-Z]")


@dataclass(slots=True)
class AlignedTable:
    """A table found between two lines."""

    start: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    header: list[list[HeaderCell]]
    rows: list[list[CellParts]]
    """The pieces of every cell of the body; an empty list for a blank one."""


@dataclass(slots=True)
class _Region:
    """Lines that may be a table: its header, and its body from the first row of figures on."""

    header: list[list[Piece]] = field(default_factory=list)
    body: list[list[Piece]] = field(default_factory=list)
    start: int = 0
    end: int = 0


def find_aligned_tables(lines: Sequence[str], is_caption: Callable[[str], object]) -> dict[int, AlignedTable]:
    """Tables by the index of their first line.

    Args:
        lines: The lines of a page.
        is_caption: Tells the line that names a table.
    """
    found: dict[int, AlignedTable] = {}
    floor = at = 0
    while at < len(lines):
        pieces = _read(lines, at)
        if not is_figure_row(pieces) or _ends_header(lines, at):
            at += 1
            continue
        region = _find_body(lines, at, is_caption)
        _find_header(lines, region, floor, is_caption)
        is_named = _is_name(lines, region.start - 1)
        table = _build(region, is_named)
        while table is None and _cut_at_gap(region):
            table = _build(region, is_named)
        if table is not None:
            found[table.start] = table
            floor = table.end
        at = max(region.end, at + 1)
    return found


def _read(lines: Sequence[str], at: int) -> list[Piece]:
    """The pieces of a line; none where it is marked up or leads to a page number."""
    text = lines[at]
    if _MARKUP.search(text) or _LEADERS.search(text):
        return []
    return split_pieces(text.rstrip(), at)


def _next_filled(lines: Sequence[str], at: int, step: int) -> int | None:
    """The next line that is not blank, over as many blank ones as may part rows."""
    for _ in range(LIMITS.blanks + 1):
        if not 0 <= at < len(lines):
            return None
        if lines[at].strip():
            return at
        at += step
    return None


# Body


def _find_body(lines: Sequence[str], first: int, is_caption: Callable[[str], object]) -> _Region:
    """Rows of figures from ``first`` on, with the labels between them."""
    region = _Region(body=[_read(lines, first)], start=first, end=first + 1)
    pending: list[list[Piece]] = []
    at = _next_filled(lines, first + 1, 1)
    while at is not None:
        row = _read(lines, at)
        is_near = at == (pending[-1] if pending else region.body[-1])[0].line + 1
        if not row or is_caption(lines[at]) or _NOTE.match(lines[at]):
            break
        if len(row) > 1:
            is_apart = bool(pending) and pending[0][0].line > region.body[-1][0].line + 1
            if not is_figure_row(row) and (is_apart or not is_near or _is_new_header(row, region)):
                break
            region.body += [*pending, row]
            pending = []
        elif is_near and not pending and _continues(row, region):
            region.body.append(row)
        elif len(pending) < LIMITS.lone and _may_be_label(row, lines[at]):
            pending.append(row)
        else:
            break
        region.end = region.body[-1][0].line + 1
        at = _next_filled(lines, at + 1, 1)
    return region


def _cut_at_gap(region: _Region) -> bool:
    """Leave off what follows the last blank line among the rows, a table of its own; whether there is one."""
    for at in range(len(region.body) - 1, 1, -1):
        if region.body[at][0].line > region.body[at - 1][0].line + 1:
            region.body = region.body[:at]
            region.end = region.body[-1][0].line + 1
            return True
    return False


def _is_new_header(row: list[Piece], region: _Region) -> bool:
    """Whether a line without figures under rows of figures heads columns anew, and is no tail of a row."""
    figures = {p.end for r in region.body for p in r[1:] if p.is_figure}
    words = [p for p in row[1:] if not p.is_figure]
    return len(words) > 1 and not _GOES_ON.match(row[0].text) and any(p.end in figures for p in words)


def _continues(row: list[Piece], region: _Region) -> bool:
    """Whether a lone piece goes on with the label above it, or with a cell of another column."""
    above = region.body[-1]
    if row[0].start > min(r[0].start for r in region.body) + 2:
        starts = {p.start for p in above[1:] if not p.is_figure}
        return row[0].start in starts  # the second line of a cell of words
    return bool(_GOES_ON.match(row[0].text)) and len(row[0].text) <= LIMITS.label


def _may_be_label(row: list[Piece], line: str) -> bool:
    text = row[0].text
    return len(text) <= LIMITS.label and not text.endswith((".", ";", "?")) and not _LIST.match(line)


# Header


def _find_header(
    lines: Sequence[str], region: _Region, floor: int, is_caption: Callable[[str], object]
) -> None:
    """The lines above the body that head its columns; a label between them and the body is a group."""
    left = min(p.start for row in region.body for p in row)
    labels_end = min((p.start for row in region.body for p in row[1:]), default=left)
    widest = max((row[0].end for row in region.body if not row[0].is_figure), default=labels_end)
    labels_end = min(labels_end, widest + 2)
    groups: list[list[Piece]] = []
    header: list[list[Piece]] = []
    at = _next_filled(lines, region.start - 1, -1)
    while at is not None and at >= floor and len(header) < LIMITS.header_lines:
        row = _read(lines, at)
        text = lines[at]
        are_captions = len(row) > 1 and all(is_caption(p.text) for p in row)
        if not row or any(len(p.text) > LIMITS.header_piece for p in row[1:]) or _NOTE.match(text):
            break
        is_header = len(row) == 1 or is_heading_row(row) or _ends_header(lines, at)
        if (is_caption(text) and not are_captions) or not is_header:
            break
        if len(row) == 1 and row[0].start < labels_end - 1:
            if header and not _is_wrapped_stub(lines, at, header, labels_end):
                break
            if not header and (len(groups) >= LIMITS.lone or not _may_be_label(row, text)):
                break
            (header if header else groups).insert(0, row)
        else:
            header.insert(0, row)
        at = _next_filled(lines, at - 1, -1)
    while header and len(header[0]) == 1 and header[0][0].start < labels_end - 1:
        header = header[1:]  # a line of its own above the header
    region.header = header
    if header:
        region.body = [*groups, *region.body]
        region.start = header[0][0].line


def _ends_header(lines: Sequence[str], at: int) -> bool:
    """Whether the figures of a line end words of the header lines above it."""
    return ends_header(_read(lines, at), [p for n in (1, 2) if at >= n for p in _read(lines, at - n)])


def _is_wrapped_stub(lines: Sequence[str], at: int, header: list[list[Piece]], labels_end: int) -> bool:
    """Whether a lone label above a header line is the first half of the header over the labels."""
    if header[0][0].line != at + 1 or at == 0:
        return False
    above = split_pieces(lines[at - 1], at - 1)
    return bool(above) and (len(above) > 1 or above[0].start >= labels_end - 1)


# Cells


def _build(region: _Region, is_named: bool) -> AlignedTable | None:
    """The region as a table; None where its figures do not stand in columns under one another.

    ``is_named`` tells that a line right above names what it lists.
    """
    body = cut_close_cells([row for row in region.body if not _is_rule(row)])
    rows = [row for row in body if len(row) > 1]
    header = [row for row in region.header if not _is_rule(row)]
    extents = join_halves(find_extents(rows), rows, header) if rows else []
    if header and is_title(header, extents):
        header = header[1:]
        region.start = header[0][0].line
    if len(extents) < 2 or len(rows) < LIMITS.least_rows:
        return None
    extents = _widen_first(extents, body)
    columns = _figure_columns(rows, extents)
    if not columns or (len(columns) == 1 and len(rows) < LIMITS.least_rows_of_one):
        return None
    if len(columns) == 1 and not region.header and not (is_named and _lists_figures(body)):
        return None
    if sum(len(row) for row in rows) < LIMITS.filled * len(rows) * len(extents):
        return None  # the numbers of a chart
    if _counts_pages(rows, extents, columns):
        return None
    cells = [_fill(row, extents) for row in body]
    if any(c is None for c in cells):
        return None
    filled = _join_rows([c for c in cells if c is not None])
    return AlignedTable(
        region.start,
        region.end,
        build_header(header, extents),
        join_labels(filled),
    )


def _is_name(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a short one of its own that ends no sentence."""
    row = _read(lines, at) if at >= 0 else []
    return len(row) == 1 and _may_be_label(row, lines[at]) and not row[0].text.endswith((",", ":"))


def _lists_figures(body: list[list[Piece]]) -> bool:
    """Whether each line of a table is a label and its figure, all of them ending in one column."""
    if len(body) < LIMITS.least_listed or any(len(row) != 2 or not row[1].is_value for row in body):
        return False
    return len({row[1].end for row in body}) == 1 and not any(row[0].is_figure for row in body)


def _is_rule(row: list[Piece]) -> bool:
    """Whether a line only draws a rule, as over a sum: no words of the table."""
    return all(_RULE.fullmatch(p.text) for p in row)


def _widen_first(extents: list[Extent], body: list[list[Piece]]) -> list[Extent]:
    """The columns with labels that stand alone counted to the first, as far as the second allows."""
    lone = [p for row in body if len(row) == 1 for p in row if p.start < extents[1][0]]
    end = max([extents[0][1], *(min(p.end, extents[1][0] - 1) for p in lone)])
    start = min([extents[0][0], *(p.start for p in lone)])
    return [(start, end), *extents[1:]]


def _figure_columns(rows: list[list[Piece]], extents: list[Extent]) -> list[int]:
    """Columns, the first apart, whose filled cells are mostly figures."""
    said: dict[int, list[bool]] = {}
    values: Counter[int] = Counter()
    for row in rows:
        for piece, (first, _) in zip(row, place_pieces(row, extents), strict=True):
            said.setdefault(first, []).append(piece.is_figure)
            values[first] += piece.is_value
    if max((n for c, n in values.items() if c), default=0) < LIMITS.least_rows:
        return []  # signs and years alone
    return [c for c, figures in said.items() if c and sum(figures) >= max(2, LIMITS.figures * len(figures))]


def _counts_pages(rows: list[list[Piece]], extents: list[Extent], columns: list[int]) -> bool:
    """Whether the only figures are whole, at the end and never falling: pages of a contents list."""
    if columns != [len(extents) - 1]:
        return False
    texts = [row[-1].text for row in rows]
    numbers = [int(t) for t in texts if t.isdigit()]
    return len(numbers) == len(texts) and numbers == sorted(numbers) and numbers[-1] < 1000


def _fill(row: list[Piece], extents: list[Extent]) -> list[CellParts] | None:
    """The cells of a line; None where two pieces fall in one column, or one covers a column of another."""
    cells: list[CellParts] = [[] for _ in extents]
    for piece, (first, _) in zip(row, place_pieces(row, extents), strict=True):
        if cells[first]:
            return None
        cells[first].append(piece)
    return cells


def _join_rows(rows: list[list[CellParts]]) -> list[list[CellParts]]:
    """Rows with those lines joined that go on with one above or below."""
    joined: list[list[CellParts]] = []
    for index, row in enumerate(rows):
        above = joined[-1] if joined else None
        if above is not None and (_is_tail(above, row) or _is_head(above, row, rows[index + 1 : index + 2])):
            for own, more in zip(above, row, strict=True):
                own += more
        else:
            joined.append([list(cell) for cell in row])
    return joined


def _line_of(row: list[CellParts], last: bool) -> int:
    lines = [p.line for cell in row for p in cell]
    return max(lines) if last else min(lines)


def _has_figures(row: list[CellParts]) -> bool:
    return any(p.is_figure for cell in row[1:] for p in cell)


def _is_tail(above: list[CellParts], row: list[CellParts]) -> bool:
    """Whether a line without figures goes on with the row right above it."""
    if _line_of(row, False) != _line_of(above, True) + 1 or _has_figures(row):
        return False
    if not _has_figures(above):  # the second line of a group's label
        return not any(above[1:]) and not any(row[1:]) and bool(_GOES_ON.match(row[0][0].text))
    return not row[0] or bool(_GOES_ON.match(row[0][0].text)) or bool(above[0] and _breaks_off(above[0]))


def _is_head(above: list[CellParts], row: list[CellParts], after: list[list[list[Piece]]]) -> bool:
    """Whether the label right above a row is the beginning of the row's own."""
    if _line_of(row, False) != _line_of(above, True) + 1 or _has_figures(above) or not _has_figures(row):
        return False
    if not above[0] or any(above[1:]):
        return False
    if not row[0]:  # the figures stand half-way down a label of two lines and more
        return (bool(after) and _is_tail(row, after[0])) or _breaks_off(above[0])
    return bool(_GOES_ON.match(row[0][0].text)) or _breaks_off(above[0])


def _breaks_off(cell: CellParts) -> bool:
    return bool(_BREAKS_OFF.search(cell[-1].text))

"""Header rows and bands: which rows of a page table are not data.

A page table is cut into segments: an optional band, an optional header, the rows below. A segment
whose header is another table's begins a new logical table; one with the same header, or none, may
go on with the table before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.stitch.slots import Row, build_rows, is_figure
from parsers.vocabulary import Vocabulary
from planhouse.ids import fold_text
from planhouse.table import Cell, PageTable

LONGEST_HEADER = 90
"""Characters of a header cell; the longest seen ("What activities / interventions are being
delivered?") has 55, in stacked headers some 80."""
LONGEST_BAND = 220
"""Characters of a band: some print their aim beneath the name."""

LONGEST_LABEL = 60
"""Characters of a lone label believed to be a band without other evidence."""

_TITLE = re.compile(r"(?:table|figure|chart|box)\s?\d+[a-z]?\b", re.I)
_YEAR = re.compile(
    r"\(?(?:(?:Q[1-4]|FY|[A-Z][a-z]{2,8})\.? ?)?(?:19|20)\d\d(?: ?[-/\u2013] ?(?:\d{4}|\d\d))?\)?(?: ?[£%])?"
)


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


def find_segments(
    table: PageTable, vocabulary: Vocabulary, known: Iterable[tuple[str, ...]] = (), may_go_on: bool = False
) -> tuple[Segment, ...]:
    """Cut a page table into segments.

    Args:
        table: the page table.
        vocabulary: wordings of column headers and bands.
        known: folded header rows of the table above, to recognise repeated ones.
        may_go_on: a table of the same columns stands directly above: a header line of unknown wording
            may then be a row that goes on.
    """
    rows = build_rows(table)
    title = _find_title(rows)
    rows = rows[1:] if title else rows
    kinds = classify_rows(rows, vocabulary, frozenset(known), may_go_on)
    segments: list[Segment] = []
    bands: list[tuple[int, Cell]] = []
    header: list[Row] = []
    body: list[Row] = []

    def close() -> None:
        first = not segments
        own_title = title if first else None
        segments.append(Segment(table, tuple(bands), tuple(header), tuple(body), first, own_title))

    for row, kind in zip(rows, kinds, strict=True):
        if kind == "header":
            if body:
                carried = [b for b in bands if b[0] == len(body)]
                bands[:] = [b for b in bands if b[0] < len(body)]
                close()
                bands, header, body = [(0, cell) for _, cell in carried], [], []
            header.append(row)
        elif kind == "band":
            bands.append((len(body), row.filled[0]))
        else:
            body.append(row)
    close()
    return tuple(segments)


def _find_title(rows: tuple[Row, ...]) -> Cell | None:
    """The caption printed inside the table as its first row ("Table 8: Victims..." and blanks)."""
    if len(rows) < 2 or len(rows[0].filled) != 1:
        return None
    cell = rows[0].filled[0]
    return cell if cell.col == 0 and _TITLE.match(cell.text) else None


def fold_row(row: Row) -> tuple[str, ...]:
    """The folded texts of a row's filled cells: what makes two header rows the same."""
    return tuple(fold_text(c.text) for c in row.filled)


def classify_rows(
    rows: tuple[Row, ...], vocabulary: Vocabulary, known: frozenset[tuple[str, ...]], may_go_on: bool = False
) -> tuple[str, ...]:
    """``header``, ``band`` or ``body`` for each row."""
    kinds = [""] * len(rows)
    set_apart, lone = _has_set_apart_bands(rows), _has_lone_bands(rows)
    for i, row in enumerate(rows):
        at_break = may_go_on and "body" not in kinds[:i]
        if (
            is_band(row, vocabulary)
            or (set_apart and _is_set_apart(row))
            or (lone and not at_break and _is_lone_label(row))
        ):
            kinds[i] = "band"
        elif is_repeated_header(row, known, vocabulary) or is_known_header(row, vocabulary):
            kinds[i] = "header"
        else:
            kinds[i] = "body"
    top = next((i for i, k in enumerate(kinds) if k != "band"), len(rows))
    for i in range(top, _header_end(rows, top, kinds, may_go_on)):
        kinds[i] = "header" if kinds[i] == "body" else kinds[i]
    return tuple(kinds)


def is_band(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the row is one cell across the table, or one that begins as a section's name does.

    Source: bands observed as a merged cell, as a markdown header line with blanks, and as a line
    with its text in the first column and nothing else.
    """
    if len(row.slots) < 2 or len(row.filled) != 1:
        return False
    cell = row.filled[0]
    if len(cell.text) > LONGEST_BAND or is_figure(cell.text):
        return False
    spans = cell.colspan >= max(2, len(row.slots) - 1)
    if vocabulary.is_band(cell.text) and (spans or cell.col == 0) and cell.rowspan == 1:
        return not cell.text.rstrip().endswith((".", ";")) or spans
    return spans and cell.rowspan == 1 and "\n\u2022" not in cell.text and not cell.open_top


def _has_set_apart_bands(rows: tuple[Row, ...]) -> bool:
    """Whether lone cells set apart by their print can be bands.

    They can in prose tables whose other first cells are not printed so; a lone label above figures
    heads a group of the figures' rows instead.
    """
    cells = [c for r in rows for c in r.filled]
    figures = sum(is_figure(c.text) for c in cells)
    firsts = [c for r in rows for c in r.filled[:1] if len(r.filled) > 1]
    return figures <= 0.2 * len(cells) and sum(c.bold or bool(c.filled) for c in firsts) <= 0.5 * len(firsts)


def _is_set_apart(row: Row) -> bool:
    """Whether the row is one short bold or shaded cell in the first column and nothing else."""
    if len(row.filled) != 1 or len(row.slots) < 2:
        return False
    cell = row.filled[0]
    short = len(cell.text) <= LONGEST_HEADER and not cell.text.rstrip().endswith((".", ";", ","))
    return cell.col == 0 and cell.rowspan == 1 and short and (cell.bold or bool(cell.filled))


def _has_lone_bands(rows: tuple[Row, ...]) -> bool:
    """Whether a lone label can be a band: the other rows are full prose, so a row is never blank."""
    others = [r for r in rows if len(r.filled) > 1]
    cells = [c for r in others for c in r.filled]
    if len(others) < 2 or sum(is_figure(c.text) for c in cells) > 0.2 * len(cells):
        return False
    full = sum(sum(c.colspan for c in r.filled) == len(r.slots) for r in others)
    return full >= 0.8 * len(others)


def _is_lone_label(row: Row) -> bool:
    """Whether the row is a short label in the first column, a closed row of its own."""
    if len(row.filled) != 1:
        return False
    cell = row.filled[0]
    label = len(cell.text) <= LONGEST_LABEL and cell.text[0].isupper() and cell.text[-1].isalnum()
    return label and cell.col == 0 and cell.rowspan == 1 and not cell.open_top


def is_repeated_header(row: Row, known: frozenset[tuple[str, ...]], vocabulary: Vocabulary) -> bool:
    """Whether the row says the same as a header row above, give or take "continued"."""
    folded = fold_row(row)
    if not folded:
        return False
    if folded in known:
        return True
    words = {w for text in folded for w in text.split()}
    for other in known:
        others = {w for text in other for w in text.split()}
        extra = words ^ others
        if extra and vocabulary.is_continued(" ".join(extra)) and others <= words:
            return True
    return False


def find_repeated_headers(tables: tuple[PageTable, ...]) -> frozenset[tuple[str, ...]]:
    """Folded rows that head more than one page table of the document: headers whatever their wording.

    Only rows of labels, with rows of their own below: a body printed twice repeats figures too.
    """
    tops: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for table in tables:
        if table.n_rows > 1:
            row = build_rows(table)[0]
            labels = [c for c in row.filled if not is_figure(c.text) and len(c.text) <= LONGEST_HEADER]
            if len(row.filled) > 1 and len(labels) == len(row.filled):
                tops[(table.n_cols, fold_row(row))] += 1
    return frozenset(fold for (_, fold), count in tops.items() if count > 1)


def is_known_header(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether most filled cells of the row are known column headers."""
    filled = row.filled
    if len(filled) < 2 or any(len(c.text) > LONGEST_HEADER for c in filled):
        return False
    roles = [vocabulary.role_of(c.text) for c in filled]
    hits = len({r for r in roles if r})
    return hits >= 2 and sum(r is not None for r in roles) >= 0.6 * len(filled)


def _header_end(rows: tuple[Row, ...], top: int, kinds: list[str], may_go_on: bool) -> int:
    """Index after the last header row at the top of a page table."""
    if top >= len(rows):
        return top
    believed = rows[0].table.header_rows
    if kinds[top] == "header":
        end = top + 1
        while end < len(rows) and kinds[end] == "body" and _is_second_line(rows[end - 1], rows[end]):
            end += 1
        return end
    if believed is not None:
        end = max(top, min(believed, len(rows)))
        looks = all(_looks_like_header(rows[i], may_go_on) for i in range(top, end))
        return end if looks else top
    if rows[top].table.method == "tab" and not may_go_on:
        return _plain_header_end(rows, top)
    return top


def _looks_like_header(row: Row, may_go_on: bool) -> bool:
    """Whether a row believed to be a header has the form of one.

    Exporters mark the first line of every chunk as a header, also one that goes on with a row: where
    a table stands directly above, only a full line of labels set apart by its print is believed.
    """
    filled = row.filled
    if not filled or any(len(c.text) > LONGEST_HEADER * 2 for c in filled):
        return False
    if not may_go_on:
        return True
    set_apart = all(c.bold or c.filled for c in filled)
    covered = sum(c.colspan for c in filled)
    return set_apart and covered >= len(row.slots) and not any(c.text[0].islower() for c in filled)


def _is_second_line(above: Row, below: Row) -> bool:
    """Whether ``below`` completes a stacked header: short, no figures, blank under its first label."""
    filled = below.filled
    if not filled or below.text(0) or len(filled) > len(above.filled):
        return False
    return all(len(c.text) <= 30 and not is_figure(c.text) for c in filled) and any(
        c.text.strip() in ("%", "n", "No", "No.", "£", "In") or len(c.text) <= 12 for c in filled
    )


def _plain_header_end(rows: tuple[Row, ...], top: int) -> int:
    """Header rows of a tab table by content: labels or years over figures."""
    end = top
    while end < len(rows) - 1 and _is_plain_header(rows[end], rows[end + 1 :], end > top):
        end += 1
    return end


def _is_plain_header(row: Row, below: tuple[Row, ...], under_header: bool) -> bool:
    filled = row.filled
    if not filled or any(len(c.text) > LONGEST_HEADER for c in filled):
        return False
    if all(c.col == 0 for c in filled):
        return False
    labels = [c for c in filled if c.col > 0]
    if not all(_YEAR.fullmatch(c.text) or not is_figure(c.text) for c in labels):
        return False
    if not row.text(0):
        return True
    if under_header:
        return False
    figures = [any(is_figure(r.text(c.col)) for r in below) for c in labels]
    return all(figures) or (
        bool(below) and is_figure(below[0].text(0)) and not is_figure(row.text(0)) and len(labels) == 1
    )


def build_header_paths(header: tuple[Row, ...], n_cols: int) -> tuple[tuple[str, ...], ...]:
    """Header path of each column, outermost first; a spanning cell heads every column it covers.

    Where an export lost the span ("Difference" over "n" and "%" with a blank beside it), a blank
    upper cell takes its left neighbour's text if both have a cell of their own below.
    """
    paths: list[list[str]] = [[] for _ in range(n_cols)]
    for depth, row in enumerate(header):
        last = depth == len(header) - 1
        for col in range(n_cols):
            cell = row.slots[col]
            text = cell.text if cell is not None else ""
            if not text and not last and col and _spans_blank(header, depth, col):
                left = row.slots[col - 1]
                text = left.text if left is not None else ""
            line = " ".join(text.split())
            if line and (not paths[col] or paths[col][-1] != line):
                paths[col].append(line)
    return tuple(tuple(p) for p in paths)


def _spans_blank(header: tuple[Row, ...], depth: int, col: int) -> bool:
    below = header[depth + 1]
    return bool(below.text(col) and below.text(col - 1) and header[depth].text(col - 1))

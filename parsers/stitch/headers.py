"""Header rows of a page table: known by their wording, their repetition or their print."""

from __future__ import annotations

import re
from collections import Counter

from parsers.stitch.slots import Row, build_rows, fold_row, is_figure
from parsers.vocabulary import Vocabulary
from planhouse.table import PageTable

LONGEST_HEADER = 90
"""Characters of a header cell; the longest seen ("What activities / interventions are being
delivered?") has 55, in stacked headers some 80."""

LONGEST_SECOND = 30
"""Characters of a label in the second line of a stacked header: "n", "%", "number of cases"."""

_YEAR = re.compile(
    r"\(?(?:(?:Q[1-4]|FY|[A-Z][a-z]{2,8})\.? ?)?(?:19|20)\d\d(?: ?[-/\u2013] ?(?:\d{4}|\d\d))?\)?(?: ?[£%])?"
)


def find_headers(
    rows: tuple[Row, ...],
    bands: frozenset[int],
    vocabulary: Vocabulary,
    known: frozenset[tuple[str, ...]],
    may_go_on: bool,
) -> frozenset[int]:
    """Indices of the header rows, at the top and in mid-table.

    Args:
        rows: the rows of a page table.
        bands: indices of its bands.
        vocabulary: wordings of column headers.
        known: folded header rows of the table above and of the document.
        may_go_on: a table of the same columns stands directly above.
    """
    found = {
        i
        for i, row in enumerate(rows)
        if i not in bands and (is_repeated_header(row, known, vocabulary) or is_known_header(row, vocabulary))
    }
    top = next((i for i in range(len(rows)) if i not in bands), len(rows))
    end = _header_end(rows, top, top in found, may_go_on, bands)
    return frozenset(found | (set(range(top, end)) - bands))


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
    """Whether the row is one of known column headers: two by their exact wording and most by any."""
    filled = row.filled
    if len(filled) < 2 or any(len(c.text) > LONGEST_HEADER for c in filled):
        return False
    exact = {r for c in filled if (r := vocabulary.exact_role(c.text))}
    known = sum(vocabulary.role_of(c.text) is not None for c in filled)
    return len(exact) >= 2 and known >= 0.6 * len(filled)


def _header_end(
    rows: tuple[Row, ...], top: int, is_header: bool, may_go_on: bool, bands: frozenset[int]
) -> int:
    """Index after the last header row at the top of a page table."""
    if top >= len(rows):
        return top
    believed = rows[0].table.header_rows
    end = top
    if is_header:
        end = top + 1
    elif believed is not None:
        believed_end = max(top, sum(row.index < believed for row in rows))  # a title row above is out
        if all(_looks_like_header(rows[i], may_go_on) for i in range(top, believed_end)):
            end = believed_end
    if end == top and _is_set_apart_header(rows[top], rows[top + 1 :]):
        end = top + 1
    if end > top:
        return _end_of_stack(rows, top, end, may_go_on, bands)
    if believed is not None:
        return top
    if rows[top].table.method in ("tab", "aligned") and not may_go_on:
        return _plain_header_end(rows, top)
    return top


def _end_of_stack(rows: tuple[Row, ...], top: int, end: int, may_go_on: bool, bands: frozenset[int]) -> int:
    """Index after the lines that complete a stacked header, which ends before ``end`` without them."""
    while end < len(rows) and end not in bands and _is_second_line(rows[end - 1], rows[end]):
        if may_go_on and _is_body_print(rows[top:end], rows[end]):
            break
        end += 1
    return end


def _is_set_apart_header(row: Row, below: tuple[Row, ...]) -> bool:
    """Whether a row of labels over every column is printed bold or shaded, and the rows below are not."""
    filled = row.filled
    if len(filled) < 2 or sum(c.colspan for c in filled) < len(row.slots):
        return False
    if not all((c.bold or c.filled) and len(c.text) <= LONGEST_HEADER for c in filled):
        return False
    if not below:
        return _is_left_behind(row)
    others = [c for r in below for c in r.filled if c.colspan < len(row.slots) - 1]
    return bool(others) and sum(c.bold or bool(c.filled) for c in others) < 0.5 * len(others)


def _is_left_behind(row: Row) -> bool:
    """Whether a row is all that a page holds of its table, at the page's foot: its rows follow overleaf."""
    table = row.table
    return table.at_bottom and not table.at_top and not any(is_figure(c.text) for c in row.filled)


def _looks_like_header(row: Row, may_go_on: bool) -> bool:
    """Whether a row believed to be a header has the form of one.

    Exporters mark the first line of every chunk as a header, also one that goes on with a row: where
    a table stands directly above, only a full line of labels set apart by its print is believed.
    """
    filled = row.filled
    if not filled or any(len(c.text) > LONGEST_HEADER * 2 for c in filled):
        return False
    if not may_go_on or row.table.method == "aligned":  # whose headers are told by what they head
        return True
    set_apart = all(c.bold or c.filled for c in filled)
    covered = sum(c.colspan for c in filled)
    return set_apart and covered >= len(row.slots) and not any(c.text[0].islower() for c in filled)


def _is_second_line(above: Row, below: Row) -> bool:
    """Whether ``below`` completes a stacked header: short labels under a header cell that spans.

    A span that an export lost shows as a blank beside its text.
    """
    filled = below.filled
    if not filled or below.text(0):
        return False
    if any(len(c.text) > LONGEST_SECOND or is_figure(c.text) or c.text.endswith(".") for c in filled):
        return False
    last = filled[-1].col
    return any(c.colspan > 1 for c in above.filled) or any(
        not _is_headed(above, c.col) for c in filled if 0 < c.col <= last
    )


def _is_headed(row: Row, col: int) -> bool:
    """Whether a header cell stands over a column in the row, be it one that begins further up."""
    cell = row.slots[col]
    return bool(row.text(col)) or (cell is not None and cell.col == col and bool(cell.text))


def _is_body_print(header: tuple[Row, ...], row: Row) -> bool:
    """Whether a row under a repeated header is printed as no header is: it ends the row of the page before.

    "surface with better grip" under "Lead / partners" would pass for a second line by its words; but the
    header is bold or shaded in every cell, and the row in none.
    """
    return all(c.bold or c.filled for r in header for c in r.filled) and not any(
        c.bold or c.filled for c in row.filled
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
    upper cell takes its left neighbour's text if both have a cell of their own below; in a text export,
    which loses every span, so do the blanks beside it.
    """
    paths: list[list[str]] = [[] for _ in range(n_cols)]
    for depth, row in enumerate(header):
        last = depth == len(header) - 1
        is_export = row.table.method in ("tab", "pipe")
        carried = ""
        for col in range(n_cols):
            cell = row.slots[col]
            text = cell.text if cell is not None else ""
            if not text and not last and col and _spans_blank(header, depth, col, carried):
                text = carried if is_export else row.text(col - 1)
            carried = text if is_export else row.text(col)
            line = " ".join(text.split())
            if line and (not paths[col] or paths[col][-1] != line):
                paths[col].append(line)
    return tuple(tuple(p) for p in paths)


def _spans_blank(header: tuple[Row, ...], depth: int, col: int, left: str) -> bool:
    below = header[depth + 1]
    return bool(below.text(col) and below.text(col - 1) and left)

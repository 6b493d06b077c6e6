"""Bands: rows that name the section of the rows below."""

from __future__ import annotations

from parsers.page.marks import holds_items
from parsers.stitch.profile import numbering_style
from parsers.stitch.slots import DRAWN, Row, is_figure
from parsers.vocabulary import Vocabulary
from planhouse.table import Cell

LONGEST_BAND = 220
"""Characters of a band: some print their aim beneath the name."""
LONGEST_SET_APART = 90
"""Characters of a lone bold or shaded cell believed to be a band."""
LONGEST_REFERENCE = 8
"""Characters of a cell that is only a reference."""
LONGEST_LABEL = 60
"""Characters of a lone label believed to be a band without other evidence."""


def find_bands(
    rows: tuple[Row, ...], vocabulary: Vocabulary, may_go_on: bool, bands_above: bool
) -> frozenset[int]:
    """Indices of the rows that are bands.

    Args:
        rows: the rows of a page table.
        vocabulary: words a section's name begins with.
        may_go_on: a table of the same columns stands directly above, so that the first row may be the
            tail of its last one.
        bands_above: that table has bands: a lone label at the break is then one more.
    """
    set_apart, lone, numbered = _has_set_apart_bands(rows), _has_lone_bands(rows), _is_numbered(rows)
    found: set[int] = set()
    in_body = False
    for index, row in enumerate(rows):
        at_break = may_go_on and not in_body and not bands_above
        if (
            is_band(row, vocabulary)
            or (not in_body and not may_go_on and _spans_all(row))
            or (set_apart and _is_set_apart(row))
            or (lone and not at_break and _is_lone_label(row))
            or (numbered and _is_lone_label(row) and not numbering_style(row.filled[0].text))
        ):
            found.add(index)
        else:
            in_body = True
    return frozenset(found)


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
    if _is_remark(row, cell):
        return False
    if vocabulary.is_band(cell.text) and (spans or cell.col == 0) and cell.rowspan == 1:
        return not cell.text.rstrip().endswith((".", ";")) or spans
    return spans and cell.rowspan == 1 and not holds_items(cell.text) and not cell.open_top


def _is_remark(row: Row, cell: Cell) -> bool:
    """Whether a cell over all columns but the first is a remark on the row above.

    Source: "2.1" beside an action and beside the line below it, "Update: three chapters are drafted.";
    on the next page such a line begins with a blank, and is told by its full stop.
    """
    if cell.col == 0 or cell.bold:
        return False
    beside = row.slots[0]
    spanned = beside is not None and beside.row < row.index and bool(beside.text)
    return spanned or (row.table.method in DRAWN and cell.text.rstrip().endswith("."))


def _spans_all(row: Row) -> bool:
    """Whether one cell fills the row: above the header it introduces the table, however long it is."""
    return len(row.filled) == 1 and row.filled[0].colspan == len(row.slots) > 1


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
    short = len(cell.text) <= LONGEST_SET_APART and not cell.text.rstrip().endswith((".", ";", ","))
    return cell.col == 0 and cell.rowspan == 1 and short and (cell.bold or bool(cell.filled))


def _has_lone_bands(rows: tuple[Row, ...]) -> bool:
    """Whether a lone label can be a band: the other rows are full prose, so a row is never blank."""
    others = [r for r in rows if len(r.filled) > 1]
    cells = [c for r in others for c in r.filled]
    if len(others) < 2 or sum(is_figure(c.text) for c in cells) > 0.2 * len(cells):
        return False
    full = sum(sum(c.colspan for c in r.filled) == len(r.slots) for r in others)
    return full >= 0.8 * len(others)


def _is_numbered(rows: tuple[Row, ...]) -> bool:
    """Whether the first column holds nothing but references ("2.1"): no label can go on with one."""
    firsts = [r.text(0) for r in rows if len(r.filled) > 1 and r.text(0)]
    brief = [t for t in firsts if numbering_style(t) and len(t) <= LONGEST_REFERENCE]
    return len(brief) >= 2 and len(brief) >= 0.6 * len(firsts)


def _is_lone_label(row: Row) -> bool:
    """Whether the row is a short label in the first column, a closed row of its own."""
    if len(row.filled) != 1:
        return False
    cell = row.filled[0]
    label = len(cell.text) <= LONGEST_LABEL and cell.text[0].isupper() and cell.text[-1].isalnum()
    return label and cell.col == 0 and cell.rowspan == 1 and not cell.open_top

"""Page tables of plain strings, as a text export prints them: one chunk a page."""

from planhouse.content import PageContent
from planhouse.geometry import Place
from planhouse.page import Block
from planhouse.table import Cell, PageTable

HEADER = ("Issue", "Need", "Activity", "Outcomes", "When", "Who")


def chunk(*rows, header=None, at=1, spans=None, method="pipe"):
    """A page table of rows of strings; ``spans`` maps (row, column) to a row span."""
    lines = [header, *rows] if header else list(rows)
    width = max(len(r) for r in lines)
    covered = {(row + k, col) for (row, col), span in (spans or {}).items() for k in range(1, span)}
    cells = tuple(
        Cell(
            r,
            c,
            text,
            Place(None, lines=(at + r, at + r)),
            is_header=bool(header) and r == 0,
            rowspan=(spans or {}).get((r, c), 1),
        )
        for r, row in enumerate(lines)
        for c, text in enumerate(row)
        if (r, c) not in covered
    )
    place = Place(None, lines=(at, at + len(lines) - 1))
    return PageTable(None, cells, len(lines), width, place, method, header_rows=1 if header else None)


def prose(text, kind="paragraph"):
    """A block between tables."""
    return Block(kind, text, Place(None), ())


def document(*items):
    """One page of content."""
    return (PageContent(None, tuple(items), ()),)


def rows_of(table):
    """Texts of a logical table, row by row."""
    return [[c.text for c in row.cells] for row in table.rows]

"""Tables of contents in text exports: tab-separated lines under a contents heading."""

from __future__ import annotations

from planhouse.geometry import Place
from planhouse.ids import fold_text
from planhouse.page import Block
from planhouse.table import Cell, PageTable

MOST_BETWEEN = 1
"""Blocks that may stand between two parts of one table of contents."""

Item = Block | PageTable


def find_contents(items: tuple[Item, ...], headings: frozenset[str]) -> tuple[Item, ...]:
    """The same items with tab tables under a contents heading turned into contents lines.

    Args:
        items: blocks and page tables of a page.
        headings: folded wordings that head a table of contents.
    """
    found: list[Item] = []
    since = MOST_BETWEEN + 1
    for item in items:
        if isinstance(item, PageTable):
            is_contents = since <= MOST_BETWEEN and item.method in ("tab", "aligned")
            found += _contents_lines(item) if is_contents else [item]
            since = 0 if is_contents else MOST_BETWEEN + 1
            continue
        since = 0 if fold_text(item.text) in headings else since + 1
        found.append(item)
    return tuple(found)


def _contents_lines(table: PageTable) -> list[Block]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return [_line(cells) for cells in rows.values()]


def _line(cells: list[Cell]) -> Block:
    place: Place = cells[0].place
    words = tuple(w for c in cells for w in c.words)
    return Block("contents", " ".join(c.text for c in cells), place, words)

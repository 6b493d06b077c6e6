"""Captions of text exports that stand under their table."""

from __future__ import annotations

from dataclasses import replace

from planhouse.page import Block
from planhouse.table import PageTable

Item = Block | PageTable


def attach_captions(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The same items, each table that has no caption above with the one on the line right below it.

    A caption right above a further table is that table's.
    """
    found = list(items)
    taken: Block | None = None
    for at, item in enumerate(items[:-1]):
        below = items[at + 1]
        if not isinstance(item, PageTable) or not isinstance(below, Block) or below.kind != "caption":
            continue
        above = items[at - 1] if at else None
        after = items[at + 2] if at + 2 < len(items) else None
        if isinstance(above, Block) and above.kind == "caption" and above is not taken:
            continue
        if _lines_between(item, below) == 0 and not (
            isinstance(after, PageTable) and _lines_between(below, after) == 0
        ):
            found[at], taken = replace(item, caption=below), below
    return tuple(found)


def _lines_between(above: Item, below: Item) -> int:
    """Blank lines between two items of a page."""
    first, last = above.place.lines, below.place.lines
    return last[0] - first[1] - 1 if first and last else -1

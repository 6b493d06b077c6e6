"""Tiny inputs in one line: words, rules, pages and page tables for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planhouse.geometry import Box, Place
from planhouse.page import Fill, PageGeometry, Rule, Word
from planhouse.table import Cell, PageTable


def word(
    text: str,
    x: float,
    y: float,
    *,
    number: int = 0,
    size: float = 10.0,
    width: float | None = None,
    bold: bool = False,
    page: int = 1,
    tag: str | None = None,
) -> Word:
    """A word whose left edge is ``x`` and whose top is ``y``; half an em a character wide."""
    wide = width if width is not None else 0.5 * size * len(text)
    box = Box(x, y, x + wide, y + size)
    return Word(number, text, Place(page, box), "Sans", size, bold=bold, tag=tag)


def words_of(text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of a line of text from ``x`` on, a quarter of an em apart."""
    out: list[Word] = []
    for part in text.split():
        out.append(word(part, x, y, size=size, bold=bold))
        x = out[-1].box.x1 + 0.25 * size
    return out


def rule(x0: float, top: float, x1: float, bottom: float) -> Rule:
    """A drawn line."""
    return Rule(Box(x0, top, x1, bottom), "line", 0.5)


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """The rules of a full grid with these column and row edges."""
    across = [rule(xs[0], y, xs[-1], y) for y in ys]
    return across + [rule(x, ys[0], x, ys[-1]) for x in xs]


def page(
    words: Iterable[Word],
    rules: Iterable[Rule] = (),
    fills: Iterable[Fill] = (),
    *,
    number: int = 1,
    width: float = 600.0,
    height: float = 800.0,
) -> PageGeometry:
    """A page with its words numbered in the order given."""
    numbered = tuple(replace(w, number=i) for i, w in enumerate(words))
    return PageGeometry(number, width, height, numbered, tuple(rules), tuple(fills))


def table(
    rows: Sequence[Sequence[str]], *, number: int | None = 1, header_rows: int | None = None
) -> PageTable:
    """A page table of plain cells, 100 points wide and 20 high each, at the page's top left."""
    place = Place(number, Box(0, 0, 100.0 * len(rows[0]), 20.0 * len(rows)))
    cells = tuple(
        Cell(r, c, text, Place(number, Box(100.0 * c, 20.0 * r, 100.0 * c + 100, 20.0 * r + 20)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    edges = tuple(100.0 * c for c in range(len(rows[0]) + 1))
    return PageTable(
        number, cells, len(rows), len(rows[0]), place, header_rows=header_rows, column_edges=edges
    )


def texts(found: PageTable) -> list[list[str]]:
    """Cell texts by row and column; a spanning cell's text stands in its first slot only."""
    out = [["" for _ in range(found.n_cols)] for _ in range(found.n_rows)]
    for cell in found.cells:
        out[cell.row][cell.col] = cell.text
    return out

"""Pages whose writing runs sideways: seen turned, so that lines and tables can be found, and turned back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planhouse.geometry import Box, Place
from planhouse.page import Block, Drop, Fill, PageGeometry, Rule, Word
from planhouse.table import PageTable

LEAST_SHARE = 0.6
"""Part of a page's words that must run one way for the page to count as turned that way."""
LEAST_WORDS = 12
"""Fewer sideways words are labels of a chart or a note in the margin."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a page by quarters, clockwise, and the size the page has before it."""

    quarters: int
    """1, 2 or 3."""
    width: float
    height: float

    def box(self, box: Box) -> Box:
        """Where a box of the page stands after the turn."""
        w, h = self.width, self.height
        if self.quarters == 1:
            return Box(h - box.bottom, box.x0, h - box.top, box.x1)
        if self.quarters == 2:
            return Box(w - box.x1, h - box.bottom, w - box.x0, h - box.top)
        return Box(box.top, w - box.x1, box.bottom, w - box.x0)

    def place(self, place: Place) -> Place:
        """The same for a place; one without a box stays as it is."""
        return replace(place, box=self.box(place.box)) if place.box is not None else place

    def back(self) -> Turn:
        """The turn that undoes this one."""
        if self.quarters == 2:
            return self
        return Turn(4 - self.quarters, self.height, self.width)


def find_turn(page: PageGeometry) -> Turn | None:
    """The turn that makes a page readable whose writing runs up, down or head over; None if it is."""
    sideways = [w for w in page.words if not w.upright]
    if len(sideways) < LEAST_WORDS or len(sideways) < LEAST_SHARE * len(page.words):
        return None
    ways = Counter(_quarters(w) for w in sideways)
    quarters, count = ways.most_common(1)[0]
    if quarters == 0 or count < LEAST_SHARE * len(page.words):
        return None
    return Turn(quarters, page.width, page.height)


def _quarters(word: Word) -> int:
    """Clockwise quarters that make a word upright, by the direction of its characters; 0 if unknown."""
    if len(word.edges) < 2:
        return 0
    box = word.box
    first, last = word.edges[0], word.edges[-1]
    along_y = abs(min(first, last) - box.top) < 1 and abs(max(first, last) - box.bottom) < 1
    along_x = abs(min(first, last) - box.x0) < 1 and abs(max(first, last) - box.x1) < 1
    if along_x and first > last:
        return 2
    if along_y:
        return 1 if first > last else 3
    return 0


def turn_page(page: PageGeometry, turn: Turn) -> PageGeometry:
    """The page as it looks after the turn; words keep their numbers."""
    swapped = turn.quarters % 2 == 1
    return replace(
        page,
        width=page.height if swapped else page.width,
        height=page.width if swapped else page.height,
        words=tuple(_turn_word(w, turn) for w in page.words),
        rules=tuple(Rule(turn.box(r.box), r.kind, r.width) for r in page.rules),
        fills=tuple(Fill(turn.box(f.box), f.colour) for f in page.fills),
        images=tuple(turn.box(i) for i in page.images),
        drops=tuple(Drop(d.text, d.reason, turn.place(d.place), d.words) for d in page.drops),
    )


def _turn_word(word: Word, turn: Turn) -> Word:
    quarters = _quarters(word) if not word.upright else 0
    is_upright = not word.upright and quarters == turn.quarters
    box = word.box
    edges = word.edges
    if edges:
        along_x = abs(min(edges[0], edges[-1]) - box.x0) < 1 and abs(max(edges[0], edges[-1]) - box.x1) < 1
        edges = _turn_edges(edges, turn, along_x)
    return replace(word, place=turn.place(word.place), upright=is_upright, edges=edges)


def _turn_edges(edges: tuple[float, ...], turn: Turn, along_x: bool) -> tuple[float, ...]:
    """Boundaries of characters after the turn, along the direction they then run in."""
    if turn.quarters == 2:
        return tuple((turn.width if along_x else turn.height) - e for e in edges)
    if turn.quarters == 1:
        return edges if along_x else tuple(turn.height - e for e in edges)
    return tuple(turn.width - e for e in edges) if along_x else edges


def turn_items(items: Sequence[Block | PageTable], turn: Turn) -> tuple[Block | PageTable, ...]:
    """Blocks and tables with their places turned; a table's column edges stay as it is read.

    Column edges are kept in the view in which the table is upright: there they compare with those of
    the same table on the pages round it.
    """
    return tuple(_turn_block(i, turn) if isinstance(i, Block) else _turn_table(i, turn) for i in items)


def _turn_block(block: Block, turn: Turn) -> Block:
    return replace(block, place=turn.place(block.place))


def _turn_table(table: PageTable, turn: Turn) -> PageTable:
    return replace(
        table,
        place=turn.place(table.place),
        cells=tuple(replace(c, place=turn.place(c.place)) for c in table.cells),
        caption=_turn_block(table.caption, turn) if table.caption is not None else None,
    )

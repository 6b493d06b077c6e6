"""Cards whose values follow on their labels, "Lead: Police", each card in a frame of its own.

In the open such lines are a list in prose. In a frame they are a card when another frame prints the same
labels: the frame says where the card begins and ends, and each label, bold and with a colon, begins a line
at the left edge of the card's text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.grids.card_blocks import Card, Entry
from parsers.grids.card_labels import LIMITS as LABELS
from parsers.grids.card_labels import LabelColumn, LabelLine, find_label_lines, is_apart
from parsers.grids.segments import build_rows_of_words
from planhouse.geometry import Box
from planhouse.page import PageGeometry, Rule, Word


@dataclass(frozen=True, slots=True)
class FrameLimits:
    """What a card's frame is like. Lengths in points; seen on plans printed by browsers."""

    least_width: float = 90.0
    least_height: float = 40.0
    largest: float = 0.6
    """Share of the page's area beyond which a frame is the page's own."""
    apart: float = 1.5
    """Points that part a frame from any other: boxes that touch are the cells of a grid."""
    side: float = 2.0
    """Points by which a rule that is the frame's own side strays from it."""


LIMITS = FrameLimits()


def find_framed_cards(
    page: PageGeometry, rows: Sequence[Sequence[Word]], elsewhere: Counter[str]
) -> list[Card]:
    """The cards of a page whose values follow on their labels, from the top.

    Args:
        page: everything drawn on the page.
        rows: its words by printed line, furniture left out.
        elsewhere: how often each label's text stands on the pages beside it.
    """
    words = [w for row in rows for w in row]
    columns: list[LabelColumn] = []
    cards = []
    for box in _find_frames(page):
        inside = [w for w in words if box.x0 < w.box.mid_x < box.x1 and box.top < w.box.mid_y < box.bottom]
        card = _read_card(inside, box, columns) if inside else None
        if card is not None:
            cards.append(card)
    return [c for c in cards if _is_repeated(c, cards, elsewhere)]


def _is_repeated(card: Card, cards: Sequence[Card], elsewhere: Counter[str]) -> bool:
    """Whether enough of a card's labels are those of another one, or of the pages beside."""
    others = [set(c.keys) for c in cards if c is not card]
    return any(len(set(card.keys) & keys) >= LABELS.least_labels for keys in (*others, set(elsewhere)))


def _find_frames(page: PageGeometry) -> list[Box]:
    """Boxes that stand alone: rounded outlines, shaded areas, and rectangles of rules, from the top."""
    drawn = [f.box for f in page.fills if f.colour != "ffffff"]
    found = dict.fromkeys((*page.frames, *drawn, *_find_rectangles(page.rules)))
    boxes = [
        b
        for b in found
        if b.width >= LIMITS.least_width
        and b.height >= LIMITS.least_height
        and b.area <= LIMITS.largest * page.width * page.height
    ]
    alone = [b for b in boxes if not any(_touch(b, o) for o in boxes) and not _is_parted(b, page.rules)]
    return sorted(alone, key=lambda b: (b.top, b.x0))


def _find_rectangles(rules: Iterable[Rule]) -> list[Box]:
    """Boxes between two upright rules that begin and end at the same heights and are next to one another."""
    upright = sorted({r.box for r in rules if not r.is_horizontal}, key=lambda b: b.x0)
    found = []
    for index, left in enumerate(upright):
        level = [
            b
            for b in upright[index + 1 :]
            if b.x0 > left.x1 + LIMITS.side
            and abs(b.top - left.top) <= LIMITS.side
            and abs(b.bottom - left.bottom) <= LIMITS.side
        ]
        if level:
            found.append(Box(left.x0, left.top, level[0].x1, left.bottom))
    return found


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes meet; one drawn twice, outline and shading, does not meet itself."""
    same = all(
        abs(a - b) <= LIMITS.side
        for a, b in (
            (one.x0, other.x0),
            (one.top, other.top),
            (one.x1, other.x1),
            (one.bottom, other.bottom),
        )
    )
    near = LIMITS.apart
    return (
        not same
        and one.x0 - near < other.x1
        and other.x0 - near < one.x1
        and one.top - near < other.bottom
        and other.top - near < one.bottom
    )


def _is_parted(box: Box, rules: Iterable[Rule]) -> bool:
    """Whether a rule is drawn within a box: it holds a table, or another box."""
    within = Box(box.x0 + LIMITS.side, box.top + LIMITS.side, box.x1 - LIMITS.side, box.bottom - LIMITS.side)
    return any(
        within.x0 < r.box.x1
        and r.box.x0 < within.x1
        and within.top < r.box.bottom
        and r.box.top < within.bottom
        for r in rules
    )


def _read_card(words: Sequence[Word], box: Box, columns: list[LabelColumn]) -> Card | None:
    """The card in a frame; None where its values do not all follow right on their labels.

    Args:
        words: in the frame.
        box: the frame.
        columns: of the cards above, to which that of this card is added where it is another.
    """
    rows = build_rows_of_words(words)
    left = min(row[0].box.x0 for row in rows)
    entries: list[Entry] = []
    title: list[Word] = []
    first: LabelLine | None = None
    for row in rows:
        line = _read_label(row, left, first)
        if line is not None:
            first = first or line
            end = next(i for i, w in enumerate(row) if w.box.x1 >= line.box.x1 - 0.1) + 1
            if end < len(row) and is_apart(row[end - 1], row[end]):
                return None  # values in a column of their own
            entries.append(Entry(list(row[:end]), list(row[end:])))
        elif entries:
            entries[-1].value += row
        else:
            title += row
    texts = [e.key for e in entries]
    if first is None or len(texts) < LABELS.least_labels or len(set(texts)) < len(texts):
        return None
    return Card(_find_column(columns, first, left, box), title=title, entries=entries)


def _read_label(row: Sequence[Word], left: float, first: LabelLine | None) -> LabelLine | None:
    """The label that begins a line at the card's left edge, bold, with a colon, like the first one."""
    if row[0].box.x0 - left > LABELS.same_edge or not row[0].bold:
        return None
    line = next(iter(find_label_lines([row])), None)
    if line is None or not line.colon or line.box.x0 != row[0].box.x0:
        return None
    return line if first is None or (line.look, round(line.size)) == (first.look, round(first.size)) else None


def _find_column(columns: list[LabelColumn], first: LabelLine, left: float, box: Box) -> LabelColumn:
    """The column of cards that begins at an x, one for all of them."""
    for column in columns:
        if abs(column.edge - left) <= LABELS.same_edge and column.look == first.look:
            return column
    columns.append(
        LabelColumn(
            value_x=left,
            edge=left,
            is_left=True,
            low=left,
            look=first.look,
            size=first.size,
            has_colons=True,
            texts=frozenset(),
            stems=frozenset(),
            left=box.x0,
            right=box.x1,
        )
    )
    return columns[-1]

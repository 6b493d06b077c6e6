"""Blocks of one column of cards: a title, labels with values, until the first label comes again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.grids.card_labels import LIMITS as LABELS
from parsers.grids.card_labels import LabelColumn, look, name_label
from parsers.grids.segments import LIMITS as SEGMENTS
from planhouse.ids import fold_text
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class BlockLimits:
    """What belongs to one card. Lengths are font sizes."""

    value_gap: float = 2.6
    """White space above a line of a value within it: paragraphs of a value stand at most two lines apart."""
    title_gap: float = 3.2
    """White space between a title and the first label: coloured bands pad 16 points below 12 point print."""
    title_lines: int = 3
    title_pitch: float = 1.7
    """Between the lines of one title."""
    title_words: int = 14
    """Words of a title that is printed no other than the values."""


LIMITS = BlockLimits()
_CODE = re.compile(r"\(?[A-Z]{0,4}[-.]?\d{1,3}(?:\.\d{1,3})*[a-z]?[.:)]?$")
_BY_ITSELF = 0.6
"""Font sizes of white space behind a number that is printed apart from its title."""


@dataclass(slots=True)
class Entry:
    """A label of a card with its value."""

    label: list[Word]
    value: list[Word] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The folded label."""
        return fold_text(name_label(self.label))


@dataclass(slots=True)
class Card:
    """One block."""

    column: LabelColumn
    title: list[Word] = field(default_factory=list)
    head: list[Word] = field(default_factory=list)
    """Values above its first label: of a label on the page before."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [*self.title, *self.head, *(w for e in self.entries for w in (*e.label, *e.value))]

    @property
    def keys(self) -> list[str]:
        """Its labels, folded, in order."""
        return [e.key for e in self.entries]

    @property
    def top(self) -> float:
        """Upper edge of its first word."""
        return min(w.box.top for w in self.words)

    def split_title(self) -> tuple[list[Word], list[Word]]:
        """The title's number, where it is printed apart from the words behind it, and the title."""
        if len(self.title) < 2 or not _CODE.match(self.title[0].text):
            return [], self.title
        first, second = self.title[:2]
        gap = second.box.x0 - first.box.x1
        apart = gap > _BY_ITSELF * max(first.size, 4.0) or look(first) != look(second)
        return ([first], self.title[1:]) if apart else ([], self.title)


@dataclass(slots=True)
class Blocks:
    """The cards of one column and where something else stands between two of them."""

    cards: list[Card]
    cuts: list[float]
    """y of the first line between two cards that is of neither: a heading, prose."""


@dataclass(slots=True)
class _Row:
    """A printed line as far as it stands in the column."""

    words: list[Word]
    kind: str
    """``label``, ``value`` or ``other``."""
    split: int = 0
    """Words of the label."""
    is_wide: bool = False
    """Reaches out of the column: no title of one card."""

    @property
    def top(self) -> float:
        return min(w.box.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.box.bottom for w in self.words)

    @property
    def size(self) -> float:
        return max(max(w.size for w in self.words), 4.0)

    @property
    def key(self) -> str:
        """The folded label."""
        return fold_text(name_label(self.words[: self.split]))


def read_blocks(rows: Sequence[Sequence[Word]], column: LabelColumn, order: Sequence[str] = ()) -> Blocks:
    """The cards of a column, from the top.

    Args:
        rows: the words of the page by printed line.
        column: where labels and values stand.
        order: of the labels on the page before, where cards have no titles: one that comes sooner than
            the one above it begins a card.
    """
    lines = [r for row in rows if (r := _read_row(row, column)) is not None]
    return _Walk(column, lines, list(order)).run()


def take_titles_off(blocks: Blocks) -> None:
    """Leave to prose what stands above some of the cards: headings, where most cards have no title."""
    for index, card in enumerate(blocks.cards):
        if card.title and index:
            blocks.cuts.append(min(w.box.top for w in card.title))
        card.title = []


def _read_row(row: Sequence[Word], column: LabelColumn) -> _Row | None:
    """What a printed line is in the column; None where it has no word there."""
    inside: list[Word] = []
    is_wide = False
    for run in _cut(row):
        x0, x1 = run[0].box.x0, run[-1].box.x1
        if column.left <= x0 < column.right:
            inside += run
            is_wide = is_wide or x1 > column.right + LABELS.reach
        elif x0 < column.left and x1 > column.low:
            inside += run
            is_wide = True
    if not inside:
        return None
    start = column.value_x - LABELS.same_edge
    split = sum(w.box.x0 < start for w in inside)
    if not split:
        return _Row(inside, "value", is_wide=is_wide)
    kind = "label" if not is_wide and _is_label(inside, split, column) else "other"
    return _Row(inside, kind, split, is_wide)


def _cut(row: Sequence[Word]) -> list[list[Word]]:
    """A line's words cut where the white space is wider than between words."""
    runs = [[row[0]]]
    for word in row[1:]:
        if word.box.x0 - runs[-1][-1].box.x1 > SEGMENTS.gutter * max(word.size, 4.0):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _is_label(words: Sequence[Word], split: int, column: LabelColumn) -> bool:
    """Whether the words left of the values are a label of the column."""
    label, rest = words[:split], words[split:]
    if not column.is_label_place(label) or label[-1].box.x1 > column.value_x + 0.5:
        return False
    if not rest or label[-1].text.endswith(":") or look(rest[0]) != look(label[-1]):
        return True
    return rest[0].box.x0 - label[-1].box.x1 > SEGMENTS.gutter * max(rest[0].size, 4.0)


class _Walk:
    """One way down a column."""

    def __init__(self, column: LabelColumn, rows: list[_Row], order: list[str]) -> None:
        self.column = column
        self.rows = rows
        self.order = order
        self.values = Counter((*look(w), round(w.size, 1)) for r in rows for w in r.words[r.split :])
        self.cards: list[Card] = []
        self.cuts: list[float] = []
        self.open: Card | None = None
        self.above: _Row | None = None
        self.pending: list[_Row] = []

    def run(self) -> Blocks:
        """Give each line to a card or to none."""
        for index, row in enumerate(self.rows):
            following = self.rows[index + 1] if index + 1 < len(self.rows) else None
            if row.kind == "value":
                self._take_value(row)
            elif row.kind == "label" and not self._is_title(row, following):
                self._take_label(row)
            else:
                self._close(row)
            self.above = row
        if not self.cards:
            self._split_head(self.pending)
        return Blocks(self.cards, self.cuts)

    def _close(self, row: _Row) -> None:
        self.open = None
        self.pending.append(row)

    def _take_value(self, row: _Row) -> None:
        if self.open is None or self._gap(row) > LIMITS.value_gap or row.is_wide:
            self._close(row)
        else:
            self.open.entries[-1].value += row.words

    def _gap(self, row: _Row) -> float:
        """White space above a line in font sizes."""
        return (row.top - self.above.bottom) / row.size if self.above else 0.0

    def _take_label(self, row: _Row) -> None:
        label, value = row.words[: row.split], row.words[row.split :]
        if self._goes_on(row):
            assert self.open is not None  # noqa: S101
            self.open.entries[-1].label += label
            self.open.entries[-1].value += value
            return
        if self.open is None or row.key in self.open.keys or self._goes_back(row.key):
            self._begin(row)
        assert self.open is not None  # noqa: S101
        self.open.entries.append(Entry(label, value))

    def _goes_back(self, key: str) -> bool:
        """Whether a label comes before the one above it in the order of the cards; new ones are learnt."""
        if not self.order:
            return False
        last = self.open.keys[-1] if self.open is not None else None
        at = self.order.index(last) if last in self.order else len(self.order) - 1
        if key in self.order:
            return self.order.index(key) < at
        self.order.insert(at + 1, key)
        return False

    def _goes_on(self, row: _Row) -> bool:
        """Whether a label's line is the second one of the label above."""
        above = self.above
        if self.open is None or above is None or above.kind != "label":
            return False
        if row.top - above.top > LABELS.pitch * row.size:
            return False
        if row.words[0].text[0].islower():
            return True
        last = self.open.entries[-1].label[-1].text
        return self.column.has_colons and not last.endswith(":") and row.key not in self.column.texts

    def _is_title(self, row: _Row, following: _Row | None) -> bool:
        """Whether a line that looks like a label is a title: nothing beside it, and a card begins below."""
        if len(row.words) > row.split or row.key in self.column.texts or self._goes_on(row):
            return False
        if following is None or following.kind != "label" or following.key not in self.column.texts:
            return False
        return self.open is None or following.key in self.open.keys

    def _begin(self, row: _Row) -> None:
        """Open a card; what stands above it is its title, or of no card."""
        pending = self.pending
        count = self._count_title(pending, row)
        title, rest = pending[len(pending) - count :], pending[: len(pending) - count]
        card = Card(self.column, [w for r in title for w in r.words])
        if not self.cards:
            rest = self._split_head(rest)
            if not title and self.cards and not rest:
                card = self.cards.pop()
        if rest and self.cards:
            self.cuts.append(rest[0].top)
        self.cards.append(card)
        self.open, self.pending = card, []

    def _split_head(self, rows: list[_Row]) -> list[_Row]:
        """Make values at the head of the page a card of their own; a label went before them if any."""
        count = 0
        for row in rows:
            gap = (row.top - rows[count - 1].bottom) / row.size if count else 0.0
            if row.kind != "value" or row.is_wide or gap > LIMITS.value_gap:
                break
            count += 1
        if count:
            self.cards.append(Card(self.column, head=[w for r in rows[:count] for w in r.words]))
        return rows[count:]

    def _count_title(self, pending: Sequence[_Row], label: _Row) -> int:
        """How many of the last lines above a card's first label are its title."""
        count = 0
        below = label
        for row in reversed(pending):
            gap = (below.top - row.bottom) / row.size
            near = gap <= (LIMITS.title_pitch - 1 if count else LIMITS.title_gap)
            alike = not count or (
                abs(row.size - below.size) <= LABELS.same_size
                and look(row.words[0])[0] == look(below.words[0])[0]
            )
            if not near or not alike or row.is_wide or row.kind == "value" or count >= LIMITS.title_lines:
                break
            count += 1
            below = row
        title = pending[len(pending) - count :]
        return count if title and self._may_be_title(title) else 0

    def _may_be_title(self, title: Sequence[_Row]) -> bool:
        """Whether lines are set apart from the values by their print, or short."""
        words = [w for r in title for w in r.words]
        common = self.values.most_common(1)[0][0] if self.values else (False, "", 0.0)
        first = words[0]
        if first.bold > common[0] or first.size > common[2] + LABELS.same_size:
            return True
        return len(words) <= LIMITS.title_words and not words[-1].text.endswith((".", ";", ","))


def share_labels(cards: Sequence[Card], elsewhere: Counter[str]) -> int:
    """The most labels that a card has in common with another, or with the pages beside it."""
    sets = [frozenset(c.keys) for c in cards]
    pairs = [len(a & b) for a, b in itertools.combinations(sets, 2)]
    beside = [sum(key in elsewhere for key in s) for s in sets]
    return max([0, *pairs, *beside])

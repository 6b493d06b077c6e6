"""Blocks of one column of cards: a title, labels with values, until the first label comes again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.grids.card_heads import is_head
from parsers.grids.card_labels import LIMITS as LABELS
from parsers.grids.card_labels import LabelColumn, counted_stem, is_apart, look, name_label
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
    body_words: int = 150
    """Words of a text between a title and the first label."""


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
    number: list[Word] = field(default_factory=list)
    """Of a title line that is printed as a label with its value: "Action 2:  Hotspot patrols"."""
    title: list[Word] = field(default_factory=list)
    body: list[Word] = field(default_factory=list)
    """Text between the title and the first label."""
    head: list[Word] = field(default_factory=list)
    """Values above its first label: of a label on the page before."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def words(self) -> list[Word]:
        """All its words."""
        own = [*self.number, *self.title, *self.body, *self.head]
        return [*own, *(w for e in self.entries for w in (*e.label, *e.value))]

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
        if self.number:
            return (self.number, self.title) if self.title else ([], self.number)
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
    """``label``, ``value``, ``numbered`` (a label that counts the cards) or ``other``."""
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


def read_blocks(
    rows: Sequence[Sequence[Word]],
    column: LabelColumn,
    order: Sequence[str] = (),
    bounds: Sequence[float] = (),
) -> Blocks:
    """The cards of a column, from the top.

    Args:
        rows: the words of the page by printed line.
        column: where labels and values stand.
        order: of the labels on the page before, where cards have no titles: one that comes sooner than
            the one above it begins a card.
        bounds: y of what is drawn between the rows of a card, where its labels stand in mid-row.
    """
    lines = [r for row in rows if (r := _read_row(row, column)) is not None]
    return _Walk(column, lines, list(order), bounds).run()


def take_titles_off(blocks: Blocks) -> None:
    """Leave to prose what stands above some of the cards: headings, where most cards have no title."""
    for index, card in enumerate(blocks.cards):
        above = [*card.number, *card.title, *card.body]
        if above and index:
            blocks.cuts.append(min(w.box.top for w in above))
        card.number, card.title, card.body = [], [], []


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
    found = _Row(inside, "label", split)
    if found.key in column.heads and is_head(inside[:split], inside[split:], column):
        return found
    if is_wide or not _is_label(inside, split, column):
        return _Row(inside, "other", split, is_wide)
    if found.key not in column.texts and counted_stem(found.key) in column.stems:
        found.kind = "numbered"
    return found


def _cut(row: Sequence[Word]) -> list[list[Word]]:
    """A line's words cut where the white space is wider than between words."""
    runs = [[row[0]]]
    for word in row[1:]:
        if is_apart(runs[-1][-1], word):
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
    return is_apart(label[-1], rest[0])


def _split_inner(words: Sequence[Word], column: LabelColumn) -> list[list[Word]]:
    """The words behind a label, cut where another label begins."""
    parts: list[list[Word]] = [[]]
    for word in words:
        at_edge = any(abs(word.box.x0 - edge) <= LABELS.same_edge for edge in column.inner)
        if at_edge and look(word) == column.look:
            parts.append([])
        parts[-1].append(word)
    return parts


def _read_inner(words: Sequence[Word], column: LabelColumn) -> Entry:
    """A label behind the value of another, and its own value."""
    end = 0
    while end < len(words) and look(words[end]) == column.look:
        end += 1
        if words[end - 1].text.endswith(":"):
            break
    return Entry(list(words[:end]), list(words[end:]))


class _Walk:
    """One way down a column."""

    def __init__(
        self, column: LabelColumn, rows: list[_Row], order: list[str], bounds: Sequence[float]
    ) -> None:
        self.column = column
        self.rows = rows
        self.order = order
        self.bounds = bounds
        self.values = Counter((*look(w), round(w.size, 1)) for r in rows for w in r.words[r.split :])
        self.cards: list[Card] = []
        self.cuts: list[float] = []
        self.open: Card | None = None
        self.above: _Row | None = None
        self.label: _Row | None = None
        self.beside = 1
        """Labels on the last label's line."""
        self.early: list[Word] = []
        """Values above the middle of their row, where their label stands."""
        self.pending: list[_Row] = []

    def run(self) -> Blocks:
        """Give each line to a card or to none."""
        for index, row in enumerate(self.rows):
            following = self.rows[index + 1] if index + 1 < len(self.rows) else None
            if row.kind == "value" and self._is_early(index):
                self.early += row.words
            elif row.kind == "value":
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

    def _is_early(self, index: int) -> bool:
        """Whether a line is drawn above a value, and none between it and the next label."""
        row = self.rows[index]
        label = next((r for r in self.rows[index + 1 :] if r.kind != "value"), None)
        if label is None or label.kind != "label" or self._is_parted(row.top, label.bottom):
            return False
        return bool(self.early) or self._is_parted(self.above.bottom - 1 if self.above else 0.0, row.bottom)

    def _is_parted(self, top: float, bottom: float) -> bool:
        """Whether a line is drawn between two heights."""
        return any(top < y < bottom for y in self.bounds)

    def _take_value(self, row: _Row) -> None:
        if self.open is None or self._gap(row) > LIMITS.value_gap or row.is_wide:
            self._close(row)
        else:
            self._add_value(row.words)

    def _add_value(self, words: Sequence[Word]) -> None:
        """Give the words of a value's line to the labels they stand under."""
        assert self.open is not None  # noqa: S101
        entries = self.open.entries[-self.beside :]
        for run in _cut(words):
            reach = run[0].box.x0 + LABELS.same_edge
            under = [e for e in entries[1:] if e.label[0].box.x0 <= reach]
            (under[-1] if under else entries[0]).value += run

    def _gap(self, row: _Row) -> float:
        """White space above a line in font sizes."""
        return (row.top - self.above.bottom) / row.size if self.above else 0.0

    def _take_label(self, row: _Row) -> None:
        label, value = row.words[: row.split], [*self.early, *row.words[row.split :]]
        self.early = []
        if self._goes_on(row):
            assert self.open is not None  # noqa: S101
            self.open.entries[-self.beside].label += label
            if value:
                self._add_value(value)
            self.label = row
            return
        if self.open is None or row.key in self.open.keys or self._goes_back(row.key):
            self._begin(row)
        assert self.open is not None  # noqa: S101
        parts = _split_inner(value, self.column)
        found = [Entry(label, parts[0]), *(_read_inner(part, self.column) for part in parts[1:])]
        new: list[Entry] = []
        for entry in found:
            if entry.key in self.open.keys or any(entry.key == e.key for e in new):
                new[-1].value += [*entry.label, *entry.value]  # said twice in one card: part of the value
            else:
                new.append(entry)
        self.open.entries += new
        self.label, self.beside = row, len(new)

    def _goes_back(self, key: str) -> bool:
        """Whether a label comes before the one above it in the order of the cards; new ones are learnt."""
        if not self.order:
            return False
        last = self.open.keys[-self.beside] if self.open is not None else None
        at = self.order.index(last) if last in self.order else len(self.order) - 1
        if key in self.order:
            return self.order.index(key) < at
        self.order.insert(at + 1, key)
        return False

    def _goes_on(self, row: _Row) -> bool:
        """Whether a label's line is the second one of the label above."""
        if self.open is None or self.label is None:
            return False
        if row.top - self.label.top > LABELS.pitch * row.size or self._is_parted(self.label.bottom, row.top):
            return False
        if row.words[0].text[0].islower():
            return True
        last = self.open.entries[-self.beside].label[-1].text
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
        title, body, rest = self._find_title(pending, row)
        card = Card(self.column, body=[w for r in body for w in r.words])
        for line in title:
            card.number += line.words[: line.split] if line.kind == "numbered" else []
            card.title += line.words[line.split :] if line.kind == "numbered" else line.words
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

    def _find_title(self, pending: list[_Row], label: _Row) -> tuple[list[_Row], list[_Row], list[_Row]]:
        """The lines above a card's first label: of its title, of a text below that, of no card."""
        counted = next((i for i in reversed(range(len(pending))) if pending[i].kind == "numbered"), None)
        if counted is not None and all(r.kind == "value" for r in pending[counted + 1 :]):
            return pending[counted:], [], pending[:counted]
        count = self._count_title(pending, label)
        if count:
            at = len(pending) - count
            return pending[at:], [], pending[:at]
        at = self._find_body(pending, label)
        count = self._count_title(pending[:at], pending[at]) if 0 < at < len(pending) else 0
        if not count or not self._is_set_apart(pending[at - count]):
            return [], [], pending
        return pending[at - count : at], pending[at:], pending[: at - count]

    def _find_body(self, pending: Sequence[_Row], label: _Row) -> int:
        """Where the text begins that stands above a label and looks like the values."""
        at = len(pending)
        below = label
        while at and not pending[at - 1].is_wide and not self._is_set_apart(pending[at - 1]):
            if (below.top - pending[at - 1].bottom) / label.size > LIMITS.value_gap:
                break
            at -= 1
            below = pending[at]
        return at if sum(len(r.words) for r in pending[at:]) <= LIMITS.body_words else len(pending)

    def _is_set_apart(self, row: _Row) -> bool:
        """Whether a line is printed bolder or larger than the values."""
        common = self.values.most_common(1)[0][0] if self.values else (False, "", 0.0)
        return row.words[0].bold > common[0] or row.words[0].size > common[2] + LABELS.same_size

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
        if self._is_set_apart(title[0]):
            return True
        return len(words) <= LIMITS.title_words and not words[-1].text.endswith((".", ";", ","))


def share_labels(cards: Sequence[Card], elsewhere: Counter[str]) -> int:
    """The most labels that a card has in common with another, or with the pages beside it."""
    sets = [frozenset(c.keys) for c in cards]
    pairs = [len(a & b) for a, b in itertools.combinations(sets, 2)]
    beside = [sum(key in elsewhere for key in s) for s in sets]
    return max([0, *pairs, *beside])

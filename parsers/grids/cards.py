"""Cards: one boxed (or unboxed) block per action, read as rows of one table whose columns are the labels.

The page table of cards has two rows a card: its labels, and its title and values. The first row of labels
is the header; labels that first stand on a later card are put into it. The later rows of labels repeat
the header and are listed as such (``PageTable.label_rows``), so that every printed word is in one cell.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.card_keys import BODY, NUMBER, TITLE, merge_keys
from parsers.grids.card_blocks import Card, read_blocks, share_labels, take_titles_off
from parsers.grids.card_heads import find_heads
from parsers.grids.card_labels import LIMITS as LABELS
from parsers.grids.card_labels import (
    LabelColumn,
    LabelLine,
    find_label_columns,
    find_label_lines,
    is_apart,
    name_label,
)
from parsers.grids.cells import LIMITS as TEXT
from parsers.grids.cells import common_size, is_all_bold, order_words, render_text
from parsers.grids.framed_cards import find_framed_cards
from parsers.grids.segments import build_rows_of_words, is_numeric
from parsers.page.furniture import EdgeRow
from planhouse.geometry import Box, Place, union_boxes
from planhouse.page import PageGeometry, Word
from planhouse.table import Cell, PageTable


@dataclass(frozen=True, slots=True)
class CardLimits:
    """What blocks must be like to be cards."""

    figures: float = 0.5
    """Share of values that are figures, from which repeated labels are the stubs of statistics."""
    in_columns: float = 0.3
    """Share of values cut by wide white space, from which they are the cells of several columns."""
    off_line: float = 0.3
    """Share of labels with no value on their own line but one below: labels set in the middle of a row."""
    level: float = 8.0
    """Points by which the tops of cards of one row differ."""
    score: float = 0.9


LIMITS = CardLimits()


@dataclass(frozen=True, slots=True)
class PageLabels:
    """What may be labels on a page: what its cards, and those of the pages beside it, are told by."""

    rows: list[list[Word]]
    """The words of the page by printed line, furniture left out."""
    lines: list[LabelLine]

    @property
    def texts(self) -> Counter[str]:
        """How often each text stands on the page."""
        return Counter(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class CardsAbove:
    """Cards that end the page before: the last may go on."""

    table: PageTable
    column: LabelColumn

    @property
    def open_key(self) -> str:
        """Key of the label printed last."""
        rows = {0, *self.table.label_rows}
        labels = [c for c in self.table.cells if c.row in rows and c.text]
        last = max(labels, key=lambda c: (c.row == self.table.n_rows - 2, _box(c).top), default=None)
        return self.table.column_keys[last.col] if last else self.table.column_keys[-1]

    @property
    def order(self) -> tuple[str, ...]:
        """Its labels in order, where cards have no titles to tell where one begins."""
        keys = self.table.column_keys
        return () if TITLE in keys else keys

    def may_hold(self, words: Sequence[Word]) -> bool:
        """Whether words at the head of a page begin where its values do, in print of their size."""
        sizes = Counter(c.size for c in self.table.cells if c.row % 2 and c.text)
        x0 = min(w.box.x0 for w in words)
        near = -LABELS.same_edge <= x0 - self.column.value_x <= LABELS.reach
        return near and abs(common_size(words) - sizes.most_common(1)[0][0]) <= LABELS.same_size


@dataclass(frozen=True, slots=True)
class PageCards:
    """The cards of a page: tables from the top, and the label column of the last."""

    tables: tuple[PageTable, ...] = ()
    column: LabelColumn | None = None

    @property
    def words(self) -> frozenset[int]:
        """Numbers of all words in them."""
        return frozenset(n for t in self.tables for c in t.cells for n in c.words)


NO_CARDS = PageCards()


def read_labels(page: PageGeometry, taken: frozenset[int]) -> PageLabels:
    """What may be labels on a page.

    Args:
        page: everything drawn on the page.
        taken: numbers of words that are furniture.
    """
    words = [w for w in page.words if w.upright and w.number not in taken and w.text.strip()]
    rows = build_rows_of_words(words)
    return PageLabels(rows, find_label_lines(rows))


def with_labels(
    pages: Iterable[tuple[PageGeometry, Sequence[EdgeRow]]],
) -> Iterator[tuple[PageGeometry, Sequence[EdgeRow], PageLabels, tuple[PageLabels, ...]]]:
    """Pages with their labels and those of the pages before and after."""
    before: tuple[PageLabels, ...] = ()
    waiting: tuple[PageGeometry, Sequence[EdgeRow], PageLabels] | None = None
    for page, furniture in pages:
        labels = read_labels(page, frozenset(n for row in furniture for n in row.words))
        if waiting is not None:
            yield *waiting, (*before, labels)
            before = (waiting[2],)
        waiting = page, furniture, labels
    if waiting is not None:
        yield *waiting, before


def find_cards(
    page: PageGeometry,
    labels: PageLabels,
    beside: Sequence[PageLabels] = (),
    above: CardsAbove | None = None,
) -> PageCards:
    """The cards of a page as page tables, one for each run of cards that nothing else stands between.

    Args:
        page: everything drawn on the page.
        labels: what may be labels on it.
        beside: the same of the pages before and after.
        above: the cards that end the page before.
    """
    elsewhere = sum((b.texts for b in beside), Counter[str]())
    framed = find_framed_cards(page, labels.rows, elsewhere) if _may_be_framed(labels, elsewhere) else []
    if framed and _are_prose(framed):
        shared = share_labels(framed, elsewhere)
        return PageCards((_build_table(page, _order(framed), None, shared),))
    return _find_in_columns(page, labels, beside, above, elsewhere)


def _may_be_framed(labels: PageLabels, elsewhere: Counter[str]) -> bool:
    """Whether enough labels with colons are printed again to look for frames round them."""
    texts = Counter(line.text for line in labels.lines if line.colon)
    return sum(count + elsewhere[text] > 1 for text, count in texts.items()) >= LABELS.least_labels


def _find_in_columns(
    page: PageGeometry,
    labels: PageLabels,
    beside: Sequence[PageLabels],
    above: CardsAbove | None,
    elsewhere: Counter[str],
) -> PageCards:
    """The cards of a page whose values stand in a column of their own."""
    columns = find_label_columns(labels.lines, elsewhere, labels.rows, page.width)
    if above is not None:
        columns = columns or [above.column]
    if not columns:
        return NO_CARDS
    first_top = min((w.box.top for row in labels.rows for w in row), default=0.0)
    last_bottom = max((w.box.bottom for row in labels.rows for w in row), default=0.0)
    cards: list[Card] = []
    cuts: list[float] = []
    tail: Card | None = None
    for column in columns:
        column.heads = find_heads(column, (labels.rows, *(b.rows for b in beside)))
        goes_on = above if above is not None and tail is None and _is_same(above.column, column) else None
        blocks = read_blocks(
            labels.rows, column, goes_on.order if goes_on else (), _find_bounds(page, column)
        )
        if not _have_titles(blocks.cards, beside, column):
            take_titles_off(blocks)
        if goes_on and blocks.cards:
            tail = _find_tail(blocks.cards, goes_on, first_top)
        begun = _find_begun(blocks.cards, last_bottom)
        kept = [
            c for c in blocks.cards if c is tail or (_lose_head(c) and (len(c.entries) > 1 or c is begun))
        ]
        shared = share_labels(kept, elsewhere)
        if kept and (shared >= LABELS.least_labels or kept == [tail]) and _are_prose(kept):
            cards += kept
            cuts += blocks.cuts
    if not cards:
        return NO_CARDS
    tables = []
    for run in _cut_runs(cards, cuts):
        open_card = above if tail is not None and any(c is tail for c in run) else None
        if open_card is not None and tail is not None:  # it ends the page before: the others come after it
            run = [tail, *(c for c in run if c is not tail)]
        tables.append(_build_table(page, run, open_card, share_labels(run, elsewhere)))
    return PageCards(tuple(tables), cards[-1].column)


def _find_bounds(page: PageGeometry, column: LabelColumn) -> tuple[float, ...]:
    """Heights of lines drawn across where values begin: an underline begins with its words."""
    x = column.value_x
    across = (r.box for r in page.rules if r.is_horizontal)
    return tuple(sorted({b.mid_y for b in across if b.x0 <= x - 2.0 and b.x1 >= x + 10.0}))


def _have_titles(cards: Sequence[Card], beside: Sequence[PageLabels], column: LabelColumn) -> bool:
    """Whether most cards of the column, here and on the pages beside, have a title of their own.

    Where they have none, what stands above the first card of a section is its heading.
    """
    pages = [cards, *(read_blocks(b.rows, column).cards for b in beside)]
    fresh = [c for found in pages for i, c in enumerate(found) if c.entries and (i or c.title or c.number)]
    return 2 * sum(bool(c.title or c.number) for c in fresh) > len(fresh)


def _is_same(one: LabelColumn, other: LabelColumn) -> bool:
    """Whether two label columns stand at one place and look the same."""
    near = (
        abs(one.value_x - other.value_x) <= LABELS.same_edge
        and abs(one.edge - other.edge) <= LABELS.same_edge
    )
    return near and one.look == other.look


def _find_tail(cards: Sequence[Card], above: CardsAbove, first_top: float) -> Card | None:
    """The card at the head of the page that goes on with the last one of the page before."""
    first = cards[0]
    if first.title or first.number or first.top > first_top + LABELS.same_edge:
        return None
    if first.head and not above.may_hold(first.head):
        return None
    keys = above.table.column_keys
    if first.head or TITLE in keys:
        return first
    key = first.entries[0].key
    if key not in keys:
        return first
    return first if key != keys[0] and keys.index(key) > keys.index(above.open_key) else None


def _find_begun(cards: Sequence[Card], last_bottom: float) -> Card | None:
    """The last card of a page where it ends with its first label: one that the cards above begin with."""
    if len(cards) < 2 or len(cards[-1].entries) != 1:
        return None
    last, above = cards[-1], [c for c in cards[:-1] if len(c.entries) > 1]
    first = Counter(c.entries[0].key for c in above).most_common(1)
    is_first = bool(first) and first[0][0] == last.entries[0].key
    at_foot = max(w.box.bottom for w in last.words) >= last_bottom - LABELS.same_edge
    return last if is_first and at_foot else None


def _lose_head(card: Card) -> bool:
    """Leave to prose what stands above the first label of a card that goes on with none."""
    card.head = []
    return bool(card.entries)


def _are_prose(cards: Sequence[Card]) -> bool:
    """Whether the values read as those of cards: on their label's line, in one column, and not figures."""
    entries = [e for c in cards for e in c.entries]
    filled = [e for e in entries if e.value]
    if not filled:
        return all(c.head for c in cards)
    figures = wide = off = 0
    for entry in filled:
        rows = build_rows_of_words(entry.value)
        figures += all(is_numeric(w.text) for w in entry.value)
        wide += any(_has_gap(row) for row in rows)
        off += rows[0][0].box.top > max(w.box.bottom for w in entry.label)
    return (
        figures < LIMITS.figures * len(filled)
        and wide <= LIMITS.in_columns * len(filled)
        and off <= LIMITS.off_line * len(filled)
    )


def _has_gap(row: Sequence[Word]) -> bool:
    """Whether white space cuts a line that does not begin with a bullet."""
    words = row[1:] if len(row[0].text) == 1 else row
    return any(is_apart(a, b, times=2.0) for a, b in itertools.pairwise(words))


def _cut_runs(cards: Sequence[Card], cuts: Sequence[float]) -> list[list[Card]]:
    """Cards in reading order, in runs between the cuts."""
    runs: dict[int, list[Card]] = {}
    for card in cards:
        runs.setdefault(sum(card.top > y for y in cuts), []).append(card)
    return [_order(run) for _, run in sorted(runs.items())]


def _order(cards: Sequence[Card]) -> list[Card]:
    """Cards row by row where their tops agree, else column by column."""
    lefts = sorted({c.column.edge for c in cards})
    firsts = [c.top for c in cards if c.column.edge == lefts[0]]
    others = [c for c in cards if c.column.edge != lefts[0]]
    level = [c for c in others if any(abs(c.top - top) <= LIMITS.level for top in firsts)]
    if 2 * len(level) < len(others):
        return sorted(cards, key=lambda c: (c.column.edge, c.top))
    rows: list[list[Card]] = []
    for card in sorted(cards, key=lambda c: c.top):
        if rows and card.top - rows[-1][0].top <= LIMITS.level:
            rows[-1].append(card)
        else:
            rows.append([card])
    return [c for row in rows for c in sorted(row, key=lambda c: c.column.edge)]


def _build_table(
    page: PageGeometry, cards: Sequence[Card], above: CardsAbove | None, shared: int
) -> PageTable:
    """The page table of a run of cards; ``above`` where the first goes on with that table's last card."""
    open_key = above.open_key if above else ""
    used = {k for c in cards for k in c.keys} | ({open_key} if above and cards[0].head else set())
    hint = [list(above.table.column_keys)] if above else []
    labelled = [k for k in merge_keys([*hint, *(c.keys for c in cards)]) if k in used]
    titles = [c.split_title() for c in cards]
    has = (any(n for n, _ in titles), any(t for _, t in titles), any(c.body for c in cards))
    lead = [key for key, found in zip((NUMBER, TITLE, BODY), has, strict=True) if found]
    keys = [*lead, *labelled]
    draft = _Draft(page.number, keys, {id(c): _right(c, cards) for c in cards})
    for index, card in enumerate(cards):
        draft.add(index, card, open_key)
    tags = [t for i in range(len(cards)) for t in (None, f"cards/{page.number}-{i}")]
    if above:
        tags[1] = above.table.row_tags[-1]
    box = union_boxes(_box(c) for c in draft.cells)
    return PageTable(
        page.number,
        tuple(sorted(draft.cells, key=lambda c: (c.row, c.col))),
        2 * len(cards),
        len(keys),
        Place(page.number, box),
        method="cards",
        score=LIMITS.score,
        header_rows=1,
        row_tags=tuple(tags),
        label_rows=tuple(range(2, 2 * len(cards), 2)),
        column_keys=tuple(keys),
        signals={"cards": float(len(cards)), "shared_labels": float(shared)},
    )


def _right(card: Card, cards: Sequence[Card]) -> float:
    """Right edge of the values of a card's column."""
    values = (w for c in cards if c.column is card.column for e in c.entries for w in (*e.value, *c.head))
    return max((w.box.x1 for w in values), default=card.column.value_x) + TEXT.padding


class _Draft:
    """The cells of a page table under way."""

    def __init__(self, page: int, keys: Sequence[str], rights: dict[int, float]) -> None:
        self.page = page
        self.cols = {key: col for col, key in enumerate(keys)}
        self.rights = rights
        self.cells: list[Cell] = []
        self.named: set[str] = set()
        """Keys whose header is printed."""

    def add(self, index: int, card: Card, open_key: str) -> None:
        """The two rows of a card; values above its first label go to ``open_key``."""
        right = self.rights[id(card)]
        value_x = card.column.value_x
        for key, words in zip((NUMBER, TITLE, BODY), (*card.split_title(), card.body), strict=True):
            if words:
                self._cell(2 * index + 1, key, words, _around(words), right if key == BODY else None)
        if card.head:
            self._cell(2 * index + 1, open_key, card.head, _around(card.head), right)
        for entry in card.entries:
            row = 2 * index if entry.key in self.named else 0
            self._cell(row, entry.key, entry.label, _around(entry.label), is_header=True)
            self.named.add(entry.key)
            both = _around([*entry.label, *entry.value])
            self._cell(
                2 * index + 1, entry.key, entry.value, Box(value_x, both.top, right, both.bottom), right
            )

    def _cell(
        self,
        row: int,
        key: str,
        words: Sequence[Word],
        box: Box,
        right: float | None = None,
        is_header: bool = False,
    ) -> None:
        """Add a cell."""
        rows = order_words(words)
        ordered = [w for line in rows for w in line]
        text = name_label(ordered) if is_header else render_text(rows, right)
        if key == TITLE and not ordered[0].font:
            text = text.removeprefix("• ")  # a picture before it, seen as a bullet: no font has printed it
        self.cells.append(
            Cell(
                row,
                self.cols[key],
                text,
                Place(self.page, box),
                tuple(w.number for w in ordered),
                is_header=is_header,
                bold=is_all_bold(ordered),
                size=common_size(ordered),
            )
        )


def _around(words: Sequence[Word]) -> Box:
    """The box round some words."""
    box = union_boxes(w.box for w in words)
    assert box is not None  # noqa: S101
    return box


def _box(cell: Cell) -> Box:
    """The cell's box."""
    assert cell.place.box is not None  # noqa: S101
    return cell.place.box

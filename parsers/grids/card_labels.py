"""Label columns of cards: words at one left (or right) edge whose values all begin at a second x.

A card prints one action as lines "Who leads: ..." one under the other. Alone such lines are a list in
prose. What tells cards is that the same labels are printed again, on the page or the one beside it, and
that the values of several different labels begin at one x: a run-in label ("Lead: Ann") has its value
where the label ends, another x for each label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from parsers.grids.segments import LIMITS as SEGMENTS
from planhouse.geometry import Box
from planhouse.ids import fold_text
from planhouse.page import Word

Look = tuple[bool, str]
"""Bold or not, and the colour: what sets a label apart from its value."""


@dataclass(frozen=True, slots=True)
class LabelLimits:
    """When words are a label. Lengths in points; seen on delivery plans printed by browsers and Word."""

    words: int = 7
    """Words of a label; "What will be different as a result" has seven."""
    letters: int = 60
    """Characters of one."""
    same_edge: float = 2.0
    """Points by which labels, or the values beside them, stray from their common edge."""
    aligned: float = 0.7
    """Share of labels that stand at the common left or right edge."""
    least_labels: int = 3
    """Different labels whose values begin at one x, and labels that two cards share."""
    same_size: float = 0.6
    """Points by which the labels' font sizes may differ."""
    reach: float = 36.0
    """Points left of the labels within which a card's title or its icon begins: frames pad 8 to 26."""
    pitch: float = 1.8
    """Font sizes between the lines of a wrapped label, at most."""
    colons: float = 0.7
    """Share of labels that end with a colon, from which one without goes on in the next line."""


LIMITS = LabelLimits()
_NO_LABEL = re.compile(r"[^\w(]|\d+\W*$")


def look(word: Word) -> Look:
    """What a word looks like beside others of its size."""
    return word.bold, word.colour


_COUNTED = re.compile(r"([a-z][a-z ]*? )?[a-z]{0,4} ?\d{1,3}(?: \d{1,3})*[a-z]?")


@dataclass(frozen=True, slots=True)
class LabelLine:
    """Words of one printed line that may be a label, and where the text behind them begins."""

    text: str
    """Folded, without its colon."""
    look: Look
    size: float
    box: Box
    value_x: float | None
    """x of the next word of the line; None where there is none."""
    colon: bool


def name_label(words: Iterable[Word]) -> str:
    """A label as a column is called: its words without the colon."""
    return " ".join(w.text for w in words).rstrip(" :")


def counted_stem(key: str) -> str:
    """What a label counts, "action" of "action 2"; ``#`` for a code alone; empty where it has no number."""
    match = _COUNTED.fullmatch(key)
    return (match[1] or "#").strip() if match else ""


def find_label_lines(rows: Sequence[Sequence[Word]]) -> list[LabelLine]:
    """What may be a label at the beginning of any stretch of text of a page, from the top.

    Args:
        rows: the words of the page by printed line, each from the left.
    """
    found = []
    for row in rows:
        for index, word in enumerate(row):
            if index and not is_apart(row[index - 1], word):
                continue
            label = _read_label(row, index)
            if label is not None:
                found.append(label)
    return found


def _read_label(row: Sequence[Word], start: int) -> LabelLine | None:
    """The label that begins with a word of a line; None where its print does not set it apart."""
    first = row[start]
    if not first.text[0].isupper():
        return None
    end = start
    while end < len(row) and end - start < LIMITS.words and look(row[end]) == look(first):
        end += 1
        if row[end - 1].text.endswith(":") or (end < len(row) and is_apart(row[end - 1], row[end])):
            break
    words = row[start:end]
    text = name_label(words)
    colon = words[-1].text.endswith(":")
    rest = row[end] if end < len(row) else None
    set_apart = first.bold if rest is None else look(rest) != look(first) and (first.bold or not rest.bold)
    if not (colon or set_apart) or len(text) > LIMITS.letters or _NO_LABEL.match(text):
        return None
    box = Box(first.box.x0, min(w.box.top for w in words), words[-1].box.x1, max(w.box.bottom for w in words))
    return LabelLine(fold_text(text), look(first), first.size, box, rest.box.x0 if rest else None, colon)


def is_apart(before: Word, word: Word, times: float = 1.0) -> bool:
    """Whether white space of a gutter's width, or of several, parts two words of a line."""
    return word.box.x0 - before.box.x1 > times * SEGMENTS.gutter * max(word.size, 4.0)


@dataclass(slots=True)
class LabelColumn:
    """Where the labels of one column of cards stand, and their values."""

    value_x: float
    """Left edge of the values."""
    edge: float
    """Common left or right edge of the labels."""
    is_left: bool
    """Whether ``edge`` is the left one."""
    low: float
    """Left edge of the longest label."""
    look: Look
    size: float
    has_colons: bool
    texts: frozenset[str]
    stems: frozenset[str]
    """Of labels that count the cards: "action" of "Action 1:", "Action 2:"."""
    heads: frozenset[str] = frozenset()
    """Labels that head the cards in print of their own."""
    inner: tuple[float, ...] = ()
    """Left edges of labels that stand behind the value of another: "Lead: Ann   When: May"."""
    left: float = 0.0
    """Left edge of the cards, about."""
    right: float = 0.0
    """Right edge of the cards, about."""

    def is_label_place(self, words: Sequence[Word]) -> bool:
        """Whether words look like the column's labels and stand at their edge."""
        if any(look(w) != self.look or abs(w.size - self.size) > LIMITS.same_size for w in words):
            return False
        x = words[0].box.x0 if self.is_left else words[-1].box.x1
        return abs(x - self.edge) <= LIMITS.same_edge


def find_label_columns(
    lines: Sequence[LabelLine], elsewhere: Counter[str], rows: Sequence[Sequence[Word]], width: float
) -> list[LabelColumn]:
    """The columns of labels that are printed again, from the left.

    Args:
        lines: the labels of the page.
        elsewhere: how often each label's text stands on the pages beside it.
        rows: the words of the page by printed line.
        width: of the page in points.
    """
    counts = Counter(line.text for line in lines) + elsewhere
    again = [line for line in lines if counts[line.text] > 1]
    columns: list[LabelColumn] = []
    for cluster in _cluster([line for line in again if line.value_x is not None]):
        column = _build_column(cluster, again)
        if column is not None and not any(abs(column.edge - c.edge) <= LIMITS.same_edge for c in columns):
            columns.append(column)
    stems = frozenset(_count_stems(counts))
    columns.sort(key=lambda c: c.edge)
    for column in columns:
        column.stems = stems.difference(_count_stems(column.texts))
        column.inner = _find_inner(column, again)
    columns = [c for c in columns if not any(_holds(other, c) for other in columns)]
    for index, column in enumerate(columns):
        nxt = columns[index + 1] if index + 1 < len(columns) else None
        column.left = columns[index - 1].right if index else column.low - LIMITS.reach
        column.right = _find_gutter(column, nxt, rows) if nxt else width
    return columns


def _count_stems(texts: Iterable[str]) -> Iterator[str]:
    """What is counted by labels of two numbers or more.

    Where every card prints "Year 1" and "Year 2", those are labels, and so is the one card's "Year 3".
    """
    stems = Counter(stem for text in texts if (stem := counted_stem(text)))
    yield from (stem for stem, count in stems.items() if count > 1)


def _cluster(lines: Sequence[LabelLine]) -> list[list[LabelLine]]:
    """Labels by the x at which their values begin, the largest cluster first."""
    clusters: list[list[LabelLine]] = []
    for line in sorted(lines, key=lambda ln: ln.value_x or 0.0):
        first = clusters[-1][0].value_x if clusters else None
        if first is not None and (line.value_x or 0.0) - first <= LIMITS.same_edge:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    enough = [c for c in clusters if len({ln.text for ln in c}) >= LIMITS.least_labels]
    return sorted(enough, key=lambda c: -len(c))


def _build_column(cluster: Sequence[LabelLine], again: Sequence[LabelLine]) -> LabelColumn | None:
    """The column of a cluster; None where its labels share neither edge nor look."""
    common, _ = Counter((ln.look, round(ln.size, 1)) for ln in cluster).most_common(1)[0]
    alike = [ln for ln in cluster if (ln.look, round(ln.size, 1)) == common]
    left, right = median(ln.box.x0 for ln in alike), median(ln.box.x1 for ln in alike)
    at_left = [ln for ln in alike if abs(ln.box.x0 - left) <= LIMITS.same_edge]
    at_right = [ln for ln in alike if abs(ln.box.x1 - right) <= LIMITS.same_edge]
    is_left = len(at_left) >= len(at_right)
    at_edge = at_left if is_left else at_right
    texts = frozenset(ln.text for ln in at_edge)
    if len(at_edge) < LIMITS.aligned * len(alike) or len(texts) < LIMITS.least_labels:
        return None
    value_x = min(ln.value_x or 0.0 for ln in alike)
    colons = sum(ln.colon for ln in at_edge) >= LIMITS.colons * len(at_edge)
    edge = left if is_left else right
    low = min(ln.box.x0 for ln in at_edge)
    column = LabelColumn(value_x, edge, is_left, low, *common, colons, texts, frozenset())
    # A bullet that hangs out of its value begins the value.
    beside = [ln for ln in again if ln.look == common[0] and _edge(ln, column) <= LIMITS.same_edge]
    high = max(ln.box.x1 for ln in at_edge)
    column.value_x = min([value_x, *(ln.value_x for ln in beside if ln.value_x and ln.value_x > high)])
    return column if high < column.value_x else None


def _edge(line: LabelLine, column: LabelColumn) -> float:
    """How far a label stands from its column's edge."""
    return abs((line.box.x0 if column.is_left else line.box.x1) - column.edge)


def _find_inner(column: LabelColumn, again: Sequence[LabelLine]) -> tuple[float, ...]:
    """Left edges of the labels that share lines with those of a column and are never among them.

    The labels of another card beside it are the same as its own.
    """
    own = [ln for ln in again if ln.text in column.texts and _edge(ln, column) <= LIMITS.same_edge]
    beside = [
        ln
        for ln in again
        if ln.box.x0 > column.value_x
        and ln.look == column.look
        and abs(ln.size - column.size) <= LIMITS.same_size
        and any(ln.box.overlap_y(o.box) > 0.5 * ln.box.height for o in own)
    ]
    edges: dict[float, set[str]] = {}
    for line in beside:
        edge = next((e for e in edges if abs(e - line.box.x0) <= LIMITS.same_edge), line.box.x0)
        edges.setdefault(edge, set()).add(line.text)
    return tuple(sorted(e for e, texts in edges.items() if not texts & column.texts))


def _holds(column: LabelColumn, other: LabelColumn) -> bool:
    """Whether the labels of another column stand within the cards of a column."""
    return any(abs(other.low - edge) <= LIMITS.same_edge for edge in column.inner)


def _find_gutter(column: LabelColumn, following: LabelColumn, rows: Sequence[Sequence[Word]]) -> float:
    """The x between two columns of cards: the end of the last value that stays left of the next labels."""
    reach = column.value_x
    for row in rows:
        if any(following.is_label_place([w]) for w in row if w.box.x0 >= following.low - LIMITS.same_edge):
            inner = [w.box.x1 for w in row if w.box.x1 <= following.low - LIMITS.same_edge]
            reach = max([reach, *inner])
    return max(reach + 1.0, following.low - LIMITS.reach)

"""Labels of another print than the rest: "Project   Safer ferries" on the coloured band that heads a card.

The line is no title with the label in it: the label stands where the card's labels stand, the value where
its values do, and every card begins with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from parsers.grids.card_labels import LIMITS as LABELS
from parsers.grids.card_labels import LabelColumn, counted_stem, is_apart, look, name_label
from planhouse.ids import fold_text
from planhouse.page import Word

HEADED = 0.7
"""Share of the cards that begin with the label; a header is printed once on a page of several cards."""


def find_heads(column: LabelColumn, pages: Iterable[Sequence[Sequence[Word]]]) -> frozenset[str]:
    """Folded labels that head the cards of a column in print of their own.

    Args:
        column: where labels and values stand.
        pages: the words by printed line of the page and those beside it.
    """
    values: dict[str, list[str]] = defaultdict(list)
    labels: Counter[str] = Counter()
    below: dict[str, set[str]] = defaultdict(set)
    for rows in pages:
        above = ""
        for row in rows:
            label, rest = _split(row, column)
            key = fold_text(name_label(label))
            if label and column.is_label_place(label):
                labels[key] += 1
                below[above].add(key)
                above = ""
            elif is_head(label, rest, column):
                values[key].append(fold_text(name_label(rest)))
                above = key
    return frozenset(
        key
        for key, found in values.items()
        if key not in labels
        and len(set(found)) > 1
        and len(below[key]) == 1
        and len(found) >= HEADED * labels[min(below[key])]
    )


def is_head(label: Sequence[Word], rest: Sequence[Word], column: LabelColumn) -> bool:
    """Whether a line is printed as a label with its value, in another print than the column's labels."""
    if not column.is_left or not label or not rest or len(label) > LABELS.words:
        return False
    if abs(label[0].box.x0 - column.edge) > LABELS.same_edge or not label[0].text[0].isupper():
        return False
    is_level = abs(rest[0].box.x0 - column.value_x) <= LABELS.same_edge and is_apart(label[-1], rest[0])
    is_one = len({look(w) for w in label}) == 1 and look(label[0]) != column.look
    return is_level and is_one and label[0].bold and not counted_stem(fold_text(name_label(label)))


def _split(row: Sequence[Word], column: LabelColumn) -> tuple[list[Word], list[Word]]:
    """The words of a line that stand left of the values in a column of cards, and those behind them."""
    inside = [w for w in row if column.left <= w.box.x0 < column.right]
    start = column.value_x - LABELS.same_edge
    return [w for w in inside if w.box.x0 < start], [w for w in inside if w.box.x0 >= start]

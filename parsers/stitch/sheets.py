"""Tables of labels and values that stand alone: "Plan owner | Head of Road Safety", "Period | 2007 to 2010".

Two such tables with the same labels are cards, which their finder knows by that. One alone is told by its
print, labels bold or shaded all down the left and no value so, and by its labels: several name different
things that columns of plans name. It is one card: its labels are the columns, its values the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.stitch.slots import build_rows, is_figure
from parsers.stitch.tables import match_edges
from parsers.vocabulary import Vocabulary
from planhouse.content import PageContent
from planhouse.ids import fold_text
from planhouse.issues import Issue, raise_issue
from planhouse.table import Cell, PageTable


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """What a table of labels and values is like; seen on a table "About this plan"."""

    least_rows: int = 3
    words: int = 7
    """Words of a label."""
    roles: int = 2
    """Different roles that its labels have; names of districts and terms of a glossary have none."""
    roles_under_band: int = 3
    """The same where its first row is printed as a header: its label must have a role too."""
    figures: float = 0.5
    """Share of values that are figures, from which the labels are the stubs of statistics."""
    same_edges: float = 0.9
    """Share of column edges in common from which a table on the next page may go on with it."""


LIMITS = SheetLimits()


def turn_sheets(
    contents: Sequence[PageContent], vocabulary: Vocabulary
) -> tuple[tuple[PageContent, ...], dict[int, PageTable], tuple[Issue, ...]]:
    """The pages with every lone table of labels and values as a card.

    Args:
        contents: the pages of the document in order.
        vocabulary: wordings of labels.

    Returns:
        The pages; the table as printed for each card, by the card's identity; an issue for each.
    """
    tables = [t for c in contents for t in c.tables]
    broken = {id(t) for a, b in pairwise(tables) if _may_go_on(a, b) for t in (a, b)}
    turned = {
        id(t): _turn(t, n) for n, t in enumerate(tables) if id(t) not in broken and is_sheet(t, vocabulary)
    }
    if not turned:
        return tuple(contents), {}, ()
    pages = tuple(
        replace(c, items=tuple(turned.get(id(i), i) if isinstance(i, PageTable) else i for i in c.items))
        for c in contents
    )
    printed = {id(turned[id(t)]): t for t in tables if id(t) in turned}
    message = "labels printed in a column were taken for the headers of one row"
    issues = tuple(
        raise_issue("LABELS_TURNED", message, t.place, alternative="a row for each label")
        for t in printed.values()
    )
    return pages, printed, issues


def is_sheet(table: PageTable, vocabulary: Vocabulary) -> bool:
    """Whether a page table is one card of labels and values."""
    if table.n_cols != 2 or table.column_keys or table.n_rows < LIMITS.least_rows or not table.column_edges:
        return False
    rows = build_rows(table)
    labels, values = [r.own(0) for r in rows], [r.own(1) for r in rows]
    if any(c is None or not _is_label(c) for c in labels) or any(v is None for v in values):
        return False
    named = [c for c in labels if c is not None]
    said = [v for v in values if v is not None]
    if len({fold_text(c.text) for c in named}) < len(named) or not any(v.text for v in said):
        return False
    if sum(is_figure(v.text) for v in said) >= LIMITS.figures * len(said):
        return False
    under_band = _is_set_apart(said[0], said[1:])
    if under_band and _is_header_pair(named[0], said[0]):
        return False
    return _are_printed_apart(named, said[under_band:]) and _have_roles(named, under_band, vocabulary)


def _is_header_pair(label: Cell, value: Cell) -> bool:
    """Whether the first row heads two columns in a word each: "Action | Details"."""
    return all(len(c.text.split()) == 1 for c in (label, value))


def _is_label(cell: Cell) -> bool:
    return bool(cell.text) and len(cell.text.split()) <= LIMITS.words and not is_figure(cell.text)


def _is_set_apart(first: Cell, others: Sequence[Cell]) -> bool:
    """Whether the first value is printed as a header is, on a band or bold, and no other."""
    return (first.bold or bool(first.filled)) and not any(v.bold or v.filled for v in others)


def _are_printed_apart(labels: Sequence[Cell], values: Iterable[Cell]) -> bool:
    """Whether all labels are bold, or all shaded, and no value is."""
    filled = [v for v in values if v.text]
    by_bold = all(c.bold for c in labels) and not any(v.bold for v in filled)
    by_shade = all(c.filled for c in labels) and not any(v.filled for v in filled)
    return by_bold or by_shade


def _have_roles(labels: Sequence[Cell], under_band: bool, vocabulary: Vocabulary) -> bool:
    """Whether enough labels name different things that columns of plans name."""
    roles = [_role(c.text, vocabulary) for c in labels]
    if under_band and roles[0] is None:
        return False
    told = [r for r in roles[under_band:] if r is not None]
    known = set(told)
    exact = sum(vocabulary.exact_role(c.text.rstrip(" :")) is not None for c in labels[under_band:])
    if len(told) > len(known) or not exact:
        return False  # "Review the budget", "Report progress": a list of things to do
    return len(known) >= (LIMITS.roles_under_band if under_band else LIMITS.roles)


def _role(label: str, vocabulary: Vocabulary) -> str | None:
    text = label.rstrip(" :")
    return vocabulary.role_of(text) or vocabulary.pattern_role(text)


def _may_go_on(above: PageTable, below: PageTable) -> bool:
    """Whether a table at the foot of a page may go on at the head of the next."""
    if not (above.at_bottom and below.at_top) or above.page is None or below.page != above.page + 1:
        return False
    return match_edges(above.column_edges, below.column_edges) >= LIMITS.same_edges


def _turn(table: PageTable, number: int) -> PageTable:
    """The table as a card: a row of labels over the row of values."""
    rows = build_rows(table)
    cells: list[Cell] = []
    for col, row in enumerate(rows):
        label, value = row.own(0), row.own(1)
        assert label is not None and value is not None  # noqa: S101
        name = label.text.rstrip(" :")
        cells.append(replace(label, row=0, col=col, rowspan=1, text=name, is_header=True))
        cells.append(replace(value, row=1, col=col, rowspan=1))
    return replace(
        table,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))),
        n_rows=2,
        n_cols=len(rows),
        method="cards",
        header_rows=1,
        column_edges=(),
        row_tags=(None, f"sheet/{number}"),
        ruled_rows=(),
        column_keys=tuple(fold_text(c.text) for c in cells if not c.row),
        tag=None,
    )

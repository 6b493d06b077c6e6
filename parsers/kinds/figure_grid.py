"""A logical table as labels around figures: header rows and label columns found, whatever was marked.

The stitcher may or may not have recognised header rows; years as headers look like figures, a title
may stand inside the table, a second table beside the first. Here every cell that can hold a figure
gets its row path and its column path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.kinds.figure_headers import BARE_YEAR, find_header_rows, is_numbering
from parsers.kinds.labels import parse_label, read_unit_words
from parsers.kinds.period_words import is_period
from parsers.numbers import has_digits, is_figure
from parsers.places import is_area_header
from planhouse.table import LogicalCell, LogicalTable

_RANGE = re.compile(
    r"(?:aged?\s+)?\d{1,3}\s?(?:[-–]|to)\s?\d{1,3}|\d{1,3}\s?\+|(?:under|over|below|<|>|up to)\s?\d{1,3}s?"
    r"|\d{1,3} and (?:over|under|above)",
    re.I,
)
"""Ranges as labels: ages, sizes, bands."""
_ATTRIBUTE = re.compile(
    r"\b(?:leads?|who|source|notes?|comments?|commentary|owner|responsib\w+|department|rag|status|trend|direction|"
    r"contact|description|progress|action|date|ref(?:erence)?|code|id|postcode|invoice|transaction|supplier|frequency|"
    r"vat registration|polarity)\b",
    re.I,
)
_ID_HEADER = re.compile(
    r"^(?:ref(?:erence)?\.?|no\.?|#|id|item|code|priority|line|row|transaction (?:no\.?|number)|"
    r"invoice (?:no\.?|number)|voucher.*|.*\bpriority|.*reference(?: number)?|page(?: no\.?)?|.*\bid|"
    r".*\bcode|.*postcode|transaction no.*|.*registration.*|section|policy|question|"
    r"(?:site|plot|map|policy|item|row|property|case|lot|unit|order|file) no\.?)$",
    re.I,
)
_UNIT_HEADER = re.compile(r"^units?(?: of measure(?:ment)?)?$", re.I)


@dataclass(frozen=True, slots=True)
class GridTolerances:
    """What share of cells makes a column one of figures or of labels; set on the tuning cases."""

    figure_share: float = 0.5
    """A column with at least this share of figures among its filled cells is a column of figures."""
    period_share: float = 0.8
    """A column with at least this share of periods (bare years count) is a column of labels."""


TOLERANCES = GridTolerances()


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A filled cell in a column of figures, with the labels it stands under."""

    row: int
    """Row of the logical table, from 1."""
    column: int
    cell: LogicalCell
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    label_headers: tuple[str, ...]
    """Header of each label column of ``row_path``'s own labels; ``""`` for groups above the row."""
    groups: int = 0
    """How many of ``row_path`` are groups printed above the row or parents, not its own label."""
    unit_words: str = ""
    """Unit printed in a unit column of its row."""


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """The cells of a table that can hold figures."""

    cells: tuple[FigureCell, ...]
    title: tuple[LogicalCell, int] | None = None
    """A title row printed inside the table, and its row number."""
    header_rows: tuple[int, ...] = ()
    """Rows of the logical table, from 1, that are headers after all."""
    figure_columns: tuple[int, ...] = ()
    text_columns: tuple[int, ...] = ()
    """Columns of words that are no labels: whatever figures they print are prose."""


@dataclass(slots=True)
class _Columns:
    """The role of each column."""

    blocks: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    """(label columns, figure columns) of each table standing side by side."""
    units: tuple[int, ...] = ()
    attributes: tuple[int, ...] = ()


def build_grid(table: LogicalTable) -> FigureGrid:
    """Find header rows, label columns and groups of a table."""
    texts = [[_clean(c.text) for c in row.cells] for row in table.rows]
    known = _spread_units([tuple(h for h in c.header if h) for c in table.columns])
    headers, title = find_header_rows(texts, any(known))
    first_body = next((i for i in range(len(texts)) if i not in headers and i != title), len(texts))
    top = [i for i in sorted(headers) if i < first_body]
    paths = _build_paths(known, [texts[i] for i in top])
    body = [i for i in range(first_body, len(texts)) if i not in headers and i != title]
    columns = _sort_columns([texts[i] for i in body], paths)
    cells = _walk_rows(table, texts, body, headers, columns, paths)
    return FigureGrid(
        tuple(cells),
        (next(c for c in table.rows[title].cells if c.text.strip()), title + 1)
        if title is not None
        else None,
        tuple(i + 1 for i in sorted(headers)),
        tuple(c for _, figures in columns.blocks for c in figures),
        columns.attributes,
    )


def _clean(text: str) -> str:
    return " ".join(text.split())


def _spread_units(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give a bare unit the outer header of its neighbour: "Change / number" beside "%" is "Change / %"."""
    spread = list(paths)
    for i in range(1, len(spread)):
        left, own = spread[i - 1], spread[i]
        if len(own) == 1 and len(left) == 2 and own != left[1:]:
            units = read_unit_words(own[0]), read_unit_words(left[1])
            if (
                all(units)
                and units[0] != units[1]
                and own[0] not in (p[-1] for p in spread[:i] if len(p) == 1)
            ):
                spread[i] = (left[0], own[0])
    return spread


# Headers


def _build_paths(known: list[tuple[str, ...]], rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Header path of each column: what the stitcher found, then header rows found here.

    A blank under a header to its left continues it where the row below tells the two apart.
    """
    count = max([len(known)] + [len(r) for r in rows])
    levels = [[r[c] if c < len(r) else "" for c in range(count)] for r in rows]
    for depth in range(len(levels) - 1):
        below = levels[depth + 1 :]
        source = 0
        for c in range(1, count):
            if levels[depth][c]:
                source = c
            elif source and any(b[c] for b in below) and any(b[source] for b in below):
                levels[depth][c] = levels[depth][source]
    paths = []
    for c in range(count):
        own = known[c] if c < len(known) else ()
        paths.append(own + tuple(level[c] for level in levels if level[c] and level[c] not in own))
    return paths


# Columns


def _sort_columns(body: list[list[str]], paths: list[tuple[str, ...]]) -> _Columns:
    count = len(paths)
    kinds = [_kind_of_column([r[c] for r in body if c < len(r)], paths[c], c) for c in range(count)]
    kinds = ["label" if k == "year" and "figure" in kinds else k for k in kinds]
    kinds = ["figure" if k == "year" else k for k in kinds]
    result = _Columns()
    labels: list[int] = []
    figures: list[int] = []
    attributes: list[int] = []
    for c, kind in enumerate(kinds):
        if kind == "figure":
            figures.append(c)
        elif kind in ("label", "text") and not figures:
            labels.append(c)
        elif kind in ("label", "text"):
            if _starts_block(c, kinds, paths, labels, body):
                result.blocks.append((tuple(labels), tuple(figures)))
                labels, figures = [c], []
            else:
                attributes.append(c)
    result.blocks.append((tuple(labels), tuple(figures)))
    units = tuple(c for labels, _ in result.blocks for c in labels if _UNIT_HEADER.match(" ".join(paths[c])))
    result.units = units
    result.blocks = [_pick_labels(ls, fs, paths, body, units, attributes) for ls, fs in result.blocks]
    result.attributes = tuple(attributes)
    return result


def _kind_of_column(cells: list[str], path: tuple[str, ...], column: int) -> str:
    filled = [t for t in cells if t]
    if not filled:
        return "blank"
    years = sum(1 for t in filled if is_period(t)) / len(filled)
    under_period = bool(path) and parse_label(path[-1]).sort == "period"  # 1917 under "2020" is no year
    if years >= TOLERANCES.period_share and not under_period:
        return "year" if all(BARE_YEAR.fullmatch(t) for t in filled) else "label"
    if column == 0 and not under_period and _is_label_like(filled):
        return "label"
    share = sum(1 for t in filled if is_figure(t)) / len(filled)
    if share < TOLERANCES.figure_share or not any(has_digits(t) for t in filled):
        signs_only = share == 1.0 and column > 0
        return "figure" if signs_only else "text"
    if path and _ID_HEADER.match(path[-1]) and not (read_unit_words(path[-1]) and column > 0):
        return "text"
    return "text" if column == 0 and is_numbering(filled) and not path else "figure"


def _is_label_like(filled: list[str]) -> bool:
    """Whether a first column of digits is labels all the same: years beside words, or ranges of ages."""
    years = [t for t in filled if is_period(t)]
    if years and not any(has_digits(t) and not is_period(t) for t in filled):
        return len(years) < len(filled)
    return sum(1 for t in filled if _RANGE.fullmatch(t)) / len(filled) >= TOLERANCES.figure_share


def _starts_block(
    column: int, kinds: list[str], paths: list[tuple[str, ...]], labels: list[int], body: list[list[str]]
) -> bool:
    """Whether words right of figures are the labels of a second table beside the first."""
    if "figure" not in kinds[column + 1 :] or not labels:
        return False
    if paths[column] and any(paths[column] == paths[c] for c in labels):
        return True
    if paths[column] and _ATTRIBUTE.search(" ".join(paths[column])):
        return False
    filled = [r[column] for r in body if column < len(r) and r[column]]
    short = all(len(t.split()) <= 8 for t in filled)
    same_right = [p for p in paths[column + 1 :] if p] and paths[column + 1] in paths[:column]
    return short and len(set(filled)) == len(filled) and (bool(same_right) or not paths[column])


def _pick_labels(
    labels: tuple[int, ...],
    figures: tuple[int, ...],
    paths: list[tuple[str, ...]],
    body: list[list[str]],
    units: tuple[int, ...],
    attributes: list[int],
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Leave out of the label columns those that only describe the row: lead, source, reference."""
    kept: list[int] = []
    for c in labels:
        if c in units:
            continue
        filled = [r[c] for r in body if c < len(r) and r[c]]
        header = " ".join(paths[c])
        describes = bool(header) and bool(_ATTRIBUTE.search(header) or _ID_HEADER.match(header))
        numbering = is_numbering(filled)
        own = bool(kept) and not _is_nesting(kept, body) and not is_area_header(header)
        if len(labels) > 1 and (describes or numbering or (own and not all(is_period(t) for t in filled))):
            attributes.append(c)
        else:
            kept.append(c)
    return (tuple(kept) or labels[:1]), figures


def _is_nesting(kept: list[int], body: list[list[str]]) -> bool:
    """Whether the labels kept so far leave rows alike, so that a further column must tell them apart."""
    keys = [tuple(r[c] if c < len(r) else "" for c in kept) for r in body if any(r)]
    return len(set(keys)) < len(keys) or any(not any(k) for k in keys)


# Rows


@dataclass(slots=True)
class _RowState:
    """What the rows above have left standing while walking down."""

    group: str = ""
    parent: str = ""
    outer: dict[int, str] = field(default_factory=dict)


def _walk_rows(
    table: LogicalTable,
    texts: list[list[str]],
    body: list[int],
    headers: set[int],
    columns: _Columns,
    paths: list[tuple[str, ...]],
) -> list[FigureCell]:
    cells: list[FigureCell] = []
    states = [_RowState() for _ in columns.blocks]
    totals = sum(
        1 for i in body for t in texts[i] if t and parse_label(t).sort == "total" and not has_digits(t)
    )
    body_rows = set(body)
    for i in range(min(body, default=0), len(texts)):
        if i in headers:
            paths = _build_paths([()] * len(paths), [texts[i]])
            continue
        if i not in body_rows:
            continue
        for state, (labels, figures) in zip(states, columns.blocks, strict=True):
            cells.extend(_read_row(table, texts[i], i, state, labels, figures, paths, columns.units, totals))
    return cells


def _read_row(
    table: LogicalTable,
    row: list[str],
    i: int,
    state: _RowState,
    labels: tuple[int, ...],
    figures: tuple[int, ...],
    paths: list[tuple[str, ...]],
    units: tuple[int, ...],
    totals: int,
) -> list[FigureCell]:
    filled = [c for c in figures if c < len(row) and row[c]]
    own = [(c, row[c]) for c in labels if c < len(row)]
    if not filled:
        words = [t for _, t in own if t]
        if len(words) == 1 and not any(row[c] for c in range(len(row)) if c not in labels):
            state.group, state.parent, state.outer = words[0], "", {}
        return []
    path, label_headers, groups = _row_path(own, state, table.rows[i].section, paths, totals)
    unit = next((row[c] for c in units if c < len(row) and row[c]), "")
    return [
        FigureCell(i + 1, c, table.rows[i].cells[c], path, paths[c], label_headers, groups, unit)
        for c in filled
    ]


def _row_path(
    own: list[tuple[int, str]],
    state: _RowState,
    section: str | None,
    paths: list[tuple[str, ...]],
    totals: int,
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Labels of a row from the outermost, the headers of their columns, and how many are not its own."""
    labels: list[tuple[str, str]] = []
    for position, (c, text) in enumerate(own):
        further = any(t for _, t in own[position + 1 :])
        if text:
            state.outer[c] = text
            for later, _ in own[position + 1 :]:
                state.outer.pop(later, None)
        shown = text or (state.outer.get(c, "") if further else "")
        if shown:
            labels.append((shown, " / ".join(paths[c])))
    label = parse_label(labels[0][0]) if labels else None
    if label and label.sort == "total" and _closes_group(labels[0][0], totals):
        state.group = state.parent = ""
    above = [g for g in (section or "", state.group) if g]
    if label and label.is_child and state.parent:
        above.append(state.parent)
    elif label and not label.is_child:
        state.parent = labels[0][0]
    path = tuple(above) + tuple(t for t, _ in labels)
    return path, ("",) * len(above) + tuple(h for _, h in labels), len(above)


def _closes_group(text: str, totals: int) -> bool:
    """A total over all groups: the only one in the table, in capitals, or called grand or overall."""
    return totals == 1 or text.isupper() or bool(re.match(r"(?:grand|overall|all)\b", text, re.I))

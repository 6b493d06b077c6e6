"""A logical table as labels around figures: header rows and label columns found, whatever was marked.

The stitcher may or may not have recognised header rows; years as headers look like figures, a title
may stand inside the table, a second table beside the first. Here every cell that can hold a figure
gets its row path and its column path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from parsers.kinds.figure_columns import Columns, sort_columns
from parsers.kinds.figure_headers import find_header_rows
from parsers.kinds.labels import Label, caption_number, parse_label
from parsers.kinds.unit_labels import read_unit_words
from parsers.numbers import has_digits
from parsers.places import is_only_place
from planhouse.table import LogicalCell, LogicalTable

_UNIT_BEFORE = re.compile(r"(£\S*(?:\s(?:thousands?|millions?))?)\s+(?=\S)", re.I)


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
    block: int = 0
    """Which of several tables standing side by side, from the left."""


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """The cells of a table that can hold figures."""

    cells: tuple[FigureCell, ...]
    titles: tuple[LogicalCell, ...] = ()
    """The titles printed inside the table: one, or one for each table side by side."""
    title_row: int | None = None
    """Their row, from 1."""
    blocks: int = 1
    """Tables standing side by side."""
    header_rows: tuple[int, ...] = ()
    """Rows of the logical table, from 1, that are headers after all."""
    figure_columns: tuple[int, ...] = ()
    text_columns: tuple[int, ...] = ()
    """Columns of words that are no labels: whatever figures they print are prose."""
    is_register: bool = False
    """Whether the rows are payments, whose labels name payees and purposes and say nothing of the figure."""


def build_grid(table: LogicalTable) -> FigureGrid:
    """Find header rows, label columns and groups of a table."""
    texts = [[_clean(c.text) for c in row.cells] for row in table.rows]
    marked, captions = _take_captions(table)
    known = _spread_spanning_unit(_spread_units(marked))
    headers, title = find_header_rows(texts, any(known) and not _is_open(known))
    first_body = next((i for i in range(len(texts)) if i not in headers and i != title), len(texts))
    top = [i for i in sorted(headers) if i < first_body]
    paths = _build_paths(_spread_known(known, [texts[i] for i in top]), [texts[i] for i in top])
    body = [i for i in range(first_body, len(texts)) if i not in headers and i != title]
    columns = sort_columns([texts[i] for i in body], paths)
    section = _section_of_all(table, body)
    if section is not None:
        table = replace(table, rows=tuple(replace(r, section=None) for r in table.rows))
    cells = _walk_rows(table, texts, body, headers, columns, paths)
    return FigureGrid(
        tuple(cells),
        (section,) if section is not None else captions or _titles_of(table, title),
        title + 1 if title is not None else None,
        len(columns.blocks),
        tuple(i + 1 for i in sorted(headers)),
        tuple(c for _, figures in columns.blocks for c in figures),
        columns.attributes,
        columns.is_register,
    )


def _take_captions(table: LogicalTable) -> tuple[list[tuple[str, ...]], tuple[LogicalCell, ...]]:
    """The marked headers without the captions of tables side by side that stand over them, and these."""
    paths = [tuple(h for h in c.header if h) for c in table.columns]
    found = list(dict.fromkeys(h for path in paths for h in path[:1] if caption_number(h)))
    if len(found) < 2:
        return paths, ()
    titles = tuple(LogicalCell(t, tuple(f for f in table.header_fragments if f.text == t)) for t in found)
    return [path[1:] if path and path[0] in found else path for path in paths], titles


def _section_of_all(table: LogicalTable, body: list[int]) -> LogicalCell | None:
    """The band under which all rows of a table without a caption stand: its title."""
    sections = {table.rows[i].section for i in body}
    if len(body) < 2 or len(sections) != 1 or table.caption:
        return None
    text = sections.pop()
    if not text:
        return None
    return LogicalCell(text, table.rows[body[0]].section_fragments)


def _titles_of(table: LogicalTable, row: int | None) -> tuple[LogicalCell, ...]:
    """The differing titles of a title row."""
    cells = [c for c in table.rows[row].cells if c.text.strip()] if row is not None else []
    return tuple(c for i, c in enumerate(cells) if c.text not in [o.text for o in cells[:i]])


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
                and not _is_as_wide_as_others(spread[:i])
            ):
                spread[i] = (left[0], own[0])
    return spread


def _is_as_wide_as_others(paths: list[tuple[str, ...]]) -> bool:
    """Whether the last columns under one outer header are as many as those under another before them."""
    sizes = [len(list(run)) for outer, run in groupby(paths, lambda p: p[0] if len(p) == 2 else "") if outer]
    return len(sizes) > 1 and sizes[-1] in sizes[:-1]


def _spread_spanning_unit(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give all columns the unit that was printed once over them and fell into the middle one's header.

    "2016/17 | £'000 2017/18 | Change": beside columns of periods and changes that name no unit, a unit of
    money before one period is that of all.
    """
    labels = {c: parse_label(path[-1]) for c, path in enumerate(paths) if path and c > 0}
    units = {c for c, label in labels.items() if label.unit is not None or label.scale != 1}
    if len(units) != 1 or len(labels) < 3:
        return paths
    middle = next(iter(units))
    unit = _UNIT_BEFORE.match(paths[middle][-1])
    if unit is None or any(label.sort not in ("period", "change") for label in labels.values()):
        return paths
    rest = paths[middle][-1][unit.end() :]
    return [
        (*path[:-1], unit[1], rest if c == middle else path[-1]) if c in labels else path
        for c, path in enumerate(paths)
    ]


# Headers


def _is_open(known: list[tuple[str, ...]]) -> bool:
    """Whether marked headers leave blanks beside them, as a spanning header over unmarked ones does."""
    return any(not own and before for before, own in pairwise(known[1:]))


def _spread_known(known: list[tuple[str, ...]], rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Let a marked header go on over blanks at its right where rows below tell the columns apart."""
    spread = list(known)
    for c in range(2, len(spread)):
        if not spread[c] and spread[c - 1] and any(r[c] and r[c - 1] for r in rows if c < len(r)):
            spread[c] = spread[c - 1]
    return spread


def _build_paths(known: list[tuple[str, ...]], rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Header path of each column: what the stitcher found, then header rows found here.

    A blank under a header to its left continues it where the row below tells the two apart.
    """
    count = max([len(known)] + [len(r) for r in rows])
    levels = [[r[c] if c < len(r) else "" for c in range(count)] for r in rows]
    for level in levels:
        said = [t for t in level if t]
        if len(levels) > 1 and len(said) == 1 and not level[0] and read_unit_words(said[0]):
            level[1:] = said * (count - 1)  # "£000" once, over the last column
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


# Rows


@dataclass(frozen=True, slots=True)
class _Totals:
    """The totals among the rows of a table."""

    count: int
    closing: int | None = None
    """The last row, where it alone says "All ..." under groups that repeat their rows."""


_ALL = re.compile(r"(?:all|total|overall)\b", re.I)


def _find_totals(texts: list[list[str]], body: list[int], columns: Columns) -> _Totals:
    """How many labels are totals, and the row that sums up groups of the same rows: "All incidents"."""
    count = sum(
        1 for i in body for t in texts[i] if t and parse_label(t).sort == "total" and not has_digits(t)
    )
    first = columns.blocks[0][0][:1]
    own = [(i, texts[i][c]) for i in body for c in first if c < len(texts[i]) and texts[i][c]]
    filled = [(i, t) for i, t in own if any(texts[i][c] for _, fs in columns.blocks for c in fs)]
    sums = [i for i, t in filled if _ALL.match(t)]
    rows = [t for i, t in filled if i not in sums]
    are_repeated = all(rows.count(t) > 1 for t in rows)
    is_last = len(columns.blocks) == 1 and sums == [i for i, _ in filled[-1:]]
    return _Totals(count, sums[0] if is_last and rows and are_repeated else None)


@dataclass(slots=True)
class _RowState:
    """What the rows above have left standing while walking down."""

    group: str = ""
    parent: str = ""
    rows: int = 0
    """Rows since the group began that are no totals."""
    is_summed: bool = False
    """Whether the row above is the total of the group."""
    closed: str = ""
    """Section that its total has closed."""
    section: str | None = None
    outer: dict[int, str] = field(default_factory=dict)


def _walk_rows(
    table: LogicalTable,
    texts: list[list[str]],
    body: list[int],
    headers: set[int],
    columns: Columns,
    paths: list[tuple[str, ...]],
) -> list[FigureCell]:
    cells: list[FigureCell] = []
    states = [_RowState() for _ in columns.blocks]
    totals = _find_totals(texts, body, columns)
    body_rows = set(body)
    for i in range(min(body, default=0), len(texts)):
        if i in headers:
            paths = _build_paths([()] * len(paths), [texts[i]])
            continue
        if i not in body_rows:
            continue
        for block, (state, (labels, figures)) in enumerate(zip(states, columns.blocks, strict=True)):
            cells.extend(
                replace(cell, block=block)
                for cell in _read_row(
                    table, texts[i], i, state, labels, figures, paths, columns.units, totals
                )
            )
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
    totals: _Totals,
) -> list[FigureCell]:
    filled = [c for c in figures if c < len(row) and row[c]]
    own = [(c, row[c]) for c in labels if c < len(row)]
    if not filled:
        words = [t for _, t in own if t]
        if len(words) == 1 and not any(row[c] for c in range(len(row)) if c not in labels):
            state.group, state.parent, state.outer, state.rows = words[0], "", {}, 0
            state.is_summed = False
        return []
    closes = i == totals.closing
    path, label_headers, groups = _row_path(own, state, table.rows[i].section, paths, totals.count, closes)
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
    closes: bool,
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
    if section != state.section:
        state.section, state.rows, state.is_summed = section, 0, False
    if label and (_leaves_groups(label, state, totals) or closes):
        state.group = state.parent = ""
        state.closed = section or ""
    section = "" if section == state.closed else section
    above = [g for g in (section or "", state.group) if g]
    if label and label.is_child and state.parent:
        above.append(state.parent)
    elif label and not label.is_child:
        state.parent = labels[0][0]
    path = tuple(above) + tuple(t for t, _ in labels)
    return path, ("",) * len(above) + tuple(h for _, h in labels), len(above)


def _leaves_groups(label: Label, state: _RowState, totals: int) -> bool:
    """Whether a row is a total over all groups: by its wording, or as it follows its group's own total."""
    is_total = label.sort == "total" or bool(
        re.match(r"(?:all|(?:sub[- ]?)?total|overall|net)\b|.*\b(?:sub)?totals?$", label.core, re.I)
    )
    again = state.is_summed and (is_total or is_only_place(label.core))
    state.is_summed = is_total and state.rows > 1
    state.rows = state.rows if is_total else state.rows + 1
    return again or (label.sort == "total" and _closes_group(label.text, totals))


def _closes_group(text: str, totals: int) -> bool:
    """A total over all groups: the only one in the table, in capitals, or called grand or overall."""
    return totals == 1 or text.isupper() or bool(re.match(r"(?:grand|overall|all)\b", text, re.I))

"""Page tables of a document -> its logical tables. The one public function of the layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.stitch.build import build_assembly
from parsers.stitch.cards import name_title_columns
from parsers.stitch.column_roles import assign_roles
from parsers.stitch.group import CAPTION_REACH, Group, build_groups, map_columns
from parsers.stitch.headers import build_header_paths
from parsers.stitch.inherit import build_logical_rows
from parsers.stitch.rows import DOUBT
from parsers.stitch.sheets import turn_sheets
from parsers.stitch.slots import Row
from parsers.stitch.spreads import Spread, join_spreads
from parsers.vocabulary import Vocabulary
from planhouse.content import PageContent
from planhouse.issues import Issue, raise_issue
from planhouse.page import Block
from planhouse.table import Column, Fragment, Join, LogicalTable


def stitch_tables(
    contents: tuple[PageContent, ...], vocabulary: Vocabulary
) -> tuple[tuple[LogicalTable, ...], tuple[Join, ...], tuple[Issue, ...]]:
    """Stitch the page tables of a document.

    Returns:
        The logical tables in order; every join decision, taken or refused; the doubts.
    """
    contents, spreads = join_spreads(contents)
    contents, sheets, turned = turn_sheets(contents, vocabulary)
    groups, refused = build_groups(contents, vocabulary)
    for group in groups:
        group.joins += [s.join for s in spreads if any(p is s.table for p in group.pieces)]
    printed = {id(s.table): s.halves for s in spreads} | {k: (t,) for k, t in sheets.items()}
    tables: list[LogicalTable] = []
    joins = list(refused)
    issues: list[Issue] = [_doubt(j) for g in groups for j in g.joins if _is_doubtful(j)]
    issues += turned
    issues += [_doubt(j) for j in refused if _is_doubtful(j)]
    issues += [doubt for g in groups if (doubt := _doubt_sheets(g, spreads)) is not None]
    attached = {id(p.caption): id(p) for g in groups for p in g.pieces if p.caption is not None}
    for number, group in enumerate(groups, start=1):
        others = {c for c, piece in attached.items() if piece not in {id(p) for p in group.pieces}}
        table, doubts = _build_table(group, number, vocabulary, others)
        table = replace(table, pieces=tuple(h for p in table.pieces for h in printed.get(id(p), (p,))))
        tables.append(table)
        joins += table.joins
        issues += doubts
    return tuple(tables), tuple(joins), tuple(issues)


def _is_doubtful(join: Join) -> bool:
    return DOUBT[0] < join.score < DOUBT[1]


def _doubt(join: Join) -> Issue:
    taken = "joined" if join.joined else "kept apart"
    message = f"tables {taken} at a break, score {join.score:.2f}: {join.below_text}"
    return raise_issue("JOIN_UNSURE", message, join.below, alternative=join.alternative)


def _doubt_sheets(group: Group, spreads: Sequence[Spread]) -> Issue | None:
    """The doubt that columns printed on other sheets of paper belong to the rows of earlier ones."""
    sheets = [s for s in spreads if any(p is s.table for p in group.pieces)]
    if not sheets:
        return None
    pages = "; ".join("page " + ", ".join(str(h.page) for h in s.halves) for s in sheets)
    rows = sum(s.table.n_rows for s in sheets)
    message = f"columns were set beside those of earlier sheets, {rows} rows begin at one height: {pages}"
    return raise_issue(
        "JOIN_UNSURE", message, sheets[0].join.below, alternative="a table on each run of pages"
    )


def _build_table(
    group: Group, number: int, vocabulary: Vocabulary, others: set[int]
) -> tuple[LogicalTable, list[Issue]]:
    """The logical table of a group; ``others`` are the captions attached to other tables, by identity."""
    columns = _build_columns(group, vocabulary)
    assembly = build_assembly(group, tuple(c.label for c in columns), tuple(c.role for c in columns))
    rows = build_logical_rows(assembly)
    title = group.segments[0].title
    caption = title or _find_caption(group, others)
    header = tuple(
        Fragment(c.text, c.place) for s in group.segments for row in (*s.header, *s.again) for c in row.filled
    )
    table = LogicalTable(
        number,
        columns,
        rows,
        caption=caption.text if caption else None,
        caption_fragments=(Fragment(caption.text, caption.place),) if caption else (),
        header_fragments=header,
        band_fragments=_band_fragments(group),
        joins=(*group.joins, *assembly.joins),
        pieces=group.pieces,
        notes=_find_notes(group),
        heading=group.heading,
    )
    return table, assembly.issues


def _build_columns(group: Group, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Columns with header path and role; a role twice goes to the first that has it."""
    n_cols, mapping = map_columns(group)
    pieces = group.pieces
    columns = [Column(()) for _ in range(n_cols)]
    headed = [s for s in group.segments if s.header]
    for segment in headed if pieces[0].column_keys else headed[:1]:
        position = next(k for k, p in enumerate(pieces) if p is segment.table)
        paths = build_header_paths(segment.header, segment.table.n_cols)
        had = {c for c, column in enumerate(columns) if column.header}
        for slot, path in enumerate(paths):
            col = mapping[position][slot]
            if col not in had:
                columns[col] = Column(
                    columns[col].header + path, None, _header_fragments(segment.header, slot)
                )
    if not headed:
        return tuple(columns)
    assigned = assign_roles(columns, vocabulary)
    if not pieces[0].column_keys:
        return assigned
    if _is_named_by_first(assigned, vocabulary):
        assigned = (replace(assigned[0], role="title"), *assign_roles(columns[1:], vocabulary))
    return name_title_columns(assigned, pieces)


def _is_named_by_first(columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the first label of cards only names them, as another says what is done ("Project")."""
    doing = [c for c in columns if c.header and vocabulary.exact_role(c.header[-1]) == "activity"]
    return len(doing) > 1 and doing[0] is columns[0]


def _header_fragments(header: tuple[Row, ...], slot: int) -> tuple[Fragment, ...]:
    cells = (row.own(slot) for row in header)
    return tuple(Fragment(c.text, c.place) for c in cells if c is not None and c.text)


def _find_caption(group: Group, others: set[int]) -> Block | None:
    """The caption attached on the page, else the nearest one above, else one below.

    A caption below belongs to the table above it where prose follows it; right above another table it
    is that table's.
    """
    if group.pieces[0].caption is not None:
        return group.pieces[0].caption
    near = [b for b in group.above[-CAPTION_REACH:] if b.kind == "caption" and id(b) not in others]
    if near:
        return near[-1]
    for index, block in enumerate(group.below):
        if block.kind == "caption":
            return block if index + 1 < len(group.below) else None
        if block.kind != "footnote":
            return None
    return None


def _band_fragments(group: Group) -> tuple[Fragment, ...]:
    titles = [c for s in group.segments if s.title is not None for c in (s.title, *s.under)]
    bands = [cell for s in group.segments for _, cell in s.bands]
    return tuple(Fragment(c.text, c.place) for c in (*titles, *bands))


def _find_notes(group: Group) -> tuple[Fragment, ...]:
    """Footnotes printed after the last piece, before other prose."""
    notes = []
    for block in group.below:
        if block.kind == "caption":
            continue
        if block.kind != "footnote":
            break
        notes.append(Fragment(f"{block.marker} {block.text}".strip(), block.place))
    return tuple(notes)

"""Tables, prose, joins and doubts of a plan as rows, so that all that is printed can be queried."""

from __future__ import annotations

from collections.abc import Iterator

from planhouse.issues import CATALOGUE
from planhouse.page import Block
from planhouse.plan import NormalisedPlan, PlanExtract
from planhouse.table import Fragment, Join, LogicalTable
from warehouse.rows import PlanRows, as_map, place_columns

BLOCK_WITHOUT_SECTION = frozenset({"furniture", "contents", "hidden"})
"""Kinds of block that stand outside the document's run of text."""


def add_tables(rows: PlanRows, extract: PlanExtract) -> None:
    """Logical tables, their cells, columns and page pieces."""
    for table in extract.tables:
        _add_table(rows, table)
        _add_cells(rows, table)


def _add_table(rows: PlanRows, table: LogicalTable) -> None:
    table_id = f"{rows.document_id}/t{table.number}"
    rows.add_fragments(table_id, "caption", table.caption_fragments)
    rows.add_fragments(table_id, "header", table.header_fragments)
    rows.add_fragments(table_id, "note", table.notes)
    rows.add(
        "fact_table",
        rows.unique(table_id),
        rows.document_id,
        table.number,
        table.kind,
        table.caption,
        table.heading,
        len(table.columns),
        len(table.rows),
        len(table.pieces),
        sorted({p.method for p in table.pieces}),
        min((p.score for p in table.pieces), default=None),
        [n.text for n in table.notes],
        *(table.pages or (None, None)),
    )
    for ordinal, piece in enumerate(table.pieces, 1):
        rows.add(
            "lineage_table_piece", rows.document_id, table.number, ordinal, piece.method, piece.score,
            piece.n_rows, piece.n_cols, *place_columns(piece.place),
        )  # fmt: skip


def _add_cells(rows: PlanRows, table: LogicalTable) -> None:
    document_id, number = rows.document_id, table.number
    columns = [(c.label or None, c.role) for c in table.columns]
    cells = rows.tables.setdefault("lineage_cell", [])
    for at, column in enumerate(table.columns):
        cell_id, fragments = f"{document_id}/t{number}/r0/c{at}", column.fragments
        is_spanned = bool(column.label) and not fragments
        fragments = _spanning_header(table, at) if is_spanned else fragments
        how = ("inherited", "span") if is_spanned else ("printed", None)
        rows.add_fragments(cell_id, "text", fragments, how[0], how[1] or "")
        page = fragments[0].place.page if fragments else None
        cells.append((cell_id, document_id, number, 0, at, *columns[at], None, column.label, *how, page))
    for row_number, row in enumerate(table.rows, 1):
        start, section = f"{document_id}/t{number}/r{row_number}", row.section
        rows.add_fragments(start, "section", row.section_fragments)
        for at, cell in enumerate(row.cells):
            cell_id, fragments = f"{start}/c{at}", cell.fragments
            header, role = columns[at] if at < len(columns) else (None, None)
            if fragments:
                rows.add_fragments(cell_id, "text", fragments, cell.origin, cell.inherited_by)
            cells.append(
                (
                    cell_id, document_id, number, row_number, at, header, role, section, cell.text,
                    cell.origin, cell.inherited_by or None, fragments[0].place.page if fragments else None,
                )
            )  # fmt: skip


def _spanning_header(table: LogicalTable, at: int) -> tuple[Fragment, ...]:
    """What a header is printed as that stands over several columns and belongs to the first of them."""
    label = table.columns[at].label
    for column in reversed(table.columns[:at]):
        if column.label == label and column.fragments:
            return column.fragments
    return tuple(f for f in table.header_fragments if f.text and f.text in label)


def add_blocks(rows: PlanRows, extract: PlanExtract) -> None:
    """Every piece of prose and furniture in reading order, and what was left out on purpose."""
    document_id = rows.document_id
    for ordinal, (block, section) in enumerate(_walk(extract), 1):
        rows.add(
            "lineage_block", f"{document_id}/b{ordinal}", document_id, ordinal, block.kind, block.level,
            block.marker or None, block.text, section, *place_columns(block.place),
        )  # fmt: skip
    for ordinal, drop in enumerate(extract.ledger.drops, 1):
        rows.add("lineage_drop", document_id, ordinal, drop.text, drop.reason, *place_columns(drop.place))


def _walk(extract: PlanExtract) -> Iterator[tuple[Block, str | None]]:
    """Blocks in reading order, each with the headings it stands under."""
    headings: list[tuple[int, str]] = []
    for content in extract.contents:
        for block in content.blocks:
            if block.kind == "heading":
                headings = [h for h in headings if h[0] < block.level]
            section = " / ".join(text for _, text in headings) or None
            yield block, None if block.kind in BLOCK_WITHOUT_SECTION else section
            if block.kind == "heading":
                headings.append((block.level, block.text))


def add_stitches(rows: PlanRows, extract: PlanExtract) -> None:
    """Every join decision, taken or refused."""
    owners = {_join_key(j): t.number for t in extract.tables for j in t.joins}
    listed = {_join_key(j): j for t in extract.tables for j in t.joins}
    listed.update((_join_key(j), j) for j in extract.joins)
    for ordinal, (key, join) in enumerate(listed.items(), 1):
        rows.add(
            "fact_stitch", f"{rows.document_id}/j{ordinal}", rows.document_id, join.kind, owners.get(key),
            join.joined, join.score, as_map(join.signals), join.alternative or None, join.above_text or None,
            join.below_text or None, *place_columns(join.above), *place_columns(join.below),
        )  # fmt: skip


def _join_key(join: Join) -> tuple[object, ...]:
    return join.kind, join.above, join.below, join.joined, join.score, join.above_text, join.below_text


def add_doubts(rows: PlanRows, plan: NormalisedPlan) -> None:
    """Doubts of reading and normalising, with the catalogue's words on each code met."""
    for ordinal, issue in enumerate(plan.all_issues, 1):
        kind = CATALOGUE.get(issue.code)
        words = (
            (kind.severity, kind.title, kind.meaning, kind.advice) if kind else (issue.severity, "", "", "")
        )
        rows.add("dim_issue_kind", issue.code, *words)
        rows.add(
            "fact_doubt", f"{rows.document_id}/i{ordinal}", rows.document_id, issue.code, issue.severity,
            issue.message, as_map(issue.evidence), *place_columns(issue.place),
        )  # fmt: skip

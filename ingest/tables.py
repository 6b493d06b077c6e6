"""The tables of a plan for people and programs: the output of ``planhouse tables``.

The JSON form is a promise to others (``docs/cli.md``): keys are added, never renamed or removed.
"""

from __future__ import annotations

import json
import textwrap

from planhouse.geometry import Place
from planhouse.plan import PlanExtract
from planhouse.table import Column, Fragment, Join, LogicalRow, LogicalTable, PageTable

WIDTH = 100
"""Columns of text in the readable form."""


def describe_tables(extract: PlanExtract) -> dict[str, object]:
    """Everything found, as plain values: page tables, logical tables, joins."""
    page_tables = [t for c in extract.contents for t in c.tables]
    return {
        "file": extract.document.source_file,
        "pages": extract.document.pages,
        "page_tables": [_page_table(t) for t in page_tables],
        "logical_tables": [_logical_table(t) for t in extract.tables],
    }


def tables_as_json(extract: PlanExtract) -> str:
    """``describe_tables`` as one JSON text."""
    return json.dumps(describe_tables(extract), ensure_ascii=False, separators=(",", ":"))


def _bbox(place: Place) -> list[float] | None:
    """The box in points to a tenth; None in a text export."""
    if place.box is None:
        return None
    box = place.box.rounded()
    return [box.x0, box.top, box.x1, box.bottom]


def _where(place: Place) -> dict[str, object]:
    """Page and box of a PDF, lines of a text export."""
    if place.lines is not None:
        return {"page": place.page, "lines": list(place.lines)}
    return {"page": place.page, "bbox": _bbox(place)}


def _page_table(table: PageTable) -> dict[str, object]:
    cells = [
        {
            "row": c.row,
            "col": c.col,
            "rowspan": c.rowspan,
            "colspan": c.colspan,
            "text": c.text,
            "bbox": _bbox(c.place),
        }
        for c in table.cells
    ]
    head = _where(table.place) | {"bbox": _bbox(table.place)}
    caption = table.caption.text if table.caption is not None else None
    facts = {"method": table.method, "score": round(table.score, 3), "caption": caption}
    return {**head, **facts, "cells": cells}


def _logical_table(table: LogicalTable) -> dict[str, object]:
    return {
        "title": table.caption or table.heading,
        "kind": table.kind,
        "header": header_rows(table.columns),
        "rows": [_row(r) for r in table.rows],
        "joins": [_join(j) for j in table.joins],
        "notes": [n.text for n in table.notes],
        "pages": list(table.pages) if table.pages else None,
    }


def header_rows(columns: tuple[Column, ...]) -> list[list[str]]:
    """The header as rows of labels, one per level; a label that spans levels stands in each of them."""
    depth = max((len(c.header) for c in columns), default=0)
    return [[_label(c, level) for c in columns] for level in range(depth)]


def _label(column: Column, level: int) -> str:
    """The column's header at a level; its innermost one where its path is shorter."""
    return column.header[min(level, len(column.header) - 1)] if column.header else ""


def _row(row: LogicalRow) -> dict[str, object]:
    return {
        "section": row.section,
        "cells": [c.text for c in row.cells],
        "origin": [c.origin for c in row.cells],
        "pages": list(row.pages) if row.pages else None,
        "fragments": [[_fragment(f) for f in c.fragments] for c in row.cells],
    }


def _fragment(fragment: Fragment) -> dict[str, object]:
    return {"text": fragment.text, **_where(fragment.place)}


def _join(join: Join) -> dict[str, object]:
    return {
        "kind": join.kind,
        "above": _where(join.above),
        "below": _where(join.below),
        "joined": join.joined,
        "score": round(join.score, 3),
        "signals": {k: round(v, 3) for k, v in join.signals.items()},
        "alternative": join.alternative,
    }


def render_tables(extract: PlanExtract) -> str:
    """The logical tables as readable text: each row with its cells under their headers."""
    document = extract.document
    pages = f"{document.pages} pages, " if document.pages else ""
    n_page_tables = sum(len(c.tables) for c in extract.contents)
    n_joins = sum(j.joined for j in extract.joins)
    lines = [
        f"{document.source_file}: {pages}{n_page_tables} page tables, "
        f"{len(extract.tables)} logical tables, {n_joins} joins"
    ]
    for table in extract.tables:
        lines += ["", *_render_table(table)]
    return "\n".join(lines)


def _render_table(table: LogicalTable) -> list[str]:
    """Title line and rows of one table."""
    where = f", pages {table.pages[0]}-{table.pages[1]}" if table.pages else ""
    title = table.caption or table.heading or "without title"
    lines = [f"Table {table.number} ({table.kind}, {len(table.rows)} rows{where}): {_flat(title)}"]
    section = None
    for number, row in enumerate(table.rows, 1):
        if row.section != section:
            section = row.section
            lines.append(f"  == {_flat(section or '')}")
        lines.append(f"  {number}.")
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.text:
                mark = " (inherited)" if cell.origin == "inherited" else ""
                lines += _render_cell(f"{_flat(column.label) or '-'}{mark}", cell.text)
    return lines


def _render_cell(label: str, text: str) -> list[str]:
    """A label and its text, wrapped and indented."""
    return textwrap.wrap(
        f"{label}: {_flat(text)}", WIDTH, initial_indent="     ", subsequent_indent="       "
    )


def _flat(text: str) -> str:
    """Text on one line, its line breaks shown as ``/``; control characters taken out."""
    parts = [" ".join(p.split()) for p in text.split("\n")]
    return "".join(c for c in " / ".join(p for p in parts if p) if c.isprintable())

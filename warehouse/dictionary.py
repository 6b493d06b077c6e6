"""The data dictionary as a page: every view and table with its grain, keys, columns, units, meanings.

Public function: ``render_dictionary``. ``docs/data_dictionary.md`` is its output; a test keeps it so.
"""

from __future__ import annotations

from warehouse.definition import Table
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.views import read_macros, read_views

INTRODUCTION = f"""# Data dictionary

Schema version {SCHEMA_VERSION}. This page is made from the program's own definitions; the same words stand
in the database as comments (`SELECT * FROM duckdb_columns()`).

Ask the **views** first: one row per thing, no joins needed. The **tables** below them are a star: `dim_`
is what facts are about, `fact_` what a document says or what was derived from it, `bridge_` joins many to
many, `lineage_` says where it is printed, `run_` what the program did and when. A value is what is printed;
what is derived stands beside it in a column of its own. Boxes are in PDF points from the top left of the
page as displayed.
"""


def render_dictionary() -> str:
    """The page in Markdown."""
    parts = [INTRODUCTION, "## Views\n"]
    for view, _ in read_views():
        if view.name.startswith("current_"):
            parts.append(
                f"### {view.name}\n\n{view.grain} Columns as in `{view.name.removeprefix('current_')}`.\n"
            )
            continue
        parts.append(f"### {view.name}\n\n{view.grain}\n\n| Column | Meaning |\n| --- | --- |")
        parts[-1] += "".join(f"\n| `{name}` | {meaning} |" for name, meaning in view.columns) + "\n"
    parts.append("## Table macros\n\nAsked as `SELECT * FROM name(value)`.\n")
    parts.extend(f"### {name}\n\n{grain}\n" for name, grain, _ in read_macros())
    parts.append("## Tables\n")
    parts.extend(_render_table(t) for t in TABLES)
    return "\n".join(parts)


def _render_table(table: Table) -> str:
    lines = [
        f"### {table.name}\n",
        f"{table.grain}\n",
        f"Key: {', '.join(f'`{k}`' for k in table.key)}.\n",
        "| Column | Type | Unit | Meaning | Found in |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines.extend(
        f"| `{c.name}` | {c.type} | {c.unit} | {c.meaning} | {f'`{c.references}`' if c.references else ''} |"
        for c in table.columns
    )
    return "\n".join(lines) + "\n"

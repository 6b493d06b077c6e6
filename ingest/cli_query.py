"""Commands that ask the warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.options import FORMAT, WAREHOUSE


@click.command()
@click.argument("statement", required=False, default="")
@WAREHOUSE
@FORMAT
@click.option("--file", type=click.Path(path_type=Path), help="Read the statement from a file.")
@click.option("--limit", type=click.IntRange(min=0), help="Rows at most.")
def sql(statement: str, warehouse: Path, form: str, file: Path | None, limit: int | None) -> None:
    """Ask the warehouse in SQL; STATEMENT only reads.

    Views, one row per thing, no joins needed: document, action, figure, promise, priority, mention,
    doubt, stitch; docs/data_dictionary.md has them all. A STATEMENT of - is read from the standard input.
    """
    from ingest.questions import print_query, read_sql

    print_query(warehouse, read_sql(statement, file), form, most_rows=limit)


@click.command()
@click.argument("document", required=False, default="")
@WAREHOUSE
def show(document: str, warehouse: Path) -> None:
    """Show what was found in DOCUMENT: priorities, actions, figures, doubts.

    DOCUMENT is an id, a file name, or a part of either or of the title. Without it, all documents.
    """
    from warehouse.connection import connect
    from warehouse.summary import render_document, render_overview

    with connect(warehouse, read_only=True) as connection:
        click.echo(
            render_document(connection, document) if document else render_overview(connection), nl=False
        )


@click.command()
@click.argument("subject")
@WAREHOUSE
def trace(subject: str, warehouse: Path) -> None:
    """Show the way from a value back to the printed page.

    SUBJECT is an id from the first column of any view: of an action, figure, promise, mention, table...
    """
    from warehouse.connection import connect
    from warehouse.trace import render_trace

    with connect(warehouse, read_only=True) as connection:
        click.echo(render_trace(connection, subject), nl=False)


@click.command()
@WAREHOUSE
@FORMAT
@click.option("--all", "everything", is_flag=True, help="Also checks that hold.")
def checks(warehouse: Path, form: str, everything: bool) -> None:
    """Show printed figures that contradict each other: differences, percentages, totals recomputed."""
    from ingest.questions import print_query

    print_query(warehouse, CHECKS, form, [everything])


CHECKS = """
    SELECT source_file, page, kind, verdict, printed,
           round(recomputed, 2) AS recomputed, message FROM figure_check
    WHERE ? OR verdict NOT IN ('holds', 'rounding')
    ORDER BY list_position(['fails', 'truncated', 'cannot_judge', 'rounding', 'holds'], verdict),
             source_file, page, check_id
"""

COMMANDS: tuple[click.Command, ...] = (sql, show, trace, checks)

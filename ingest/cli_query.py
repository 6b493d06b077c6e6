"""Commands that ask the warehouse."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingest.history import remember
from ingest.options import FORMAT, SQL_FORMAT, WAREHOUSE


@click.command()
@click.argument("statement", required=False)
@WAREHOUSE
@SQL_FORMAT
@click.option("--file", type=click.Path(path_type=Path), help="Read the statement from a file.")
@click.option("--limit", type=click.IntRange(min=0), help="Rows at most.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead.")
@click.option("--history", is_flag=True, help="List statements asked before, the last 20 or --limit.")
def sql(
    statement: str | None,
    warehouse: Path,
    form: str,
    file: Path | None,
    limit: int | None,
    output: Path | None,
    history: bool,
) -> None:
    """Ask the warehouse in SQL; STATEMENT only reads.

    Views, one row per thing, no joins needed: document, action, figure, promise, priority, mention,
    doubt, stitch; docs/data_dictionary.md has them all. STATEMENT may be several, each ended by a semicolon.
    A STATEMENT of - is read from the standard input, as is one sent through a pipe. Without a STATEMENT a
    prompt opens, with history and completion.
    """
    from ingest.questions import list_history, open_prompt, print_query, read_sql, save_query

    if history:
        list_history(form, limit or 20)
    elif statement is None and file is None and sys.stdin.isatty():
        open_prompt(warehouse, form)
    else:
        asked = read_sql(statement, file)
        remember(asked, warehouse)
        if output is None:
            print_query(warehouse, asked, form, most_rows=limit)
        else:
            click.echo(save_query(warehouse, asked, form, output, limit))


@click.command()
@click.argument("document", required=False, default="")
@WAREHOUSE
def show(document: str, warehouse: Path) -> None:
    """Show what was found in DOCUMENT: priorities, actions, figures, doubts.

    DOCUMENT is an id, a file name, or a part of either or of the title. Without it, all documents.
    """
    from ingest.terminal import table_width, text_width
    from warehouse.connection import connect
    from warehouse.render import fold_lines
    from warehouse.summary import render_document, render_overview

    with connect(warehouse, read_only=True) as connection:
        if document:
            click.echo(fold_lines(render_document(connection, document), text_width()), nl=False)
        else:
            click.echo(render_overview(connection, table_width()), nl=False)


@click.command()
@click.argument("subject")
@WAREHOUSE
def trace(subject: str, warehouse: Path) -> None:
    """Show the way from a value back to the printed page.

    SUBJECT is an id as the views and planhouse search show it, of an action, figure, promise, mention,
    table, document... Or an acronym, which leads to where it is defined.
    """
    from ingest.terminal import text_width
    from warehouse.connection import connect
    from warehouse.render import fold_lines
    from warehouse.trace import render_trace

    with connect(warehouse, read_only=True) as connection:
        click.echo(fold_lines(render_trace(connection, subject), text_width()), nl=False)


@click.command()
@WAREHOUSE
@FORMAT
@click.option("--all", "everything", is_flag=True, help="Also checks that hold.")
def checks(warehouse: Path, form: str, everything: bool) -> None:
    """Show printed figures that contradict each other: differences, percentages, totals recomputed."""
    from ingest.questions import WHOLE, print_query

    document = "source_file, title" if form in WHOLE else "coalesce(title, source_file) AS document"
    print_query(warehouse, CHECKS.format(document=document), form, [everything])


CHECKS = """
    SELECT {document}, page, kind, verdict, printed,
           round(recomputed, 2) AS recomputed, message
    FROM figure_check JOIN (SELECT document_id, title FROM document) USING (document_id)
    WHERE ? OR verdict NOT IN ('holds', 'rounding')
    ORDER BY list_position(['fails', 'truncated', 'cannot_judge', 'rounding', 'holds'], verdict),
             source_file, document_id, page, check_id
"""

COMMANDS: tuple[click.Command, ...] = (sql, show, trace, checks)

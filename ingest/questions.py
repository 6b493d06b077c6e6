"""Questions to the warehouse: SQL in, rows as text out. Read-only."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planhouse.errors import QueryError, SettingsError

if TYPE_CHECKING:
    from warehouse.questions import Parameter


def print_query(
    warehouse: Path, sql: str, form: str, parameters: Sequence[object] = (), most_rows: int | None = None
) -> None:
    """Asks and prints.

    Args:
        warehouse: the DuckDB file.
        sql: statements that only read; the last one's rows are printed.
        form: a format of ``warehouse.render``.
        parameters: values for question marks.
        most_rows: rows at most.
    """
    from warehouse.query import query_file
    from warehouse.render import render_result

    answer = query_file(warehouse, sql, list(parameters) or None, most_rows)
    click.echo(render_result(answer, form, terminal_width()), nl=False)


def terminal_width() -> int:
    """Columns of text of the terminal; 120 where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 120


def read_sql(sql: str, file: Path | None) -> str:
    """The statement given as an argument, in a file, or (``-``) on the standard input.

    Raises:
        SettingsError: neither or both are given, or the file cannot be read.
    """
    if bool(sql) == (file is not None):
        raise SettingsError('give a statement ("SELECT ...") or --file FILE, not both')
    if file is None:
        return sys.stdin.read() if sql == "-" else sql
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: cannot be read as SQL ({error})") from error


def list_questions(form: str) -> None:
    """Prints the questions that come with the program, with their parameters."""
    from warehouse.query import Result
    from warehouse.questions import read_questions
    from warehouse.render import render_result

    rows = tuple((q.name, q.title, ", ".join(map(_describe, q.parameters))) for q in read_questions())
    listed = Result(("name", "question", "parameters"), ("VARCHAR",) * 3, rows)
    click.echo(render_result(listed, form, terminal_width()), nl=False)


def _describe(parameter: Parameter) -> str:
    """Name and, where there is one, default."""
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"


def print_answer(warehouse: Path, question: str, parameters: Sequence[str], form: str) -> None:
    """Asks a named question and prints the answer.

    Args:
        warehouse: the DuckDB file.
        question: its name.
        parameters: ``name=value`` each.
        form: a format of ``warehouse.render``.

    Raises:
        SettingsError: a parameter of another form.
    """
    from warehouse.connection import open_for_questions
    from warehouse.questions import ask
    from warehouse.render import render_result

    wrong = [p for p in parameters if "=" not in p]
    if wrong:
        raise SettingsError(f"{wrong[0]!r}: give parameters as NAME=VALUE; planhouse ask lists them")
    values = dict(p.split("=", 1) for p in parameters)
    with open_for_questions(warehouse) as connection:
        answer = ask(connection, question, values)
    click.echo(render_result(answer, form, terminal_width()), nl=False)


def print_search(warehouse: Path, words: str, limit: int, form: str) -> None:
    """Searches for words and prints what holds them all."""
    from warehouse.connection import open_for_questions
    from warehouse.questions import search
    from warehouse.render import render_result

    with open_for_questions(warehouse) as connection:
        found = search(connection, words, limit)
    click.echo(render_result(found, form, terminal_width()), nl=False)


def export_files(warehouse: Path, target: Path, form: str, document: str) -> list[Path]:
    """Writes the views, or for ``lake`` the tables, to files; returns what was written.

    Raises:
        SettingsError: one document is asked for as a lake, which is the whole warehouse.
    """
    from warehouse.connection import connect
    from warehouse.export import export_lake, export_warehouse
    from warehouse.summary import find_document

    if form == "lake" and document:
        raise SettingsError("--format lake writes the whole warehouse: leave --document out")
    with connect(warehouse, read_only=True) as connection:
        if form == "lake":
            return export_lake(connection, target)
        document_id = find_document(connection, document) if document else None
        return export_warehouse(connection, target, form, document_id)

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

    form = _printable(form)
    answer = query_file(warehouse, sql, list(parameters) or None, most_rows)
    click.echo(render_result(answer, form, terminal_width()), nl=False)


def save_query(warehouse: Path, sql: str, form: str, output: Path, most_rows: int | None = None) -> str:
    """Asks and writes the answer to a file; returns a line that says so.

    Args:
        warehouse: the DuckDB file.
        sql: statements that only read; the last one's rows are written.
        form: a format of ``warehouse.render``, or ``parquet``, which keeps types, lists and maps.
        output: the file; what it held is replaced.
        most_rows: rows at most.

    Raises:
        QueryError: the statement is wrong, or the file cannot be written.
    """
    from warehouse.query import query_file, save_parquet
    from warehouse.render import render_result

    if form == "parquet":
        count = save_parquet(warehouse, sql, output, most_rows)
    else:
        answer = query_file(warehouse, sql, None, most_rows)
        count = len(answer.rows)
        try:
            output.write_text(render_result(answer, form), encoding="utf-8", newline="")
        except OSError as error:
            raise QueryError(f"{output}: cannot be written ({error.strerror})") from error
    return f"{output}: {count} row{'' if count == 1 else 's'}"


def list_history(form: str, most: int) -> None:
    """Prints the statements asked before, the newest last."""
    from ingest.history import read_history
    from warehouse.query import Result
    from warehouse.render import render_result

    rows = tuple((a.at, a.warehouse, a.sql) for a in read_history()[-most:])
    listed = Result(("asked_at", "warehouse", "statement"), ("VARCHAR",) * 3, rows)
    click.echo(render_result(listed, _printable(form), terminal_width()), nl=False)


def open_prompt(warehouse: Path, form: str) -> None:
    """Reads statements from the terminal until it is left.

    Raises:
        WarehouseError: the warehouse cannot be opened.
    """
    from ingest.prompt import prepare_readline, run_prompt
    from warehouse.query import query_file

    names = query_file(warehouse, NAMES)
    prepare_readline([str(name) for (name,) in names.rows])

    def ask(sql: str, form: str, parameters: tuple[object, ...]) -> None:
        print_query(warehouse, sql, form, parameters)

    run_prompt(warehouse, _printable(form), ask, write=click.echo)


NAMES = """
    SELECT DISTINCT unnest([table_name, column_name]) FROM duckdb_columns()
    WHERE NOT internal AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
"""
"""Names of views and their columns, for completion."""


def _printable(form: str) -> str:
    """The format, which cannot be Parquet where rows are printed.

    Raises:
        SettingsError: it is.
    """
    if form == "parquet":
        raise SettingsError("--format parquet is written to a file: add --output FILE.parquet")
    return form


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
        parameters: ``name=value``, ``--name value`` or ``--name=value``.
        form: a format of ``warehouse.render``.

    Raises:
        SettingsError: a parameter of another form.
    """
    from warehouse.connection import open_for_questions
    from warehouse.questions import ask
    from warehouse.render import render_result

    values = read_parameters(parameters)
    with open_for_questions(warehouse) as connection:
        answer = ask(connection, question, values)
    click.echo(render_result(answer, form, terminal_width()), nl=False)


def read_parameters(words: Sequence[str]) -> dict[str, str]:
    """Values by name, given as ``name=value``, ``--name value`` or ``--name=value``.

    Raises:
        SettingsError: a word that is none of these, or a name without a value.
    """
    values: dict[str, str] = {}
    left = list(words)
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        is_option = name.startswith("--")
        if not equals:
            if not is_option or not left:
                raise SettingsError(
                    f"{word!r}: give parameters as --NAME VALUE or NAME=VALUE; planhouse ask lists them"
                )
            value = left.pop(0)
        values[name.removeprefix("--").replace("-", "_")] = value
    return values


def print_question_sql(name: str) -> None:
    """Prints the SQL of a named question with its defaults, as a statement that runs as it is.

    Raises:
        QueryError: no such question.
    """
    from warehouse.questions import fill_defaults, find_question

    click.echo(fill_defaults(find_question(name)))


def print_search(warehouse: Path, words: str, limit: int, form: str) -> None:
    """Searches for words and prints what holds them all."""
    from warehouse.connection import open_for_questions
    from warehouse.questions import search
    from warehouse.render import render_result

    with open_for_questions(warehouse) as connection:
        found = search(connection, words, limit)
    click.echo(render_result(found, form, terminal_width()), nl=False)


def write_diff(warehouse: Path, old: str, new: str, form: str, target: Path | None) -> None:
    """Compares two documents and prints what changed, or writes it to a file.

    Args:
        warehouse: the DuckDB file.
        old: the earlier document, as ``warehouse.summary.find_document`` takes it.
        new: the later one.
        form: ``text``, ``html`` or a format of ``warehouse.render``.
        target: the file; the standard output where None.

    Raises:
        QueryError: a document is not there or not told from others, or the file cannot be written.
    """
    from warehouse.connection import connect
    from warehouse.edition_diff import diff_editions, render_diff, render_diff_page
    from warehouse.render import render_result

    with connect(warehouse, read_only=True) as connection:
        found = diff_editions(connection, old, new)
    if form == "text":
        written = render_diff(found)
    else:
        written = render_diff_page(found) if form == "html" else render_result(found.rows, form)
    if target is None:
        click.echo(written, nl=False)
        return
    try:
        target.write_text(written, encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{target}: cannot be written ({error.strerror})") from error


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

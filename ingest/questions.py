"""Questions to the warehouse: SQL in, rows as text out. Read-only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.terminal import has_colour, table_width, text_width
from planhouse.errors import QueryError, SettingsError

if TYPE_CHECKING:
    from warehouse.query import Result
    from warehouse.questions import Parameter


def print_query(
    warehouse: Path, sql: str, form: str, parameters: Sequence[object] = (), most_rows: int | None = None
) -> None:
    """Asks and prints; of several statements the rows of each.

    Args:
        warehouse: the DuckDB file.
        sql: statements that only read.
        form: a format of ``warehouse.render``.
        parameters: values for question marks of the last.
        most_rows: rows at most.

    Raises:
        QueryError: a statement is wrong, or several give rows where the format holds those of one.
    """
    from warehouse.query import query_statements
    from warehouse.render import render_result

    form = _printable(form)
    answers = query_statements(warehouse, sql, list(parameters) or None, most_rows)
    if form in WHOLE:
        answers = [_only(answers, form)]
    click.echo("\n".join(render_result(a, form, table_width()) for a in answers), nl=False)


def _only(answers: Sequence[Result], form: str) -> Result:
    """The one answer.

    Raises:
        QueryError: there are several.
    """
    if len(answers) > 1:
        raise QueryError(
            f"--format {form} holds the rows of one statement, and {len(answers)} are given: "
            "ask them one by one"
        )
    return answers[0]


def save_query(warehouse: Path, sql: str, form: str, output: Path, most_rows: int | None = None) -> str:
    """Asks and writes the answer to a file; returns a line that says so.

    Args:
        warehouse: the DuckDB file.
        sql: statements that only read, one of which gives rows.
        form: a format of ``warehouse.render``, or ``parquet``, which keeps types, lists and maps.
        output: the file; what it held is replaced.
        most_rows: rows at most.

    Raises:
        QueryError: the statement is wrong, or the file cannot be written.
    """
    from warehouse.query import query_statements, save_parquet
    from warehouse.render import render_result

    if form == "parquet":
        count = save_parquet(warehouse, sql, output, most_rows)
    else:
        answer = _only(query_statements(warehouse, sql, None, most_rows), form)
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
    click.echo(render_result(listed, _printable(form), table_width()), nl=False)


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


def read_sql(sql: str | None, file: Path | None) -> str:
    """The statement given as an argument, in a file, or (``-``, or neither) on the standard input.

    Raises:
        SettingsError: both are given, none at all, or the file cannot be read.
    """
    if sql is not None and file is not None:
        raise SettingsError('give a statement ("SELECT ...") or --file FILE, not both')
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{file}: cannot be read as SQL ({error})") from error
    given = _read_stdin() if sql in (None, "-") else str(sql)
    if not given.strip():
        if sql is None:
            raise SettingsError('give a statement ("SELECT ..."), --file FILE, or one on the standard input')
        raise SettingsError('the statement is empty. Try: planhouse sql "SELECT * FROM document"')
    return given


def _read_stdin() -> str:
    """What is sent through a pipe; nothing where there is none to read."""
    try:
        return sys.stdin.read()
    except (OSError, ValueError, AttributeError):  # closed, or no standard input at all
        return ""


def list_questions(form: str) -> None:
    """Prints the questions that come with the program, with their parameters."""
    from warehouse.query import Result
    from warehouse.questions import read_questions
    from warehouse.render import render_result

    rows = tuple((q.name, q.title, ", ".join(map(_describe, q.parameters))) for q in read_questions())
    listed = Result(("name", "question", "parameters"), ("VARCHAR",) * 3, rows)
    click.echo(render_result(listed, form, table_width()), nl=False)


def _describe(parameter: Parameter) -> str:
    """Name and, where there is one, default."""
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"


def print_answer(
    warehouse: Path, question: str, parameters: Sequence[str], form: str, limit: int | None = None
) -> None:
    """Asks a named question and prints the answer; where it is empty, says why on the standard error.

    Args:
        warehouse: the DuckDB file.
        question: its name.
        parameters: ``name=value``, ``--name value`` or ``--name=value``.
        form: a format of ``warehouse.render``.
        limit: rows at most, 0 for all; where not given, the question's own for people and all for programs.

    Raises:
        SettingsError: a parameter of another form.
    """
    from normalise.nearest import find_nearest
    from warehouse.connection import open_for_questions
    from warehouse.hints import explain_no_rows
    from warehouse.questions import ask, find_question, read_values

    given = read_parameters(parameters)
    with open_for_questions(warehouse) as connection:
        answer = ask(connection, question, given, 0 if limit is None and form in WHOLE else limit)
        asked = find_question(question)
        hints = (
            [] if answer.rows else explain_no_rows(connection, asked, read_values(asked, given), find_nearest)
        )
    print_rows(answer, form, hints)


WHOLE = ("csv", "json", "jsonl")
"""Formats for programs, which hold every row unless a limit is asked for."""


def print_rows(answer: Result, form: str, hints: Sequence[str] = ()) -> None:
    """Prints an answer; that it is cut, where it does not say so itself, and hints on the standard error."""
    from warehouse.render import cut_line, render_result

    click.echo(render_result(answer, form, table_width()), nl=False)
    if answer.is_cut and answer.total is not None and form != "table":
        click.echo(cut_line(answer), err=True)
    for hint in hints:
        click.echo(hint, err=True)


def read_parameters(words: Sequence[str]) -> dict[str, str]:
    """Values by name, given as ``name=value``, ``--name value`` or ``--name=value``.

    A value may be several words: what follows without a name belongs to the one before.

    Raises:
        SettingsError: a word that is none of these, or a name without a value.
    """
    values: dict[str, list[str]] = {}
    name = ""
    for word in words:
        begun, equals, value = word.partition("=")
        is_option = word.startswith("--")
        is_pair = bool(equals) and begun.isidentifier() and (not name or bool(values[name]))
        if is_option or is_pair:
            if name and not values[name]:
                break
            name = begun.removeprefix("--").replace("-", "_")
            values[name] = [value] if equals else []
        elif not name or word.startswith("-"):
            name = ""
            break
        else:
            values[name].append(word)
    if words and (not name or not values[name]):
        word = f"--{name}" if name else word
        raise SettingsError(
            f"{word!r}: give parameters as --NAME VALUE or NAME=VALUE; planhouse ask lists them"
        )
    return {name: " ".join(parts) for name, parts in values.items()}


def print_question_sql(name: str) -> None:
    """Prints the SQL of a named question with its defaults, as a statement that runs as it is.

    Raises:
        QueryError: no such question.
    """
    from warehouse.questions import fill_defaults, find_question

    click.echo(fill_defaults(find_question(name)))


def print_search(warehouse: Path, words: str, limit: int | None, form: str) -> None:
    """Searches for words and prints what holds them all; where nothing does, says why."""
    from ingest.hits import render_hits
    from normalise.nearest import find_nearest
    from warehouse.connection import open_for_questions
    from warehouse.hints import explain_no_hits
    from warehouse.questions import search

    most = None if limit == 0 or (limit is None and form in WHOLE) else limit or HITS_SHOWN
    with open_for_questions(warehouse) as connection:
        found = search(connection, words, most)
        hints = [] if found.rows else explain_no_hits(connection, words, find_nearest)
    if form == "table":
        click.echo(render_hits(found, words, table_width(), has_colour()), nl=False)
        for hint in hints:
            click.echo(hint, err=True)
    else:
        print_rows(found, form, hints)


HITS_SHOWN = 20
"""Hits shown where nobody asks for more."""


def write_diff(warehouse: Path, old: str, new: str, form: str | None, page: Path | None) -> None:
    """Compares two documents and prints what changed, writes it to a page, or both.

    Args:
        warehouse: the DuckDB file.
        old: the earlier document, as ``warehouse.summary.find_document`` takes it.
        new: the later one.
        form: ``text``, ``html`` or a format of ``warehouse.render``, printed; where not given, text is
            printed unless a page is written.
        page: the file of the HTML page, if any.

    Raises:
        QueryError: a document is not there or not told from others, or the file cannot be written.
    """
    from warehouse.connection import connect
    from warehouse.edition_diff import diff_editions, render_diff, render_diff_page
    from warehouse.render import fold_lines, render_result

    with connect(warehouse, read_only=True) as connection:
        found = diff_editions(connection, old, new)
    if page is not None:
        try:
            page.write_text(render_diff_page(found), encoding="utf-8")
        except OSError as error:
            raise QueryError(f"{page}: cannot be written ({error.strerror})") from error
        click.echo(f"{page}: written", err=True)
    if form == "html":
        click.echo(render_diff_page(found), nl=False)
    elif form is not None and form != "text":
        click.echo(render_result(found.rows, form, table_width()), nl=False)
    elif form == "text" or page is None:
        click.echo(fold_lines(render_diff(found), text_width()), nl=False)


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

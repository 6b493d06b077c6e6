"""Named questions: SQL with a title and parameters, one file each in ``queries/``.

Public functions: ``read_questions`` (all of them), ``ask`` (one, with parameters), ``search`` (words).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from planhouse.errors import QueryError
from warehouse.definition import literal
from warehouse.query import Result, run_query

FOLDER = Path(__file__).parent / "queries"
LIMIT = re.compile(r"\nLIMIT (\d+)\s*$")
DAY = "YYYY-MM-DD"
"""Stands in the meaning of a parameter that is a day."""
HEAD = re.compile(r"^-- (?P<part>question|answer|parameter) ?(?P<name>\w*): (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question."""

    name: str
    meaning: str
    default: str | None = None
    """Used where none is given; None means that the parameter narrows nothing then."""

    @property
    def is_day(self) -> bool:
        """Whether its value is a day."""
        return DAY in self.meaning


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SQL."""

    name: str
    """As asked: ``who-leads-most``."""
    title: str
    """The question in words."""
    answer: str
    """What one row of the answer is."""
    parameters: tuple[Parameter, ...]
    sql: str
    """Reads ``$name`` for each parameter."""

    @property
    def most_rows(self) -> int | None:
        """Rows of the answer where nobody asks for more; None for all."""
        limit = LIMIT.search(self.sql)
        return int(limit[1]) if limit else None

    @property
    def unlimited_sql(self) -> str:
        """The SQL that gives every row."""
        return LIMIT.sub("", self.sql)


@cache
def read_questions() -> tuple[Question, ...]:
    """All named questions, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.sql")))


def _read(path: Path) -> Question:
    parts: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [m for m in map(HEAD.match, lines) if m]
    for head in heads:
        if head["part"] == "parameter":
            meaning, _, default = head["text"].partition(" = ")
            parameters.append(Parameter(head["name"], meaning, default or None))
        else:
            parts[head["part"]] = head["text"]
    sql = "\n".join(lines[len(heads) :])
    return Question(path.stem, parts["question"], parts["answer"], tuple(parameters), sql)


def find_question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryError: there is none; the message lists those whose name holds a word of it, or all.
    """
    questions = {q.name: q for q in read_questions()}
    if name in questions:
        return questions[name]
    words = set(re.split(r"\W+", name.lower()))
    near = [n for n in questions if words & set(n.split("-"))]
    raise QueryError(f"No question {name!r}. There are: {', '.join(near or questions)}")


def ask(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    parameters: Mapping[str, str] | None = None,
    most_rows: int | None = None,
) -> Result:
    """Asks a named question.

    Args:
        connection: a warehouse.
        name: as in ``read_questions``.
        parameters: values by name; the question's defaults where not given.
        most_rows: rows at most, 0 for all; the question's own limit where not given. Where more there are,
            the answer tells how many.

    Raises:
        QueryError: no such question, a parameter it does not have, or a value it cannot use.
    """
    question = find_question(name)
    values = read_values(question, parameters or {})
    limit = question.most_rows if most_rows is None else most_rows or None
    return _limited(connection, question.unlimited_sql, values, limit)


def read_values(question: Question, given: Mapping[str, str]) -> dict[str, str | None]:
    """A value for each parameter of a question: what is given, or else its default.

    Raises:
        QueryError: a parameter it does not have, or no day where it takes one.
    """
    left = dict(given)
    values = {p.name: left.pop(p.name, p.default) for p in question.parameters}
    if left:
        known = ", ".join(p.name for p in question.parameters) or "none"
        raise QueryError(f"{question.name} has no parameter {', '.join(sorted(left))}. It has: {known}")
    for parameter in question.parameters:
        value = values[parameter.name]
        if parameter.is_day and value is not None:
            values[parameter.name] = _day(parameter.name, value)
    return values


def _day(name: str, value: str) -> str:
    """A day in the form that DuckDB reads.

    Raises:
        QueryError: it is none.
    """
    try:
        return dt.date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise QueryError(f"--{name} {value!r} is no date: give a day as {DAY}, such as 2025-03-31") from error


def _limited(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object], limit: int | None
) -> Result:
    """The first rows; where there are more, with the number of all."""
    return run_query(connection, sql, values or None, limit, is_counted=True)


def fill_defaults(question: Question) -> str:
    """The question's SQL with its parameters' defaults written in: a statement of its own."""
    sql = question.sql
    for parameter in question.parameters:
        value = "NULL" if parameter.default is None else literal(parameter.default)
        sql = re.sub(rf"\${parameter.name}\b", lambda _, v=value: v, sql)  # type: ignore[misc]
    return sql


def search(connection: duckdb.DuckDBPyConnection, words: str, most_rows: int | None = 20) -> Result:
    """Actions, blocks of prose and table cells that hold every one of the words, best first.

    Args:
        connection: a warehouse.
        words: words or beginnings of words; case and accents do not matter.
        most_rows: rows at most; None for all. Where more there are, the answer tells how many.
    """
    sql = (
        "SELECT kind, id, source_file, section, page, line_first, score, text, title, document_id "
        "FROM search($words)"
    )
    return _limited(connection, sql, {"words": words}, most_rows)

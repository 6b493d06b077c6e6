"""Named questions: SQL with a title and parameters, one file each in ``queries/``.

Public functions: ``read_questions`` (all of them), ``ask`` (one, with parameters), ``search`` (words).
"""

from __future__ import annotations

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
HEAD = re.compile(r"^-- (?P<part>question|answer|parameter) ?(?P<name>\w*): (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question."""

    name: str
    meaning: str
    default: str | None = None
    """Used where none is given; None means that the parameter narrows nothing then."""


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
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, str] | None = None
) -> Result:
    """Asks a named question.

    Args:
        connection: a warehouse.
        name: as in ``read_questions``.
        parameters: values by name; the question's defaults where not given.

    Raises:
        QueryError: no such question, a parameter it does not have, or a value it cannot use.
    """
    question, given = find_question(name), dict(parameters or {})
    values = {p.name: given.pop(p.name, p.default) for p in question.parameters}
    if given:
        known = ", ".join(p.name for p in question.parameters) or "none"
        raise QueryError(f"{name} has no parameter {', '.join(sorted(given))}. It has: {known}")
    return run_query(connection, question.sql, values or None)


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
        most_rows: rows at most.
    """
    sql = "SELECT kind, id, source_file, section, page, line_first, score, text FROM search($words)"
    return run_query(connection, sql, {"words": words}, most_rows)

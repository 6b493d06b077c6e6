"""The cookbook: every named question with its SQL and its answer.

Public function: ``render_cookbook``. ``docs/cookbook.md`` is its output over the sample plans.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from warehouse.query import Result
from warehouse.questions import Question, ask, read_questions
from warehouse.render import cell_text, render_result

ROWS_SHOWN = 6
"""Rows of an answer on the page; the count of all stands below them."""
TEXT_SHOWN = 70
"""Characters of a cell on the page."""

INTRODUCTION = """# Cookbook

Questions to the warehouse, each with the SQL behind it and its answer over the sample plans in
`fixtures/plans`. Written by `python -m ingest.cookbook`; do not edit. Ask one by its name with
`planhouse ask NAME --area "part of a title"`, or take its SQL as a beginning: `planhouse sql --file FILE`.
Long cells are cut on this page only. The columns are explained in the [data dictionary](data_dictionary.md).
"""


def render_cookbook(connection: duckdb.DuckDBPyConnection) -> str:
    """The page in Markdown.

    Args:
        connection: a warehouse that holds the sample plans.
    """
    questions = read_questions()
    contents = "\n".join(f"- [{q.title}](#{q.name})" for q in questions)
    parts = [INTRODUCTION, contents + "\n"]
    parts.extend(_render_question(q, ask(connection, q.name)) for q in questions)
    return "\n".join(parts)


def _render_question(question: Question, answer: Result) -> str:
    parameters = "".join(
        f"\n- `{p.name}`: {p.meaning}{f' (here: {p.default})' if p.default else ''}"
        for p in question.parameters
    )
    return (
        f'<a id="{question.name}"></a>\n\n## {question.title}\n\n'
        f"`planhouse ask {question.name}`: {question.answer}.\n{parameters}\n\n"
        f"```sql\n{question.sql}\n```\n\n{_render_answer(answer)}"
    )


def _render_answer(answer: Result) -> str:
    if not answer.rows:
        return "No rows: nothing of the kind in the sample plans.\n"
    rows = tuple(tuple(_short(v) for v in row) for row in answer.rows[:ROWS_SHOWN])
    table = render_result(replace(answer, rows=rows), "markdown")
    count = len(answer.rows) if answer.total is None else answer.total
    shown = ", the first shown" if count > ROWS_SHOWN else ""
    return f"{table}\n{count} row{'' if count == 1 else 's'}{shown}.\n"


def _short(value: object) -> str:
    text = " ".join(cell_text(value).split())
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1].rstrip() + "…"

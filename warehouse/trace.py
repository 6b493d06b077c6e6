"""From any value back to the printed page.

Public functions: ``trace`` (the steps as rows, the same as ``SELECT * FROM trace(id)`` in SQL) and
``render_trace`` (as text for a person).
"""

from __future__ import annotations

import duckdb

from planhouse.errors import QueryError
from warehouse.query import Result, run_query
from warehouse.render import cell_text


def trace(connection: duckdb.DuckDBPyConnection, subject_id: str) -> Result:
    """Every step from a record back to where it is printed.

    Args:
        connection: a warehouse.
        subject_id: id of an action, figure, check, promise, priority, mention, member, definition, table,
            table cell, block, doubt, join, document or work; or an acronym that one document defines.

    Returns:
        Rows of (step, field, value, how, score, page, box, line_first, line_last, source_file, sha256,
        document_id); ``step`` is ``printed``, ``inherited``, ``derived``, ``resolved``, ``weighed``,
        ``joined`` or ``kept apart``, and what the id stands for: ``checked``, ``labelled``, ``placed``,
        ``found``, ``doubted``, ``met``, ``edition``, ``defined``. ``how`` is the rule or the signals behind
        it, ``box`` in points.

    Raises:
        QueryError: nothing has this id, or several documents define the acronym.
    """
    result = run_query(connection, "SELECT * FROM trace($id)", {"id": subject_id})
    if result.rows:
        return result
    defined = connection.execute(
        "SELECT definition_id, expansion, source_file FROM definition WHERE acronym = ? ORDER BY 1",
        [subject_id],
    ).fetchall()
    if len(defined) == 1:
        return run_query(connection, "SELECT * FROM trace($id)", {"id": defined[0][0]})
    if defined:
        listed = "".join(f"\n  {i}  {expansion} ({file})" for i, expansion, file in defined)
        raise QueryError(f"{subject_id!r} is defined {len(defined)} times. Name one by its id:{listed}")
    raise QueryError(
        f"Nothing is recorded under {subject_id!r}. Ids stand in columns of the views that end in _id: "
        "SELECT action_id, activity FROM action"
    )


def render_trace(connection: duckdb.DuckDBPyConnection, subject_id: str) -> str:
    """The steps as text: source, what is printed where, what was derived, which joins made it.

    Raises:
        QueryError: nothing has this id.
    """
    steps = trace(connection, subject_id).as_dicts()
    first = steps[0]
    lines = [subject_id, f"source   {first['source_file']}", f"sha256   {first['sha256']}"]
    heading = ""
    for step in steps:
        title = f"{step['step']} {cell_text(step['field'])}".strip()
        if title != heading:
            lines.extend(["", title])
            heading = title
        lines.append(f"  {_place(step)}{cell_text(step['value']).replace(chr(10), chr(10) + '    ')}")
        why = [cell_text(step["how"]), "" if step["score"] is None else f"score {step['score']:.2f}"]
        if any(why):
            lines.append(f"    by {', '.join(w for w in why if w)}")
    return "\n".join(lines) + "\n"


def _place(step: dict[str, object]) -> str:
    parts = []
    if step["page"] is not None:
        parts.append(f"page {step['page']}")
    box = step["box"]
    if isinstance(box, list | tuple):
        parts.append("[" + " ".join(f"{edge:g}" for edge in box) + "]")
    if step["line_first"] is not None:
        first, last = step["line_first"], step["line_last"]
        parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
    return " ".join(parts) + ": " if parts else ""

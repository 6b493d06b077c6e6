"""What a document says, as text for a person.

Public functions: ``find_document`` (an id, a part of it or a file name -> document id),
``render_document`` (``planhouse show``), ``render_overview`` (all documents, one line each).
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from planhouse.errors import QueryError
from warehouse.query import run_query
from warehouse.render import cell_text, render_result

WHERE = "concat_ws(', ', 'page ' || {page}, 'line ' || {line})"


def find_document(connection: duckdb.DuckDBPyConnection, wanted: str) -> str:
    """The id of the document meant by an id, the beginning of one, a file name or a part of one.

    Raises:
        QueryError: none or several fit; the message lists them.
    """
    rules = (
        "document_id = $1 OR source_file = $1",
        "starts_with(document_id, $1) OR starts_with(source_file, $1)",
        "contains(lower(source_file), lower($1)) OR contains(lower(coalesce(title, '')), lower($1))",
    )
    for rule in rules:
        found = connection.execute(
            f"SELECT document_id, source_file FROM document WHERE {rule} ORDER BY 2, first_loaded_at",
            [wanted],
        ).fetchall()
        if len(found) == 1:
            return str(found[0][0])
        if found:
            names = ", ".join(f"{i} ({f})" for i, f in found)
            raise QueryError(f"{wanted!r} fits {len(found)} documents: {names}. Name one by its id.")
    raise QueryError(f"No document {wanted!r} in this warehouse. See: planhouse sql 'SELECT * FROM document'")


def render_overview(connection: duckdb.DuckDBPyConnection) -> str:
    """All documents, one line each."""
    return render_result(
        run_query(
            connection,
            "SELECT document_id, source_file, title, period_raw AS period, status, actions, figures, "
            "promises, doubts FROM document ORDER BY source_file",
        )
    )


def render_document(connection: duckdb.DuckDBPyConnection, wanted: str) -> str:
    """What was found in a document: its facts, priorities, actions, figures, promises, members, doubts.

    Args:
        connection: a warehouse.
        wanted: as ``find_document`` takes it.

    Raises:
        QueryError: no such document, or several.
    """
    document_id = find_document(connection, wanted)
    lines = [*_head(connection, document_id)]
    for section in (_priorities, _actions, _figures, _checks, _promises, _members, _doubts):
        lines.extend(section(connection, document_id))
    return "\n".join(lines) + "\n"


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, document_id: str) -> list[tuple[object, ...]]:
    return list(connection.execute(sql, [document_id]).fetchall())


def _heading(text: str, count: int) -> list[str]:
    title = f"{text} ({count})"
    return ["", title, "-" * len(title)]


def _head(connection: duckdb.DuckDBPyConnection, document_id: str) -> Iterator[str]:
    result = run_query(connection, "SELECT * FROM document WHERE document_id = ?", [document_id])
    d = result.as_dicts()[0]
    title = cell_text(d["title"]) or cell_text(d["source_file"])
    yield from (title, "=" * min(len(title), 100))
    facts = {
        "document": f"{d['document_id']}  {d['source_file']}",
        "partnership": d["partnership"],
        "period": d["period_raw"] and f"{d['period_raw']}  ({d['period_start']} to {d['period_end']})",
        "publication": d["publication"],
        "edition": f"{d['edition']} of {d['editions']} of {d['work']}",
        "status": d["status"],
        "ledger": f"{d['words']} words, {'each in one place' if d['is_balanced'] else 'NOT BALANCED'}",
        "found": ", ".join(
            f"{d[n]} {n}" for n in ("tables", "actions", "figures", "promises", "mentions", "doubts")
        ),
    }
    yield from (f"{name:<12} {cell_text(fact)}" for name, fact in facts.items() if fact)


def _priorities(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    rows = _rows(
        connection,
        "SELECT number, text, attributed_to FROM priority WHERE document_id = ? ORDER BY 1",
        document_id,
    )
    if not rows:
        return []
    return _heading("Priorities", len(rows)) + [
        f"{n}. {_indented(t, '   ')}{_whose(other)}" for n, t, other in rows
    ]


def _whose(other: object) -> str:
    """What is put behind a line that the plan quotes from another body."""
    return f" (of: {cell_text(other)})" if other else ""


def _actions(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    sql = f"""
        SELECT section, issue, activity, when_raw, who_raw, agencies, action_id,
            {WHERE.format(page="page_first", line="line_first")}
        FROM action WHERE document_id = ? ORDER BY table_number, row_number
    """
    rows = _rows(connection, sql, document_id)
    if not rows:
        return []
    lines = _heading("Actions", len(rows))
    section: object = None
    for band, issue, activity, when, who, agencies, action_id, place in rows:
        if band != section:
            section = band
            lines.extend(["", f"[{cell_text(band)}]"])
        lines.append(f"* {_indented(activity or issue, '  ')}")
        known = {"issue": issue, "when": when, "who": who, "agencies": agencies}
        lines.extend(f"    {name}: {_indented(v, '      ')}" for name, v in known.items() if v)
        lines.append(f"    {action_id}, {place}")
    return lines


def _figures(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    sql = """
        SELECT coalesce(caption, CASE WHEN in_prose THEN 'In prose' END, 'Table ' || table_number),
            coalesce(nullif(concat_ws(' | ', nullif(row_label, ''), nullif(column_label, '')), ''), measure,
                sentence),
            raw, value, unit, kind, flags, duplicate_of
        FROM figure WHERE document_id = ?
        ORDER BY in_prose, table_number, row_number, column_number, line_first
    """
    rows = _rows(connection, sql, document_id)
    if not rows:
        return []
    lines = _heading("Figures", len(rows))
    caption: object = None
    for head, label, raw, value, unit, kind, flags, twin in rows:
        if head != caption:
            caption = head
            lines.extend(["", f"[{cell_text(head)}]"])
        notes = [cell_text(unit), "" if kind == "level" else cell_text(kind), cell_text(flags)]
        notes.append(f"printed before as {twin}" if twin else "")
        read = f" = {cell_text(value)}" if value is not None and cell_text(value) != raw else ""
        lines.append(f"  {_indented(label, '    ')}: {raw}{read}  ({', '.join(n for n in notes if n)})")
    return lines


def _checks(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    rows = _rows(
        connection,
        "SELECT kind, message, page FROM figure_check "
        "WHERE document_id = ? AND verdict = 'fails' ORDER BY page",
        document_id,
    )
    if not rows:
        return []
    lines = _heading("Figures that contradict each other", len(rows))
    return lines + [f"* {k}: {m}{f' (page {p})' if p else ''}" for k, m, p in rows]


def _promises(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    rows = _rows(
        connection,
        "SELECT kind, text, section, attributed_to FROM promise WHERE document_id = ? ORDER BY ordinal",
        document_id,
    )
    if not rows:
        return []
    lines = _heading("Promises in prose", len(rows))
    section: object = None
    for kind, text, under, other in rows:
        if under != section:
            section = under
            lines.extend(["", f"[{cell_text(under)}]"])
        lines.append(f"* {cell_text(kind).replace('_', ' ')}: {_indented(text, '  ')}{_whose(other)}")
    return lines


def _members(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    rows = _rows(connection, "SELECT text FROM member WHERE document_id = ? ORDER BY member_id", document_id)
    return _heading("Members", len(rows)) + [f"* {_indented(t, '  ')}" for (t,) in rows] if rows else []


def _doubts(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    sql = """
        SELECT severity, code, message, place FROM doubt WHERE document_id = ?
        ORDER BY severity = 'info', severity = 'doubt', code, page, line_first
    """
    rows = _rows(connection, sql, document_id)
    if not rows:
        return []
    lines = _heading("Doubts", len(rows))
    return lines + [f"* {s}: {c}: {m}{f' ({p})' if p else ''}" for s, c, m, p in rows]


def _indented(text: object, indent: str) -> str:
    return cell_text(text).replace("\n", "\n" + indent)

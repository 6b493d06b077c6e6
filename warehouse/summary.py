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
            f"SELECT document_id, source_file, title FROM document WHERE {rule} ORDER BY 2, first_loaded_at",
            [wanted],
        ).fetchall()
        if len(found) == 1:
            return str(found[0][0])
        if found:
            names = "".join(f"\n  {i}  {t or f}" for i, f, t in found)
            raise QueryError(f"{wanted!r} fits {len(found)} documents. Name one by its id:{names}")
    raise QueryError(f"No document {wanted!r} in this warehouse. All there are: planhouse show")


WIDE = 110
"""Characters of a line from which the overview has room for file names, too."""


def render_overview(connection: duckdb.DuckDBPyConnection, width: int | None = None) -> str:
    """All documents, one line each; with their file names where the line has room for them.

    Args:
        connection: a warehouse.
        width: characters of a line; as wide as needed where not given.
    """
    is_wide = width is None or width >= WIDE
    years = "nullif(concat_ws('-', year(period_start), nullif(year(period_end), year(period_start))), '')"
    names = (
        "title, source_file, period_raw AS period"
        if is_wide
        else f"coalesce(title, source_file) AS title, {years} AS years"
    )
    sql = (
        f"SELECT document_id, {names}, actions, figures, promises, doubts "
        "FROM document ORDER BY source_file, title, document_id"
    )
    return render_result(run_query(connection, sql), width=width)


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


def _heading(text: str, count: int | str) -> list[str]:
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


LABEL_SHOWN = 60
"""Characters of a sentence that stand for a figure whose measure the sentence does not name."""


def _figures(connection: duckdb.DuckDBPyConnection, document_id: str) -> list[str]:
    """Figures as they stand in the document: tables first, then sentences, each row as it was read."""
    sql = """
        SELECT
            coalesce(f.caption, CASE WHEN f.in_prose THEN 'In prose' END, 'Table ' || f.table_number) AS head,
            CASE WHEN NOT f.in_prose THEN nullif(concat_ws(' | ', nullif(f.row_label, ''),
                nullif(f.column_label, '')), '') END AS label,
            f.measure, f.area, f.category, f.period_raw, f.sentence, f.raw, f.value, f.unit, f.kind,
            f.direction, f.flags, f.duplicate_of
        FROM figure f JOIN fact_figure x USING (figure_id) WHERE f.document_id = ?
        ORDER BY f.in_prose, f.table_number, f.row_number, f.column_number, x.rowid
    """
    rows = run_query(connection, sql, [document_id]).as_dicts()
    if not rows:
        return []
    lines = _heading("Figures", len(rows))
    caption: object = None
    for row in rows:
        if row["head"] != caption:
            caption = row["head"]
            lines.extend(["", f"[{cell_text(caption)}]"])
        lines.append(f"  {_figure_label(row)}: {cell_text(row['raw'])}{_figure_reading(row)}")
    return lines


def _figure_label(row: dict[str, object]) -> str:
    """What the figure is of: labels or measure, and the area, category and period they do not say."""
    label = cell_text(row["label"] or row["measure"]) or _around(cell_text(row["sentence"]), str(row["raw"]))
    said = f"{row['head']} {label}".lower()
    more = [cell_text(row[name]) for name in ("category", "area", "period_raw")]
    return _indented(", ".join([label, *(m for m in more if m and m.lower() not in said)]), "    ")


def _around(sentence: str, raw: str) -> str:
    """What stands around a figure in its sentence, in quotation marks."""
    words = " ".join(sentence.split())
    start = max(0, words.find(raw) + len(raw) // 2 - LABEL_SHOWN // 2)
    start = min(start, max(0, len(words) - LABEL_SHOWN))
    cut = words[start : start + LABEL_SHOWN]
    cut = cut.partition(" ")[2] if start and " " in cut else cut
    is_whole = start + LABEL_SHOWN >= len(words)
    cut = cut if is_whole or " " not in cut else cut.rpartition(" ")[0]
    return f"“{'… ' if start else ''}{cut}{'' if is_whole else ' …'}”" if cut else "no label"


def _figure_reading(row: dict[str, object]) -> str:
    """The number where it is printed otherwise, and in brackets unit, kind, direction and flags."""
    value, direction = row["value"], cell_text(row["direction"])
    read = f" = {cell_text(value)}" if value is not None and cell_text(value) != row["raw"] else ""
    flags = row["flags"] if isinstance(row["flags"], list) else []
    kept = [f for f in flags if not direction or f not in ("increase", "decrease", "signed")]
    kind = "" if row["kind"] == "level" or direction else cell_text(row["kind"])
    twin = f"printed before as {row['duplicate_of']}" if row["duplicate_of"] else ""
    notes = ", ".join(n for n in (cell_text(row["unit"]), kind, direction, cell_text(kept), twin) if n)
    return f"{read}  ({notes})" if notes else read


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
    notes = sum(severity == "info" for severity, *_ in rows)
    also = f", and {notes} note{'' if notes == 1 else 's'}" if notes else ""
    lines = _heading("Doubts", f"{len(rows) - notes}{also}")
    return lines + [f"* {s}: {c}: {m}{f' ({p})' if p else ''}" for s, c, m, p in rows]


def _indented(text: object, indent: str) -> str:
    return cell_text(text).replace("\n", "\n" + indent)

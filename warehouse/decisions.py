"""A person's decisions about names, kept in the warehouse so that every later run replays them.

Public functions: ``keep_decisions``, ``kept_decisions`` and ``printed_names``. What a decision may say is no
matter of this room (``normalise.overrides``): here it is a row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.append import append_rows

FIELDS = ("raw", "agency_ids", "judgement", "scope", "within", "who", "when", "note")
"""What a decision says, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One name as printed in one document, and whether a decision settled it."""

    raw: str
    document_id: str
    sha256: str
    partnership: str
    source_file: str
    is_decided: bool


def keep_decisions(
    connection: duckdb.DuckDBPyConnection, decisions: Sequence[Mapping[str, Any]], source: str
) -> None:
    """Puts these decisions in the place of all that were kept.

    Args:
        connection: a warehouse opened for writing.
        decisions: each with the names of ``FIELDS``; a later one goes before an earlier of its scope.
        source: the file they were read from.
    """
    moment = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    rows = []
    for number, decision in enumerate(decisions, 1):
        values = [decision[f] for f in FIELDS]
        rows.append((number, *(json.dumps(list(v)) if f == "agency_ids" else v or None
                               for f, v in zip(FIELDS, values, strict=True)), source, moment))  # fmt: skip
    connection.begin()
    try:
        connection.execute("DELETE FROM run_decision")
        append_rows(connection, "run_decision", rows)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def kept_decisions(connection: duckdb.DuckDBPyConnection) -> tuple[list[dict[str, Any]], str]:
    """The decisions that hold, in their order, and the file they came from; empty where none are kept."""
    sql = """
        SELECT raw, agency_ids, judgement, scope, coalesce("within", ''), coalesce(who, ''),
               coalesce(decided, ''), coalesce(note, ''), source_path
        FROM run_decision ORDER BY number
    """
    rows = connection.execute(sql).fetchall()
    return [dict(zip(FIELDS, row, strict=False)) for row in rows], rows[0][-1] if rows else ""


def printed_names(connection: duckdb.DuckDBPyConnection) -> list[Printed]:
    """Every distinct name of every document, and whether a decision settled it."""
    sql = """
        SELECT m.raw, d.document_id, d.sha256, coalesce(d.partnership, ''), d.source_file,
               bool_or(m.rule = 'override')
        FROM fact_mention m JOIN dim_document d USING (document_id) GROUP BY ALL ORDER BY ALL
    """
    return [Printed(*row) for row in connection.execute(sql).fetchall()]

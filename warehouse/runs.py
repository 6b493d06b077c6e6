"""The record of runs: which program met which sources, and what became of each.

Public functions: ``begin_run``, ``record_rows``, ``end_run``, ``known_sources``. What became of a
document that was loaded is recorded by ``warehouse.load.load_plan`` in the document's own transaction.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from warehouse.append import append_rows
from warehouse.rows import as_map


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a run records of one source."""

    number: int
    """Position in the run, from 0."""
    path: str
    """Path as given."""
    file_name: str
    status: str = ""
    """``unchanged`` or ``refused``; filled in by the loader for a document that is loaded."""
    sha256: str | None = None
    size_bytes: int | None = None
    document_id: str | None = None
    reason: str | None = None
    """Class of refusal."""
    message: str | None = None
    pages: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Elapsed time by stage."""
    memory_mb: float | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class KnownSource:
    """What the last run that met a content says of it."""

    program: str
    status: str
    reason: str
    message: str
    document_id: str


def begin_run(connection: duckdb.DuckDBPyConnection, program: str, settings: Mapping[str, object]) -> str:
    """Opens the record of a run; returns its id, which sorts by time."""
    moment = _now()
    run_id = f"r-{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
    connection.execute(
        "INSERT INTO run_batch VALUES (?, ?, ?, NULL, ?, NULL)",
        [run_id, program, moment, json.dumps(settings, default=str)],
    )
    return run_id


def end_run(connection: duckdb.DuckDBPyConnection, run_id: str, summary: Mapping[str, object]) -> None:
    """Closes the record of a run with its sums."""
    connection.execute(
        "UPDATE run_batch SET ended_at = ?, summary = ? WHERE run_id = ?",
        [_now(), json.dumps(summary, default=str), run_id],
    )


def record_rows(
    connection: duckdb.DuckDBPyConnection, run_id: str, records: Sequence[DocumentRecord], program: str
) -> None:
    """Records sources that brought nothing to load: refused or unchanged. One transaction."""
    moment = _now()
    if records:
        rows = [record_row(run_id, r, program, moment, r.document_id, r.status, None) for r in records]
        append_rows(connection, "run_document", rows)


def record_row(
    run_id: str,
    record: DocumentRecord,
    program: str,
    moment: dt.datetime,
    document_id: str | None,
    status: str,
    outcome: str | None,
) -> tuple[object, ...]:
    """A row of ``run_document``; ``outcome`` is null where nothing was loaded."""
    return (
        run_id, record.number, record.path, record.file_name, record.sha256 or None, record.size_bytes,
        document_id or None, status, outcome, record.reason or None, record.message or None, program,
        record.pages, as_map(record.counts), as_map(record.seconds), record.memory_mb,
        record.attempts, moment,
    )  # fmt: skip


def known_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, KnownSource]:
    """SHA-256 of every source settled before -> what became of it the last time it was read."""
    settled = """
        SELECT sha256, program, status, coalesce(reason, ''), coalesce(message, ''), coalesce(document_id, '')
        FROM run_document WHERE sha256 IS NOT NULL AND status <> 'unchanged'
        QUALIFY row_number() OVER (PARTITION BY sha256 ORDER BY recorded_at DESC, number DESC) = 1
    """
    known = {row[0]: KnownSource(*row[1:]) for row in connection.execute(settled).fetchall()}
    loaded = """
        SELECT r.sha256, r.program, d.status, '', '', r.document_id
        FROM run_reading r JOIN dim_document d USING (document_id)
    """
    known.update((row[0], KnownSource(*row[1:])) for row in connection.execute(loaded).fetchall())
    return known


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)

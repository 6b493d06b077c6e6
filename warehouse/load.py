"""Loading: one plan in one transaction; the same plan twice changes nothing.

Public functions: ``load_plan``. The same bytes are one document for ever (its id comes from their
SHA-256); other bytes are another document beside it, an edition of the same work where partnership and
title say so. A new reading of known bytes replaces the old one, and every value that changed is written
down in ``run_change``.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

import duckdb

from planhouse.errors import WarehouseError
from planhouse.plan import NormalisedPlan
from warehouse.changes import Change, find_changes
from warehouse.content_rows import add_blocks, add_doubts, add_stitches, add_tables
from warehouse.rows import PlanRows, Row, add_derived, add_document, add_records
from warehouse.runs import DocumentRecord, record_row
from warehouse.schema import BY_NAME, DOCUMENT_TABLES

Outcome = Literal["loaded", "new_edition", "replaced", "unchanged"]
SHARED_TABLES = ("dim_work", "dim_agency", "dim_area", "dim_measure", "dim_theme", "dim_issue_kind")
"""Tables whose rows belong to no one document; a row known already stays as it is."""


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading a plan did."""

    outcome: Outcome
    """``loaded``: new; ``new_edition``: new, and its work has other editions; ``replaced``: known bytes
    read differently; ``unchanged``: known bytes read the same."""
    document_id: str
    status: str
    """``loaded``, or ``loaded_with_issues`` where there are doubts, errors or words without a place."""
    work_id: str
    is_new_location: bool = False
    """Known bytes met under a path not seen before."""
    changes: int = 0
    """Rows of ``run_change`` a replacement wrote."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows by table; empty where nothing changed."""
    seconds: float = 0.0
    """Elapsed time."""


def load_plan(
    connection: duckdb.DuckDBPyConnection,
    plan: NormalisedPlan,
    source_path: str = "",
    *,
    program: str = "",
    run_id: str | None = None,
    record: DocumentRecord | None = None,
) -> LoadOutcome:
    """Loads one plan, its place of origin and its line of the run's record in one transaction.

    Args:
        connection: a warehouse opened for writing.
        plan: the document as read and normalised.
        source_path: path or address it was read from; the file's name where not given.
        program: version and fingerprint of the program that read it.
        run_id: the run it belongs to, from ``warehouse.runs.begin_run``.
        record: what the run records of it; needs ``run_id``. Its document, status and outcome are filled in.

    Returns:
        What was done.

    Raises:
        WarehouseError: DuckDB refused; nothing of this document is in the warehouse then.
    """
    began = time.perf_counter()
    rows, status = build_rows(plan)
    moment = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    load = _Load(connection, plan, rows, program, run_id, moment)
    connection.begin()
    try:
        outcome, changes = load.settle()
        is_new_location = load.locate(source_path or plan.extract.document.source_file)
        if record is not None and run_id is not None:
            record_row(connection, run_id, record, program, moment, rows.document_id, status, outcome)
        connection.commit()
    except BaseException as error:
        connection.rollback()
        if isinstance(error, duckdb.Error):
            raise WarehouseError(
                f"{plan.extract.document.source_file}: not loaded, nothing of it is kept ({error})"
            ) from error
        raise
    return LoadOutcome(
        outcome,
        rows.document_id,
        status,
        str(rows.tables["dim_work"][0][0]),
        is_new_location and outcome in ("unchanged", "replaced"),
        changes,
        {} if outcome == "unchanged" else {name: len(r) for name, r in rows.tables.items()},
        time.perf_counter() - began,
    )


def build_rows(plan: NormalisedPlan) -> tuple[PlanRows, str]:
    """All rows of a plan, and the status that its doubts and ledger give it."""
    is_clean = plan.extract.ledger.is_balanced and not any(
        i.severity in ("doubt", "error") for i in plan.all_issues
    )
    status = "loaded" if is_clean else "loaded_with_issues"
    rows = PlanRows(plan.extract.document.document_id)
    add_document(rows, plan, status)
    add_records(rows, plan)
    add_derived(rows, plan)
    add_tables(rows, plan.extract)
    add_blocks(rows, plan.extract)
    add_stitches(rows, plan.extract)
    add_doubts(rows, plan)
    return rows, status


class _Load:
    """One document on its way in; its methods run inside the caller's transaction."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        plan: NormalisedPlan,
        rows: PlanRows,
        program: str,
        run_id: str | None,
        moment: dt.datetime,
    ) -> None:
        self._db, self._plan, self._rows = connection, plan, rows
        self._program, self._run_id, self._moment = program, run_id, moment

    def settle(self) -> tuple[Outcome, int]:
        """Brings the document's reading up to date; says how, and how many values changed."""
        known = self._db.execute(
            "SELECT content_hash, program FROM run_reading WHERE document_id = ?", [self._rows.document_id]
        ).fetchone()
        content_hash = self._rows.content_hash()
        if known is None:
            editions = self._editions()
            self._append_all()
            sha256 = self._plan.extract.document.sha256
            self._db.execute(
                "INSERT INTO run_reading VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    self._rows.document_id,
                    sha256,
                    self._program,
                    content_hash,
                    *[self._moment] * 2,
                    self._run_id,
                ],
            )
            return ("new_edition" if editions else "loaded"), 0
        if known[0] == content_hash:
            if known[1] != self._program:
                self._update("program = ?", self._program)
            return "unchanged", 0
        return "replaced", self._replace(content_hash, str(known[1]))

    def _editions(self) -> int:
        """Documents of the same work that are loaded already."""
        work_id = self._rows.tables["dim_work"][0][0]
        found = self._db.execute("SELECT count(*) FROM dim_document WHERE work_id = ?", [work_id]).fetchone()
        return int(found[0]) if found else 0

    def _replace(self, content_hash: str, old_program: str) -> int:
        changes = find_changes(self._db, self._rows)
        for table in DOCUMENT_TABLES:
            self._db.execute(f"DELETE FROM {table.name} WHERE document_id = ?", [self._rows.document_id])
        self._append_all()
        self._append("run_change", self._change_rows(changes, old_program))
        self._update(
            "program = ?, content_hash = ?, changed_at = ?, run_id = ?",
            self._program,
            content_hash,
            self._moment,
            self._run_id,
        )
        return len(changes)

    def _change_rows(self, changes: Iterable[Change], old_program: str) -> list[Row]:
        return [
            (
                self._rows.document_id, self._moment, n, self._run_id, old_program, self._program, c.change,
                c.table, c.subject_id, c.field, c.old, c.new,
            )
            for n, c in enumerate(changes, 1)
        ]  # fmt: skip

    def _update(self, assignments: str, *values: object) -> None:
        self._db.execute(
            f"UPDATE run_reading SET {assignments} WHERE document_id = ?",
            [*values, self._rows.document_id],
        )

    def _append_all(self) -> None:
        for name, rows in self._rows.tables.items():
            if name in SHARED_TABLES:
                _add_unknown(self._db, name, rows)
            else:
                self._append(name, rows)

    def _append(self, table: str, rows: list[Row]) -> None:
        if rows:
            with self._db.appender(table) as appender:
                appender.append_rows(rows)

    def locate(self, path: str) -> bool:
        """Records where the bytes were met; whether that place is new."""
        key = [self._rows.document_id, path]
        query = "SELECT 1 FROM dim_location WHERE document_id = ? AND path = ?"
        if self._db.execute(query, key).fetchone():
            return False
        self._append("dim_location", [(*key, PurePath(path).name or path, self._moment)])
        return True


def _add_unknown(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Adds the rows whose key the table does not hold yet."""
    fresh = {row[0]: row for row in reversed(rows)}
    key = BY_NAME[table].key[0]
    known = connection.execute(
        f"SELECT {key} FROM {table} WHERE list_contains(?, {key})",
        [list(fresh)],
    ).fetchall()
    for (found,) in known:
        del fresh[found]
    if fresh:
        with connection.appender(table) as appender:
            appender.append_rows(list(fresh.values()))

"""Loading: a plan is in whole or not at all; the same plan twice changes nothing.

Public functions: ``load_plan`` and, for many at once, ``load_plans``. The same bytes are one document for
ever (its id comes from their SHA-256); other bytes are another document beside it, an edition of the same
work where partnership and title say so. A new reading of known bytes replaces the old one, and every value
that changed is written down in ``run_change``.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

import duckdb

from planhouse.errors import WarehouseError
from planhouse.plan import NormalisedPlan
from warehouse.changes import Change, find_changes
from warehouse.content_rows import add_blocks, add_doubts, add_stitches, add_tables
from warehouse.definition import Table
from warehouse.rows import PlanRows, Row, add_derived, add_document, add_records
from warehouse.runs import DocumentRecord, record_row
from warehouse.schema import DOCUMENT_TABLES, TABLES

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
    """Elapsed time of its transaction, which other plans may have shared."""


@dataclass(frozen=True, slots=True)
class Loading:
    """A plan to load, where it came from, and what the run records of it."""

    plan: NormalisedPlan
    source_path: str = ""
    """Path or address it was read from; the file's name where not given."""
    record: DocumentRecord | None = None
    """Needs the run's id; its document, status and outcome are filled in."""


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
    loading = Loading(plan, source_path, record)
    return load_plans(connection, [loading], program=program, run_id=run_id)[0]


def load_plans(
    connection: duckdb.DuckDBPyConnection,
    loadings: Sequence[Loading],
    *,
    program: str = "",
    run_id: str | None = None,
) -> list[LoadOutcome]:
    """Loads several plans in one transaction: all of them, or none.

    A transaction costs about as much as a thousand rows, so twenty small plans at once load several times
    faster than one by one.

    Args:
        connection: a warehouse opened for writing.
        loadings: the plans; no two of the same document.
        program: version and fingerprint of the program that read them.
        run_id: the run they belong to.

    Returns:
        What was done with each, in their order.

    Raises:
        WarehouseError: DuckDB refused; nothing of them is in the warehouse then.
        ValueError: two plans are of the same document.
    """
    began = time.perf_counter()
    incoming = [_Incoming(loading, *build_rows(loading.plan)) for loading in loadings]
    if len({i.document_id for i in incoming}) < len(incoming):
        raise ValueError("two plans of one document in one load: load them one after the other")
    writer = _Writer(connection, program, run_id)
    connection.begin()
    try:
        writer.write(incoming)
        connection.commit()
    except BaseException as error:
        connection.rollback()
        if isinstance(error, duckdb.Error):
            names = ", ".join(i.loading.plan.extract.document.source_file for i in incoming)
            raise WarehouseError(f"{names}: not loaded, nothing of it is kept ({error})") from error
        raise
    seconds = time.perf_counter() - began
    return [i.result(seconds) for i in incoming]


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


@dataclass(slots=True)
class _Incoming:
    """A plan on its way in, and what becomes of it."""

    loading: Loading
    rows: PlanRows
    status: str
    content_hash: str = ""
    outcome: Outcome = "loaded"
    is_new_location: bool = False
    changes: list[Change] = field(default_factory=list)
    old_program: str = ""

    def __post_init__(self) -> None:
        self.content_hash = self.rows.content_hash()

    @property
    def document_id(self) -> str:
        return self.rows.document_id

    @property
    def work_id(self) -> str:
        return str(self.rows.tables["dim_work"][0][0])

    @property
    def path(self) -> str:
        return self.loading.source_path or self.loading.plan.extract.document.source_file

    def result(self, seconds: float) -> LoadOutcome:
        is_written = self.outcome != "unchanged"
        return LoadOutcome(
            self.outcome,
            self.document_id,
            self.status,
            self.work_id,
            self.is_new_location and self.outcome in ("unchanged", "replaced"),
            len(self.changes),
            {name: len(rows) for name, rows in self.rows.tables.items()} if is_written else {},
            seconds,
        )


class _Writer:
    """Writes plans inside the caller's transaction, table by table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, program: str, run_id: str | None) -> None:
        self._db, self._program, self._run_id = connection, program, run_id
        self._moment = dt.datetime.now(dt.UTC).replace(tzinfo=None)

    def write(self, incoming: list[_Incoming]) -> None:
        """Decides what each plan is to the warehouse, then appends all rows of a table at once."""
        self._decide(incoming)
        for one in incoming:
            if one.outcome == "replaced":
                self._make_room(one)
        fresh = [i for i in incoming if i.outcome != "unchanged"]
        self._append_all(fresh)
        self._append("run_reading", [self._reading(i) for i in fresh if i.outcome != "replaced"])
        self._append("run_change", [row for i in fresh for row in self._change_rows(i)])
        self._locate(incoming)
        self._record(incoming)

    def _decide(self, incoming: list[_Incoming]) -> None:
        known = {
            row[0]: row[1:]
            for row in self._find(
                "run_reading", "document_id, content_hash, program", [i.document_id for i in incoming]
            )
        }
        works = {
            row[0] for row in self._find("dim_document", "work_id", [i.work_id for i in incoming], "work_id")
        }
        for one in incoming:
            if one.document_id not in known:
                one.outcome = "new_edition" if one.work_id in works else "loaded"
                works.add(one.work_id)
                continue
            content_hash, one.old_program = known[one.document_id]
            one.outcome = "unchanged" if content_hash == one.content_hash else "replaced"
            if one.outcome == "unchanged" and one.old_program != self._program:
                self._update(one.document_id, "program = ?", self._program)

    def _find(
        self, table: str, columns: str, keys: list[str], key: str = "document_id"
    ) -> list[tuple[Any, ...]]:
        """Rows of a table whose key is among ``keys``."""
        return self._db.execute(
            f"SELECT {columns} FROM {table} WHERE {key} IN (SELECT unnest(?))", [keys]
        ).fetchall()

    def _make_room(self, one: _Incoming) -> None:
        """Takes the old reading out and remembers what the new one says differently."""
        one.changes = find_changes(self._db, one.rows)
        for table in DOCUMENT_TABLES:
            self._db.execute(f"DELETE FROM {table.name} WHERE document_id = ?", [one.document_id])
        values = (self._program, one.content_hash, self._moment, self._run_id)
        self._update(one.document_id, "program = ?, content_hash = ?, changed_at = ?, run_id = ?", *values)

    def _update(self, document_id: str, assignments: str, *values: object) -> None:
        self._db.execute(
            f"UPDATE run_reading SET {assignments} WHERE document_id = ?", [*values, document_id]
        )

    def _reading(self, one: _Incoming) -> Row:
        sha256 = one.loading.plan.extract.document.sha256
        return (
            one.document_id, sha256, self._program, one.content_hash, *[self._moment] * 2, self._run_id,
        )  # fmt: skip

    def _change_rows(self, one: _Incoming) -> Iterator[Row]:
        for n, c in enumerate(one.changes, 1):
            yield (
                one.document_id, self._moment, n, self._run_id, one.old_program, self._program, c.change,
                c.table, c.subject_id, c.field, c.old, c.new,
            )  # fmt: skip

    def _append_all(self, incoming: list[_Incoming]) -> None:
        for table in TABLES:
            rows = [row for i in incoming for row in i.rows.tables.get(table.name, ())]
            if table.name in SHARED_TABLES and rows:
                # Sorted, and the first name of a work kept: the order of loading must not show.
                rows = sorted(rows, key=str)
                if table.name == "dim_work":
                    self._name_works(rows)
                rows = self._unknown(table, rows)
            self._append(table.name, rows)

    def _name_works(self, rows: list[Row]) -> None:
        """Give works that are there already the first of their editions' names in the alphabet."""
        self._db.executemany(
            "UPDATE dim_work SET name = ?, rule = ? WHERE work_id = ? AND name > ?",
            [(name, rule, work_id, name) for work_id, name, rule in reversed(rows)],
        )

    def _unknown(self, table: Table, rows: list[Row]) -> list[Row]:
        """The rows whose key the table does not hold yet, each key once."""
        fresh = {row[0]: row for row in reversed(rows)}
        (key,) = table.key
        for (found,) in self._find(table.name, key, [str(k) for k in fresh], key):
            del fresh[found]
        return list(fresh.values())

    def _append(self, table: str, rows: list[Row]) -> None:
        if rows:
            with self._db.appender(table) as appender:
                appender.append_rows(rows)

    def _locate(self, incoming: list[_Incoming]) -> None:
        """Records where the bytes were met."""
        known = set(self._find("dim_location", "document_id, path", [i.document_id for i in incoming]))
        new = [i for i in incoming if (i.document_id, i.path) not in known]
        for one in new:
            one.is_new_location = True
        self._append(
            "dim_location",
            [(i.document_id, i.path, PurePath(i.path).name or i.path, self._moment) for i in new],
        )

    def _record(self, incoming: list[_Incoming]) -> None:
        """Adds the plans' lines to the run's record."""
        if self._run_id is None:
            return
        rows = [
            record_row(
                self._run_id,
                i.loading.record,
                self._program,
                self._moment,
                i.document_id,
                i.status,
                i.outcome,
            )
            for i in incoming
            if i.loading.record is not None
        ]
        self._append("run_document", rows)

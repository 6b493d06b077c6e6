"""Loading: a plan is in whole or not at all; the same plan twice changes nothing.

Public functions: ``load_plan`` and, for many at once, ``load_plans``. Both take plans, or readings whose rows
were built elsewhere (``warehouse.reading``). The same bytes are one document for
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
from warehouse.append import append_rows
from warehouse.changes import Change, find_changes
from warehouse.definition import SHARED_TABLES, Table, literal
from warehouse.editions import link_editions
from warehouse.reading import Reading, build_reading, collector_held
from warehouse.rows import Row
from warehouse.runs import DocumentRecord, record_row
from warehouse.schema import BY_NAME, DOCUMENT_TABLES, TABLES

Outcome = Literal["loaded", "new_edition", "replaced", "unchanged"]
MOST_WRITTEN_OUT = 60
"""Keys of one table that a query holds as literals."""


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

    plan: NormalisedPlan | Reading
    """The plan, or its rows where a worker has built them."""
    source_path: str = ""
    """Path or address it was read from; the file's name where not given."""
    record: DocumentRecord | None = None
    """Needs the run's id; its document, status and outcome are filled in."""


def load_plan(
    connection: duckdb.DuckDBPyConnection,
    plan: NormalisedPlan | Reading,
    source_path: str = "",
    *,
    program: str = "",
    run_id: str | None = None,
    record: DocumentRecord | None = None,
) -> LoadOutcome:
    """Loads one plan, its place of origin and its line of the run's record in one transaction.

    Args:
        connection: a warehouse opened for writing.
        plan: the document as read and normalised, or its rows.
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
    incoming = [_Incoming(loading, _reading_of(loading.plan)) for loading in loadings]
    if len({i.document_id for i in incoming}) < len(incoming):
        raise ValueError("two plans of one document in one load: load them one after the other")
    writer = _Writer(connection, program, run_id)
    connection.begin()
    try:
        with collector_held():
            writer.write(incoming)
            connection.commit()
    except BaseException as error:
        connection.rollback()
        if isinstance(error, duckdb.Error):
            names = ", ".join(i.reading.source_file for i in incoming)
            raise WarehouseError(f"{names}: not loaded, nothing of it is kept ({error})") from error
        raise
    seconds = time.perf_counter() - began
    return [i.result(seconds) for i in incoming]


def _reading_of(plan: NormalisedPlan | Reading) -> Reading:
    return plan if isinstance(plan, Reading) else build_reading(plan)


@dataclass(slots=True)
class _Incoming:
    """A plan on its way in, and what becomes of it."""

    loading: Loading
    reading: Reading
    outcome: Outcome = "loaded"
    is_new_location: bool = False
    changes: list[Change] = field(default_factory=list)
    old_program: str = ""

    @property
    def document_id(self) -> str:
        return self.reading.document_id

    @property
    def work_id(self) -> str:
        return self.reading.work_id

    @property
    def path(self) -> str:
        return self.loading.source_path or self.reading.source_file

    def result(self, seconds: float) -> LoadOutcome:
        is_written = self.outcome != "unchanged"
        return LoadOutcome(
            self.outcome,
            self.document_id,
            self.reading.status,
            self.work_id,
            self.is_new_location and self.outcome in ("unchanged", "replaced"),
            len(self.changes),
            {name: len(rows) for name, rows in self.reading.tables.items() if rows} if is_written else {},
            seconds,
        )


def _join_lookups(wanted: list[tuple[str, str, list[str]]]) -> tuple[str, list[list[str]]]:
    """One query for the rows of several tables, each by the first of its three columns, and its parameters.

    A short list of keys is written out, a long one is a parameter: each is planned faster than the other.
    """
    parts: list[str] = []
    parameters: list[list[str]] = []
    for table, columns, some in wanted:
        keys = sorted(set(some))
        if not keys:
            continue
        listed = ", ".join(map(literal, keys))
        if len(keys) > MOST_WRITTEN_OUT:
            parameters.append(keys)
            listed = f"SELECT unnest(${len(parameters)})"
        parts.append(f"SELECT '{table}', {columns} FROM {table} WHERE {columns.split(',')[0]} IN ({listed})")
    return " UNION ALL ".join(parts), parameters


class _Writer:
    """Writes plans inside the caller's transaction, table by table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, program: str, run_id: str | None) -> None:
        self._db, self._program, self._run_id = connection, program, run_id
        self._moment = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        self._known: dict[str, list[tuple[Any, ...]]] = {}

    def write(self, incoming: list[_Incoming]) -> None:
        """Decides what each plan is to the warehouse, then appends all rows of a table at once."""
        self._look_up(incoming)
        self._decide(incoming)
        for one in incoming:
            if one.outcome == "replaced":
                self._make_room(one)
        fresh = [i for i in incoming if i.outcome != "unchanged"]
        self._append_all(fresh)
        self._append("run_reading", [self._reading(i) for i in fresh if i.outcome != "replaced"])
        self._append("run_change", [row for i in fresh for row in self._change_rows(i)])
        self._link([i for i in incoming if i.outcome != "unchanged"])
        self._locate(incoming)
        self._record(incoming)

    def _look_up(self, incoming: list[_Incoming]) -> None:
        """Asks once for all that the warehouse knows of these plans: many small questions cost more."""
        documents, works = [i.document_id for i in incoming], [i.work_id for i in incoming]
        wanted = [
            ("run_reading", "document_id, content_hash, program", documents),
            ("dim_location", "document_id, path, NULL", documents),
            ("dim_document", "work_id, NULL, NULL", works),
            ("dim_work", "work_id, name, NULL", works),
        ]
        for name in SHARED_TABLES[1:]:
            keys = [str(row[0]) for i in incoming for row in i.reading.tables.get(name, ())]
            wanted.append((name, f"{BY_NAME[name].key[0]}, NULL, NULL", keys))
        sql, parameters = _join_lookups(wanted)
        for name, *values in self._db.execute(sql, parameters).fetchall():
            self._known.setdefault(name, []).append(tuple(values))

    def _keys(self, table: str) -> set[str]:
        """Keys of a table among those looked up that it holds already."""
        return {row[0] for row in self._known.get(table, ())}

    def _decide(self, incoming: list[_Incoming]) -> None:
        known = {row[0]: row[1:] for row in self._known.get("run_reading", ())}
        works = self._keys("dim_document")
        for one in incoming:
            if one.document_id not in known:
                one.outcome = "new_edition" if one.work_id in works else "loaded"
                works.add(one.work_id)
                continue
            content_hash, one.old_program = known[one.document_id]
            one.outcome = "unchanged" if content_hash == one.reading.content_hash else "replaced"
            if one.outcome == "unchanged" and one.old_program != self._program:
                self._update(one.document_id, "program = ?", self._program)

    def _make_room(self, one: _Incoming) -> None:
        """Takes the old reading out and remembers what the new one says differently."""
        one.changes = find_changes(self._db, one.reading)
        for table in DOCUMENT_TABLES:
            self._db.execute(f"DELETE FROM {table.name} WHERE document_id = ?", [one.document_id])
        values = (self._program, one.reading.content_hash, self._moment, self._run_id)
        self._update(one.document_id, "program = ?, content_hash = ?, changed_at = ?, run_id = ?", *values)

    def _update(self, document_id: str, assignments: str, *values: object) -> None:
        self._db.execute(
            f"UPDATE run_reading SET {assignments} WHERE document_id = ?", [*values, document_id]
        )

    def _reading(self, one: _Incoming) -> Row:
        reading = one.reading
        return (
            reading.document_id, reading.sha256, self._program, reading.content_hash, *[self._moment] * 2,
            self._run_id,
        )  # fmt: skip

    def _change_rows(self, one: _Incoming) -> Iterator[Row]:
        for n, c in enumerate(one.changes, 1):
            yield (
                one.document_id, self._moment, n, self._run_id, one.old_program, self._program, c.change,
                c.table, c.subject_id, c.field, c.old, c.new,
            )  # fmt: skip

    def _append_all(self, incoming: list[_Incoming]) -> None:
        for table in TABLES:
            rows = [row for i in incoming for row in i.reading.tables.get(table.name, ())]
            if table.name in SHARED_TABLES and rows:
                # Sorted, and the first name of a work kept: the order of loading must not show.
                rows = sorted(rows, key=str)
                if table.name == "dim_work":
                    self._name_works(rows)
                rows = self._unknown(table, rows)
            self._append(table.name, rows)

    def _link(self, fresh: list[_Incoming]) -> None:
        """Links editions that bear other titles; a document that is one of several is a new edition."""
        linked = link_editions(self._db, [i.document_id for i in fresh]) if fresh else set()
        for one in fresh:
            if one.outcome == "loaded" and one.document_id in linked:
                one.outcome = "new_edition"

    def _name_works(self, rows: list[Row]) -> None:
        """Give works that are there already the first of their editions' names in the alphabet."""
        known = {work_id: name for work_id, name, _ in self._known.get("dim_work", ())}
        for work_id, name, rule in reversed(rows):
            if str(name) < known.get(work_id, ""):
                self._db.execute(
                    "UPDATE dim_work SET name = ?, rule = ? WHERE work_id = ?", [name, rule, work_id]
                )

    def _unknown(self, table: Table, rows: list[Row]) -> list[Row]:
        """The rows whose key the table does not hold yet, each key once."""
        known = self._keys(table.name)
        return list({row[0]: row for row in reversed(rows) if row[0] not in known}.values())

    def _append(self, table: str, rows: list[Row]) -> None:
        append_rows(self._db, table, rows)

    def _locate(self, incoming: list[_Incoming]) -> None:
        """Records where the bytes were met."""
        known = {row[:2] for row in self._known.get("dim_location", ())}
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
                i.reading.status,
                i.outcome,
            )
            for i in incoming
            if i.loading.record is not None
        ]
        self._append("run_document", rows)

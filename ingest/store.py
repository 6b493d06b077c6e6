"""What a batch asks of the place its results go to; the warehouse in earnest, a list in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ingest.outcome import Row, Summary
from ingest.settings import WAIT_SECONDS, RunSettings
from planhouse.errors import HeldError

if TYPE_CHECKING:
    from warehouse.connection import DuckDB
    from warehouse.decisions import Printed
    from warehouse.reading import Reading
    from warehouse.runs import DocumentRecord


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse knows of a source by its content."""

    program: str
    """Fingerprint of the program and the decisions it was read with."""
    status: str
    """``refused``, or anything else for a document that was loaded."""
    reason: str = ""
    message: str = ""


class Store(Protocol):
    """Where documents and the record of runs are kept."""

    def known(self) -> dict[str, Known]:
        """SHA-256 of every source settled by earlier runs -> what became of it."""

    def begin_run(self, program: str, settings: dict[str, object]) -> str:
        """Opens the record of a run; returns its id."""

    def load(self, run_id: str, plans: Sequence[tuple[Reading, Row]], program: str) -> None:
        """Loads documents and their rows in one transaction: all or nothing."""

    def record(self, run_id: str, rows: Sequence[Row], program: str) -> None:
        """Records documents that brought nothing to load: refused or unchanged."""

    def end_run(self, run_id: str, summary: Summary) -> None:
        """Closes the record of a run."""


class WarehouseStore:
    """The warehouse as a batch sees it."""

    def __init__(self, connection: DuckDB) -> None:
        """Writes through ``connection``, which stays the caller's to close."""
        self._db = connection

    def known(self) -> dict[str, Known]:
        """As the protocol says."""
        from warehouse.runs import known_sources

        found = known_sources(self._db).items()
        return {sha: Known(k.program, k.status, k.reason, k.message) for sha, k in found}

    def begin_run(self, program: str, settings: dict[str, object]) -> str:
        """As the protocol says."""
        from warehouse.runs import begin_run

        return begin_run(self._db, program, settings)

    def load(self, run_id: str, plans: Sequence[tuple[Reading, Row]], program: str) -> None:
        """As the protocol says."""
        from warehouse.load import Loading, load_plans

        loadings = [Loading(reading, row.shown, as_record(row)) for reading, row in plans]
        load_plans(self._db, loadings, program=program, run_id=run_id)

    def record(self, run_id: str, rows: Sequence[Row], program: str) -> None:
        """As the protocol says."""
        from warehouse.runs import record_rows

        record_rows(self._db, run_id, [as_record(r) for r in rows], program)

    def end_run(self, run_id: str, summary: Summary) -> None:
        """As the protocol says."""
        from warehouse.runs import end_run

        end_run(self._db, run_id, summary.as_record())

    def kept_decisions(self) -> tuple[list[dict[str, Any]], str]:
        """A person's decisions and the file they came from."""
        from warehouse.decisions import kept_decisions

        return kept_decisions(self._db)

    def keep_decisions(self, decisions: Sequence[dict[str, Any]], source: str) -> None:
        """Puts these decisions in the place of those kept."""
        from warehouse.decisions import keep_decisions

        keep_decisions(self._db, decisions, source)

    def printed_names(self) -> list[Printed]:
        """Every name of an agency in every document."""
        from warehouse.decisions import printed_names

        return printed_names(self._db)

    def refused(self) -> list[tuple[str, str]]:
        """Path and class of every source whose last record is a refusal, in order of paths."""
        return self._db.execute(REFUSED).fetchall()


REFUSED = """
    FROM (
        SELECT path, reason, status FROM run_document
        QUALIFY row_number() OVER (PARTITION BY path ORDER BY recorded_at DESC, number DESC) = 1
    ) SELECT path, reason WHERE status = 'refused' ORDER BY path
"""


def as_record(row: Row) -> DocumentRecord:
    """A row as the warehouse records it."""
    from warehouse.runs import DocumentRecord

    return DocumentRecord(
        number=row.number,
        path=row.shown,
        file_name=row.name,
        status=row.status,
        sha256=row.sha256 or None,
        size_bytes=row.size,
        document_id=row.document_id or None,
        reason=row.reason or None,
        message=row.message or None,
        pages=row.pages or None,
        counts=row.counts,
        seconds=row.seconds,
        memory_mb=row.memory_mb or None,
        attempts=row.attempts,
    )


@contextmanager
def open_store(
    settings: RunSettings, waiting: Callable[[str], None] = lambda held: None
) -> Iterator[WarehouseStore]:
    """The warehouse of a run, made where it does not exist; closed at the end.

    Args:
        settings: of the run.
        waiting: told once who holds the warehouse, before it is waited for.

    Raises:
        WarehouseError: it cannot be opened, or another program holds it for longer than we wait.
    """
    from warehouse.connection import connect

    try:
        connection = connect(settings.warehouse)
    except HeldError as error:
        waiting(str(error))
        connection = connect(settings.warehouse, wait_seconds=WAIT_SECONDS)
    try:
        yield WarehouseStore(connection)
    finally:
        connection.close()

"""Many documents: each read apart, loaded one by one, recorded as it goes, never twice.

The parent process is the only writer. Documents and their rows in the run's record are loaded in one
transaction, some at a time because a transaction costs more than a small plan, so that an interruption
at any moment leaves every document either in with its record or out without.
"""

from __future__ import annotations

import pickle
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from ingest.decisions import NO_DECISIONS, Decisions
from ingest.outcome import Row, Summary
from ingest.pipeline import PRELOAD, WORK
from ingest.pool import Pool
from ingest.progress import Reporter
from ingest.settings import RunSettings
from ingest.sources import NotASource, PassedOver, Source, find_sources, hash_source
from ingest.store import Known, Store
from ingest.task import Done, ReadDocument, Task
from ingest.version import program_version
from ingest.worker import one_line
from planhouse.errors import SourceError

if TYPE_CHECKING:
    from ingest.cluster import ClusterPool
    from warehouse.reading import Reading

ROWS_AT_ONCE = 500
"""Rows of documents that bring nothing to load are recorded in pieces of this many."""
PLANS_AT_ONCE = 256
"""Plans loaded in one transaction. A kill loses at most so many readings, or those of ``LONGEST_WAIT``
where they come more slowly; they are read again by the next run."""
BYTES_AT_ONCE = 20_000_000
"""Size of the pickled rows that wait for it: bounds the memory of the parent."""
FIRST_WAIT = 0.2
"""Seconds the first plan waits for others before it is loaded, so that a run soon tells of something; the
wait doubles with each load up to ``LONGEST_WAIT``."""
LONGEST_WAIT = 2.0
"""Seconds a plan that was read waits for others at the longest."""


class StopSwitch:
    """Turned by Ctrl-C or SIGTERM: the document being loaded is finished, then the run ends.

    A second signal ends at once; DuckDB then rolls the open transaction back.
    """

    def __init__(self) -> None:
        """Not turned."""
        self.turned = False

    def __call__(self) -> bool:
        """Whether the run shall end."""
        return self.turned

    def turn(self, number: int, frame: FrameType | None) -> None:
        """The signal handler."""
        if self.turned:
            raise KeyboardInterrupt
        self.turned = True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While inside, signals turn the switch instead of ending the process."""
        before = [(s, signal.signal(s, self.turn)) for s in (signal.SIGINT, signal.SIGTERM)]
        try:
            yield
        finally:
            for number, handler in before:
                signal.signal(number, handler)


class Batch:
    """One run over many documents."""

    def __init__(
        self,
        settings: RunSettings,
        store: Store,
        reporter: Reporter,
        work: str = WORK,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        """Prepares a run.

        Args:
            settings: how it is run.
            store: where results and the run's record go.
            reporter: told about every document.
            work: the pool's work function; another one only in tests.
            decisions: a person's decisions about names.
        """
        self._settings, self._store, self._reporter, self._work = settings, store, reporter, work
        self._decisions = decisions
        self._program = program_version(decisions.essence)
        self._summary = Summary()
        self._pending: list[Row] = []
        self._ready: list[tuple[Reading, Row]] = []
        self._wait = FIRST_WAIT
        self._ready_bytes, self._ready_since = 0, 0.0
        self._known: dict[str, Known] = {}
        self._load_error = ""
        self._fates: dict[str, Row] = {}
        self._twins: dict[str, list[Row]] = {}

    def run(self, paths: Iterable[str | Path], stopped: StopSwitch | None = None) -> Summary:
        """Reads and loads every document the arguments name.

        Args:
            paths: files, folders and globs.
            stopped: asked between documents; once turned the run ends cleanly.

        Returns:
            What became of them; ``exit_code`` says it in one number.
        """
        stop = stopped or StopSwitch()
        began = time.monotonic()
        found = list(find_sources(paths))
        self._known = {} if self._settings.again else self._store.known()
        run_id = self._store.begin_run(self._program, self._settings.as_record())
        self._summary = Summary(run_id=run_id)
        self._reporter.started(run_id, sum(not isinstance(f, PassedOver) for f in found))
        try:
            self._read_all(found, stop)
            self._load_ready()
        finally:
            self._summary.interrupted = stop.turned
            self._flush()
            self._summary.notes = self._decisions.tell()
            self._summary.seconds = time.monotonic() - began
            self._store.end_run(run_id, self._summary)
        self._reporter.ended(self._summary)
        return self._summary

    def _read_all(self, found: list[Source | NotASource | PassedOver], stop: StopSwitch) -> None:
        """Sends what must be read through the pool and settles what comes back."""
        with self._open_pool(sum(isinstance(f, Source) for f in found)) as pool:
            for done in pool.run(self._admit(found, stop), stop, self._load_if_due):
                self._settle(done)

    def _open_pool(self, documents: int) -> Pool | ClusterPool:
        """Workers for so many documents: of a cluster where one is given, else of this machine."""
        settings = self._settings
        if settings.cluster:
            from ingest.cluster import ClusterPool

            return ClusterPool(settings.cluster, settings.limits)
        return Pool(self._work, min(settings.worker_count, max(1, documents)), settings.limits, PRELOAD)

    def _admit(self, found: Iterable[Source | NotASource | PassedOver], stop: StopSwitch) -> Iterator[Task]:
        """The documents that must be read; all others are settled on the way."""
        for number, one in enumerate(found):
            if stop.turned:
                return
            if isinstance(one, PassedOver):
                self._summary.passed_over += 1
            elif isinstance(one, NotASource):
                row = _refused(number, one.shown, one.shown, one.error)
                self._note(row) if one.is_there else self._tell(row)
            else:
                task = self._examine(number, one)
                if task is not None:
                    yield task

    def _examine(self, number: int, source: Source) -> Task | None:
        """A task for a source of new content; None where it is settled without reading."""
        try:
            sha256 = hash_source(source, self._settings.limits.file_mb << 20)
        except SourceError as error:
            self._note(_refused(number, source.shown, source.name, error, source.size))
            return None
        row = Row(number, source.shown, source.name, "unchanged", sha256, source.size)
        before = self._known.get(sha256)
        if before is not None and before.program == self._program:
            self._note(_same_fate(row, before.status, before.reason, before.message))
            return None
        if sha256 in self._twins:
            self._twins[sha256].append(row)
            self._settle_twins(sha256)
            return None
        self._twins[sha256] = []
        path, lines = str(source.path), self._decisions.lines
        return Task(number, path, source.name, source.shown, sha256, source.size, lines)

    def _settle(self, done: Done) -> None:
        """Loads a document that was read, records one that was refused."""
        task = done.task
        row = Row(task.number, task.shown, task.name, "refused", task.sha256, task.size)
        row = replace(row, seconds=done.seconds, memory_mb=done.memory_mb, attempts=done.attempts)
        if done.payload is None:
            refusal = done.refusal
            reason, message = (refusal.reason, refusal.message) if refusal else ("crash", "no result")
            self._refuse(replace(row, reason=reason, message=message))
            return
        read = unpack_document(done.payload)
        self._ready_since = self._ready_since if self._ready else time.monotonic()
        self._ready.append((read.reading, _loaded(row, read)))
        self._ready_bytes += len(done.payload)
        self._load_if_due()

    def _refuse(self, row: Row) -> None:
        """Settles a document that was not read."""
        self._note(row)
        self._finish(row)

    def _load_if_due(self) -> None:
        """Loads what is ready if there is enough of it, or if it has waited long enough."""
        if not self._ready:
            return
        waited = time.monotonic() - self._ready_since
        if len(self._ready) >= PLANS_AT_ONCE or self._ready_bytes >= BYTES_AT_ONCE or waited >= self._wait:
            self._wait = min(2 * self._wait, LONGEST_WAIT)
            self._load_ready()

    def _load_ready(self) -> None:
        """Loads what is ready in one transaction; if that fails, one by one to find the culprit."""
        ready, self._ready, self._ready_bytes = self._ready, [], 0
        if not self._try_load(ready):
            for one in ready:
                if not self._try_load([one]):
                    message = f"{one[1].shown}: read, but refused by the warehouse ({self._load_error})"
                    self._refuse(replace(one[1], status="refused", reason="not_loaded", message=message))

    def _try_load(self, plans: list[tuple[Reading, Row]]) -> bool:
        """Whether the plans are loaded; a value the warehouse cannot hold must not cost the batch."""
        try:
            if plans:
                self._store.load(self._summary.run_id, plans, self._program)
        except Exception as error:  # the transaction is rolled back; the culprit is refused alone
            self._load_error = one_line(str(error) or type(error).__name__, 200)
            return False
        for _, row in plans:
            self._tell(row)
            self._finish(row)
        return True

    def _finish(self, row: Row) -> None:
        """Remembers the fate of a content and gives it to the files that share it."""
        self._fates[row.sha256] = row
        self._settle_twins(row.sha256)

    def _settle_twins(self, sha256: str) -> None:
        """Files of the same content share the fate of the first, once that is known."""
        first = self._fates.get(sha256)
        if first is None:
            return
        for row in self._twins[sha256]:
            message = first.message or f"same content as {first.shown}"
            self._note(_same_fate(row, first.status, first.reason, message))
        self._twins[sha256] = []

    def _note(self, row: Row) -> None:
        """Tells of a document that brings nothing to load, and has it recorded with the next piece."""
        self._pending.append(row)
        self._tell(row)
        if len(self._pending) >= ROWS_AT_ONCE:
            self._flush()

    def _tell(self, row: Row) -> None:
        """Counts and reports."""
        self._summary.add(row)
        self._reporter.document(row)

    def _flush(self) -> None:
        """Records what is pending."""
        if self._pending:
            self._store.record(self._summary.run_id, self._pending, self._program)
            self._pending = []


def tell_missing(found: Iterable[NotASource], reporter: Reporter) -> Summary:
    """The run that is none, since nothing that was named is there: told, and no warehouse is made for it."""
    summary = Summary()
    rows = [_refused(n, one.shown, one.shown, one.error) for n, one in enumerate(found)]
    reporter.started("", len(rows))
    for row in rows:
        summary.add(row)
        reporter.document(row)
    reporter.ended(summary)
    return summary


def unpack_document(payload: bytes) -> ReadDocument:
    """A document as its worker packed it."""
    from warehouse.reading import collector_held

    with collector_held():
        read: ReadDocument = pickle.loads(payload)  # noqa: S301 - from our own child process
    return read


def _loaded(row: Row, read: ReadDocument) -> Row:
    """The row of a document that was read."""
    return replace(
        row,
        status="loaded" if read.reading.status == "loaded" else "loaded_with_issues",
        document_id=read.reading.document_id,
        pages=read.pages,
        counts=read.counts,
        issues=read.issues,
    )


def _same_fate(row: Row, status: str, reason: str, message: str) -> Row:
    """A source that is not read because its content has been: unchanged, or refused as before."""
    if status == "refused":
        if not message.startswith(row.shown):
            message = f"{row.shown}: same content as {message}"
        return replace(row, status="refused", reason=reason, message=message, settled_before=True)
    return replace(row, message=message, settled_before=True)


def _refused(number: int, shown: str, name: str, error: SourceError, size: int = 0) -> Row:
    """The row of something that cannot be read at all."""
    return Row(number, shown, name, "refused", size=size, reason=error.reason, message=str(error))

"""Runs as commands start them: settings in, summary out, the warehouse opened and closed in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.batch import Batch, StopSwitch, tell_missing
from ingest.decisions import read_file, settle_decisions
from ingest.fetch import FetchLimits
from ingest.outcome import Summary
from ingest.progress import Reporter
from ingest.report import write_report
from ingest.settings import RunSettings
from ingest.sources import NotASource, PassedOver, find_sources, path_of
from ingest.store import open_store
from ingest.sync import Visit, kept_files, start_sync
from ingest.version import program_version
from ingest.watch import Watch
from planhouse.errors import SettingsError

MakeReporter = Callable[[], Reporter]


def run_ingest(
    paths: Sequence[str | Path],
    settings: RunSettings,
    reporter: Reporter,
    report: Path | None = None,
    stop: StopSwitch | None = None,
) -> Summary:
    """Reads and loads what the paths name; Ctrl-C and SIGTERM end it cleanly.

    Args:
        paths: files, folders, globs.
        settings: how.
        reporter: told about every document.
        report: where to write the HTML report, if anywhere.
        stop: a switch that is listening already; one of its own where None.
    """
    if stop is None:
        stop = StopSwitch()
        with stop.listening():
            return run_ingest(paths, settings, reporter, report, stop)
    # A mistake in a file of decisions is one line now, before anything is opened.
    given = None if settings.overrides is None else read_file(settings.overrides)
    missing = _missing(paths)
    if missing and not settings.warehouse.exists():
        return tell_missing(missing, reporter)
    with open_store(settings, reporter.waiting) as store:
        decisions = settle_decisions(store, given, settings.overrides)
        summary = Batch(settings, store, reporter, decisions=decisions).run(paths, stop)
    if report is not None:
        write_report(report, summary, program_version(decisions.essence))
    return summary


def _missing(paths: Sequence[str | Path]) -> list[NotASource]:
    """What was named, where none of it is there; empty where anything is."""
    found = []
    for one in find_sources(paths):
        if not isinstance(one, NotASource | PassedOver) or (isinstance(one, NotASource) and one.is_there):
            return []
        if isinstance(one, NotASource):
            found.append(one)
    return found


def run_watch(
    paths: Sequence[str | Path], settings: RunSettings, make_reporter: MakeReporter, pause: float
) -> int:
    """Watches folders until interrupted; returns the exit code, 130.

    The warehouse is opened for each batch only, so that others can read it in between.

    Args:
        paths: folders, files or globs; looked at again and again.
        settings: how.
        make_reporter: a reporter for each batch.
        pause: seconds between two looks.
    """
    stop, wake = StopSwitch(), threading.Event()

    def wait() -> None:
        for _ in range(max(1, int(pause / 0.2))):  # a signal handler cannot wake an Event's waiter
            if not stop.turned:
                wake.wait(min(pause, 0.2))

    with stop.listening():
        Watch(tuple(paths)).run(
            lambda found: run_ingest(found, settings, make_reporter(), None, stop), wait, stop
        )
    return 130


def find_refused(settings: RunSettings, reasons: Sequence[str]) -> list[Path]:
    """Paths whose last record is a refusal, of the given classes or any.

    Raises:
        SettingsError: there is no warehouse, or nothing of that kind is recorded in it.
    """
    if not settings.warehouse.exists():
        raise SettingsError(f"{settings.warehouse}: no such warehouse; check the spelling")
    with open_store(settings) as store:
        found = [path_of(shown) for shown, reason in store.refused() if not reasons or reason in reasons]
    if not found:
        of = f" of class {', '.join(reasons)}" if reasons else ""
        raise SettingsError(f"{settings.warehouse}: no refused document{of} to read again")
    return found


def run_retry(
    settings: RunSettings, reasons: Sequence[str], reporter: Reporter, report: Path | None = None
) -> Summary:
    """Reads again what was refused."""
    paths = find_refused(settings, reasons)
    return run_ingest(paths, replace(settings, again=True), reporter, report)


def run_sync(
    sources: Path, limits: FetchLimits, settings: RunSettings, reporter: Reporter
) -> Iterator[Visit | Summary]:
    """Fetches listed addresses and ingests what is kept; yields each visit, then the summary.

    Args:
        sources: the list, a TOML file as ``ingest.sync`` describes.
        limits: of each request.
        settings: of the ingest.
        reporter: told about every document.
    """
    sync = start_sync(sources, limits)
    yield from sync.run()
    files = kept_files(sync.folder)
    if files:
        yield run_ingest(files, settings, reporter)

"""What a person or a program sees of a run while it goes on."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol, TextIO

from ingest.outcome import COUNTED, Row, Summary
from ingest.settings import WAIT_SECONDS

if TYPE_CHECKING:
    from ingest.sync import Visit

NAMES = {"loaded_with_issues": "loaded"}


class Reporter(Protocol):
    """Told about a run as it goes on."""

    def started(self, run_id: str, documents: int) -> None:
        """The run begins; ``documents`` have been found."""

    def document(self, row: Row) -> None:
        """One document has come to its end."""

    def ended(self, summary: Summary) -> None:
        """The run is over."""

    def waiting(self, held: str) -> None:
        """Another process holds the warehouse, and the run waits for it."""


class LineReporter:
    """Plain lines: one per document, refusals to the error stream, a summary at the end."""

    def __init__(self, out: TextIO, err: TextIO, quiet: bool = False) -> None:
        """Writes to ``out``, refusals to ``err``; when quiet only refusals and the summary."""
        self._out, self._err, self._quiet = out, err, quiet

    def started(self, run_id: str, documents: int) -> None:
        """Says nothing: the lines speak."""

    def document(self, row: Row) -> None:
        """A line per document; nothing for one that has not changed."""
        if row.status == "refused":
            self._err.write(render_refusal(row) + "\n")
        elif row.status != "unchanged" and not self._quiet:
            self._out.write(render_row(row) + "\n")
        self._out.flush()

    def waiting(self, held: str) -> None:
        """A line that says who is waited for."""
        self._err.write(render_waiting(held) + "\n")
        self._err.flush()

    def ended(self, summary: Summary) -> None:
        """The summary."""
        self._out.write(render_summary(summary) + "\n")
        self._out.flush()


class JsonReporter:
    """One JSON object a line, for programs and logs."""

    def __init__(self, out: TextIO) -> None:
        """Writes to ``out``."""
        self._out = out

    def started(self, run_id: str, documents: int) -> None:
        """Event ``run_started``."""
        self._write({"event": "run_started", "run_id": run_id, "documents": documents})

    def document(self, row: Row) -> None:
        """Event ``document``: the row with all it holds."""
        fields = asdict(row) | {"seconds": {k: round(v, 4) for k, v in row.seconds.items()}}
        self._write({"event": "document", **fields})

    def waiting(self, held: str) -> None:
        """Event ``waiting``: the warehouse is held."""
        self._write({"event": "waiting", "message": held})

    def ended(self, summary: Summary) -> None:
        """Event ``run_ended``: the sums."""
        self._write({"event": "run_ended", **summary.as_record()})

    def _write(self, event: dict[str, object]) -> None:
        stamped = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **event}
        self._out.write(json.dumps(stamped, ensure_ascii=False) + "\n")
        self._out.flush()


class BarReporter:
    """A progress bar on a terminal; refusals stand above it."""

    def __init__(self, err: TextIO | None = None) -> None:
        """Draws on the error stream, so that the output stays clean."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._console = Console(file=err or sys.stderr, highlight=False, markup=False)
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=self._console)
        self._pages, self._began = 0, time.monotonic()

    def started(self, run_id: str, documents: int) -> None:
        """Shows the bar."""
        self._task = self._bar.add_task("documents", total=documents, speed="")
        self._bar.start()

    def document(self, row: Row) -> None:
        """Moves the bar on."""
        self._pages += row.pages
        if row.status == "refused":
            self._console.print(render_refusal(row), style="red", soft_wrap=True)
        speed = self._pages / max(time.monotonic() - self._began, 1e-3)
        self._bar.update(self._task, advance=1, speed=f"{speed:.0f} pages/s")

    def waiting(self, held: str) -> None:
        """A line that says who is waited for."""
        self._console.print(render_waiting(held), soft_wrap=True)

    def ended(self, summary: Summary) -> None:
        """Takes the bar away and prints the summary."""
        self._bar.stop()
        sys.stdout.write(render_summary(summary) + "\n")


def choose_reporter(as_json: bool = False, quiet: bool = False) -> Reporter:
    """JSON where asked for, a bar on a terminal, plain lines elsewhere."""
    if as_json:
        return JsonReporter(sys.stdout)
    if not quiet and sys.stderr.isatty() and sys.stdout.isatty():
        return BarReporter()
    return LineReporter(sys.stdout, sys.stderr, quiet)


def tell_visits(events: Iterable[Visit | Summary], as_json: bool) -> int:
    """Prints what each address came to; returns the exit code of the whole.

    Args:
        events: visits, then perhaps the summary of what was ingested, which tells itself.
        as_json: one JSON object a line.
    """
    code = 0
    for event in events:
        if isinstance(event, Summary):
            code = max(code, event.exit_code)
            continue
        code = max(code, int(event.fate == "failed"))
        if as_json:
            sys.stdout.write(json.dumps({"event": "visit", **asdict(event)}, ensure_ascii=False) + "\n")
        elif event.fate == "failed":
            sys.stderr.write(f"failed: {event.message}\n")
        else:
            sys.stdout.write(f"{event.fate}: {event.address}\n")
    return code


def count(number: int, noun: str) -> str:
    """``1 table``, ``2 tables``, ``12,000 figures``."""
    singular = {"doubts": "doubt", "unresolved": "unresolved agency"}.get(noun, noun.removesuffix("s"))
    plural = {"unresolved": "unresolved agencies"}.get(noun, noun)
    return f"{number:,} {singular if number == 1 else plural}"


def render_waiting(held: str) -> str:
    """One line: who holds the warehouse, and how long a run waits."""
    return f"waiting up to {WAIT_SECONDS:.0f} seconds: {held.partition('. ')[0]}"


def render_refusal(row: Row) -> str:
    """One line: class, file, what is wrong, what to do."""
    again = " (as before; planhouse retry reads it again)" if row.settled_before else ""
    return f"refused ({row.reason}): {row.message}{again}"


def render_row(row: Row) -> str:
    """``plan.txt: loaded, 5 tables, 34 actions ...`` with what was not found left out."""
    found = ", ".join(count(row.counts[c], c) for c in COUNTED if row.counts.get(c)) or "nothing found"
    took = sum(v for k, v in row.seconds.items() if k != "processor")
    return f"{row.shown}: {NAMES.get(row.status, row.status)}, {found} ({took:.2f} s)"


def render_summary(summary: Summary) -> str:
    """The short report at the end of a run."""
    fates = [f"{summary.loaded:,} loaded"]
    fates += [f"{n:,} {s}" for s in ("unchanged", "refused") if (n := summary.statuses[s])]
    with_doubts = summary.statuses["loaded_with_issues"]
    lines = [f"{count(summary.documents, 'documents')}: {', '.join(fates)}"]
    if with_doubts:
        lines[0] += f" ({with_doubts:,} with doubts)"
    if summary.loaded:
        lines.append("found: " + ", ".join(count(summary.counts[c], c) for c in COUNTED))
    if summary.reasons:
        lines.append("refused: " + ", ".join(f"{n:,} {r}" for r, n in sorted(summary.reasons.items())))
    if summary.passed_over:
        lines.append(f"passed over, no plans by their names: {count(summary.passed_over, 'files')}")
    lines += summary.notes
    if summary.interrupted:
        lines.append("interrupted: run the same command again to go on")
    return "\n".join(lines)

"""What became of the documents of a run: one row per document and their sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["loaded", "loaded_with_issues", "unchanged", "refused"]

COUNTED = ("tables", "actions", "figures", "promises", "unresolved", "doubts")
"""What the summary counts, in its order: logical tables, actions, figures, promises in prose, agencies
not resolved, and issues that a person should look at."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document."""

    number: int
    """Position in the batch, from 0."""
    shown: str
    """Path as given, printable."""
    name: str
    status: Status
    sha256: str = ""
    """Empty where the file could not be read at all."""
    size: int = 0
    """Bytes."""
    document_id: str = ""
    reason: str = ""
    """Class of refusal; empty unless refused."""
    message: str = ""
    """The refusal's line, or why it was not read again."""
    pages: int = 0
    """Pages of a PDF; a text export counts as one."""
    counts: dict[str, int] = field(default_factory=dict)
    """By the names of ``COUNTED``."""
    issues: tuple[tuple[str, str, str], ...] = ()
    """Doubts and errors as (code, place, message), as many as a report shows."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Elapsed seconds by stage."""
    memory_mb: float = 0.0
    attempts: int = 1
    settled_before: bool = False
    """Not read, because the same content was settled before: in an earlier run or earlier in this one."""


@dataclass(slots=True)
class Summary:
    """The sum over a run's rows; grows as they come."""

    run_id: str = ""
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    passed_over: int = 0
    """Files of walked folders that are no plans by their names."""
    pages: int = 0
    seconds: float = 0.0
    """Elapsed time of the run."""
    memory_mb: float = 0.0
    """Highest resident memory of any worker."""
    interrupted: bool = False
    notes: list[str] = field(default_factory=list)
    """What a person should know of the run beside its documents, a line each."""
    noteworthy: list[Row] = field(default_factory=list)
    """Refused documents and those with doubts, for the report."""

    def add(self, row: Row) -> None:
        """Counts one more document."""
        self.statuses[row.status] += 1
        self.counts.update(row.counts)
        self.pages += row.pages
        self.memory_mb = max(self.memory_mb, row.memory_mb)
        if row.status == "refused":
            self.reasons[row.reason] += 1
        if row.status == "refused" or row.issues:
            self.noteworthy.append(row)

    @property
    def documents(self) -> int:
        """Documents met, whatever became of them."""
        return sum(self.statuses.values())

    @property
    def loaded(self) -> int:
        """Documents read and loaded in this run."""
        return self.statuses["loaded"] + self.statuses["loaded_with_issues"]

    @property
    def exit_code(self) -> int:
        """0 when every document is in the warehouse, 1 when some were refused, 130 when interrupted."""
        if self.interrupted:
            return 130
        return 1 if self.statuses["refused"] else 0

    def as_record(self) -> dict[str, object]:
        """The sums as plain values, for events and the run's record."""
        return {
            "run_id": self.run_id,
            "documents": self.documents,
            "statuses": dict(self.statuses),
            "reasons": dict(self.reasons),
            "counts": dict(self.counts),
            "passed_over": self.passed_over,
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "memory_mb": round(self.memory_mb, 1),
            "interrupted": self.interrupted,
            "notes": self.notes,
            "exit_code": self.exit_code,
        }

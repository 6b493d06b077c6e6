"""What a batch asks of the place its results go to; the warehouse in earnest, a list in tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.outcome import Row, Status, Summary
from planhouse.plan import NormalisedPlan


@dataclass(frozen=True, slots=True)
class Known:
    """What the warehouse knows of a source by its content."""

    program: str
    """Fingerprint of the program and the decisions it was read with."""
    status: Status
    reason: str = ""
    message: str = ""


class Store(Protocol):
    """Where documents and the record of runs are kept."""

    def known(self) -> dict[str, Known]:
        """SHA-256 of every source settled by earlier runs -> what became of it."""

    def begin_run(self, program: str, settings: dict[str, object]) -> str:
        """Opens the record of a run; returns its id."""

    def load(self, run_id: str, plan: NormalisedPlan, row: Row, program: str) -> None:
        """Loads a document and its row in one transaction: both or neither."""

    def record(self, run_id: str, rows: Sequence[Row], program: str) -> None:
        """Records documents that brought nothing to load: refused or unchanged."""

    def end_run(self, run_id: str, summary: Summary) -> None:
        """Closes the record of a run."""

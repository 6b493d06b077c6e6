"""Settings of a run: built once by the command line, handed down, never global."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.task import Limits
from planhouse.errors import SettingsError

WAIT_SECONDS = 30.0
"""How long a run waits for another program that holds the warehouse, such as a query under way."""
DEFAULT_WAREHOUSE = Path("planhouse.duckdb")


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a batch is run. None of it changes what is read from a document, only whether it is."""

    warehouse: Path = DEFAULT_WAREHOUSE
    workers: int = 0
    """Documents read at a time; 0 for as many as there are processor cores."""
    limits: Limits = field(default_factory=Limits)
    overrides: Path | None = None
    """A person's decisions, kept in the warehouse from then on; None for those kept there."""
    cluster: str = ""
    """Address of a Dask scheduler whose workers read the documents; empty to read them here."""
    again: bool = False
    """Read documents anew that the warehouse already holds unchanged."""

    def __post_init__(self) -> None:
        """Raises SettingsError for a value that makes no sense."""
        if self.workers < 0:
            raise SettingsError(f"--workers {self.workers}: give 1 or more, or 0 for all cores")
        for name, value in asdict(self.limits).items():
            if value <= 0:
                raise SettingsError(f"limit {name} is {value}: give a number above 0")

    @property
    def worker_count(self) -> int:
        """Workers to start: what was asked for, or one per processor core this process may use."""
        return self.workers or len(os.sched_getaffinity(0))

    def as_record(self) -> dict[str, object]:
        """The settings as they are recorded with the run."""
        return {
            "workers": self.worker_count,
            "overrides": str(self.overrides or ""),
            "again": self.again,
            "cluster": self.cluster,
            **{f"limit_{k}": v for k, v in asdict(self.limits).items()},
        }

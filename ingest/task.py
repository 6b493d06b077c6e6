"""What travels between the batch and its workers: a document to read, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.reading import Reading


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is refused; pages and words are the reader's to limit."""

    seconds: float = 300.0
    """Elapsed time; the slowest published plan known takes under 20 seconds, so 15 times that."""
    memory_mb: int = 1500
    """Address space a worker may add to what it has after its imports; a 600-page plan needs a third."""
    file_mb: int = 250
    """Size of the source file."""
    output_mb: int = 500
    """Size of the result as it travels back; a limit on what a small file can be blown up to."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document for a worker."""

    number: int
    """Position in the batch, from 0."""
    path: str
    name: str
    """File name as recorded: printable, without its folder."""
    shown: str
    """Path as shown to people."""
    sha256: str
    size: int = 0
    """Bytes."""
    decisions: str = ""
    """A person's, as lines of JSON; empty for none."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read: its rows for the warehouse and what a report says of it.

    Rows and not the plan: the one writer takes them out of the pipe in a fortieth of the time.
    """

    reading: Reading
    pages: int
    """Pages of a PDF; a text export counts as one."""
    counts: dict[str, int]
    """By the names of ``ingest.outcome.COUNTED``."""
    issues: tuple[tuple[str, str, str], ...]
    """Doubts and errors as (code, place, message), as many as a report shows."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document was not read."""

    reason: str
    """Class of refusal: the ``reason`` of a ``SourceError``."""
    message: str
    """One line: the file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Done:
    """A task that came back from the pool."""

    task: Task
    payload: bytes | None
    """The pickled result of the work function; None where the document was refused."""
    refusal: Refusal | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    """Elapsed seconds by stage, as the worker measured them."""
    memory_mb: float = 0.0
    """Highest resident memory of the worker so far, in MB."""
    attempts: int = 1

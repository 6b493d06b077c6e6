"""A folder that is watched: files are taken when they are complete, each content once.

Polling, not operating-system events: it works on network folders and needs no library; a look at
10,000 files takes a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.sources import Source, find_sources

Mark = tuple[int, int, int]
"""Size, time of change and inode: what differs while a file is being written or replaced."""


@dataclass(slots=True)
class Watch:
    """Remembers what was seen, so that a file is taken once it has stopped changing."""

    paths: tuple[str | Path, ...]
    _seen: dict[Path, Mark] = field(default_factory=dict)
    _taken: dict[Path, Mark] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """Files that are new or changed since they were taken and the same as at the last look."""
        marks = {s.path: m for s in self._sources() if (m := read_mark(s.path)) is not None}
        settled = [
            p for p, m in marks.items() if self._seen.get(p) == m and self._taken.get(p) != m and m[0] > 0
        ]
        self._seen = marks
        self._taken = {p: m for p, m in self._taken.items() if p in marks}
        self._taken.update({p: marks[p] for p in settled})
        return settled

    def _sources(self) -> Iterable[Source]:
        return (s for s in find_sources(self.paths) if isinstance(s, Source))

    def run(
        self, take: Callable[[list[Path]], object], pause: Callable[[], None], stopped: Callable[[], bool]
    ) -> None:
        """Looks and takes until stopped.

        Args:
            take: given the files that are complete; not called when there are none.
            pause: waits between two looks.
            stopped: asked after every look.
        """
        while not stopped():
            settled = self.look()
            if settled:
                take(settled)
            if not stopped():
                pause()


def read_mark(path: Path) -> Mark | None:
    """The file's mark; None where it has gone meanwhile."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns, about.st_ino

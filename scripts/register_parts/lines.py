"""One line of the register, and reading and writing the files it comes from and goes to."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

HERE = Path(__file__).parent / "data"
"""The hand-written parts."""
OUT = Path(__file__).parent.parent.parent / "normalise" / "data"
SMALL = {"and", "of", "the", "in", "for", "upon", "on", "with", "under", "le"}
"""Words that an acronym may leave out."""


@dataclass
class Body:
    """One line of the register, in the order of its columns."""

    agency_id: str
    name: str
    kind: str
    code: str = ""
    area_code: str = ""
    start: str = ""
    end: str = ""
    successors: Sequence[str] = ()
    areas: Sequence[str] = ()
    places: Sequence[str] = ()
    names: Sequence[str] = ()
    acronyms: Sequence[str] = ()
    source: str = "general"

    @property
    def row(self) -> list[str]:
        """The line's fields: areas and successors joined by blanks, other lists by semicolons."""
        blank = [" ".join(self.successors), " ".join(self.areas)]
        lists = [";".join(v) for v in (self.places, unique(self.names), self.acronyms)]
        head = [self.agency_id, self.name, self.kind, self.code, self.area_code, self.start, self.end]
        return [*head, *blank, *lists, self.source]


COLUMNS = tuple(f.name for f in fields(Body))


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def read_bars(name: str) -> list[list[str]]:
    """Rows of a hand-written part whose fields are separated by bars; comment lines begin with #."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def slug(text: str) -> str:
    """Lower case words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("&", " and ")))


def listed(text: str) -> list[str]:
    """Entries of a semicolon-separated field."""
    return [t.strip() for t in text.split(";") if t.strip()]


def split_short(short: Iterable[str]) -> tuple[list[str], list[str]]:
    """Short names of several words, and those of one (acronyms)."""
    short = list(short)
    return [s for s in short if " " in s], [s for s in short if " " not in s]


def initials(name: str) -> list[str]:
    """Acronyms people form from a name: without and with its small words."""
    words = re.findall(r"[A-Za-z0-9']+", name.replace("&", " and "))
    short = "".join(w[0] for w in words if w.lower() not in SMALL).upper()
    long = "".join(w[0] for w in words if w.lower() not in {"the"}).upper()
    return [a for a in dict.fromkeys((short, long)) if len(a) >= 2]


def unique(items: Iterable[str]) -> list[str]:
    """Entries once each, case aside, in order."""
    seen: dict[str, str] = {}
    for item in items:
        if item:
            seen.setdefault(item.lower(), item)
    return list(seen.values())


def write(name: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A CSV file of the register."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(list(columns))
        writer.writerows(rows)

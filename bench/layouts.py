"""How many rows of action plans in many layouts are read right in every cell, on both halves.

Usage: python -m bench.layouts [--each]

The documents of ``tests/parsers/cases/layouts`` were written blind by seven authors, with the rows of every
table in NAME.gold.json: ``cells`` with merged cells repeated, ``own`` false where a cell is merged from
above. On those in ``tuning`` the program was tuned; those in ``held_out`` were only ever counted.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parsers.page.marks import LIST_MARKS
from parsers.read import read_plan
from planhouse.plan import PlanExtract

LAYOUTS = Path(__file__).parent.parent / "tests" / "parsers" / "cases" / "layouts"
HALVES = ("tuning", "held_out")
_FOLDED = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": None}
)
_ITEM = re.compile(rf"^(?:[{LIST_MARKS}]|-\s)\s*", re.M)


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of a document, or of several."""

    expected: int = 0
    right: int = 0
    """Every cell as printed; a merged cell may be carried down or left blank below."""
    invented: int = 0
    """Rows read that are no row of the key."""

    def __add__(self, other: RowCount) -> RowCount:
        return RowCount(
            self.expected + other.expected, self.right + other.right, self.invented + other.invented
        )

    @property
    def f1(self) -> float:
        """Of rows right in every cell."""
        read = self.right + self.invented
        return 2 * self.right / (self.expected + read) if self.expected + read else 1.0


Row = tuple[str, ...]


def fold(text: str) -> str:
    """A cell's text without what differs between a person's typing and print: marks, line ends, hyphens."""
    text = _ITEM.sub("", unicodedata.normalize("NFKC", text).translate(_FOLDED))
    return " ".join(re.sub(r"(?<=\w)-\s*(?=\w)", "", re.sub(r"\s*/\s*", "/", text)).split())


@cache
def read_layout(source: Path) -> PlanExtract:
    """A document of the layouts, read once for all that is asked of it."""
    return read_plan(source.read_bytes(), source.name)


def count_rows(source: Path) -> RowCount:
    """The rows of one document of the layouts."""
    gold = json.loads(source.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    expected = [
        (_row(r["cells"]), _row([c if o else "" for c, o in zip(r["cells"], r["own"], strict=True)]))
        for t in gold["tables"]
        for r in t["rows"]
    ]
    found = [
        (_row([c.text for c in r.cells]), _row([c.text if c.origin == "printed" else "" for c in r.cells]))
        for t in read_layout(source).tables
        for r in t.rows
    ]
    return _match(expected, found)


def _row(cells: list[str]) -> Row:
    """The filled cells of a row with their columns' order."""
    return tuple(t for t in map(fold, cells) if t)


def _match(expected: list[tuple[Row, Row]], found: list[tuple[Row, Row]]) -> RowCount:
    left = list(found)
    right = 0
    for whole, own in expected:
        same = next((f for f in left if f[0] == whole or f[1] == own), None)
        if same is not None:
            left.remove(same)
            right += 1
    return RowCount(len(expected), right, len(left))


def count_half(half: str) -> dict[str, RowCount]:
    """File name -> its rows."""
    return {p.name: count_rows(p) for p in sorted((LAYOUTS / half).glob("*.pdf"))}


def main(arguments: list[str]) -> None:
    """Print the figures."""
    print(f"{'half':<10}{'documents':>10}{'rows':>7}{'right':>7}{'invented':>10}{'F1':>7}")
    for half in HALVES:
        counts = count_half(half)
        if "--each" in arguments:
            for name, count in counts.items():
                print(
                    f"  {name[:56]:<58}{count.expected:>4}{count.right:>5}{count.invented:>4}{count.f1:>7.3f}"
                )
        whole = sum(counts.values(), RowCount())
        print(
            f"{half:<10}{len(counts):>10}{whole.expected:>7}{whole.right:>7}{whole.invented:>10}{whole.f1:>7.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

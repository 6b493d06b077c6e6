"""How often the readings of agencies, dates, quantities and areas are right, on both halves of the cases.

Usage: python -m bench.accuracy [KIND...] [--wrong]
Kinds: agencies, statistics, prose_figures.

The held-out half was written before the code and is only reported on. Of the cases with an answer:
precision is the share of accepted readings that are right, recall the share that is accepted and right,
undecided the share left to a person. A case whose answer is empty must not be accepted.
"""

from __future__ import annotations

import csv
import functools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from bench.figures import FILES, print_figures
from normalise.spreadsheet import normalise_rows

CASES = Path(__file__).parent.parent / "tests" / "normalise" / "cases"
Row = dict[str, str]


@dataclass
class Tally:
    """Counts over one half of one kind."""

    right: int = 0
    wrong: int = 0
    undecided: int = 0
    invented: int = 0
    """Accepted although there is no answer."""
    declined: int = 0
    """Rightly left open."""
    mistakes: list[str] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """Cases that have an answer."""
        return self.right + self.wrong + self.undecided

    @property
    def precision(self) -> float:
        """Share of accepted readings that are right."""
        accepted = self.right + self.wrong + self.invented
        return self.right / accepted if accepted else 1.0

    @property
    def recall(self) -> float:
        """Share of the cases with an answer that are accepted and right."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def undecided_share(self) -> float:
        """Share of the cases with an answer that is left to a person."""
        return self.undecided / self.answered if self.answered else 0.0


def read_cases(kind: str) -> list[Row]:
    """The cases of a kind."""
    with (CASES / f"{kind}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def names(text: str) -> list[str]:
    """Names of a semicolon-separated list, without regard to order."""
    return sorted(n.strip() for n in text.split(";") if n.strip())


def tally_agencies(cases: Iterable[Row]) -> Tally:
    """Agencies: the official names of the cell, and the roles where the case gives them."""
    cases = list(cases)
    given = [{k: v for k, v in c.items() if k not in {"agency", "role"}} for c in cases]
    tally = Tally()
    for case, row in zip(cases, normalise_rows("agencies", given), strict=True):
        accepted = row["judgement"] == "accepted"
        right = names(case["agency"]) == names(row["agency"]) and case["role"] in ("", row["role"])
        count(tally, case["agency"] != "", accepted, right)
        if not (right and accepted) and (case["agency"] or accepted):
            shown = f"{row['agency']} [{row['judgement']} {row['score']} {row['role']}]"
            tally.mistakes.append(f"{case['difficulty']}: {case['raw']} ({case['plan_area']}) -> {shown}")
    return tally


def count(tally: Tally, has_answer: bool, accepted: bool, right: bool) -> None:
    """Add one case to the counts."""
    if has_answer:
        tally.right += accepted and right
        tally.wrong += accepted and not right
        tally.undecided += not accepted
    else:
        tally.invented += accepted
        tally.declined += not accepted


EXPECTED = {
    "dates": ("type", "start", "end", "precision", "recurrence", "unsure"),
    "quantities": ("value", "unit", "qualifier", "kind", "direction", "flags"),
    "areas": ("gss_code", "area_name", "judgement"),
}
"""Columns that must all be as the case says for a reading to be right."""
_OPEN = {"unread", "unsure"}
"""Rules and judgements that leave the case to a person."""


def tally_exact(kind: str, cases: Iterable[Row]) -> Tally:
    """Dates, quantities and areas: right where every expected column is exact; "none" is an answer too."""
    cases = list(cases)
    given = [{k: v for k, v in c.items() if k not in EXPECTED[kind]} for c in cases]
    tally = Tally()
    for case, row in zip(cases, normalise_rows(kind, given), strict=True):
        differing = {c: row[c] for c in EXPECTED[kind] if parts(c, row[c]) != parts(c, case[c])}
        is_open = bool(differing) and bool({row["rule"], row.get("judgement", "")} & _OPEN)
        count(tally, True, not is_open, not differing)
        if differing:
            tally.mistakes.append(f"{case['class']}: {case['raw']} -> {differing}")
    return tally


def parts(column: str, text: str) -> list[str]:
    """A value as its parts, numbers without idle zeros."""
    if column == "value" and text:
        return [f"{Decimal(text).normalize():f}"]
    return [p.strip() for p in text.replace(",", ";").split(";")]


TALLIES: dict[str, Callable[[Iterable[Row]], Tally]] = {
    "agencies": tally_agencies,
    **{kind: functools.partial(tally_exact, kind) for kind in EXPECTED},
}
"""How each kind is counted."""


def main(arguments: list[str]) -> None:
    """Print a line per kind and half."""
    show = "--wrong" in arguments
    kinds = [a for a in arguments if not a.startswith("--")] or [*TALLIES, *FILES]
    if "statistics" in kinds:
        kinds += [k for k in FILES if k.startswith("stats_") and k not in kinds]
    print(f"{'kind':<24}{'half':<10}{'cases':>6}{'precision':>11}{'recall':>9}{'undecided':>11}")
    for kind in kinds:
        if kind in FILES:
            print_figures(kind)
            continue
        cases = read_cases(kind)
        for half in ("tune", "held_out"):
            tally = TALLIES[kind](c for c in cases if c["half"] == half)
            total = tally.answered + tally.invented + tally.declined
            shares = f"{tally.precision:>11.3f}{tally.recall:>9.3f}{tally.undecided_share:>11.3f}"
            print(f"{kind:<24}{half:<10}{total:>6}{shares}")
            if show and half == "tune":
                print("\n".join(f"    {m}" for m in tally.mistakes))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reads the statistics cases: small tables as printed, and their facts by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from planhouse.geometry import Place
from planhouse.records import Statistic
from planhouse.table import Column, Fragment, LogicalCell, LogicalRow, LogicalTable

CASES = Path(__file__).parent / "cases" / "stats"


@dataclass(frozen=True)
class TableCase:
    id: str
    table: LogicalTable
    facts: list[dict[str, str]]


def build_table(
    text: str,
    caption: str | None = None,
    headers: int = 0,
    notes: tuple[str, ...] = (),
    heading: str | None = None,
    number: int = 1,
) -> LogicalTable:
    """A logical table of plain strings: a line is a row, "|" parts cells, the first lines are headers."""
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(len(r) for r in rows)
    rows = [r + [""] * (width - len(r)) for r in rows]
    columns = tuple(Column(tuple(r[c].strip() for r in rows[:headers] if r[c].strip())) for c in range(width))
    body = tuple(
        LogicalRow(tuple(build_cell(t, line) for t in r))
        for line, r in enumerate(rows[headers:], headers + 1)
    )
    marks = tuple(Fragment(n, Place(None, None, (99, 99))) for n in notes)
    return LogicalTable(number, columns, body, caption=caption, notes=marks, heading=heading)


def build_cell(text: str, line: int = 1) -> LogicalCell:
    text = text.strip().replace("\\n", "\n")
    return LogicalCell(text, (Fragment(text, Place(None, None, (line, line))),) if text else ())


def read_table_cases(name: str) -> list[TableCase]:
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    read = []
    for case in cases:
        fields = case["fields"].split()
        facts = [
            case.get("common", {}) | dict(zip(fields, line.split("|"), strict=True))
            for line in case["facts"].strip().split("\n")
            if line
        ]
        table = build_table(
            case["table"],
            case.get("caption"),
            case.get("headers", 0),
            tuple(case.get("notes", ())),
            case.get("heading"),
        )
        read.append(TableCase(case["id"], table, facts))
    return read


FIELDS = ("value", "unit", "kind", "period", "area", "measure", "category")


def read_fact(fact: Statistic) -> dict[str, str]:
    """A statistic in the fields of a case."""
    value = "none" if fact.value is None else str(fact.value.normalize())
    return {
        "value": value, "unit": fact.unit or "", "kind": fact.kind, "period": fact.period_raw or "",
        "area": fact.area or "", "measure": fact.measure or "", "category": fact.category or "",
    }  # fmt: skip


def fold(field: str, text: str) -> str:
    if field == "value" and text not in ("", "none"):
        return str(Decimal(text).normalize())
    return " ".join(text.casefold().split())


def compare(
    expected: list[dict[str, str]], found: list[dict[str, str]], fields: tuple[str, ...] = FIELDS
) -> dict[str, tuple[int, int, int]]:
    """Hits, expected and found for each field and for all of them: facts as multisets of field and value.

    A field counts together with its value (a period is right only on the right figure).
    """
    result = {}
    for name in (*fields, "all"):
        keys = fields if name == "all" else ("value", name)
        want = [tuple(fold(k, e.get(k, "")) for k in keys) for e in expected]
        have = [tuple(fold(k, f.get(k, "")) for k in keys) for f in found]
        left = list(have)
        hits = 0
        for w in want:
            if w in left:
                left.remove(w)
                hits += 1
        result[name] = (hits, len(want), len(have))
    return result


PROSE_FIELDS = ("value", "kind", "unit", "period", "area", "measure")


def is_same_wording(expected: str, found: str) -> bool:
    """Whether two wordings of a measure share at least half of their words."""
    want, have = set(expected.casefold().split()), set(found.casefold().split())
    return want == have or bool(want and have and len(want & have) / len(want | have) >= 0.5)


def compare_prose(
    expected: list[dict[str, str]], found: list[dict[str, str]]
) -> dict[str, tuple[int, int, int]]:
    """As ``compare`` for sentences; a measure is right where it shares half its words."""
    result = {}
    for name in (*PROSE_FIELDS, "all"):
        keys = PROSE_FIELDS if name == "all" else ("value", name)
        left, hits = list(found), 0
        for want in expected:
            match = next((f for f in left if all(_agrees(k, want, f) for k in keys)), None)
            if match is not None:
                left.remove(match)
                hits += 1
        result[name] = (hits, len(expected), len(found))
    return result


def _agrees(field: str, want: dict[str, str], have: dict[str, str]) -> bool:
    if field == "measure":
        return is_same_wording(want[field], have[field])
    return fold(field, want[field]) == fold(field, have[field])

"""Reads the statistics cases: small tables as printed, and their facts by hand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from parsers.kinds.table_titles import find_introduction
from planhouse.geometry import Place
from planhouse.records import Statistic
from planhouse.table import Column, Fragment, LogicalCell, LogicalRow, LogicalTable

CASES = Path(__file__).parent / "cases" / "stats"


@dataclass(frozen=True)
class TableCase:
    id: str
    table: LogicalTable
    facts: list[dict[str, str]]
    errors: tuple[tuple[str, str], ...] = ()
    """Figures that are wrong in print on purpose: as printed, and where."""
    also: dict[str, list[str]] = field(default_factory=dict)
    """Wordings that would do as well for a measure, or for a period ("" for none)."""
    text: str = ""
    """The table as a text export prints it, caption and notes included."""
    document_area: str = ""
    """The area of the document, which a figure may have where its key gives it none."""

    @property
    def pdf(self) -> Path:
        """The case printed, where there is such a file."""
        return CASES / "documents" / f"{re.sub(r'[^a-z0-9]+', '-', self.id.casefold()).strip('-')}.pdf"


def build_table(
    text: str,
    caption: str | None = None,
    headers: int = 0,
    notes: tuple[str, ...] = (),
    heading: str | None = None,
    number: int = 1,
    before: str = "",
) -> LogicalTable:
    """A logical table of plain strings: a line is a row, "|" parts cells, the first lines are headers.

    ``before`` is the paragraph above it.
    """
    rows = [line.split("|") for line in text.strip("\n").split("\n")]
    width = max(len(r) for r in rows)
    rows = [r + [""] * (width - len(r)) for r in rows]
    columns = tuple(Column(tuple(r[c].strip() for r in rows[:headers] if r[c].strip())) for c in range(width))
    body = tuple(
        LogicalRow(tuple(build_cell(t, line) for t in r))
        for line, r in enumerate(rows[headers:], headers + 1)
    )
    marks = tuple(Fragment(n, Place(None, None, (99, 99))) for n in notes)
    said = find_introduction(before, caption)
    return LogicalTable(
        number, columns, body, caption=caption, notes=marks, heading=heading, introduction=said
    )


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
        rows = re.sub(r"(?<=[|])[<^](?=[|]|$)|^\^(?=[|])", "", case["table"], flags=re.M)
        table = build_table(
            rows,
            case.get("caption"),
            case.get("headers", 0),
            tuple(case.get("notes", ())),
            case.get("heading"),
            before=case.get("before", ""),
        )
        errors = tuple((raw, row) for raw, row in case.get("errors", ()))
        also, area = case.get("also", {}), case.get("document_area", "")
        read.append(TableCase(case["id"], table, facts, errors, also, _export(case, rows), area))
    return read


def _export(case: dict[str, Any], rows: str) -> str:
    """A case as a text export: tabs between cells, a caption above, notes below."""
    lines = [line.replace("|", "\t").replace("\\n", " ") for line in rows.strip("\n").split("\n")]
    head = [
        case.get("document", ""),
        "",
        case.get("heading", ""),
        "",
        *([case["before"], ""] if "before" in case else []),
        *([case["caption"]] if "caption" in case else []),
    ]
    return "\n".join(
        [*head, *lines, *case.get("notes", ()), "", "Members are asked to note what it says.", ""]
    )


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


def compare_loosely(
    expected: list[dict[str, str]],
    found: list[dict[str, str]],
    also: dict[str, list[str]] | None = None,
    document_area: str = "",
) -> dict[str, tuple[int, int, int]]:
    """As ``compare`` where another's wording is the key: each fact paired with the one most like it.

    Value, kind and period must be the same; of unit, area, measure and category half of the words. A period
    of two labels may be told in either order ("April 2016/17" is "2016/17 April", where "to" makes no range
    of it), "financial year 2022/23" is "2022/23", "from May to June" is "May to June", and a
    figure may have the document's own area where the key gives it none.
    """
    pairs = sorted(
        ((-sum(agreed.values()), abs(i - j), i, j, agreed)
        for i, want in enumerate(expected)
        for j, have in enumerate(found)
        if fold("value", want["value"]) == fold("value", have["value"])
        for agreed in [_agree_loosely(want, have, also or {}, document_area)]),
        key=lambda p: p[:4],
    )  # fmt: skip
    used: tuple[set[int], set[int]] = (set(), set())
    hits = dict.fromkeys((*FIELDS, "all"), 0)
    for _, _, i, j, agreed in pairs:
        if i in used[0] or j in used[1]:
            continue
        used[0].add(i)
        used[1].add(j)
        for name, right in agreed.items():
            hits[name] += right
        hits["all"] += all(agreed[name] for name in FIELDS if name != "category")
    return {name: (right, len(expected), len(found)) for name, right in hits.items()}


def _agree_loosely(
    want: dict[str, str], have: dict[str, str], also: dict[str, list[str]], document_area: str
) -> dict[str, bool]:
    want = dict.fromkeys(FIELDS, "") | want
    measures = [want["measure"], *also.get(want["measure"], ())]
    both = f"{have['measure']} {have['category']}"
    return {
        "value": True,
        "kind": want["kind"] == have["kind"],
        "unit": is_alike(want["unit"], have["unit"]),
        "period": any(
            is_same_period(p, have["period"]) for p in (want["period"], *also.get(want["period"], ()))
        ),
        "area": is_alike(want["area"], have["area"])
        or (not want["area"] and bool(document_area) and is_alike(document_area, have["area"])),
        "measure": any(
            is_alike(m, have["measure"]) or is_alike(f"{m} {want['category']}", both) for m in measures
        ),
        "category": is_alike(want["category"], have["category"]),
    }


def is_same_period(want: str, have: str) -> bool:
    """Whether two periods are told in the same words, those of no range in any order."""
    words = want.casefold().split()
    in_any_order = "to" not in words and sorted(words) == sorted(have.casefold().split())
    return in_any_order or _letters(_without_kind(want)) == _letters(_without_kind(have))


def _without_kind(period: str) -> str:
    """ "2022/23" of "financial year 2022/23", "1 May to 2 June" of "from 1 May to 2 June"."""
    bare = re.sub(r"financial year (?=\d)", "", period.casefold())
    bare = re.sub(r"^(20\d\d(?:[/-]\d\d)?) (?=[a-z]+ to [a-z]+$)(.*)", r"\2 \1", bare)
    return re.sub(r"^from (?=.* to )", "", bare)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def is_alike(want: str, have: str) -> bool:
    """Whether two wordings share half of their words, or one is part of the other."""
    a, b = (set(re.findall(r"[a-z0-9£%]+", t.casefold().replace("% points", "percentage points")))
            for t in (want, have))  # fmt: skip
    return a == b or bool(a and b and (len(a & b) / len(a | b) >= 0.5 or a <= b or b <= a))


PROSE_FIELDS = ("value", "kind", "unit", "period", "area", "measure")


def is_same_wording(expected: str, found: str) -> bool:
    """Whether two wordings of a measure share at least half of their words; a colon is no part of one."""
    want, have = (set(text.casefold().replace(":", " ").split()) for text in (expected, found))
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

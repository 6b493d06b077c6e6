"""How often the facts of statistics tables and sentences are right, field by field, on both halves.

A field is right only together with its value: a period counts where it stands on the right figure. In
the blind cases, whose key another wrote, half of the words of a unit, area or measure are enough.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from parsers.kinds.figures_in_prose import ProsePiece, find_figures
from parsers.kinds.statistics import build_statistics
from parsers.read import read_plan
from planhouse.records import Statistic
from tests.parsers.stat_cases import (
    CASES,
    PROSE_FIELDS,
    TableCase,
    compare,
    compare_loosely,
    compare_prose,
    read_fact,
    read_table_cases,
)

Counts = dict[str, tuple[int, int, int]]
"""Field -> right, expected, found."""
FIELDS = ("value", "unit", "kind", "period", "area", "measure", "category", "all")
_BLIND = (
    tuple(f"blind_tuning{n}" for n in ("", *(f"_{k}" for k in range(2, 15)))),
    tuple(f"blind_held_out_{n}" for n in (7, 8)),
)
_OWN = (("tables_tuning",), ("tables_held_out",))
"""The project's own: as ``statistics`` in their very words, as ``stats_own`` compared as the blind ones."""
FILES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "statistics": _OWN,
    "stats_own": _OWN,
    "stats_blind": _BLIND,
    "stats_text": _BLIND,
    "stats_pdf": (
        ("blind_tuning", "blind_tuning_4", "blind_tuning_7", "blind_tuning_13"),
        ("blind_held_out_7", "blind_held_out_8"),
    ),
    "prose_figures": (
        tuple(f"prose_tuning{n}" for n in ("", *(f"_{k}" for k in range(2, 11)))),
        ("prose_held_out_7",),
    ),
}
"""Kind -> files of the tuning half and the held-out half; none once all cases served for tuning."""


def count_tables(name: str) -> tuple[int, Counts]:
    """Facts of the table cases of one file."""
    cases = read_table_cases(name)
    return len(cases), _add_up(
        compare(c.facts, [read_fact(f) for f in build_statistics(c.table, "d-1")[0]]) for c in cases
    )


def count_blind(name: str, way: str) -> tuple[int, Counts]:
    """Facts of the blind cases as built tables, through a text export, or through their PDFs."""
    results = []
    for case in read_table_cases(name):
        if way == "stats_pdf" and not case.pdf.exists():
            continue
        found = [read_fact(f) for f in read_case(case, way)]
        results.append(compare_loosely(case.facts, found, case.also, case.document_area))
    return len(results), _add_up(results)


def read_case(case: TableCase, way: str) -> tuple[Statistic, ...]:
    """The figures of a case; of a blind one those that have a value."""
    if way == "stats_own":
        return build_statistics(case.table, "d-1")[0]  # their keys name the cells without a value, too
    if way == "stats_blind":
        facts = build_statistics(case.table, "d-1")[0]
    elif way == "stats_text":
        facts = read_plan(case.text.encode(), "case.txt").statistics
    else:
        facts = read_plan(case.pdf.read_bytes(), case.pdf.name).statistics
    return tuple(f for f in facts if f.value is not None and not f.in_prose)


def count_prose(name: str) -> tuple[int, Counts]:
    """Facts of the sentences of one file."""
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    results = []
    for case in cases:
        lines = [line for line in case["facts"].strip().split("\n") if line]
        expected = [dict(zip(PROSE_FIELDS, line.split("|"), strict=True)) for line in lines]
        found = find_figures([ProsePiece(case["text"])], "d-1").statistics
        results.append(compare_prose(expected, [read_fact(f) for f in found]))
    return len(cases), _add_up(results)


def _add_up(results: Iterable[Counts]) -> Counts:
    total: Counts = {}
    for result in results:
        for field, counts in result.items():
            before = total.get(field, (0, 0, 0))
            total[field] = (before[0] + counts[0], before[1] + counts[1], before[2] + counts[2])
    return total


def _count(kind: str, name: str) -> tuple[int, Counts]:
    """Cases and facts of one file."""
    if kind.startswith("stats_"):
        return count_blind(name, kind)
    return count_tables(name) if kind == "statistics" else count_prose(name)


def print_figures(kind: str) -> None:
    """A line for each half and field of a kind of ``FILES``."""
    for half, names in zip(("tune", "held_out"), FILES[kind], strict=True):
        if not names:
            continue
        counted = [_count(kind, name) for name in names]
        cases, counts = sum(n for n, _ in counted), _add_up(c for _, c in counted)
        for field in FIELDS:
            if field not in counts:
                continue
            right, expected, found = counts[field]
            precision, recall = right / max(found, 1), right / max(expected, 1)
            print(f"{kind + ' ' + field:<24}{half:<10}{cases:>6}{precision:>11.3f}{recall:>9.3f}")

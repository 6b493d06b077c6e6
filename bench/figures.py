"""How often the facts of statistics tables and sentences are right, field by field, on both halves.

A field is right only together with its value: a period counts where it stands on the right figure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from parsers.kinds.figures_in_prose import ProsePiece, find_figures
from parsers.kinds.statistics import build_statistics
from tests.parsers.stat_cases import CASES, PROSE_FIELDS, compare, compare_prose, read_fact, read_table_cases

Counts = dict[str, tuple[int, int, int]]
"""Field -> right, expected, found."""
FIELDS = ("value", "unit", "kind", "period", "area", "measure", "category", "all")
FILES = {
    "statistics": ("tables_tuning", "tables_held_out"),
    "prose_figures": ("prose_tuning", "prose_held_out"),
    "prose_figures_2": ("prose_tuning_2", "prose_held_out_2"),
}
"""Kind -> files of the tuning half and the held-out half."""


def count_tables(name: str) -> tuple[int, Counts]:
    """Facts of the table cases of one file."""
    cases = read_table_cases(name)
    return len(cases), _add_up(
        compare(c.facts, [read_fact(f) for f in build_statistics(c.table, "d-1")[0]]) for c in cases
    )


def count_prose(name: str) -> tuple[int, Counts]:
    """Facts of the sentences of one file."""
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    results = []
    for case in cases:
        lines = [line for line in case["facts"].strip().split("\n") if line]
        expected = [dict(zip(PROSE_FIELDS, line.split("|"), strict=True)) for line in lines]
        found = find_figures([ProsePiece(case["text"])], "d-1").statistics
        results.append(compare_prose(expected, [read_fact(f) for f in found]))
    return len(cases), _add_up(iter(results))


def _add_up(results: Iterator[Counts]) -> Counts:
    total: Counts = {}
    for result in results:
        for field, counts in result.items():
            before = total.get(field, (0, 0, 0))
            total[field] = (before[0] + counts[0], before[1] + counts[1], before[2] + counts[2])
    return total


def print_figures(kind: str) -> None:
    """A line for each half and field of ``statistics`` or ``prose_figures``."""
    count = count_tables if kind == "statistics" else count_prose
    for half, name in zip(("tune", "held_out"), FILES[kind], strict=True):
        cases, counts = count(name)
        for field in FIELDS:
            if field not in counts:
                continue
            right, expected, found = counts[field]
            precision, recall = right / max(found, 1), right / max(expected, 1)
            print(f"{kind + ' ' + field:<24}{half:<10}{cases:>6}{precision:>11.3f}{recall:>9.3f}")

"""Targets beside what they are targets of: the measure of the column on their left is theirs."""

from __future__ import annotations

from parsers.kinds.labels import parse_label
from planhouse.records import Statistic


def settle_targets(facts: list[Statistic]) -> list[Statistic]:
    """Give a target whose column names no measure that of the figure before it in its row.

    Only where that figure's own column names one: "% within standard" beside "Target %".
    """
    rows: dict[int | None, list[Statistic]] = {}
    for fact in facts:
        rows.setdefault(fact.row, []).append(fact)
    return [_measured(fact, rows[fact.row]) for fact in facts]


def _measured(fact: Statistic, row: list[Statistic]) -> Statistic:
    if fact.kind != "target" or not fact.column_path or _names_measure(fact):
        return fact
    before = [f for f in row if (f.column or 0) < (fact.column or 0) and f.kind != "target"]
    if not before or before[-1].column_path == fact.column_path:
        return fact
    of = before[-1]
    measured = {parse_label(t).core for t in of.column_path}
    if of.measure not in measured or fact.measure in measured:
        return fact
    same = {of.unit, fact.unit} - {None, "count"}
    return fact if len(same) > 1 else fact.model_copy(update={"measure": of.measure, "unit": of.unit})


def _names_measure(fact: Statistic) -> bool:
    """Whether a label over the target says more than that it is one."""
    return any(len(parse_label(t).core.split()) > 2 or parse_label(t).is_counting for t in fact.column_path)

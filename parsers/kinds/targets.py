"""Targets: labels that are theirs by what stands beside them, and the measure of the column on their left."""

from __future__ import annotations

import re

from parsers.kinds.labels import Label, parse_label
from planhouse.records import Statistic

_STANDARD = re.compile(
    r"(?:(?:service|national|local|agreed|response|performance|quality|minimum|required|expected) )?"
    r"(?:standards?|threshold|aim|milestone)|expected|required",
    re.I,
)
"""What is to be reached, where nothing beside it is a sort ("High", "Medium", "Standard" are risks)."""


def find_standards(labels: dict[str, Label]) -> set[str]:
    """The label such as "Standard" beside periods or results alone: what was to be reached in each row."""
    found = {t for t, label in labels.items() if _STANDARD.fullmatch(label.core) and label.kind is None}
    beside = [label for t, label in labels.items() if t not in found]
    is_alone = all(label.sort != "other" or label.is_status or label.kind for label in beside)
    is_dated = any(label.sort == "period" or label.is_status for label in beside)
    return found if len(found) == 1 and is_alone and is_dated else set()


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

"""A column of shares in brackets beside counts: "38" and "(42%)" as cells of their own.

A number alone in brackets is negative by the custom of accounts, but no share is less than nothing.
"""

from __future__ import annotations

import re

from planhouse.records import Statistic

_IN_BRACKETS = re.compile(r"\(\s*\d[\d.,]*\s?%\s*\)")


def settle_shares(facts: list[Statistic]) -> list[Statistic]:
    """Make shares positive where their whole column is printed in brackets; labels as of the count before.

    Only a column without a header of its own has what its counts are under.
    """
    columns: dict[int | None, list[Statistic]] = {}
    for fact in facts:
        columns.setdefault(fact.column, []).append(fact)
    bracketed = {c for c, own in columns.items() if _are_shares(own)}
    at = {(f.row, f.column): f for f in facts}
    return [
        _settled(f, at.get((f.row, (f.column or 0) - 1)))
        if f.column in bracketed and f.value is not None and _IN_BRACKETS.fullmatch(f.raw.text.strip())
        else f
        for f in facts
    ]


def _are_shares(column: list[Statistic]) -> bool:
    """Whether all figures of a column that print "%" stand in brackets, and none is a change."""
    printed = [f for f in column if "%" in f.raw.text and f.value is not None]
    return bool(printed) and all(
        f.kind == "share" and _IN_BRACKETS.fullmatch(f.raw.text.strip()) for f in printed
    )


def _settled(fact: Statistic, count: Statistic | None) -> Statistic:
    said: dict[str, object] = {"value": abs(fact.value) if fact.value is not None else None}
    if not fact.column_path and count is not None and count.unit == "count" and count.column_path:
        said |= {
            "column_path": count.column_path,
            "period_raw": count.period_raw,
            "area": count.area,
            "measure": count.measure,
            "category": count.category,
        }
    return fact.model_copy(update=said)

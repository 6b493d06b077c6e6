"""A column headed "%" beside two periods: a share, or the change between them? The figures tell."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from parsers.kinds.labels import parse_label
from planhouse.records import Statistic

LEAST_ROWS = 3
"""Rows in which a figure must be the change between the two before it."""
LEAST_SHARE = Decimal("0.7")
"""And the share of the rows that tell anything; the rest may be misprints."""


def settle_changes(facts: list[Statistic]) -> list[Statistic]:
    """Make changes of the figures under a bare "%" that are the changes between two periods left of them."""
    rows: dict[int | None, list[Statistic]] = {}
    for fact in facts:
        rows.setdefault(fact.row, []).append(fact)
    votes: dict[int | None, list[bool]] = {}
    for fact in facts:
        if fact.kind == "share" and _is_bare(fact) and fact.value is not None:
            before = [f for f in rows[fact.row] if (f.column or 0) < (fact.column or 0) and _is_level(f)]
            if len(before) >= 2 and _names_two_periods(before[-2], before[-1]):
                votes.setdefault(fact.column, []).append(_is_change(fact.value, before[-2], before[-1]))
    columns = {
        c for c, said in votes.items() if sum(said) >= LEAST_ROWS and sum(said) >= LEAST_SHARE * len(said)
    }
    return [
        f.model_copy(update={"kind": "change_pct", "period_raw": _period_of_label(f)})
        if f.column in columns and f.kind == "share" and _is_bare(f)
        else f
        for f in facts
    ]


def _is_bare(fact: Statistic) -> bool:
    labels = [parse_label(t) for t in fact.column_path]
    return bool(labels) and all(label.sort == "unit" and label.unit == "%" for label in labels)


def _is_level(fact: Statistic) -> bool:
    return fact.value is not None and fact.unit != "%" and fact.kind in ("level", "rate")


def _names_two_periods(first: Statistic, second: Statistic) -> bool:
    return first.period_raw is not None and first.period_raw != second.period_raw and bool(second.period_raw)


def _is_change(printed: Decimal, first: Statistic, second: Statistic) -> bool:
    """Whether the printed figure is the change from one to the other, in either order, rounded."""
    step = Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent)))
    for old, new in ((first.value, second.value), (second.value, first.value)):
        if old and new is not None:
            change = ((new - old) / abs(old) * 100).quantize(step, ROUND_HALF_UP)
            if abs(abs(change) - abs(printed)) <= step and (change * printed >= 0 or printed > 0):
                return True
    return False


def _period_of_label(fact: Statistic) -> str | None:
    return next((p for t in fact.column_path if (p := parse_label(t).period)), None)

"""Limits of confidence beside the figure they are of: its unit, kind and measure are theirs."""

from __future__ import annotations

import re

from parsers.kinds.labels import parse_label
from planhouse.records import Statistic

_SURE = re.compile(
    r"(?:\d+\s?% )?(?:(?:lower|upper) (?:\d+\s?% )?(?:confidence |c\.?i\.?\s?)?(?:limits?|bounds?|intervals?)"
    r"|(?:lower|upper) (?:\d+\s?% )?(?:c\.?i\.?|c\.?l\.?)"
    r"|(?:(?:lower|upper) )?(?:\d+\s?% )?confidence (?:limits?|intervals?|bounds?)"
    r"(?: ?[-–,:(]* ?(?:lower|upper)\)?)?"
    r"|(?:\d+\s?% )?(?:c\.?i\.?|l\.?c\.?[il]\.?|u\.?c\.?[il]\.?)(?: ?[-–,:(]* ?(?:lower|upper)\)?)?)"
    r"(?: ?\(?(?:\+/-|±|\d+\s?%)\)?)?",
    re.I,
)
"""A label that is nothing but a limit, whatever stands beside it."""
_SIDE = re.compile(r"(lower|upper)", re.I)
"""One that is a limit where the other side is a label too."""


def is_limit(text: str) -> bool:
    """Whether a label is a limit of confidence and nothing else: "Lower 95% limit", "95% CI"."""
    return _SURE.fullmatch(" ".join(text.split())) is not None


def settle_limits(facts: list[Statistic]) -> list[Statistic]:
    """Give each limit the unit, kind and measure of the rate or share it is of.

    That is the nearest figure of its row, a rate or share before a count; where limits are rows, the
    nearest of its column.
    """
    sides = {t.casefold() for f in facts for t in (*f.row_path, *f.column_path) if _SIDE.fullmatch(t)}
    is_pair = len(sides) == 2
    across = {f.statistic_id for f in facts if any(_limits(t, is_pair) for t in f.column_path)}
    down = {f.statistic_id for f in facts if any(_limits(t, is_pair) for t in f.row_path)} - across
    if not across and not down:
        return facts
    rows: dict[int | None, list[Statistic]] = {}
    columns: dict[int | None, list[Statistic]] = {}
    for fact in facts:
        if fact.statistic_id not in across | down and not _is_base(fact):
            rows.setdefault(fact.row, []).append(fact)
            columns.setdefault(fact.column, []).append(fact)
    settled = []
    for fact in facts:
        beside: list[tuple[int, Statistic]] = []
        if fact.statistic_id in across:
            beside = [(abs((f.column or 0) - (fact.column or 0)), f) for f in rows.get(fact.row, ())]
        elif fact.statistic_id in down:
            beside = [(abs((f.row or 0) - (fact.row or 0)), f) for f in columns.get(fact.column, ())]
        settled.append(_as_limit_of(fact, beside) if beside else fact)
    return settled


def _limits(text: str, is_pair: bool) -> bool:
    return is_limit(text) or (is_pair and _SIDE.fullmatch(text) is not None)


def _is_base(fact: Statistic) -> bool:
    return fact.kind in ("rank", "change_abs", "change_pct") or any(
        parse_label(t).is_base for t in (*fact.row_path, *fact.column_path)
    )


def _as_limit_of(fact: Statistic, beside: list[tuple[int, Statistic]]) -> Statistic:
    of = min(beside, key=lambda b: (b[1].kind not in ("rate", "share"), b[0]))[1]
    return fact.model_copy(update={"unit": of.unit, "kind": of.kind, "measure": of.measure})

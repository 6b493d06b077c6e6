"""Limits of confidence beside the figure they are of: its unit, kind and measure are theirs."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Literal

from parsers.kinds.labels import parse_label
from planhouse.records import Statistic

_Line = Literal["row", "column"]

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
    """Give each limit the unit, kind and measure of the figure it is of.

    That is the one of its row whose value lies between the limits, a rate or share before a count, the
    nearest of several; where limits are rows, the same of its column.
    """
    sides = {t.casefold() for f in facts for t in (*f.row_path, *f.column_path) if _SIDE.fullmatch(t)}
    is_pair = len(sides) == 2
    across = {f.statistic_id for f in facts if any(_limits(t, is_pair) for t in f.column_path)}
    down = {f.statistic_id for f in facts if any(_limits(t, is_pair) for t in f.row_path)} - across
    if not across and not down:
        return facts
    of = _find_limited([f for f in facts if f.statistic_id not in down], across, "row", "column")
    of |= _find_limited([f for f in facts if f.statistic_id not in across], down, "column", "row")
    return [
        f.model_copy(update={"unit": b.unit, "kind": b.kind, "measure": b.measure})
        if (b := of.get(f.statistic_id))
        else f
        for f in facts
    ]


def _find_limited(
    facts: list[Statistic], limits: set[str], line: _Line, along: _Line
) -> dict[str, Statistic]:
    """Id of each limit -> the figure it is of, in rows or in columns."""
    lines: dict[int | None, list[Statistic]] = {}
    for fact in facts:
        lines.setdefault(getattr(fact, line), []).append(fact)
    found: dict[str, Statistic] = {}
    for beside in lines.values():
        beside.sort(key=lambda f: getattr(f, along) or 0)
        figures = [f for f in beside if f.statistic_id not in limits and not _is_base(f)]
        for is_limits, run in groupby(beside, key=lambda f: f.statistic_id in limits):
            pair = list(run) if is_limits and figures else []
            of = min(figures, key=lambda f: _distance(f, pair, along)) if pair else None
            found |= {limit.statistic_id: of for limit in pair if of is not None}
    return found


def _distance(fact: Statistic, pair: list[Statistic], along: _Line) -> tuple[bool, bool, int]:
    """How far a figure is from being the one that two limits are of, the first of its parts deciding."""
    values = [f.value for f in pair if f.value is not None]
    within = fact.value is not None and len(values) > 1 and min(values) <= fact.value <= max(values)
    apart = abs((getattr(fact, along) or 0) - (getattr(pair[0], along) or 0))
    return not within, fact.kind not in ("rate", "share"), apart


def _limits(text: str, is_pair: bool) -> bool:
    return is_limit(text) or (is_pair and _SIDE.fullmatch(text) is not None)


def _is_base(fact: Statistic) -> bool:
    return fact.kind in ("rank", "change_abs", "change_pct") or any(
        parse_label(t).is_base for t in (*fact.row_path, *fact.column_path)
    )

"""Arithmetic of figures in sentences: within a sentence, and against the document's tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.places import find_places, strip_area_words
from parsers.sums import build_check, judge, judge_change, step_of
from planhouse.checks import Check
from planhouse.ids import fold_text
from planhouse.records import Statistic

_LOOSE = {"more_than", "less_than", "almost", "about", "up_to", "at_least"}
_CHANGES = ("change_abs", "change_pct")
_COMMON = {
    "number",
    "recorded",
    "total",
    "figure",
    "with",
    "from",
    "that",
    "were",
    "have",
    "been",
    "this",
    "police",
}


@dataclass(frozen=True, slots=True)
class MatchTolerances:
    """When a figure in prose is taken for one of a table; set on the tuning cases."""

    least_level: Decimal = Decimal(100)
    """Smaller levels are alike by chance too often."""
    measure_overlap: float = 0.5
    """Share of the prose measure's words that the table's labels must have."""


TOLERANCES = MatchTolerances()


def find_prose_checks(prose: Sequence[Statistic], tabled: Sequence[Statistic]) -> tuple[Check, ...]:
    """Checks of figures in sentences: changes against their two ends, and against the tables."""
    checks: list[Check] = []
    tables = [f for f in tabled if f.duplicate_of is None and f.value is not None]
    for facts in _by_sentence(prose):
        checks += _find_changes(facts)
        checks += _find_repeats(facts, tables)
    return tuple(checks)


def _by_sentence(prose: Sequence[Statistic]) -> list[list[Statistic]]:
    """Figures of one printed sentence together, in order."""
    groups: list[list[Statistic]] = []
    for fact in prose:
        if groups and groups[-1][-1].sentence == fact.sentence:
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups


def _find_changes(facts: list[Statistic]) -> list[Check]:
    """As in "from 790 to 1,233, an increase of 56%": the change against the two ends before it."""
    checks: list[Check] = []
    ends: list[Statistic] = []
    for fact in facts:
        if "from" in fact.flags:
            ends = [fact]
        elif "to" in fact.flags and len(ends) == 1 and ends[0].unit == fact.unit:
            ends.append(fact)
        elif fact.kind in _CHANGES and len(ends) == 2 and _says_change(ends, fact):
            checks.append(judge_change(_with_direction(fact), ends[0], ends[1]))
        elif fact.kind not in _CHANGES:
            ends = []
    return checks


def _says_change(ends: list[Statistic], change: Statistic) -> bool:
    """Whether the change is said of these two ends: a direction, and nothing between that parts them."""
    if _LOOSE & set(change.flags) or not {"increase", "decrease"} & set(change.flags):
        return False
    text = _sentence(change)
    start = text.find(ends[1].raw.text)
    between = text[start + len(ends[1].raw.text) : text.find(change.raw.text, start + 1)]
    return start >= 0 and len(between) <= 60 and not re.search(r"[;.]\s", between)


def _with_direction(fact: Statistic) -> Statistic:
    """The change with the sign its direction means; ids and wording stay."""
    if fact.value is not None and fact.value > 0 and "decrease" in fact.flags:
        return fact.model_copy(update={"value": -fact.value})
    return fact


def _find_repeats(facts: list[Statistic], tables: list[Statistic]) -> list[Check]:
    checks: list[Check] = []
    matched: Statistic | None = None
    for fact in facts:
        if fact.value is None or _LOOSE & set(fact.flags):
            continue
        if fact.kind == "level" and fact.value >= TOLERANCES.least_level:
            matched = _find_same_level(fact, tables)
            if matched is not None:
                message = f"{fact.raw.text} in prose, {matched.raw.text} in table {matched.table}"
                verdict = judge(fact.value, matched.value or Decimal(0), step_of(fact))
                checks.append(
                    build_check("repeated_figure", fact, [matched], matched.value, verdict, message)
                )
        elif fact.kind == "change_abs" and matched is not None:
            checks += _judge_against_row(fact, matched, tables)
        elif fact.kind == "change_pct":
            checks += _judge_same_change(fact, tables)
        elif fact.kind == "share":
            checks += _judge_part_of(fact, tables)
    return checks


def _find_same_level(fact: Statistic, tables: list[Statistic]) -> Statistic | None:
    """The table figure a sentence repeats: equal in value and unit, or of one measure, area and period."""
    for other in tables:
        if other.kind != "level" or other.unit != fact.unit:
            continue
        apart = fact.area and other.area and fact.area != other.area
        dated = fact.period_raw and other.period_raw and fact.period_raw != other.period_raw
        if other.value == fact.value and not apart and not dated and _shares_words(fact, other, 0.2):
            return other
    for other in tables:
        told = (
            fact.area and fact.area == other.area and fact.period_raw and fact.period_raw == other.period_raw
        )
        same_kind = other.kind == "level" and other.unit == fact.unit
        if told and same_kind and _shares_words(fact, other, 0.9) and not other.category:
            return other
    return None


def _judge_against_row(fact: Statistic, last: Statistic, tables: list[Statistic]) -> list[Check]:
    """As in "£7,867 less than in the previous year" against the row that holds this year's figure."""
    row = [f for f in tables if f.table == last.table and f.row == last.row and f.unit == last.unit]
    before = [f for f in row if (f.column or 0) < (last.column or 0)]
    if not before or not re.search(r"previous|last year|year before|prior", _sentence(fact), re.I):
        return []
    return [judge_change(_with_direction(fact), before[-1], last)]


def _judge_same_change(fact: Statistic, tables: list[Statistic]) -> list[Check]:
    """A percentage in prose that a table prints with more digits."""
    for other in tables:
        if other.kind != "change_pct" or other.area != fact.area or fact.area is None or other.value is None:
            continue
        if not _shares_words(fact, other, TOLERANCES.measure_overlap):
            continue
        exact = abs(other.value)
        verdict = judge(fact.value or Decimal(0), exact, step_of(fact))
        if verdict == "fails" and not _same_period(fact, other, tables):
            continue
        message = f"{fact.raw.text} in prose, {other.raw.text} in table {other.table}"
        return [build_check("repeated_figure", fact, [other], exact, verdict, message)]
    return []


def _same_period(fact: Statistic, other: Statistic, tables: list[Statistic]) -> bool:
    """Whether the change's row ends with the period the sentence names."""
    periods = [f.period_raw for f in tables if f.table == other.table and f.row == other.row and f.period_raw]
    return fact.period_raw is not None and bool(periods) and periods[-1] == fact.period_raw


def _judge_part_of(fact: Statistic, tables: list[Statistic]) -> list[Check]:
    """As in "Oxford accounts for 28% of all incidents in Oxfordshire": one area's figure on another's."""
    measure = fact.measure or ""
    named = [measure[s:e] for s, e in find_places(measure)]
    if fact.area is None or len(named) != 1 or named[0] == fact.area or "account" not in _sentence(fact):
        return []
    parts = [f for f in tables if f.area == fact.area and f.kind == "level"]
    wholes = [f for f in tables if f.area == strip_area_words(named[0]) and f.kind == "level"]
    pairs = [
        (a, b)
        for a in parts
        for b in wholes
        if a.table == b.table and a.column == b.column and b.value and _shares_words(fact, a, 0.5)
    ]
    if not pairs:
        return []
    a, b = max(pairs, key=lambda p: ("total" in " ".join(p[0].column_path).casefold(), p[0].column or 0))
    exact = (a.value or Decimal(0)) / (b.value or Decimal(1)) * 100
    verdict = judge(fact.value or Decimal(0), exact, step_of(fact))
    message = f"{a.value} / {b.value} = {exact:.2f}%, printed {fact.raw.text}"
    return [build_check("repeated_figure", fact, [a, b], exact, verdict, message)]


def _sentence(fact: Statistic) -> str:
    return fact.sentence.text if fact.sentence else ""


def _shares_words(fact: Statistic, other: Statistic, share: float) -> bool:
    """Whether the table's labels have at least ``share`` of the prose measure's words."""
    said = _stems(fact.measure or "") - _stems(fact.area or "")
    labels = (
        other.measure,
        other.category,
        other.caption.text if other.caption else "",
        *other.row_path,
        *other.column_path,
    )
    have = _stems(" ".join(t for t in labels if t))
    return bool(said) and len(said & have) / len(said) >= share


def _stems(text: str) -> set[str]:
    words = fold_text(text).split()
    return {_singular(w)[:7] for w in words if len(w) > 2 and w not in _COMMON and not w.isdigit()}


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word

"""Years that a wording leaves out: taken from its neighbours, else inferred from the plan's period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.date_units import FISCAL_MONTH, Unit, describe_span, read_fiscal
from normalise.frame import PlanContext

_LINK = re.compile(
    r"[\s,;:&/()+-]*(?:(?:and|to|or|until|till|through|then|by|early|mid|late|end|of|the)[\s-]*){0,4}"
)
_FISCAL_TEXT = re.compile(r"(?<!\d)((?:19|20)?\d\d)\s?[/–-]\s?((?:19|20)?\d\d)(?!\d)")
_FISCAL_WORDS = re.compile(r"financial|\bFY|\bApr|\bMarch\b", re.IGNORECASE)
_PLAN_YEAR = re.compile(
    r"\b(?:year|yr|y)[\s-]?(?P<n>[1-5]|one|two|three|four|five)\b(?!\s*(?:months|weeks))", re.IGNORECASE
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Dated:
    """A unit with its year, and how the year was had."""

    unit: Unit
    inferred: bool = False
    alternative: str = ""


def is_financial(frame: PlanContext) -> bool:
    """Whether the plan runs in financial years: its period is printed as "2021/22" or from April to March."""
    if frame.start_year is None:
        return False
    if any(read_fiscal(first, last) is not None for first, last in _FISCAL_TEXT.findall(frame.period_text)):
        return True
    if _FISCAL_WORDS.search(frame.period_text):
        return True
    return frame.end_year == frame.start_year + 1


def read_plan_year(text: str) -> int | None:
    """The number of "Year 2" of a plan, from 1."""
    match = _PLAN_YEAR.search(text)
    return None if match is None else _NUMBERS.get(match["n"].lower()) or int(match["n"])


def date_units(text: str, units: Sequence[Unit], frame: PlanContext) -> list[Dated]:
    """Every unit with its year: printed, a neighbour's, or inferred; without one where nothing tells."""
    dated = [Dated(_settle(u, frame)) for u in units]
    for at in range(len(dated) - 2, -1, -1):
        if dated[at].unit.year is None and _is_linked(text, dated[at].unit, dated[at + 1].unit):
            dated[at] = Dated(_borrow_from_next(dated[at].unit, dated[at + 1].unit))
    for at in range(1, len(dated)):
        if dated[at].unit.year is None and _is_linked(text, dated[at - 1].unit, dated[at].unit):
            dated[at] = Dated(_borrow_from_last(dated[at].unit, dated[at - 1].unit))
    number = read_plan_year(text)
    return [_infer_year(d.unit, frame, number) if d.unit.year is None else d for d in dated]


def _settle(unit: Unit, frame: PlanContext) -> Unit:
    """A unit with two readings in the light of the plan: its years, and whether they are financial."""
    if unit.rule == "calendar_quarter" and is_financial(frame):
        return _financial_quarter(unit)
    return _settle_number(unit, frame)


def _financial_quarter(unit: Unit) -> Unit:
    """``Q1 2024`` in a plan of financial years: April to June; the calendar's quarter is the alternative."""
    start = dt.date.fromisoformat(unit.alternative.partition("/")[0])
    other = describe_span(unit.year or start.year, unit.month, unit.months)
    return replace(unit, year=start.year, month=start.month, rule="fiscal_quarter", alternative=other)


def _settle_number(unit: Unit, frame: PlanContext) -> Unit:
    """``March 22`` in a plan for 2021-2025 is of 2022: no doubt is left."""
    is_day_or_year = unit.alternative.startswith("--")
    if not is_day_or_year or frame.years is None or unit.year is None:
        return unit
    first, last = frame.years
    if first - 1 <= unit.year <= last + 1:
        return replace(unit, alternative="")
    day = int(unit.alternative[-2:])
    return replace(
        unit, type="date", precision="day", months=0, year=None, day=day, rule="day", alternative=""
    )


def _is_linked(text: str, first: Unit, second: Unit) -> bool:
    return _LINK.fullmatch(text[first.finish : second.begin]) is not None


def _borrow_from_next(unit: Unit, other: Unit) -> Unit:
    """``April - June 2023``, ``Nov 2021 to Jan``: the latest such time not after the next."""
    if other.year is None:
        return unit
    if unit.is_quarter_number:
        return _place_quarter(unit, other)
    is_later = (unit.month, unit.day) > (other.month, other.day)
    if other.type in ("calendar_year", "fiscal_year"):
        return _place_in_year(unit, other)
    return replace(unit, year=other.year - is_later)


def _borrow_from_last(unit: Unit, other: Unit) -> Unit:
    """``October 2021 and March``: the first such time not before the last."""
    if other.year is None:
        return unit
    if unit.is_quarter_number:
        return _place_quarter(unit, other)
    if other.type in ("calendar_year", "fiscal_year"):
        return _place_in_year(unit, other)
    return replace(unit, year=other.year + ((unit.month, unit.day) < (other.month, other.day)))


def _place_in_year(unit: Unit, year: Unit) -> Unit:
    if year.type == "calendar_year" or year.year is None:
        return replace(unit, year=year.year)
    return replace(unit, year=year.year + (unit.month < FISCAL_MONTH))


def _place_quarter(unit: Unit, other: Unit) -> Unit:
    """A bare quarter beside a unit that tells which year is meant, and of which kind."""
    if other.year is None:
        return unit
    if other.rule == "calendar_quarter" or other.type == "calendar_year":
        return _calendar_quarter(unit, other.year)
    fiscal = other.year - (other.month < FISCAL_MONTH)
    return replace(
        unit, year=fiscal + (unit.month < FISCAL_MONTH), is_quarter_number=False, rule="fiscal_quarter"
    )


def _calendar_quarter(unit: Unit, year: int) -> Unit:
    """The quarter counted from January, with the financial reading as the alternative."""
    month = (unit.month + 8) % 12 + 1
    other = describe_span(year + (unit.month < FISCAL_MONTH), unit.month, 3)
    return replace(
        unit, year=year, month=month, is_quarter_number=False, rule="calendar_quarter", alternative=other
    )


def _describe_year(unit: Unit, year: int) -> str:
    """The unit in another year, as ISO dates; 29 February becomes the 28th where there is none."""
    if unit.months:
        return describe_span(year, unit.month, unit.months)
    day = dt.date(year, unit.month, min(unit.day, 28) if unit.month == 2 else unit.day)
    return f"{day}/{day}"


def _infer_year(unit: Unit, frame: PlanContext, number: int | None) -> Dated:
    """The first such time in the plan's period; a plan of several years leaves it unsure."""
    if frame.years is None:
        return Dated(unit)
    start, end = frame.years
    if number is not None:
        start, end = start + number - 1, start + number
    if unit.is_quarter_number and start == end:
        placed = _calendar_quarter(unit, start)
        return Dated(replace(placed, alternative=""), True, placed.alternative)
    year = start + (start != end and unit.month < FISCAL_MONTH)
    other = year + 1 if end - start > 1 or (start == end and unit.month < FISCAL_MONTH) else None
    if other is not None and number is None and (not is_financial(frame) or end - start > 1):
        alternative = _describe_year(unit, other)
    else:
        alternative = ""
    rule = "fiscal_quarter" if unit.is_quarter_number else unit.rule
    return Dated(replace(unit, year=year, is_quarter_number=False, rule=rule), True, alternative)

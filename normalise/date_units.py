"""The units of a wording of time: every day, month, season, quarter, year and named time it prints.

A unit is a run of whole months (or one day) and where it stands in the wording. Conventions: spring
March to May, summer June to August, autumn September to November, winter December to February of the
next year; the financial year runs from April to March and is named by its first year in "2021/22" and
by its last in "FY22"; quarters of a financial year are counted from April.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateutil import parser as dateutil_parser
from dateutil.easter import easter

from normalise.date_wording import MONTH_NUMBERS
from planhouse.derived import PeriodType

FISCAL_MONTH = 4
"""First month of a financial year of British public bodies."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12, "fall": 9}
"""First month of each season; each lasts three."""
_TERMS = {"autumn": (9, 4), "spring": (1, 3), "summer": (4, 4)}
"""School terms as first month and months: September to December, January to March, April to July."""
_COUNTS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "one": 1, "two": 2,
    "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4,
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit of time."""

    type: PeriodType
    precision: str
    begin: int
    finish: int
    """Place in the wording, in characters."""
    month: int
    """First month, 1 to 12."""
    months: int
    """Length in months; 0 for a day."""
    year: int | None = None
    """Calendar year of the first month; None where none is printed."""
    day: int = 0
    rule: str = ""
    alternative: str = ""
    """The other period the wording fits, as ISO dates."""
    is_quarter_number: bool = False
    """A quarter counted within a year that is not printed: its month counts from April until told."""
    weekdays: str = ""

    @property
    def start(self) -> dt.date:
        """First day; only where the year is known."""
        if self.year is None:
            raise ValueError("a unit without a year has no dates")
        return dt.date(self.year, self.month, self.day or 1)

    @property
    def end(self) -> dt.date:
        """Last day."""
        return self.start if not self.months else add_months(self.start, self.months) - dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The first of the month so many months on; ``day`` is the first of a month."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def describe_span(year: int, month: int, months: int) -> str:
    """A run of months as ISO dates: "2021-04-01/2022-03-31"."""
    start = dt.date(year, month, 1)
    return f"{start}/{add_months(start, months) - dt.timedelta(days=1)}"


def full_year(digits: str) -> int:
    """``22`` -> 2022, ``'98`` -> 1998: two digits are of this century up to 60."""
    value = int(digits.strip("'"))
    if value >= 100:
        return value
    return 2000 + value if value <= 60 else 1900 + value


def read_fiscal(first: str, last: str) -> int | None:
    """First calendar year of ``2021/22``; None where the second year does not follow the first."""
    start = full_year(first)
    return (
        start if int(last) % 100 == (start + 1) % 100 and (len(last) < 4 or int(last) == start + 1) else None
    )


def _unit(
    match: re.Match[str], type_: PeriodType, precision: str, month: int, months: int, **more: object
) -> Unit:
    begin, finish = match.span()
    finish = begin + len(match[0].rstrip(" ,.;:([-"))
    unit = Unit(type_, precision, begin, finish, month, months)
    return replace(unit, **more)  # type: ignore[arg-type]


def read_day(match: re.Match[str]) -> Iterator[Unit]:
    """A day date in any ordinary form, read by dateutil, day before month."""
    text = match[0].replace("#", "").strip(" ,.")
    try:
        if re.match(r"\d{4}-", text):
            date = dt.date.fromisoformat(text)
        else:
            date = dateutil_parser.parse(text, dayfirst=True, default=dt.datetime(2001, 1, 1)).date()
    except (ValueError, OverflowError):
        return
    if 1950 <= date.year <= 2100:
        yield _unit(match, "date", "day", date.month, 0, year=date.year, day=date.day, rule="day")


def read_day_without_year(match: re.Match[str]) -> Iterator[Unit]:
    """``3 July``, the year to be had from elsewhere."""
    month, day = MONTH_NUMBERS[match["month"].lower()], int(match["day"])
    if _is_day(2000, month, day):
        yield _unit(match, "date", "day", month, 0, day=day, rule="day")


def read_month_then_number(match: re.Match[str]) -> Iterator[Unit]:
    """``March 22``: the month of a year, or the day of a month; both readings are kept."""
    month, number = MONTH_NUMBERS[match["month"].lower()], int(match["number"])
    if number < 5 or number > 60:
        if _is_day(2000, month, number):
            yield _unit(match, "date", "day", month, 0, day=number, rule="day")
        return
    is_plain = "'" in match[0] or "-" in match[0] or number > 31
    other = f"--{month:02d}-{number:02d}" if _is_day(2000, month, number) and not is_plain else ""
    yield _unit(match, "month", "month", month, 1, year=2000 + number, rule="month", alternative=other)


def read_days_of_month(match: re.Match[str]) -> Iterator[Unit]:
    """``1-15 October 2022``: two days that share month and year."""
    month = MONTH_NUMBERS[match["month"].lower()]
    year = full_year(match["year"]) if match["year"] else None
    first, last = int(match["from"]), int(match["to"])
    if not (_is_day(year or 2000, month, first) and _is_day(year or 2000, month, last)):
        return
    middle = match.end("from") + (match.string[match.end("from") :][:1] == "#")
    unit = _unit(match, "date", "day", month, 0, year=year, rule="day")
    yield replace(unit, day=first, finish=middle)
    yield replace(unit, day=last, begin=match.start("to"))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def read_month(match: re.Match[str]) -> Iterator[Unit]:
    """A month with its year, or in its financial year."""
    yield from _run_of_label(match, "month", "month", MONTH_NUMBERS[match["month"].lower()], 1)


def read_numbered_month(match: re.Match[str]) -> Iterator[Unit]:
    """``06/2022``."""
    month = int(match["number"])
    if 1 <= month <= 12:
        yield _unit(match, "month", "month", month, 1, year=full_year(match["year"]), rule="month")


def read_bare_month(match: re.Match[str]) -> Iterator[Unit]:
    """``July``, the year to be had from elsewhere."""
    yield _unit(match, "month", "month", MONTH_NUMBERS[match["month"].lower()], 1, rule="month")


def read_season(match: re.Match[str]) -> Iterator[Unit]:
    """A season or school term, with or without year."""
    name = match["season"].lower()
    if match["term"]:
        month, months = _TERMS["autumn" if name == "fall" else name] if name != "winter" else _TERMS["autumn"]
        yield from _run_of_label(match, "season", "season", month, months, rule="school_term")
        return
    month = SEASONS[name]
    groups = match.groupdict()
    year = full_year(groups["year"]) if groups.get("year") else None
    # A winter named by one year may also be the one that ends in it.
    other = describe_span(year - 1, 12, 3) if month == 12 and year else ""
    yield from _run_of_label(match, "season", "season", month, 3, alternative=other)


def _run_of_label(
    match: re.Match[str], type_: PeriodType, precision: str, month: int, months: int,
    rule: str = "", alternative: str = "",
) -> Iterator[Unit]:  # fmt: skip
    """A run of months in a printed year; in a financial year the months before April are of its second."""
    rule = rule or type_
    groups = match.groupdict()
    if groups.get("first"):
        first = read_fiscal(match["first"], match["last"])
        if first is None:
            return
        year = first if month >= FISCAL_MONTH else first + 1
        yield _unit(match, type_, precision, month, months, year=year, rule=f"{rule}_of_fiscal_year")
    elif groups.get("year"):
        year = full_year(match["year"])
        yield _unit(match, type_, precision, month, months, year=year, rule=rule, alternative=alternative)
    else:
        yield _unit(match, type_, precision, month, months, rule=rule)


def read_quarter(match: re.Match[str]) -> Iterator[Unit]:
    """A quarter of a printed financial or calendar year, or of a year not printed."""
    number = _COUNTS[(match["n"] or match["nth"]).lower()]
    groups = match.groupdict()
    month = (FISCAL_MONTH - 1 + 3 * (number - 1)) % 12 + 1
    if groups.get("first"):
        first = read_fiscal(match["first"], match["last"])
        if first is None:
            return
        year = first + (number == 4)
        yield _unit(match, "quarter", "quarter", month, 3, year=year, rule="fiscal_quarter")
        return
    label = groups.get("year")
    if label is None:
        yield _unit(match, "quarter", "quarter", month, 3, rule="quarter", is_quarter_number=True)
        return
    year = full_year(label)
    if re.search(r"f\.?y|financial", match[0], re.IGNORECASE):
        unit = _unit(match, "quarter", "quarter", month, 3, rule="fiscal_quarter_label")
        # FY24 ends in 2024; some name it by its first year, as the year alone may be.
        other = describe_span(year + (number == 4), month, 3)
        yield replace(unit, year=year - 1 + (number == 4), alternative=other)
        return
    unit = _unit(match, "quarter", "quarter", 3 * number - 2, 3, year=year, rule="calendar_quarter")
    yield replace(unit, alternative=describe_span(year + (number == 4), month, 3))


def read_half(match: re.Match[str]) -> Iterator[Unit]:
    """``H1 2022``, ``first half of 2021/22``."""
    number = _COUNTS[(match["n"] or match["nth"]).lower()]
    if match["first"]:
        first = read_fiscal(match["first"], match["last"])
        if first is not None:
            year, month = (first, 4) if number == 1 else (first, 10)
            yield _unit(match, "range", "month", month, 6, year=year, rule="half_of_fiscal_year")
    elif match["year"]:
        year, month = full_year(match["year"]), 1 if number == 1 else 7
        yield _unit(match, "range", "month", month, 6, year=year, rule="half_year")


def read_single_digit_month(match: re.Match[str]) -> Iterator[Unit]:
    """``9/21``: September 2021; ``3/12`` may as well be a day."""
    number, year = int(match["number"]), int(match["year"])
    other = f"--{year:02d}-{number:02d}" if year <= 12 else ""
    yield _unit(match, "month", "month", number, 1, year=2000 + year, rule="month", alternative=other)


def read_year_ending(match: re.Match[str]) -> Iterator[Unit]:
    """``year ending March 2021``: the twelve months to the end of it."""
    month, year = MONTH_NUMBERS[match["month"].lower()], full_year(match["year"])
    start = add_months(dt.date(year, month, 1), -11)
    if month == FISCAL_MONTH - 1:
        yield _unit(match, "fiscal_year", "year", 4, 12, year=start.year, rule="year_ending")
    else:
        yield _unit(match, "range", "month", start.month, 12, year=start.year, rule="year_ending")


def read_quarter_ending(match: re.Match[str]) -> Iterator[Unit]:
    """``quarter ending June 2014``: the three months to the end of it."""
    start = add_months(dt.date(full_year(match["year"]), MONTH_NUMBERS[match["month"].lower()], 1), -2)
    yield _unit(match, "quarter", "quarter", start.month, 3, year=start.year, rule="quarter_ending")


def read_fiscal_year(match: re.Match[str]) -> Iterator[Unit]:
    """``2021/22`` and its like."""
    first = read_fiscal(match["first"], match["last"])
    if first is None:
        return
    unit = _unit(match, "fiscal_year", "year", 4, 12, year=first, rule="fiscal_year")
    # Four digits twice with a dash may be two calendar years.
    is_doubtful = len(match["last"]) == 4 and "-" in match[0] and not match["word"]
    yield replace(unit, alternative=describe_span(first, 1, 24)) if is_doubtful else unit


def read_fiscal_label(match: re.Match[str]) -> Iterator[Unit]:
    """``FY22``: the year that ends in 2022; some name it by its first year."""
    year = full_year(match["year"])
    unit = _unit(match, "fiscal_year", "year", 4, 12, year=year - 1, rule="fiscal_year_label")
    is_ending = "fye" in match[0].lower()
    yield unit if is_ending else replace(unit, alternative=describe_span(year, 4, 12))


def read_years(match: re.Match[str]) -> Iterator[Unit]:
    """``2021-2025``, ``2021-24``, ``2017/20``: several years; with a slash financial ones."""
    first = full_year(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    if not first < last <= first + 30:
        return
    calendar, financial = (1, 12 * (last - first + 1)), (FISCAL_MONTH, 12 * (last - first))
    main, other = (financial, calendar) if "/" in match[0] else (calendar, financial)
    unit = _unit(match, "range", "year", main[0], main[1], year=first, rule="years")
    yield replace(unit, alternative=describe_span(first, *other))


def read_calendar_year(match: re.Match[str]) -> Iterator[Unit]:
    """``2026``."""
    yield _unit(match, "calendar_year", "year", 1, 12, year=full_year(match["year"]), rule="calendar_year")


def read_named_time(match: re.Match[str]) -> Iterator[Unit]:
    """Christmas, Easter and the like, as the month or day they fall on."""
    name = " ".join(match["name"].lower().split())
    year = full_year(match["year"]) if match["year"] else None
    if name.startswith("easter"):
        if year is not None:
            day = easter(year)
            yield _unit(match, "date", "day", day.month, 0, year=year, day=day.day, rule="named_time")
        return
    for words, month, day_number in _NAMED:
        if name.startswith(words):
            type_: PeriodType = "date" if day_number else "month"
            months, precision = (0, "day") if day_number else (1, "month")
            yield _unit(match, type_, precision, month, months, year=year, day=day_number, rule="named_time")
            return


_NAMED = (
    ("christmas", 12, 0), ("new year", 1, 0), ("xmas", 12, 0), ("halloween", 10, 31), ("bonfire", 11, 5),
    ("remembrance", 11, 0), ("black history", 10, 0), ("pride month", 6, 0), ("festive", 12, 0),
)  # fmt: skip


def read_academic_year(match: re.Match[str]) -> Iterator[Unit]:
    """``academic year 2022/23``: September to August."""
    first = read_fiscal(match["first"], match["last"])
    if first is not None:
        yield _unit(match, "range", "year", 9, 12, year=first, rule="academic_year")


def read_iso_month(match: re.Match[str]) -> Iterator[Unit]:
    """``2022-03`` is a month unless its second number follows or passes the first: a run of years."""
    year, number = int(match["year"]), int(match["number"])
    if number < year % 100:
        yield _unit(match, "month", "month", number, 1, year=year, rule="month")

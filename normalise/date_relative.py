"""Time counted from something else: "within 6 months", "short term", "year 2", "for the life of the plan"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from normalise.date_spans import Span
from normalise.date_years import is_financial, read_plan_year
from normalise.frame import PlanContext
from planhouse.derived import Period

_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty[\s-]four"
    r"|few|several)"
)
_COUNTS = rf"{_COUNT}(?:\s?(?:-|to|/)\s?{_COUNT})?"
_TIME = r"(?:working\s+|calendar\s+)?(?:hours?|hrs?|days?|weeks?|wks?|months?|mths?|quarters?|years?|yrs?)"
_RELATIVE = re.compile(
    rf"\b(?:(?:with)?in\s+(?:the\s+)?(?:first\s+|next\s+)?{_COUNTS}\s?{_TIME}"
    rf"|(?:over\s+|in\s+|during\s+)?(?:the\s+)?(?:next|first|coming|following)\s+(?:{_COUNTS}\s?)?{_TIME}"
    rf"|{_COUNTS}\s?\+?\s?{_TIME}"
    r"|immediate(?:ly)?|a\.?s\.?a\.?p\.?|as\s+soon\s+as\s+(?:possible|practicable)|straight\s?away|now|urgent(?:ly)?"
    r"|(?:short|medium|mid|long(?:er)?)(?:\s?(?:to|/|-)\s?(?:medium|long))?[\s-]*term"
    r"|(?:short|medium|long)\s*/\s*(?:medium|long)|phase\s+\w+|stage\s+\d|month\s+\d+|first\s+year|final\s+year|year[\s-]?end"
    r"|(?:this|next|current)\s+(?:financial\s+|calendar\s+)?(?:year|month|quarter|week|meeting)"
    r"|end\s+of\s+(?:the\s+)?(?:financial\s+)?(?:year|project|programme|plan)"
    r"|on\s+(?:receipt|completion|approval|publication|launch)|until\s+complet\w+|(?:once|when)\s+(?:resources?|funding|funds|staff|capacity)\b[^.;]{0,20}|next\s+(?:\w+\s+)?meeting|following\s+\w+|prior\s+to\s+\w+)\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*(?:of|from|after|following|starting(?:\s+in)?)\s*(?:the\s+)?", re.IGNORECASE)
_PLAN_YEARS = re.compile(
    r"\b(?:year|yr|y)s?[\s-]?(?P<first>[1-5]|one|two|three|four|five)"
    r"(?:\s*(?:-|to|&|and)\s*(?:year\s*|yr\s*|y)?(?P<last>[1-5]))?\b",
    re.IGNORECASE,
)
_END = re.compile(r"\bend(?:\s+of)?\s*$", re.IGNORECASE)


def parse_plan_life(raw: str, frame: PlanContext) -> Period:
    """As long as the plan runs: its own period, inferred; financial years where it is printed so."""
    if frame.start_year is None:
        return Period(raw=raw, type="ongoing", rule="plan_life")
    first, last = frame.start_year, frame.end_year or frame.start_year
    fiscal = dt.date(first, 4, 1), dt.date(max(last, first + 1), 3, 31)
    calendar = dt.date(first, 1, 1), dt.date(last, 12, 31)
    is_plain = is_financial(frame) or first == last
    start, end = fiscal if is_financial(frame) else calendar
    return Period(
        raw=raw, type="ongoing", start=start, end=end, precision="year", rule="plan_life", inferred=True,
        unsure=not is_plain, alternative="" if is_plain else f"{fiscal[0]}/{fiscal[1]}",
    )  # fmt: skip


def find_relative(
    raw: str, masked: str, spans: Sequence[Span], frame: PlanContext
) -> tuple[int, Period, bool] | None:
    """A relative time, or None.

    Args:
        raw: The wording as printed.
        masked: The cleaned wording with every date and frequency blotted out at the same length.
        spans: The dates found in it.
        frame: The plan's period, for its years by number.

    Returns:
        Where it begins, the period, and whether it uses up the date beside it ("6 months from May 2022").
    """
    match = _PLAN_YEARS.search(masked)
    if match is not None:
        return match.start(), _parse_plan_years(raw, masked, match, frame), False
    match = _RELATIVE.search(masked)
    if match is None:
        return None
    if not spans:
        return match.start(), Period(raw=raw, type="relative", rule="relative"), False
    first = spans[0]
    if match.end() > first.begin or not _ANCHOR.fullmatch(masked[match.end() : first.begin]):
        return None
    period = Period(
        raw=raw, type="relative", start=first.start, precision=first.precision, rule="relative_to_date"
    )
    return match.start(), period, True


def _parse_plan_years(raw: str, masked: str, match: re.Match[str], frame: PlanContext) -> Period:
    """``Year 2`` or ``years 1-3`` of the plan; without dates where the plan's period is unknown."""
    first = read_plan_year("year " + match["first"]) or 1
    last = int(match["last"]) if match["last"] else first
    if frame.start_year is None or last < first:
        return Period(raw=raw, type="relative", rule="plan_year")
    from_year, to_year = frame.start_year + first - 1, frame.start_year + last - 1
    fiscal = dt.date(from_year, 4, 1), dt.date(to_year + 1, 3, 31)
    calendar = dt.date(from_year, 1, 1), dt.date(to_year, 12, 31)
    is_fiscal = is_financial(frame)
    start, end = fiscal if is_fiscal else calendar
    is_end = _END.search(masked[: match.start()]) is not None
    return Period(
        raw=raw, type="relative", start=None if is_end else start, end=end,
        precision="year", rule="plan_year",
        inferred=True, unsure=not is_fiscal,
        alternative="" if is_fiscal else f"{fiscal[0]}/{fiscal[1]}",
    )  # fmt: skip

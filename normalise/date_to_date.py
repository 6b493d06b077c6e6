"""Years up to a date: "FYTD 2015/16" ends where the document's figures end, not with the year.

The wording prints no end. It is inferred from the document's own date; an earlier year beside it ends on the
same day of that year, so that like is compared with like. Without a date the end stays open, with a doubt.
"""

from __future__ import annotations

import datetime as dt
import re

from normalise.date_units import FISCAL_MONTH
from normalise.frame import PlanContext
from planhouse.derived import Period

_TO_DATE = re.compile(
    r"\b(?:f\.?y\.?t\.?d|y\.?t\.?d|(?:(?:financial|fiscal|calendar)\s+)?year[\s-]to[\s-]date)\b",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\bf\.?y|financial|fiscal", re.IGNORECASE)
_YEARS = ("fiscal_year", "calendar_year")
RULE = "year_to_date"
NOT_PRINTED = "its end is not printed"


def is_to_date(text: str) -> bool:
    """Whether a wording speaks of a year up to a date."""
    return _TO_DATE.search(text) is not None


def without_to_date(text: str) -> str:
    """The wording with blanks in the place of "year to date", whose "to" bounds nothing."""
    return _TO_DATE.sub(lambda m: " " * len(m[0]), text)


def end_at_date(period: Period, frame: PlanContext) -> Period:
    """A year read from such a wording, ended by the document's date; other periods as they are."""
    if period.type not in _YEARS or period.start is None or period.end is None:
        return period
    start, last = period.start, period.end
    changes: dict[str, object] = {"type": "range", "rule": RULE}
    at = None if frame.as_of is None else _same_day(frame.as_of, start, last)
    if at is None:
        changes |= {"end": None, "unsure": True, "alternative": NOT_PRINTED}
    else:
        changes |= {"end": at, "precision": "month", "inferred": True}
        if at != frame.as_of:
            changes |= {"unsure": True, "alternative": f"{start}/{last}"}
    return period.model_copy(update=changes)


def parse_alone(raw: str, text: str, frame: PlanContext) -> Period | None:
    """A wording without a year, "YTD": the year the document's date is in; None where that is not known."""
    if not is_to_date(text) or frame.as_of is None:
        return None
    month = FISCAL_MONTH if _FISCAL.search(text) else 1
    year = frame.as_of.year - (frame.as_of.month < month)
    start = dt.date(year, month, 1)
    return Period(
        raw=raw, type="range", start=start, end=frame.as_of, precision="month", rule=RULE, inferred=True
    )


def _same_day(at: dt.date, start: dt.date, last: dt.date) -> dt.date | None:
    """The day of a year that corresponds to the document's date; None where the year is yet to come."""
    if at < start:
        return None
    if at <= last:
        return at
    is_month_end = (at + dt.timedelta(days=1)).day == 1
    for year in (start.year, start.year + 1):
        day = 28 if (at.month, at.day) == (2, 29) else at.day
        moved = _month_end(year, at.month) if is_month_end else dt.date(year, at.month, day)
        if start <= moved <= last:
            return moved
    return None


def _month_end(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)

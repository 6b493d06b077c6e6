"""The periods of a plan: When cells, figures and the plan itself, with a doubt for each unread one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from normalise.date_to_date import NOT_PRINTED, RULE, is_to_date
from normalise.dates import parse_period, parse_periods
from normalise.frame import PlanContext
from planhouse.derived import DerivedPeriod, Period
from planhouse.geometry import Place
from planhouse.issues import Issue, raise_issue
from planhouse.plan import PlanExtract
from planhouse.records import Value
from planhouse.ticks import is_tick, split_levels

_DATE_HEADER = re.compile(
    r"\b(when|date|dates|deadline|timescales?|time\s?frames?|timing|due|start|end|completion|review)\b",
    re.IGNORECASE,
)

_TOLD_AT = re.compile(
    r"\b(?:progress|updates?|positions?|comments?|status)\b|\bto date\b",
    re.IGNORECASE,
)
"""What heads words on how things stand at a date: "Progress to end of September 2022"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d{4}|\d\d))?(?!\d)")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter)"
)
_HEADS_TIME = re.compile(
    rf"(?:by |in |year )?(?:q(?:uarter|tr)?\s?[1-4]|{_MONTH}(?:\s?(?:[-–/]|to)\s?{_MONTH})?|ongoing)?"
    rf"[ ,']*(?:{_YEAR.pattern}|\d\d)?",
    re.IGNORECASE,
)
"""What heads a column whose ticks say when: "Q1", "Apr–Jun", "2024/25", "Ongoing"."""
_EXACT = ("day", "month", "quarter")
"""Precisions of a document's date that tell how far its figures reach."""
_Printed = tuple[str, str, str, Place | None]
"""Subject id, field, text and place."""


def find_periods(
    extract: PlanExtract, frame: PlanContext
) -> tuple[tuple[DerivedPeriod, ...], tuple[Issue, ...]]:
    """Every period of the plan, and an issue for each distinct wording that is unread or has two readings."""
    periods: list[DerivedPeriod] = []
    issues: dict[tuple[str, str], Issue] = {}
    for subject_id, field, text, place in _printed(extract):
        for period in parse_periods(text, frame):
            periods.append(DerivedPeriod(subject_id=subject_id, field=field, period=period))
            if field == "period" and not (period.rule == RULE and period.unsure):
                continue
            if period.rule == RULE and period.unsure:
                issues.setdefault(("DATE_UNSURE", text), _open_end(period, place))
                continue
            if period.type == "none" and period.rule == "unread":
                issue = raise_issue("DATE_UNREAD", f"“{text}” was not read as a date", place, raw=text)
                issues.setdefault(("DATE_UNREAD", text), issue)
            elif period.unsure:
                message = f"“{text}” was read as {_reading(period)}{_other_reading(period)}"
                issues.setdefault(("DATE_UNSURE", text), raise_issue("DATE_UNSURE", message, place, raw=text))
    return tuple(periods), tuple(issues.values())


def _reading(period: Period) -> str:
    """The days of a period, of which one end may be open."""
    if period.start is None and period.end is None:
        return "no date"
    if period.start is None:
        return f"until {period.end}"
    return f"from {period.start}" if period.end is None else f"{period.start} to {period.end}"


def _other_reading(period: Period) -> str:
    """The other reading, where there is one."""
    other = period.alternative
    return f"; it may also be {other.replace('/', ' to ')}" if other and other != "none" else ""


def _open_end(period: Period, place: Place | None) -> Issue:
    """The doubt about a year to date whose end is not printed."""
    text, start = period.raw, period.start
    message = f"“{text}” begins on {start}; {NOT_PRINTED}, and nothing tells the document's date"
    if period.end is not None:
        message = (
            f"“{text}” was read as {start} to {period.end}, the day that corresponds to the document's date; "
            f"or the whole year {period.alternative}"
        )
    return raise_issue("DATE_UNSURE", message, place, raw=text)


def find_as_of(extract: PlanExtract, frame: PlanContext) -> dt.date | None:
    """The date printed as the document's, where it is exact and a year to date reaches it.

    A report on a year to date that came out after that year says nothing of how far the year went.
    """
    publication = extract.document.publication
    if publication is None:
        return None
    printed = parse_period(publication.text, frame)
    at = printed.end if printed.precision in _EXACT else None
    if at is None:
        return None
    texts = dict.fromkeys(text for _, _, text, _ in _printed(extract) if is_to_date(text))
    years = [p for text in texts for p in parse_periods(text, frame) if p.rule == RULE or p.rule == "unread"]
    reaches = any(p.start is None or p.start <= at < p.start.replace(year=p.start.year + 1) for p in years)
    return at if reaches else None


def _printed(extract: PlanExtract) -> Iterator[_Printed]:
    document = extract.document
    if document.period is not None:
        yield document.document_id, "period", document.period.text, _place(document.period)
    for action in extract.actions:
        if action.when is not None:
            yield action.action_id, "when", action.when.text, _place(action.when)
        for header, value in action.other.items():
            if is_tick(value.text):
                if (own := split_levels(header)) and _HEADS_TIME.fullmatch(own[-1]):
                    yield action.action_id, header, _ticked_time(header), _place(value)
            elif _DATE_HEADER.search(header) and not _TOLD_AT.search(header):
                yield action.action_id, header, value.text, _place(value)
    for statistic in extract.statistics:
        if statistic.period_raw:
            yield statistic.statistic_id, "period", statistic.period_raw, _place(statistic.raw)


def _ticked_time(header: str) -> str:
    """The time that a tick under a header says: "Q2 2023/24" under "When (2023/24) / Q2"."""
    *over, own = split_levels(header)
    years = [] if _YEAR.search(own) else [m.group() for text in over if (m := _YEAR.search(text))]
    return " ".join([own, *years[-1:]])


def _place(value: Value) -> Place | None:
    return value.fragments[0].place if value.fragments else None

"""Printed wording of time -> periods: "by end of March", "Q3 22/23", "ongoing", "April 2021 - March 2022".

``parse_periods`` reads every period of a cell, the main one first; ``parse_period`` the main one. A
deadline ("by", "before", "end of") has no start, an open period ("from", "until") lacks the end or
the start. Wording that no rule reads gives type ``none`` with rule ``unread``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from normalise.date_forms import find_units
from normalise.date_spans import Span, find_spans
from normalise.date_wording import clean_wording
from normalise.date_years import is_financial, read_plan_year
from normalise.frame import PlanContext
from normalise.recurrences import Recurrence, find_recurrence
from planhouse.derived import Period, PeriodType

_ONGOING = re.compile(
    r"\b(?:on[\s-]?going|continu(?:ous|ously|ing|al|ally|es|ed|e)|permanent(?:ly)?|rolling|year[\s-]round"
    r"|all\s+year(?:\s+round)?|business\s+as\s+usual|bau|open[\s-]ended|always|every\s?day\s+business|current(?:ly)?"
    r"|in\s+progress|under\s?way|already\s+(?:in\s+place|started|begun)|in\s+place|live|started|commenced|embedded"
    r"|throughout(?:\s+(?:the\s+)?(?:year|years|period|life\w*(?:\s+of)?|duration(?:\s+of)?|plan|strategy|term))*"
    r"(?:\s+(?:the\s+|this\s+)?(?:plan|strategy|partnership|agreement|period))?"
    r"|(?:for\s+)?(?:the\s+)?(?:duration|life\s?time|life|term)\s+of\s+(?:the\s+|this\s+)?"
    r"(?:plan|strategy|project|partnership|agreement|programme|funding|contract|period)|plan\s+period"
    r"|long[\s-]standing|indefinite(?:ly)?|until\s+further\s+notice)\b",
    re.IGNORECASE,
)
_PLAN_LIFE = re.compile(r"\b(?:plan|strategy|agreement|partnership|life\s?time|period)\b", re.IGNORECASE)
_TBC = re.compile(
    r"\b(?:t\.?\s?b\.?\s?[cad]\b\.?|to\s+be\s+(?:confirmed|agreed|determined|decided|announced|advised|scheduled"
    r"|arranged|established|set|identified|finali[sz]ed|developed)|(?:date|timescale|timing)s?\s+to\s+follow"
    r"|not\s+yet\s+(?:known|agreed|set|confirmed|determined)|awaiting\s+(?:date|confirmation|decision)s?|unknown"
    r"|not\s+known|no\s+date(?:\s+(?:set|yet))?|unconfirmed|undecided)|^\s*\?+\s*$",
    re.IGNORECASE,
)
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty[\s-]four|few|several)"
)
_TIME = r"(?:working\s+|calendar\s+)?(?:hours?|hrs?|days?|weeks?|wks?|months?|mths?|quarters?|years?|yrs?)"
_RELATIVE = re.compile(
    rf"\b(?:(?:with)?in\s+(?:the\s+)?(?:first\s+|next\s+)?(?:{_COUNT}(?:\s?(?:-|to)\s?{_COUNT})?)\s?{_TIME}"
    rf"|(?:over\s+|in\s+|during\s+)?(?:the\s+)?(?:next|first|coming|following)\s+(?:{_COUNT}(?:\s?(?:-|to)\s?{_COUNT})?\s?)?{_TIME}"
    rf"|{_COUNT}(?:\s?(?:-|to|/)\s?{_COUNT})?\s?\+?\s?{_TIME}"
    r"|immediate(?:ly)?|a\.?s\.?a\.?p\.?|as\s+soon\s+as\s+(?:possible|practicable)|straight\s?away|with\s+immediate\s+effect|now|urgent(?:ly)?"
    r"|(?:short|medium|mid|long(?:er)?)(?:\s?(?:to|/|-)\s?(?:medium|long))?[\s-]*term|(?:short|medium|long)\s*/\s*(?:medium|long)"
    r"|(?:this|next|current|each)\s+(?:financial\s+|calendar\s+)?(?:year|month|quarter|week|meeting)|phase\s+\w+|stage\s+\d"
    r"|first\s+year|final\s+year|year[\s-]?end|end\s+of\s+(?:the\s+)?(?:financial\s+)?(?:year|project|programme|plan)"
    r"|on\s+(?:receipt|completion|approval|publication|launch)|following\s+\w+|prior\s+to\s+\w+)\b",
    re.IGNORECASE,
)
_TERM_LETTERS = re.compile(r"[SML](?:\s?[/-]\s?[SML])?T?")
_PLAN_YEARS = re.compile(r"\b(?:year|yr|y)s?[\s-]?(?P<first>[1-5]|one|two|three|four|five)(?:\s*(?:-|to|&|and)\s*(?:year\s*|yr\s*|y)?(?P<last>[1-5]))?\b", re.I)
_BLANK = re.compile(r"[\s\-.,_/*•·]*|n\s?/?\s?a\.?|not\s+applicable|none|nil", re.IGNORECASE)
_STATUS = re.compile(
    r"\W*(?:complet(?:e|ed|ion)|done|achieved|delivered|closed|finished|discharged|withdrawn|cancelled|no\s+longer\s+required"
    r"|on\s+hold|not\s+started|paused|implemented|actioned|on\s+track|green|amber|red|✓|✔|☑)\W*",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:review\w*|refresh\w*|updat\w*|revis\w*|evaluat\w*|report\w*|monitor\w*|next\s+\w+)\b[^.;\n]{0,14}$", re.IGNORECASE
)
_THEN = re.compile(r"^[\s,;/&(+-]*(?:and|then|now|thereafter|therafter|but|is|with)?[\s,]*(?:then\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A period and where in the wording it begins."""

    begin: int
    period: Period


def parse_period(raw: str, frame: PlanContext) -> Period:
    """The main period of a wording: the first it prints, or the one the others qualify."""
    return parse_periods(raw, frame)[0]


@lru_cache(maxsize=65536)
def parse_periods(raw: str, frame: PlanContext) -> tuple[Period, ...]:
    """Every period of a wording, the main one first; never empty.

    Args:
        raw: A When cell, a plan's period or any other wording of time, as printed.
        frame: The plan's period, from which a year that is not printed is inferred (and marked so).
    """
    text = clean_wording(raw)
    if _BLANK.fullmatch(text):
        return (Period(raw=raw, type="none", rule="blank"),)
    found = _find_periods(raw, text, frame)
    if found:
        unsure = _TBC.search(text) is not None
        periods = [f.period for f in sorted(found, key=lambda f: f.begin)]
        return tuple(_doubt(p) if unsure and p.type != "tbc" else p for p in _drop_equals(periods))
    return (_parse_dateless(raw, text),)


def _drop_equals(periods: list[Period]) -> list[Period]:
    return [p for n, p in enumerate(periods) if p not in periods[:n]]


def _doubt(period: Period) -> Period:
    """A period that the wording itself calls unconfirmed."""
    return period.model_copy(update={"unsure": True, "alternative": period.alternative or "tbc"})


def _parse_dateless(raw: str, text: str) -> Period:
    """Wording without any date, frequency or run of time."""
    if _TBC.search(text):
        return Period(raw=raw, type="tbc", rule="tbc")
    if _TERM_LETTERS.fullmatch(text):
        return Period(raw=raw, type="relative", rule="term_letter", unsure=True, alternative="none")
    if _STATUS.fullmatch(text):
        return Period(raw=raw, type="none", rule="status")
    return Period(raw=raw, type="none", rule="unread")


def _find_periods(raw: str, text: str, frame: PlanContext) -> list[_Found]:
    """Dates, frequencies and runs of time of a wording, put together where one qualifies another."""
    units = find_units(text)
    recurrence = find_recurrence(text)
    if recurrence is not None:
        units = tuple(u for u in units if not _covers(recurrence, u.begin, u.finish))
    spans = find_spans(text, units, frame)
    masked = _mask(text, spans, recurrence)
    ongoing = _ONGOING.search(masked)
    relative = _find_relative(raw, masked, spans, frame)
    if relative is not None and relative[1]:
        spans = []
    if ongoing is not None:
        return _with_ongoing(raw, text, ongoing, recurrence, spans, frame)
    found = [_Found(s.begin, _period(raw, s)) for s in spans]
    if recurrence is not None:
        found = _with_recurrence(raw, text, recurrence, spans)
    if relative is not None and not (spans and relative[0].period.rule == "plan_year"):
        found.append(relative[0])
    return found


def _covers(recurrence: Recurrence, begin: int, finish: int) -> bool:
    return recurrence.begin <= begin and finish <= recurrence.finish


def _mask(text: str, spans: list[Span], recurrence: Recurrence | None) -> str:
    """The wording without what is already read, at the same length."""
    taken = [(s.begin, s.finish) for s in spans]
    taken += [(recurrence.begin, recurrence.finish)] if recurrence else []
    for begin, finish in taken:
        text = text[:begin] + "\0" * (finish - begin) + text[finish:]
    return text


def _period(raw: str, span: Span, **changes: object) -> Period:
    period = Period(
        raw=raw,
        type=span.type,
        start=span.start,
        end=span.end,
        precision=span.precision,
        rule=span.rule,
        inferred=span.inferred,
        unsure=bool(span.alternative),
        alternative=span.alternative,
    )
    return period.model_copy(update=changes) if changes else period


def _with_ongoing(
    raw: str, text: str, ongoing: re.Match[str], recurrence: Recurrence | None, spans: list[Span], frame: PlanContext
) -> list[_Found]:
    """Work that goes on, with the bounds and the frequency printed beside it."""
    bounds = next((s for s in spans if _bounds_ongoing(text, ongoing, s)), None)
    rest = [_Found(s.begin, _period(raw, s)) for s in spans if s is not bounds]
    changes: dict[str, object] = {"type": "ongoing", "rule": "ongoing", "recurrence": recurrence.text if recurrence else ""}
    begin = ongoing.start() if bounds is None else min(ongoing.start(), bounds.begin)
    if recurrence is not None:
        begin = min(begin, recurrence.begin)
    if bounds is None:
        if _PLAN_LIFE.search(ongoing[0]):
            period = _plan_life(raw, frame).model_copy(update={"recurrence": changes["recurrence"]})
        else:
            period = Period(raw=raw, type="ongoing", rule="ongoing", recurrence=str(changes["recurrence"]))
        return [_Found(begin, period), *rest]
    if bounds.finish <= ongoing.start() and bounds.type not in ("range", "fiscal_year", "calendar_year"):
        changes["end"] = None
    changes["rule"] = f"ongoing_{bounds.rule}"
    return [_Found(begin, _period(raw, bounds, **changes)), *rest]


def _bounds_ongoing(text: str, ongoing: re.Match[str], span: Span) -> bool:
    """Whether a date says since when or how long the work goes on, and is not a review or a deadline."""
    if _REVIEWED.search(text[: span.begin]):
        return False
    if span.finish <= ongoing.start():
        return span.start is not None and _THEN.match(text[span.finish : ongoing.start()]) is not None
    return span.type in ("range", "fiscal_year", "calendar_year")


def _plan_life(raw: str, frame: PlanContext) -> Period:
    """As long as the plan runs: its own period, inferred."""
    if frame.start_year is None:
        return Period(raw=raw, type="ongoing", rule="plan_life")
    start, end, alternative = _plan_bounds(frame, frame.start_year, frame.end_year or frame.start_year)
    return Period(
        raw=raw, type="ongoing", start=start, end=end, precision="year", rule="plan_life", inferred=True,
        unsure=bool(alternative), alternative=alternative,
    )  # fmt: skip


def _plan_bounds(frame: PlanContext, first: int, last: int) -> tuple[dt.date, dt.date, str]:
    """First and last day of a plan's period, and the other reading where it may be financial or not."""
    fiscal = dt.date(first, 4, 1), dt.date(max(last, first + 1), 3, 31)
    calendar = dt.date(first, 1, 1), dt.date(last, 12, 31)
    if is_financial(frame):
        return (*fiscal, "")
    return (*calendar, "" if first == last else f"{fiscal[0]}/{fiscal[1]}")


def _with_recurrence(raw: str, text: str, recurrence: Recurrence, spans: list[Span]) -> list[_Found]:
    """A frequency, with the run of time printed for it; a single date beside it stays its own period."""
    bounds = next((s for s in spans if s.type in ("range", "fiscal_year", "calendar_year") and not s.is_deadline), None)
    changes: dict[str, object] = {"type": "recurring", "rule": "recurring", "recurrence": recurrence.text}
    if recurrence.alternative:
        changes |= {"unsure": True, "alternative": recurrence.alternative}
    if bounds is None:
        main = Period(raw=raw, type="recurring").model_copy(update=changes)
    else:
        main = _period(raw, bounds, **changes)
    begin = recurrence.begin if bounds is None else min(recurrence.begin, bounds.begin)
    return [_Found(begin, main), *(_Found(s.begin, _period(raw, s)) for s in spans if s is not bounds)]


def _find_relative(
    raw: str, masked: str, spans: list[Span], frame: PlanContext
) -> tuple[_Found, bool] | None:
    """A time counted from something else; the flag says that it uses up the dates beside it."""
    plan_year = _find_plan_year(raw, masked, frame)
    if plan_year is not None:
        return plan_year, False
    match = _RELATIVE.search(masked)
    if match is None or (spans and match.start() > spans[0].begin):
        return None
    anchored = spans and re.fullmatch(r"\s*(?:of|from|after|following|starting(?:\s+in)?)\s*(?:the\s+)?", masked[match.end() : spans[0].begin])
    if anchored:
        period = Period(raw=raw, type="relative", start=spans[0].start, rule="relative_to_date", precision=spans[0].precision)
        return _Found(match.start(), period), True
    if spans:
        return None
    return _Found(match.start(), Period(raw=raw, type="relative", rule="relative")), False


def _find_plan_year(raw: str, masked: str, frame: PlanContext) -> _Found | None:
    """ "Year 2" or "years 1-3" of the plan."""
    match = _PLAN_YEARS.search(masked)
    if match is None:
        return None
    first = read_plan_year("year " + match["first"]) or 1
    last = int(match["last"]) if match["last"] else first
    if frame.start_year is None or last < first:
        return _Found(match.start(), Period(raw=raw, type="relative", rule="plan_year"))
    years = frame.start_year + first - 1, frame.start_year + last - 1
    fiscal = dt.date(years[0], 4, 1), dt.date(years[1] + 1, 3, 31)
    calendar = dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)
    start, end = fiscal if is_financial(frame) else calendar
    if re.search(r"\bend(?:\s+of)?\s*$", masked[: match.start()], re.IGNORECASE):
        start_or_none: dt.date | None = None
    else:
        start_or_none = start
    alternative = "" if is_financial(frame) else f"{fiscal[0]}/{fiscal[1]}"
    type_: PeriodType = "relative"
    period = Period(
        raw=raw, type=type_, start=start_or_none, end=end, precision="year", rule="plan_year", inferred=True,
        unsure=bool(alternative), alternative=alternative,
    )  # fmt: skip
    return _Found(match.start(), period)

"""Printed wording of time -> periods: "by end of March", "Q3 22/23", "ongoing", "April 2021 - March 2022".

``parse_periods`` reads every period of a cell, the main one first; ``parse_period`` the main one. A
deadline ("by", "before", "end of") has no start, an open period ("from", "until") lacks the end or
the start. Wording that no rule reads gives type ``none`` with rule ``unread``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from normalise.date_forms import find_units
from normalise.date_relative import find_relative, parse_plan_life
from normalise.date_spans import Span, find_spans
from normalise.date_to_date import end_at_date, parse_alone, without_to_date
from normalise.date_wording import clean_wording
from normalise.frame import PlanContext
from normalise.recurrences import Recurrence, find_recurrence
from planhouse.derived import Period

_ONGOING = re.compile(
    r"\b(?:on[\s-]?going|continu(?:ous|ously|ing|al|ally|es|ed|e)|permanent(?:ly)?|rolling|year[\s-]round"
    r"|all\s+year(?:\s+round)?|business\s+as\s+usual|bau|open[\s-]ended|always|every\s?day\s+business|current(?:ly)?"
    r"|in\s+progress|under\s?way|already\s+(?:in\s+place|started|begun)|existing"
    r"|(?:in\s+place|in\s+force|live|started|commenced|embedded)(?!\s*(?:from|by|in|for|on|\0))"
    r"|throughout(?!\s+(?:the\s+)?\0)(?:\s+(?:the\s+)?(?:year|years|period|life\w*(?:\s+of)?|duration(?:\s+of)?|plan|strategy|term))*"
    r"(?:\s+(?:the\s+|this\s+)?(?:plan|strategy|partnership|agreement|period))?"
    r"|(?:for\s+)?(?:the\s+)?(?:duration|life\s?time|life|term)\s+of\s+(?:the\s+|this\s+)?"
    r"(?:plan|strategy|project|partnership|agreement|programme|funding|contract|period)|plan\s+period"
    r"|(?:plan|strategy|project)\s+(?:life\s?time|duration)|life\s?time"
    r"|long[\s-]standing|indefinite(?:ly)?|until\s+further\s+notice)\b|(?<![\w/])24\s?/\s?7(?![\w/])",
    re.IGNORECASE,
)
_PLAN_LIFE = re.compile(r"\b(?:plan|strategy|agreement|partnership|life\s?time|period)\b", re.IGNORECASE)
_TBC = re.compile(
    r"\b(?:t\.?\s?b\.?\s?[cad]\b\.?|to\s+be\s+(?:confirmed|agreed|determined|decided|announced|advised|scheduled"
    r"|arranged|established|set|identified|finali[sz]ed|developed)|(?:date|timescale|timing)s?\s+to\s+follow"
    r"|not\s+yet\s+(?:known|agreed|set|confirmed|determined|fixed|decided)|awaiting\s+(?:date|confirmation|decision)s?|unknown"
    r"|not\s+known|no\s+date(?:\s+(?:set|yet))?|unconfirmed|undecided)|\?+\s*\)?$",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\s\-.,_/*•·]*|n\s?/?\s?a\.?|not\s+applicable|none|nil", re.IGNORECASE)
_TERM_WORDS = re.compile(r"(?:short|medium|long)(?:\s*(?:-|/|to|and)\s*(?:medium|long))?", re.IGNORECASE)
_TERM_LETTERS = re.compile(r"[SML](?:\s?[/-]\s?[SML])?T?")
_STATUS = re.compile(
    r"\W*(?:complet(?:e|ed|ion)|done|achieved|delivered|closed|finished|discharged|withdrawn|cancelled|no\s+longer\s+required"
    r"|on\s+hold|not\s+started|paused|implemented|actioned|on\s+track|green|amber|red|✓|✔|☑)\W*",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:review\w*|refresh\w*|updat\w*|revis\w*|evaluat\w*|report\w*|monitor\w*|next(?:\s+\w+)?)\b[^.;\n]{0,14}$",
    re.IGNORECASE,
)
_END_OF = re.compile(r"\b(?:end|close)\s+of\s+(?:the\s+|this\s+)?$", re.IGNORECASE)
_THEN = re.compile(
    r"^[\s,;/&(+-]*(?:and|then|now|thereafter|therafter|but|is|with)?[\s,]*(?:then\s+)?$", re.IGNORECASE
)


_RUNS = ("range", "fiscal_year", "calendar_year")
"""Types of period long enough to say how long something goes on."""


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
    plain = without_to_date(text)
    found = _find_periods(raw, plain, frame)
    if found:
        unsure = _TBC.search(text) is not None
        periods = [f.period for f in sorted(found, key=lambda f: f.begin)]
        if plain != text:
            periods = [end_at_date(p, frame) for p in periods]
        return tuple(_doubt(p) if unsure and p.type != "tbc" else p for p in _drop_equals(periods))
    return (parse_alone(raw, text, frame) or _parse_dateless(raw, text),)


def _drop_equals(periods: list[Period]) -> list[Period]:
    return [p for n, p in enumerate(periods) if p not in periods[:n]]


def _doubt(period: Period) -> Period:
    """A period that the wording itself calls unconfirmed."""
    return period.model_copy(update={"unsure": True, "alternative": period.alternative or "tbc"})


def _parse_dateless(raw: str, text: str) -> Period:
    """Wording without any date, frequency or run of time."""
    if _TBC.search(text):
        return Period(raw=raw, type="tbc", rule="tbc")
    if _TERM_WORDS.fullmatch(text):
        return Period(raw=raw, type="relative", rule="relative")
    if _TERM_LETTERS.fullmatch(text):
        return Period(raw=raw, type="relative", rule="term_letter", unsure=True, alternative="none")
    if _STATUS.fullmatch(text):
        return Period(raw=raw, type="none", rule="status")
    return Period(raw=raw, type="none", rule="unread")


def _is_run(text: str, span: Span) -> bool:
    """Whether a date is long enough to say how long something recurs, and no deadline or next time."""
    return span.type in _RUNS and not span.is_deadline and not _REVIEWED.search(text[: span.begin])


def _find_periods(raw: str, text: str, frame: PlanContext) -> list[_Found]:
    """Dates, frequencies and runs of time of a wording, put together where one qualifies another."""
    units = find_units(text)
    recurrence = find_recurrence(text)
    if recurrence is not None:
        units = tuple(u for u in units if not _covers(recurrence, u.begin, u.finish))
    spans = find_spans(text, units, frame)
    masked = _mask(text, spans, recurrence)
    relative = find_relative(raw, masked, spans, frame)
    if relative is not None and relative[2]:
        spans = []
    ongoing = _ONGOING.search(masked)
    if ongoing is not None:
        return _with_ongoing(raw, text, ongoing, recurrence, spans, frame)
    if recurrence is not None:
        found = _with_recurrence(raw, text, recurrence, spans)
    else:
        found = [_Found(s.begin, _period(raw, s)) for s in spans]
    if relative is not None and not (spans and relative[1].rule == "plan_year"):
        found.append(_Found(relative[0], relative[1]))
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
    raw: str,
    text: str,
    ongoing: re.Match[str],
    recurrence: Recurrence | None,
    spans: list[Span],
    frame: PlanContext,
) -> list[_Found]:
    """Work that goes on, with the bounds and the frequency printed beside it."""
    bounds = next((s for s in spans if _bounds_ongoing(text, ongoing, s)), None)
    rest = [_Found(s.begin, _period(raw, s)) for s in spans if s is not bounds]
    begin = min(
        [ongoing.start(), *([bounds.begin] if bounds else []), *([recurrence.begin] if recurrence else [])]
    )
    if bounds is not None:
        is_start = bounds.finish <= ongoing.start() and bounds.type not in _RUNS
        changes = {"end": None} if is_start else {}
        period = _period(raw, bounds, type="ongoing", rule=f"ongoing_{bounds.rule}", **changes)
    elif any(_PLAN_LIFE.search(m[0]) for m in _ONGOING.finditer(text)):
        period = parse_plan_life(raw, frame)
        if _END_OF.search(text[: ongoing.start()]):
            period = period.model_copy(update={"type": "relative", "start": None, "rule": "end_of_plan"})
    else:
        period = Period(raw=raw, type="ongoing", rule="ongoing")
    often = recurrence.text if recurrence else ""
    return [_Found(begin, period.model_copy(update={"recurrence": often})), *rest]


def _bounds_ongoing(text: str, ongoing: re.Match[str], span: Span) -> bool:
    """Whether a date says since when or how long the work goes on, and is not a review or a deadline."""
    if _REVIEWED.search(text[: span.begin]):
        return False
    if span.finish <= ongoing.start():
        return span.start is not None and _THEN.match(text[span.finish : ongoing.start()]) is not None
    return span.type in _RUNS


def _with_recurrence(raw: str, text: str, recurrence: Recurrence, spans: list[Span]) -> list[_Found]:
    """A frequency, with the run of time printed for it; a single date beside it stays its own period."""
    if recurrence.text == "annually" and spans and spans[0].inferred:
        # A date without a year beside "annually" is of every year.
        printed = text[spans[0].begin : spans[0].finish].replace("#", "").strip(" -,(:")
        recurrence, spans = replace(recurrence, text=f"annually ({printed})"), spans[1:]
    bounds = next((s for s in spans if _is_run(text, s)), None)
    changes: dict[str, object] = {"type": "recurring", "rule": "recurring", "recurrence": recurrence.text}
    if recurrence.alternative:
        changes |= {"unsure": True, "alternative": recurrence.alternative}
    if bounds is None:
        main = Period(raw=raw, type="recurring").model_copy(update=changes)
    else:
        main = _period(raw, bounds, **changes)
    begin = recurrence.begin if bounds is None else min(recurrence.begin, bounds.begin)
    return [_Found(begin, main), *(_Found(s.begin, _period(raw, s)) for s in spans if s is not bounds)]

"""Units put together: ranges of two, parts ("mid", "end of"), deadlines ("by") and open ends ("from").

Parts are thirds: early, mid and late March are its days 1 to 10, 11 to 20 and from 21; of a year its
first, middle and last four months. "End of" names the last day and, standing alone, is a deadline.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.date_units import Unit, add_months
from normalise.date_years import Dated, date_units, is_financial
from normalise.frame import PlanContext
from planhouse.derived import PeriodType

_FINENESS = ("day", "month", "quarter", "season", "year")
_PART = (
    r"(?P<part>early(?:\s+part\s+of)?|beginning(?:\s+of)?|start\s+of|mid(?:dle)?(?:\s+of)?|late(?:r)?(?:\s+in)?|latter\s+part\s+of"
    r"|(?:the\s+)?(?:very\s+)?end(?:\s+of|\s+in)?|close\s+of|month\s+end)(?:\s+(?:in|the|of|month\s+of))*[\s-]*"
)
_PART_BEFORE = re.compile(rf"(?<![a-z]){_PART}$", re.IGNORECASE)
_RANGE = re.compile(
    rf"\s*(?:-+|to|until|till|til|thru|through(?:\s+to)?|up\s+to|->|→)\s*(?:the\s+)?(?:{_PART})?"
    r"|[\s,;|]*(?:to|end|finish)(?:\s+date)?\s*:\s*"
    r"|[\s,;]*(?:and\s+)?(?:closing|ending|finishing|concluding|running)\s+(?:on|in|to|until|at)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(rf"\s*(?:and|&)\s*(?:the\s+)?(?:{_PART})?", re.IGNORECASE)
_SLASH = re.compile(rf"\s*/\s*(?:{_PART})?", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween\s+(?:the\s+)?(?:{_PART})?$", re.IGNORECASE)
_SMALL = r"(?:[\s:,-]|\b(?:the|of|end|month|year|in|on|is|date|close)\b)*$"
_BOUNDS = {
    "by": r"by|no\s+later\s+than|not\s+later\s+than|deadline(?:\s+(?:for|of))?|due(?:\s+(?:by|date|in))?"
    r"|latest|target(?:\s+date)?|to\s+be\s+(?:completed|delivered|achieved|done|in\s+place)(?:\s+(?:in|for))?",
    "plain": r"(?:moved|deferred|delayed|postponed|slipped|revised|rescheduled|carried\s+forward|put\s+back)"
    r"\s+(?:to|until|into)",
    "from_not_before": r"(?:not|no)\s+(?:before|earlier\s+than|sooner\s+than)",
    "week": r"w/?c|week\s+(?:commencing|beginning|starting|of)|week",
    "before": r"before|prior\s+to|in\s+advance\s+of|ahead\s+of",
    "until": r"until|till|til|up\s+to|up\s+until|to|through\s+to|expires?|ends?|ending|finish(?:es|ing)?"
    r"|runs?\s+to|until\s+(?:the\s+)?(?:[a-z]+\s+){1,4}(?:in|of|on)",
    "after": r"after|following|beyond|post",
    "from": r"from|since|start(?:s|ed|ing)?(?:\s+(?:in|on|from))?"
    r"|commenc(?:es|ed|ing|e)(?:\s+(?:in|on|from))?|beginning(?:\s+(?:in|on))?|begins?(?:\s+(?:in|on))?|w\.?e\.?f\.?|with\s+effect\s+from"
    r"|effective(?:\s+from)?|as\s+of|launch(?:ed|es)?\s+from",
}
"""Words that bound a period on one side, by what they mean."""
_QUALIFIERS = tuple(
    (name, re.compile(rf"(?<![a-z])(?:{words}){_SMALL}", re.IGNORECASE)) for name, words in _BOUNDS.items()
)
_ONWARDS = re.compile(
    r"^[\s,)]*(?:onwards?|on\s?-?wards|\+|and\s+(?:beyond|onwards?|after|thereafter)|thereafter|forwards?|\(?start(?:ed)?\)?$"
    r"|-\s*$|(?:-|to)\s*(?:present|date|now|current)\b"
    r"|\s*(?:-|to|until|till)\s*(?:complet\w+|end\s+of\s+(?:the\s+)?(?:plan|strategy|project|programme)))",
    re.IGNORECASE,
)
_BY_AFTER = re.compile(
    r"^\s*(?:at\s+the\s+latest|or\s+(?:earlier|sooner|before)|\(?deadline|latest)", re.IGNORECASE
)
_YEAR_WORDS = re.compile(
    r"\b(?:(?P<next>next)\s+|(?:the|this|current)\s+)?(?:(?P<kind>financial|fiscal|calendar)\s+(?:year|yr)(?:[\s-]end)?"
    r"|(?<=end of )(?:the\s+|this\s+)?(?:year|yr)|(?:year|fy)[\s-]end|eoy)\b(?!\s*[\d'\0])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A period as the wording bounds it."""

    begin: int
    finish: int
    """Place in the wording, in characters, words that bound it included."""
    type: PeriodType
    precision: str
    start: dt.date | None
    end: dt.date | None
    rule: str
    inferred: bool = False
    alternative: str = ""
    is_deadline: bool = False


def find_spans(text: str, units: Sequence[Unit], frame: PlanContext) -> list[Span]:
    """The periods of a cleaned wording whose units are given, in printed order."""
    if not units:
        return _find_year_words(text, frame)
    dated = date_units(text, units, frame)
    spans: list[Span] = []
    at, last = 0, 0
    while at < len(dated):
        size = 2 if at + 1 < len(dated) and _is_range(text, dated[at].unit, dated[at + 1].unit, last) else 1
        span = _build_span(text, dated[at], dated[at + size - 1], last)
        spans.append(span)
        last = span.finish
        at += size
    return spans


def _is_range(text: str, first: Unit, second: Unit, last: int) -> bool:
    """Whether two units bound a range: a dash or "to" between them, "between ... and", or neighbours "/"."""
    between = text[first.finish : second.begin]
    if first.type == "range" or second.type == "range":
        return False
    if _SLASH.fullmatch(between):
        return first.months > 0 and (first.month + first.months - 1) % 12 + 1 == second.month
    if _AND.fullmatch(between):
        return _BETWEEN.search(text[last : first.begin]) is not None
    return _RANGE.fullmatch(between) is not None


def _build_span(text: str, first: Dated, second: Dated, last: int) -> Span:
    """One span of one unit or two, with the words around that bound it."""
    is_range = first is not second
    lead = text[last : first.unit.begin]
    part, lead = _split_part(lead)
    span = _join(first, second, part, text)
    qualifier, begin = _find_qualifier(lead)
    tail = text[second.unit.finish :]
    if not is_range and qualifier == "" and _BY_AFTER.match(tail):
        qualifier = "by"
    onwards = _ONWARDS.match(tail)
    if onwards and qualifier in ("", "from", "by"):
        qualifier = "from"
        span = replace(span, finish=span.finish + onwards.end())
    begin = last + begin if qualifier and begin >= 0 else last + len(lead)
    span = replace(span, begin=min(begin, span.begin))
    if is_range and qualifier in ("from", "until", ""):
        return span
    if qualifier:
        return _bound(span, qualifier, part)
    if part == "end":
        return replace(span, start=None, rule=f"end_of_{span.rule}", is_deadline=True)
    return span


def _split_part(lead: str) -> tuple[str, str]:
    """The part named at the end of a lead-in (early, mid, late, end or none), and the lead-in before it."""
    match = _PART_BEFORE.search(lead)
    return (_name_part(match["part"]), lead[: match.start()]) if match else ("", lead)


def _name_part(printed: str | None) -> str:
    words = (printed or "").lower()
    for name, beginnings in (
        ("end", ("end", "the end", "the very end", "very end", "close", "month")),
        ("early", ("early", "begin", "start")),
        ("mid", ("mid",)),
        ("late", ("lat",)),
    ):
        if words.startswith(beginnings):
            return name
    return ""


def _find_qualifier(lead: str) -> tuple[str, int]:
    """``by``, ``before``, ``from``, ``until``, ``after`` or nothing, and where in the lead-in it stands."""
    for name, pattern in _QUALIFIERS:
        match = pattern.search(lead[-60:])
        if match is not None:
            return name.partition("_")[0], match.start() + max(len(lead) - 60, 0)
    return "", -1


def _join(first: Dated, second: Dated, part: str, text: str) -> Span:
    """The days from the first unit to the second."""
    a, b = first.unit, second.unit
    start, end = _days(a, "late" if part == "end" and a is not b else part)
    alternative = first.alternative or a.alternative
    inferred = first.inferred or second.inferred
    if a is b:
        return Span(
            a.begin, a.finish, a.type, a.precision, start, end, _rule(a.rule, part), inferred, alternative
        )
    gap = text[a.finish : b.begin]
    between = _RANGE.fullmatch(gap) or _AND.fullmatch(gap) or _SLASH.fullmatch(gap)
    last_part = _name_part(between["part"]) if between else ""
    end = _days(b, last_part)[1]
    if start is not None and end is not None and end < start:
        # The same words a year on ("October - March" of one printed year) or a slip of the pen.
        end, alternative = None, alternative or "range runs backwards"
    precision = min((a.precision, b.precision), key=_FINENESS.index)
    alternative = alternative or second.alternative or b.alternative
    if a.type == b.type == "fiscal_year":
        alternative = ""  # two of a kind leave no doubt of which kind
    elif a.type == b.type == "calendar_year" and not part and not last_part and a.year and b.year:
        alternative = f"{dt.date(a.year, 4, 1)}/{dt.date(b.year, 3, 31)}"
    elif first.alternative and second.alternative:
        alternative = f"{first.alternative.split('/')[0]}/{second.alternative.split('/')[-1]}"
    return Span(a.begin, b.finish, "range", precision, start, end, "range", inferred, alternative)


def _rule(rule: str, part: str) -> str:
    return f"{part}_{rule}" if part and part != "end" else rule


def _days(unit: Unit, part: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a unit or of a third of it; nothing without a year."""
    if unit.year is None:
        return None, None
    start, end = unit.start, unit.end
    if part in ("", "end") or unit.months == 0:
        return start, end
    if unit.months < 3:
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[part]
        return start.replace(day=bounds[0]), start.replace(day=bounds[1])
    third = unit.months // 3
    skip = {"early": 0, "mid": third, "late": unit.months - third}[part]
    first = add_months(start, skip)
    return first, add_months(first, third) - dt.timedelta(days=1)


def _bound(span: Span, qualifier: str, part: str) -> Span:
    """A span made a deadline or left open on one side."""
    day = dt.timedelta(days=1)
    rule = f"{qualifier}_{span.rule}"
    if qualifier == "by" or (qualifier == "before" and part == "end"):
        return replace(span, start=None, rule=rule, is_deadline=True)
    if qualifier == "before":
        return replace(
            span, start=None, end=span.start - day if span.start else None, rule=rule, is_deadline=True
        )
    if qualifier == "plain" or (qualifier == "week" and span.precision != "day"):
        return span
    if qualifier == "week":
        last = span.start + 6 * day if span.start else None
        return replace(span, type="range", end=last, rule=rule)
    if qualifier == "until":
        return replace(span, type="range", start=None, rule=rule)
    if qualifier == "after":
        return replace(span, type="range", start=span.end + day if span.end else None, end=None, rule=rule)
    return replace(span, type="range", end=None, rule=rule)


def _find_year_words(text: str, frame: PlanContext) -> list[Span]:
    """``this financial year``, ``by year end``: the plan's own (first) year, inferred."""
    match = _YEAR_WORDS.search(text)
    if match is None or frame.years is None:
        return []
    start, end = frame.years
    kind = (match["kind"] or "").lower()
    is_fiscal = kind in ("financial", "fiscal") or (not kind and is_financial(frame))
    type_: PeriodType = "fiscal_year" if is_fiscal else "calendar_year"
    year = start + (1 if match["next"] else 0)
    unit = Unit(type_, "year", *match.span(), 4 if is_fiscal else 1, 12, year, rule=type_)
    dated = Dated(unit, True, "another year of the plan" if end - start > 1 else "")
    span = _build_span(text, dated, dated, 0)
    is_end = match[0].lower().endswith(("end", "eoy"))
    return [replace(span, start=None, is_deadline=True, rule=f"end_of_{type_}") if is_end else span]

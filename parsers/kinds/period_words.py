"""Wording of periods in labels, captions and sentences; what they mean in days is normalise's matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.numbers import are_short_years
from parsers.remembered import remembered

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
MONTH = _MONTH
"""Pattern of a month's name, full or cut short."""
_YEAR = r"(?:19|20)\d\d"
_FOLLOWING = "|".join(f"{n}[/–-]{(n + 1) % 10}" for n in range(10))
_LATER = "|".join(f"{n}[–-][{n + 2}-9]" for n in range(8))
_SHORT_PAIR = rf"(?:19|20)\d(?:{_FOLLOWING}|{_LATER})(?![\d/–%-]|[.,]\d)"
"""As in "2003-4", "2005-7": the second year by its last digit."""
_PAIR_LEADS = (
    "in ",
    "In ",
    "during ",
    "During ",
    "for ",
    "from ",
    "since ",
    "of ",
    "to ",
    "and ",
    "(",
    "by ",
)
_NO_CENTURY = (
    rf"(?:{'|'.join(f'(?<={re.escape(lead)})' for lead in _PAIR_LEADS)})"
    rf"(?:{'|'.join(f'{n:02d}/{(n + 1) % 100:02d}' for n in (*range(41), *range(90, 100)))})(?![\d/%]|[.,]\d)"
)
"""As in "during 03/04": behind a word that leads to a time, since "9/10" may be a share."""
_FINANCIAL = (
    rf"(?:FY\s?)?{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d)(?![\d/])|\bFY\s?'?\d\d(?:[/–-]\d\d)?(?!\d)"
    rf"|{_SHORT_PAIR}|{_NO_CENTURY}"
)
_NUMERIC = r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})"
_DAY = r"(?:(?<![\d,.£])\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)"
_MONTH_YEAR = rf"{_DAY}?\b{_MONTH}[ ,]*\s?{_YEAR}|\b{_MONTH}(?:[-'’]\s?|\s['’]|\s(?=[0-3]|9))\d\d(?!\d)"
_SPAN = (
    rf"{_DAY}?\b{_MONTH}\s?(?:to|–|-|until|and)\s?(?:the\s+end\s+of\s+)?{_DAY}?{_MONTH}"
    rf"(?:\s?,?\s?(?:{_FINANCIAL}|{_YEAR}))?"
)
_ORDINAL = r"(?:1st|2nd|3rd|4th|first|second|third|fourth)"
_QUARTER = (
    rf"(?:\bQ[1-4]|\bQtr\s?[1-4]|\bQuarter\s?(?:[1-4]\b|one|two|three|four)|\b{_ORDINAL}\s+(?:quarter|qtr))"
)
_QUARTER_OF = rf"{_QUARTER}(?:[ ,]*(?:\(?(?:(?:of|in)\s+)?(?:the\s+)?(?:{_FINANCIAL}|{_YEAR})\)?))?"
_SEASON = rf"\b(?:Spring|Summer|Autumn|Winter)\s+(?:of\s+)?(?:{_FINANCIAL}|{_YEAR})"
_MID = rf"\b(?:mid|end|start|early|late)[-– ](?:of\s+)?{_YEAR}(?![\d/])"
_SO_FAR = r"(?:FYTD|YTD|(?:financial\s+)?year[- ]to[- ]date)"
_TO_DATE = (
    rf"\b{_SO_FAR}[ ,]+\(?(?:{_FINANCIAL}|{_YEAR})\)?|\b(?:FYTD|YTD)\b"
    rf"|(?:{_FINANCIAL}|{_YEAR})[ ,]+\(?{_SO_FAR}\b\)?"
    rf"|(?:{_FINANCIAL})\s+(?:up\s+)?to\s+(?:the\s+end\s+of\s+)?{_DAY}?{_MONTH}(?!\w|\s*(?:19|20)\d\d)"
)
"""A year as far as it has gone: "2018/19 YTD", "2018/19 to 30 September"."""
_POINT = rf"(?:{_MONTH_YEAR}|{_NUMERIC}|{_FINANCIAL}|{_YEAR}(?!\d|,\d))"
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_LONG = (
    rf"\b(?:rolling\s+)?(?:{_COUNT}|rolling|calendar|financial|fiscal|full)?[- ]?"
    rf"(?:years?|months?|quarters?|weeks?)\s+"
    rf"(?:to|ending|ended|end|from|since)\s+(?:in\s+)?(?:the\s+)?(?:end\s+(?:of\s+)?)?"
    rf"(?:{_SPAN}|{_POINT}|{_DAY}?{_MONTH}\b)(?:\s?(?:to|–|-)\s?{_POINT})?"
)
_KIND_OF_YEAR = r"(?:calendar|financial|fiscal|academic|school|municipal|reporting)"
_YEAR_OF = (
    rf"(?:(?:the\s+)?{_KIND_OF_YEAR}\s+year\s+(?:{_FINANCIAL}|{_YEAR})"
    rf"|(?:{_FINANCIAL}|{_YEAR})\s+{_KIND_OF_YEAR}\s+year)"
)
_RANGE = rf"{_POINT}\s*(?:to|–|-|until|and|/)\s*(?:the\s+end\s+of\s+)?{_POINT}"
_PHRASE = re.compile(
    rf"(?:{_LONG}|{_SPAN}|{_QUARTER_OF}|{_YEAR_OF}|{_TO_DATE}|{_SEASON}|{_MID}|{_RANGE}|{_MONTH_YEAR}|{_NUMERIC}"
    rf"|(?<![\w.,£€$/]){_FINANCIAL}|(?<![\w.,£€$/-]){_YEAR}(?![\w%/]|[.,]\d))",
    re.IGNORECASE,
)
_MAY_NAME_ONE = re.compile(
    r"(?:19|20)\d\d|\d[/.]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|qtr|quarter|fy|ytd|to.date",
    re.IGNORECASE,
)
"""What every period has one of; where none stands, the long pattern need not be tried."""
_BARE = re.compile(
    rf"{_DAY}?{_MONTH}(?:\s?(?:to|–|-|/)\s?{_MONTH})?"
    rf"|{_COUNT}[- ](?:months?|years?|weeks?|quarters?) (?:before|after)"
    r"|(?:previous|last|this|current|prior) year|year[- ]to[- ]date"
    r"|same (?:quarter|month|period)(?: last year)?"
    rf"|{_COUNT}[- ]ye?a?r (?:rolling )?(?:average|mean)(?:[ ,]+\(?(?:{_RANGE}|{_FINANCIAL})\)?)?"
    rf"|(?:{_FINANCIAL}|{_YEAR})[ ,:]*\(?(?:{_QUARTER}|(?:{_MONTH}\s?)?(?:to|–|-)\s?{_MONTH}|to date)\)?"
    rf"|{_QUARTER}[ ,]*(?:\(?(?:{_SPAN}|\d\d[/–-]\d\d)\)?)(?:[ ,]+(?:{_FINANCIAL}|{_YEAR}))?"
    rf"|{_MONTH}\s?(?:to|–|-)\s?{_MONTH}\s['’]?\d\d"
    rf"|(?:{_COUNT} )?(?:mths?|mnths?|yrs?|m/e|y/?e|fye|w/e|year end(?:ed)?)(?: (?:to|ending|ended|end))?"
    rf" (?:{_SPAN}|{_POINT})"
    rf"|(?:h[12]|(?:first|second) half(?: of)?|half[- ]year)[ ,]+(?:{_FINANCIAL}|{_YEAR})"
    rf"|(?:{_FINANCIAL}|{_YEAR})[ ,]+h[12]"
    rf"|(?:spring|summer|autumn|winter) term (?:{_FINANCIAL}|{_YEAR})"
    rf"|as of (?:{_POINT})",
    re.IGNORECASE,
)
"""What is a period where it is all that a label says."""
_OPEN_HEADER = re.compile(
    rf"(?:rolling )?(?:{_COUNT} )?(?:months?|years?|quarters?|weeks?) (?:to|ending|ended|end)(?: the)?"
    r"|as at|at",
    re.IGNORECASE,
)
"""A header that the periods beside or under it complete: "12 months to:"."""
_FILLER = re.compile(
    r"^(?:in|during|from|between|since|for|to|by|as at|at|on|year|fy|the|cy|financial year|calendar year)\s+",
    re.I,
)
_LEAD = re.compile(r"(?:\b(?:from|between|since|by|until|before|after)\s+(?:the\s+)?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """A period named in a text."""

    text: str
    start: int
    end: int
    lead: str = ""
    """The preposition before it that belongs to its meaning: from, between, since, by."""


@lru_cache(maxsize=512)
def find_periods(text: str) -> tuple[PeriodPhrase, ...]:
    """Periods in running text; a month without a year only where a range or "year to" makes it one."""
    if not _MAY_NAME_ONE.search(text):
        return ()
    return tuple(_build_phrase(m, text) for m in _PHRASE.finditer(text))


@remembered
def is_period(label: str) -> bool:
    """Whether a label is nothing but a period: "2019/20", "Year to Dec 2019", "April to June", "Q1"."""
    whole = label.strip().strip("():,")
    texts = {whole, _FILLER.sub("", whole)} - {""}
    if any(_PHRASE.fullmatch(t) or _BARE.fullmatch(t) for t in texts):
        return True
    return are_short_years(whole)


def is_open_period(label: str) -> bool:
    """Whether a label only begins a period that other labels end: "12 months to", "Year ending"."""
    return _OPEN_HEADER.fullmatch(label.strip().strip("():,")) is not None


def has_year(label: str) -> bool:
    """Whether the wording names its year, so that nothing else need tell it."""
    return re.search(rf"(?<!\d){_YEAR}(?!\d)|\d\d[/–-]\d\d\b|[-'’]\d\d$", label) is not None


def is_relative(label: str) -> bool:
    """Whether a period leaves its year to another label: a month, a quarter, a season."""
    return is_period(label) and not has_year(label)


def is_day(label: str) -> bool:
    """Whether a label is a day without its year: "31 March"."""
    return re.fullmatch(rf"{_DAY}{_MONTH}", label.strip(), re.I) is not None


def _build_phrase(match: re.Match[str], text: str) -> PeriodPhrase:
    words = re.sub(r"^the\s+", "", match.group().strip(), flags=re.I)  # "The calendar year 2015 saw"
    start = match.end() - len(match.group()) + match.group().rindex(words)
    lead = _LEAD.search(text[:start])
    return PeriodPhrase(words, start, start + len(words), lead.group().strip() if lead else "")

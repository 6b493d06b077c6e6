"""Wordings that are nothing but a unit: "£000s", "%", "n", "per 1,000 population", "average days"."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.remembered import remembered
from planhouse.figures import read_rate

_ONE, _THOUSAND, _MILLION, _BILLION = Decimal(1), Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)
_UNITS: tuple[tuple[str, str | None, Decimal], ...] = (
    (r"%|per ?cent(?:ages?)?|percent|pct|%age|% of total", "%", _ONE),
    (r"(?:%|percentage|per cent)[- ]points?|ppts?|pp", "percentage points", _ONE),
    (r"£s?|gbp|pounds?(?: sterling)?", "GBP", _ONE),
    (r"£\s?[‘'’`]?000['’]?s?|£\s?k|£\s?(?:in )?thousands?|thousands? of pounds", "GBP", _THOUSAND),
    (r"£\s?m(?:illions?)?|£\s?(?:in )?millions?|millions? of pounds", "GBP", _MILLION),
    (r"£\s?bn|£\s?(?:in )?billions?|billions? of pounds", "GBP", _BILLION),
    (r"€|eur(?:os?)?", "EUR", _ONE),
    (r"\$|usd|dollars?", "USD", _ONE),
    (r"\$\s?['’]?000s?|\$\s?(?:in )?thousands?", "USD", _THOUSAND),
    (r"\$\s?m(?:illions?)?|\$\s?(?:in )?millions?", "USD", _MILLION),
    (r"pence", "pence", _ONE),
    (r"n|no\.?|nos\.?|number|numbers|num\.?|#|count|volume|headcount", "count", _ONE),
    (r"[‘'’`]?000['’]?s?|(?:in )?thousands?", None, _THOUSAND),
    (r"(?:in )?millions?", None, _MILLION),
    (r"fte|wte|days|seconds|secs|hours|hrs|minutes|mins|weeks|months|years|km|miles|mph|tonnes|kwh|mwh|gwh|kg|m2|m²|ha|hectares"
     r"|acres|ktco2e|tco2e|sq\.? ?m|sqm|[µμu]g ?/ ?m[3³]", "", _ONE),
)  # fmt: skip
_UNIT_PATTERNS = tuple((re.compile(p, re.IGNORECASE), u, s) for p, u, s in _UNITS)
_COUNTED = (
    r"(?:[\d,]{4,}|100(?= [a-z])|\d+\s+(?:thousand|million)|million|thousand"
    r"|head|hectare|household|m2|m²|sq\.?\s?m)"
    r"\b[\w ]*(?:\b\d\d?\s?[-–]\s?\d\d\b[\w ]*)?"
)
_RATE = re.compile(rf"(?:(?:crude |standardised )?rates?\s+)?(?:per|/)\s*{_COUNTED}", re.I)
PER = re.compile(rf"\bper\s*{_COUNTED}", re.I)
RATE_PHRASE = re.compile(rf"\s*[(\[]\s*per\s+{_COUNTED}[)\]]|\s+per\s+{_COUNTED}$", re.I)
_TIME = re.compile(
    r"(?:(?:average|mean|median|avg\.?|total|number of|in),?\s+)*"
    r"(?P<unit>(?:working )?(?:days|hours|hrs|minutes|mins|seconds|secs|weeks|months|years)"
    r"(?: (?:lost )?per (?:[a-z]+ ?){1,3})?)(?: lost)?",
    re.I,
)
"""A length of time, and for whom: "average seconds", "mean days per officer"."""
_MONEY_RATE = re.compile(r"([£$€])\s*((?:per|/)\s*\w+)", re.I)
_OF_EACH = re.compile(
    r"[a-z]+ per (?!(?:cent|annum|year|quarter|month|week|day|hour|night)\b)[a-z]+(?: [a-z]+)?", re.I
)
_IN_UNITS = re.compile(
    r"^(?:all )?(?:figures|amounts|values|numbers|costs|sums)?\s?(?:are )?(?:shown |given )?in "
    r"(?=£|thousands|millions)",
    re.I,
)


def is_rate_unit(unit: str) -> bool:
    """Whether a unit is that of a rate; a time for each ("days per officer") is none."""
    return "per " in f" {unit}" and not _TIME.fullmatch(unit)


@remembered
def read_unit_words(text: str) -> tuple[str | None, Decimal] | None:
    """Unit and scale of a wording that is nothing but a unit: "£000s", "%", "n"; None for other wording."""
    folded = _IN_UNITS.sub("", text.strip().strip(".:"))
    for pattern, unit, scale in _UNIT_PATTERNS:
        if pattern.fullmatch(folded):
            return (folded.lower() if unit == "" else unit), scale
    money = _MONEY_RATE.fullmatch(folded)
    if money:
        currency = {"£": "GBP", "$": "USD", "€": "EUR"}[money[1]]
        return f"{currency} {read_rate(money[2])}", _ONE
    time = _TIME.fullmatch(folded)
    if time:
        return time["unit"].lower(), _ONE
    if _RATE.fullmatch(folded):
        return read_rate(folded[re.search(r"per|/", folded, re.I).start() :]), _ONE  # type: ignore[union-attr]
    return None


def read_unit_of_each(text: str) -> tuple[str, Decimal] | None:
    """What a bracket counts for each of something: "(offences per young person)"; None for other wording."""
    return (text.lower(), _ONE) if _OF_EACH.fullmatch(text.strip()) else None

"""Wording that says how often: "quarterly", "4 x per year", "every other month", "annually in March"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    "day": "days",
    "week": "weeks",
    "month": "months",
    "quarter": "quarters",
    "year": "years",
    "term": "terms",
}
_SIMPLE = {
    ("1", "day"): "daily", ("1", "week"): "weekly", ("1", "month"): "monthly", ("1", "quarter"): "quarterly",
    ("1", "year"): "annually", ("1", "term"): "termly", ("2", "week"): "fortnightly",
    ("3", "month"): "quarterly", ("12", "month"): "annually",
}  # fmt: skip
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "once": "1", "twice": "2", "thrice": "3", "other": "2",
    "second": "2", "third": "3", "fourth": "4", "half": "0.5", "bi": "2", "tri": "3",
}  # fmt: skip
_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>day|week|month|quarter|year|annum|term)"
_MONTH = (
    r"(?P<when>(?:early |mid |late |end of |\d{1,2}#? )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|winter|christmas|halloween|easter|q[1-4]))"
)
_MONTH_FIRST = _MONTH.replace("when", "then")
_TIMES = re.compile(
    rf"(?<![\w£.])(?:{_NUMBER}\s*(?:x|times|meetings|sessions|events|occasions)?|x\s?(?P<m>\d{{1,2}}))[\s-]*"
    rf"(?:times\s+)?(?:per|a|an|each|every|in\s+a|/)\s*(?:calendar\s+|financial\s+|school\s+)?{_UNIT}\b",
    re.I,
)
_TWICE = re.compile(r"\b(?P<n>once|twice|thrice)[\s-]+(?P<unit>dai|week|month|year|annual)ly\b", re.I)
_KIND_OF = r"(?:academic\s+|school\s+|calendar\s+|financial\s+|single\s+)?"
_EVERY = re.compile(rf"\b(?:every|each)\s+{_KIND_OF}(?:{_NUMBER}[\s-]*(?:-\s?\d\s+)?)?{_UNIT}s?\b", re.I)
_EVERY_MONTH = re.compile(
    rf"\b(?:(?:every|each)\s+{_MONTH}\b|{_MONTH_FIRST},?\s+(?:of\s+)?(?:each|every)\s+year\b)", re.I
)
_ANNUALLY_IN = re.compile(
    r"\b(?:annual(?:ly)?|yearly|every year|each year)\b[\s,:(-]*(?:every |each |in |by |on |at |- )?(?:the )?"
    rf"{_MONTH}\b(?!\s*'?\d)"
    rf"|(?<![\d#] )\b{_MONTH_FIRST}[\s,-]+\(?(?:annually|yearly|each year|every year)\b",
    re.I,
)
_N_LY = re.compile(rf"(?<![\w£]){_NUMBER}[\s-]+(?P<unit>week|month|year|annual)ly\b", re.I)
_AS_REQUIRED = (
    r"as\s+(?:and\s+when|required|needed|necessary|appropriate|requested|it\s+arises)"
    r"(?:\s+(?:required|needed|necessary))?|(?:when|where|if)\s+(?:required|needed|necessary|requested)"
    r"|as\s+(?:\w+\s+)?(?:cases?|needs?|issues?|they|incidents?|opportunities)\s+arises?"
    r"|ad[\s-]?hoc|on\s+demand|on\s+request"
)
_WORDS: tuple[tuple[str, str, str], ...] = (
    (r"half[\s-]?yearly|half[\s-]?annually|semi[\s-]?annual(?:ly)?|6[\s-]?monthly", "every 6 months", ""),
    (r"bi[\s-]?ennial(?:ly)?", "every 2 years", ""),
    (r"bi[\s-]?annual(?:ly)?|bi[\s-]?yearly", "2 per year", "every 2 years"),
    (r"bi[\s-]?monthly", "every 2 months", "2 per month"),
    (r"bi[\s-]?weekly", "fortnightly", "2 per week"),
    (r"fortnightly|every\s+fortnight", "fortnightly", ""),
    (r"daily|nightly", "daily", ""),
    (r"weekly|per\s+week|(?:every|each)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days?", "weekly", ""),
    (r"monthly|per\s+month", "monthly", ""),
    (r"quarterly|per\s+quarter", "quarterly", ""),
    (r"half[\s-]?termly|(?:each|every)\s+half[\s-]?term", "every half term", ""),
    (r"termly", "termly", ""),
    (
        r"(?:each\s+|every\s+|in\s+(?:the\s+)?|during\s+)?(?:school|half[\s-]?term)\s+holidays?",
        "school holidays",
        "",
    ),
    (r"(?:each|every)\s+meeting", "every meeting", ""),
    (r"(?:each|every)\s+review", "every review", ""),
    (r"annually|annual|yearly|per\s+annum|p\.a\.|pa(?=$|[\s,;)])|year\s+on\s+year", "annually", ""),
    (_AS_REQUIRED, "as required", ""),
    (r"regular(?:ly)?(?:\s+basis)?|periodic(?:ally)?|throughout\s+each\s+year", "regularly", ""),
)
"""Pattern, the frequency stated evenly, and the other frequency the word is used for."""
_COMPILED = tuple((re.compile(rf"(?<![\w-])(?:{p})(?![\w])", re.I), v, a) for p, v, a in _WORDS)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A printed frequency."""

    text: str
    """Stated evenly: ``quarterly``, ``4 per year``, ``every 6 weeks``, ``annually in March``."""
    begin: int
    finish: int
    """Place in the wording, in characters."""
    alternative: str = ""
    """The other frequency the word is used for ("bi-monthly"); empty where it is plain."""


def find_recurrence(text: str) -> Recurrence | None:
    """The first frequency of a cleaned wording, or None."""
    for find in (_find_annual_month, _find_times, _find_every, _find_number_ly, _find_word):
        found = find(text)
        if found is not None:
            return found
    return None


def _find_annual_month(text: str) -> Recurrence | None:
    match = _ANNUALLY_IN.search(text) or _EVERY_MONTH.search(text)
    if match is None or (match[0].lower() in ("every second", "each second")):
        return None
    when = match["when"] or match["then"]
    words = when.lower().split()
    words[-1] = words[-1].title()
    if words[-1].lower() in ("spring", "summer", "autumn", "winter"):
        words[-1] = words[-1].lower()
    if words[0] == "end" or words[0].rstrip("#").isdigit():
        return Recurrence("annually by " + " ".join(words).replace("#", ""), *match.span())
    return Recurrence("annually in " + " ".join(words), *match.span())


def _find_times(text: str) -> Recurrence | None:
    match = _TIMES.search(text)
    if match is not None:
        unit = match["unit"].lower().replace("annum", "year")
        return Recurrence(_state_times(_number(match["n"] or match["m"]), unit), *match.span())
    match = _TWICE.search(text)
    if match is None:
        return None
    unit = {"dai": "day", "annual": "year"}.get(match["unit"].lower(), match["unit"].lower())
    return Recurrence(_state_times(_number(match["n"]), unit), *match.span())


def _find_every(text: str) -> Recurrence | None:
    match = _EVERY.search(text)
    if match is None:
        return None
    unit = match["unit"].lower().replace("annum", "year")
    return Recurrence(_state_every(_number(match["n"] or "1"), unit), *match.span())


def _find_number_ly(text: str) -> Recurrence | None:
    match = _N_LY.search(text)
    if match is None or match["n"].lower() in ("bi", "tri", "half", "once", "twice", "thrice", "other"):
        return None
    unit = match["unit"].lower().replace("annual", "year")
    return Recurrence(_state_every(_number(match["n"]), unit, is_plain=False), *match.span())


def _find_word(text: str) -> Recurrence | None:
    found = [(m.start(), Recurrence(v, *m.span(), a)) for p, v, a in _COMPILED if (m := p.search(text))]
    return min(found, key=lambda f: f[0])[1] if found else None


def _number(word: str) -> str:
    return _NUMBERS.get(word.lower(), word)


def _state_times(number: str, unit: str) -> str:
    return _SIMPLE[("1", unit)] if number == "1" else f"{number} per {unit}"


def _state_every(number: str, unit: str, is_plain: bool = True) -> str:
    if (number, unit) in _SIMPLE and (is_plain or number == "1") and (number, unit) != ("3", "month"):
        return _SIMPLE[(number, unit)]
    return f"every {number} {_UNITS[unit]}"

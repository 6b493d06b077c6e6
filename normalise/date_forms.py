"""The printed forms of units of time: which wording is handed to which reading, in which order.

Earlier forms win: a day before a month, a month with its year before the bare year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from normalise import date_units as units
from normalise.date_units import Unit
from normalise.date_wording import MONTH_NUMBERS

_Reading = Callable[[re.Match[str]], Iterator[Unit]]

_NAMES = sorted(MONTH_NUMBERS, key=len, reverse=True)
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})\b\.?"
# Without a number beside it "may" is a verb unless it has a capital and no verb follows.
_MAY = r"(?-i:May|MAY)(?!\s+(?:also|be|change|have|include|need|not|require|vary|well)\b)"
_BARE_MONTH = rf"(?P<month>{_MAY}|{'|'.join(n for n in _NAMES if n != 'may')})\b\.?"
_Y4 = r"(?:19|20)\d\d"
_YEAR = rf"(?P<year>{_Y4}|'?\d\d)"
_FISCAL = rf"(?P<first>{_Y4}|\d\d)\s?[/-]\s?(?P<last>{_Y4}|\d\d)(?![\d/])"
_FISCAL_WORD = r"(?:f\.?y\.?e?|financial\s+years?|fiscal\s+years?)"
_LABEL = rf"(?:(?:{_FISCAL_WORD}|year)\s*)?(?:{_FISCAL}|(?P<year>{_Y4}|'?\d\d(?![\d/:%.]\d|[%#])))"
_JOIN = r"[\s,.:;(\[-]*(?:of\s+(?:the\s+)?|in\s+)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_QUARTER = (
    r"(?:(?:q|qtrs?\.?|quarters?)[\s.-]?(?P<n>[1-4]|one|two|three|four|iv|i{1,3})"
    r"|(?P<nth>1st|2nd|3rd|4th|first|second|third|fourth|last|final)\s+(?:quarter|qtr))(?![a-z\d])"
)
_SEASON = (
    r"(?P<season>spring|summer|autumn|winter)(?P<term>\s+term)?\b"
    r"(?:\s+(?:holidays?|half[\s-]?term|break|recess|months|period)\b)?"
)
_HALF_TERM = r"(?:\s+half[\s-]?term)?"
_LAST_DAY = r"(?:(?:28|29|30|31)#?\s+)?"
_DAY_BEHIND = r"(?:\s+(?:28|29|30|31)#?(?=,?\s+\d{4}))?"
_TO_END = r"\s+(?:ending|ended|end|to)(?:\s+(?:in|on|the|end\s+of|end))*"
_TWELVE = r"(?:year|(?:12|twelve)[\s-]months?(?:\s+period)?)"
_YEAR_TO = rf"(?<!\d\s)(?<!\d-)(?:rolling\s+)?(?:financial\s+)?{_TWELVE}{_TO_END}"
_QUARTER_TO = rf"(?:quarter|qtr|(?:3|three)[\s-]months?(?:\s+period)?){_TO_END}"
_LAST_MONTH = rf"\s+{_LAST_DAY}{_MONTH}{_DAY_BEHIND},?\s*{_YEAR}(?!\d)(?!\s+{_Y4})"
_NAMED = (
    r"(?P<name>christmas|xmas|halloween|hallowe'en|bonfire\s+night|remembrance|easter"
    r"|new\s+year(?:'s)?|black\s+history\s+month|pride\s+month|festive\s+(?:period|season))\b"
)
_NOT_A_COUNT = r"(?![\d:%])(?!\s?(?:am|pm|x\b|times|meetings|weeks|months|days|years))"


def _form(reading: _Reading, *parts: str) -> tuple[re.Pattern[str], _Reading]:
    """A form that begins neither within a word nor behind a sign of money or a part of a date."""
    return re.compile(
        r"(?<![A-Za-z0-9£$€])(?:(?<!\d[/.])|(?=[a-z]))" + "".join(parts), re.IGNORECASE
    ), reading


_FORMS = (
    _form(units.read_year_ending, _YEAR_TO, _LAST_MONTH),
    _form(units.read_quarter_ending, _QUARTER_TO, _LAST_MONTH),
    _form(units.read_day, r"\d{4}-\d\d-\d\d(?!\d)"),
    _form(units.read_day, r"\d{1,2}(?P<dot>[/.-])\d{1,2}(?P=dot)(?:\d{4}|\d\d)(?!\d)"),
    _form(
        units.read_days_of_month,
        rf"{_WEEKDAY}(?P<from>\d{{1,2}})#?\s?(?:-|to|until|&|and)\s?{_WEEKDAY}(?P<to>\d{{1,2}})#?\s+(?:of\s+)?",
        rf"{_MONTH},?(?:\s*(?P<year>{_Y4}|'?\d\d(?![\d/:#])))?",
    ),
    _form(
        units.read_day,
        rf"{_WEEKDAY}\d{{1,2}}#?[\s-]?(?:of\s)?{_MONTH},?[\s-]?'?(?:{_Y4}|\d\d)(?![\d:/#-])",
    ),
    _form(units.read_day, rf"{_WEEKDAY}{_MONTH}\s\d{{1,2}}#?,?\s{_Y4}(?!\d)"),
    _form(units.read_academic_year, rf"(?:(?:academic|school)\s+years?|ay)\s+{_FISCAL}"),
    _form(units.read_academic_year, rf"{_FISCAL}\s+(?:academic|school)\s+year"),
    _form(units.read_quarter, _QUARTER, _JOIN, _LABEL),
    _form(units.read_half, r"(?:h(?P<n>[12])|(?P<nth>first|second|1st|2nd)\s+half)", _JOIN, _LABEL),
    _form(units.read_season, _SEASON, _JOIN, _LABEL),
    _form(units.read_season, _LABEL, r"\s+", _SEASON),
    _form(units.read_season, _SEASON, r"(?!\s+(?:clean|watch|campaign|night|school))"),
    _form(
        units.read_month,
        _MONTH,
        _HALF_TERM,
        _JOIN,
        rf"(?:(?P<year>{_Y4})(?![\d/]|-\d\d(?!\d)|-{_Y4})|{_FISCAL})",
    ),
    _form(units.read_month, _MONTH, _HALF_TERM, _JOIN, rf"(?P<year>{_Y4})(?!\d)"),
    _form(units.read_month, rf"(?P<year>{_Y4})[\s,:-]+", _BARE_MONTH, r"(?!\s*\d)"),
    _form(units.read_quarter, _LABEL, _JOIN, _QUARTER),
    _form(units.read_quarter, _QUARTER),
    _form(units.read_day_without_year, r"(?P<day>\d{1,2})#?[\s-]?(?:of\s)?", _MONTH),
    _form(units.read_day_without_year, _MONTH, r"\s(?P<day>\d{1,2})#"),
    _form(units.read_month_then_number, _MONTH, r"[\s-]*'?(?P<number>\d{1,2})", _NOT_A_COUNT),
    _form(units.read_numbered_month, rf"(?P<number>0?[1-9]|1[0-2])[/.](?P<year>{_Y4})(?![\d/])"),
    _form(units.read_iso_month, rf"(?P<year>{_Y4})[/-](?P<number>0[1-9]|1[0-2])(?![\d/])"),
    _form(units.read_fiscal_year, rf"(?P<word>{_FISCAL_WORD}\s*)?", _FISCAL, r"(?:\s+financial\s+year)?"),
    _form(units.read_fiscal_label, rf"{_FISCAL_WORD}\s*(?P<year>{_Y4}|\d\d)(?![\d/])"),
    _form(units.read_fiscal_label, rf"(?P<year>{_Y4})\s*(?:fye?|financial\s+year)\b"),
    _form(units.read_years, rf"(?P<first>{_Y4})\s?[-/]\s?(?P<last>{_Y4}|\d\d)(?![\d/])"),
    _form(units.read_numbered_month, r"(?P<number>0[1-9]|1[0-2])/(?P<year>\d\d)(?![\d/])"),
    _form(units.read_single_digit_month, r"(?<![\d/])(?P<number>[1-9])/(?P<year>[1-4]\d)(?![\d/])"),
    _form(units.read_named_time, _NAMED, rf"(?:[\s,-]+(?P<year>{_Y4}|'?\d\d(?!\d)))?"),
    _form(
        units.read_calendar_year,
        r"(?<!Act )(?<!Act, )(?:calendar\s+year\s+)?",
        rf"(?P<year>{_Y4})(?:\s+calendar\s+year)?(?![\ds]|\s+Act\b)",
    ),
    _form(units.read_bare_month, _BARE_MONTH),
)


def find_units(text: str) -> tuple[Unit, ...]:
    """Every unit of a cleaned wording, in printed order; a character belongs to one unit at most."""
    left = text
    found: list[Unit] = []
    for pattern, read in _FORMS:
        new = [u for m in pattern.finditer(left) for u in read(m)]
        for unit in new:
            left = left[: unit.begin] + "\0" * (unit.finish - unit.begin) + left[unit.finish :]
        found.extend(new)
    return tuple(sorted(found, key=lambda u: u.begin))

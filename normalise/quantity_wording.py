"""The words around figures: marks, missing numbers, shares in words, units and directions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from planhouse.figures import COMPARATORS, Figure, read_number_words

_LONGEST = 4000
"""Characters looked at; more is prose."""
_MARK = r"(?<=\d)r$|\*{1,4}|[†‡§]{1,3}|[¹²³⁰⁴-⁹]{1,3}|\[(?:note\s)?[0-9a-z]{1,3}\]"
_MARKS = re.compile(rf"(?<=[\d%)])\s?(?:{_MARK})")
_BLANK_THOUSANDS = re.compile(r"([+\-−–£(]?\s?)(\d{1,3})((?: \d{3}){1,4})([%)]?)")
_ABSENT = {
    "suppressed": (
        "*", "**", "c", "[c]", "supp", "suppressed", "confidential", "redacted", "withheld", "#",
    ),
    "not_available": (
        "", "n/a", "na", "n.a.", "n.a", "n / a", "[x]", "[z]", "x", ":", "n/k", "nk", "not known", "unknown",
        "not available", "no data", "data not available", "not applicable", "not recorded", "tbc", "tba",
        "to be confirmed", "-", "–", "—", "--", "..", "...", "…", "n/d", "nd", "no figures", "not provided",
        "unavailable", "data unavailable", "not collected", "nan",
        "null", "no data available", "none available",
    ),
}  # fmt: skip
_ABSENCE = {sign: name for name, signs in _ABSENT.items() for sign in signs}
_NUMBER = r"\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
RANKED = re.compile(
    r"(?P<rank>\d{1,3}(?:st|nd|rd|th)|(?<=\brank )\d{1,3}|(?<=\branked )\d{1,3}|(?<=\brank: )\d{1,3})"
    r"(?:\s*=)?(?:\s+(?:highest|lowest|best|worst|safest))?\s*(?:out\s+of|of|/|from)\s*(?:the\s+)?(?P<all>\d{1,3})\b(?!\s*(?:months?|years?|weeks?|days?))",
    re.IGNORECASE,
)
"""A place among so many: "3rd of 15", "ranked 12 out of 43"."""
_IN = re.compile(
    rf"(?<![\w.,])(?P<part>{_NUMBER}|half)\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+"
    rf"(?P<whole>{_NUMBER})\b(?![\w,.%/-]*\d)",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<part>a|an|one|two|three|four|five|six|seven|eight|nine)[\s-]+)?(?P<name>{'|'.join(_FRACTIONS)})s?\b"
    r"(?!\s+(?:quarter|year|yearly|term|hour|place|party|sector|time|price|of\s+(?:the\s+)?(?:year|20\d\d)))",
    re.IGNORECASE,
)
_GLYPHS = {
    "½": "a half", "⅓": "a third", "⅔": "two thirds", "¼": "a quarter", "¾": "three quarters",
    ">=": "≥", "=>": "≥", "≧": "≥", "<=": "≤", "=<": "≤", "≦": "≤",
}  # fmt: skip
_EVEN = tuple(
    (re.compile(pattern, re.IGNORECASE), even)
    for pattern, even in (
        (r"(?<=\d)·(?=\d)", "."),
        (r"\bper\s+thousand\b", "per 1,000"),
        (r"^(?:nil|none|none recorded|nil return)$", "0"),
        (r"£\s?(m|k|bn)\s(\d[\d,.]*)", r"£\2\1"),
        (r"(?<=[£€$]) (?=\d)", ""),
        (r"^([+\-−–]) (?=[\d£])", r"\1"),
        (r"^([£€$])\(([^()]+)\)$", r"(\1\2)"),
        (r"(?<=\d)\s?(?:pp|ppts?|%\s?pts?|% points?)(?!\w)", " percentage points"),
        (r"\b(?:up\s+to\s+a\s+)?max(?:imum)?\.?\s+(?:of\s+)?(?=[\d£])", "at most "),
        (r"\bmin(?:imum)?\.?\s+(?:of\s+)?(?=[\d£])", "at least "),
        (r"\b(?:not\s+(?:to\s+)?exceed(?:ing)?|no\s+higher\s+than|capped\s+at|as\s+many\s+as)\s+", "up to "),
        (
            r"\b(?:in\s+the\s+region\s+of|in\s+the\s+order\s+of|an\s+estimated|estimated(?:\s+at)?)\s+",
            "around ",
        ),
        (r"\b(?:close\s+to|approaching)\s+", "almost "),
        (r"\b(?:upwards\s+of|exceed(?:s|ing)|well\s+over)\s+", "more than "),
        (r"(?<![\w*-])(?<!grade )(?<!class )(?<!category )(?<!option )(?-i:c|ca)\.?\s?(?=[£\d])", "c. "),
    )
)
"""Wording -> the same in the words the grammar of figures knows."""
_DOZEN = re.compile(r"\b(?:(\d{1,3}|an?|one|two|three|half\s+a)\s+)?dozen\b", re.IGNORECASE)
_MULTIPLES = {"hundred": 100, "thousand": 10**3, "million": 10**6}
_SMALL_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LONG_NUMBER = re.compile(
    rf"\b(?:an?|{_SMALL_WORDS})(?:[\s-](?:{_SMALL_WORDS}))?[\s-](?:hundred|thousand|million)"
    rf"(?:[\s-](?:and\s)?(?:{_SMALL_WORDS}|hundred|thousand|million))*\b",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/.,£])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?=$|\s+of\b)")
_TIMES = {
    "doubl": (Decimal(100), "increase"), "trebl": (Decimal(200), "increase"),
    "tripl": (Decimal(200), "increase"), "quadrupl": (Decimal(300), "increase"),
    "halv": (Decimal(50), "decrease"),
}  # fmt: skip
_TIMES_WORD = re.compile(r"\b(doubl|trebl|tripl|quadrupl|halv)(?:e|ed|es|ing)\b", re.IGNORECASE)
_BASE = re.compile(
    r"^\s*(?:[a-z][a-z'-]*\s+){0,4}?(?:per|/)\s*(?P<base>1,?000,?000|100,?000|10,?000|1,?000|100|million)\b"
    r"(?:\s+(?:of\s+)?(?:the\s+)?(?P<of>(?:head\s+of\s+)?(?:resident\s+|adult\s+|child\s+)?"
    r"(?:population|people|residents?|households?|persons?|inhabitants|dwellings|children|adults|pupils|patients"
    r"|females?|males?|women|men|vehicles|properties|hectares)))?",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"^\s?(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|mph|kmh|km|miles?|metres?|hectares?|kg|litres?)\b",
    re.IGNORECASE,
)
_UNIT_NAMES = {
    "min": "minutes", "mins": "minutes", "minute": "minutes", "hr": "hours", "hrs": "hours", "hour": "hours",
    "day": "days", "week": "weeks", "month": "months", "year": "years", "mile": "miles", "metre": "metres",
    "hectare": "hectares", "litre": "litres",
}  # fmt: skip
_MOVES = {
    "increase": r"increas\w*|rais\w*|rise[ns]?|rising|rose|risen|grew|grow\w*|growth|higher|gain\w*|up|↑|▲|⬆",
    "decrease": r"decreas\w*|reduc\w*|fell|fall\w*|drop\w*|declin\w*|lower\w*|cut|cuts|cutting|down|↓|▼|⬇",
}
_MORE = {"increase": r"|additional|extra|more(?!\s+than)", "decrease": r"|fewer|less"}
_LINKS = r"(?:(?:was|is|by|of|in|a|an|about|some|over)\s+)*"
_MOVED_BEFORE = tuple(
    (
        name,
        re.compile(rf"(?<!\w)(?:{words})(?!\w)(?:[\s:]*{_LINKS}|\s[^.;,\d]{{0,40}}\bby\s+)$", re.IGNORECASE),
    )
    for name, words in _MOVES.items()
)
_MOVED_AFTER = tuple(
    (name, re.compile(rf"^\s*(?!or\b)(?:[a-z]+\s+)?(?:{words}{_MORE[name]})(?!\w)(?!\s+to\b)", re.IGNORECASE))
    for name, words in _MOVES.items()
)
_DESIGNATION = re.compile(
    r"(?:appendix|annex|priority|priorities|objective|aim|theme|strand|action|outcome|recommendation|option"
    r"|section|part|chapter|paragraph|para|page|p\.|table|figure|fig\.?|chart|map|box|item|ref(?:erence)?|no\."
    r"|phase|stage|step|tier|level|grade|band|class|category|key\s+stage|question|ward|zone|group|version|v\.?)"
    r"s?\s*(?:\d{1,3}[a-z]?(?:\.\d{1,2})*)(?:\s*(?:-|–|to|and|&|,|/)\s*\d{1,3}[a-z]?)*\.?",
    re.IGNORECASE,
)
_AGES_AND_CALLS = re.compile(
    r"(?:(?:people|adults|children|young\s+people|those|residents)\s+)?(?:aged?|ages|age\s+(?:group|range)s?)\s*:?\s*"
    r"(?:(?:under|over|between)\s+)?\d{1,3}(?:\s*(?:-|–|to|and)\s*(?:\d{1,3}|over|under|above))?\+?"
    r"|(?:under|over)[\s-]?\d{2}'?s|(?:tel(?:ephone)?|phone|fax|mob(?:ile)?|call|ring|text|dial)\W*(?:on|no\.?)?[\d\s()+-]{3,20}"
    r"|\(?0\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}|\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2})?[\s-]years?[\s-]olds?",
    re.IGNORECASE,
)
_QUALIFIER_BEFORE = tuple(
    (re.compile(rf"(?<!\w){re.escape(w)}\s*(?:a\s+)?$", re.IGNORECASE), name) for w, name in COMPARATORS
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share printed in words, as a percentage."""

    value: Decimal
    qualifier: str
    span: tuple[int, int]


def parse_absence(raw: str) -> str:
    """``suppressed`` or ``not_available`` for a sign printed in a number's stead, else empty."""
    return _ABSENCE.get(" ".join(raw.casefold().split()), "")


def names_a_thing(text: str) -> bool:
    """Whether a wording's numbers only name something: "Appendix 3", "aged 10-17", a telephone."""
    return _DESIGNATION.fullmatch(text) is not None or _AGES_AND_CALLS.fullmatch(text) is not None


def read_prepared(raw: str) -> str:
    """The wording made even: blanks, signs, thousands by blank, glyph fractions and long number words."""
    text = " ".join(raw[:_LONGEST].split())
    for glyph, words in _GLYPHS.items():
        text = text.replace(glyph, words)
    match = _BLANK_THOUSANDS.fullmatch(text)
    if match is not None:
        text = match[1] + match[2] + match[3].replace(" ", ",") + match[4]
    for pattern, even in _EVEN:
        text = pattern.sub(even, text)
    text = _DOZEN.sub(_dozen, text)
    return _LONG_NUMBER.sub(_long_number, text)


def _dozen(match: re.Match[str]) -> str:
    word = (match[1] or "a").lower()
    return str(int((Decimal(word) if word.isdigit() else _count(word)) * 12))


def _long_number(match: re.Match[str]) -> str:
    """``one hundred and twenty`` -> ``120``; a single word or two stay for the grammar of figures."""
    total, current = 0, 0
    for word in re.split(r"[\s-]+", match[0].lower()):
        factor = _MULTIPLES.get(word)
        if factor == 100:
            current = max(current, 1) * 100
        elif factor:
            total, current = total + max(current, 1) * factor, 0
        elif word not in ("and", "a", "an"):
            current += int(read_number_words(word))
    return str(total + current)


def read_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The wording without footnote marks, and the marks as flags ``footnote:*``."""
    marks = tuple(f"footnote:{m[0].strip()}" for m in _MARKS.finditer(text))
    return _MARKS.sub("", text).strip(), marks


def find_share(text: str) -> Share | None:
    """``one in five``, ``9 out of 10``, ``3/4 of``, ``nearly half``: a share as a percentage."""
    match = _IN.search(text) or _SLASHED.search(text)
    if match is not None:
        part, whole = _count(match["part"]), _count(match["whole"])
        return _share(text, match, part / whole) if whole > 1 and part <= whole else None
    match = _FRACTION.search(text)
    if match is None or re.search(r"\d", text[: match.start()]):
        return None
    name = match["name"].lower()
    if match["part"] is None and name != "half":
        return None
    part = _count(match["part"]) if match["part"] else Decimal(1)
    return _share(text, match, part / _FRACTIONS[name])


def _share(text: str, match: re.Match[str], value: Decimal) -> Share:
    percentage = (value * 100).quantize(Decimal("0.01"))
    before = text[: match.start()]
    qualifier = next((name for pattern, name in _QUALIFIER_BEFORE if pattern.search(before)), "")
    return Share(percentage, qualifier, match.span())


def _count(word: str) -> Decimal:
    if word.isdigit():
        return Decimal(word)
    lower = word.lower()
    if lower.startswith("half"):
        return Decimal("0.5")
    return Decimal(1) if lower in ("a", "an") else read_number_words(lower)


def find_times(text: str) -> tuple[Decimal, str] | None:
    """``doubled``, ``halved``: the change in percent and its direction."""
    match = _TIMES_WORD.search(text)
    return None if match is None or re.search(r"\d", text) else _TIMES[match[1].lower()]


def name_unit(text: str, figure: Figure, upper: Figure | None) -> str | None:
    """The unit of a figure: as printed, ``count`` for any whole number, None where nothing tells."""
    if "ordinal" in figure.flags:
        return "rank"
    last = upper or figure
    base = _BASE.search(_after_number(text, last))
    if base is not None:
        rate = f"per {int(base['base'].replace(',', '').replace('million', '1000000')):,}"
        of = f" {' '.join(base['of'].lower().split())}" if base["of"] else ""
        currency = f"{last.unit.split()[0]} " if last.unit and last.unit[:3] in ("GBP", "EUR", "USD") else ""
        return f"{currency}{rate}{of}"
    unit = figure.unit or (upper.unit if upper else None)
    if unit is not None:
        return unit
    if "glued:m" in last.flags:
        return "m"
    glued = next((f.removeprefix("glued:") for f in last.flags if f.startswith("glued:")), "")
    word = _UNIT_WORDS.match(glued or text[last.end : last.end + 20])
    if word is not None:
        return _UNIT_NAMES.get(word["unit"].lower(), word["unit"].lower())
    return "count" if figure.value == figure.value.to_integral_value() else None


def is_base(text: str, figure: Figure) -> bool:
    """Whether a figure is the base of a rate ("per 1,000") and counts nothing itself."""
    return (
        re.search(r"(?:\bper|/)\s*$", text[max(0, figure.start - 8) : figure.start], re.IGNORECASE)
        is not None
    )


def is_duration(text: str, figure: Figure) -> bool:
    """Whether a figure says how long something lasts: "£1.1m over three years"."""
    return (
        re.search(r"\b(?:over|for|within|next|in)\s+(?:the\s+)?$", text[: figure.start], re.IGNORECASE)
        is not None
        and re.match(r"[\s-]*(?:years?|months?|weeks?|days?)\b", text[figure.end :], re.IGNORECASE)
        is not None
    )


def _after_number(text: str, figure: Figure) -> str:
    """The wording behind the figure's own digits, a rate the figure already holds included."""
    within = re.search(r"\s*(?:per|/)\s*\S+", figure.raw)
    return (figure.raw[within.start() :] if within else "") + text[figure.end : figure.end + 80]


def read_direction(before: str, after: str) -> str:
    """``increase`` or ``decrease`` told by the words beside a figure, else empty."""
    told = [n for n, p in _MOVED_BEFORE if p.search(before)] + [n for n, p in _MOVED_AFTER if p.search(after)]
    return told[0] if told else ""

"""The grammar of printed quantities: "£53k", "up to 2,364", "-8.43%", "two-thirds", "3.3 per 1,000".

Shared by everything that reads figures in cells, sentences and dates. It only says what is printed
where; whether a quantity is a statistic, a date, an age or a section of an Act is for its reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_WORD_VALUES = {w: i for i, w in enumerate(_ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
_SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9,
}  # fmt: skip
_FRACTIONS = {
    "half": Decimal("0.5"), "third": Decimal(1) / 3, "two-thirds": Decimal(2) / 3,
    "two thirds": Decimal(2) / 3, "quarter": Decimal("0.25"), "three-quarters": Decimal("0.75"),
    "three quarters": Decimal("0.75"), "fifth": Decimal("0.2"), "tenth": Decimal("0.1"),
}  # fmt: skip
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "GBP": "GBP", "EUR": "EUR", "USD": "USD"}

COMPARATORS: tuple[tuple[str, str], ...] = (
    ("not below", "at_least"), ("not less than", "at_least"), ("no less than", "at_least"),
    ("no fewer than", "at_least"), ("not more than", "up_to"), ("no more than", "up_to"),
    ("a maximum of", "up_to"), ("maximum of", "up_to"), ("a minimum of", "at_least"),
    ("minimum of", "at_least"), ("up to", "up_to"), ("at least", "at_least"), ("at most", "up_to"),
    ("just under", "almost"), ("just below", "almost"), ("just over", "more_than"),
    ("more than", "more_than"), ("in excess of", "more_than"), ("greater than", "more_than"),
    ("less than", "less_than"), ("fewer than", "less_than"), ("nearly", "almost"),
    ("almost", "almost"), ("approximately", "about"), ("approx.", "about"), ("approx", "about"),
    ("around", "about"), ("about", "about"), ("roughly", "about"), ("circa", "about"),
    ("c.", "about"), ("some", "about"), ("over", "more_than"), ("above", "more_than"), ("under", "less_than"),
    ("below", "less_than"), ("≥", "at_least"), ("≤", "up_to"), (">", "more_than"),
    ("<", "less_than"), ("~", "about"),
)  # fmt: skip
"""Printed wording -> flag, longest wording first where one begins with another."""

_FLAG_OF = dict(COMPARATORS)
_COMPARATOR = "|".join(re.escape(w) + (r"(?=\s)" if w[-1].isalpha() else "") for w, _ in COMPARATORS)
_WORDS = "|".join(sorted(_ONES + _TENS, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+"
_NUMBER_WORDS = rf"(?:{_WORDS})(?:[- ](?:{_WORDS}))*(?:[ -](?:hundred|thousand|million|billion))*"

_QUANTITY = re.compile(
    rf"""
    (?:(?<![\w])(?P<comparator>{_COMPARATOR})\s*(?:a\s+)?)?
    (?:
      (?P<open>\()?
      (?P<sign>(?<![\w.,%])[+\-\u2212\u2013\u00b1](?!\s))?\s?
      (?P<currency>[£€$]|(?<![A-Z])(?:GBP|EUR|USD)\s?)?
      (?P<sign2>(?<=[£€$])[+\-\u2212\u2013])?
      (?<![\w.])(?P<digits>{_DIGITS})
      (?:(?P<ordinal>st|nd|rd|th)\b|\s?(?P<scale>(?:(?<!\s)k|(?<!\s)m|mn|bn)(?![\w²])|(?:hundred|thousand|million|billion)s?\b))?
      (?P<glued>[A-Za-z]\w*)?
      |
      (?<![\w-])(?P<fraction>
        two[- ]thirds|three[- ]quarters|half
        |(?:(?<=\ba\s)|(?<=\bone[\s-]))(?:third|quarter|fifth|tenth)
      )(?![\w-])
      |
      (?<![\w-])(?P<words>{_NUMBER_WORDS})(?![\w-])
    )
    (?P<unit>\s?(?:%(?:\s?points?\b|\s?per\s?cent\b)?|percentage\s+points?\b|per\s?cent(?:age\s+points?)?\b(?!\w)|percent\b))?
    (?P<rate>\s*(?:per|/)\s*(?:1,?000|10,?000|100,?000|1,?000,?000|million|head|hectare|ha|m2|m²|square\s+met(?:re|er)|sq\.?\s?m)\b(?:\s+(?:of\s+(?:the\s+)?)?(?:people|population|residents|households|persons|inhabitants|dwellings))?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity printed in a text."""

    value: Decimal
    """The quantity with its sign and scale: 53000 for "£53k", 0.5 for "half"."""
    raw: str
    """As printed, with sign, currency, unit and comparator."""
    start: int
    """Position of ``raw`` in the text."""
    end: int
    unit: str | None = None
    """``%``, ``percentage points``, ``GBP``, ``EUR``, ``USD``, ``per 1,000``...; None where
    none is printed."""
    flags: tuple[str, ...] = ()
    """Comparator (``up_to``, ``at_least``, ``more_than``, ``less_than``, ``almost``, ``about``), and
    ``scaled``, ``signed`` (a plus or minus is printed), ``ordinal``, ``in_words``, ``fraction``,
    ``glued:mph`` (letters stand on the digits)."""
    places: int = 0
    """Decimals printed: 2 for "10.17"; what rounding may have hidden."""

    @property
    def has_separator(self) -> bool:
        """Whether thousands are separated, which no year or code is."""
        return bool(re.search(r"\d[,\u00a0\u2009\u202f]\d{3}", self.raw))

    @property
    def is_year(self) -> bool:
        """Whether it could as well be a year: four bare digits from 1900 to 2099."""
        return re.fullmatch(r"(?:19|20)\d\d", self.raw.strip()) is not None


def join_range(lower: Figure, upper: Figure, raw: str) -> Figure:
    """The lower end of a range printed as ``raw``, flagged with the upper: ``range_to:15`` of "10-15%"."""
    end = abs(upper.value)  # a dash that stands on its digits is no minus
    flags = (*(f for f in lower.flags if f != "signed"), f"range_to:{end.normalize():f}")
    return replace(lower, raw=raw, end=upper.end, unit=upper.unit or lower.unit, flags=flags)


def find_quantities(text: str) -> tuple[Figure, ...]:
    """Every quantity of a text in printed order; digits glued behind letters ("Q1", "M25") are none."""
    return tuple(_build_figure(m) for m in _QUANTITY.finditer(text))


def read_number_words(words: str) -> Decimal:
    """The value of number words: 35 for "thirty-five", 2000 for "two thousand"."""
    total, current = 0, 0
    for word in re.split(r"[- ]+", words.casefold().strip()):
        if word in _WORD_VALUES:
            current += _WORD_VALUES[word]
        elif word in _SCALES:
            factor = _SCALES[word]
            current = max(current, 1) * factor
            if factor > 100:
                total, current = total + current, 0
    return Decimal(total + current)


def _build_figure(match: re.Match[str]) -> Figure:
    value, places, flags = _read_value(match)
    comparator = match["comparator"]
    if comparator:
        flags.insert(0, _FLAG_OF[" ".join(comparator.casefold().split())])
    start = match.start()
    raw = match.group()
    if match["open"]:  # the bracket is not the figure's own unless the reader finds it closed
        raw = raw[raw.index("(") + 1 :]
        start = match.end() - len(raw)
    lead = len(raw) - len(raw.lstrip())
    return Figure(
        value, raw.strip(), start + lead, start + len(raw.rstrip()), _read_unit(match), tuple(flags), places
    )


def _read_value(match: re.Match[str]) -> tuple[Decimal, int, list[str]]:
    flags: list[str] = []
    if match["fraction"]:
        word = " ".join(match["fraction"].casefold().split())
        return _FRACTIONS[word], 0, ["fraction", "in_words"]
    if match["words"]:
        return read_number_words(match["words"]), 0, ["in_words"]
    digits = re.sub(r"[,\u00a0\u2009\u202f]", "", match["digits"])
    value = Decimal(digits)
    places = len(digits.partition(".")[2])
    scale = match["scale"]
    if scale and scale.casefold() == "m" and not match["currency"]:
        flags.append("glued:m")  # metres more often than millions where no currency is printed
    elif scale:
        value *= _SCALES[scale.casefold().rstrip("s")]
        flags.append("scaled")
    sign = match["sign"] or match["sign2"]
    if sign:
        flags.append("signed")
        value = -value if sign in "-\u2212\u2013" else value
    if match["ordinal"]:
        flags.append("ordinal")
    if match["glued"]:
        flags.append(f"glued:{match['glued']}")
    return value, places, flags


def _read_unit(match: re.Match[str]) -> str | None:
    if match["unit"]:
        return "percentage points" if "point" in match["unit"].casefold() else "%"
    currency = _CURRENCIES[match["currency"].strip().upper()] if match["currency"] else None
    if match["rate"]:
        return f"{currency or ''} {read_rate(match['rate'])}".strip()
    return currency


def read_rate(text: str) -> str:
    """The unit named by "per 1,000 population": ``per 1,000``; wording other than numbers is kept."""
    words = re.sub(r"\s+", " ", re.sub(r"^\s*(?:per|/)\s*", "", text.strip(), flags=re.I))
    number = re.match(r"[\d,]+(?!\s?(?:million|thousand))\b", words)
    if number:
        return f"per {int(number.group().replace(',', '')):,}"
    return f"per {words}"

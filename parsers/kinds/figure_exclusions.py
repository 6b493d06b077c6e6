"""Quantities in sentences that are no statistics: dates, ages, sections of Acts, telephone numbers...

What is left out is named, so that it can be counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.kinds.counted_words import counts_plural, counts_something
from parsers.kinds.designations import is_designation, is_month
from parsers.kinds.figure_ages import is_age, is_age_limit, own_words
from parsers.kinds.figure_periods import find_dates
from parsers.kinds.figure_structure import is_structure
from parsers.kinds.figure_targets import is_order
from parsers.kinds.figure_wording import RATE_BASE
from parsers.kinds.period_words import find_periods
from parsers.kinds.sentence_words import class_of, word_list
from planhouse.figures import Figure

_SERIAL = re.compile(r"0\d+|[1-9]\d{6,}")
"""Digits filled up with noughts, or seven and more without a separator, are the number of a thing."""
_LAW = re.compile(
    r"\b(?<!took )(?<!take )(?<!taken )(?<!takes )(?<!taking )"
    r"(?:sections?|s\.|ss\.|parts?|chapters?|regulations?|articles?|clauses?|acts?|schedule|"
    r"paragraphs?)\b(?![^.;]*\b(?:19|20)\d\d,\s)[^.;]{0,12}$",
    re.I,
)
_CALL = re.compile(
    r"\b(?:call(?:ing)?|dial(?:ling)?|ring(?:ing)?|phone|telephone|tel|contact|text|fax|helpline|"
    r"on)\b\W*(?:us\W+)?(?:on\W+)?[\d\s]*(?:,?\s*(?:or|and)\s*(?:,[^,;.\d]{2,40},\s*)?)?$",
    re.I,
)
_CALL_AHEAD = re.compile(
    r"\b(?:[Cc]all|[Dd]ial|[Rr]ing|[Pp]hone)\s+(?:[a-z]+\s+){0,3}\d{3}\b[^.;]*\b(?:or|and)\s+(?:[a-z]+\s+)?$"
)
"""As in "Call 101 in a non-emergency, or 999 if a crime is in progress"."""
_PHONE = re.compile(r"(?<!\d)(?:\+?44\s?|0)\d{2,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|\b0\d{3,4}\s\d{6}\b")
_DURATION = re.compile(
    r"^(?!\s+last\s+(?:year|month|quarter)\b)[\s-]*(?:to\s+\w+\s+|or\s+\w+\s+)?(?:consecutive|working|calendar|full|further|more|"
    r"last|whole|long)?\s*"
    r"(?:years?|months?|weeks?|days?|hours?|hrs?|yrs?|minutes?|mins?|seconds?|quarters?|decades?|"
    r"nights?|evenings?|weekends?|-?yearly)\b",
    re.I,
)
_COMPOUND = re.compile(
    r"\s*(?:hours?|hrs?|minutes?|mins?)(?:,|\s+and)?\s+\d{1,2}\s*(?:minutes?|mins?|seconds?|secs?)\b", re.I
)
_COMPOUND_END = re.compile(r"\d\s*(?:hours?|hrs?|minutes?|mins?)(?:,|\s+and)?\s+$", re.I)
"""As in "9 minutes 14 seconds": one length of time in two units, which no single figure is."""
_TIME = re.compile(r"^\s?(?:am|pm|noon|o['’]clock)\b|^[:.]\d\d\s?(?:am|pm)|^/7\b|^:\d\d", re.I)
_TOP = re.compile(r"\b(?:top|first|last|next|every|each|previous|past)\s*$", re.I)
_URL = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)+/\S*|\b[A-Za-z]{3,}=\S*|\b(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:com|org|gov|net|uk|co)\S*/\S*"
)
_CONTENTS = re.compile(
    r"(?:\b\d{1,3}\s+[A-Z][^.\d]{3,80}(?:\d{1,2}\s[–-][^.\d]{3,80})?){2}(?=\d{1,3}\b)\d+|"
    r"(?:\b\d{1,3}\s+[A-Z][^.\d]{3,80}){3}"
)
"""Titles and page numbers in turn: a contents list read as running text."""
_CITED_BEFORE = re.compile(
    r"\b(?:[Ss]ee|[Ss]cenarios?|[Ii]ssues?|[Pp]aras?:?)\s*$|"
    r"\b[A-Z]{1,4}\d{1,3}\)?\s*[(\[](?:\d{1,3}\s*(?:,|and|&)\s*)*$"
    r"|\d/$|[”’\"]$|\[[A-Z]{1,4}\d+\s*&\s*$"
)
"""Codes and citations: "LP05 (1, 2 and 5)", "92/43", a footnote's number on a closing quote."""
_CITED_AFTER = re.compile(r"/\d|\s?pp\b|\s?pp\.")
_HALF_AN_HOUR = re.compile(r"\s*an?\s+(?:hour|minute|second|day|year|mile|dozen|century)\b", re.I)
_HALF_THE_AVERAGE = re.compile(r"\s+(?:the|that)\s+(?:[a-z]+\s+){0,2}(?:average|figure|rate|level)\b")
"""As in "less than half the average of £7.40": how many times, no share."""
_PART_OF_YEAR = re.compile(r"(?<![-\w])(?:third|quarter|fifth|tenth)$", re.I)
"""A share only before "of" or a bracket; else "for a quarter" means three months."""
_ENUMERATOR = re.compile(r"(?:^|[\s;:,(])\d{1,2}\)\s")
_DATES_AFTER = re.compile(r"\s*(?:,|and|to|&|-|–)\s*\d{1,2}(?:st|nd|rd|th)?\s+")
_LIST_MARK = re.compile(
    r"^\s*(?:\d{1,2}\s?)?\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z‘“'\"])|^\s*\d{1,2}:\s|"
    r"^\s*\(?\d{1,2}[.)]\s|^\s*\(?\d{1,2}\)|^\s*\d{1,2}\s+[ivx]{1,4}\s|^\s*\d{1,2}\s+<?(?:https?:|www)"
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{0,6})\.?")
_PRONOUN = re.compile(
    r"^(?:\s+(?:of|another|such|way|more|by|that|who|which|and all|person|place|stop|"
    r"another['’]s)\b|\s*[,.;:)]|$)",
    re.I,
)
_BASES = (1000, 10_000, 100_000, 1_000_000)
"""What rates are reckoned per."""
PARTS = ("period", "rate", "fraction")
"""What belongs to the wording of a period, of another figure's rate ("per 1,000") or of a fraction ("one
third"), and is not counted as left out."""
_WINDOW = 120
"""Characters to either side of a quantity that tell what it is; more are of other things."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A quantity that is no statistic."""

    raw: str
    reason: str
    """One of date, time, age, law, reference, telephone, address, duration, repetition, ordinal, ranking,
    rate_base, contents, structure, name, thing, list_mark, pronoun, threshold, ratio, unlabelled, list."""
    sentence: str


def find_exclusion(figure: Figure, sentence: str) -> str | None:
    """Why a quantity of a sentence is no statistic; None where it is one.

    ``PARTS`` are no numbers of their own and not counted as left out.
    """
    before = sentence[max(0, figure.start - _WINDOW) : figure.start]
    after = sentence[figure.end : figure.end + _WINDOW]
    if _is_in_period(figure, sentence):
        return "period"
    if (
        figure.value == 1
        and figure.raw.casefold().endswith("one")
        and re.match(r"[\s-](?:third|quarter|fifth|tenth)\b", after)
    ):
        return "fraction"
    is_base = figure.value in _BASES and not figure.unit
    told = re.search(r"\d\s*\(\s*per\s+$|\bfor\s+(?:every|each)\s+$", before, re.I)
    if is_base and (RATE_BASE.search(before) or told):
        return "rate"
    for reason, applies in _RULES:
        ordered = reason == "structure" or (reason == "name" and _names_things(before, after))
        if applies(figure, before, after) and not (ordered and _is_ordered(figure, sentence)):
            return reason
    return _find_place_reason(figure, sentence)


def _find_place_reason(figure: Figure, sentence: str) -> str | None:
    """Reasons that need the whole sentence: inside a telephone number, an address, a list mark."""
    for start, end, reason in _find_spans(sentence):
        if end <= figure.start or figure.end <= start:
            continue
        if reason == "contents" and (figure.unit or figure.has_separator):
            continue
        if reason == "list_mark" and _is_bracket_count(figure, sentence):
            continue
        return reason
    return None


@lru_cache(maxsize=64)
def _find_spans(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """What the whole sentence tells to be no figure, found once for all its quantities."""
    return tuple((*m.span(), reason) for pattern, reason in _SPANS for m in pattern.finditer(sentence))


_SPANS = (
    (_URL, "address"),
    (_PHONE, "telephone"),
    (_LIST_MARK, "list_mark"),
    (_ENUMERATOR, "list_mark"),
    (_CONTENTS, "contents"),
)


def _is_bracket_count(figure: Figure, sentence: str) -> bool:
    """As in "3.5% (12)": that is a count behind its share; "(2) meeting our duties" a mark."""
    before = sentence[: figure.start].rstrip()
    if re.search(r"\(\s*(?:up|down|target|n\s*=|from|to|a|an|of)\b[^()]*$", sentence[: figure.start]):
        return True  # "(up 12)"
    if re.search(r"\([^()]*\d\s+(?:out\s+)?of\s+$", sentence[: figure.start]):
        return True  # "(4 of 24)"
    return figure.unit is not None or (
        before.endswith("(") and re.search(r"[\d%]\s*\($|\w\s\($", before) is not None and figure.value >= 10
    )


def _is_in_period(figure: Figure, sentence: str) -> bool:
    if figure.unit or figure.has_separator:
        return False
    periods = (*find_periods(sentence), *find_dates(sentence))
    return any(p.start < figure.end and figure.start < p.end for p in periods)


def _is_listed_date(figure: Figure, before: str, after: str) -> bool:
    """One of several days of a month: "22, 24 and 28 September", "September 22, 24"."""
    if figure.unit or figure.value > 31 or figure.places:
        return False
    listed = re.search(rf"\b{_MONTH.pattern}(?:\s+\d{{1,2}},?(?:\s+and)?){{1,4}}\s+$", before)
    ahead = _DATES_AFTER.match(after)
    return bool(listed) or bool(ahead and re.match(rf"{_MONTH.pattern}(?!\w)", after[ahead.end() :]))


_HEADING = re.compile(r"\s+[A-Z][a-z]+(?:\s+[A-Za-z’'&-]+){0,6}\s*$")


def _numbers_heading(figure: Figure, after: str) -> bool:
    """As in "1 Introduction", "5 Fly tipping": the number of a section printed before its name."""
    is_number = figure.raw.isdigit() and figure.value <= 30
    return is_number and _HEADING.match(after) is not None and not counts_something(after.casefold())


def _is_part_of_year(figure: Figure, before: str, after: str) -> bool:
    """As in "for a quarter": a share is told by what it is of, or by how something changed."""
    word = _PART_OF_YEAR.search(figure.raw)
    behind = re.match(r"\s+(?!end)([a-z]+)\b", after)
    does = behind is not None and class_of(behind.group(1)) in ("past", "finite")
    if word is None or does or _SHARE_BEHIND.match(after):
        return False
    return _CHANGED_BY.search(before + figure.raw[: word.start()]) is None


_SHARE_BEHIND = re.compile(r"\s*(?:of\b|\()|\s+(?:were|was|had|have|has|said|are|felt|did)\b")
_CHANGED_BY = re.compile(
    r"\b(?:by|up|down|fell|rose|dropped|fallen|risen|"
    r"(?:reduction|increase|rise|fall|drop|decline|cut)\s+of)\s+(?:\w+\s+){0,2}(?:an?|one)[\s-]+$",
    re.I,
)


def _is_old_year(figure: Figure, before: str, after: str) -> bool:
    """Years before 1900, which no wording of periods takes: "since 1880"."""
    noted = re.search(r"[A-Za-z]\s+\($", before) and re.match(r"\)", after)
    if noted and re.fullmatch(r"1[0-8]\d\d", figure.raw):
        return re.search(r"\(\d", before[:-1] + after) is None  # "the Battle of Tewkesbury (1471)"
    digits = re.fullmatch(r"1[5-8]\d\d", figure.raw)
    return bool(digits) and bool(re.search(r"\b(?:since|in|by|from|of|until|circa|c\.)\s+$", before, re.I))


def _is_law(figure: Figure, before: str, after: str) -> bool:
    if figure.unit:
        return False
    beside = re.search(r"\b(?:sections?|s\.|ss\.|schedule|regulations?|articles?|clauses?)\s*$", before, re.I)
    return bool(beside) or (bool(_LAW.search(before)) and not counts_something(after))


def _is_reference(figure: Figure, before: str, after: str) -> bool:
    if figure.unit:
        return False
    if _SERIAL.fullmatch(figure.raw.strip()) and not counts_something(after):
        return True
    if re.search(r"\b(?:Table|Figure|Chart|Diagram|Map|Appendix|Annex|Page)s?\s*$", before):
        return True
    return _is_page_range(figure, before, after)


def _is_page_range(figure: Figure, before: str, after: str) -> bool:
    """As in "743–808. doi:", "NPPF: 86 - 91": two whole numbers with nothing that they count."""
    if figure.places or figure.has_separator or "in_words" in figure.flags:
        return False
    first = re.match(r"\s?[-–—]\s?\d{1,4}\s*(?:$|[.;,)\]])", after)
    second = (
        re.search(r"(?:^|[\s(\[:,;])\d{1,4}\s?[-–—]\s?$", before) or re.search(r"\d\s?$", before)
        if (figure.raw[:1] in "-–—" or re.search(r"[-–—]\s?$", before))
        else None
    )
    ends = re.match(r"\s*(?:$|[.;,)\]])", after)
    return bool(first) or bool(second and ends)


def _is_telephone(figure: Figure, before: str, after: str) -> bool:
    short = figure.raw.strip() in {"101", "111", "999", "116123", "112", "105"}
    long = figure.raw.startswith("0") and len(figure.raw) > 3 and "." not in figure.raw
    called = re.match(r"\s+(?:call|calls|number|line|service)\b", after) is not None
    called = called or (_CALL_AHEAD.search(before) is not None and not counts_something(after))
    return long or (short and (bool(_CALL.search(before)) or called))


def _is_duration(figure: Figure, before: str, after: str) -> bool:
    if re.search(r"\bbetween\s+$", before):
        after = re.sub(r"^\s+and\s+\w+(?=\s)", "", after)  # "between 14 and 28 days"
    if figure.unit or figure.has_separator or not _DURATION.match(after):
        return False
    if _COMPOUND.match(after) or _COMPOUND_END.search(before):
        return True
    return not re.search(r"\b(?:average[ds]?|mean|median|typical)\b(?:[^.;]|\.(?=\d)){0,60}$", before, re.I)


def _is_ordered(figure: Figure, sentence: str) -> bool:
    """As in "Introduce 3 alcohol-free zones by March 2010": how many shall be made."""
    return is_order(sentence[: figure.start], sentence[figure.end :])


def _names_things(before: str, after: str) -> bool:
    """As in "Train 60 Neighbourhood Watch volunteers"; not "Aim 2: Reduce", "Target 3 Cut"."""
    lead = before.strip().casefold()
    behind = re.match(r"\s+([A-Za-z]+)", after)
    is_label = lead in word_list("no_topic") or lead in word_list("labels")
    return behind is not None and not is_label and class_of(behind.group(1)) != "base"


def _is_named_date(figure: Figure, before: str, after: str) -> bool:
    """A day behind its month: "March 12"; a larger number there is a figure: "Dec 443"."""
    match = re.search(r"\b([A-Z][a-z]+\.?)\s?$", before)
    return match is not None and is_month(match.group(1)) and not figure.unit and figure.value <= 31


def _is_thing(figure: Figure, before: str, after: str) -> bool:
    """A measure of a thing, not of what happens: speeds, distances, a part glued to letters."""
    if any(f.startswith("glued:") for f in figure.flags):
        return True
    if after.lstrip().startswith("°"):
        return True
    return not figure.unit and bool(
        re.match(r"\s?(?:mph|km|kilomet|miles?\b|met(?:re|er)s?\b|x\s?\d|[-–][A-Za-z])", after)
        or re.search(r"(?i)covid[- ]?$|[A-Za-z]-$", before)
    )


_THRESHOLD = re.compile(
    r"\s*(?:hectares?|ha|m2|sqm|units?|%)?\s*or\s+(?:more|fewer|less|above|over|greater|below|under)\b", re.I
)
_ADDS_UP = re.compile(r"\b(?:add|adds|adding|sum|sums|total)\s+(?:up\s+)?(?:to\s+)?$", re.I)


def _is_threshold(figure: Figure, before: str, after: str) -> bool:
    """As in "sites of ten or more dwellings": whom a rule holds for, not what happened."""
    if figure.unit is not None:
        return False
    if re.search(r"\b(?:targets?|aims?|goal)\b[^.;]*$", before, re.I):
        return False  # "The target is 250 or fewer burglaries"
    triggers = _ENTITLES.search(before) is not None and _WITHIN.match(after) is not None
    return triggers or _THRESHOLD.match(after) is not None


_ENTITLES = re.compile(
    r"\b(?:can|may|must|should|will be|entitled|eligible|trigger(?:s|ed)?|qualif(?:y|ies)|threshold)\b[^.;]*"
    r"\b(?:after|following|if|where|when|once|by|of|is|at)\s+(?:[a-z]+\s+){0,4}$",
    re.I,
)
_WITHIN = re.compile(
    r"\s+(?:[a-z-]+\s+){0,3}?[a-z]+s\s+(?:with)?in\s+(?:(?:a|any|one|the last|the past|the previous)\s+)?"
    r"(?:[a-z]+|\d+)?[\s-]*(?:month|week|day|year)s?\b",
    re.I,
)
"""As in "can ask for a case review after three reports in six months": what a rule takes for enough."""


def _is_whole(figure: Figure, before: str, after: str) -> bool:
    """As in "percentages may not add up to 100%"."""
    return (
        figure.value == 100 and figure.unit == "%" and _ADDS_UP.search(own_words(figure, before)) is not None
    )


def _is_bare_year(figure: Figure, before: str, after: str) -> bool:
    """A year whose wording no period took: "to 2036¹⁴", "2008+"."""
    return figure.is_year and not figure.unit and 1900 <= figure.value <= 2060 and not counts_plural(after)


def _is_named_half(figure: Figure, before: str, after: str) -> bool:
    """As in "Glass Half Full": a word of a name."""
    return (
        "fraction" in figure.flags
        and figure.raw[-4:] == "Half"
        and re.search(r"[A-Za-z]\s$", before) is not None
    )


_RULES = (
    ("structure", _is_whole),
    (
        "ranking",
        lambda f, b, a: bool(re.search(r"(?:\d(?:st|nd|rd|th)|est)\s+(?:out\s+)?of\s+(?:the\s+)?$", b)),
    ),
    ("name", _is_named_half),
    (
        "name",
        lambda f, b, a: f.unit == "%" and bool(re.match(r"\s+(?:most|least)\s+(?:deprived|affluent)\b", a)),
    ),
    ("age", is_age_limit),
    ("ratio", lambda f, b, a: "fraction" in f.flags and bool(_HALF_THE_AVERAGE.match(a))),
    ("threshold", _is_threshold),
    ("list_mark", lambda f, b, a: not b.strip() and bool(re.match(r"[.)](?:\s|[A-Z])", a)) and f.value < 100),
    ("list_mark", lambda f, b, a: not b.strip() and _numbers_heading(f, a)),
    ("date", _is_listed_date),
    ("reference", lambda f, b, a: not f.unit and bool(_CITED_BEFORE.search(b) or _CITED_AFTER.match(a))),
    ("date", lambda f, b, a: _is_old_year(f, b, a)),
    ("ordinal", lambda f, b, a: "ordinal" in f.flags or bool(re.match(r"\s(?:st|nd|rd|th)\b", a))),
    (
        "date",
        lambda f, b, a: (
            not f.unit and f.value <= 31 and bool(re.match(rf"\s*(?:of\s+)?{_MONTH.pattern}(?!\w)", a))
        ),
    ),
    ("duration", lambda f, b, a: _is_part_of_year(f, b, a)),
    ("duration", lambda f, b, a: "fraction" in f.flags and bool(_HALF_AN_HOUR.match(a))),
    ("rate_base", lambda f, b, a: bool(re.search(r"\bper\s*$", b))),
    (
        "time",
        lambda f, b, a: not f.unit and bool(_TIME.match(a) or (re.search(r"\d[:/]$", b) and f.value < 60)),
    ),
    ("time", lambda f, b, a: any(x in ("glued:am", "glued:pm") for x in f.flags)),
    ("age", is_age),
    ("telephone", _is_telephone),
    ("law", _is_law),
    ("reference", _is_reference),
    ("duration", _is_duration),
    (
        "repetition",
        lambda f, b, a: (
            not f.unit and bool(re.match(r"\s+(?:x per\b|times\b)(?!\s+(?:more|higher|as|less|lower))", a))
        ),
    ),
    ("ranking", lambda f, b, a: not f.unit and f.value < 20 and bool(_TOP.search(b))),
    (
        "pronoun",
        lambda f, b, a: (
            f.raw.casefold() == "one"
            and bool(_PRONOUN.match(a) or re.search(r"(?i)\b(?:no|any|every|some|the|each)[- ]?$", b))
        ),
    ),
    ("structure", is_structure),
    ("date", _is_named_date),
    ("name", is_designation),
    ("date", _is_bare_year),
    ("thing", _is_thing),
)

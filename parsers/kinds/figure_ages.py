"""Numbers that are ages: "aged 11 to 17", "under 18s", "Year 10 pupils"."""

from __future__ import annotations

import re

from parsers.kinds.counted_words import counts_something
from planhouse.figures import Figure

_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|ages? of|age[ -]groups?(?: from)?|age range|year groups?|(?:under|"
    r"over)[- ]the[- ]age[s]?[- ]of|age[ -](?:group|range)s?\b[^.;:,\d%]{0,50}\b(?:was|were|is|are|being))"
    r"(?:\s+(?:between|from|of|under|over|the|and))*\s*(?:\d{1,2}\s*(?:to|-|–|and|or)\s*)?$",
    re.I,
)
_AGE_AFTER = re.compile(
    r"^(?:\s*(?:to|-|–|and)\s*\d{1,2})?(?:\+|s\b|[\s-]*(?:year[s]?[\s-]*olds?|years? (?:of "
    r"age|old)|yrs? old)|s? and (?:over|under)\b)",
    re.I,
)
_AGE_TOLD = re.compile(
    r"\b(?:youngest|oldest|eldest)\b(?:\s+[a-z'’]+){0,3}?\s+(?:was|is|being)\s+(?:just\s+|only\s+)?$", re.I
)
"""As in "and the youngest was 13"."""
_PERSONS = re.compile(
    r"\b(?:people|persons?|victims?(?: of crime)?|children|adults|men|women|residents|those|them|whom|"
    r"anyone|everyone|everybody|"
    r"looks?)\s*$",
    re.I,
)
"""Who may be "over 75" or "under 18"."""
_SCHOOL_YEAR = re.compile(r"\bYears?\s+(?:\d{1,2}\s*(?:,|and|to|or|&|-|–)\s*(?:and\s+)?)*$")
_LAST_SCHOOL_YEAR = 13
"""Of British schools; in a larger "Year" the number counts."""
_IN_SCHOOL = re.compile(
    r"\s*(?:(?:,|and|to|or|&|-|–)\s*(?:and\s+)?\d{1,2}\s*)*\s*(?:[a-z-]+\s+){0,2}"
    r"(?:pupils?|students?|children|boys|girls|class(?:es)?|groups?|cohorts?|assembl(?:y|ies)|lessons?)\b"
)


def is_age(figure: Figure, before: str, after: str) -> bool:
    """Whether a number is an age or a year group.

    Args:
        figure: The number with its flags.
        before: Text before it, as far as it matters.
        after: Text behind it.
    """
    if figure.unit or figure.value > 120:
        return False
    if (
        re.search(r"\b(?:post|pre|under|over)[- ]$", before, re.I)
        and re.match(r"(?:s\b)?(?!\w|\s(?:of|per)\b)", after)
        and (10 <= figure.value <= 25 and not counts_something(after))
    ):
        return True
    if _is_age_range(before, after) or _AGE_TOLD.search(before):
        return True
    compared = {"less_than", "more_than"} & set(figure.flags) and 10 <= figure.value <= 100
    if compared and re.match(r"\s+in\s+(?:[a-z]+\s+)?\d+(?:\.\d+)?\s?(?:%|per cent)", after):
        return True  # "the victim was under 18 in 14% of cases"
    if (
        {"less_than", "more_than"} & set(figure.flags)
        and 10 <= figure.value <= 100
        and re.search(r"\b(?:be|are|is|was|were|suspect|person|anyone|child|adult|driver|victim)\s*$", before)
        and re.match(r"\s*(?:$|[.,;)]|and\b|or\b)", after)
    ):
        return True
    if (
        {"less_than", "more_than"} & set(figure.flags)
        and _PERSONS.search(before)
        and not counts_something(after)
    ):
        return True
    if _is_age_of_population(before, after):
        return True
    if _is_school_year(figure, before, after):
        return True
    return bool(_AGE_BEFORE.search(own_words(figure, before)) or _AGE_AFTER.match(after))


def _is_age_range(before: str, after: str) -> bool:
    """As in "population between 16 and 64 years"."""
    people = (
        r"\b(?:population|people|persons|adults|children|residents|those|men|women)\s+(?:\w+\s+)?between\s+"
    )
    first = re.search(people + "$", before, re.I) and re.match(r"\s+and\s+\d{1,3}(?!\d|%)", after)
    return bool(first or re.search(people + r"\d{1,3}\s+and\s+$", before, re.I))


def _is_age_of_population(before: str, after: str) -> bool:
    """As in "per 100,000 of the 10-17 population", "the 18 to 24 age group"."""
    whose = r"\s+(?:year[- ]old\s+)?(?:population|age[- ](?:group|range|band)|cohort)\b"
    first = re.match(rf"\s?(?:-|–|to)\s?\d{{2}}{whose}", after)
    second = re.search(r"\b\d{1,2}\s?(?:-|–|to)?\s?$", before) and re.match(whose, after)
    return bool(first or second) or (
        _OF_AGE_GROUP.search(before) is not None
        and (
            re.match(r"\s(?:to|-|–)\s\d{2}\s*(?:\(|[,.;]|$|and\b)", after) is not None
            or (
                _AFTER_AGE.search(before) is not None
                and re.match(r"\s*(?:\(|[,.;]|$|and\b)", after) is not None
            )
        )
    )


_OF_AGE_GROUP = re.compile(r"\bage[ -](?:group|range|band)s?\b[^.;]*$", re.I)
_AFTER_AGE = re.compile(r"\b\d{2}\s(?:to|-|–)\s$")
"""As in "The largest age group was 18 to 24 (34%), followed by 25 to 34 (29%)"."""


def _is_school_year(figure: Figure, before: str, after: str) -> bool:
    """As in "Year 10 pupils", "Years 7 to 9": those of one age; "Year 2 of the plan" is a label."""
    if figure.value > _LAST_SCHOOL_YEAR or figure.places or not _SCHOOL_YEAR.search(before):
        return False
    return _IN_SCHOOL.match(after) is not None


def is_age_limit(figure: Figure, before: str, after: str) -> bool:
    """As in "(<65)": between brackets and above any suppressed count."""
    alone = before.endswith("(") and after.startswith(")")
    return alone and figure.raw[:1] in "<>" and not figure.unit and 16 <= figure.value <= 100


def own_words(figure: Figure, before: str) -> str:
    """Text before the digits, the comparator included: "over the age of" belongs to the age."""
    digits = re.search(r"\d", figure.raw)
    return before + (figure.raw[: digits.start()] if digits else "")

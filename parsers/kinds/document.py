"""What the document says of itself: title, partnership, period, publication."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.kinds.passages import Passage
from parsers.vocabulary import Vocabulary
from planhouse.records import Definition, Value
from planhouse.table import Fragment

FRONT = 14
"""Passages from the top among which title and publication are sought."""
LONGEST_TITLE = 200
LONGEST_LINE = 80
"""Characters of a line of a title set over several lines."""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?(?:-|\u2013|\u2014|/|to|until|and)\s?"
PERIOD = re.compile(
    rf"(?:{_MONTH}\s)?{_YEAR}{_DASH}(?:{_MONTH}\s)?(?:{_YEAR}|\d\d)(?!\d)(?:\s?[-\u2013]\s?{_YEAR})?", re.I
)
_ONE_YEAR = re.compile(rf"(?<![\d/])({_YEAR})(?![\d/])")
_PUBLISHED = re.compile(
    r"(?:(?:published|publication date|version|issued?|date|updated|adopted|draft)\b[:\s]*[^.]{0,40})"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH}\s{_YEAR}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}",
    re.I,
)
_ONLY_DATE = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s:,]*"
    rf"(?:[\d/.\-]+|(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH}(?:\s\d{{1,2}},)?\s{_YEAR})?",
    re.I,
)
"""A line that says a day and no more names nothing."""
_ADDRESSED = re.compile(r"(?:report|submission|presentation) (?:to|by|for)\b", re.I)
"""To whom a report goes is not what it is about."""
_GOES_ON = re.compile(r"(?::|\b(?:of|the|for|and|to|on|in|&))$", re.I)
"""End of a line of a title that cannot stand alone."""
_HORIZON = re.compile(r"\b(?:by|to|towards|until|beyond)\s+$", re.I)
"""Before a lone year: the year to be reached, not the one the plan is for."""
_PLACE_OF = re.compile(
    r"(?:(?:royal|london|metropolitan)\s+)*(?:city|county|borough|town|district|state|village|parish)\s+of\s+",
    re.I,
)
"""How the name of a place that governs itself begins."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself."""

    title: Value | None = None
    partnership: Value | None = None
    period: Value | None = None
    start_year: int | None = None
    end_year: int | None = None
    publication: Value | None = None


def find_document_facts(
    passages: tuple[Passage, ...], definitions: tuple[Definition, ...], vocabulary: Vocabulary
) -> DocumentFacts:
    """Title, partnership, period and publication from the first and last passages."""
    title = _find_title(passages, vocabulary)
    partnership = _find_partnership(title, passages, definitions, vocabulary)
    publication = _find_publication(passages)
    period = _find_period(title, publication, passages, vocabulary)
    start, end = read_years(period.text) if period else (None, None)
    return DocumentFacts(title, partnership, period, start, end, publication)


def _find_title(passages: tuple[Passage, ...], vocabulary: Vocabulary) -> Value | None:
    """The line of the front that names a plan, else the short lines the document begins with."""
    front = _find_front(passages)
    words = "|".join(vocabulary.document["plan_words"])
    named = [
        i
        for i, p in enumerate(front)
        if re.search(rf"\b(?:{words})\b", p.text, re.I)
        and len(p.text.split()) > 1
        and not _ADDRESSED.match(p.text)
    ]
    if named:
        return _build_title(front, _choose_named(front, named))
    lines = [p for p in front[:3] if p.kind == front[0].kind and len(p.text) <= LONGEST_LINE]
    if lines:
        return _join_lines(lines)
    is_title = (
        passages and len(passages[0].text) <= LONGEST_TITLE and not _ONLY_DATE.fullmatch(passages[0].text)
    )
    return passages[0].value if is_title else None


def _find_front(passages: tuple[Passage, ...]) -> list[Passage]:
    """The short lines before the text begins, those that say only a day left out."""
    front = []
    for passage in passages[:FRONT]:
        if len(passage.text) > LONGEST_TITLE or passage.text.endswith("."):
            break
        if passage.kind in ("heading", "paragraph", "caption") and not _ONLY_DATE.fullmatch(
            passage.text.strip()
        ):
            front.append(passage)
    return front


def _choose_named(front: list[Passage], named: list[int]) -> int:
    """Of the lines that name a plan the first; of headings that follow one another the one with a period.

    The kind of a series ("Local Development Framework") stands above the plan's own name.
    """
    first = named[0]
    run = [first]
    for i in named[1:]:
        if i == run[-1] + 1 and front[i].kind == front[first].kind == "heading":
            run.append(i)
    return next((i for i in run if PERIOD.search(front[i].text)), first)


def _build_title(front: list[Passage], at: int) -> Value:
    """The line with those that it cannot do without: "Report on the Examination of the", "Plan:"."""
    first = last = at
    while first > 0 and _continues(front[first - 1], front[first]):
        first -= 1
    while last + 1 < len(front) and _continues(front[last], front[last + 1]):
        last += 1
    return _join_lines(front[first : last + 1])


def _continues(above: Passage, below: Passage) -> bool:
    is_short = len(above.text) <= LONGEST_LINE and len(below.text) <= LONGEST_LINE
    return is_short and above.kind == below.kind == "heading" and _GOES_ON.search(above.text) is not None


def _join_lines(lines: list[Passage]) -> Value:
    fragments = tuple(f for p in lines for f in p.fragments)
    return Value(text=" ".join(p.text for p in lines), fragments=fragments)


def _find_partnership(
    title: Value | None,
    passages: tuple[Passage, ...],
    definitions: tuple[Definition, ...],
    vocabulary: Vocabulary,
) -> Value | None:
    """The body that publishes: named in the title, by its acronym there, or most often in the text."""
    ends = "|".join(vocabulary.document["partnership_words"])
    name = re.compile(
        rf"((?:[A-Z][\w'\u2019&-]*\s+|(?:of|and|the|for|&)\s+){{0,7}}[A-Z][\w'\u2019&-]*\s+(?i:{ends}))\b"
    )
    if title:
        if match := name.search(title.text):
            return Value(text=_trim(match[1]), fragments=title.fragments)
        for definition in definitions:
            is_body = re.search(rf"\b(?:{ends})\b", definition.expansion, re.I)
            if is_body and re.search(rf"\b{re.escape(definition.acronym)}\b", title.text):
                fragments = (definition.fragment,) if definition.fragment else ()
                return Value(text=definition.expansion, fragments=fragments)
        if leading := _find_place(title, passages) or _leading_name(title, passages, vocabulary):
            return leading
    return _find_most_named(passages, name.pattern, vocabulary)


def _find_most_named(passages: tuple[Passage, ...], pattern: str, vocabulary: Vocabulary) -> Value | None:
    """The body with a name of its own that the first pages name most often."""
    strict = re.compile(rf"{pattern}(?!\s+[A-Z][a-z])")
    common = {w for words in vocabulary.document.values() for w in words}
    counts: dict[str, list[Fragment]] = {}
    for passage in passages[: 4 * FRONT]:
        for match in strict.finditer(passage.text):
            counts.setdefault(_trim(match[1]), []).append(passage.fragments[0])
    named = {k: v for k, v in counts.items() if set(re.findall(r"[\w'\u2019&-]+", k.lower())) - common}
    if not named:
        return None
    best = max(named, key=lambda k: len(named[k]))
    return Value(text=best, fragments=(named[best][0],))


def _find_place(title: Value, passages: tuple[Passage, ...]) -> Value | None:
    """The place a title begins with, "City of Newport", as far as the text uses that name alone."""
    start = _PLACE_OF.match(title.text)
    if start is None:
        return None
    words = title.text[start.end() :].split()
    for n in range(1, min(4, len(words)) + 1):
        name = " ".join((title.text[: start.end()].strip(), *words[:n])).rstrip(":,")
        alone = re.compile(
            rf"(?i:\b{re.escape(name)})(?!\w)(?:['\u2019]s)?(?!\s+(?:(?:and|upon|&)\s+)?[A-Z])"
        )
        if any(alone.search(p.text) for p in passages if p.text != title.text):
            return Value(text=name, fragments=title.fragments)
    return None


def _leading_name(title: Value, passages: tuple[Passage, ...], vocabulary: Vocabulary) -> Value | None:
    """The name a title begins with before it says which plan it is: "Safer Newport Action Plan".

    Believed where the text uses the same name elsewhere without the title's next word.
    """
    words = "|".join(vocabulary.document["plan_words"])
    kinds = "community safety|action|delivery|rolling|strategic|annual|joint|local|crime|police and crime"
    match = re.match(rf"(.+?)\s+(?:(?:{kinds})\s+)*(?:{words})\b", title.text, re.I)
    if (
        match is None
        or len(match[1].split()) < 2
        or re.fullmatch(rf"(?:{kinds})(?:\s+(?:{kinds}))*", match[1], re.I)
    ):
        return None
    following = title.text[match.end(1) :].split()[0]
    alone = re.compile(rf"\b{re.escape(match[1])}\b(?!\s+{re.escape(following)})")
    elsewhere = any(alone.search(p.text) for p in passages if p.text != title.text)
    return Value(text=match[1], fragments=title.fragments) if elsewhere else None


def _trim(name: str) -> str:
    """A name without the words it was caught with: "Review of the", "Could the"."""
    name = re.sub(r"^(?:.*\s)?(?<!office of )the\s+", "", " ".join(name.split()), flags=re.I)
    return re.sub(r"^(?:(?:of|and|for|this|our)\s+)+", "", name, flags=re.I)


def _find_period(
    title: Value | None, publication: Value | None, passages: tuple[Passage, ...], vocabulary: Vocabulary
) -> Value | None:
    """The period in the title, else in a heading that names a plan, else in the first lines."""
    words = re.compile("|".join(rf"\b{w}" for w in vocabulary.document["plan_words"]), re.I)
    sources = [title] if title else []
    sources += [p.value for p in passages if p.kind == "heading" and words.search(p.text)]
    sources += [p.value for p in passages[:FRONT] if words.search(p.text) and len(p.text) < LONGEST_TITLE]
    for value in sources:
        if match := PERIOD.search(value.text):
            return Value(text=match[0], fragments=value.fragments)
    return _find_one_year(title, publication) if title else None


def _find_one_year(title: Value, publication: Value | None) -> Value | None:
    """The one year in the title that the plan is for; a year far ahead is an aim: "City Plan 2036"."""
    match = _ONE_YEAR.search(title.text)
    if match is None or _HORIZON.search(title.text[: match.start()]):
        return None
    _, published = read_years(publication.text) if publication else (None, None)
    if published is not None and int(match[1]) > published + 1:
        return None
    return Value(text=match[0], fragments=title.fragments)


def read_years(period: str) -> tuple[int | None, int | None]:
    """First and last year a period's wording names: "2016-17" is 2016 and 2017."""
    years = [int(y) for y in re.findall(_YEAR, period)]
    if not years:
        return None, None
    if len(years) == 1 and (short := re.search(rf"{_YEAR}{_DASH}(\d\d)(?!\d)", period)):
        end = years[0] // 100 * 100 + int(short[1])
        return years[0], end if end >= years[0] else end + 100
    return years[0], years[-1]


def _find_publication(passages: tuple[Passage, ...]) -> Value | None:
    """A line of its own near the top or the end that gives a version or a month."""
    edges = (*passages[:FRONT], *passages[-FRONT:])
    short = [p for p in edges if len(p.text) <= 60 and p.kind != "bullet"]
    found = [p for p in short if _PUBLISHED.fullmatch(p.text.strip()) and re.search(r"\d", p.text)]
    if not found:
        return None
    dated = [p for p in found if re.search(_YEAR, p.text)]
    return (dated or found)[0].value

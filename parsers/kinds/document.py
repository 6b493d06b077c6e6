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
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH}\s{_YEAR}",
    re.I,
)


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
    period = _find_period(title, passages, vocabulary)
    start, end = read_years(period.text) if period else (None, None)
    return DocumentFacts(title, partnership, period, start, end, _find_publication(passages))


def _find_title(passages: tuple[Passage, ...], vocabulary: Vocabulary) -> Value | None:
    """The first short line that names a plan, else the short lines the document begins with."""
    front = []
    for passage in passages[:FRONT]:
        if len(passage.text) > LONGEST_TITLE or passage.text.endswith("."):
            break
        if passage.kind in ("heading", "paragraph", "caption"):
            front.append(passage)
    words = vocabulary.document["plan_words"]
    for passage in front:
        lowered = passage.text.lower()
        if any(re.search(rf"\b{w}\b", lowered) for w in words) and len(passage.text.split()) > 1:
            return passage.value
    lines = [p for p in front[:3] if p.kind == front[0].kind and len(p.text) <= LONGEST_LINE]
    if not lines:
        return passages[0].value if passages and len(passages[0].text) <= LONGEST_TITLE else None
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
        rf"((?:[A-Z][\w'\u2019&-]*\s+|(?:of|and|the|for|&)\s+){{0,7}}[A-Z][\w'\u2019&-]*\s+(?:{ends}))\b",
        re.I,
    )
    if title:
        if match := name.search(title.text):
            return Value(text=_trim(match[1]), fragments=title.fragments)
        for definition in definitions:
            is_body = re.search(rf"\b(?:{ends})\b", definition.expansion, re.I)
            if is_body and re.search(rf"\b{re.escape(definition.acronym)}\b", title.text):
                fragments = (definition.fragment,) if definition.fragment else ()
                return Value(text=definition.expansion, fragments=fragments)
        if leading := _leading_name(title, passages, vocabulary):
            return leading
    strict = re.compile(name.pattern.replace(f"(?:{ends})", f"(?i:{ends})"))
    counts: dict[str, list[Fragment]] = {}
    for passage in passages[: 4 * FRONT]:
        for match in strict.finditer(passage.text):
            counts.setdefault(_trim(match[1]), []).append(passage.fragments[0])
    named = {k: v for k, v in counts.items() if len(k.split()) > 1}
    if not named:
        return None
    best = max(named, key=lambda k: len(named[k]))
    return Value(text=best, fragments=(named[best][0],))


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
    """A name without the small words it was caught with."""
    return re.sub(r"^(?:(?:the|of|and|for|this|our)\s+)+", "", " ".join(name.split()), flags=re.I)


def _find_period(title: Value | None, passages: tuple[Passage, ...], vocabulary: Vocabulary) -> Value | None:
    """The period in the title, else in a heading that names a plan, else in the first lines."""
    words = re.compile("|".join(rf"\b{w}" for w in vocabulary.document["plan_words"]), re.I)
    sources = [title] if title else []
    sources += [p.value for p in passages if p.kind == "heading" and words.search(p.text)]
    sources += [p.value for p in passages[:FRONT] if words.search(p.text) and len(p.text) < LONGEST_TITLE]
    for pattern in (PERIOD, _ONE_YEAR):
        for value in sources[: 1 if pattern is _ONE_YEAR else None]:
            if match := pattern.search(value.text):
                return Value(text=match[0], fragments=value.fragments)
    return None


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

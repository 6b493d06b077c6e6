"""What a sentence has from the one before it: its subject, and the period and area of its main figure.

"There were 96 fires in 2014, compared with 80 in 2013. This is a rise of 20%": of 2014, since what is set
against the main figure is not what "this" speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.kinds.figure_areas import find_named_places
from parsers.kinds.figure_periods import find_dates
from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_state import NO_MEASURE, Measure
from parsers.kinds.sentence_clauses import Clause, subject_of
from parsers.kinds.sentence_phrases import is_pronoun_only, phrase
from parsers.kinds.sentence_tokens import build_tokens
from parsers.kinds.sentence_words import word_list
from parsers.places import find_places
from planhouse.figures import Figure
from planhouse.records import Statistic

FROM_BEFORE = "measure_of_sentence_before"
"""Flag of a figure whose measure a word that points back was followed for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence has told, for the one behind it."""

    text: str = ""
    facts: tuple[Statistic, ...] = ()
    main: Statistic | None = None
    """The figure a word that points back speaks of; None where the sentence has none."""
    measure: Measure = NO_MEASURE
    """Of the main figure; of a sentence without figures its subject."""


_POINTS_BACK = re.compile(r"\b(?:it|this|they|these|those|there|number|figure)\b", re.I)
"""Words by which a sentence may speak of what the one before named."""


def measure_for(told: Told, sentence: str) -> Measure:
    """What "this" of a sentence measures: the main measure of the one before, else what that was about."""
    if told.text and not told.facts and _POINTS_BACK.search(sentence):
        return Measure(_find_subject(told.text))
    return told.measure


def _find_subject(sentence: str) -> str:
    """What a sentence without figures is about, for "it" in the next: "Knife crime has risen. It ..."."""
    subject = subject_of(build_tokens(sentence, [], find_dates(sentence), find_named_places(sentence)))
    named = phrase(subject)
    is_label = bool(named) and named.split()[0].casefold() in word_list("labels")  # "Chart 5 shows ..."
    return "" if is_label or is_pronoun_only(subject) else named


def find_set_against(
    sentence: str, figures: list[Figure], wordings: list[Wording], clauses: dict[int, Clause]
) -> frozenset[int]:
    """Which figures are no main ones: set against another, aimed at, a part: "compared with 80 in 2013"."""
    found: set[int] = set()
    for index, figure in enumerate(figures):
        clause = clauses.get(index)
        if clause is None:
            continue
        goes_on = index - 1 in found and clause.link in ("and", ",") and not clause.has_verb
        if (
            clause.is_bracket
            or clause.link in ("against", "of which")
            or "from" in wordings[index].flags
            or (wordings[index].kind == "target" and any(w.kind != "target" for w in wordings))
            or _SET_AGAINST.search(sentence[: figure.start])
            or (goes_on and wordings[index].kind == wordings[index - 1].kind)
        ):
            found.add(index)
    return frozenset(found)


_SET_AGAINST = re.compile(
    r"\b(?:compared (?:to|with)|against|than|(?:up|down) from|baseline of)\s+(?:(?:the|a|an|just|only)\s+)?"
    r"(?:[a-z]+\s+){0,2}$",
    re.I,
)


def tell(text: str, facts: Sequence[Statistic], against: frozenset[int], measures: Sequence[Measure]) -> Told:
    """What a sentence tells the next.

    Args:
        text: The sentence.
        facts: Its figures.
        against: Indexes of those others are set against.
        measures: The measure of each.
    """
    named = [i for i, m in enumerate(measures) if m.text]
    main = next((i for i in reversed(named) if i not in against), named[-1] if named else None)
    if main is None:
        return Told(text, tuple(facts), facts[-1] if facts else None)
    return Told(text, tuple(facts), facts[main], measures[main])


def go_on(told: Told, before: Told) -> Told:
    """What is told behind a sentence that only sets another time or place beside the one before it.

    "The figure for 2010 was 103." leaves "this" of a third sentence to what the first told.
    """
    only_beside = bool(told.facts) and all(FROM_BEFORE in f.flags for f in told.facts)
    if only_beside and before.main is not None and _BESIDE.match(told.text):
        return Told(told.text, told.facts, before.main, before.measure)
    return told


_BESIDE = re.compile(
    r"(?:The|This)\s+(?:[a-z]+\s+)?(?:figure|total|number|rate|proportion|average)\s+(?:for|in|across)\b"
)


def place_as_before(facts: list[Statistic], before: Told) -> list[Statistic]:
    """Figures of what "these" points back to, with the period and area told before for none of their own."""
    points = any(FROM_BEFORE in f.flags for f in facts) or _repeats(facts, before)
    there = bool(facts) and _THERE.search(_sentence_of(facts[0])) is not None
    main = before.main
    if main is None or not (points or there):
        return facts
    more: dict[str, str] = {}
    if points and main.period_raw and not facts[0].period_raw:
        more["period_raw"] = main.period_raw
    elsewhere = _OTHER_AREA.search(_sentence_of(facts[0])) is not None
    if main.area and not elsewhere and not facts[0].area:
        more["area"] = main.area
    placed = [_with_told_before(s, more) for s in facts] if more else facts
    return _date_this([_as_rate(s, main) for s in placed], main)


def _as_rate(fact: Statistic, main: Statistic) -> Statistic:
    """As in "63.9 per 100,000. The England average was 47.2": a decimal without a unit is of that rate."""
    bare = fact.kind == "level" and fact.unit is None and FROM_BEFORE in fact.flags
    return (
        fact.model_copy(update={"kind": "rate", "unit": main.unit}) if bare and main.kind == "rate" else fact
    )


def _sentence_of(fact: Statistic) -> str:
    return fact.sentence.text if fact.sentence is not None else ""


def _repeats(facts: list[Statistic], before: Told) -> bool:
    """As in "412 complaints were made. Of the 396 complaints finalised, ...": the things told before."""
    said = _sentence_of(facts[0]) if facts else ""
    of_the = re.match(r"(?:Out of|Of) (?:the|these|those) [\d,]+ ([a-z]+s)\b", said)
    return of_the is not None and of_the.group(1) in before.measure.text.casefold().split()


def _date_this(facts: list[Statistic], main: Statistic) -> list[Statistic]:
    """As in "The figure for 2010 was 103, so this is a fall of 24%": of the period told before."""
    dated = list(facts)
    for i in range(1, len(facts)):
        said, raw = _sentence_of(facts[i]), re.escape(facts[i].raw.text)
        is_of_main = facts[i].kind in ("change_pct", "change_abs") and FROM_BEFORE in facts[0].flags
        if is_of_main and main.period_raw and re.search(rf"\bthis\b[^,;.\d]*{raw}", said):
            flags = tuple(dict.fromkeys((*facts[i].flags, "period_of_sentence_before")))
            dated[i] = facts[i].model_copy(update={"period_raw": main.period_raw, "flags": flags})
    return dated


def keep_area(facts: list[Statistic], before: Told) -> list[Statistic]:
    """Figures without a place have that of the sentence before: "Crime in Lewes is low. There were 38."."""
    last = before.text
    named = {last[s:e] for s, e in find_places(last) if _WITHIN.search(last[:s]) or last[e : e + 2] in _OWNS}
    every = {last[start:end] for start, end in find_named_places(last)}
    if len(every) != 1 or every != named or not facts or facts[0].area:
        return facts
    said = _sentence_of(facts[0])
    if not said or _OTHER_AREA.search(said) or any(s.area and not _is_beside(s) for s in facts):
        return facts
    return [_with_told_before(s, {"area": next(iter(named))}) for s in facts]


_OWNS = ("'s", "’s")


def _is_beside(fact: Statistic) -> bool:
    """Whether a figure with a place of its own is one that others are set against."""
    said = _sentence_of(fact)
    return _SET_AGAINST.search(said[: said.find(fact.raw.text)]) is not None


_WITHIN = re.compile(r"\b(?:in|across|within|throughout)\s+(?:the\s+)?$", re.I)
_THERE = re.compile(
    r"\b(?:in|across|within) (?:the|this) (?:county|district|borough|city|town|area)\b(?!\s+[a-z]*\s*of)"
)
"""What points to the place of the sentence before: "There are 742,000 households in the county"."""


_OTHER_AREA = re.compile(
    r"\b(?:whole of|across|throughout|average|of|in|for)\s+(?:the\s+)?"
    r"(?:[A-Z]{2,}\b|force\b|region\b|country\b|other\b)|\b(?:national|regional|force)\s+(?:average|rate|figure|mean)\b"
    r"|\bby the force\b|\b[Ee]lsewhere\b|\b[Nn]ationwide\b|\b[Oo]ur (?:budget|income|spending|staff)\b"
)
"""Words for another area than that of the sentence before: "The figure for the whole of TVP"."""


def _with_told_before(fact: Statistic, more: dict[str, str]) -> Statistic:
    """A figure with the period and area told before where it has none of its own."""
    own = {name: text for name, text in more.items() if not getattr(fact, name)}
    said = tuple(f"{name.removesuffix('_raw')}_of_sentence_before" for name in own)
    return fact.model_copy(update={**own, "flags": (*fact.flags, *said)})

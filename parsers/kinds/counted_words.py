"""Whether what follows a number is something it counts: people, incidents, homes, things in the plural."""

from __future__ import annotations

import re

from parsers.kinds.sentence_words import class_of, load_wording, word_list

_WORD = re.compile(r"[a-zA-Z][\w'’-]*")
_REACH = 5
"""Words behind a number among which the counted noun stands: "12 serious violent first-time offenders"."""


def counts_something(after: str) -> bool:
    """Whether the plural of a noun that plans count follows within the phrase: "48 serious offences"."""
    return _first_noun(after, word_list("counted")) is not None


def counts_plural(after: str) -> bool:
    """Whether any plural follows, be it one that plans count or not: "sixteen wardens"."""
    behind = re.match(r"\s+(?:[a-z'’-]+\s+){0,3}?([a-z'’-]+s|people|women|men|children)\b", after)
    return counts_something(after) or behind is not None


def counts_one(after: str) -> bool:
    """Whether a single thing follows that plans count: "one murder"."""
    match = re.match(r"\s+(?:[a-z'’-]+\s+){0,2}?([a-z'’-]+)\b", after)
    return match is not None and match.group(1) in word_list("counted")


def counts_structure(after: str) -> bool:
    """Whether parts of the plan or of its bodies follow: priorities, districts, meetings, phases."""
    return _first_noun(after, word_list("of_structure"), is_plural=False) is not None


def counts_titled(after: str) -> bool:
    """Whether a name of several counted things follows: "Seven Community Protection Notices"."""
    match = _TITLED.match(after)
    return match is not None and _singular(match.group(1).casefold()) in word_list("counted")


_TITLED = re.compile(r"\s+(?:[A-Z][\w'’-]*\s+(?:and\s+|of\s+|\d+\s+)?){1,5}([A-Z][a-z’'-]+s)\b(?!\s+[A-Z])")
_BEFORE_NOUN = ("word", "past", "gerund", "base", "adverb", "present")
_OF_ALL = re.compile(
    r"^\s*\)?\s*(?:of (?:the|these|those|them|all|our|\d+|two|three|four|five|six|seven|eight|nine|ten)\s+)?"
)


def _first_noun(after: str, nouns: frozenset[str], is_plural: bool = True) -> str | None:
    text = _OF_ALL.sub("", after)
    at = 0
    for _ in range(_REACH):
        match = _WORD.match(text, at)
        if match is None:
            return None
        word = match.group()
        folded = word.casefold()
        plural = folded.endswith("s") or folded in load_wording().plural
        if (_singular(folded) in nouns or folded in nouns) and (plural or not is_plural):
            return word
        kind = class_of(word)
        if is_plural and plural and kind == "word":
            return None  # "Six things worried residents": the things are what is counted
        if (word[0].isupper() and not at) or kind not in _BEFORE_NOUN:
            return None
        at = match.end()
        while at < len(text) and text[at] in " \t/&":
            at += 1
    return None


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word.removesuffix("s") if not word.endswith("ss") else word

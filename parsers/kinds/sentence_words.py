"""What class a word is of, from lists of closed classes, a list of verbs and the forms English makes of them.

No tagger: those that ship their model are slow to load, carry a licence for their training text, and take
"SSSIs cover" for a compound noun as readily as a list does (docs/decisions/0017-sentences-by-rules.md).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

WordClass = Literal[
    "determiner", "preposition", "coordinator", "subordinator", "relative", "pronoun", "adverb", "auxiliary",
    "finite", "past", "present", "base", "gerund", "word",
]  # fmt: skip
"""``finite`` is a past form that is no participle ("rose"), ``past`` may be one ("recorded"),
``present`` has the -s of the third person ("costs"), ``base`` is the plain form ("report");
the last three may be nouns."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The vocabulary of sentences."""

    classes: dict[str, WordClass]
    lemmas: dict[str, str]
    """Every listed verb form -> its plain form."""
    groups: dict[str, frozenset[str]]
    """``up``, ``down``, ``holding``, ``sharing``, ``recording``... -> plain forms of verbs."""
    not_past: frozenset[str]
    describing: frozenset[str]
    attributive: frozenset[str]
    change_nouns: frozenset[str]
    plural: frozenset[str]


_CLASSES: tuple[WordClass, ...] = (
    "determiner", "preposition", "coordinator", "subordinator", "relative", "pronoun", "adverb", "auxiliary",
)  # fmt: skip
_GROUPS = ("up", "down", "both", "holding", "sharing", "recording", "other")


@cache
def _read_data() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("parsers").joinpath("wording.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of words of the vocabulary."""
    return frozenset(_read_data()["lists"][name].split())


@cache
def load_wording() -> Wording:
    """The vocabulary that ships with the package; read once per process."""
    data = _read_data()
    verbs, nouns = data["verbs"], data["nouns"]
    groups = {g: frozenset(verbs[g].split()) for g in _GROUPS}
    classes: dict[str, WordClass] = {}
    lemmas: dict[str, str] = {}
    for base in sorted(frozenset().union(*groups.values())):
        for form, kind in _forms_of(base):
            classes.setdefault(form, kind)
            lemmas.setdefault(form, base)
    irregular: tuple[tuple[str, WordClass], ...] = (("past", "past"), ("finite", "finite"))
    for name, kind in irregular:
        for pair in verbs[name].split():
            form, base = pair.split(":")
            classes[form], lemmas[form] = kind, base
    classes |= dict.fromkeys(data["classes"]["noun_in_ing"].split(), "word")
    for name in reversed(_CLASSES):  # earlier classes win where a word is of several
        classes |= dict.fromkeys(data["classes"][name].split(), name)
    lemmas |= dict.fromkeys("is are was were be been being am".split(), "be")  # noqa: SIM905
    lemmas |= dict.fromkeys("has have had having".split(), "have")  # noqa: SIM905
    return Wording(
        classes,
        lemmas,
        groups,
        frozenset(verbs["not_past"].split()),
        frozenset(verbs["describing"].split()),
        frozenset(verbs["attributive"].split()),
        frozenset(nouns["of_change"].split()),
        frozenset(nouns["plural"].split()),
    )


def _forms_of(base: str) -> list[tuple[str, WordClass]]:
    """The regular forms of a verb; a doubled last consonant is offered beside the plain spelling."""
    if base.endswith("e"):
        past, gerund = base + "d", base[:-1] + "ing"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past, gerund = base[:-1] + "ied", base + "ing"
    else:
        past, gerund = base + "ed", base + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    forms: list[tuple[str, WordClass]] = [
        (base, "base"), (third, "present"), (past, "past"), (gerund, "gerund"),
    ]  # fmt: skip
    if base[-1] in "bdgklmnprt" and base[-2:-1] in "aeiou":
        forms += [(base + base[-1] + "ed", "past"), (base + base[-1] + "ing", "gerund")]
    return forms


@lru_cache(maxsize=8192)
def class_of(word: str) -> WordClass:
    """The class of a word by itself; what its neighbours make of it is the reader's of the clause."""
    wording = load_wording()
    folded = word.casefold().replace("’", "'")
    known = wording.classes.get(folded)
    if known is not None:
        return known
    if len(folded) > 4 and folded.endswith("ed") and word[0].islower() and folded not in wording.not_past:
        return "past"
    if len(folded) > 5 and folded.endswith("ly") and folded not in word_list("no_adverb"):
        return "adverb"
    return "word"


def lemma_of(word: str) -> str:
    """The plain form of a verb's form; the word itself where none is known."""
    folded = word.casefold()
    return load_wording().lemmas.get(folded, folded)


def is_verb_of(word: str, *groups: str) -> bool:
    """Whether a word is a form of a verb of one of the groups."""
    lemma = lemma_of(word)
    return any(lemma in load_wording().groups[g] for g in groups)

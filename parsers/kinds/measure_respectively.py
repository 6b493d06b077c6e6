"""Figures told "respectively": each goes with its own part of what was named before."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.kinds.measure_state import Measure
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import noun_behind, phrase
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import main_verb
from parsers.kinds.sentence_words import class_of, is_verb_of, word_list

Tokens = list[Token]
_SIZED = re.compile(
    r"(?:rates?|levels?|numbers?|proportions?|percentages?|reports?|cases?|incidents?|calls?)"
    r" (?:of|for|about) |.*? among ",
    re.I,
)
_PARTS = re.compile(r",\s+and\s+|\s+and\s+|,\s+")


def find_paired_figures(tokens: Tokens) -> list[int]:
    """Indexes of the figures before "respectively": "fell by 12% and 7% respectively"; none without it."""
    at = next((i for i, t in enumerate(tokens) if t.folded == "respectively"), -1)
    found: list[int] = []
    for token in reversed(tokens[: max(at, 0)]):
        if token.kind == "figure":
            found.append(token.figure)
        elif found and not (
            token.kind in ("coordinator", "adverb", "determiner") or token.folded in (",", "by", "to", "of")
        ):
            break
    return found[::-1] if len(found) > 1 else []


def _describes(part: str) -> bool:
    """As in "personal and environmental incidents": an adjective whose noun stands behind the last."""
    word = part.casefold()
    return word in word_list("describing_both") or word.endswith(("al", "ic", "ive", "ous", "ful", "less"))


def share_whole(measures: list[Measure], clauses: list[Clause]) -> list[Measure]:
    """As in "Burglary and robbery made up 12% and 9% of all crime": the whole behind the last is of each."""
    shared = list(measures)
    for clause, following in reversed(list(pairwise(clauses))):
        ends, begins = clause.tokens[-1], following.tokens[0]
        beside = ends.kind == begins.kind == "figure" and following.link in ("and", ",")
        of_what = [t.folded for t in following.tokens[1:2]] == ["of"]
        is_part = clause.has_verb and is_verb_of(main_verb(clause.verb), "sharing")
        whole = phrase(noun_behind(following.tokens, 0), keep_places=True)
        if beside and of_what and is_part and whole and "%" in ends.text:
            part = Measure(shared[ends.figure].noun, whole, ": ")
            shared[ends.figure] = shared[begins.figure] = part
    return shared


def share_out(measures: list[Measure], tokens: Tokens) -> list[Measure]:
    """Measures with "burglary and robbery" given one to each of the two figures told respectively."""
    paired = find_paired_figures(tokens)
    if not paired or measures[paired[0]].is_from_before:
        return measures
    first = measures[paired[0]]
    parts = [p.strip() for p in _PARTS.split(first.noun)]
    whole = len(parts) != len(paired) or any(class_of(w) == "auxiliary" for w in first.noun.split())
    if whole or not all(p and class_of(p.split()[-1]) != "preposition" for p in parts):
        return measures
    shared = list(measures)
    for index, part in zip(paired, _in_full(parts), strict=True):
        shared[index] = Measure(part, first.said, first.joint)
    return shared


def _in_full(parts: list[str]) -> list[str]:
    """Each part with the words it has from the others: "Rates of | burglary and robbery"."""
    lead = _SIZED.match(parts[0])
    opening = lead.group() if lead else ""
    things = [parts[0].removeprefix(opening), *parts[1:]]
    head = things[-1].split(" ")
    ends = next((n for n, w in enumerate(head) if n and (class_of(w) == "gerund" or w == "who")), 0)
    tail = ""
    if len(head) > 1 and all(_describes(p) for p in things[:-1]):
        tail = " ".join(head[1:])  # "personal and environmental incidents"
    elif ends:
        tail = " ".join(head[ends:])  # "men and women feeling safe"
    things = [*(f"{p} {tail}".strip() for p in things[:-1]), things[-1]]
    return [thing if opening and f" {opening.split()[-1]} " in thing else opening + thing for thing in things]

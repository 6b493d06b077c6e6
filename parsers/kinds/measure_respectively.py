"""Figures told "respectively": each goes with its own part of what was named before."""

from __future__ import annotations

import re

from parsers.kinds.measure_state import Measure
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import class_of, word_list

Tokens = list[Token]
_SIZED = re.compile(
    r"(?:rates?|levels?|numbers?|proportions?|percentages?|reports?|cases?|incidents?|calls?)"
    r" (?:of|for|about) ",
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
    head = parts[-1].split(" ")
    if len(head) > 1 and all(_describes(p) for p in parts[:-1]):
        parts = [*(f"{p} {' '.join(head[1:])}" for p in parts[:-1]), parts[-1]]
    ends = next((n for n, w in enumerate(head) if n and (class_of(w) == "gerund" or w == "who")), 0)
    if ends:  # "men and women feeling safe"
        parts = [*(f"{p} {' '.join(head[ends:])}" for p in parts[:-1]), parts[-1]]
    lead = _SIZED.match(parts[0])
    if lead:  # "Rates of burglary and robbery"
        parts = [parts[0], *(p if " of " in p else lead.group() + p for p in parts[1:])]
    shared = list(measures)
    for index, part in zip(paired, parts, strict=True):
        shared[index] = Measure(part, first.said, first.joint)
    return shared

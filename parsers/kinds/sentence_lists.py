"""Figures of one list: "41 warnings, 12 notices and 3 orders in 2022" have their period at its end."""

from __future__ import annotations

import re

from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import has_change_noun
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import word_list
from planhouse.figures import Figure


def stands_against(clause: Clause, figure: int) -> bool:
    """As in "compared with a regional average of 58": what the figure before is set against."""
    at = max(clause.position(figure), 0)
    told = clause.has_verb and clause.verb_end <= at
    lead = [
        t
        for t in clause.tokens[clause.verb_end if told else 0 : at]
        if t.kind not in ("preposition", "determiner", "adverb", "mark")
    ]
    if told and not _of_level(lead, averages=True):
        return False
    return (
        bool(clause.link)
        and not clause.is_bracket
        and 0 < len(lead) <= _MOST_STANDING
        and not any(t.kind == "place" for t in lead)
        and (lead[-1].folded in _AVERAGES or _of_level(lead))
        and not _is_of_years(clause, figure, len(lead))
    )


_AVERAGES = ("average", "averages", "mean", "median", "norm")


def _of_level(lead: list[Token], averages: bool = False) -> bool:
    """As in "more than twice the national increase of 29%"."""
    levels = len(lead) > 1 and lead[-2].folded in word_list("levels")
    named = ("rate", "figure", "level", *(_AVERAGES if averages else ()))
    return levels and (has_change_noun(lead[-1:]) == 0 or lead[-1].folded in named)


def _is_of_years(clause: Clause, figure: int, length: int) -> bool:
    """As in "against an average of 118 for 2012 to 2014": of other years, not of another area."""
    behind = clause.tokens[clause.position(figure) + 1 :]
    return length == 1 and any(t.kind == "period" for t in behind)


_MOST_STANDING = 4
"""Words of "a five-year national average"."""


def subject_behind(clauses: dict[int, Clause], index: int) -> list[Token]:
    """As in "At 83%, satisfaction in Kent was above the average of 79%": what a size that opens is of."""
    clause, following = clauses.get(index), clauses.get(index + 1)
    if clause is None or following is None or clause.link or following.link != ",":
        return []
    opens = [t.kind for t in clause.tokens] == ["preposition", "figure"] and following.has_verb
    return following.subject if opens and following.verb_start < following.position(index + 1) else []


def stand_beside(sentence: str, before: Figure, figure: Figure) -> bool:
    """As in "by 4%, 7% and 11%": figures of one unit with nothing but a comma or "and" between."""
    between = sentence[before.end : figure.start]
    return before.unit == figure.unit and _BESIDE.fullmatch(between) is not None


_BESIDE = re.compile(r"\s*(?:,|and|,\s*and)\s*(?:by\s+)?")


def last_of_list(clauses: dict[int, Clause], index: int, count: int) -> int:
    """The last figure of the list a figure begins: of "41 warnings, 12 notices and 3 orders" the third."""
    last = index
    for following in range(index + 1, count):
        clause = clauses.get(following)
        if clause is None:
            break
        if not (clause.is_bracket or clause.link in ("and", ",") or _is_gapped(clause) or _contrasts(clause)):
            break
        last = last if clause.is_bracket else following
    return last


def _is_gapped(clause: Clause) -> bool:
    """As in "but 22% of deaths"."""
    return clause.link == "but" and not clause.has_verb


def _contrasts(clause: Clause) -> bool:
    """As in "while shoplifting rose by 22% in Hull": a clause with a subject of its own."""
    named = [t for t in clause.subject if t.kind in ("word", "gerund", "base", "past")]
    elsewhere = any(t.kind in ("place", "pronoun") for t in clause.tokens[: clause.verb_end])
    return clause.link in _CONTRASTS and clause.has_verb and bool(named) and not elsewhere


_CONTRASTS = ("while", "whilst", "whereas", "but", "although", "though")


def start_of_next(figures: list[Figure], index: int, clauses: dict[int, Clause], end: int, kind: str) -> int:
    """Where the next figure stands; one in a bracket without a ``kind`` is skipped: "22 (18%) in Hackney"."""
    following = index + 1
    if index in clauses and clauses[index].is_bracket:
        return figures[following].start if following < len(figures) else end
    while following < len(figures):
        clause = clauses.get(following)
        if clause is None or not clause.is_bracket or any(t.kind == kind for t in clause.tokens):
            break
        if clause.tokens[0].start - figures[following - 1].end > _NEAR:
            break
        following += 1
    return figures[following].start if following < len(figures) else end


_NEAR = 25
"""Characters between a figure and the bracket that says it otherwise: "22 offences (18%)"."""


def has_word_between(clause: Clause, figure: int, end: int, or_place: bool = False) -> bool:
    """Whether a figure's own noun, or its place, stands between it and ``end`` in its piece."""
    at = clause.position(figure)
    between = [t for t in clause.tokens[at + 1 :] if t.end <= end]
    inside = clause.tokens[-1].end > end
    return inside and any(
        t.kind in ("word", "gerund", "past", "base") or (or_place and t.kind == "place") for t in between
    )


def ends_list(sentence: str, clauses: dict[int, Clause], ends: tuple[int, int], end: int) -> bool:
    """Whether what ends at ``end`` closes a list of whole clauses, and so is of each of them.

    As in "Burglary fell by 8%, robbery by 15% and arson by 3% in Stroud in 2009/10": nothing but a place
    or a time follows, and no figure before has one of its own.

    Args:
        sentence: The sentence.
        clauses: The pieces by figure.
        ends: The first and the last figure of the list.
        end: Where the place or period ends.
    """
    first, last = clauses[ends[0]], clauses[ends[1]]
    closing = _until_contrast([t for t in last.tokens if t.start >= end])
    loose = ("preposition", "determiner", "period", "place", "mark")
    between = [c for i, c in clauses.items() if ends[0] < i <= ends[1] and not c.is_bracket]
    if any(not (c.link in ("and", ",") or _contrasts(c)) or _sets_against(c) for c in between):
        return False
    told = [t for t in first.tokens[first.position(ends[0]) :] if t.kind in ("period", "place")]
    return (
        last.tokens[0].start < end
        and not last.is_bracket
        and all(t.kind in loose for t in closing)
        and not told
    )


def _until_contrast(tokens: list[Token]) -> list[Token]:
    """Tokens up to a clause set against them: "in Lambeth in 2014/15 | , but theft fell"."""
    ends = [i for i, t in enumerate(tokens) if t.folded in _CONTRASTS and i and tokens[i - 1].text == ","]
    return tokens[: ends[0]] if ends else tokens


def _sets_against(clause: Clause) -> bool:
    """As in ", up from 6 in 2016", "114 of which are in Kent": a time or place of its own alone."""
    first = clause.tokens[0].folded
    return first in _AGAINST or any(t.kind == "relative" for t in clause.tokens)


_AGAINST = ("up", "down", "from", "against", "compared", "versus", "than")

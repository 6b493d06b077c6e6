"""The place each figure of a sentence is of."""

from __future__ import annotations

import re

from parsers.kinds.measure_respectively import find_paired_figures
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_lists import (
    ends_list,
    has_word_between,
    last_of_list,
    stands_against,
    start_of_next,
    subject_behind,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import main_verb
from parsers.kinds.sentence_words import is_verb_of
from parsers.places import find_listed_places, find_places, find_unlisted_places
from planhouse.figures import Figure

_LEVELS = re.compile(r"\b(?:nationally)\b", re.I)
_KINDS = "forces|areas|authorities|councils|districts|boroughs|partnerships|services|towns|cities|CSPs"
_GROUPS = re.compile(
    rf"(?:most\s+similar|similar|comparable|comparator|neighbouring|other)\s+(?:{_KINDS})"
    r"|(?:statistical|nearest)\s+neighbours|core\s+cities"
    r"|(?:most\s+similar\s+|comparator\s+)?(?:family\s+)?group(?=\s+(?:average|mean|median)\b)"
)
"""Areas that one is set against, told by their kind: "the most similar forces average of 79%"."""
_SETS_AGAINST = re.compile(
    r"\b(?:than|for|in|across|among|with|to|against|above|below|by)\s+(?:(?:the|a|its|our|their|that|those|of|in|for)\s+){0,3}$"
)
_PLACING = re.compile(r"\b(?:in|for|across|of|within|throughout|to|around)\s+(?:the\s+)?$", re.I)
_RIGHT_BEHIND = re.compile(r"(?:\s*%| per cent)?\s+(?:for|in|across)\s+(?:the\s+)?")
_TO = re.compile(r"\s+to\s+(?:[a-z]+\s+)?")
_BRACKET = re.compile(r"\s*\(([A-Z][^()\d]{1,40})\)")
"""A place alone in the bracket behind a figure."""
_OUT_OF_CLAUSE = re.compile(r"[;]|\.\s")
_THAN = re.compile(
    r",[^,;.]*\b(?:lower|higher|more|less|fewer|better|worse|compared|against|below|above|than)\b[^,;.]*$"
)
"""As in "was 312, lower than in England (331)": the place of the figure it is set against."""
_WHOLE = re.compile(r"\s+(?:across|in|for)\s+the\s+(?:force|whole|region|county|country|rest)\b")
_OWN_GROUP = re.compile(
    r"\s+locally\b|\s+(?:in|for|across)\s+(?:the|its|our)\s+[a-z]+(?:\s[a-z]+)?\s*(?:,|and\b)"
)
_BESIDE = re.compile(r"\b(?:compares?|compared|against|versus|vs|than)\b", re.I)
_AMONG = re.compile(
    r"\b(?:[a-z]{2,}est|the only|most|least|best|worst)\b[^,;.]{0,50}"
    r"\b(?:in|of|across|within)\s+(?:the\s+)?$",
    re.I,
)
"""As in "the lowest rate in East Sussex": the place among which the one named before is ranked."""
_NAMES_BODY = re.compile(
    r"(?:['’]s)?\s+(?:(?:County|City|Borough|District|Town|Metropolitan|Fire|Police|Community|Youth|Local|and|&|"
    r"Safety|Safeguarding|Children|Adults?|Justice|Offending|Health|Violence|Reduction|Safer|Crime)\s+)*"
    r"(?:Council|Services?|Partnership|Board|Commissioner|Trust|Team|Unit|Association|"
    r"University|College|Hospital|Authority|CSP|PCC|OPCC|YOT|YOS|YJS|VRU|CCG|ICB)\b"
)
"""What makes a place the name of a body, which acts but is not where: "Kent Fire and Rescue Service".
What a police force records is of its area."""
Span = tuple[int, int]


def find_named_places(sentence: str) -> tuple[Span, ...]:
    """Places and words for a level ("nationally") in a sentence, as (start, end)."""
    known = [p for p in find_places(sentence) if not _NAMES_BODY.match(sentence, p[1])]
    named = {*find_unlisted_places(sentence), *find_listed_places(sentence)}
    unlisted = [p for p in named if all(p[1] <= s or e <= p[0] for s, e in known)]
    levels = (m.span() for m in (*_LEVELS.finditer(sentence), *_find_groups(sentence)))
    return tuple(sorted((*known, *unlisted, *levels)))


def _find_groups(sentence: str) -> list[re.Match[str]]:
    """Groups of areas a figure is given for; not those among which one is ranked: "3rd of similar forces"."""
    return [
        m
        for m in _GROUPS.finditer(sentence)
        if _SETS_AGAINST.search(sentence[: m.start()]) and _GROUP_FIGURE.match(sentence, m.end())
    ]


_GROUP_FIGURE = re.compile(
    r"(?:\s+(?:average|mean|median|figure|rate)\b)?\s*(?:\b(?:of|was|is|at)\b)?\s*\(?\s*£?\d|\s*(?:[.,;]|$)"
)


def find_areas(
    sentence: str,
    figures: list[Figure],
    clauses: dict[int, Clause],
    places: tuple[Span, ...],
    tokens: list[Token],
) -> list[str | None]:
    """The area of each figure: one behind it in its clause, else before it, else the last one named."""
    if not places:
        return [None] * len(figures)
    paired = find_paired_figures(tokens)
    named = [p for p in places if paired and p[1] <= figures[paired[0]].start]
    told = dict(zip(paired, named, strict=True)) if paired and len(named) == len(paired) else {}
    areas: list[str | None] = []
    for index, figure in enumerate(figures):
        clause = clauses.get(index)
        known = (
            _text(sentence, told[index]) if index in told else _find_beside(figures, index, clauses, areas)
        )
        if known or (clause is not None and stands_against(clause, index)):
            known = known or _placed_right_behind(sentence, figure, places)
            areas.append(known)  # "below the national average of 90%", "against 74.9 for similar forces"
            continue
        ahead = index  # "from 78% to 83% in Gwent": the place behind the end of a move is of both
        while ahead + 1 < len(figures) and _TO.fullmatch(
            sentence[figures[ahead].end : figures[ahead + 1].start]
        ):
            ahead += 1
        following = start_of_next(figures, ahead, clauses, len(sentence), "place")
        own = _find_own(sentence, figure, following, clause, places)
        since = [p for p in places if index and figures[index - 1].end <= p[0] and p[1] <= figure.start]
        since = [p for p in since if _is_of(sentence, p, figures[index - 1], figure)]
        if own is None and clause is not None and clause.link and _WHOLE.match(sentence[figure.end :]):
            areas.append(None)  # "58% in Bristol and 61% across the force area"
            continue
        if own is None and since:  # "Leeds (4%), York (6%)"
            own = _text(sentence, since[-1])
        if own is None and areas:
            own = next((a for a in reversed(areas) if a), None)
        if own is None:
            own = _find_elsewhere(sentence, figure, clause, places)
        areas.append(own)
    return _place_the_rest(sentence, figures, clauses, places, areas, paired)


def _find_beside(
    figures: list[Figure], index: int, clauses: dict[int, Clause], areas: list[str | None]
) -> str | None:
    """As in "At 83%, satisfaction in Kent was ...", "Hull ranked 3rd for theft and 5th for arson"."""
    of_subject = [t.text for t in subject_behind(clauses, index) if t.kind == "place"]
    ranked = index > 0 and "rank" in figures[index].flags and "rank" in figures[index - 1].flags
    return of_subject[-1] if of_subject else areas[-1] if ranked else None


def _placed_right_behind(sentence: str, figure: Figure, places: tuple[Span, ...]) -> str | None:
    """The place that a preposition sets right behind a figure."""
    near = (p for p in places if p[0] >= figure.end)
    place = next((p for p in near if _RIGHT_BEHIND.fullmatch(sentence[figure.end : p[0]])), None)
    return _text(sentence, place) if place else None


def _is_of(sentence: str, place: Span, before: Figure, figure: Figure) -> bool:
    """Whether a place between two figures is the second's: "(42%) and lowest in Derby (9%)"."""
    in_brackets = ")" in sentence[before.end : place[0]] and sentence[place[1] : figure.start].strip() == "("
    return in_brackets or not _AMONG.search(sentence[: place[0]])


def _place_the_rest(
    sentence: str,
    figures: list[Figure],
    clauses: dict[int, Clause],
    places: tuple[Span, ...],
    areas: list[str | None],
    paired: list[int],
) -> list[str | None]:
    """The only place of a sentence behind the end of a list: "four were killed and 51 hurt in Kent"."""
    names = re.match(r"\s+[A-Z]", sentence[places[0][1] :])  # "the London Plan"
    if names or len({_text(sentence, p) for p in places}) != 1:
        return areas
    placed = list(areas)
    for index, area in enumerate(areas):
        last = last_of_list(clauses, index, len(figures))
        shared = any(has_word_between(clauses[i], i, places[0][0]) for i in range(index + 1, last + 1))
        shared = shared or (last > index and ends_list(sentence, clauses, (index, last), places[0][1]))
        shared = shared or _closes_brackets(sentence, figures, clauses, index, places[0])
        if _BESIDE.search(sentence[figures[index].end : places[0][0]]):
            continue  # "This fall of 7% compares with 4% across Surrey"
        if "rank" not in figures[index].flags and _AMONG.search(sentence[: places[0][0]]):
            continue  # "a fall of 6.1%, the fourth largest in England"
        if _OWN_GROUP.match(sentence[figures[index].end :]):
            continue  # "310 in the family group and 327 in England"
        if area is None and (shared or (index in paired and figures[index].end <= places[0][0])):
            placed[index] = _text(sentence, places[0])
    return placed


def _closes_brackets(
    sentence: str, figures: list[Figure], clauses: dict[int, Clause], index: int, place: Span
) -> bool:
    """As in "calls from shops (44) outnumbered those from homes (31) in Stroud": of all in brackets."""
    until = [i for i, f in enumerate(figures) if i >= index and f.end <= place[0]]
    inside = bool(until) and all(i in clauses and clauses[i].is_bracket for i in until)
    behind = sentence[figures[until[-1]].end : place[0]] if until else ""
    return inside and re.fullmatch(r"\)[^;.:(,]*", behind) is not None


def _find_own(
    sentence: str, figure: Figure, following: int, clause: Clause | None, places: tuple[Span, ...]
) -> str | None:
    bracketed = _BRACKET.match(sentence, figure.end)
    for place in places if bracketed else ():
        if bracketed and place == bracketed.span(1):
            return _text(sentence, place)  # "58.2 (Stafford), 63.9 (Tamworth)"
    start, end = (clause.tokens[0].start, clause.tokens[-1].end) if clause else (0, len(sentence))
    inside = [p for p in places if start <= p[0] < end]
    if clause is None or not clause.is_bracket:
        inside = [p for p in inside if not _stands_with_figure(sentence, p, figure)]
    told = "rank" in figure.flags and places[0][1] <= figure.start  # "in Hull, the third highest in England"
    before = [p for p in inside if p[1] <= figure.start]
    inside = [
        p for p in inside if not (_AMONG.search(sentence[: p[0]]) and (told or (before and before[0] < p)))
    ]
    before = [p for p in inside if p[1] <= figure.start]
    if clause and clause.has_verb and before and _is_part(clause, figure):
        return _text(sentence, before[0])
    behind = [p for p in inside if figure.end <= p[0] < following]
    behind = [p for p in behind if not _OUT_OF_CLAUSE.search(sentence[figure.end : p[0]])]
    behind = [p for p in behind if not re.match(r"\s*\(\s*[£+-]?\d", sentence[p[1] :])]
    behind = [p for p in behind if not _THAN.search(sentence[figure.end : p[0]])]
    if before:  # "Wigan had 4.1 offences per 1,000, the lowest in Greater Manchester"
        behind = [p for p in behind if not re.search(r",\s", sentence[figure.end : p[0]])]
    behind = [
        p for p in behind if not (_AMONG.search(sentence[: p[0]]) and "," in sentence[figure.end : p[0]])
    ]  # "fell by 14%, the biggest fall in England"
    near = [p for p in behind if _PLACING.search(sentence[: p[0]]) or sentence[p[0]].islower()]
    if near:
        return _text(sentence, near[0])
    if before:
        return _text(sentence, before[-1])
    return _text(sentence, behind[0]) if behind else None


def _stands_with_figure(sentence: str, place: Span, figure: Figure) -> bool:
    """As in "7.3 per 1,000 (South East 6.1)": a place in a bracket behind a figure with one of its own."""
    opened = re.search(r"\([^()]*$", sentence[figure.end : place[0]])
    return (
        opened is not None
        and re.match(
            r"(?:[^()\d]|(?:19|20)\d\d\b)*(?!(?:19|20)\d\d\b)\d", sentence[figure.end + opened.start() + 1 :]
        )
        is not None
    )


def _is_part(clause: Clause, figure: Figure) -> bool:
    """As in "Oxford accounts for 28% of incidents in Oxfordshire": the part is the figure's area."""
    is_share = (figure.unit == "%" or "fraction" in figure.flags) and is_verb_of(
        main_verb(clause.verb), "sharing"
    )
    return is_share or "rank" in figure.flags


def _find_elsewhere(
    sentence: str, figure: Figure, clause: Clause | None, places: tuple[Span, ...]
) -> str | None:
    """The last place before the figure in its sentence, or the only one behind it in its piece."""
    before = [p for p in places if p[1] <= figure.start]
    if before:
        return _text(sentence, before[-1])
    one = len({_text(sentence, p) for p in places}) == 1
    one = one and (
        (clause is not None and clause.is_bracket) or not _stands_with_figure(sentence, places[0], figure)
    )
    noted = clause is not None and re.search(r"\([^()\d]*$", sentence[figure.end : places[0][0]]) is not None
    inside = clause is not None and places[0][0] < clause.tokens[-1].end
    return _text(sentence, places[0]) if one and (inside or noted) else None


def _text(sentence: str, span: Span) -> str:
    return sentence[span[0] : span[1]]

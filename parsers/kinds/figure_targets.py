"""Whether a figure of a sentence is a target: what is aimed at, ordered or promised."""

from __future__ import annotations

import re

from parsers.kinds.sentence_words import class_of, word_list
from planhouse.figures import Figure

_TARGET = re.compile(
    r"\btargets?\b|\b(?:is|are)\s+to\s+be\b|\baims?\s+(?:is\s+)?to\b|\b(?:aim|objective) is (?:that|for)\b|"
    r"\bwe (?:will|want|aim(?:ed)?)\b|\bambition\b|\bgoal\b|"
    r"\bcommitted to\b|\bpledge\b|\bwill (?:be|reduce|increase|achieve|have|see|fall|rise)\b|"
    r"\bto (?:be )?(?:reduced?|increased?|achieved?)\b.{0,40}\bby\b|\bat least\b.{0,80}\bwill\b",
    re.I,
)
_TARGET_OPENING = re.compile(
    r"^(?:to\s+)?(?:reduc(?:e|ing)|increas(?:e|ing)|maintain(?:ing)?|achiev(?:e|ing)|"
    r"improv(?:e|ing)|ensur(?:e|ing)|deliver(?:ing)?|keep(?:ing)?|"
    r"cut(?:ting)?|lower(?:ing)?|rais(?:e|ing)|sustain(?:ing)?)\b(?!\s+(?:of|in)\b)",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|has|(?<!will )have|had|been|increased|reduced|fell|rose|decreased|recorded|"
    r"received|reported)\b",
    re.I,
)
_ORDER = re.compile(
    r"[\s•*]*(?:[Tt]o\s+)?([A-Za-z][a-z]+)\s+(?!(?:of|for|with|and|by|from|to|between|against)\b)"
)
"""The word an order begins with: "Recruit 20 wardens"; "Contact with ..." begins with a noun."""
_NUMBER_RECORDED = re.compile(
    r"\b(?:number|level|proportion|percentage|rate)s?\s+of\s+(?:[a-z-]+\s+){1,6}?(?:recorded|received|reported|increased|reduced)\b",
    re.I,
)
"""As in "Increase the number of hate crimes reported to 250": a participle of what is counted."""
_TARGET_NOUN = re.compile(r"\b(?:targets?|goal|ambition|pledge|aims?|committed to)\b", re.I)
_TARGET_NOUN_BEHIND = re.compile(
    r"\s*\)?\s*(?!(?:against|versus|vs|below|above|short|exceed\w*|than|towards?|to|from|on|compared|with|meet\w*)\b)"
    r"(?:[a-z'’-]+\s+){0,2}(?:targets?|goal|ambition)\b",
    re.I,
)
"""A target named behind a figure only counts right there: "the 35% target"; not "300 cities set targets"."""
_LABEL = re.compile(
    r"^[\s•*-]*[A-Z][^:;,.()\d–—]{2,60}(?:\d{1,2}(?:\.\d{1,2})?)?(?::|\s[–—-])\s+(?=[A-Za-z])"
)
"""A label before an order: "Arson – reduce by 5%"."""
_OPENER = re.compile(r"^[\s•*]*(?:By|In|From|Over|During)\b[^,]{2,40},\s*")
_BY_DATE = re.compile(
    r"\bby\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[A-Z][a-z]+,?\s+)?(?:19|20)\d\d"
)
_MET = re.compile(
    r"\b(?:against|exceed\w*|miss\w*|met|meets|above|below)\s+(?:the\s+|our\s+|its\s+|this\s+)?(?:\w+\s+)?targets?\b",
    re.I,
)
"""A target that is only named: "Performance against target: 84% of cases"."""
_OUTCOME = re.compile(
    r"\b(?:exceed|met|meet|miss|surpass|beat|achiev)\w*\b[^.;]*\btargets?\b[^.;]*\d[^.;]*,\s*(?:with|achieving|after)\b[^,.;]*$",
    re.I,
)


_RESULT_AHEAD = re.compile(
    r"(?:[:;,(]|\band|\bbut)\s*(?:[a-z]+\s+)?(?:actual(?:ly)?|achieved|outturn|out-turn|result)(?:\s+(?:was|of|is))?\s*:?\s*$",
    re.I,
)
"""What was reached behind what was aimed at: "target 40%, actual 36.5%"."""
_WILL_HAVE = re.compile(r"\bwill have (?:been )?[a-z]+(?:ed|en|t)\b")
"""As in "By 2015 we will have reduced repeat victims to below 25%": not past."""
_SET_BESIDE = re.compile(
    r"\b(?:compared (?:to|with)|(?:up|down) from)\s+(?:(?:just|only|about|around)\s+)?$", re.I
)
"""What a target is compared with has been: "75% will be satisfied, compared to 68% in 2011/12"."""
_FROM = re.compile(r"\bfrom\s+(?:a\s+baseline\s+of\s+|the\s+current\s+|about\s+|around\s+)?$", re.I)
_IN_A_YEAR_TO = re.compile(
    r"(?:\s*%| per cent)?\s+\(?in\s+(?:19|20)\d\d[^.;]{0,10}?\bto\s+(?:[a-z]+\s+){0,3}[£\d]"
)
"""A year of its own, and where something shall be moved to."""
_WILL_MOVE = re.compile(
    r"(?P<subject>[^.;,]*)\b(?:will|would|could|may)\s+(?:[a-z]+\s+)?(?:rise|grow|climb|increase|fall|decrease|decline|drop)"
    r"(?:\s+[a-z]+ly)?\s+(?:(?:further|again)\s+)?(?:by|to|from)\s+(?:[a-z]+\s+){0,2}$"
)
"""A verb without an object: what moves of itself, not what somebody moves."""


def is_target(sentence: str, figure: Figure) -> bool:
    """Whether the words around a figure say that it is aimed at.

    Args:
        sentence: The sentence.
        figure: One of its figures.
    """
    if re.search(r"\bnot (?:below|less than|more than|above)\b", figure.raw, re.I):
        return True
    behind = re.split(r"[,;(]", sentence[figure.end : figure.end + 80], maxsplit=1)[0]
    if not _TARGET_NOUN_BEHIND.match(behind):
        behind = _TARGET_NOUN.sub("", behind)
    clause = sentence[: figure.start].rsplit(";", 1)[-1] + behind
    clause = _MET.sub("", clause)
    if _is_noted_level(sentence, figure):
        return False
    if figure.unit in ("GBP", "USD", "EUR"):
        return _must_be_saved(sentence, figure)
    if _OUTCOME.search(sentence[: figure.start]):
        return False  # "met its target to cut crime by 17%, with a reduction of 21%"
    if {"up_to", "at_least"} & set(figure.flags) and re.match(
        r"[^.;]{0,60}\b(?:will|should|shall|must)\b", sentence[figure.end :]
    ):
        return True
    before = sentence[: figure.start]
    if _RESULT_AHEAD.search(before) or _SET_BESIDE.search(before) or _is_forecast(before):
        return False
    if _is_ordered(sentence, figure) or _is_announced(sentence, figure):
        return True
    before = _WILL_HAVE.sub("will", before)
    opening = _LABEL.sub("", _OPENER.sub("", sentence))
    told = _NUMBER_RECORDED.sub("", sentence[: figure.start])
    if _TARGET_OPENING.match(opening) and not _PAST.search(told):
        return True
    return bool(_TARGET.search(_WILL_HAVE.sub("will have", clause))) and not _PAST.search(before)


def _is_noted_level(sentence: str, figure: Figure) -> bool:
    """What was before: "no more than 340 (2011/12: 362)", "from 146 in 2009/10 to 120"."""
    before, after = sentence[: figure.start], sentence[figure.end :]
    if _FROM.search(before) and _IN_A_YEAR_TO.match(after):
        return True
    dated = before.endswith("(") and re.match(r"\s+in\s+(?:19|20)\d\d[\d/–-]*\)", after) is not None
    return dated or re.search(r"\((?:in\s+)?(?:19|20)\d\d[^()]*$", before) is not None


_MUST_SAVE = re.compile(
    r"\b(?:must|(?:needs?|has|have|(?:is|are) required|aims?|plans?)\s+to)\s+(?:[a-z]+ly\s+)?"
    r"(?:save|find|raise|achieve|deliver|make|secure|generate|(?:cut|reduce)\b[^.;£]*\b(?:by|to))\s+"
    r"(?:[a-z]+\s+){0,3}$",
    re.I,
)
_MUST_BE_SAVED = re.compile(
    r"[^.;]*\b(?:must|needs? to|ha(?:s|ve) to) be (?:saved|found|made|achieved|delivered|raised)\b", re.I
)


def _must_be_saved(sentence: str, figure: Figure) -> bool:
    """As in "The Service must save £2.6m by March 2016": a sum somebody is bound to find by a date."""
    before, after = sentence[: figure.start], sentence[figure.end :]
    bound = _MUST_SAVE.search(before) or _MUST_BE_SAVED.match(after)
    return bool(bound) and (_BY_DATE.search(sentence) is not None or _BY_YEAR.search(sentence) is not None)


_BY_YEAR = re.compile(
    r"\b(?:by|before|over|in)\s+(?:the\s+)?(?:[a-z]+\s+){0,3}"
    r"(?:(?:19|20)\d\d|(?:next|coming|[a-z]+) years)\b",
    re.I,
)


def _is_forecast(before: str) -> bool:
    """As in "the population will grow by 9%": expected, not aimed at; "offences will fall by 5%" may be."""
    moves = _WILL_MOVE.search(before)
    words = moves["subject"].casefold().split() if moves else []
    return any(w in word_list("not_aimed") for w in words)


_WILL_DO = re.compile(
    r"\b(?:will|shall|must|should|(?:plans?|intends?|hopes?|proposes?|wants?|needs?|has|have|required)\s+to)\s+(?:[a-z]+ly\s+|also\s+)?([a-z]+)\b[^.;]*$"
)


_OPENS_BY = re.compile(r"\s*By\s+(?:the\s+end\s+of\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d[\d/–-]*,?\s")
"""As in "By 2020, 85% of victims will say they are satisfied"."""
_SHOULD_BE = re.compile(
    r"\b(?:should|must|shall|(?:needs?|ha(?:s|ve)) to)\s+(?:be|remain|stay|stand|reach|exceed|fall|rise)\s+"
    r"(?:[a-z]+\s+){0,3}£?\d[\d,.]*(?:\s?%| per cent)?$"
)


def _is_announced(sentence: str, figure: Figure) -> bool:
    """As in "The council will recruit 12 wardens by April 2011": what somebody will do by a date."""
    before = sentence[: figure.start]
    if _SHOULD_BE.search(before + figure.raw) and (_BY_DATE.search(sentence) or _BY_YEAR.search(sentence)):
        return True  # "By March 2013 the number of entrants should be below 200"
    if (
        figure.unit == "%"
        and _OPENS_BY.match(sentence)
        and re.match(r"[^.;,]*\bwill\b", sentence[figure.end :])
    ):
        return not any(w in word_list("not_aimed") for w in sentence.casefold().split())
    does = _WILL_DO.search(sentence[: figure.start])
    return (
        does is not None
        and class_of(does.group(1)) == "base"
        and (_BY_DATE.search(sentence[figure.end :]) is not None or "at_least" in figure.flags)
    )


def _is_ordered(sentence: str, figure: Figure) -> bool:
    """As in "Carry out at least 20 patrols", "Train 40 officers by July 2018"."""
    before = sentence[: figure.start]
    between = _LABEL.sub("", before).split()
    near = len(between) <= _NEAR_ORDER and between[-1:] != ["of"]
    return is_order(before, sentence[figure.end :]) or (
        "at_least" in figure.flags and near and _opens_with_order(before)
    )


_NEAR_ORDER = 3
"""Words of "Carry out at" before a number that the order sets."""


def is_order(before: str, after: str) -> bool:
    """Whether a number is of what shall be done by a date: "Hold 4 meetings by March 2010".

    Args:
        before: The sentence before the number.
        after: The sentence behind it.
    """
    return _BY_DATE.search(after) is not None and _opens_with_order(before)


def _opens_with_order(before: str) -> bool:
    order = _ORDER.match(_LABEL.sub("", before))
    word = order.group(1).casefold() if order else ""
    return (class_of(word) == "base" or word in word_list("orders")) and not _PAST.search(before)

"""Numbers that tell how a plan or its bodies are organised: "four priorities", "the three districts".

A number word up to twelve is one of these unless what stands around it counts something.
"""

from __future__ import annotations

import re

from parsers.kinds.counted_words import (
    counts_one,
    counts_plural,
    counts_something,
    counts_structure,
    counts_titled,
)
from parsers.kinds.period_words import MONTH
from parsers.kinds.sentence_words import class_of, word_list
from planhouse.figures import Figure


def is_structure(figure: Figure, before: str, after: str) -> bool:
    """As in "four priorities", "the three districts": how something is organised, not what happened."""
    if figure.unit or figure.has_separator or figure.value >= 100 or "fraction" in figure.flags:
        return False
    if figure.value < _MOST_OF_BODY and _HAS.search(before) and _is_body(before) and _OF_BODY.match(after):
        return True
    if counts_something(after):
        return figure.value == 1 and "in_words" in figure.flags
    if counts_titled(after):
        return False
    if _tells_count(figure, before, after):
        return False
    if "in_words" in figure.flags and figure.value < 13:
        alone = figure.value == 1 and not (_MOVED.search(before) and _is_dated(after))
        return alone or not _counts_as_before(before, after)
    if "in_words" in figure.flags and not counts_plural(after):
        return True  # "since she was sixteen"
    if _OF_RANKED_BRACKET.search(before) or _EACH_OF.search(before) or _is_ranked_among(before, after):
        return True
    is_few = figure.value < 10 or _OF_RANKED.search(before) is not None
    return is_few and counts_structure(after) and not _says_something(after)


_MOST_OF_BODY = 40
"""Members of a board; what has more is an association, whose members are counted."""
_HAS = re.compile(
    r"\b(?P<body>[a-z]+)\s+(?:[a-z]+ly\s+|also\s+|now\s+)?"
    r"(?:has|have|had|comprise[sd]?|contains?|consist(?:s|ed)? of|brings? together|includes?"
    r"|(?:is|was|are) (?:made up|composed) of)\s+"
    r"(?:(?:\d+|[a-z-]+)(?:\s+[a-z-]+){0,4}(?:,|\s+and|,\s+and)\s+)*$",
    re.I,
)
_OF_BODY = re.compile(
    r"\s+(?:[a-z-]+\s+){0,3}(?:members|partners|councillors|representatives|trustees|directors|organisations|agencies"
    r"|authorities|bodies|seats)\b",
    re.I,
)


def _is_body(before: str) -> bool:
    """As in "The partnership has seven statutory members": who a body is made of, not what happened."""
    has = _HAS.search(before)
    return has is not None and has["body"].casefold() in word_list("bodies")


def _is_ranked_among(before: str, after: str) -> bool:
    """As in "Out of 15 similar areas, Slough is ranked 12th"."""
    opens = re.search(r"(?:^|[.;]\s*)Out of (?:the |all )?$", before)
    return opens is not None and re.match(r"[^.;]*\brank", after) is not None


def _tells_count(figure: Figure, before: str, after: str) -> bool:
    """Whether what stands around a number makes it a count, be its noun one of structure or none."""
    is_one = figure.raw.casefold() == "one" and counts_one(after)
    if is_one and (_ONE_RECORDED.search(before) or _WAS_RECORDED.match(after)):
        return True
    in_words = "in_words" in figure.flags
    if in_words and _OF_THEM.match(after) and re.search(r"\w[^.;]*,\s*$", before):
        return True  # "twelve people died, five of them in Liverpool"
    if in_words and re.match(r"\s+of\s+(?:the|our|all|these|those)\s+\d", after):
        return True  # "Eleven of the 37 shops tested"
    deed = re.search(r"\b([a-z]+) of\s+(?:(?:over|some)\s+)?$", before)
    return deed is not None and deed.group(1) in word_list("deeds") and counts_plural(after)


_OF_RANKED_BRACKET = re.compile(
    r"\b(?<!\ba )(?<!one )"
    r"(?:rank\w*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b"
    r"[^.;()]{0,30}\(?(?:out\s+)?of\s+$",
    re.I,
)
"""As in "ranked sixth (of 15)"."""
_EACH_OF = re.compile(r"\beach\s+(?:one\s+)?of\s+(?:the|our|these)\s+$", re.I)
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom|which)\b", re.I)
_OF_RANKED = re.compile(
    r"\b(?:[a-z]{2,}est|most|least|worst|best|\d(?:st|nd|rd|th)|rank\w*)\b[^.;,\d]{0,40}\b"
    r"(?:of|among|out of|across)\s+(?:all\s+)?(?:the\s+)?$",
    re.I,
)
"""As in "the third highest of the 12 districts"."""


def _says_something(after: str) -> bool:
    """As in "5 parish councils identified burglary": bodies that answered are counted like people."""
    told = re.match(
        r"\s+(?:[a-z'’-]+\s+){0,3}?(?:councils|forces|partnerships|boards|agencies|schools)\s+([a-z]+)", after
    )
    return told is not None and class_of(told.group(1)) in ("past", "finite")


_ONE_RECORDED = re.compile(r"\b(?:was|were|been|recorded|reported|saw|had)\s+(?:only\s+|just\s+)?$", re.I)


_WAS_RECORDED = re.compile(r"\s+(?:[a-z'’-]+\s+){1,3}?(?:was|has been)\s+(?:recorded|reported|committed)\b")
"""As in "Only one murder was recorded"."""
_THERE_WERE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)[^;]*\bthere\s+(?:was|were)\s+(?:only\s+|just\s+)?$",
    re.I,
)
"""As in "There was one murder in 2011, and there were two in 2012"."""
_MOVED_TO = re.compile(
    r"\d[^.]*\b(?:fell|fallen|rose|risen|dropped|increased|decreased|reduced|declined|down|up)\s+to\s+"
    r"(?:just\s+|only\s+)?$"
)
"""As in "there were 18 gun crimes; by 2012 this had fallen to seven"."""
_SET_BESIDE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)[^.;]*"
    r"\b(?:compared (?:to|with)|against|(?:up|down) from|than)\s+(?:only\s+|just\s+)?$",
    re.I,
)
"""As in "eight prosecutions in Kent, compared with three in Essex"."""
_SOMEWHERE_ELSE = re.compile(
    r"\s+(?:in|across)\s+(?:the\s+)?(?:[A-Z]|previous|year\b|same\b|last\b|(?:19|20)\d\d)"
    r"|\s+(?:nationally|regionally|elsewhere|last year|the (?:year before|previous year))\b"
)
_COUNT_AND = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)[^.;]*\band\s+(?:only\s+|just\s+)?$",
    re.I,
)
"""As in "Five orders were made and two breached"."""


_DATED = re.compile(
    r"\s+(?:in|during|for|at|as at|on|by)\s+(?:the\s+)?"
    r"(?:end of\s+|start of\s+|year\s+(?:to|ending)\s+|\d{1,2}\s+)*"
    rf"(?:{MONTH}\s+)?(?:(?:19|20)\d\d\b|(?:last|the previous|previous) year\b)"
)
_NUMBER_OF = re.compile(r"\bnumbers?\s+of\s+[a-z]|\b(?:rates?|figures?|totals?)\s+(?:of|for)\s+[a-z]", re.I)


def _is_dated(after: str) -> bool:
    """As in "with five in 2018/19", "fell to three at the end of March 2020"."""
    return _DATED.match(after) is not None


def _ends_move(before: str, after: str) -> bool:
    """As in "dropped from nine to four": an end of a move, with nothing behind that it counts."""
    begins = before.endswith("from ") and re.match(r"\s+to\s+[a-z]+\s*(?:[.,;]|$)", after)
    ends = _MOVED.search(before) and re.match(r"\s*(?:[.,;]|$)", after)
    return bool(begins or ends)


_MOVED = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|increased|decreased|reduced|declined|down|up)\s+(?:from\s+[a-z]+\s+)?to\s+"
    r"(?:just\s+|only\s+)?$"
)


def _names_counted(before: str) -> bool:
    """Whether things that plans count stand before in the sentence, or "the number of" anything."""
    words = re.findall(r"[a-z]{3,}s\b|\b(?:people|women|men|children)\b", before.casefold())
    counted = any(counts_something(f" {w}") for w in words)
    leads = re.search(r"(?:[,:(]|\b(?:with|to|at|from|and|was|were|of))\s+(?:just\s+|only\s+)?$", before)
    return leads is not None and (counted or _NUMBER_OF.search(before) is not None)


def _counts_as_before(before: str, after: str) -> bool:
    """As in "Of 46 premises visited, nine sold alcohol": a verb follows, a figure told what is counted."""
    behind = re.match(r"\s+([a-z]+)", after)
    if re.match(r"\s+(?:more|fewer|less|higher|lower)\s+than\b", after) or (
        re.search(r"\b(?:up|down|rose|fell|increased|decreased|risen|fallen)\s+by\s+$", before)
    ):
        return True
    if (_is_dated(after) or _ends_move(before, after)) and _names_counted(before):
        return True
    if _MOVED_TO.search(before) and re.match(r"\s*(?:[.,;]|$)|\s+(?:in|by|last)\b", after):
        return True
    if _THERE_WERE.search(before) and re.match(r"\s+in\b|\s*(?:[.,;]|$)", after):
        return True
    if _SET_BESIDE.search(before) and _SOMEWHERE_ELSE.match(after):
        return True
    if re.search(r"\band\s+$", before) and re.match(r"\s+in\s+(?:19|20)\d\d", after):
        return re.search(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\s+and\s+$", before) is not None
    if (
        _COUNT_AND.search(before)
        and behind
        and (class_of(behind.group(1)) in ("past", "finite") or behind.group(1) in ("was", "were", "had"))
    ):
        return True
    told = re.search(r"\d[^.;]*,\s*(?:and\s+)?(?:only\s+)?$|\bof (?:which|whom|these|those),?\s*$", before)
    return bool(told and behind) and class_of(behind.group(1) if behind else "") in (
        "past",
        "finite",
        "auxiliary",
    )

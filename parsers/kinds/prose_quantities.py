"""The quantities of a sentence: two numbers that are one joined, ranks found, the rest sorted out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from parsers.kinds.counted_words import counts_something
from parsers.kinds.figure_exclusions import PARTS, LeftOut, find_exclusion
from parsers.kinds.sentence_words import class_of
from planhouse.figures import Figure, find_quantities, join_range

_ONE_IN = re.compile(
    r"(?<![\w/–-])(\d+|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of)\s+(?:every\s+)?"
    r"(\d+|two|three|four|five|six|seven|eight|nine|ten)\b(?!\s*(?:%|per cent))",
    re.I,
)
_SLASHED = re.compile(r"(?<![\d/.])[1-9]/(?:[2-9]|10)(?=\s+of\b)")
"""As in "1/4 of victims"."""
_ONE_OF_THEM = re.compile(
    r"(?<![\w/–-])(?:\d+|one|two|three)\s+(?!of\b)[a-z]+(?:\s[a-z]+)?\s+(?:in|out of)\s+(?:every\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|20|100)(?=\s*[.,;)]|\s+(?P<next>[a-z]+)|$)",
    re.I,
)
"""As in "one woman in four": the thing stands inside the share."""
_ROUND = (3, 4, 5, 10, 100)
"""Wholes of which a part is a share: "7 out of 10"."""
_MOST_NUMBERS = 60
"""Numbers of a sentence; text with more is a table or a chart's axis read as words."""
_DASH = re.compile(r"\s?[-–—]\s?")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_SUPERLATIVE = (
    r"(?:highest|lowest|largest|smallest|biggest|best|worst|most|least|fewest|safest|cheapest|greatest|"
    r"poorest|richest|densest|busiest)"
)
_RANK = re.compile(
    rf"\b(?P<word>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})[\s-]+{_SUPERLATIVE}\b"
    rf"|\b(?:came|comes|placed|finished|stood|stands|lies|lay|sat|sits|rated)\s+(?:in\s+)?(?:joint\s+)?"
    rf"(?P<came>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:\s+place)?"
    r"(?=\s+(?:for|out of|of|in (?:its|the)|among)\b)"
    rf"|\brank(?:ed|s|ing)?\s+(?:(?:it|us|them)\s+)?(?:as\s+)?(?:the\s+)?(?P<ranked>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\b",
    re.I,
)
_NEXT_RANK = re.compile(
    rf"[^.;\d]{{0,60}}?(?:,|\band\b|\bbut\b)\s+(?:ranked\s+)?(?P<ranked>\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
    r"(?=\s+(?:for|in|on|out of)\b)"
)


def read_quantities(sentence: str) -> tuple[list[Figure], list[LeftOut]]:
    """The figures of a sentence that are statistics, and the quantities that are none with the reason.

    What belongs to the wording of a period or a rate is in neither.
    """
    ranks = _find_ranks(sentence)
    found = [q for q in find_quantities(sentence) if not _overlaps(q, ranks)]
    kept: list[Figure] = []
    left: list[LeftOut] = []
    if len(found) > _MOST_NUMBERS:
        return [], [LeftOut(q.raw, "list", sentence) for q in found]
    merged = _merge_one_in(sentence, [_as_millions(q, sentence) for q in found])
    reasons = _agree_on_pairs(sentence, merged, [find_exclusion(q, sentence) for q in merged])
    for quantity, reason in zip(merged, reasons, strict=True):
        if reason is None:
            kept.append(quantity)
        elif reason not in PARTS:
            left.append(LeftOut(quantity.raw, reason, sentence))
    kept = _merge_ranges(sentence, kept, left)
    left = [x for x in left if x.reason != "rate_base" or not _has_rates(x, sentence, kept)]
    return sorted(kept + ranks, key=lambda q: q.start), left


def _as_millions(quantity: Figure, sentence: str) -> Figure:
    """As in "1.5m women", "1.5m (7.1%) women": what follows is counted, no length."""
    if "glued:m" not in quantity.flags:
        return quantity
    behind = re.sub(r"^\s*\([^()]*\)", "", sentence[quantity.end : quantity.end + 80])
    if not counts_something(behind):
        return quantity
    flags = (*(f for f in quantity.flags if f != "glued:m"), "scaled")
    return replace(quantity, value=quantity.value * 1_000_000, flags=flags)


def _has_rates(base: LeftOut, sentence: str, kept: list[Figure]) -> bool:
    """Whether figures of the rate follow: "Thefts per 1,000: 58.2 (Stafford)", "per 1,000 fell from 8"."""
    if not base.raw[:1].isdigit():
        return False
    at = re.search(rf"\bper\s+{re.escape(base.raw)}\b[^.;:]{{0,40}}(?::|\bfrom\b(?=\s+\d))", sentence)
    return at is not None and any(f.start >= at.end() and f.unit is None for f in kept)


def _agree_on_pairs(sentence: str, found: list[Figure], reasons: list[str | None]) -> list[str | None]:
    """What holds of one end of "3-6 sites" holds of the other; "a 72-28 split" is a ratio."""
    agreed = list(reasons)
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        if not _is_dashed(sentence, first, second) or first.unit or second.unit:
            continue
        told = next((r for r in (agreed[i], agreed[i + 1]) if r is not None), None)
        if told is None and first.value >= abs(second.value):
            told = "ratio"
        if told not in PARTS:
            agreed[i] = agreed[i + 1] = told
    return agreed


def _find_ranks(sentence: str) -> list[Figure]:
    """As in "third highest", "ranked 9th"; the ordinal alone counts occasions."""
    ranks: list[Figure] = []
    matches = list(_RANK.finditer(sentence))
    for first in [m for m in matches if m["ranked"] or m["came"]]:
        following = _NEXT_RANK.match(sentence, first.end())
        while following:  # "ranked 9th for robbery and 12th for burglary"
            matches.append(following)
            following = _NEXT_RANK.match(sentence, following.end())
    for match in matches:
        group = next(g for g in ("word", "came", "ranked") if match.groupdict().get(g))
        word = match[group].casefold()
        value = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
        end = match.end() if group == "word" else match.end(group)
        ranks.append(
            Figure(
                Decimal(value), sentence[match.start(group) : end], match.start(group), end, None, ("rank",)
            )
        )
    return ranks


def _overlaps(quantity: Figure, others: list[Figure]) -> bool:
    return any(o.start < quantity.end and quantity.start < o.end for o in others)


def _merge_one_in(sentence: str, quantities: list[Figure]) -> list[Figure]:
    """As in "1 in 4 women": is one quantity, a quarter, not two."""
    merged = list(quantities)
    shares = [m for m in _ONE_OF_THEM.finditer(sentence) if _says_more(m["next"])]
    for match in (*_ONE_IN.finditer(sentence), *_SLASHED.finditer(sentence), *shares):
        inside = [q for q in merged if q.end > match.start() and q.end <= match.end()]
        is_part = " out of " not in match.group().casefold() or (
            len(inside) > 1 and inside[1].value in _ROUND
        )
        if not is_part:
            continue  # "16 out of 26 responses" are two counts
        if len(inside) == 2 and inside[1].value and inside[0].value < inside[1].value <= 100:
            value = inside[0].value / inside[1].value
            start = inside[0].start
            flags = (*(f for f in inside[0].flags if f != "in_words"), "fraction")
            merged = [q for q in merged if q not in inside]
            merged.append(Figure(value, sentence[start : match.end()], start, match.end(), None, flags))
    return sorted(merged, key=lambda q: q.start)


def _says_more(word: str | None) -> bool:
    """Whether a verb follows "one woman in four"; in "two visits in four weeks" none does."""
    return word is None or class_of(word) in ("auxiliary", "finite", "past", "present", "adverb")


def _merge_ranges(sentence: str, kept: list[Figure], left: list[LeftOut]) -> list[Figure]:
    """As in "10-15%": one figure of its lower end, flagged ``range_to:15``."""
    merged: list[Figure] = []
    for figure in kept:
        last = merged[-1] if merged else None
        if last is not None and _is_range(sentence, last, figure):
            merged[-1] = join_range(last, figure, sentence[last.start : figure.end])
        else:
            merged.append(figure)
    return merged


def _is_dashed(sentence: str, first: Figure, second: Figure) -> bool:
    between = sentence[first.end : second.start]
    return bool(_DASH.fullmatch(between)) or (between == "" and second.raw[:1] in "-–—")


def _stands_between(sentence: str, first: Figure, second: Figure) -> bool:
    """As in "between 30% and 40% of burglaries": somewhere from 30 to 40; what "fell between" fell twice."""
    between = sentence[first.end : second.start]
    lead = sentence[: first.start]
    return (
        between == " and "
        and _BETWEEN.search(lead) is not None
        and first.value < abs(second.value)
        and "ordinal" not in first.flags
    )


_BETWEEN = re.compile(r"(?<!difference )(?<!gap )(?<!agreed )\bbetween\s+(?:about\s+|around\s+)?$", re.I)


def _is_range(sentence: str, first: Figure, second: Figure) -> bool:
    same = first.unit is None or first.unit == second.unit
    between = sentence[first.end : second.start]
    if _stands_between(sentence, first, second):
        return same
    worded = between == " to " and second.unit == "%" and first.unit is None
    if worded and re.search(
        r"\b(?:from|between|rose|fell|increased|decreased)\s+(?:\w+\s+)?$", sentence[: first.start]
    ):
        return False
    return (
        (_is_dashed(sentence, first, second) or worded)
        and same
        and "ordinal" not in first.flags
        and first.value < abs(second.value)
    )

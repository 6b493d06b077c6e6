"""Phrases out of tokens: what a figure counts, what is said of it, without times and places."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import load_wording, word_list

Tokens = list[Token]
_MOST_WORDS = 18
"""Words of a measure; a longer one ends at the last phrase that fits."""
_ENDS = frozenset(",;:.!?–—/•|*_")
_LEADING = ("determiner", "preposition", "mark", "coordinator", "subordinator", "adverb", "relative")
_TRAILING = ("determiner", "mark", "coordinator", "subordinator", "preposition", "relative", "auxiliary")


def is_end(token: Token) -> bool:
    """Whether a mark ends a phrase; hyphens, quotes and the like stand inside it."""
    return token.kind == "mark" and (token.text in _ENDS or token.text == "-")


def phrase(tokens: Tokens, keep_places: bool = False, keep_figures: bool = False) -> str:
    """The text of a run of tokens without times, places of reference, and loose words at its ends."""
    kept = drop_adjuncts(_without_asides(tokens), keep_places, keep_figures)
    while kept and _only_leads(kept):
        kept = kept[1:]
    kept = _trim_end(_shorten(kept))
    text = ""
    for before, token in zip([None, *kept], kept, strict=False):
        glue = "" if before is None or before.end == token.start else " "
        text += glue + token.text
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    return re.sub(r"(?: ?,){2,}", ",", " ".join(text.split())).strip(" -")


def _only_leads(kept: Tokens) -> bool:
    """Whether the first word says nothing of a phrase; "racially aggravated offences" are told by theirs."""
    first = kept[0]
    describes = first.kind == "adverb" and len(kept) > 2 and kept[1].kind == "past" and kept[2].kind == "word"
    if describes and first.folded.endswith("ly") and first.folded not in load_wording().classes:
        return False
    return first.kind in _LEADING and first.folded not in word_list("weighty")


def _without_asides(tokens: Tokens) -> Tokens:
    """Tokens without what stands between commas: "incidents, which had risen for years, dropped"."""
    marks = [i for i, t in enumerate(tokens) if t.text == ","]
    for start, end in pairwise([*marks, len(tokens)]):
        if start and start + 1 < len(tokens) and tokens[start + 1].kind == "relative":
            return tokens[:start] + tokens[end + 1 :]
    return tokens


_LOOSE_ENDS = ("up", "down", "only", "also", "now", "currently", "then", "still", "already", "respectively")


def _trim_end(tokens: Tokens) -> Tokens:
    while tokens and (tokens[-1].kind in _TRAILING or tokens[-1].text in _LOOSE_ENDS):
        if tokens[-1].text in ")”’'\"":
            break
        tokens = tokens[:-1]
    return tokens


def _shorten(tokens: Tokens) -> Tokens:
    """At most so many words, cut before a preposition or the like and never inside a phrase."""
    if len(tokens) <= _MOST_WORDS:
        return tokens
    for i in range(_MOST_WORDS, 3, -1):
        if tokens[i].kind in ("preposition", "relative", "coordinator", "subordinator"):
            return tokens[: i - 1] if tokens[i - 1].kind == "past" else tokens[:i]
    return tokens[:_MOST_WORDS]


def drop_adjuncts(tokens: Tokens, keep_places: bool = False, keep_figures: bool = False) -> Tokens:
    """Tokens without "in 2015", "across Kent", "compared with ..." and figures."""
    kept: Tokens = []
    place_dropped = False
    for i, token in enumerate(tokens):
        if (
            place_dropped
            and token.kind == "coordinator"
            and tokens[i + 1 : i + 2]
            and tokens[i + 1].kind == "place"
        ):
            continue
        if place_dropped and token.kind == "place" and tokens[i - 1].kind == "coordinator":
            continue
        if _is_in_base(tokens, i):
            continue
        place_dropped = False
        names = i + 1 < len(tokens) and tokens[i + 1].kind in ("word", "gerund", "base", "present")
        is_area = token.kind == "place" and not keep_places and not names and _is_reference(kept)
        if (
            token.kind == "place"
            and not kept
            and not keep_places
            and token.text.endswith(("'s", "’s"))
            and names
        ):
            continue  # "Selby's burglary rate"
        if token.kind == "period" or is_area:
            kept = _drop_lead(kept[:-1] if token.kind == "period" and _names_time(kept) else kept)
            place_dropped = is_area
            continue
        against = (
            token.folded == "against" and i + 1 < len(tokens) and tokens[i + 1].kind in ("figure", "period")
        )
        if (token.folded in word_list("comparing") or against) and i and _compares(tokens, i):
            break
        if (
            token.folded in ("worth", "totalling", "between")
            and i + 1 < len(tokens)
            and tokens[i + 1].kind == "figure"
        ):
            continue
        if token.kind != "figure" or keep_figures:
            kept.append(token)
    return kept


def _is_in_base(tokens: Tokens, i: int) -> bool:
    """Whether a token belongs to "per 1,000": the unit says it."""
    for start in (i, i - 1, i - 2):
        run = tokens[start : start + 2] if start >= 0 else []
        if len(run) == 2 and run[0].folded == "per" and run[1].text.replace(",", "").isdigit():
            return start > i - 2 or tokens[i].kind in ("word", "base")
    run = tokens[i - 3 : i + 1] if i > 2 else []
    based = len(run) == 4 and run[0].folded == "per" and run[1].text.replace(",", "").isdigit()
    plural = tokens[i].folded.endswith("s") or tokens[i].folded in load_wording().plural
    return based and run[2].kind == "word" and not run[2].folded.endswith("s") and plural


def _compares(tokens: Tokens, i: int) -> bool:
    """Whether a comparison names another time, place or figure; "no larger than one hectare" goes on."""
    behind = [t for t in tokens[i + 1 :] if t.kind not in ("preposition", "determiner")]
    return tokens[i].folded != "than" or not behind or behind[0].kind in ("period", "place", "figure", "mark")


def _is_reference(kept: Tokens) -> bool:
    """Whether a place follows "in", "across"..., so that it is the figure's area and no part of a name."""
    before = [t for t in kept[-2:] if t.kind != "determiner"]
    return (
        not kept
        or (bool(before) and before[-1].folded in word_list("placing"))
        or kept[-1].kind in ("coordinator", "mark")
    )


def _names_time(kept: Tokens) -> bool:
    """As in "secured for the period 2023-25": the word only leads to its dates."""
    return [t.kind for t in kept[-2:]] == ["determiner", "word"] and kept[-1].folded in (
        "period",
        "year",
        "years",
    )


def _drop_lead(kept: Tokens) -> Tokens:
    while kept and kept[-1].kind in ("preposition", "determiner"):
        kept = kept[:-1]
    return kept


def noun_behind(tokens: Tokens, at: int, stop: int | None = None) -> Tokens:
    """The noun phrase a figure counts: the tokens behind it up to a verb, a mark or another phrase.

    Args:
        tokens: Tokens of the piece.
        at: Index of the figure.
        stop: Index of the verb group, where the phrase ends at the latest.
    """
    end = len(tokens) if stop is None else stop
    i = _skip_other_figure(tokens, at + 1, end)
    if i + 1 < end and tokens[i].folded == "of" and tokens[i + 1].kind == "relative":
        return []  # "87% of whom"
    is_base = re.search(r"\bper\s+[\d,]+$", tokens[at].folded) is not None and i == at + 1 < end
    of_base = "per" in tokens[at].folded.split() and tokens[i : i + 1] and tokens[i].folded in ("aged", "who")
    if of_base or (is_base and tokens[i].kind == "word" and tokens[i].folded in word_list("bases")):
        return []  # "a rate of 2.1 per 1,000 pupils"
    if i < end and tokens[i].text == "/":
        return []
    start = i
    while start < end and (tokens[start].kind == "determiner" or tokens[start].folded in ("of", "who", "up")):
        start += 1
    i = start
    while i < end and not _ends_noun(tokens, i, start):
        i += 1
    if i > start and tokens[i - 1].folded == "ago":
        return []  # "up from 12% two years ago"
    return tokens[start:i]


def _skip_other_figure(tokens: Tokens, i: int, end: int) -> int:
    """Index behind a second figure before the noun: "16 out of 26 responses", "20% of the 13,700 assets"."""
    if i < end and tokens[i].folded == "out":
        return next((n for n in range(i, end) if tokens[n].kind == "figure"), i) + 1
    if i + 1 < end and tokens[i].folded in ("and", "to", "or", "–", "-") and tokens[i + 1].kind == "figure":
        i += 2  # "between 0.6% and 1% of adults"
    if i < end and tokens[i].folded == "of":
        skipped = i + 1
        while skipped < end and (
            tokens[skipped].kind == "determiner" or tokens[skipped].folded in word_list("totals")
        ):
            skipped += 1
        if skipped < len(tokens) and tokens[skipped].kind == "figure":
            return skipped + 1
    return i


def _ends_noun(tokens: Tokens, i: int, start: int) -> bool:
    token = tokens[i]
    if is_end(token) and not (token.text in "-/–" and token.start == tokens[i - 1].end):
        return True
    if token.folded == "against" and i + 1 < len(tokens) and tokens[i + 1].kind in ("figure", "determiner"):
        return tokens[i + 1].kind == "figure" or tokens[i + 1].folded in ("a", "an")
    as_what = token.folded == "as" and i + 1 < len(tokens) and tokens[i + 1].folded in ("a", "an", "the")
    as_what = (
        as_what and i + 2 < len(tokens) and tokens[i + 2].folded not in ("result", "consequence", "whole")
    )
    stops = token.folded in word_list("stops") and not _names_doer(tokens, i)
    if (token.kind in ("subordinator", "figure") and not as_what) or stops:
        return True
    if token.folded == "worth" and i + 1 < len(tokens) and tokens[i + 1].kind == "figure":
        return True
    if token.kind == "place" and i == start:
        return i + 1 >= len(tokens) or tokens[i + 1].kind not in ("word", "gerund", "past")
    if token.kind == "coordinator" and i + 1 < len(tokens) and _starts_anew(tokens, i + 1):
        return True
    if token.folded in ("comprising", "consisting", "totalling", "totaling", "including", "equating"):
        return True
    if token.kind == "relative":
        return token.folded != "who" or i == start
    if token.kind in ("auxiliary", "finite", "pronoun"):
        return not any(t.folded == "who" for t in tokens[start:i])
    return token.kind == "preposition" and i == start and token.folded != "of"


def _names_doer(tokens: Tokens, i: int) -> bool:
    """As in "1,384 offences by young people": those who did what is counted, no size of a change."""
    behind = tokens[i + 1 : i + 3]
    if tokens[i].folded != "by" or not behind or behind[0].kind != "word":
        return False
    return not (behind[0].folded[:1].isdigit() or behind[0].folded in word_list("number_words"))


def _starts_anew(tokens: Tokens, i: int) -> bool:
    """Whether behind "and" another count or another verb begins: "and eight reserves", "and bring 350"."""
    token = tokens[i]
    following = tokens[i + 1].kind if i + 1 < len(tokens) else "mark"
    if (
        token.text[:1].isdigit()
        or token.folded in word_list("number_words")
        or token.folded in ("these", "this", "those")
    ):
        return True
    verb = token.kind in ("base", "past", "finite", "present", "auxiliary")
    return (verb and following in ("determiner", "figure", "preposition", "pronoun")) or (
        token.kind == "determiner" and token.folded == "the" and following == "word"
    )


def is_pronoun_only(tokens: Tokens) -> bool:
    """Whether a subject only points back: "this", "it", "these", or stands for those who speak: "we"."""
    said = [t for t in tokens if t.kind not in ("mark", "adverb", "coordinator")]
    return bool(said) and all(t.kind in ("pronoun", "determiner", "relative") for t in said)


def is_place_only(tokens: Tokens) -> bool:
    """Whether a run of tokens names places and nothing else."""
    said = [t for t in tokens if t.kind not in ("mark", "determiner", "coordinator", "preposition", "period")]
    return bool(said) and all(t.kind == "place" for t in said)


def has_change_noun(tokens: Tokens) -> int:
    """Index of the last noun of change ("rise", "reduction") in a run of tokens; -1 for none."""
    nouns = load_wording().change_nouns
    found = [
        i for i, t in enumerate(tokens)
        if t.folded.rstrip("s") in nouns and (i == 0 or tokens[i - 1].kind not in ("pronoun", "auxiliary"))
    ]  # fmt: skip
    return found[-1] if found else -1


def strip_totals(tokens: Tokens) -> Tokens:
    """Words before a figure without "a total of", "an estimated", "some"."""
    kept = list(tokens)
    while kept and (
        kept[-1].kind in ("determiner", "adverb", "preposition", "mark")
        or kept[-1].folded in word_list("totals")
    ):
        kept.pop()
    return kept


def up_to_end(tokens: Tokens) -> Tokens:
    """Tokens up to the mark or word that ends their clause."""
    for i, token in enumerate(tokens):
        if token.kind == "gerund" and token.folded in ("comprising", "consisting", "including", "totalling"):
            return tokens[:i]
        if (
            i
            and token.folded == "in"
            and tokens[i + 1 : i + 2]
            and tokens[i + 1].folded in word_list("linking")
        ):
            return tokens[:i]  # "was given to clubs in partnership with the trust"
        if _lists_on(tokens, i):
            continue
        if is_end(token) or (
            token.kind == "subordinator"
            and token.folded not in ("than", "as", "where", "when", "if")
            and not (token.folded == "because" and tokens[i + 1 : i + 2] and tokens[i + 1].folded == "of")
        ):
            return tokens[:i]
    return tokens


def _lists_on(tokens: Tokens, i: int) -> bool:
    """Whether a comma stands in a list of single things: "not in education, employment or training"."""
    if tokens[i].text != "," or not i or tokens[i - 1].kind not in _THING:
        return False
    run = tokens[i + 1 : i + 6]
    at = next((n for n, t in enumerate(run) if t.kind == "coordinator"), 0)
    named = 0 < at <= _MOST_OF_THING and all(t.kind in _THING for t in run[:at])
    behind = [t.kind for t in run[at + 1 : at + 3]]
    return (
        named
        and behind[:1] in (["word"], ["gerund"])
        and behind[1:] not in (["auxiliary"], ["finite"], ["past"])
    )


_THING = ("word", "gerund")
_MOST_OF_THING = 2
"""Words of each thing of such a list."""


def without_label(tokens: Tokens) -> Tokens:
    """Tokens behind the label "...:" that opens them."""
    marks = [i for i, t in enumerate(tokens) if t.text == ":"]
    return tokens[marks[-1] + 1 :] if marks else tokens


def strip_but_preposition(tokens: Tokens) -> Tokens:
    """Tokens without a determiner or preposition at their end."""
    kept = list(tokens)
    while kept and kept[-1].kind in ("preposition", "determiner", "mark"):
        kept.pop()
    return kept

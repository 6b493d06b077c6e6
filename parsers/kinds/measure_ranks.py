"""What a rank is by: "third highest rate of arson", "ranked fourth for burglary"."""

from __future__ import annotations

from itertools import pairwise

from parsers.kinds.counted_words import counts_structure
from parsers.kinds.measure_state import Measure, Said, named_subject
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import is_place_only, is_pronoun_only, noun_behind, phrase, up_to_end
from parsers.kinds.sentence_tokens import Token

Tokens = list[Token]


def read_rank(clause: Clause, at: int, said: Said) -> Measure:
    """What is ranked: behind "third highest", else the subject."""
    behind = clause.tokens[at + 1 :]
    own = _ranked_by(behind) if _is_among(behind) else phrase(_without_ranked(noun_behind(clause.tokens, at)))
    goes_on = at == 0 and clause.link in ("and", ",", "but") and " " not in clause.tokens[0].text
    came = at > 0 and clause.tokens[at - 1].kind in ("finite", "past", "present", "preposition")
    came = came and " " not in clause.tokens[at].text
    is_ranked = goes_on or came or (at > 0 and clause.tokens[at - 1].folded.startswith("rank"))
    if (
        not own
        and is_ranked
        and behind[:1]
        and behind[0].folded in ("in", "for", "on")
        and not _is_among(behind)
        and not is_place_only(behind[:2])
    ):
        own = phrase(noun_behind(clause.tokens, at + 1))  # "ranked 24th in energy production"
    if not own and is_ranked and [t.folded for t in behind[1:2]] == ["for"]:
        own = _ranked_by(behind)  # "ranked 2nd nationally for public confidence"
    subject = named_subject(clause)
    name = "" if is_pronoun_only(subject) or is_place_only(subject) else phrase(subject)
    if is_ranked and own.partition(" for ")[2]:
        return Measure(own.partition(" for ")[2])
    if own:
        return Measure(own)
    for_what = clause.opening[:1] and clause.opening[0].folded in ("for", "on")
    meant = phrase(clause.opening[1:]) if for_what else ""
    if meant:
        return Measure(meant)  # "For domestic burglary, Chiltern was ranked 3rd in its family group"
    if name and clause.has_verb and at > clause.verb_start:
        return Measure(name)
    return Measure(said.topic) if said.topic else said.host


def _is_among(behind: Tokens) -> bool:
    """As in "second lowest of the eight districts": those that are ranked, not what they are ranked by."""
    lead = [t.folded for t in behind[:2]]
    if lead == ["out", "of"]:
        return True  # "ranked 7th out of 32"
    return (
        len(behind) > 2
        and lead[0] in ("of", "out", "among", "amongst", "in")
        and (lead[1] in ("the", "all", "of", "its", "our") or lead[1].isdigit())
        and any(counts_structure(f" {t.text}") for t in behind[2:5])
    )


def _without_ranked(noun: Tokens) -> Tokens:
    """As in "third lowest number of thefts across all councils": those that are ranked are left out."""
    ends = [
        i for i, (t, n) in enumerate(pairwise(noun))
        if i and (t.folded, n.folded) != ("of", "the")
        and t.folded in ("across", "among", "amongst", "within", "of")
        and n.folded in ("all", "the", "its", "our", "their")
    ]  # fmt: skip
    return noun[: ends[0]] if ends else noun


def _ranked_by(behind: Tokens) -> str:
    """As in "ranked fourth in its family group for violence with injury"."""
    at = next((i for i, t in enumerate(behind) if t.folded == "for"), None)
    return "" if at is None else phrase(up_to_end(behind[at + 1 :]))

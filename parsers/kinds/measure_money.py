"""What a sum of money was for."""

from __future__ import annotations

from parsers.kinds.measure_state import Measure, Said, named_subject
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import (
    drop_adjuncts,
    is_pronoun_only,
    phrase,
    strip_but_preposition,
    up_to_end,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import lemma_of, word_list

Tokens = list[Token]


def read_money(clause: Clause, at: int, name: str, said: Said) -> Measure:
    """What money was for: the clause without the sum; of a passive without who was given it."""
    behind = up_to_end(clause.tokens[at + 1 :])
    between = [
        t
        for t in clause.tokens[clause.verb_end : at]
        if t.kind not in ("mark", "place") and t.folded != "worth"
    ]
    led = next((i for i, t in enumerate(clause.verb[:-1], 1) if t.folded == "to"), 0)
    is_passive = any(lemma_of(t.text) == "be" for t in clause.verb[:-1]) and not led
    is_told = any(t.folded in word_list("supposing") for t in clause.verb[:led])
    verb = [
        t for t in clause.verb[led if is_told else 0 :] if t.kind != "auxiliary"
    ]  # "is thought to cost £2m"
    subject = phrase(named_subject(clause))
    subject = subject if phrase(clause.subject) and not is_pronoun_only(named_subject(clause)) else name
    if is_passive and between and between[-1].folded == "at":
        return Measure(name)
    said.frame = phrase(verb)
    if name and not is_passive:
        said.subject = name
        tail = money_tail(behind)
        said.frame = phrase(verb + between)
        return Measure(f"{subject} {phrase(verb + strip_but_preposition(between))}".strip(), tail)
    whole = said.noun if clause.link == "of which" else ""
    return Measure(f"{whole} {phrase(verb)}".strip(), money_tail(behind))


def money_tail(tokens: Tokens) -> str:
    """What follows a sum, with its preposition: "to the youth service", "from the PCC"."""
    kept = drop_adjuncts(tokens)
    if (
        len(kept) > 2
        and kept[0].folded in ("a", "per", "each")
        and kept[1].folded
        in ("year", "annum", "month", "week", "day", "head", "person", "resident", "household")
    ):
        kept = kept[2:]
    if not kept or kept[0].folded in ("a", "per", "each") or kept[0].kind == "figure":
        return ""
    lead = kept[0].text if kept[0].kind in ("preposition", "adverb") else ""
    rest = phrase(kept[1:] if lead else kept)
    if lead and rest and len(kept) > 1 and kept[1].folded == "the":
        rest = f"the {rest}"
    return f"{lead} {rest}".strip() if rest and lead != "of" else rest

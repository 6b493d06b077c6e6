"""The measure of a figure before the verb: it counts what does or is something."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_state import MONEY, Measure, Said
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import (
    drop_adjuncts,
    is_end,
    is_pronoun_only,
    noun_behind,
    phrase,
    strip_totals,
    up_to_end,
    without_label,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import find_verb, main_verb
from parsers.kinds.sentence_words import class_of, is_verb_of, lemma_of, word_list
from planhouse.figures import Figure

Tokens = list[Token]


def read_subject(clause: Clause, at: int, figure: Figure, wording: Wording, said: Said) -> Measure:
    """The figure counts what does or is something: "12% of carers had been called".

    Args:
        clause: The piece of the sentence.
        at: Index of the figure in it.
        figure: The figure.
        wording: Its kind.
        said: What the sentence has said before.
    """
    counted = noun_behind(clause.tokens, at, clause.verb_start)
    noun = phrase(counted)
    if (
        at > 2
        and noun
        and [t.kind for t in clause.tokens[at - 3 : at]] == ["figure", "preposition", "determiner"]
    ):
        return Measure(noun)  # "£1.1m of the £1.6m budget comes from": the whole
    told = clause.tokens[at - 1] if at and at - 1 == clause.subject_start else None
    if told is not None and told.kind in ("past", "base", "finite"):
        said.noun = noun
        return Measure(f"{told.text} {noun}")  # "Trained 48 hairdressers, ... may not"
    ahead = strip_totals(without_label(clause.tokens[clause.subject_start : at]))
    head = "" if is_pronoun_only(ahead) else phrase(ahead)
    if head and figure.unit in MONEY:
        noun = f"{head} {noun}".strip()  # "Grants worth £95,500 were awarded"
    elif head and not noun and clause.link != "of which":
        return said.host if said.host.text and _only_compares(ahead) else Measure(head)
    if not noun:
        noun = _noun_elsewhere(clause, at, said) or _noun_before(clause, figure, said)
        opens = not clause.link and not said.host.text and wording.kind == "share" and not ahead
        if not noun and said.before.noun and (_opens_with_of(clause) or opens):
            said.noun = said.before.counted or said.before.noun  # "Of these, 62% used opiates"
            said.verb = phrase(clause.verb) or clause.verb[-1].text
            return Measure(said.noun, _predicate(clause, wording), is_from_before=True)
    meant = _meant_before(clause, at, noun, wording, said)
    if meant is not None:
        return meant
    if not noun and said.host.text and _only_recorded(clause):
        return said.host  # "31% more than in 2021, when 1,085 were recorded"
    noun = _of_whom(clause, at, noun, wording, said)
    said.noun, said.frame = noun or said.noun, ""
    said.verb = phrase(_plain_verb(clause.verb, wording)) or clause.verb[-1].text
    if not _reaches_verb(clause, at, counted) or (head and counted and _is_inside(clause, at)):
        return Measure(noun)
    return _tell(clause, noun, wording, said)


def _meant_before(clause: Clause, at: int, noun: str, wording: Wording, said: Said) -> Measure | None:
    """As in "half of the latter were children", "The total of 243 was below the target"; else None."""
    meant = said.host if said.host.text else said.before
    if noun.casefold() in ("latter", "former") and meant.noun:
        told = meant.counted or meant.noun
        return Measure(told, _predicate(clause, wording), is_from_before=not said.host.text)
    if not noun and said.before.text and not said.host.text and _is_standing(clause, at):
        return replace(said.before, is_from_before=True)
    return None


def _of_whom(clause: Clause, at: int, noun: str, wording: Wording, said: Said) -> str:
    """As in "62 people were hurt on our roads, of whom 23 were cyclists": people hurt, not any people."""
    behind = clause.tokens[at + 1 : at + 3]
    of_whom = len(behind) == 2 and behind[0].folded == "of" and behind[1].kind == "relative"
    same = bool(noun) and noun == said.host.noun and wording.kind == "level"
    if not same or not (of_whom or clause.link == "of which"):
        return noun
    told = said.host.said.split()
    cut = next((i for i, w in enumerate(told) if class_of(w) == "preposition" and w != "of"), len(told))
    return " ".join((noun, *told[:cut]))


def _only_compares(ahead: Tokens) -> bool:
    """As in ", lower than the 61.8% recorded for England": nothing is named."""
    return all(t.folded in (*word_list("comparatives"), "than") for t in ahead)


def _is_standing(clause: Clause, at: int) -> bool:
    """As in "The total of 243 was": a word that stands for what the sentence before measured."""
    words = [t.folded for t in clause.tokens[clause.subject_start : at]]
    points = len(words) == 3 and words[0] in ("the", "this", "that")
    return points and words[1] in word_list("standing") and words[2] == "of"


def _tell(clause: Clause, noun: str, wording: Wording, said: Said) -> Measure:
    """What is counted and what the verb says of it."""
    happened = wording.kind == "level" and _only_happened(clause)
    text = "" if happened else _predicate(clause, wording)
    if not text and lemma_of(main_verb(clause.verb)) == "do":
        text = said.host.said  # "only 41% of women did"
    if not noun and not text and said.host.text:
        return said.host  # "there were 431, of which 212 were in Leicester"
    if noun and text and text.casefold().split()[-1].endswith(noun.casefold().split()[-1]):
        text, noun = text.partition(" ")[2], ""  # "Of these referrals, 86 were self-referrals"
    of_those = [t.folded for t in clause.opening[:2]] in (["of", "those"], ["of", "these"])
    return Measure(noun, text, is_from_before=of_those and not said.host.text)


def _only_happened(clause: Clause) -> bool:
    """As in "three murders took place": the verb says of a count only that it was."""
    verb = lemma_of(main_verb(clause.verb))
    took_place = verb == "take" and clause.rest[:1] and clause.rest[0].folded == "place"
    return bool(took_place) or verb in word_list("happening")


def _only_recorded(clause: Clause) -> bool:
    """Whether the verb says no more than that something was counted: "were recorded"."""
    told = [t for t in up_to_end(clause.rest) if t.kind in ("word", "gerund")]
    return is_verb_of(main_verb(clause.verb), "recording") and not told


def _is_inside(clause: Clause, at: int) -> bool:
    """As in "the yield of 2,300 homes may not be needed": the verb is of the noun before."""
    ahead = clause.tokens[clause.subject_start : at]
    leads = clause.tokens[at - 1].kind in ("preposition", "adverb", "determiner")
    return leads and any(t.kind == "preposition" for t in ahead)


def _opens_with_of(clause: Clause) -> bool:
    return bool(clause.opening) and clause.opening[0].folded in ("of", "among", "amongst")


def _noun_elsewhere(clause: Clause, at: int, said: Said) -> str:
    """As in "62% of people in rural wards and 48% in urban wards felt safe": the same, somewhere else."""
    behind = clause.tokens[at + 1 : clause.verb_start]
    lead = f" {behind[0].folded} " if behind and behind[0].kind == "preposition" else ""
    other = phrase(up_to_end(behind[1:])) if lead else ""
    same = bool(other) and clause.link in ("and", ",") and lead in said.noun
    return f"{said.noun.partition(lead)[0]}{lead}{other}" if same else ""


def _noun_before(clause: Clause, figure: Figure, said: Said) -> str:
    """The things a figure without a noun counts: "Of all calls, 44% ...", "and 362 were over 65"."""
    meant = phrase(clause.opening[1:]) if _opens_with_of(clause) else ""
    lead = [t.folded for t in clause.opening[1:3]]
    if meant and lead[:1] == ["those"]:  # "Of those who had been burgled, 38% ..."
        meant = f"those who {meant}" if lead[1:] == ["who"] else f"those {meant}"
    if meant:
        return meant
    if figure.unit in MONEY:
        of_it = clause.link == "of which" or (said.tokens[0].folded == "of" and clause.link in (",", "and"))
        return (
            said.host.noun or (said.host.said if said.tokens[0].folded == "of" else "") if of_it else ""
        )  # "Of the £640,000 grant, £410,000 pays for ..."
    return said.noun or _object_of(clause.opening)


def _object_of(opening: Tokens) -> str:
    """As in "Victims were offered a door chain, and 264 were fitted"."""
    verb = find_verb(opening)
    return phrase(opening[verb[1] :]) if verb and opening[0].kind in ("word", "determiner", "place") else ""


def _reaches_verb(clause: Clause, at: int, counted: Tokens) -> bool:
    """Whether the verb goes with the figure: nothing but a whole parenthesis stands between."""
    end = counted[-1].end if counted else clause.tokens[at].end
    commas = [t for t in clause.tokens[at : clause.verb_start] if t.start >= end and is_end(t)]
    closes = (
        len(commas) == 1 and clause.link == "and" and commas[0].end <= clause.tokens[clause.verb_start].start
    )
    closes = closes and clause.tokens[clause.verb_start - 1] is commas[0]
    return closes or len(commas) in (0, 2)  # ", or 3.6% of adults, are"


def _predicate(clause: Clause, wording: Wording) -> str:
    """What the verb says of its subject; of a count the passive's "were" is left out."""
    verb = _plain_verb(clause.verb, wording)
    if wording.kind == "target":
        verb = [
            t for t in verb if t.folded not in ("will", "shall", "must", "should", "to", "be", "is", "are")
        ]
    rest = up_to_end(clause.rest)
    is_parted = main_verb(clause.verb) in ("split", "shared", "divided") and wording.kind == "level"
    if is_parted or any(t.folded in ("follows", "following") for t in clause.rest[:5]):
        return ""  # "the offences are broken down as follows", "the fund was split between ..."
    for i, token in enumerate(rest[:-1]):
        if token.kind == "coordinator" and rest[i + 1].folded in word_list("number_words"):
            rest = rest[:i]  # "17 are complete and four are on track"
            break
    rest = [  # "gave 31,000 hours": the hours are another figure's; not "using 70% of renewables"
        t
        for i, t in enumerate(rest)
        if t.kind != "figure" or [x.folded for x in rest[i + 1 : i + 2]] == ["of"]
    ]
    said = drop_adjuncts(verb + rest, keep_figures=True)
    while said and (
        is_end(said[-1]) or said[-1].kind in ("preposition", "determiner", "coordinator", "subordinator")
    ):
        said = said[:-1]
    lead = "" if not said or said[0].kind not in ("auxiliary", "adverb") else said[0].text
    text = re.sub(
        r"\b(?:thought|believed|estimated|considered|known|said) to be\s+",
        "",
        phrase(said, keep_figures=True),
    )
    return f"{lead} {text}" if lead and said[0].kind == "adverb" else text


def _plain_verb(verb: Tokens, wording: Wording) -> Tokens:
    """The verb group, of a passive that tells of a count or sum without "were"."""
    is_passive = (
        len(verb) > 1 and verb[-1].kind in ("past", "finite") and any(lemma_of(t.text) == "be" for t in verb)
    )
    return [t for t in verb if t.kind != "auxiliary"] if is_passive and wording.kind != "share" else verb

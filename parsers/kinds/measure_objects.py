"""The measure of a figure behind the verb: it counts the object, or says how much the subject is."""

from __future__ import annotations

from dataclasses import replace

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_money import money_tail, read_money
from parsers.kinds.measure_state import MONEY, Measure, Said, named_subject
from parsers.kinds.sentence_clauses import Clause, subject_of
from parsers.kinds.sentence_phrases import (
    is_end,
    is_place_only,
    is_pronoun_only,
    noun_behind,
    phrase,
    strip_but_preposition,
    strip_totals,
    up_to_end,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import main_verb
from parsers.kinds.sentence_words import is_verb_of, lemma_of, word_list
from planhouse.figures import Figure

Tokens = list[Token]


_MOST_SUBJECT = 9
"""Words of a subject put before its verb and object; of a longer one the object says enough."""


def read_object(clause: Clause, at: int, figure: Figure, wording: Wording, said: Said) -> Measure:
    """The figure stands behind the verb: it counts the object, or says how much the subject is.

    Args:
        clause: The piece of the sentence.
        at: Index of the figure in it.
        figure: The figure.
        wording: Its kind.
        said: What the sentence has said before.
    """
    subject = named_subject(clause)
    name = "" if is_pronoun_only(subject) or is_place_only(subject) else phrase(subject)
    if lemma_of(main_verb(clause.verb)) in ("see", "have", "experience") and _is_where_or_when(subject):
        name = ""  # "The year 2012 saw 1,204 offences", "the district had 139,000 residents"
    if not subject and clause.link in ("and", ",") and said.subject:
        name = said.subject
    points_back = bool(subject) and is_pronoun_only(subject) and subject[-1].folded in ("it", "they", "this")
    if points_back and figure.unit in MONEY and said.before.noun and not said.before.said:
        name = said.before.noun  # "The scheme ended in 2022. It cost £432,000."
    before = clause.tokens[at - 2 : at] if at > 1 else []
    if [t.folded for t in before] == ["out", "of"]:
        return said.last
    set_beside = _set_beside(clause, at, subject, said)
    if set_beside is not None:
        return set_beside
    whole = phrase(noun_behind(clause.tokens, at), keep_places=wording.kind == "share")
    holds = lemma_of(main_verb(clause.verb)) in ("have", "see", "record", "be")
    beside = is_place_only(subject) or _is_where_or_when(subject) or not (clause.subject or clause.link)
    if not whole and holds and beside and said.before.text and not said.host.text:
        return replace(said.before, is_from_before=True)  # "Conwy had 311"
    if not whole and points_back and wording.kind == "level" and said.before.counted and not said.host.text:
        return replace(said.before, is_from_before=True)  # "In 2005/06 it removed 1,212"
    if whole and any(t.folded in ("follows", "following") for t in clause.tokens[clause.verb_end : at]):
        said.noun, said.frame = whole, ""
        return Measure(whole)  # "are broken down as follows: 193 race hate crimes"
    if not whole and name and figure.unit is None and _is_label(clause, at):
        return Measure(name, phrase(clause.verb))
    return _named_otherwise(clause, at, figure, name, whole, said) or _read_by_verb(
        clause, at, figure, wording, name, whole, said
    )


def _set_beside(clause: Clause, at: int, subject: Tokens, said: Said) -> Measure | None:
    """As in "That compares to £231.75 in Cleveland", ", and was 12% in 2010": what was told; else None."""
    verb = main_verb(clause.verb)
    if lemma_of(verb) == "compare" and is_pronoun_only(subject):
        told = said.host if said.host.text else replace(said.before, is_from_before=True)
        return told if told.text else None
    aims = [t.folded for t in clause.tokens[max(0, at - 2) : at]] == ["target", "of"]
    if aims and said.host.text and any(t.kind == "figure" for t in clause.tokens[: clause.verb_start]):
        return said.host  # "The fall of 20% exceeded the target of 10%"
    carried = not clause.subject and clause.link and is_verb_of(verb, "holding") and said.host.text
    return said.host if carried else None


def _is_label(clause: Clause, at: int) -> bool:
    """As in "ASBOs issued 12": a participle and its figure end the piece; it counts what was so treated."""
    verb = clause.verb
    behind = clause.tokens[at + 1 : at + 2]
    ends = not behind or (behind[0].kind == "mark" and behind[0].text != "/")
    is_bare = len(verb) == 1 and verb[0].kind in ("past", "base") and clause.verb_end == at
    return ends and is_bare and not is_verb_of(verb[0].text, "up", "down", "both", "holding", "sharing")


def _is_where_or_when(subject: Tokens) -> bool:
    loose = ("determiner", "period", "place", "mark", "preposition")
    said = [t for t in subject if t.kind not in loose]
    named = (*word_list("own_areas"), "same", "year", "years", "period", "month", "quarter")
    return bool(said) and all(t.folded in named for t in said)


def _named_otherwise(
    clause: Clause, at: int, figure: Figure, name: str, whole: str, said: Said
) -> Measure | None:
    """What does not hang on the verb: "a $27 billion Fund", "a capacity of 610 kW", "there were"."""
    is_money = figure.unit in MONEY
    if is_money and whole and at and clause.tokens[at - 1].folded in ("a", "an", "the"):
        return Measure(whole)
    named = _named_before(clause.tokens[clause.verb_end : at]) if not whole or is_money else ""
    if named:
        has = is_verb_of(main_verb(clause.verb), "recording") or lemma_of(main_verb(clause.verb)) == "pay"
        if name and has:
            return Measure(name, named, ": ")
        tail = money_tail(up_to_end(clause.tokens[at + 1 :])) if is_money else ""
        return Measure(named, tail)  # "spent his grant of £2.3m on services for victims"
    if any(t.folded == "there" for t in clause.subject):
        said.noun, said.frame = whole, ""
        named = whole or phrase(strip_totals(clause.tokens[clause.verb_end : at]))
        if not named and clause.link and said.host.text:
            return said.host  # "; in February there were 48"
        if not named and not clause.opening and said.before.text:
            return replace(said.before, is_from_before=True)  # "The target was 450 fires. There were 431."
        return Measure(
            named or _counted_ahead(clause) or phrase(subject_of(clause.opening))
        )  # "has risen since 2013, when there were 512"
    return None


def _counted_ahead(clause: Clause) -> str:
    """As in "Racist incidents, of which there were 64,": what "which" stands for."""
    words = [t.folded for t in clause.tokens[: clause.verb_start]]
    at = next((i for i in range(1, len(words)) if words[i - 1 : i + 1] == ["of", "which"]), 0)
    return phrase(clause.tokens[clause.subject_start : at - 1]) if at else ""


def _read_by_verb(
    clause: Clause, at: int, figure: Figure, wording: Wording, name: str, whole: str, said: Said
) -> Measure:
    verb = main_verb(clause.verb)
    between = [t for t in clause.tokens[clause.verb_end : at] if t.kind not in ("adverb", "mark")]
    does = is_verb_of(verb, "sharing") or lemma_of(verb) in ("commit", "experience", "suffer")
    if does and (wording.kind == "share" or (wording.kind == "target" and figure.unit == "%")):
        they = is_pronoun_only(clause.subject) and clause.subject[0].folded in ("they", "these", "it", "this")
        if they and not name and whole and said.before.noun and not said.host.text:
            return Measure(said.before.noun, whole, ": ", is_from_before=True)  # "They make up 22% of crime"
        return _share_of(name, whole, said)
    comes_to = lemma_of(verb) == "come" and bool(between) and between[-1].folded == "to"
    if figure.unit in MONEY and not is_verb_of(verb, "holding") and not comes_to:
        return read_money(clause, at, name, said)
    if (
        between
        and between[-1].folded == "at"
        and len(between) > 1
        and lemma_of(verb) in ("put", "place", "set")
    ):
        return Measure(phrase(between))  # "the survey put confidence at 62%"
    if is_verb_of(verb, "holding") or comes_to or (between and between[-1].folded == "at"):
        return _read_level(clause, named_subject(clause), name, whole, wording, said)
    is_told = is_verb_of(verb, "recording") and not _receives(clause, name)
    if not name or is_told:
        return _read_counted(clause, between, name, whole, said)
    return _read_done(clause, at, wording, name, whole, said)


def _receives(clause: Clause, name: str) -> bool:
    """As in "the helpline received 640 calls": who got them tells what was counted; police do not."""
    got = bool(name) and lemma_of(main_verb(clause.verb)) in ("receive", "handle")
    return got and name.split()[-1].casefold().rstrip("s") not in word_list("recorders")


def _read_counted(clause: Clause, between: Tokens, name: str, whole: str, said: Said) -> Measure:
    """What was recorded, or what those did whom a pronoun or nothing names."""
    is_recording = is_verb_of(main_verb(clause.verb), "recording")
    said.subject = name or said.subject
    points_back = is_pronoun_only(named_subject(clause)) or (clause.link == "which" and not clause.subject)
    verb = main_verb(clause.verb)
    is_plain = is_recording or is_verb_of(verb, "sharing", "holding") or lemma_of(verb) in _HOLDS
    is_plain = is_plain or lemma_of(verb) in word_list("wishing")
    if whole and points_back and not is_plain:
        said.noun, said.frame = whole, clause.verb[-1].text
        return Measure(f"{clause.verb[-1].text} {whole}", counted=whole)
    whole = whole or _before_participle(between) or _kept_at(clause, between)
    said.noun, said.frame = whole or said.noun, ""
    return Measure(said.noun or name)


_HOLDS = ("include", "involve", "contain", "comprise", "consist", "see", "mean")
"""Verbs that say nothing of what they count: "which included 45 arrests"."""


def _kept_at(clause: Clause, between: Tokens) -> str:
    """As in "Maintain the detection rate at 28%": an order and what it is of."""
    orders = clause.verb_start == 0 and clause.verb[-1].kind == "base" and not clause.link
    figure = clause.tokens[_place_of_figure(clause)]
    held = between and (between[-1].kind == "preposition" or not figure.text[:1].isdigit())
    return phrase(strip_but_preposition(between)) if orders and held else ""


def _before_participle(between: Tokens) -> str:
    """As in "have land requirements equating to 2.9 ha": the object before the participle that sizes it."""
    ends = [i for i, t in enumerate(between) if t.kind == "gerund" and i and i + 2 == len(between)]
    at = ends[-1] if ends else 0
    return phrase(between[:at])


def _named_before(between: Tokens) -> str:
    """The noun a figure is the size of: "with a capacity of 610 kW", "has an estimated worth of £133m"."""
    kept = list(between)
    while kept and kept[-1].kind in ("determiner", "adverb"):
        kept.pop()
    if (
        len(kept) < 2
        or kept[-1].folded != "of"
        or kept[-2].kind not in ("word", "base", "gerund", "place", "mark")
    ):
        return ""
    kept.pop()
    parts = ("with", "at", "on", "by", "as")
    starts = [
        i for i, t in enumerate(kept) if t.folded in parts or t.kind == "auxiliary" or is_end(t)
    ]  # fmt: skip
    run = kept[starts[-1] + 1 :] if starts else kept
    if any(t.folded == "than" for t in run):
        return ""
    said = [t for t in run if t.kind not in ("determiner", "adverb", "preposition", "coordinator")]
    said = [t for t in said if t.folded not in ("double", "treble", "half")]
    sized = [t for t in said if t.kind != "place" and t.folded not in word_list("levels")]
    if len(sized) < len(said) and all(t.folded in word_list("sized") for t in sized):
        return ""  # "double the national rate of 7.1": of what, the subject tells
    return "" if all(t.folded in word_list("hollow") for t in sized) else phrase(run)


def _share_of(name: str, whole: str, said: Said) -> Measure:
    """As in "Domestic abuse accounts for 31% of violent crime": both are said, the part first."""
    if not name and whole and (said.frame == ":" or said.host.joint == ": "):
        name = said.host.noun  # "but account for 31% of offenders"
    if name and whole:
        said.noun, said.frame = whole, ":"
        return Measure(name, whole, ": ")
    if name and said.host.joint == ": " and said.host.said:
        return Measure(name, said.host.said, ": ")  # "; personal and environmental incidents make up 27%"
    said.noun = whole or said.noun
    return Measure(whole or name or said.noun)


def _read_level(
    clause: Clause, subject: Tokens, name: str, whole: str, wording: Wording, said: Said
) -> Measure:
    """The subject of "is", "stood at", "was estimated at"; "this" is what the sentence before measured."""
    names_more = len(subject) > 2 and subject[2].kind not in ("preposition", "period", "place")
    stands = phrase(subject[:2]).casefold() in word_list("standing") and not names_more
    stands = stands and bool(said.before.text or said.host.text)
    if is_pronoun_only(subject) or stands:
        found = said.host if said.host.text else said.before
        if found.text:
            return Measure(found.noun, found.said, found.joint, is_from_before=not said.host.text)
        return Measure(whole)
    if _is_hollow(name) and whole and not _is_hollow(whole):
        name = whole  # "The target was 420 offences"
    between = clause.tokens[clause.verb_end : max(_place_of_figure(clause), clause.verb_end)]
    if (
        wording.kind == "share"
        and name
        and (whole or (clause.link == "and" and said.host.text and said.noun))
        and between
        and between[-1].folded == "in"
        and phrase(between)
    ):
        said.noun = whole or said.noun  # "and misuse was a factor in 29%": of the same
        said.frame = f"{name} {phrase(clause.verb) or clause.verb[-1].text} {phrase(between)} in"
        return Measure(said.frame, said.noun)
    is_told = is_verb_of(main_verb(clause.verb), "recording") or bool(_kept_at(clause, between))
    if not name and not whole and is_told:
        name = phrase(strip_but_preposition(between))  # "had the lowest rate of burglary, at 3.1"
    said.noun, said.frame = name or whole, "="
    at = next((i for i, t in enumerate(clause.rest) if t.kind == "figure"), 0)
    has_of = any(t.folded == "of" for t in clause.rest[at + 1 : at + 2])
    if wording.kind == "share" and whole and name and has_of:
        return Measure(name, whole, ": ")
    if wording.kind == "rate" and whole and name and wording.unit and _has_things(clause.rest, at):
        return Measure(whole) if _only_says_rate(subject) else Measure(name, whole, ": ")
    return Measure(name or whole)


def _only_says_rate(subject: Tokens) -> bool:
    """As in "The Selby rate was 33 crimes per 1,000": of what, the things behind the figure tell."""
    said = [t for t in subject if t.kind in ("word", "gerund", "past", "base")]
    return bool(said) and all(t.folded in ("rate", "rates", *word_list("levels")) for t in said)


def _place_of_figure(clause: Clause) -> int:
    """Index of the first figure behind the verb."""
    return next((i for i, t in enumerate(clause.tokens) if t.kind == "figure" and i >= clause.verb_end), 0)


def _is_hollow(text: str) -> bool:
    """Whether the last word says nothing of what is counted: "target", "total"."""
    return bool(text) and text.split()[-1].casefold() in word_list("hollow")


def _has_things(rest: Tokens, at: int) -> bool:
    """Whether the things of a rate stand behind it: "10.2 offences per 1,000", not "7.3 per 1,000 people"."""
    return not any(t.folded == "per" for t in rest[at + 1 : at + 2]) and "per" not in rest[at].folded


def _read_done(clause: Clause, at: int, wording: Wording, name: str, whole: str, said: Said) -> Measure:
    """Who did what: "programme reached | frontline staff"."""
    modal = any(t.kind == "base" for t in clause.verb)
    verb = [t for t in clause.verb if modal or t.kind not in ("auxiliary", "adverb")]
    between = [t for t in clause.tokens[clause.verb_end : at] if t.kind != "adverb"]
    if len(between) < 5 and any(t.kind == "figure" for t in between) and between[-1].kind == "preposition":
        between = [t for t in between if t.kind != "figure" and t.folded != "worth"]
    if (
        len(between) > 4
        or any(t.folded in word_list("hollow") for t in between)
        or any(t.kind in ("relative", "gerund", "figure") for t in between)
    ):
        said.noun, said.frame = whole or said.noun, ""
        return Measure(whole or name)
    said.subject = name
    name = "" if name.casefold() in ("officers", "police", "police officers") else name
    frame = f"{name} {phrase(verb + strip_but_preposition(between))}".strip()
    if between and between[-1].kind == "preposition":
        frame = f"{frame} {between[-1].text}"
    if (
        not whole
        and not is_verb_of(main_verb(clause.verb), "sharing")
        and wording.unit not in (None, "count")
    ):
        return Measure(frame, money_tail(up_to_end(clause.tokens[at + 1 :])))  # "spent 1,900 hours on patrol"
    if not whole and between and between[-1].folded == "by" and wording.kind == "share":
        said.frame = frame.removesuffix(" by")
        return Measure(said.frame)  # "Burglary was named by 34%"
    if not whole:
        return Measure(said.noun or name)
    if len(name.split()) > _MOST_SUBJECT or len(frame.split()) > _MOST_SUBJECT + 3:
        said.noun, said.frame = whole, ""
        return Measure(whole)
    said.noun, said.frame = whole, frame
    return Measure(frame, whole, counted=whole)

"""The measure of a figure that hangs on a preposition of its own, apart from subject and verb."""

from __future__ import annotations

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_state import Measure, Said, named_subject
from parsers.kinds.sentence_clauses import Clause, subject_of
from parsers.kinds.sentence_phrases import noun_behind, phrase, up_to_end
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import find_verb, main_verb
from parsers.kinds.sentence_words import is_verb_of, word_list

Tokens = list[Token]


def read_apart(clause: Clause, at: int, wording: Wording, said: Said) -> Measure | None:
    """What hangs on a preposition of its own: ", with 412 offences", "At 12%, poverty is"; else None."""
    if clause.link and said.host.noun and clause.tokens[0].folded == "with":
        own = phrase(noun_behind(clause.tokens, at))
        if own and all(word.casefold() in word_list("generic") for word in own.split()):
            return Measure(said.host.noun, own)  # "theft rose by a quarter, with 356 offences recorded"
    beside = _read_with(clause, at, wording) or _read_beside(clause, at) or _named_as_peak(clause, at)
    if beside is not None:
        return beside
    if wording.kind == "rate" and at and clause.tokens[at - 1].folded == "with":
        own = phrase(noun_behind(clause.tokens, at))
        if own:
            return Measure(own)  # "The rate was low with 33.4 crimes per 1,000"
    ahead = clause.tokens[at + 1 : at + 2]
    if (
        at
        and all(t.kind == "adverb" for t in clause.tokens[1:at])
        and clause.tokens[0].folded == "at"
        and ahead
        and ahead[0].text == ","
    ):
        subject = phrase(subject_of(clause.tokens[at + 2 :]))
        if subject:
            return Measure(subject)  # "At 12.4 per 1,000, the rate of vehicle crime is the highest"
    return None


def _read_with(clause: Clause, at: int, wording: Wording) -> Measure | None:
    """As in "the worst ward was Abbey, with 412 offences", "Theft fell sharply, with 12 reports"."""
    lead = [t.folded for t in clause.tokens[max(0, at - 2) : at]]
    own = phrase(noun_behind(clause.tokens, at))
    if wording.kind not in ("level", "share") or lead != [",", "with"] or not own:
        return None
    told = [t.folded for t in clause.tokens[clause.verb_end : at - 2]][-1:]
    is_of_subject = bool(told) and told[0] in word_list("asked")
    is_of_subject = is_of_subject or is_verb_of(main_verb(clause.verb), "up", "down")
    subject = phrase(named_subject(clause)) if own.casefold() in word_list("generic") else ""
    return Measure(subject, own) if is_of_subject and subject else Measure(own)


def _read_beside(clause: Clause, at: int) -> Measure | None:
    """As in "Violence with injury, at 1,016 offences, made up 28%": the size of the subject; else None."""
    ahead = clause.tokens[clause.subject_start : max(at - 2, 0)]
    if clause.link or [t.folded for t in clause.tokens[max(at - 2, 0) : at]] != [",", "at"]:
        return None
    own, subject = phrase(noun_behind(clause.tokens, at)), phrase(ahead)
    return Measure(subject, own, ": ") if own and subject and find_verb(ahead) is None else None


def _named_as_peak(clause: Clause, at: int) -> Measure | None:
    """As in "With 18.2 offences per 1,000, Corby has the highest rate of arson": of what is told behind."""
    own = phrase(noun_behind(clause.tokens, at))
    behind = clause.tokens[at + 1 :]
    of = next((i for i in range(2, len(behind)) if behind[i].folded == "of"), 0)
    leads = at == 1 and clause.tokens[0].folded == "with" and any(t.text == "," for t in behind[:of])
    ranked = [t.folded for t in behind[max(of - 2, 0) : of]]
    peak = len(ranked) == 2 and ranked[0] in word_list("peaks") and ranked[1] in word_list("sized")
    thing = phrase(up_to_end(behind[of + 1 :])) if of and leads and peak else ""
    return Measure(thing, own) if thing and own.casefold() in word_list("generic") else None


def read_earlier(clause: Clause, at: int, said: Said) -> Measure | None:
    """What a change is from, named in short: "a baseline of 1,240 offences", "from 590 calls"; else None."""
    own = phrase(noun_behind(clause.tokens, at))
    lead = [t.folded for t in clause.tokens[max(0, at - 2) : at]]
    if lead == ["baseline", "of"] and own and said.host.noun:
        return Measure(said.host.noun, own)
    dated = at > 2 and clause.tokens[at - 3].kind == "period"
    if dated and lead in (["total", "of"], ["figure", "of"], ["level", "of"]) and said.host.text and not own:
        return said.host  # "a rise of a third on last year's total of 34"
    is_same = bool(said.host.counted) and own.casefold() == said.host.counted.casefold()
    return said.host if is_same and lead[-1:] == ["from"] else None

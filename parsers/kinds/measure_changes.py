"""What changed: the thing a rise, a fall or the ends of one are of."""

from __future__ import annotations

from dataclasses import replace

from parsers.kinds.measure_state import NO_MEASURE, Measure, Said
from parsers.kinds.sentence_clauses import Clause, subject_of
from parsers.kinds.sentence_phrases import (
    drop_adjuncts,
    has_change_noun,
    is_end,
    is_place_only,
    is_pronoun_only,
    noun_behind,
    phrase,
    strip_but_preposition,
    up_to_end,
    without_label,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import main_verb
from parsers.kinds.sentence_words import is_verb_of, lemma_of, word_list

Tokens = list[Token]


_MOST_FRAGMENT = 12
"""Words before a figure without a verb that may still be its subject; more are a cut sentence."""


def read_change(clause: Clause, at: int, said: Said) -> Measure:
    """What changed: behind "a rise of 9% in", before "rose by", between "reduce" and "by"."""
    tokens = clause.tokens
    found = (
        _changed_in_relative(clause, at)
        or _named_by_noun(clause, at)
        or _compared_things(tokens, at)
        or moved_object(clause, at)
        or ("" if _is_of_another(clause, at) else _moved_subject(clause, at, said))
    )
    among = _among(tokens, at)
    if not found and among and clause.link in ("and", ",") and said.host.text:
        found = said.noun  # "and by 4 per cent in secondary schools"
    if found.casefold() in ("former", "latter") and said.before.text:
        return replace(said.before, is_from_before=True)  # "The former is a rise of 20%"
    if found.startswith("such ") and said.host.text:
        return said.host
    if found.casefold() in word_list("standing") and said.before.text and not said.host.text:
        return replace(said.before, is_from_before=True)  # "Since then the number fell by 38%"
    if found:
        said.noun, said.frame = found, ""
        return Measure(f"{found} {among}".strip())
    if said.host.text and said.host.joint == ": " and clause.has_verb:
        return Measure(said.host.noun)  # "thefts make up 3% of crime but have risen by 29%"
    if said.host.text:
        return said.host
    return _changed_elsewhere(clause, at, said)


def _changed_elsewhere(clause: Clause, at: int, said: Said) -> Measure:
    """What changed where the piece does not name it: before a colon, in the sentence before, behind it."""
    if said.before.text and _points_to_change(clause, at):
        return replace(said.before, is_from_before=True)
    if is_pronoun_only(clause.subject) and clause.opening and clause.opening[0].kind != "preposition":
        meant = phrase(subject_of(clause.opening))
        if meant:
            return Measure(meant)  # "Crime fell everywhere except Craven, where it rose by 3%"
    if is_pronoun_only(clause.subject) and said.before.text:
        before = said.before
        return Measure(before.noun, before.said, before.joint, is_from_before=True)
    ahead = _changed_ahead(clause.tokens[at], said)
    if ahead:
        return Measure(ahead)
    own = noun_behind(clause.tokens, at)
    return Measure(phrase(own)) if clause.has_verb and has_change_noun(own) < 0 else NO_MEASURE


def _points_to_change(clause: Clause, at: int) -> bool:
    """As in "Despite this fall of 6.8%", "Nationally there was a rise of 10%": of what was told before."""
    noun = has_change_noun(clause.tokens[:at])
    if noun < 0:
        return False
    lead = [t.folded for t in clause.tokens[max(0, noun - 2) : noun]]
    there = any(t.folded == "there" for t in clause.subject) and clause.verb_start < noun
    opens = noun == 1 and at == 3 and lead == ["the"] and clause.has_verb and not clause.link
    return there or opens or bool({"this", "that", "these", "such"} & set(lead))


def _changed_ahead(figure: Token, said: Said) -> str:
    """As in "a large decline in injectors: a reduction of a third": the change was told before the colon."""
    ahead = [t for t in said.tokens if t.end <= figure.start]
    marks = [i for i, t in enumerate(ahead) if t.text in (":", "–", "—", "-")]
    ahead = ahead[: marks[-1]] if marks else []
    noun = has_change_noun(ahead)
    follows = ahead[noun + 1 : noun + 2] if noun >= 0 else []
    return _thing_from(ahead, noun + 2) if follows and follows[0].folded in ("in", "of") else ""


def _changed_in_relative(clause: Clause, at: int) -> str:
    """As in "operates on a budget that has reduced by £62m": what the relative clause is of."""
    ahead = clause.tokens[:at]
    at_relative = next((i for i in range(len(ahead) - 1, 0, -1) if ahead[i].folded in ("that", "which")), 0)
    verb = [t for t in ahead[at_relative + 1 :] if t.kind not in ("adverb", "preposition", "determiner")]
    moves = bool(verb) and all(t.kind in ("auxiliary", "past", "finite") for t in verb)
    if not at_relative or at_relative < clause.verb_start or not moves:
        return ""
    before = clause.tokens[clause.verb_end : at_relative]
    starts = [i for i, t in enumerate(before) if t.kind in ("preposition", "determiner")]
    return phrase(before[starts[-1] + 1 :] if starts else before)


def _among(tokens: Tokens, at: int) -> str:
    """Of what kind of place or people a change is, told behind it: "rose by 12% in primary schools"."""
    behind = up_to_end(tokens[at + 1 :])
    if len(behind) < 2 or behind[0].folded not in ("in", "among", "amongst"):
        return ""
    run = noun_behind(behind, 0)
    loose = (
        *word_list("own_areas"),
        "years",
        "months",
        "year",
        "number",
        "proportion",
        "rate",
        "total",
        "same",
    )
    plain = all(t.kind in ("word", "gerund") and t.folded not in loose for t in run)
    is_thing = has_change_noun(tokens[:at]) >= 0 or behind[1].kind == "determiner"
    return f"{behind[0].folded} {phrase(run)}" if run and plain and not is_thing else ""


def _named_by_noun(clause: Clause, at: int) -> str:
    """As in "a fall in the number of crimes", "a 9% increase in shoplifting", "rise of 4% in thefts"."""
    tokens = clause.tokens
    before = [
        i for i in (has_change_noun(tokens[:at]),) if i >= 0 and not clause.verb_start <= i < clause.verb_end
    ]
    behind = has_change_noun(up_to_end(tokens[at + 1 : at + 5]))
    if not before and behind < 0:
        return ""
    noun = before[0] if before else at + 1 + behind
    if not before and behind > 0:
        inside = [t for t in tokens[at + 1 : noun] if t.kind not in ("adverb", "determiner")]
        if inside and phrase(inside):
            return phrase(inside)  # "a 50% emissions reduction"
    for start in (noun + 1, at + 1):
        if start < len(tokens) and tokens[start].folded in ("in", "of", "to") and start != at:
            thing = _thing_from(tokens, start + 1)
            if thing:
                return thing
    return ""


def _thing_from(tokens: Tokens, start: int) -> str:
    """The noun phrase from ``start`` on, if it is neither a figure nor a time or place."""
    end = start
    while end < len(tokens) and not is_end(tokens[end]):
        token = tokens[end]
        if token.kind in ("figure", "auxiliary", "finite", "subordinator") or token.folded in (
            "by",
            "compared",
        ):
            break
        if end > start and token.folded in ("recorded", "reported", "seen"):
            behind = tokens[end + 1].kind if end + 1 < len(tokens) else "mark"
            if behind not in ("word", "gerund"):  # not "total recorded crime"
                break
        end += 1
    run = tokens[start:end]
    while run and run[-1].kind in ("preposition", "determiner", "adverb", "mark"):
        run = run[:-1]
    return "" if not run or is_place_only(run) else phrase(run)


def _compared_things(tokens: Tokens, at: int) -> str:
    """As in "36 fewer fires", "19.4% fewer burglaries than"."""
    if at + 2 < len(tokens) and tokens[at + 1].folded in (
        "more",
        "fewer",
        "less",
        "higher",
        "lower",
        "additional",
    ):
        behind = noun_behind(tokens, at + 1)
        if behind and all(t.folded in word_list("generic") for t in behind):
            return ""  # "domestic abuse ended the year with 7% more recorded crimes"
        if behind and behind[0].kind not in ("preposition", "auxiliary"):
            return phrase(behind)
    return ""


def moved_object(clause: Clause, at: int) -> str:
    """As in "will increase the number of champions by 15%", "Reducing acquisitive crime by 5%"."""
    start = None
    for i, token in enumerate(clause.tokens[:at]):
        moves = is_verb_of(token.text, "up", "down", "both")
        if (
            moves
            and token.kind in ("base", "gerund", "past", "present")
            and lemma_of(token.text)
            not in ("fall", "rise", "grow", "climb", "decline", "shrink", "jump", "soar")
            and (i == 0 or clause.tokens[i - 1].text != "-")
        ):
            start = i + 1
            before = clause.tokens[i - 1] if i else None
            if before is not None and before.kind in ("determiner", "word") and token.kind == "base":
                start = None  # "a cut", "budget cut": the noun
    if start is None:
        return ""
    between = strip_but_preposition(clause.tokens[start:at])
    while between and between[-1].kind == "adverb":
        between = strip_but_preposition(between[:-1])
    while between and between[0].kind == "adverb":
        between = between[1:]
    said = any(t.kind in ("auxiliary", "finite") for t in between)
    if not between or said or between[0].kind in ("preposition", "period", "figure"):
        return ""
    for i, token in enumerate(between):
        if token.folded in ("by", "from", "to") and i:
            between = between[:i]
            break
    return phrase(between)


def _is_of_another(clause: Clause, at: int) -> bool:
    """As in "a scenario that achieves the 50% reduction": the verb's subject is not what is reduced."""
    if not clause.has_verb or clause.verb_start > at or has_change_noun(clause.tokens[at + 1 : at + 3]) != 0:
        return False
    if _is_attended(clause, at):
        return False
    verb = main_verb(clause.verb)
    return not (
        is_verb_of(verb, "up", "down", "both", "holding", "recording") or verb in ("saw", "see", "seen")
    )


def _is_attended(clause: Clause, at: int) -> bool:
    """As in "theft has gone on falling, with a further 8% reduction": that is of the subject."""
    between = clause.tokens[clause.verb_end : at]
    marks = [i for i, t in enumerate(between) if t.text == ","]
    return bool(marks) and [t.folded for t in between[marks[-1] + 1 :]][:1] == ["with"]


def _trails(token: Token) -> bool:
    return is_end(token) or (token.kind in ("base", "gerund") and is_verb_of(token.text, "up", "down"))


def _is_bare_change(tokens: Tokens) -> bool:
    """As in "an overall fall of": nothing is named but that something changed."""
    loose = ("determiner", "adverb", "preposition", "mark", "coordinator")
    said = [t for t in tokens if t.kind not in loose and t.folded not in word_list("of_degree")]
    return len(said) < 2 and has_change_noun(said) >= 0


def _only_sets_beside(tokens: Tokens) -> bool:
    """Whether words name nothing but that one change is larger than another."""
    loose = ("determiner", "adverb", "preposition", "subordinator", "mark")
    said = [t for t in tokens if t.kind not in loose]
    empty = word_list("levels") | word_list("comparatives") | {"times", "average"}
    return bool(said) and all(t.folded in empty or has_change_noun([t]) == 0 for t in said)


def _moved_subject(clause: Clause, at: int, said: Said) -> str:
    subject = (
        clause.subject
        if clause.has_verb and clause.verb_start < at
        else clause.tokens[clause.subject_start : at]
    )
    subject = strip_but_preposition(without_label(subject))
    sets_beside = phrase(subject).casefold() in word_list("linking") or (
        clause.link and _only_sets_beside(subject)
    )
    if not clause.has_verb and sets_beside:
        return ""  # "in contrast to a 7% rise", ", more than twice the national increase of 29%"
    if any(t.folded == "there" for t in subject) or (not clause.has_verb and len(subject) > _MOST_FRAGMENT):
        return ""
    if not subject or is_pronoun_only(subject) or is_place_only(subject):
        return ""
    if not clause.has_verb and subject[0].kind == "gerund" and is_verb_of(subject[0].text, "up", "down"):
        return ""  # ", rising to 29% at night"
    while not clause.has_verb and subject and _trails(subject[-1]):
        subject = subject[:-1]  # "Arson – reduce by 5%"
    if clause.has_verb and clause.verb_start > at and _is_bare_change(subject):
        return ""  # "a fall of 40% on the 20 sentenced before"
    if not clause.has_verb:
        subject = [
            t
            for i, t in enumerate(subject)
            if not (i == 0 and t.folded in ("up", "down", "from", "to", "by"))
        ]
        if _is_bare_change(subject) or not any(
            t.kind in ("word", "base", "past", "gerund", "present") for t in subject
        ):
            return ""
    is_bare = has_change_noun(subject) >= 0 and len(phrase(subject).split()) == 1
    if is_bare and len(drop_adjuncts(subject)) < len(subject):
        return "" if said.host.text or said.before.text else phrase(subject, keep_places=True)
    return phrase([t for t in subject if t.kind != "figure"])

"""The measure of a figure in brackets: mostly that of what stands before them."""

from __future__ import annotations

from dataclasses import replace

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_state import Measure, Said
from parsers.kinds.sentence_clauses import Clause, predicate_after
from parsers.kinds.sentence_phrases import (
    has_change_noun,
    is_place_only,
    is_pronoun_only,
    noun_behind,
    phrase,
    up_to_end,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import find_verb, main_verb
from parsers.kinds.sentence_words import is_verb_of, lemma_of, word_list
from parsers.places import is_area_header
from planhouse.figures import Figure

Tokens = list[Token]


def read_bracket(clause: Clause, at: int, figure: Figure, wording: Wording, said: Said) -> Measure:
    """That of the figure before the bracket, else what the text before it names.

    Args:
        clause: The piece inside the bracket.
        at: Index of the figure in it.
        figure: The figure.
        wording: Its kind.
        said: What the sentence has said before.
    """
    own = noun_behind(clause.tokens, at)
    part = _named_part(clause, at, own, figure, wording, said)
    those = named_by_those(
        _since_bracket(said, clause.tokens[0].start), said.host if said.host.text else said.last
    )
    if part or those:
        return Measure(those) if those else Measure(said.host.noun, part)
    follows_of = at + 1 < len(clause.tokens) and clause.tokens[at + 1].folded == "of"
    host = said.host
    said.topic = said.topic or ("" if host.text else _asked_for(said.tokens, clause.tokens[0].start))
    run = _before_bracket(said, clause.tokens[0].start)
    points_back = bool(run) and run[0].kind in ("pronoun", "determiner") and is_pronoun_only(run[:2])
    if not host.text and said.before.text and (points_back or _says_this(run)):
        return replace(said.before, is_from_before=True)  # "This is similar to the year before (1,188)"
    if not host.text and run:
        ahead = _named_ahead(run, clause, wording, said)
        if run[0].folded in word_list("quantifiers"):
            said.noun = phrase([t for t in run if t.folded not in (*word_list("quantifiers"), "of")])
            behind = [t for t in said.tokens if t.start > clause.tokens[-1].end and t.text not in ")]"]
            told = phrase(up_to_end(predicate_after(_up_to_and(behind))), keep_figures=True)
            return Measure(ahead, told)
        found = _with_things(ahead, phrase(own), figure, wording)
        return found if ahead else said.last
    if wording.kind == "share" and follows_of and phrase(own, True):
        return Measure(host.noun, phrase(own, True), ": ") if host.noun else Measure(phrase(own, True))
    if at and clause.tokens[at - 1].text == "=":
        return Measure(host.noun)
    if wording.kind == "rate" and phrase(own) and "per" not in clause.tokens[at].folded:
        return Measure(phrase(own))  # "the second safest area (47 crimes per 1,000 people)"
    if host.text:
        return host
    return said.last if said.last.text else Measure(phrase(own))


def _named_ahead(run: Tokens, clause: Clause, wording: Wording, said: Said) -> str:
    """What stands before the bracket names, or what the places before it are told for."""
    where = run if _is_where(run) else _behind_be(run)
    if where and _is_where(where):  # "Only Selby (-3%) and Craven (-1%) saw falls in burglary"
        behind = [t for t in said.tokens if t.start > clause.tokens[-1].end]
        change = has_change_noun(behind)
        ahead = phrase(noun_behind(behind, change + 1)) if change >= 0 else ""
        return ahead or _areas_with(said.tokens, where[0].start)
    moved = wording.kind in ("change_pct", "change_abs") or run[-1].folded in _EXTREMES
    run = run if moved else _of_what_place_has(run)
    return _compared_group(run, said) or phrase(_moved_thing(run) if moved else run)


def _of_what_place_has(run: Tokens) -> Tokens:
    """As in "Luton has a higher | rate of burglary (14.1 per 1,000)": what is had, where a place has it."""
    verb = find_verb(run)
    has = verb is not None and lemma_of(main_verb(run[verb[0] : verb[1]])) in ("have", "record", "see")
    if verb is None or not has or not (verb[0] == 0 or is_place_only(run[: verb[0]])):
        return run
    behind = run[verb[1] :]
    while behind and (behind[0].kind in ("determiner", "adverb") or behind[0].folded in _MORE):
        behind = behind[1:]
    return behind or run


_MORE = ("higher", "lower", "larger", "smaller", "greater", "highest", "lowest", "largest", "smallest")


def _with_things(ahead: str, own: str, figure: Figure, wording: Wording) -> Measure:
    """What is named before a bracket with the things counted in it."""
    is_same = " " not in f"{ahead}{own}" and own[:4] == ahead[:4].casefold()
    if wording.kind == "rate" and own and is_same:
        return Measure(own)  # "Crime in Mid Devon (39.4 crimes per 1,000 population)"
    return (
        Measure(ahead, own, ": ") if wording.kind == "level" and own and not figure.unit else Measure(ahead)
    )


_EXTREMES = ("level", "levels", "point", "number", "figure")
"""Ends of what a bracket makes exact: "Fires fell to their lowest level (212)"."""


def _compared_group(run: Tokens, said: Said) -> str:
    """As in "Trust was higher among women (74%) than men (66%)": each group with what is measured."""
    if run[0].folded == "than" and said.last.noun:
        lead = next((f" {w} " for w in ("among", "for", "in") if f" {w} " in said.last.noun), "")
        group = phrase(run[2:] if len(run) > 1 and run[1].kind == "preposition" else run[1:])
        return f"{said.last.noun.rpartition(lead)[0]}{lead}{group}" if lead and group else said.last.noun
    verb = find_verb(run)
    behind = run[verb[1] :] if verb else []
    while behind and behind[0].kind == "adverb":
        behind = behind[1:]
    is_more = bool(behind) and behind[0].folded in word_list("comparatives")
    if not verb or not is_more or lemma_of(main_verb(run[verb[0] : verb[1]])) != "be" or len(behind) < 3:
        return ""
    subject, group = phrase(run[: verb[0]]), phrase(behind[2:])
    leads = behind[1].folded in ("among", "amongst", "for", "in")
    return (
        f"{subject} {behind[1].folded} {group}" if subject and group and leads else subject if leads else ""
    )


def _asked_for(tokens: Tokens, start: int) -> str:
    """As in "Residents' main concerns were litter (46%), noise (35%)": the heading of what is listed."""
    ahead = [t for t in tokens if t.end <= start]
    verb = find_verb(ahead)
    if not verb or lemma_of(main_verb(ahead[verb[0] : verb[1]])) != "be" or any(t.text == ")" for t in ahead):
        return ""
    subject = ahead[: verb[0]]
    end = next((i for i, t in enumerate(subject) if i and t.kind == "preposition"), len(subject))
    head = subject[end - 1].folded if end else ""
    return phrase(subject) if head.rstrip("s") in word_list("asked") else ""


def named_by_those(run: Tokens, host: Measure) -> str:
    """As in "referrals from schools (19) outnumbered those from the police (12)"."""
    at = next((i for i, t in enumerate(run) if t.folded in ("those", "that")), -1)
    tail = run[at + 1 :]
    if at < 0 or not tail or tail[0].kind != "preposition" or not phrase(tail[1:]):
        return ""
    lead = f" {tail[0].folded} "
    thing = host.noun.partition(lead)[0] if lead in host.noun else ""
    return f"{thing}{lead}{phrase(tail[1:])}" if thing else ""


def _since_bracket(said: Said, start: int) -> Tokens:
    """The words between the bracket before and this one."""
    ahead = [t for t in said.tokens if t.end <= start and t.text not in "(["]
    closes = [i for i, t in enumerate(ahead) if t.text in ")]"]
    return ahead[closes[-1] + 1 :] if closes else []


def _says_this(run: Tokens) -> bool:
    """As in "This is similar to the year before (1,188)"."""
    return bool(run) and run[0].folded in ("this", "it", "these", "they") and find_verb(run[:3]) is not None


def _is_where(run: Tokens) -> bool:
    return is_place_only([t for t in run if t.kind != "adverb"])


def _behind_be(run: Tokens) -> Tokens:
    """What stands behind "was" or "were" at the end of a run; nothing where another verb is the last."""
    at = next((i for i in range(len(run) - 1, 0, -1) if run[i].kind in ("auxiliary", "finite", "past")), 0)
    return run[at + 1 :] if at and lemma_of(run[at].text) == "be" else []


def _areas_with(tokens: Tokens, start: int) -> str:
    """As in "The wards with most recorded crime were Castle (612)": what the areas listed have."""
    ahead = [t for t in tokens if t.end <= start]
    verb = find_verb(ahead)
    if verb is None or lemma_of(main_verb(ahead[verb[0] : verb[1]])) != "be":
        return ""
    subject = ahead[: verb[0]]
    end = next((i for i, t in enumerate(subject) if i and t.kind == "preposition"), len(subject))
    if not end or not is_area_header(subject[end - 1].text):
        return ""
    has = next((i for i, t in enumerate(subject) if t.folded in ("with", "having", "for")), 0)
    peak = next((i for i in range(has + 1, len(subject)) if subject[i].folded in _PEAKS), 0) if has else 0
    return phrase(subject[peak + 1 :] if peak else subject)


_PEAKS = ("most", "fewest", "least", "highest", "lowest", "greatest", "largest", "smallest")


def _named_part(clause: Clause, at: int, own: Tokens, figure: Figure, wording: Wording, said: Said) -> str:
    """The part a figure of several in a bracket is of: "(race 121, faith 12)", "(14 killed, 73 injured)"."""
    if (
        not (said.host.text or said.topic)
        or wording.kind not in ("level", "share")
        or "from" in wording.flags
    ):
        return ""
    ahead = [t for t in clause.tokens[:at] if t.kind not in ("mark", "coordinator")]
    named = ("word", "gerund", "base", "past", "present")
    if ahead:
        plain = all(t.kind in (*named, "preposition") for t in ahead) and ahead[0].kind in named
        return (
            phrase(ahead) if plain and has_change_noun(ahead) < 0 and ahead[0].folded not in _NO_PART else ""
        )
    inside = _bracket_around(said.tokens, clause.tokens[at])
    return phrase(own) if sum(t.kind == "figure" for t in inside) > 1 and not figure.unit else ""


_NO_PART = ("n", "i.e", "e.g", "approx", "circa", "about")


def _bracket_around(tokens: Tokens, token: Token) -> Tokens:
    at = next(i for i, t in enumerate(tokens) if t.start == token.start)
    start = next((i for i in range(at, -1, -1) if tokens[i].text in "(["), 0)
    end = next((i for i in range(at, len(tokens)) if tokens[i].text in ")]"), len(tokens))
    return tokens[start:end]


def _moved_thing(run: Tokens) -> Tokens:
    """What changed, of "some reduction in vehicle crime (down 23%)", "burglary has increased (up 0.6%)"."""
    change = has_change_noun(run)
    if change >= 0:
        behind = [i for i in range(change, len(run)) if run[i].folded == "in"]
        things = [i for i in behind if not is_place_only(run[i + 1 : i + 3])]
        return _up_to_verb(run[(things or behind)[0 if things else -1] + 1 :]) if behind else run
    verb = find_verb(run)
    return (
        run[: verb[0]] if verb and verb[0] and _says_how_it_moved(main_verb(run[verb[0] : verb[1]])) else run
    )


def _says_how_it_moved(verb: str) -> bool:
    return is_verb_of(verb, "up", "down") or lemma_of(verb) in ("become", "change", "vary", "worsen")


def _up_to_verb(run: Tokens) -> Tokens:
    """What stands before the verb: "the cost of crime | were seen in the North East"."""
    verb = find_verb(run)
    return run[: verb[0]] if verb and verb[0] else run


def _listed(run: Tokens) -> Tokens:
    """The first thing of a list behind its verb: "recorded crime included burglary (312), robbery (45)"."""
    verb = find_verb(run)
    main = main_verb(run[verb[0] : verb[1]]) if verb else ""
    if not verb or not verb[0] or is_verb_of(main, "both") or _says_how_it_moved(main):
        return run
    behind = run[verb[1] :]
    return behind if phrase(behind) and behind[0].kind in ("word", "gerund", "past", "base") else run


def _up_to_and(tokens: Tokens) -> Tokens:
    at = next((i for i, t in enumerate(tokens) if t.kind in ("coordinator", "figure")), len(tokens))
    return tokens[:at]


def _before_bracket(said: Said, start: int) -> Tokens:
    """What stands before a bracket that holds the only figures: "theft (31%), violence (24%) and arson (9%)".

    Of the first of several the last noun behind the verb; of one alone the whole clause before it.
    """
    ahead = [t for t in said.tokens if t.end <= start]
    while ahead and ahead[-1].text in "([":
        ahead = ahead[:-1]
    closes = [i for i, t in enumerate(ahead) if t.text in ")]"]
    run = ahead[closes[-1] + 1 :] if closes else ahead
    while (run and run[0].kind in ("mark", "coordinator")) or (
        run and run[0].folded in ("followed", "by", "then")
    ):
        run = run[1:]
    ends = [i for i, t in enumerate(run) if t.text in ";:." or (t.text == "," and i < 6)]
    run = run[ends[-1] + 1 :] if ends else run
    if run and run[0].kind in ("auxiliary", "finite", "past", "present") and not run[0].text[:1].isupper():
        change = has_change_noun(run)  # ") was offset by falls in burglary (down 9%)"
        in_what = change >= 0 and [t.folded for t in run[change + 1 : change + 2]] == ["in"]
        return run[change:] if in_what else []
    several = sum(t.text == "(" for t in said.tokens) > 1
    verbs = [i for i, t in enumerate(run) if t.kind == "auxiliary" and is_verb_of(t.text, "holding")]
    if _is_where(run):
        return run
    moved = bool(verbs) and has_change_noun(run[: verbs[-1]]) >= 0
    if several and verbs and verbs[-1] + 1 < len(run) and not moved:
        peak = run[verbs[-1] + 1].folded
        if peak not in word_list("comparatives"):  # not "Trust was higher among women (74%)"
            how = peak in ("most", "least") and run[verbs[-1] + 3 : verbs[-1] + 4]
            most = how and how[0].folded in (
                "in",
                "among",
                "for",
                "at",
            )  # "were most frequent in Cardiff (912)"
            run = run[: verbs[-1]] if peak.endswith("est") or most else run[verbs[-1] + 1 :]
    elif several:
        run = _listed(run)
    return [] if has_change_noun(run) >= 0 and len(phrase(run).split()) <= 1 else run

"""What each figure of a sentence measures, in the sentence's own words, by its place in its clause.

A figure before the verb counts the subject, of which the verb tells the rest ("12% of carers | had been
called"); one behind it counts the object ("police recorded | 18 homicides"), or says how much the subject
is or changed ("satisfaction | stood at 84%"). What a clause leaves unsaid it has from the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_apart import read_apart, read_earlier
from parsers.kinds.measure_brackets import named_by_those, read_bracket
from parsers.kinds.measure_changes import moved_object, read_change
from parsers.kinds.measure_fragments import read_fragment
from parsers.kinds.measure_objects import read_object
from parsers.kinds.measure_ranks import read_rank
from parsers.kinds.measure_respectively import find_paired_figures, share_out, share_whole
from parsers.kinds.measure_state import (
    MONEY,
    NO_MEASURE,
    Measure,
    Said,
    is_bare_rate,
    named_subject,
    stands_in,
    without_lead,
)
from parsers.kinds.measure_subjects import read_subject
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import (
    is_place_only,
    noun_behind,
    phrase,
    strip_but_preposition,
    strip_totals,
    up_to_end,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import class_of, word_list
from planhouse.figures import Figure

Tokens = list[Token]


def find_measures(
    figures: list[Figure],
    wordings: list[Wording],
    clauses: list[Clause],
    tokens: Tokens,
    topic: str,
    before: Measure,
) -> list[Measure]:
    """The measure of each figure; an empty one where no words tell.

    Args:
        figures: The figures of the sentence.
        wordings: Kind and flags of each.
        clauses: The pieces they stand in.
        tokens: The whole sentence.
        topic: Label at the start of the sentence: "Anti-social behaviour:"; else empty.
        before: Measure of the sentence before, for pronouns.
    """
    said = Said(topic, before, tokens)
    measures = [NO_MEASURE] * len(figures)
    wholes = _find_wholes(tokens)
    outer = {t.figure for c in clauses if not c.is_bracket for t in c.tokens if t.kind == "figure"}
    for clause in clauses:
        label = _own_label(clause)
        if label:  # "Burglary: 1,204 offences; vehicle crime: 2,310 offences"
            said.topic, said.host, said.noun = label, NO_MEASURE, ""
        host = said.host
        for position, token in enumerate(clause.tokens):
            if token.kind != "figure":
                continue
            index = token.figure
            told = index - 2 if figures[index].unit == "%" and index - 1 in wholes else index - 1
            if clause.is_bracket and told in outer and measures[told].text:
                said.host = measures[told]  # "half (54%) of the 412 offenders": of the half
            found = _read(clause, position, figures[index], wordings[index], said)
            found = _in_full(found, clause, said)
            found = _meant_by_those(clause, position, _meant_by_generic(_without_peak(found), said), said)
            measures[index] = _under_topic(without_lead(found), said)
            said.last = found
            if not clause.is_bracket:
                said.host = found
        said.host = host if clause.is_bracket else said.host
    measures = _share_role(_share_ending(share_out(share_whole(measures, clauses), tokens), clauses))
    return _look_ahead(_share_tail(measures, figures, clauses), clauses)


def _find_wholes(tokens: Tokens) -> set[int]:
    """As the second of "312 of the 412 offenders (76%)": a share behind it is of the first."""
    at = [i for i, t in enumerate(tokens) if t.kind == "figure"]
    return {
        tokens[right].figure
        for left, right in pairwise(at)
        if tokens[left + 1].folded == "of" and all(t.kind == "determiner" for t in tokens[left + 2 : right])
    }


def _own_label(clause: Clause) -> str:
    """The label a further piece opens with: "; vehicle crime: 2,310"; empty for none or a place."""
    colon = next((i for i, t in enumerate(clause.tokens[:_LONGEST_LABEL]) if t.text == ":"), 0)
    label = clause.tokens[:colon]
    plain = all(t.kind in ("word", "gerund", "base", "past", "preposition", "determiner") for t in label)
    if clause.link not in (";", ".") or not label or not plain or is_place_only(label):
        return ""
    return phrase(label)


_LONGEST_LABEL = 8
"""Tokens of the label of a further piece, with its colon."""


def _in_full(found: Measure, clause: Clause, said: Said) -> Measure:
    """The measure told before where a figure's own words name none: "the total", "lowest", "newly"."""
    if clause.is_bracket and found.text.casefold() in word_list("peaks"):
        return said.last  # "highest in Hull (34%) and lowest in York (22%)"
    if found.text.casefold() == "total" and said.topic:
        return NO_MEASURE  # "Hate crime: race 88, faith 12, total 100"
    if found.text.casefold() in word_list("peaks") and said.host.noun.casefold().startswith("average "):
        return Measure(f"{found.text} {said.host.noun.partition(' ')[2]}", said.host.said)
    if stands_in(found.text) and said.host.text:
        found = said.host  # "or 61% of the total", "; the target is 62%"
    if found.noun.casefold() in word_list("stand_ins") and found.said and said.host.noun:
        found = Measure(said.host.noun, found.said)  # "or 4% of the total, are in need"
    if _is_hollow(found.text):
        return said.host if clause.link in ("and", ",") else NO_MEASURE
    if is_bare_rate(found.text):
        told = said.host if said.host.text else replace(said.before, is_from_before=bool(said.before.text))
        return told if told.text else found  # ", a rate of 63.9 per 100,000"
    return found


def _meant_by_those(clause: Clause, at: int, found: Measure, said: Said) -> Measure:
    """As in "the rate for burglary fell, and that for robbery rose to 9%": the rate for robbery."""
    lead = [t for t in clause.tokens[:2] if t.folded in ("those", "that")]
    end = clause.verb_start if clause.verb_start < at else at
    meant = named_by_those(strip_but_preposition(clause.tokens[:end]), said.host) if lead else ""
    return Measure(meant) if meant and clause.link and not clause.is_bracket else found


def _without_peak(found: Measure) -> Measure:
    """As in "had the highest rate of violent crime, at 31.4": the rate is what is measured."""
    first, _, rest = found.noun.partition(" ")
    of_size = rest.split(" ")[0].casefold() in word_list("sized")
    is_peak = of_size and first.casefold() in word_list("peaks")
    return replace(found, noun=rest) if is_peak else found


def _meant_by_generic(found: Measure, said: Said) -> Measure:
    """As in "cut vehicle offences by 12%: offences had risen": the things named in full before."""
    words = found.noun.casefold().split()
    while len(words) > 1 and words[0] in word_list("levels"):
        words = words[1:]  # "above the national rate of 641"
    word = " ".join(words)
    host = said.host.noun or said.last.noun
    opens = [t.folded for t in said.tokens[:2]] in (["of", "the"], ["of", "these"], ["of", "those"])
    if not host and opens and word in word_list("generic") and not found.said and said.before.noun:
        meant = (
            said.before.noun if said.before.noun.casefold().endswith(word) else f"{said.before.noun} {word}"
        )
        said.noun = meant  # "Hate crime rose by 12%. Of the 846 offences, 71% were ..."
        return Measure(meant, is_from_before=True)
    is_short = bool(word) and host.casefold().endswith(f" {word}")
    is_cut = " " not in word and bool(word) and _OF_OR_FOR.search(host.casefold()) is not None
    is_cut = is_cut and _OF_OR_FOR.split(host.casefold())[0].split()[-1] == word
    return Measure(host) if (is_short or is_cut) and not found.said else found


_OF_OR_FOR = re.compile(r"(?<=\w) (?:of|for) ")


def _look_ahead(measures: list[Measure], clauses: list[Clause]) -> list[Measure]:
    """As in "At 12.3%, child poverty is higher than ...": what is measured comes behind the figure."""
    found = _share_head(_fill_paired(list(measures), clauses), clauses)
    for clause, following in pairwise(clauses):
        figure = clause.tokens[-1].figure
        if (
            not found[figure].text
            and figure >= 0
            and following.link == "and"
            and following.tokens[0].kind == "figure"
        ):
            found[figure] = found[following.tokens[0].figure]  # "6 and 4 crime reports respectively"
        opens = len(clause.tokens) == 2 and clause.tokens[0].kind == "preposition" and figure >= 0
        if figure >= 0 and not found[figure].text and following.link == "," and _only_leads(clause):
            found[figure] = found[next(t.figure for t in following.tokens if t.figure >= 0)]
        if opens and following.link == "," and not found[figure].text:
            found[figure] = Measure(phrase(named_subject(following)))
    return found


def _share_head(measures: list[Measure], clauses: list[Clause]) -> list[Measure]:
    """As in "7 fatal and 91 serious injuries": the noun behind the second adjective is of both."""
    shared = list(measures)
    for clause, following in pairwise([c for c in clauses if not c.is_bracket]):
        figures = [t.figure for c in (clause, following) for t in c.tokens if t.kind == "figure"]
        if len(figures) != 2 or following.link != "and" or following.tokens[0].kind != "figure":
            continue
        own, other = shared[figures[0]], shared[figures[1]].noun.split(" ")
        ends = clause.tokens[-1].text == own.noun and not own.said and not own.noun.endswith("s")
        if ends and len(other) > 1 and other[-1].endswith("s") and class_of(own.noun) == "word":
            shared[figures[0]] = replace(own, noun=" ".join((own.noun, *other[1:])))
    return shared


def _only_leads(clause: Clause) -> bool:
    """As in "Against a target of 85%, 79% of calls were answered": what is aimed at is named behind it."""
    words = [t for t in clause.tokens[:-1] if t.kind not in ("preposition", "determiner")]
    return bool(words) and all(t.folded in word_list("stand_ins") for t in words)


def _fill_paired(measures: list[Measure], clauses: list[Clause]) -> list[Measure]:
    """As in "recorded 412, 371 and 138 assaults respectively": the noun behind the last is of all."""
    paired = find_paired_figures([t for c in clauses for t in c.tokens])
    for left, right in pairwise(reversed(paired)):
        if not measures[right].text:
            measures[right] = measures[left]
    return measures


def _share_tail(measures: list[Measure], figures: list[Figure], clauses: list[Clause]) -> list[Measure]:
    """As in "A gave £5, B £3 and C £1 towards refuges": what the last sum was for goes with all of them."""
    shared = list(measures)
    for i in range(len(figures) - 2, -1, -1):
        clause = next((c for c in clauses if c.position(i + 1) >= 0), None)
        gapped = clause is not None and clause.link in (",", "and") and not clause.has_verb
        gapped = gapped and clause is not None and clause.tokens[0].folded not in word_list("parts")
        each = clause is not None and any(t.folded in ("every", "each", "per") for t in clause.tokens)
        gapped = gapped and not each  # "£1.4bn, or £66 for every resident"
        both = figures[i].unit in MONEY and figures[i + 1].unit in MONEY
        if gapped and both and shared[i].noun and not shared[i].said and shared[i + 1].said:
            shared[i] = Measure(shared[i].noun, shared[i + 1].said)
    return shared


def _share_ending(measures: list[Measure], clauses: list[Clause]) -> list[Measure]:
    """As in "four were killed and 51 were injured on roads": where, of both, told behind the second verb."""
    shared = list(measures)
    for clause, following in pairwise([c for c in clauses if not c.is_bracket]):
        figures = [t.figure for t in clause.tokens if t.kind == "figure"]
        if _begins_list(clause, following) and figures and shared[figures[-1]].noun:
            last = next(t.figure for t in following.tokens if t.kind == "figure")
            both = shared[figures[-1]]
            for index in range(figures[-1], last):
                if shared[index] == both:  # said again in brackets
                    shared[index] = Measure(both.noun, shared[last].said)
        ends = clause.has_verb and clause.verb_end == len(clause.tokens) and not clause.is_bracket
        rest = following.rest
        if (
            ends
            and following.link == "and"
            and following.has_verb
            and rest
            and rest[0].folded in ("on", "in", "at")
        ):
            said, tail = shared[figures[-1]], phrase(up_to_end(rest))
            if said.said and tail:
                shared[figures[-1]] = Measure(said.noun, f"{said.said} {rest[0].text} {tail}", said.joint)
    return shared


def _share_role(measures: list[Measure]) -> list[Measure]:
    """As in "26% named theft as their main concern, 19% named arson": as the same again."""
    shared = list(measures)
    for i in range(1, len(shared)):
        before, own = shared[i - 1], shared[i]
        lead, role, what = before.said.partition(" as ")
        same = own.noun == before.noun and own.said.split(" ")[0] == lead.split(" ")[0]
        if (
            role
            and same
            and own.said
            and role not in own.said
            and what.split(" ")[0] in ("a", "the", "their", "an")
        ):
            shared[i] = replace(own, said=f"{own.said} as {what}")
    return shared


def _begins_list(clause: Clause, following: Clause) -> bool:
    """As in "60 officers and 25 wardens patrol the town": the verb behind is of both."""
    opened = any(t.kind not in ("preposition", "period", "determiner", "mark") for t in clause.opening)
    if clause.has_verb or clause.is_bracket or clause.link or opened or not following.has_verb:
        return False
    near = following.tokens[0].start - clause.tokens[-1].end <= len(" (99.9%) and ")
    first = next(i for i, t in enumerate(following.tokens) if t.kind == "figure")
    own = next(i for i, t in enumerate(clause.tokens) if t.kind == "figure")
    lead = [t for t in clause.tokens[:own] if t.kind not in ("place", "period")]
    counts = not strip_totals(lead) and clause.tokens[-1].kind != "figure"
    return near and counts and following.link == "and" and first == 0 < following.verb_start


def _is_hollow(text: str) -> bool:
    """Whether one word is left that names nothing: "newly", "leaving", "City's"."""
    if " " in text or not text or text.casefold() in ("saving", "costing", "raising"):
        return False
    if text.casefold() in ("ranging", "varying"):
        return True
    return text.endswith(("'s", "’s")) or class_of(text) in (
        "adverb",
        "gerund",
        "determiner",
        "pronoun",
        "finite",
    )


def _under_topic(measure: Measure, said: Said) -> Measure:
    topic = said.topic
    if not topic or topic.casefold() in measure.text.casefold():
        return measure
    if not measure.text:
        return Measure(topic)
    if not measure.noun and measure.said.split()[0] in ("from", "for", "to", "towards"):
        return Measure(topic, measure.said)  # "Funding 2017/18: £53k from the council"
    return Measure(f"{topic}: {measure.noun}" if measure.noun else f"{topic}:", measure.said, measure.joint)


def _read(clause: Clause, at: int, figure: Figure, wording: Wording, said: Said) -> Measure:
    if clause.is_bracket:
        return read_bracket(clause, at, figure, wording, said)
    apart = read_apart(clause, at, wording, said)
    if apart is not None:
        return apart
    earlier = read_earlier(clause, at, said)
    if earlier is not None:
        return earlier
    is_end_of_move = bool({"from", "to"} & set(wording.flags))
    moves = {"increase", "decrease"} & set(wording.flags)
    if wording.kind in ("change_pct", "change_abs") or is_end_of_move or (wording.kind == "target" and moves):
        return read_change(clause, at, said)
    if (
        wording.kind in ("target", "share")
        and at
        and clause.tokens[at - 1].kind not in ("preposition", "figure")
    ):
        moved = moved_object(clause, at)
        if moved and not noun_behind(clause.tokens, at):
            return Measure(moved)  # "to reduce emissions 50% by 2035"
    if wording.kind == "rank":
        return read_rank(clause, at, said)
    if not clause.has_verb:
        return read_fragment(clause, at, figure, wording, said)
    if at < clause.verb_start:
        return read_subject(clause, at, figure, wording, said)
    return read_object(clause, at, figure, wording, said)

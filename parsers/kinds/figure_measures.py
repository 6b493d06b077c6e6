"""What each figure of a sentence measures, in the sentence's own words, by its place in its clause.

A figure before the verb counts the subject, of which the verb tells the rest ("12% of carers | had been
called"); one behind it counts the object ("police recorded | 18 homicides"), or says how much the subject
is or changed ("satisfaction | stood at 84%"). What a clause leaves unsaid it has from the one before.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.kinds.figure_wording import Wording
from parsers.kinds.sentence_clauses import Clause, main_verb, predicate_after, subject_of
from parsers.kinds.sentence_phrases import (
    drop_adjuncts,
    has_change_noun,
    is_end,
    is_place_only,
    is_pronoun_only,
    noun_behind,
    phrase,
    strip_totals,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import class_of, is_verb_of, lemma_of
from planhouse.figures import Figure

Tokens = list[Token]
_MOST_SUBJECT = 9
"""Words of a subject put before its verb and object; of a longer one the object says enough."""
_MOST_FRAGMENT = 12
"""Words before a figure without a verb that may still be its subject; more are a cut sentence."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of one figure."""

    noun: str = ""
    """What is counted: "young people"."""
    said: str = ""
    """What is said of it: "felt unsafe"."""
    joint: str = " "
    is_from_before: bool = False
    """Whether a pronoun was followed to the sentence before."""

    @property
    def text(self) -> str:
        """The measure as one phrase."""
        return self.joint.join(t for t in (self.noun, self.said) if t)


_NONE = Measure()
_MONEY = ("GBP", "EUR", "USD")
_HOLLOW = frozenset(
    "goal target total minimum maximum aim range requirement threshold figure assumption benchmark average".split()  # noqa: SIM905
)
"""Nouns before "of" and a figure that say nothing of what is counted."""
_STANDING = frozenset("figure proportion percentage total equivalent average".split())  # noqa: SIM905
"""Words that stand for what the sentence before measured: "The figure for Kent is 28%"."""


@dataclass(slots=True)
class _Said:
    """What the sentence has said so far, for pieces that leave it out."""

    topic: str
    before: Measure
    """The measure of the sentence before, for "this"."""
    tokens: Tokens
    last: Measure = _NONE
    host: Measure = _NONE
    """Measure of the last figure outside brackets."""
    noun: str = ""
    """The things last counted outside brackets."""
    frame: str = ""
    """Subject and verb before an object: "programme reached", for its further objects."""
    subject: str = ""
    """The last subject of a verb whose object was counted: "street pastors | helped"."""
    verb: str = ""
    """The verb of the last figure that counted a subject, for "and 22% from the police"."""


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
    said = _Said(topic, before, tokens)
    measures = [_NONE] * len(figures)
    for clause in clauses:
        for position, token in enumerate(clause.tokens):
            if token.kind != "figure":
                continue
            index = token.figure
            found = _read(clause, position, figures[index], wordings[index], said)
            if _is_hollow(found.text):
                found = said.host if clause.link in ("and", ",") else _NONE
            measures[index] = _under_topic(found, said)
            said.last = found
            if not clause.is_bracket:
                said.host = found
    return _share_tail(measures, figures, clauses)


def _share_tail(measures: list[Measure], figures: list[Figure], clauses: list[Clause]) -> list[Measure]:
    """As in "A gave £5, B £3 and C £1 towards refuges": what the last sum was for goes with all of them."""
    shared = list(measures)
    for i in range(len(figures) - 2, -1, -1):
        clause = next((c for c in clauses if c.position(i + 1) >= 0), None)
        gapped = clause is not None and clause.link in (",", "and") and not clause.has_verb
        both = figures[i].unit in _MONEY and figures[i + 1].unit in _MONEY
        if gapped and both and shared[i].noun and not shared[i].said and shared[i + 1].said:
            shared[i] = Measure(shared[i].noun, shared[i + 1].said)
    return shared


def _is_hollow(text: str) -> bool:
    """Whether one word is left that names nothing: "newly", "leaving", "City's"."""
    if " " in text or not text:
        return False
    return text.endswith(("'s", "’s")) or class_of(text) in ("adverb", "gerund", "determiner", "pronoun", "finite")


def _under_topic(measure: Measure, said: _Said) -> Measure:
    topic = said.topic
    if not topic or topic.casefold() in measure.text.casefold():
        return measure
    if not measure.text:
        return Measure(topic)
    return Measure(f"{topic}: {measure.noun}" if measure.noun else f"{topic}:", measure.said, measure.joint)


def _read(clause: Clause, at: int, figure: Figure, wording: Wording, said: _Said) -> Measure:
    if clause.is_bracket:
        return _read_bracket(clause, at, figure, wording, said)
    is_end_of_move = bool({"from", "to"} & set(wording.flags))
    moves = {"increase", "decrease"} & set(wording.flags)
    if wording.kind in ("change_pct", "change_abs") or is_end_of_move or (wording.kind == "target" and moves):
        return _read_change(clause, at, said)
    if wording.kind in ("target", "share") and at and clause.tokens[at - 1].kind not in ("preposition", "figure"):
        moved = _moved_object(clause, at)
        if moved and not noun_behind(clause.tokens, at):
            return Measure(moved)  # "to reduce emissions 50% by 2035"
    if wording.kind == "rank":
        return _read_rank(clause, at, said)
    if not clause.has_verb:
        return _read_fragment(clause, at, figure, wording, said)
    if at < clause.verb_start:
        return _read_subject(clause, at, figure, wording, said)
    return _read_object(clause, at, figure, wording, said)


def _read_bracket(clause: Clause, at: int, figure: Figure, wording: Wording, said: _Said) -> Measure:
    own = noun_behind(clause.tokens, at)
    follows_of = at + 1 < len(clause.tokens) and clause.tokens[at + 1].folded == "of"
    host = said.host
    run = _before_bracket(said, clause.tokens[0].start)
    if not host.text and run:
        ahead = phrase(run)
        if run[0].folded in _MOST:
            said.noun = phrase([t for t in run if t.folded not in (*_MOST, "of")])
            behind = [t for t in said.tokens if t.start > clause.tokens[-1].end and t.text not in ")]"]
            told = phrase(_up_to_end(predicate_after(_up_to_and(behind))), keep_figures=True)
            return Measure(ahead, told)
        found = Measure(ahead, phrase(own), ": ") if wording.kind == "level" and own and not figure.unit else Measure(ahead)
        return found if ahead else said.last
    if wording.kind == "share" and follows_of and phrase(own, True):
        return Measure(host.noun, phrase(own, True), ": ") if host.noun else Measure(phrase(own, True))
    if at and clause.tokens[at - 1].text == "=":
        return Measure(host.noun)
    if host.text:
        return host
    return said.last if said.last.text else Measure(phrase(own))


_MOST = frozenset("most many half majority minority few all".split())  # noqa: SIM905
"""What a share in brackets makes exact: "Most offenders (72%) were male"."""


def _up_to_and(tokens: Tokens) -> Tokens:
    at = next((i for i, t in enumerate(tokens) if t.kind in ("coordinator", "figure")), len(tokens))
    return tokens[:at]


def _before_bracket(said: _Said, start: int) -> Tokens:
    """What stands before a bracket that holds the only figures: "theft (31%), violence (24%) and arson (9%)".

    Of the first of several the last noun behind the verb; of one alone the whole clause before it.
    """
    ahead = [t for t in said.tokens if t.end <= start]
    while ahead and ahead[-1].text in "([":
        ahead = ahead[:-1]
    closes = [i for i, t in enumerate(ahead) if t.text in ")]"]
    run = ahead[closes[-1] + 1 :] if closes else ahead
    while run and run[0].kind in ("mark", "coordinator") or run and run[0].folded in ("followed", "by", "then"):
        run = run[1:]
    ends = [i for i, t in enumerate(run) if t.text in ";:." or (t.text == "," and i < 6)]
    run = run[ends[-1] + 1 :] if ends else run
    if run and run[0].kind in ("auxiliary", "finite", "past", "present"):
        return []
    several = sum(t.text == "(" for t in said.tokens) > 1
    verbs = [i for i, t in enumerate(run) if t.kind == "auxiliary" and is_verb_of(t.text, "holding")]
    if several and verbs and verbs[-1] + 1 < len(run) and any(t.text == "," for t in said.tokens if t.start > start):
        run = run[verbs[-1] + 1 :]
    return [] if has_change_noun(run) >= 0 and len(phrase(run).split()) <= 1 else run


def _read_subject(clause: Clause, at: int, figure: Figure, wording: Wording, said: _Said) -> Measure:
    """The figure counts what does or is something: "12% of carers had been called"."""
    counted = noun_behind(clause.tokens, at, clause.verb_start)
    noun = phrase(counted)
    said_of_it = _reaches_verb(clause, at, counted)
    if at and clause.tokens[at - 1].kind in ("past", "base", "finite") and at - 1 == clause.subject_start:
        said.noun = noun
        return Measure(f"{clause.tokens[at - 1].text} {noun}")  # "Trained 48 hairdressers, ... may not"
    ahead = strip_totals(_without_label(clause.tokens[clause.subject_start : at]))
    head = phrase(ahead)
    if head and not is_pronoun_only(ahead) and figure.unit in _MONEY:
        noun = f"{head} {noun}".strip()  # "Grants worth £95,500 were awarded"
    elif head and not noun and clause.link != "of which":
        return Measure(head)
    elif head and not is_pronoun_only(ahead) and clause.tokens[at - 1].kind in ("preposition", "adverb", "determiner"):
        said_of_it = said_of_it and not any(t.kind == "preposition" for t in clause.tokens[clause.subject_start : at])
    if not noun and clause.tokens[at + 1 : at + 2] and clause.tokens[at + 1].folded in ("those", "these"):
        noun = said.noun
    if not noun and clause.opening[:1] and clause.opening[0].folded == "of":
        noun = phrase(clause.opening[1:])
    if not noun and figure.unit not in _MONEY:
        noun = said.noun
        if not noun and said.before.noun and clause.opening[:1] and clause.opening[0].folded == "of":
            return Measure(said.before.noun, _predicate(clause, wording), is_from_before=True)
    said.noun, said.frame = noun or said.noun, ""
    told = _predicate(clause, wording) if said_of_it else ""
    if not told and said_of_it and lemma_of(main_verb(clause.verb)) == "do":
        told = said.host.said  # "only 41% of women did"
    said.verb = phrase(clause.verb) or clause.verb[-1].text
    return Measure(noun, told)


def _reaches_verb(clause: Clause, at: int, counted: Tokens) -> bool:
    """Whether the verb goes with the figure: nothing but a whole parenthesis stands between."""
    end = counted[-1].end if counted else clause.tokens[at].end
    commas = [t for t in clause.tokens[at:clause.verb_start] if t.start >= end and is_end(t)]
    return len(commas) in (0, 2)


def _predicate(clause: Clause, wording: Wording) -> str:
    """What the verb says of its subject; of a count the passive's "were" is left out."""
    verb = clause.verb
    is_passive = len(verb) > 1 and verb[-1].kind in ("past", "finite") and any(lemma_of(t.text) == "be" for t in verb)
    if is_passive and wording.kind != "share":
        verb = [t for t in verb if t.kind not in ("auxiliary",)]
    if wording.kind == "target":
        verb = [t for t in verb if t.folded not in ("will", "shall", "must", "should", "to", "be")]
    rest = _up_to_end(clause.rest)
    said = drop_adjuncts(verb + rest, keep_figures=True)
    while said and (is_end(said[-1]) or said[-1].kind in ("preposition", "determiner", "coordinator", "subordinator")):
        said = said[:-1]
    lead = "" if not said or said[0].kind not in ("auxiliary", "adverb") else said[0].text
    text = phrase(said, keep_figures=True)
    return f"{lead} {text}" if lead and said[0].kind == "adverb" else text


def _up_to_end(tokens: Tokens) -> Tokens:
    for i, token in enumerate(tokens):
        if token.kind == "gerund" and token.folded in ("comprising", "consisting", "including", "totalling"):
            return tokens[:i]
        if is_end(token) or (token.kind == "subordinator" and token.folded not in ("than", "as", "where", "when", "if")):
            return tokens[:i]
    return tokens


def _read_object(clause: Clause, at: int, figure: Figure, wording: Wording, said: _Said) -> Measure:
    """The figure stands behind the verb: it counts the object, or says how much the subject is."""
    verb = main_verb(clause.verb)
    subject = _subject(clause)
    name = "" if is_pronoun_only(subject) or is_place_only(subject) else phrase(subject)
    if not subject and clause.link in ("and", ",") and said.subject:
        name = said.subject
    own = noun_behind(clause.tokens, at)
    if at > 1 and clause.tokens[at - 1].folded == "of" and clause.tokens[at - 2].folded == "out":
        return said.last
    is_existential = any(t.folded == "there" for t in clause.subject)
    if not clause.subject and clause.link and is_verb_of(verb, "holding") and said.host.text:
        return said.host
    whole = phrase(own, keep_places=wording.kind == "share")
    between = [t for t in clause.tokens[clause.verb_end : at] if t.kind not in ("adverb", "mark")]
    if figure.unit in _MONEY and at and clause.tokens[at - 1].folded in ("a", "an", "the") and whole:
        return Measure(whole)  # "a $27 billion Reduction Fund"
    named = _named_before(clause.tokens[clause.verb_end : at]) if not whole or figure.unit in _MONEY else ""
    if named:
        return Measure(name, named, ": ") if name and verb in ("has", "have", "had") else Measure(named)
    if is_existential:
        said.noun, said.frame = whole, ""
        return Measure(whole) if whole else Measure(phrase(strip_totals(between)))
    if is_verb_of(verb, "sharing") and figure.unit == "%":
        return _share_of(name, whole, said)
    if figure.unit in _MONEY and not is_verb_of(verb, "holding"):
        return _read_money(clause, at, name, said)
    is_measured = is_verb_of(verb, "holding") or (between and between[-1].folded == "at")
    if is_measured:
        return _read_level(clause, subject, name, whole, wording, said)
    if is_verb_of(verb, "recording") or not name:
        noun = whole or _before_participle(between) or said.noun
        if is_pronoun_only(subject) and not is_verb_of(verb, "recording") and whole:
            noun = f"{clause.verb[-1].text} {whole}"
            said.noun, said.frame = whole, clause.verb[-1].text
            return Measure(noun)
        said.noun, said.frame = noun, ""
        return Measure(noun) if noun or not name else Measure(name)
    return _read_done(clause, at, name, whole, said)


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
    if len(kept) < 2 or kept[-1].folded != "of" or kept[-2].kind not in ("word", "base", "gerund", "place", "mark"):
        return ""
    kept.pop()
    starts = [i for i, t in enumerate(kept) if t.folded in ("with", "at", "on", "by", "as") or is_end(t)]
    run = kept[starts[-1] + 1 :] if starts else kept
    said = [t for t in run if t.kind not in ("determiner", "adverb", "preposition")]
    return "" if not said or all(t.folded in _HOLLOW for t in said) else phrase(run)


def _subject(clause: Clause) -> Tokens:
    subject = _without_label(clause.subject)
    return [] if any(t.folded == "there" for t in subject) else subject


def _without_label(tokens: Tokens) -> Tokens:
    marks = [i for i, t in enumerate(tokens) if t.text == ":"]
    return tokens[marks[-1] + 1 :] if marks else tokens


def _share_of(name: str, whole: str, said: _Said) -> Measure:
    """As in "Domestic abuse accounts for 31% of violent crime": both are said, the part first."""
    if name and whole:
        said.noun, said.frame = whole, ":"
        return Measure(name, whole, ": ")
    said.noun = whole or said.noun
    return Measure(whole or name or said.noun)


def _read_level(
    clause: Clause, subject: Tokens, name: str, whole: str, wording: Wording, said: _Said
) -> Measure:
    """The subject of "is", "stood at", "was estimated at"; "this" is what the sentence before measured."""
    stands = phrase(subject[:2]).casefold() in _STANDING and (said.before.text or said.host.text)
    if is_pronoun_only(subject) or stands:
        found = said.host if said.host.text else said.before
        if found.text:
            return Measure(found.noun, found.said, found.joint, is_from_before=not said.host.text)
        return Measure(whole)
    if name.split()[-1:] and name.split()[-1].casefold() in _HOLLOW and whole:
        name = whole  # "The target was 420 offences"
    said.noun, said.frame = name or whole, "="
    at = next((i for i, t in enumerate(clause.rest) if t.kind == "figure"), 0)
    has_of = any(t.folded == "of" for t in clause.rest[at + 1 : at + 2])
    if wording.kind == "share" and whole and name and has_of:
        return Measure(name, whole, ": ")
    if wording.kind == "rate" and whole and name and wording.unit and has_things(clause.rest, at):
        return Measure(name, whole, ": ")
    return Measure(name or whole)


def has_things(rest: Tokens, at: int) -> bool:
    """Whether the things of a rate stand behind it: "10.2 offences per 1,000", not "7.3 per 1,000 people"."""
    return not any(t.folded == "per" for t in rest[at + 1 : at + 2]) and "per" not in rest[at].folded


def _read_done(clause: Clause, at: int, name: str, whole: str, said: _Said) -> Measure:
    """Who did what: "programme reached | frontline staff"."""
    modal = any(t.kind == "base" for t in clause.verb)
    verb = [t for t in clause.verb if modal or t.kind not in ("auxiliary", "adverb")]
    between = [t for t in clause.tokens[clause.verb_end : at] if t.kind != "adverb"]
    if len(between) > 4 or any(t.folded in _HOLLOW for t in between) or any(t.kind in ("relative", "gerund", "figure") for t in between):
        said.noun, said.frame = whole or said.noun, ""
        return Measure(whole or name)
    said.subject = name
    frame = f"{name} {phrase(verb + strip_but_preposition(between))}".strip()
    if between and between[-1].kind == "preposition":
        frame = f"{frame} {between[-1].text}"
    if not whole:
        return Measure(said.noun or name)
    if len(name.split()) > _MOST_SUBJECT or len(frame.split()) > _MOST_SUBJECT + 3:
        said.noun, said.frame = whole, ""
        return Measure(whole)
    said.noun, said.frame = whole, frame
    return Measure(frame, whole)


def strip_but_preposition(tokens: Tokens) -> Tokens:
    """Tokens without a determiner or preposition at their end."""
    kept = list(tokens)
    while kept and kept[-1].kind in ("preposition", "determiner", "mark"):
        kept.pop()
    return kept


def _read_money(clause: Clause, at: int, name: str, said: _Said) -> Measure:
    """What money was for: the clause without the sum; of a passive without who was given it."""
    behind = _up_to_end(clause.tokens[at + 1 :])
    between = [t for t in clause.tokens[clause.verb_end : at] if t.kind != "mark"]
    is_passive = any(lemma_of(t.text) == "be" for t in clause.verb[:-1])
    verb = [t for t in clause.verb if t.kind != "auxiliary"]
    subject = _subject(clause)
    if is_passive and between and between[-1].folded == "at":
        return Measure(name)
    said.frame = phrase(verb)
    if name and not is_passive:
        tail = _money_tail(behind)
        said.frame = phrase(verb + between)
        return Measure(phrase(subject + verb + strip_but_preposition(between)), tail)
    whole = said.noun if clause.link == "of which" else ""
    return Measure(f"{whole} {phrase(verb)}".strip(), _money_tail(behind))


def _money_tail(tokens: Tokens) -> str:
    """What follows a sum, with its preposition: "to the youth service", "from the PCC"."""
    kept = drop_adjuncts(tokens)
    if len(kept) > 2 and kept[0].folded in ("a", "per", "each") and kept[1].folded in ("year", "annum", "month", "week"):
        kept = kept[2:]
    if not kept or kept[0].folded in ("a", "per", "each") or kept[0].kind == "figure":
        return ""
    lead = kept[0].text if kept[0].kind in ("preposition", "adverb") else ""
    rest = phrase(kept[1:] if lead else kept)
    return f"{lead} {rest}".strip() if rest and lead != "of" else rest


def _read_fragment(clause: Clause, at: int, figure: Figure, wording: Wording, said: _Said) -> Measure:
    """A piece without a verb: "litter 41%", "655 in Torfaen", "more than 1,300 volunteers"."""
    ahead_tokens = strip_totals(_without_label(clause.tokens[clause.subject_start : at]))
    ahead = "" if is_place_only(ahead_tokens) else phrase(ahead_tokens)
    behind = noun_behind(clause.tokens, at)
    if _is_new_label(clause.tokens, at, behind):
        behind = []
    own = phrase(behind, keep_places=wording.kind == "share")
    if wording.kind == "target" and ahead.casefold() in ("target", "aim", "goal"):
        ahead = ""
        own = own or said.host.text
    if figure.unit in _MONEY:
        tail = _money_tail(_up_to_end(clause.tokens[at + 1 :]))
        frame = said.frame if clause.link and said.frame not in ("=", ":") else ""
        frame = frame or (said.host.noun if clause.link in ("and", ",") and not ahead else "")
        if not tail and not ahead and not frame:
            tail = _behind_dash(clause.tokens, at)
        return Measure(f"{ahead} {frame}".strip(), tail)
    is_gapped = bool(clause.link) and bool(said.host.text)
    if is_gapped and said.host.joint == ": " and ahead:
        return Measure(ahead, said.host.said, ": ")  # "violence 28%" behind "makes up 21% of crime"
    against = clause.link == "against" or any(t.folded in ("compared", "against") for t in clause.tokens[:at])
    if is_gapped and not own and (not ahead or against):
        tail = _money_tail(_up_to_end(clause.tokens[at + 1 :]))
        if said.verb and said.host.said and tail and not against and len(tail.split()) > 1:
            return Measure(said.host.noun, f"{said.verb} {tail}")  # "35% came from schools and 22% from the police"
        return said.host
    if is_gapped and own and not ahead and said.frame not in ("", "=", ":"):
        said.noun = own
        return Measure(said.frame, own)
    last = ahead_tokens[-1].kind if ahead_tokens else "mark"
    if own and ahead and last in ("gerund", "base", "past") and figure.unit == "%":
        return Measure(ahead, own)  # "schemes not achieving 35% affordable housing"
    if own and (not ahead or figure.unit != "%" or clause.tokens[at - 1].kind == "preposition"):
        said.noun = own
        return Measure(own)
    said.noun = ahead
    return Measure(ahead)


def _behind_dash(tokens: Tokens, at: int) -> str:
    """As in "£6,400 - Nightstop": a list whose sums stand first."""
    if at + 1 < len(tokens) and tokens[at + 1].text in ("-", "–", "—"):
        return phrase(noun_behind(tokens, at + 1))
    return ""


def _is_new_label(tokens: Tokens, at: int, behind: Tokens) -> bool:
    """As in "Dec 443 Top issues: ...", "488 Increase of 62": words of what follows, not of the figure."""
    if not behind or not behind[0].text[:1].isupper():
        return False
    end = at + 1 + len(behind)
    return has_change_noun(behind[:1]) == 0 or (end < len(tokens) and tokens[end].text == ":")


def _read_rank(clause: Clause, at: int, said: _Said) -> Measure:
    """What is ranked: behind "third highest", else the subject."""
    own = phrase(noun_behind(clause.tokens, at))
    subject = _subject(clause)
    name = "" if is_pronoun_only(subject) or is_place_only(subject) else phrase(subject)
    if at and clause.tokens[at - 1].folded.startswith("rank") and own.partition(" for ")[2]:
        return Measure(own.partition(" for ")[2])
    if own:
        return Measure(own)
    if name and clause.has_verb and at > clause.verb_start:
        return Measure(name)
    return Measure(said.topic) if said.topic else said.host


def _read_change(clause: Clause, at: int, said: _Said) -> Measure:
    """What changed: behind "a rise of 9% in", before "rose by", between "reduce" and "by"."""
    tokens = clause.tokens
    found = (
        _named_by_noun(clause, at)
        or _compared_things(tokens, at)
        or _moved_object(clause, at)
        or _moved_subject(clause, at, said)
    )
    if found:
        said.noun, said.frame = found, ""
        return Measure(found)
    if said.host.text:
        return said.host
    if is_pronoun_only(clause.subject) and clause.opening:
        meant = phrase(subject_of(clause.opening))
        if meant:
            return Measure(meant)  # "Crime fell everywhere except Craven, where it rose by 3%"
    if is_pronoun_only(clause.subject) and said.before.text:
        before = said.before
        return Measure(before.noun, before.said, before.joint, is_from_before=True)
    own = noun_behind(tokens, at)
    return Measure(phrase(own)) if clause.has_verb and has_change_noun(own) < 0 else _NONE


def _named_by_noun(clause: Clause, at: int) -> str:
    """As in "a fall in the number of crimes", "a 9% increase in shoplifting", "rise of 4% in thefts"."""
    tokens = clause.tokens
    before = [i for i in (has_change_noun(tokens[:at]),) if i >= 0 and not clause.verb_start <= i < clause.verb_end]
    behind = has_change_noun(tokens[at + 1 : at + 5])
    if not before and behind < 0:
        return ""
    noun = before[0] if before else at + 1 + behind
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
        if token.kind in ("figure", "auxiliary", "finite", "subordinator") or token.folded in ("by", "compared"):
            break
        if token.kind in ("past", "present") and end > start and token.folded in ("recorded", "reported", "seen"):
            break
        end += 1
    run = tokens[start:end]
    while run and run[-1].kind in ("preposition", "determiner", "adverb", "mark"):
        run = run[:-1]
    return "" if not run or is_place_only(run) else phrase(run)


def _compared_things(tokens: Tokens, at: int) -> str:
    """As in "36 fewer fires", "19.4% fewer burglaries than"."""
    if at + 2 < len(tokens) and tokens[at + 1].folded in ("more", "fewer", "less", "higher", "lower", "additional"):
        behind = noun_behind(tokens, at + 1)
        if behind and behind[0].kind not in ("preposition", "auxiliary"):
            return phrase(behind)
    return ""


def _moved_object(clause: Clause, at: int) -> str:
    """As in "will increase the number of champions by 15%", "Reducing acquisitive crime by 5%"."""
    start = None
    for i, token in enumerate(clause.tokens[:at]):
        moves = is_verb_of(token.text, "up", "down", "both")
        if moves and token.kind in ("base", "gerund", "past", "present") and (i == 0 or clause.tokens[i - 1].text != "-"):
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
    if not between or between[0].kind in ("preposition", "period", "figure"):
        return ""
    for i, token in enumerate(between):
        if token.folded in ("by", "from", "to") and i:
            between = between[:i]
            break
    return phrase(between)


def _moved_subject(clause: Clause, at: int, said: _Said) -> str:
    subject = clause.subject if clause.has_verb and clause.verb_start < at else clause.tokens[clause.subject_start : at]
    subject = strip_but_preposition(_without_label(subject))
    if any(t.folded == "there" for t in subject) or (not clause.has_verb and len(subject) > _MOST_FRAGMENT):
        return ""
    if not subject or is_pronoun_only(subject) or is_place_only(subject):
        return ""
    if not clause.has_verb and subject[0].kind == "gerund" and is_verb_of(subject[0].text, "up", "down"):
        return ""  # ", rising to 29% at night"
    change = has_change_noun(subject)
    if not clause.has_verb:
        subject = [t for i, t in enumerate(subject) if not (i == 0 and t.folded in ("up", "down", "from", "to", "by"))]
        if (change >= 0 and len(subject) < 3) or not any(t.kind in ("word", "base", "past", "gerund", "present") for t in subject):
            return ""
    if change >= 0 and len(subject) - len(drop_adjuncts(subject)) and phrase(subject) == subject[change].text:
        return "" if said.host.text or said.before.text else phrase(subject, keep_places=True)
    return phrase([t for t in subject if t.kind != "figure"])

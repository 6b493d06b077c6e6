"""A sentence cut into the pieces its figures stand in, each with its subject, verb and the rest.

A piece ends where a coordination, a semicolon, a relative clause or a bracket parts two figures; what a
piece leaves unsaid (its subject, its verb) it has from the piece before, as readers take it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from parsers.kinds.sentence_second_verbs import with_second_verb
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import end_of_group, find_verb
from parsers.kinds.sentence_words import is_verb_of, word_list

Tokens = list[Token]


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with at least one figure."""

    tokens: Tokens
    verb_start: int
    """Index of the first token of the verb group; ``len(tokens)`` where there is none."""
    verb_end: int
    subject_start: int
    """Index behind opening phrases of time and place."""
    is_bracket: bool = False
    opening: Tokens = field(default_factory=list)
    """Tokens of the phrase that opens it, left out of ``tokens``: "Of this funding,"."""
    link: str = ""
    """What parts it from the piece before: ``,``, ``;``, ``and``, ``of which``, ``which``..."""

    @property
    def has_verb(self) -> bool:
        """Whether it has a verb of its own."""
        return self.verb_start < len(self.tokens)

    @property
    def subject(self) -> Tokens:
        """What stands before the verb, opening phrases left out; all of it where there is no verb."""
        return self.tokens[self.subject_start : self.verb_start]

    @property
    def verb(self) -> Tokens:
        """The verb group: "has been reduced"."""
        return self.tokens[self.verb_start : self.verb_end]

    @property
    def rest(self) -> Tokens:
        """What follows the verb."""
        return self.tokens[self.verb_end :]

    def position(self, figure: int) -> int:
        """Where a figure stands among the tokens; -1 where it is not of this piece."""
        return next((i for i, t in enumerate(self.tokens) if t.figure == figure), -1)


def clauses_by_figure(clauses: list[Clause]) -> dict[int, Clause]:
    """The piece each figure stands in."""
    return {t.figure: c for c in clauses for t in c.tokens if t.kind == "figure"}


def cut_clauses(tokens: Tokens) -> list[Clause]:
    """The pieces of a sentence in which its figures stand, in the order of their figures."""
    outer, brackets = _lift_brackets(_drop_label(tokens))
    pieces = [(link, piece, False) for link, piece in _cut_between_figures(outer)]
    pieces += [("(", piece, True) for bracket in brackets for _, piece in _cut_between_figures(bracket)]
    pieces.sort(key=lambda p: next(t.figure for t in p[1] if t.kind == "figure"))
    return [_build_clause(link, piece, inside) for link, piece, inside in pieces]


def _drop_label(tokens: Tokens) -> Tokens:
    """Tokens without the label that opens the sentence: "Main concerns: parking 52%, ..."."""
    for i, token in enumerate(tokens[:_LONGEST_LABEL]):
        told = tokens[i + 1 : i + 2]
        if token.text == ":" and i and told and told[0].kind == "figure":
            return tokens[i + 1 :]  # "Fewer children were reported missing: 212 in 2018"
        is_place = token.kind == "place" and (not i or tokens[i - 1].kind != "preposition")
        if token.kind == "figure" or is_place or token.text in ".;,(":
            break
        said = any(t.kind in ("auxiliary", "finite") for t in tokens[:i])
        if token.text == ":" and i and tokens[i - 1].kind != "preposition" and not said:
            return tokens[i + 1 :] if any(t.kind == "figure" for t in tokens[i + 1 :]) else tokens
    return tokens


_LONGEST_LABEL = 10
"""Tokens of a label with its colon."""


def _lift_brackets(tokens: Tokens) -> tuple[Tokens, list[Tokens]]:
    """Brackets taken out of the running text; of them only those with figures are kept."""
    outer: Tokens = []
    brackets: list[Tokens] = []
    inside: Tokens | None = None
    for token in tokens:
        if token.text in "([" and inside is None:
            inside = []
        elif token.text in ")]" and inside is not None:
            if any(t.kind == "figure" for t in inside):
                brackets.append(inside)
            inside = None
        elif inside is not None:
            inside.append(token)
        else:
            outer.append(token)
    if inside is not None:  # never closed: it is read on as text
        outer += inside
    return outer, brackets


def _cut_between_figures(tokens: Tokens) -> list[tuple[str, Tokens]]:
    """Pieces with the link before each; two figures share a piece where nothing parts them."""
    places = [i for i, t in enumerate(tokens) if t.kind == "figure"]
    if not places:
        return []
    cuts: list[tuple[int, int, str]] = []
    for left, right in pairwise(places):
        cut = _find_cut(tokens, left, right)
        if cut is not None:
            cuts.append(cut)
    pieces: list[tuple[str, Tokens]] = []
    start, link = 0, ""
    for end, following, next_link in cuts:
        pieces.append((link, tokens[start:end]))
        start, link = following, next_link
    pieces.append((link, tokens[start:]))
    return pieces


_RANKS = {";": 6, ".": 6, "/": 5, "—": 5, "–": 5, "-": 5, "while": 4, "whilst": 4, "whereas": 4, "but": 4}
_RANKS |= {"though": 4, "although": 4}


def _find_cut(tokens: Tokens, left: int, right: int) -> tuple[int, int, str] | None:
    """Where the text between two figures is parted: (end, next start, link); the strongest, last place."""
    best: tuple[float, int, int, str] | None = None
    for i in range(left + 1, right):
        found = _weigh_cut(tokens, i, left, right)
        if found is not None and (best is None or found[0] >= best[0]):
            best = found
    return None if best is None else best[1:]


def _weigh_cut(tokens: Tokens, i: int, left: int, right: int) -> tuple[float, int, int, str] | None:
    token = tokens[i]
    word = token.folded
    if word in _RANKS and (token.kind in ("mark", "subordinator")):
        is_range = word in "-–—/" and (i == left + 1 and i + 1 == right)
        return None if is_range else (_RANKS[word], i, i + 1, word)
    if token.kind == "relative" and word != "that":
        has_of = tokens[i - 1].folded == "of" and i - 1 > left
        if any(t.text == "," for t in tokens[i + 2 : right]):
            return None  # "Of the 1,024 people who responded, 71% felt safe": the comma parts them
        return 3.5, (i - 1 if has_of else i), i + 1, ("of which" if has_of else "which")
    if word == "," and tokens[i + 1].kind == "coordinator" and i + 1 < right:
        return 3, i, i + 2, "and"
    if word == ",":
        return 2, i, i + 1, ","
    if word == ":" and (i == left + 1 or _lists_for(tokens, i, right)):
        return 2, i, i + 1, ","
    if _reports(tokens, i, right) or (_says_that(tokens, i) and not _begins_anew(tokens, i, right)):
        return 3.2, i, i + 1, "that"
    return _weigh_word(tokens, i, left, right)


def _lists_for(tokens: Tokens, i: int, right: int) -> bool:
    """As in "96 fines: 40 for litter": a figure without a noun, of what was counted before the colon."""
    behind = tokens[right + 1 : right + 2]
    bare = tokens[right].text[:1].isdigit() and "%" not in tokens[right].text
    return (
        i + 1 == right
        and bare
        and bool(behind)
        and behind[0].folded in ("for", "about", "against", "by", "via")
    )


def _begins_anew(tokens: Tokens, i: int, right: int) -> bool:
    """As in "one in six said that litter was a problem, and 12% that ...": what is said ends at a comma."""
    commas = [n for n in range(i + 1, right) if tokens[n].text == ","]
    loose = ("coordinator", "adverb", "determiner")
    behind = tokens[commas[-1] + 1 : right] if commas else []
    compares = bool(behind) and behind[0].folded in ("compared", "against", "versus")
    return bool(commas) and (compares or all(t.kind in loose for t in behind))


def _weigh_word(tokens: Tokens, i: int, left: int, right: int) -> tuple[float, int, int, str] | None:
    """The weaker places: "and", a participle with its figure, "compared"."""
    token, word = tokens[i], tokens[i].folded
    if token.kind == "coordinator" and left and tokens[left - 1].folded == "between" and i == left + 1:
        return None  # "fell between 0.6% and 1%"
    if token.kind == "gerund" and _leads_on(tokens, i, right):
        return 1.8, i, i + 1, ","
    if token.kind == "coordinator" and (
        _parts_figures(tokens, i, right) or _repeats_lead(tokens, i, left, right)
    ):
        return 1, i, i + 1, "and"
    if word in ("compare", "compares") and tokens[i + 1].folded in ("with", "to"):
        return 1.5, i, i + 1, "against"
    if word in ("against", "compared", "versus", "vs", "than"):
        return 1.5, i, i + 1, "against"
    return None


def _leads_on(tokens: Tokens, i: int, right: int) -> bool:
    """As in "units comprising of 1,125 homes": a participle with its figure."""
    before = tokens[i - 1]
    if right - i == 1 and tokens[i].folded not in word_list("telling"):
        return False  # "drug dealing 26%"
    loose = ("preposition", "adverb", "determiner")
    if before.kind in (*loose, "auxiliary") or not all(t.kind in loose for t in tokens[i + 1 : right]):
        return False
    return before.kind != "figure" or tokens[i].folded in word_list("telling")


def _repeats_lead(tokens: Tokens, i: int, left: int, right: int) -> bool:
    """As in "accounted for 31% of calls and theft for 22%": the preposition of the figure before again."""
    lead = tokens[right - 1]
    return (
        lead.kind == "preposition" and right - i > 2 and tokens[left - 1].folded == lead.folded and left > 0
    )


def _parts_figures(tokens: Tokens, i: int, right: int) -> bool:
    """Whether what stands between "and" and a figure is a phrase of its own with it."""
    between = tokens[i + 1 : right]
    if all(t.kind in ("adverb", "determiner", "preposition") for t in between):
        return True
    verbs = any(t.kind in ("auxiliary", "finite", "past", "present", "base") for t in between)
    lead = next((t for t in reversed(between) if t.kind != "determiner"), between[-1])
    by = lead.folded in ("by", "at", "up", "down")  # "and thefts by a quarter"
    bare = between[-1].kind in ("word", "gerund", "place", "period")
    return verbs or by or bare


_LOOSE = ("coordinator", "adverb", "determiner")
_OPENING = {"preposition", "subordinator", "adverb", "period", "gerund", "past"}


def _strip_before(tokens: Tokens) -> Tokens:
    """The piece without the phrase or clause that opens it: "When asked about safety, 1.4% felt..."."""
    first = next(i for i, t in enumerate(tokens) if t.kind == "figure")
    start = _glued_start(tokens, first) or _end_of_time(tokens, first) or _end_of_contrast(tokens, first)
    if start:
        return _strip_before(tokens[start:])
    for i in range(first - 1, 0, -1):
        if _says_that(tokens, i) and not _is_belief_of(tokens, i):
            return tokens[i + 1 :]
        if _reports(tokens, i, first):
            return tokens[i + 1 :]
        if tokens[i].text not in (",", ":", "–", "—", "-", ";", "."):
            continue
        if tokens[i].text == "-" and tokens[i].start == tokens[i - 1].end:
            continue
        after, before = tokens[i + 1 : first], tokens[:i]
        moves = bool(after) and all(t.folded in ("up", "down") for t in after)
        begins = (all(t.kind in _LOOSE for t in after) and not moves) or (
            find_verb(after) is not None and after[0].kind not in ("past", "finite")
        )
        opened = before[0].kind in _OPENING or find_verb(before) is not None
        if tokens[i].text == ":" and tokens[i - 1].kind in ("auxiliary", "preposition"):
            continue  # "the profile is: 26.8%"
        if tokens[i].text != "," and not after and not opened:
            return tokens
        if begins and opened and (after or _has_noun_behind(tokens, first)):
            return tokens[i + 1 :]
    return tokens


def _end_of_contrast(tokens: Tokens, first: int) -> int:
    """As in "Arson and robbery both rose, while | theft fell by 2%"; 0 where nothing is set against."""
    for i in range(first - 1, 1, -1):
        if tokens[i].kind == "subordinator" and tokens[i].folded in _RANKS and tokens[i - 1].text == ",":
            told = find_verb(tokens[:i]) is not None and find_verb(tokens[i + 1 : first]) is not None
            return i + 1 if told else 0
    return 0


def _end_of_time(tokens: Tokens, first: int) -> int:
    """As in "In the twelve months before the scheme began | there were 96 burglaries"; 0 for no such time."""
    words = [t.folded for t in tokens[:first]]
    at = next((i for i in range(1, first) if words[i] == "there" and tokens[i + 1].kind == "auxiliary"), 0)
    timed = any(w in ("months", "years", "weeks", "days", *_SPANS) for w in words[: min(at, 5)])
    return at if timed and tokens[0].kind == "preposition" and "," not in words[:at] else 0


def _glued_start(tokens: Tokens, first: int) -> int:
    """Where a sentence begins behind a heading printed without a stop: "Ageing Population By 2036 the..."."""
    for i in range(first, 1, -1):
        before = tokens[i - 1]
        if (
            tokens[i].text in word_list("sentence_starts")
            and before.kind in ("word", "gerund")
            and before.text[:1].isupper()
        ):
            return i
    return 0


def _says_that(tokens: Tokens, i: int) -> bool:
    """Whether "that" opens what someone says or finds: "estimates that 12% of ..."."""
    before = tokens[i - 1]
    counts = i + 1 < len(tokens) and tokens[i + 1].kind == "figure"  # "a mandate that 10% of sales"
    is_noun = before.kind in ("present", "base") and i > 1 and tokens[i - 2].kind == "determiner"
    says = before.kind in ("finite", "past", "present", "base", "auxiliary") and not is_noun
    said = counts or says or before.folded in ("view", "fact", "clear")
    return tokens[i].folded == "that" and tokens[i].kind in ("relative", "determiner") and said


def _is_belief_of(tokens: Tokens, i: int) -> bool:
    """As in "people who think that the police do well were 71%": the relative clause's own verb."""
    return i > 1 and any(t.folded in ("who", "whom") for t in tokens[max(0, i - 3) : i - 1])


def _reports(tokens: Tokens, i: int, first: int) -> bool:
    """As in "research suggests only 3% of assaults are reported": a verb of saying, then what is said."""
    said = tokens[i].folded in word_list("reporting") and tokens[i].kind in (
        "present",
        "past",
        "base",
        "word",
    )
    loose = all(t.kind in ("adverb", "determiner") for t in tokens[i + 1 : first])
    follows = tokens[first + 1 : first + 2]
    of_what = bool(follows) and (
        follows[0].folded in ("of", "in") or follows[0].kind in ("auxiliary", "finite")
    )
    return said and loose and of_what and find_verb(tokens[first + 1 :]) is not None


def _has_noun_behind(tokens: Tokens, at: int) -> bool:
    """Whether a figure begins a phrase of its own, so that the text before it may go."""
    behind = tokens[at + 1 : at + 4]
    return any(t.kind in ("word", "past", "finite", "auxiliary") for t in behind)


def _build_clause(link: str, piece: Tokens, is_bracket: bool) -> Clause:
    tokens = _strip_before(piece)
    opening = piece[: len(piece) - len(tokens)]
    start = _skip_openers(tokens)
    verb = find_verb(tokens[start:])
    opens = tokens[start].kind in ("present", "finite", "auxiliary", "past") or (
        is_verb_of(tokens[start].text, "sharing")
        and tokens[start + 1 : start + 2]
        and tokens[start + 1].folded == "for"
    )
    follows = tokens[start + 1].kind if start + 1 < len(tokens) else "mark"
    goes_on = (
        link in ("and", ",", "which", "but")
        and opens
        and (tokens[start].kind != "past" or follows == "figure" or _acts_on_figure(tokens, start))
    )
    if link in ("and", "but") and tokens[start].kind == "base" and follows == "figure":
        goes_on = True  # "make up 9% of residents but commit 16% of crime"
    if goes_on and verb and tokens[start].kind == "present" and _names_what_moves(tokens[start:], verb):
        goes_on = False  # "and calls about noise dropped by 16%"
    if goes_on or (link == "which" and tokens[start].kind in ("base", "past")):
        verb = (0, end_of_group(tokens[start:], 0))
    if verb is not None and not goes_on:
        shorter = with_second_verb(tokens, start, verb)
        verb = verb if shorter is tokens else find_verb(shorter[start:])
        tokens = shorter
    if verb is None:
        return Clause(tokens, len(tokens), len(tokens), start, is_bracket, opening, link)
    return Clause(tokens, start + verb[0], start + verb[1], start, is_bracket, opening, link)


def _names_what_moves(tokens: Tokens, verb: tuple[int, int]) -> bool:
    """Whether a word in -s that opens a piece is its noun: a preposition and a further verb follow."""
    first = next((i for i, t in enumerate(tokens) if t.kind == "figure"), 0)
    if any(t.kind in ("subordinator", "relative") for t in tokens[: verb[0]]):
        return False
    return 1 < verb[0] < first and tokens[1].kind == "preposition" and tokens[verb[0]].kind != "base"


def _acts_on_figure(tokens: Tokens, start: int) -> bool:
    """As in "and cleared away 2,210 bottles", "and trained a further 18": a verb and its object's figure."""
    leads_of = any(t.folded == "of" for t in tokens[start + 1 : start + 3])
    if tokens[start].folded in word_list("parts") and (
        leads_of or not is_verb_of(tokens[start].text, "sharing")
    ):
        return False  # "made up of £84m for policing"
    for token in tokens[start + 1 : start + 4]:
        if token.kind == "figure":
            return True
        loose = token.kind in ("adverb", "preposition", "determiner") or token.folded in word_list("totals")
        if not loose and token.folded not in ("away", "another"):
            return False
    return False


def _skip_openers(tokens: Tokens) -> int:
    """Index behind "In 2015", "Across Babergh and Mid Suffolk,", "By March 2024", "However,"."""
    at = _end_of_reason(tokens)
    while at < len(tokens):
        i = _end_of_opener(tokens, at)
        if i == at:
            return at
        at = i + 1 if i < len(tokens) and tokens[i].text == "," else i
    return 0


def _end_of_reason(tokens: Tokens) -> int:
    """Index behind the comma of "Thanks to the scheme," or "According to the survey,"; 0 where none opens."""
    if not tokens:
        return 0
    first = tokens[0]
    if first.kind != "preposition" and first.folded not in ("thanks", "due", "owing", "according", "as"):
        return 0
    for i, token in enumerate(tokens):
        if token.kind in ("figure", "finite", "auxiliary", "relative"):
            return 0
        if token.text == ",":
            subject = tokens[i + 1 : i + 3]
            return i + 1 if subject and subject[0].kind in ("word", "determiner", "gerund") else 0
    return 0


def _end_of_opener(tokens: Tokens, at: int) -> int:
    """Index behind one opening phrase; ``at`` itself where none stands."""
    i = at
    while i < len(tokens) and tokens[i].kind in ("preposition", "determiner", "adverb"):
        i += 1
    if i > at and i + 2 < len(tokens) and [tokens[i].folded, tokens[i + 1].folded] in _ENDS_OF:
        i = i + 2  # "By the end of 2013/14 the number"
    if i < len(tokens) and (tokens[i].kind == "period" or (tokens[i].kind == "place" and i > at)):
        dated = [t.kind for t in tokens[i : i + 3 : 2]] == ["period", "figure"]
        if dated and i > at and tokens[i - 1].kind == "determiner":
            return i + 2  # "In the 2022 survey 41% of women said"
        return _end_of_places(tokens, i + 1)
    if i > at and all(t.kind == "adverb" for t in tokens[at:i]):
        kinds = [t.kind for t in tokens[i : i + 2]]
        describes = tokens[i - 1].folded in word_list("weighty") and kinds[:1] in (["word"], ["past"])
        return (
            at if describes or kinds == ["past", "word"] else i
        )  # "Overall crime", "Racially motivated crime"
    if i > at and tokens[i + 1 : i + 2] and tokens[i].folded in _NTH and tokens[i + 1].folded in _SPANS:
        return i + 2  # "In its first year the scheme helped"
    if i > at and (length := _length_of_time(tokens, i)):
        return length  # "Over three years the project worked"
    behind = tokens[i + 1].kind if i + 1 < len(tokens) else "mark"
    if i > at and tokens[i : i + 1] and tokens[i].folded in word_list("own_areas") and behind == "determiner":
        return i + 1  # "In the district the rise was"
    if i > at and i + 1 < len(tokens) and tokens[i].folded == "same":
        return i + 2  # "Over the same months"
    is_loose = tokens[at].kind in ("mark", "coordinator", "subordinator") and tokens[at].text not in "(£"
    return at + 1 if is_loose else at


_ENDS_OF = [[word, "of"] for word in ("end", "start", "beginning", "close")]
_NTH = ("first", "second", "third", "final", "opening", "full", "same")
_SPANS = ("year", "month", "quarter", "week", "months", "weeks")


def _end_of_places(tokens: Tokens, i: int) -> int:
    """Index behind further places and words of areas: "and Mid Suffolk", "District"."""
    while i + 1 < len(tokens) and tokens[i].kind == "coordinator" and tokens[i + 1].kind == "place":
        i += 2
    while i < len(tokens) and tokens[i].text in ("District", "Borough", "County", "City", "area"):
        i += 1
    return i


def _length_of_time(tokens: Tokens, i: int) -> int:
    """Index behind "three years", "the first six months" from ``i`` on; 0 where no such words stand."""
    for n in range(i, min(i + 4, len(tokens))):
        if tokens[n].folded in ("years", "months", "weeks", "days", "quarters") and n > i:
            return n + 1
        if tokens[n].kind not in ("word", "adverb"):
            return 0
    return 0


def subject_of(tokens: Tokens) -> Tokens:
    """The subject of a run of tokens that has no figure: what stands before its verb."""
    start = _skip_openers(tokens)
    verb = find_verb(tokens[start:])
    return tokens[start : start + verb[0]] if verb else []


def predicate_after(tokens: Tokens) -> Tokens:
    """The verb and what follows it, where a run of tokens begins with its verb."""
    verb = find_verb(tokens)
    opens = bool(tokens) and tokens[0].kind in ("base", "present", "past", "finite")
    return tokens if opens or (verb and verb[0] == 0) else []

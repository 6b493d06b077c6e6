"""A sentence cut into the pieces its figures stand in, each with its subject, verb and the rest.

A piece ends where a coordination, a semicolon, a relative clause or a bracket parts two figures; what a
piece leaves unsaid (its subject, its verb) it has from the piece before, as readers take it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import is_verb_of, load_wording

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


def cut_clauses(tokens: Tokens) -> list[Clause]:
    """The pieces of a sentence in which its figures stand, in the order of their figures."""
    outer, brackets = _lift_brackets(tokens)
    pieces = [(link, piece, False) for link, piece in _cut_between_figures(outer)]
    pieces += [("(", piece, True) for bracket in brackets for _, piece in _cut_between_figures(bracket)]
    pieces.sort(key=lambda p: next(t.figure for t in p[1] if t.kind == "figure"))
    return [_build_clause(link, piece, inside) for link, piece, inside in pieces]


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
    for left, right in zip(places, places[1:], strict=False):
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
        return 3.5, (i - 1 if has_of else i), i + 1, ("of which" if has_of else "which")
    if word == "," and tokens[i + 1].kind == "coordinator" and i + 1 < right:
        return 3, i, i + 2, "and"
    if word == ",":
        return 2, i, i + 1, ","
    if _says_that(tokens, i):
        return 3.2, i, i + 1, "that"
    if token.kind == "coordinator" and tokens[left - 1].folded == "between" and left:
        return None  # "between 0.6% and 1%"
    if token.kind == "gerund" and _leads_on(tokens, i, right):
        return 1.8, i, i + 1, ","
    if token.kind == "coordinator" and _parts_figures(tokens, i, right):
        return 1, i, i + 1, "and"
    if word in ("against", "compared", "versus", "vs", "than"):
        return 1.5, i, i + 1, "against"
    return None


_TELLING = frozenset(
    "comprising consisting including totalling representing providing costing covering saving affecting involving".split()  # noqa: SIM905
)


def _leads_on(tokens: Tokens, i: int, right: int) -> bool:
    """As in "units comprising of 1,125 homes", "worth £5m providing 2,304 jobs": a participle with its figure."""
    before = tokens[i - 1]
    if right - i == 1 and tokens[i].folded not in _TELLING:
        return False  # "drug dealing 26%"
    return right - i <= 4 and before.kind not in ("determiner", "preposition", "auxiliary", "adverb", "figure")


def _parts_figures(tokens: Tokens, i: int, right: int) -> bool:
    """Whether what stands between "and" and a figure is a phrase of its own with it."""
    between = tokens[i + 1 : right]
    if all(t.kind in ("adverb", "determiner", "preposition") for t in between):
        return True
    verbs = any(t.kind in ("auxiliary", "finite", "past", "present", "base") for t in between)
    by = between[-1].folded in ("by", "at", "up", "down")
    bare = between[-1].kind in ("word", "gerund", "place", "period")
    return verbs or by or bare


_OPENING = {"preposition", "subordinator", "adverb", "period", "gerund", "past"}


def _strip_before(tokens: Tokens) -> Tokens:
    """The piece without the phrase or clause that opens it: "When asked about safety, 1.4% felt..."."""
    first = next(i for i, t in enumerate(tokens) if t.kind == "figure")
    start = _glued_start(tokens, first)
    if start:
        return _strip_before(tokens[start:])
    for i in range(first - 1, 0, -1):
        if _says_that(tokens, i):
            return tokens[i + 1 :]
        if tokens[i].text not in (",", ":", "–", "—", "-", ";", "."):
            continue
        if tokens[i].text == "-" and tokens[i].start == tokens[i - 1].end:
            continue
        after, before = tokens[i + 1 : first], tokens[:i]
        begins = not after or _find_verb(after) is not None and after[0].kind not in ("past", "finite")
        opened = before[0].kind in _OPENING or _find_verb(before) is not None
        if tokens[i].text == ":" and tokens[i - 1].kind in ("auxiliary", "preposition"):
            continue  # "the profile is: 26.8%"
        if tokens[i].text != "," and not after and not opened:
            return tokens
        if begins and opened and (after or _has_noun_behind(tokens, first)):
            return tokens[i + 1 :]
    return tokens


_SENTENCE_STARTS = frozenset("The In By There At During From This These Of Since As".split())  # noqa: SIM905


def _glued_start(tokens: Tokens, first: int) -> int:
    """Where a sentence begins behind a heading printed without a stop: "Ageing Population By 2036 the..."."""
    for i in range(first, 1, -1):
        before = tokens[i - 1]
        if tokens[i].text in _SENTENCE_STARTS and before.kind in ("word", "gerund") and before.text[:1].isupper():
            return i
    return 0


def _says_that(tokens: Tokens, i: int) -> bool:
    """Whether "that" opens what someone says or finds: "estimates that 12% of ..."."""
    before = tokens[i - 1]
    said = before.kind in ("finite", "past", "present", "base", "auxiliary") or before.folded in ("view", "fact", "clear")
    return tokens[i].folded == "that" and tokens[i].kind in ("relative", "determiner") and said


def _has_noun_behind(tokens: Tokens, at: int) -> bool:
    """Whether a figure begins a phrase of its own, so that the text before it may go."""
    behind = tokens[at + 1 : at + 4]
    return any(t.kind in ("word", "past", "finite", "auxiliary") for t in behind)


def _build_clause(link: str, piece: Tokens, is_bracket: bool) -> Clause:
    tokens = _strip_before(piece)
    opening = piece[: len(piece) - len(tokens)]
    start = _skip_openers(tokens)
    verb = _find_verb(tokens[start:])
    opens = tokens[start].kind in ("present", "finite", "auxiliary", "past")
    follows = tokens[start + 1].kind if start + 1 < len(tokens) else "mark"
    goes_on = link in ("and", ",", "which") and opens and (tokens[start].kind != "past" or follows == "figure")
    if goes_on or (link == "which" and tokens[start].kind in ("base", "past")):
        verb = (0, _end_of_group(tokens[start:], 0))
    if verb is None:
        return Clause(tokens, len(tokens), len(tokens), start, is_bracket, opening, link)
    return Clause(tokens, start + verb[0], start + verb[1], start, is_bracket, opening, link)


def _skip_openers(tokens: Tokens) -> int:
    """Index behind "In 2015", "Across Babergh and Mid Suffolk,", "By March 2024", "However,"."""
    at = 0
    while at < len(tokens):
        i = at
        while i < len(tokens) and tokens[i].kind in ("preposition", "determiner", "adverb"):
            i += 1
        if i < len(tokens) and tokens[i].kind in ("period", "place") and (i > at or tokens[i].kind == "period"):
            i += 1
            while i + 1 < len(tokens) and tokens[i].kind == "coordinator" and tokens[i + 1].kind == "place":
                i += 2
            while i < len(tokens) and tokens[i].text in ("District", "Borough", "County", "City", "area"):
                i += 1
        elif i > at and all(t.kind == "adverb" for t in tokens[at:i]):
            pass
        elif i > at and i + 1 < len(tokens) and tokens[i].folded == "same":  # "Over the same months"
            i += 2
        elif tokens[at].kind in ("mark", "coordinator", "subordinator") and tokens[at].text not in "(£":
            i = at + 1
        else:
            return at
        if i < len(tokens) and tokens[i].text == ",":
            i += 1
        at = i
    return 0 if at >= len(tokens) else at


def _find_verb(tokens: Tokens) -> tuple[int, int] | None:
    """The verb group of a piece: the first sure one outside relative clauses, else the likeliest."""
    after_relative = False
    unsure: int | None = None
    for i, token in enumerate(tokens):
        if token.kind == "relative" and i and tokens[i - 1].folded == "of":
            continue  # "87% of whom stayed": the verb is the piece's own
        if token.kind == "relative" and i:
            if unsure is not None:
                return unsure, _end_of_group(tokens, unsure)  # "agreed that": what said it is the verb
            after_relative = True
        elif token.kind == "subordinator" and i and unsure is not None:
            break
        elif token.kind in ("auxiliary", "finite") and not _is_noun(tokens, i):
            if not after_relative:
                return i, _end_of_group(tokens, i)
            after_relative = token.kind == "auxiliary" and _end_of_group(tokens, i) == i + 1
            after_relative = False
            tokens = _hide(tokens, i, _end_of_group(tokens, i))
        elif token.kind in ("past", "present", "base") and _may_be_finite(tokens, i):
            if after_relative:
                after_relative = False
            elif _leads_to_figure(tokens, i):
                return i, _end_of_group(tokens, i)
            elif unsure is None or (tokens[unsure].kind != "past" and token.kind == "past"):
                unsure = i
    return None if unsure is None else (unsure, _end_of_group(tokens, unsure))


def _leads_to_figure(tokens: Tokens, i: int) -> bool:
    """As in "accounts for 28%", "makes up 17%", "recorded 18": a verb right before its figure."""
    behind = [t.kind for t in tokens[i + 1 : i + 3]]
    return behind[:1] == ["figure"] or (behind[1:] == ["figure"] and behind[0] in ("preposition", "adverb"))


def _hide(tokens: Tokens, start: int, end: int) -> Tokens:
    """The tokens of a relative clause's verb as plain words, so that they are not taken again."""
    hidden = [Token("word", t.text, t.start, t.end, t.figure) for t in tokens[start:end]]
    return tokens[:start] + hidden + tokens[end:]


def _is_noun(tokens: Tokens, i: int) -> bool:
    """As in "a need", "their rise": a verb form behind a determiner is a noun."""
    return i > 0 and tokens[i - 1].kind == "determiner" and tokens[i].kind != "auxiliary"


def _may_be_finite(tokens: Tokens, i: int) -> bool:
    """Whether a form that may be noun, adjective or participle can be the verb where it stands."""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    wording = load_wording()
    if before is None:
        return token.kind == "base" and is_verb_of(token.text, "up", "down", "other") and token.text[0].isupper()
    following = tokens[i + 1].kind if i + 1 < len(tokens) else "mark"
    if token.folded in wording.describing and following in ("preposition", "mark", "auxiliary") and not (
        before.kind == "figure" and before.text.rstrip().endswith(("%", "cent"))
    ):
        return False
    noun_before = before.kind in ("word", "place", "figure", "pronoun", "relative", "period") or (
        (before.kind in ("adverb", "mark", "gerund", "base", "present") or before.folded == "than")
        and token.kind == "past"
    )
    if token.kind == "past":
        return noun_before and not _describes(tokens, i) and before.text not in ("/", "(")
    if before.folded in ("this", "that", "these") and token.kind == "present":
        return True
    if before.kind in ("base", "present", "gerund") and token.kind == "present":
        return True
    if not noun_before or before.kind in ("figure", "period"):
        return False
    subjects = ("they", "we", "who", "whom", "which", "that")
    plural = before.folded.endswith("s") or before.folded in wording.plural or before.folded in subjects
    plural = plural or before.kind == "place"
    if before.folded == "to":
        return False
    return plural if token.kind == "base" else not before.folded.endswith("s")


def _describes(tokens: Tokens, i: int) -> bool:
    """As in "23 recorded gangs": a participle between a figure and the plural it counts; not "117 entered
    treatment", where the thing is one."""
    if tokens[i - 1].kind != "figure":
        return False
    for token in tokens[i + 1 : i + 4]:
        if token.kind not in ("word", "gerund", "base", "past", "present"):
            return False
        if token.folded.endswith("s") or token.folded in load_wording().plural:
            return True
    return False


def _end_of_group(tokens: Tokens, start: int) -> int:
    """Index behind the verb group: "has been reduced", "is expected to grow", "were down"."""
    i = start + 1
    if tokens[start].kind in ("past", "finite", "present", "base"):
        while i < len(tokens) and tokens[i].folded in ("up", "down", "to"):
            if tokens[i].folded == "to" and not (i + 1 < len(tokens) and tokens[i + 1].kind == "base"):
                break
            i += 2 if tokens[i].folded == "to" else 1
        return i
    while i < len(tokens):
        kind, word = tokens[i].kind, tokens[i].folded
        follows = tokens[i + 1].kind if i + 1 < len(tokens) else "mark"
        in_group = kind in ("auxiliary", "past", "finite") or word in ("not", "up", "down")
        in_group = in_group or (kind == "adverb" and follows in ("auxiliary", "past", "gerund", "base", "adverb"))
        in_group = in_group or (kind in ("base", "gerund") and tokens[i - 1].kind in ("auxiliary", "adverb"))
        if word == "to" and follows in ("base", "auxiliary"):
            i += 2
            continue
        if not in_group:
            break
        i += 1
    return i


def subject_of(tokens: Tokens) -> Tokens:
    """The subject of a run of tokens that has no figure: what stands before its verb."""
    start = _skip_openers(tokens)
    verb = _find_verb(tokens[start:])
    return tokens[start : start + verb[0]] if verb else []


def predicate_after(tokens: Tokens) -> Tokens:
    """The verb and what follows it, where a run of tokens begins with its verb."""
    verb = _find_verb(tokens)
    return tokens if verb and verb[0] == 0 else []


def main_verb(verb: Tokens) -> str:
    """The word of a verb group that says what happens: "reduced" of "has been reduced"; "" for none."""
    said = [t for t in verb if t.kind in ("past", "finite", "present", "base", "gerund", "auxiliary")]
    return said[-1].folded if said else ""

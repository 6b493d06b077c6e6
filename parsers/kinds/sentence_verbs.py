"""The verb of a piece of a sentence: the first sure one outside relative clauses, else the likeliest."""

from __future__ import annotations

from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import is_verb_of, load_wording, word_list

Tokens = list[Token]


def find_verb(tokens: Tokens) -> tuple[int, int] | None:
    """Where the verb group of a piece begins and ends; None where it has none."""
    after_relative = False
    unsure: int | None = None
    for i, token in enumerate(tokens):
        if i and (token.kind == "relative" or _opens_belief(tokens, i) or _goes_on_telling(tokens, i)):
            if tokens[i - 1].folded == "of":
                continue  # "87% of whom stayed": the verb is the piece's own
            if unsure is not None:
                break  # "agreed that": what said it is the verb
            after_relative = True
        elif token.kind == "subordinator" and i and unsure is not None and tokens[i - 1].folded != "more":
            break  # but "arrests more than trebled"
        elif _is_sure(tokens, i):
            if not after_relative:
                return i, end_of_group(tokens, i)
            after_relative = False
            tokens = _hide(tokens, i, end_of_group(tokens, i))
        elif _is_likely(tokens, i):
            unsure, after_relative = _weigh(tokens, unsure, i, after_relative), False
    return None if unsure is None else (unsure, end_of_group(tokens, unsure))


def _opens_belief(tokens: Tokens, i: int) -> bool:
    """As in "confidence that the police do a good job": "that" belongs to the noun, and so does its verb."""
    return tokens[i].folded == "that" and tokens[i - 1].folded in word_list("beliefs")


def _goes_on_telling(tokens: Tokens, i: int) -> bool:
    """As in "people who think that the police do well": still of the relative clause."""
    told = tokens[i].folded == "that" and tokens[i - 1].kind in ("base", "present", "past", "finite")
    return told and i > 1 and any(t.folded in ("who", "whom") for t in tokens[max(0, i - 3) : i - 1])


def _is_sure(tokens: Tokens, i: int) -> bool:
    """Whether a token is a verb whatever follows: an auxiliary, "rose", a verb right before its figure."""
    kind = tokens[i].kind
    if kind in ("auxiliary", "finite"):
        return not _is_noun(tokens, i)
    if tokens[i].folded in ("remains", "seems", "appears", "becomes") and i:
        return tokens[i - 1].kind in ("word", "place", "period", "pronoun", "gerund")
    return kind in ("past", "present", "base") and _leads_to_figure(tokens, i) and _may_be_finite(tokens, i)


def _is_likely(tokens: Tokens, i: int) -> bool:
    return tokens[i].kind in ("past", "present", "base") and _may_be_finite(tokens, i)


def _weigh(tokens: Tokens, unsure: int | None, i: int, after_relative: bool) -> int | None:
    """The likelier of two forms that may be the verb: a past form, else the first."""
    if after_relative:
        return unsure
    if unsure is None or (tokens[unsure].kind != "past" and tokens[i].kind == "past"):
        return i
    return unsure


def _leads_to_figure(tokens: Tokens, i: int) -> bool:
    """As in "accounts for 28%", "makes up 17%", "recorded 18": a verb right before its figure."""
    for token in tokens[i + 1 : i + 4]:
        if token.kind not in ("preposition", "adverb", "determiner"):
            return token.kind == "figure"
    return False


def _hide(tokens: Tokens, start: int, end: int) -> Tokens:
    """The tokens of a relative clause's verb as plain words, so that they are not taken again."""
    hidden = [Token("word", t.text, t.start, t.end, t.figure) for t in tokens[start:end]]
    return tokens[:start] + hidden + tokens[end:]


def _is_noun(tokens: Tokens, i: int) -> bool:
    """As in "a need", "their rise": a verb form behind a determiner is a noun."""
    floats = i > 1 and tokens[i - 1].folded in ("both", "all", "each")  # "burglary and theft both fell"
    return i > 0 and tokens[i - 1].kind == "determiner" and tokens[i].kind != "auxiliary" and not floats


def _may_be_finite(tokens: Tokens, i: int) -> bool:
    """Whether a form that may be noun, adjective or participle can be the verb where it stands."""
    token = tokens[i]
    if i == 0:  # an order: "Reduce", "Train"
        orders = is_verb_of(token.text, "up", "down", "other") and token.text[0].isupper()
        return token.kind == "base" and orders
    if _cannot_be_verb(tokens, i):
        return False
    if token.kind == "past":
        return _may_be_past(tokens, i)
    return _may_be_present(tokens, i)


def _cannot_be_verb(tokens: Tokens, i: int) -> bool:
    """As in "the City's total emissions", "Top issues:", "victims aged 18", "the figures based on"."""
    token, before = tokens[i], tokens[i - 1]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before.text.endswith(("'s", "’s", "s'", "s’")) and token.kind in ("base", "present"):
        return True
    if after is not None and after.text == ":":
        return True
    named = before.text[:1].isupper() and token.text[:1].isupper()
    if named and (after is None or after.kind == "mark" or after.text[:1].isupper()):
        return True  # "the Area Based Grant", "the Monuments Register."
    is_told = before.kind == "figure" and token.folded not in word_list("of_age_or_name")
    loose = after is None or after.kind in ("preposition", "mark", "auxiliary")
    return token.folded in load_wording().describing and loose and not is_told


def _may_be_past(tokens: Tokens, i: int) -> bool:
    before = tokens[i - 1]
    nouns = (
        *("word", "place", "figure", "pronoun", "relative", "period"),
        *("adverb", "mark", "gerund", "base", "present"),
    )
    follows_noun = before.kind in nouns or before.folded == "than"
    return follows_noun and before.text not in ("/", "(") and not _describes(tokens, i)


def _may_be_present(tokens: Tokens, i: int) -> bool:
    """A plain form behind a plural, one in -s behind a singular: "residents feel", "crime costs"."""
    before = tokens[i - 1]
    if before.kind == "adverb" and i > 1:
        before = tokens[i - 2]  # "the scheme now covers"
    return (
        _may_be_third(tokens, i, before) if tokens[i].kind == "present" else _may_be_plain(tokens, i, before)
    )


def _may_be_third(tokens: Tokens, i: int, before: Token) -> bool:
    if before.kind == "figure":
        return i > 1 and tokens[i - 2].folded == "of"  # "a rate of 31% compares with"
    if before.kind in ("period", "base", "present", "gerund") or before.folded in ("this", "that", "these"):
        return True
    named = before.kind in ("word", "place", "pronoun", "relative")
    return named and (not before.folded.endswith("s") or _is_of_one(tokens, i))


def _is_of_one(tokens: Tokens, i: int) -> bool:
    """As in "performance for entrants shows a fall": the verb's noun stands before the preposition."""
    lead = next((n for n in range(i - 1, 0, -1) if tokens[n].kind == "preposition"), 0)
    one = lead > 0 and tokens[lead - 1].kind == "word" and not tokens[lead - 1].folded.endswith("s")
    follows = tokens[i + 1].kind if i + 1 < len(tokens) else "mark"
    plain = all(t.kind in ("word", "determiner", "gerund", "past", "base") for t in tokens[lead + 1 : i])
    return one and plain and follows == "determiner"


def _may_be_plain(tokens: Tokens, i: int, before: Token) -> bool:
    token = tokens[i]
    takes_of = token.folded in ("comprise", "consist", "think", "dispose", "approve")
    if tokens[i + 1 : i + 2] and tokens[i + 1].folded == "of" and not takes_of:
        return False  # "the county average of"
    if before.kind == "figure" and before.text.rstrip().endswith(("%", "cent")):
        return token.folded in word_list("stating")  # "and 69% feel safe"
    if before.kind not in ("word", "place", "pronoun", "relative"):
        return False
    if before.folded in ("it", "this", "that", "which") and token.folded in word_list("same_past"):
        return True  # "It cost £432,000"
    plurals = (*load_wording().plural, "they", "we", "who", "whom", "which", "that")
    ends = before.folded.endswith("s") or before.text.isdigit()  # "people aged 15 to 24 account for"
    return ends or before.folded in plurals or before.kind == "place"


def _describes(tokens: Tokens, i: int) -> bool:
    """As in "23 recorded gangs": between a figure and the plural it counts; not "117 entered treatment"."""
    wording = load_wording()
    known = tokens[i].folded in wording.lemmas and tokens[i].folded not in wording.attributive
    if tokens[i - 1].kind != "figure" or known:
        return False
    for token in tokens[i + 1 : i + 4]:
        if token.kind not in ("word", "gerund", "base", "past", "present"):
            return False
        if token.folded.endswith("s") or token.folded in load_wording().plural:
            return True
    return False


def end_of_group(tokens: Tokens, start: int) -> int:
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
        in_group = in_group or (
            kind == "adverb" and follows in ("auxiliary", "past", "gerund", "base", "adverb")
        )
        times = word in ("double", "treble", "triple") and is_verb_of(tokens[i - 1].text, "holding")
        in_group = in_group or (
            kind in ("base", "gerund") and tokens[i - 1].kind in ("auxiliary", "adverb") and not times
        )  # "was double the national rate"
        if word == "to" and follows in ("base", "auxiliary"):
            i += 2
            continue
        is_next = kind == "finite" and any(t.kind in ("past", "finite") for t in tokens[start:i])
        if not in_group or is_next:  # "victims who were satisfied | rose"
            break
        i += 1
    return i


def main_verb(verb: Tokens) -> str:
    """The word of a verb group that says what happens: "reduced" of "has been reduced"; "" for none."""
    said = [t for t in verb if t.kind in ("past", "finite", "present", "base", "gerund", "auxiliary")]
    return said[-1].folded if said else ""

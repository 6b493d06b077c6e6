"""The verb of two that leads to a figure: "The operation ran for seven days and led to 31 arrests"."""

from __future__ import annotations

from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_verbs import find_verb
from parsers.kinds.sentence_words import word_list

Tokens = list[Token]


def with_second_verb(tokens: Tokens, start: int, verb: tuple[int, int]) -> Tokens:
    """A piece without its first verb where a second, behind "and", leads to the figure.

    As in "The operation | ran for seven days and | led to 31 arrests".
    """
    first = next((i for i, t in enumerate(tokens) if t.kind == "figure"), 0)
    begin, end = start + verb[0], start + verb[1]
    if begin - 1 > start and begin < first and tokens[begin - 1].kind == "coordinator":
        earlier = find_verb(tokens[start : begin - 1])  # "Burglary | peaked in 2012 and | has fallen by 31%"
        told = earlier and earlier[0] and not any(t.text == "," for t in tokens[start:begin])
        return tokens[: start + earlier[0]] + tokens[begin:] if earlier and told else tokens
    for i in range(end + 1, first - 1):
        follows = tokens[i + 1]
        told = follows.kind in ("finite", "past", "auxiliary") and _leads_straight(tokens, i + 1, first)
        if tokens[i].kind == "coordinator" and begin > start and told:
            return tokens[:begin] + tokens[i + 1 :]
        if tokens[i].kind in ("relative", "subordinator") or tokens[i].text in ",;:":
            return tokens
    return tokens


def _leads_straight(tokens: Tokens, at: int, figure: int) -> bool:
    """Whether nothing but its group and loose words stand between a verb and a figure."""
    loose = ("auxiliary", "past", "adverb", "preposition", "determiner", "base")
    return all(t.kind in loose or t.folded in word_list("totals") for t in tokens[at + 1 : figure])

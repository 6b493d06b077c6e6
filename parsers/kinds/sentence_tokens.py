"""A sentence as tokens: its figures, periods and places each one token, every other word with its class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parsers.kinds.period_words import PeriodPhrase
from parsers.kinds.sentence_words import WordClass, class_of
from parsers.kinds.unit_words import UNIT_WORD
from planhouse.figures import Figure

TokenKind = WordClass | Literal["figure", "period", "place", "mark"]
_LIST_MARK = re.compile(
    r"\s*(?:[•*_·-]\s*)*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z])|[•*·]\s*)"
)
"""A bullet or number before a sentence: "d) ", "07.05 ", "37) "."""
_FIXED = re.compile(
    r"\b(?:as a whole|year[ -]on[ -]year|on average|for example|in particular|for the first time"
    r"|in total(?=\s*[,.;:)]|\s+\d|$)"
    r"|in all(?=,|\s+\d))(?!\w)",
    re.I,
)
"""Phrases that say nothing of what is counted; each is one adverb."""
_AGES = re.compile(r"(?<=\d)\s+(?:and|or)\s+(?:over|under|above|below|older|younger)\b", re.I)
"""The open end of an age: "people aged 65 and over"."""
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine)\b"
_INSIDE = re.compile(
    rf"(?:[a-z]+\s+than\s+)?\w+\s+(?P<noun>(?!than\b|{_NUMBER})[a-z]+(?:\s(?!{_NUMBER})[a-z]+)?)"
    r"\s+(?:in|out of)\s",
    re.I,
)
"""The thing inside a share: "one woman in four"."""
_RAISED = str.maketrans("", "", "¹²³⁴⁵⁶⁷⁸⁹⁰†‡")
_WORD = re.compile(r"\d[\d,.]*\d|[^\W_][\w'’&/.+°²-]*[\w°²]|[^\W_]|[^\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a figure, period or place of several words."""

    kind: TokenKind
    text: str
    start: int
    end: int
    figure: int = -1
    """Index of the figure among those kept; -1 for any other token."""

    @property
    def folded(self) -> str:
        """The text for comparison."""
        return self.text.casefold()


def build_tokens(
    sentence: str,
    figures: list[Figure],
    periods: tuple[PeriodPhrase, ...],
    places: tuple[tuple[int, int], ...],
) -> list[Token]:
    """The tokens of a sentence in printed order.

    Args:
        sentence: The sentence.
        figures: Figures that are statistics; any other number stays a word of its noun phrase
            ("victims aged 18 to 24").
        periods: Periods named in it.
        places: Places named in it, as (start, end).
    """
    spans: list[Token] = [
        Token("figure", sentence[f.start : f.end], f.start, _end_of_unit(sentence, f), i)
        for i, f in enumerate(figures)
    ]
    taken = [(t.start, t.end) for t in spans]
    named: list[tuple[int, int, TokenKind]] = [(p.start, p.end, "period") for p in periods]
    named += [(s, e, "place") for s, e in places]
    named = [(s, e + 2 if sentence[e : e + 2] in ("'s", "’s") else e, kind) for s, e, kind in named]
    for start, end, kind in named:
        if all(end <= s or start >= e for s, e in taken):
            spans.append(Token(kind, sentence[start:end], start, end))
            taken.append((start, end))
    for figure in figures:
        inside = _INSIDE.match(sentence, figure.start, figure.end) if "fraction" in figure.flags else None
        if inside:
            spans.append(Token("word", inside["noun"], *inside.span("noun")))
    for match in _FIXED.finditer(sentence):
        if all(match.end() <= s or match.start() >= e for s, e in taken):
            spans.append(Token("adverb", match.group(), match.start(), match.end()))
    for match in _AGES.finditer(sentence):
        if all(match.end() <= s or match.start() >= e for s, e in taken):
            spans.append(Token("word", match.group().strip(), match.start() + 1, match.end()))
    spans.sort(key=lambda t: t.start)
    tokens: list[Token] = []
    mark = _LIST_MARK.match(sentence)
    at = mark.end() if mark and not any(s.start < mark.end() for s in spans) else 0
    for span in spans:
        tokens.extend(_read_words(sentence, at, span.start))
        tokens.append(span)
        at = max(at, span.end)
    tokens.extend(_read_words(sentence, at, len(sentence)))
    return tokens


def _end_of_unit(sentence: str, figure: Figure) -> int:
    """The end of a figure with the unit word behind it: "255 MW of solar" counts solar."""
    unit = None if figure.unit or "fraction" in figure.flags else UNIT_WORD.match(sentence, figure.end)
    return unit.end() if unit else figure.end


def _read_words(sentence: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _WORD.finditer(sentence, start, end):
        text = match.group()
        text = text[:1] + text[1:].translate(_RAISED) if text not in ("m²", "km²") else text
        if not text.translate(_RAISED):
            continue  # the mark of a footnote
        is_word = text[0].isalnum() or text == "&"
        if is_word and text[-1] in ".-/+":
            text = text[:-1] or text
        kind: TokenKind = class_of(text) if is_word else "mark"
        found.append(Token(kind, text, match.start(), match.start() + len(text)))
    return found


def text_of(sentence: str, tokens: list[Token]) -> str:
    """The printed text of a run of tokens."""
    return sentence[tokens[0].start : tokens[-1].end] if tokens else ""

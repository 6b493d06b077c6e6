"""What the measures of a sentence's figures are made of, and what the sentence has said so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import without_label
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import word_list

Tokens = list[Token]


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of one figure."""

    noun: str = ""
    """What is counted: "young people"."""
    said: str = ""
    """What is said of it: "felt unsafe"."""
    joint: str = " "
    counted: str = ""
    """The thing counted where ``noun`` is who did something with it: "referrals"; else empty."""
    is_from_before: bool = False
    """Whether a pronoun was followed to the sentence before."""

    @property
    def text(self) -> str:
        """The measure as one phrase."""
        return self.joint.join(t for t in (self.noun, self.said) if t)


NO_MEASURE = Measure()


MONEY = ("GBP", "EUR", "USD")


@dataclass(slots=True)
class Said:
    """What the sentence has said so far, for pieces that leave it out."""

    topic: str
    before: Measure
    """The measure of the sentence before, for "this"."""
    tokens: Tokens
    last: Measure = NO_MEASURE
    host: Measure = NO_MEASURE
    """Measure of the last figure outside brackets."""
    noun: str = ""
    """The things last counted outside brackets."""
    frame: str = ""
    """Subject and verb before an object: "programme reached", for its further objects."""
    subject: str = ""
    """The last subject of a verb whose object was counted: "street pastors | helped"."""
    verb: str = ""
    """The verb of the last figure that counted a subject, for "and 22% from the police"."""


def named_subject(clause: Clause) -> Tokens:
    """The subject of a piece without its label; empty for "there were"."""
    subject = without_label(clause.subject)
    return [] if any(t.folded == "there" for t in subject) else subject


def stands_in(text: str) -> bool:
    """As in "61% of the total", "86% of the three-year target": nothing is named but that there is one."""
    words = text.casefold().split()
    told = word_list("levels") | word_list("pointing")
    plain = all(w in told or w.endswith(("-year", "annual", "overall")) for w in words[:-1])
    return bool(words) and words[-1] in word_list("stand_ins") and plain


def without_lead(measure: Measure) -> Measure:
    """The thing itself of "the total number of burglaries": what leads to it names nothing."""
    words = measure.noun.split(" ")
    at = 1 if words[0].casefold() in ("total", "overall", "relative", "actual") else 0
    leads = (
        len(words) > at + 2
        and words[at].casefold() in word_list("leading")
        and words[at + 1] in ("of", "for")
    )
    return replace(measure, noun=" ".join(words[at + 2 :])) if leads else measure


def is_bare_rate(text: str) -> bool:
    """As in "a rate of 63.9 per 100,000", "the second highest rate": of what is not said."""
    words = text.casefold().split()
    plain = all(w in word_list("levels") or w in word_list("peaks") for w in words[:-1])
    return bool(words) and words[-1] in ("rate", "rates") and plain

"""What the measures of a sentence's figures are made of, and what the sentence has said so far."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import without_label
from parsers.kinds.sentence_tokens import Token

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

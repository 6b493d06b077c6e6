"""The sentence that introduces a list: the last one of its paragraph, and what it goes on from."""

from __future__ import annotations

import re

SENTENCE = re.compile(
    r"(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bNo\.)(?<=[.!?])[\u201d\u2019\"']*\s+(?=[A-Z\u201c\u2018])"
)
_GOES_ON = re.compile(
    r"(?:these|those|they|this|it|which)\W+(?:are|is|were|include[sd]?)\b(?:\W+\w+){0,4}\W*$", re.I
)
"""A sentence that only points back: "These are:", "They include:"."""
LONGEST = 1000
"""Characters from the end of a lead-in among which its sentences are sought."""
_THEIRS = re.compile(r"(?:its|their|his|her|the (?:plan|strategy|commissioner|board))\b", re.I)


def introducing(lead_in: str) -> str:
    """What a lead-in says of the list below it: its last sentence, with the one it points back to."""
    sentences = SENTENCE.split(lead_in.strip()[-LONGEST:])
    at = len(sentences) - 1
    while at > 0 and _GOES_ON.match(sentences[at]):
        at -= 1
    return " ".join(sentences[at:])


def sentences_back(lead_in: str) -> list[str]:
    """Its sentences from the introducing one backwards."""
    last = introducing(lead_in)
    before = lead_in.strip()[-LONGEST:].removesuffix(last).strip()
    return [last, *(reversed(SENTENCE.split(before)) if before else ())]


def points_to_owner(sentence: str) -> bool:
    """Whether it tells whose by a word for what was named before: "Its priorities are:"."""
    return _THEIRS.match(sentence) is not None

"""Captions written as sentences, down to what they count: "3.1 Calls in 2013 were as follows:"."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|\([a-z]\))\s+(?=[\"'“‘]?[A-Z])")
"""A paragraph's number: "3.1 Calls", "2. Licensing"; no figure, which no capital follows."""
_SHOWN = (
    r"(?:set out|shown|given|listed|presented|detailed|summari[sz]ed|displayed|provided|broken down"
    r"|illustrated)"
)
_WHERE = (
    r"(?:below|here|overleaf|opposite|(?:in|by) the (?:following |next )?table(?: below)?"
    r"|in (?:table|figure|chart) [A-Z]?\d+(?:\.\d+)*(?: below)?)"
)
_ASIDE = r"(?:\s*\([^()]*\))?"
"""What a sentence adds in brackets at its end: "are shown below (rank 1 is the lowest)"."""
_INTRODUCTION = re.compile(
    rf"^(?:(?:the|this) )?(?:following |next )?(?:table )?(?:{_WHERE} )?(?:also )?"
    r"(?:provides|shows|gives|sets(?: out)?|compares|breaks down|details|presents|summari[sz]es|illustrates"
    r"|lists|contains|displays)\s+"
    r"(?:an?\s+(?:overview|breakdown|summary|comparison)\s+(?:of|on)\s+)?(?:how )?(?:the\s+)?",
    re.I,
)
_FOLLOWS = re.compile(
    rf",?\s+(?:(?:was|were|is|are|has been|have been)\s+)?(?:as follows|(?:{_SHOWN} )?{_WHERE}"
    rf"|{_SHOWN} as follows|(?:was|were|is|are|has been|have been|includes?|included)(?=\s*:))"
    rf"{_ASIDE}\s*[:.]?\s*$",
    re.I,
)
"""What says only that a table comes: "were as follows:", "are set out below."."""
_THE_FOLLOWING = re.compile(r"\bthe following\s+(?:numbers? of\s+)?(?P<what>[a-z][^,;:]*?)\s*[:.]?$", re.I)
_NOTHING = re.compile(r"(?:for|in|at|on|to|by|of|from|during|over|across)\b", re.I)
_CLAUSE = re.compile(
    r"^(?:we|it|they|this|these|there|you)\b"
    r"|(?<!\bthat )(?<!\bwhich )(?<!\bwho )\b"
    r"(?:has|have|had|is|are|was|were|will|would|can|may|shall|should|must)\b",
    re.I,
)
"""A verb of its own, which no name of a table has: "The Partnership has set aside ..."."""
_LEAD_IN = re.compile(r":\s*$")
_ANNOUNCED = re.compile(
    rf"(?:(?:{_SHOWN} (?:{_WHERE}|as follows)|\bas follows)|\b(?:are|is) (?:below|overleaf))"
    rf"{_ASIDE}\s*[:.]?\s*$",
    re.I,
)
_GIVES_FOLLOWING = re.compile(
    r"\bthe following\b"
    r"(?!\s+(?:years?|months?|quarters?|weeks?|days?|sections?|pages?|chapters?|paragraphs?|reasons?))",
    re.I,
)
_NUMBERED = re.compile(
    rf"\b(?:is|are|was|were|has been|have been)\s+(?:also\s+)?{_SHOWN}\s+(?:in|by)\s+(?:the\s+)?"
    rf"table\s*(?P<number>\d+[a-z]?)(?:\s+(?:below|overleaf|opposite))?{_ASIDE}\s*\.?$",
    re.I,
)
"""As in "The number of offences by young people is given in table 1."."""
_ASKED = re.compile(
    r"\bsurvey(?:s|ed)?\b|\bpoll\b|\bquestionnaires?\b|\bpanel\b"
    r"|\b(?:was|were|we) (?:asked|interviewed|consulted)\b",
    re.I,
)
_BOUNDARY = re.compile(r"(?<=[a-z)\d%][.!?])\s+(?=[A-Z])")
"""Between two sentences."""
_PART = re.compile(r";\s+")


def strip_paragraph_number(text: str) -> str:
    """The text without the number of its paragraph or heading: "Licensing activity"."""
    return _NUMBER.sub("", text)


def strip_introduction(text: str) -> str:
    """The text without "The table below shows the"; unchanged where it says no such thing."""
    return _INTRODUCTION.sub("", text)


def strip_lead_in(text: str) -> str:
    """The text without what says that a table comes: "The grants that were made in 2014"."""
    followed = _THE_FOLLOWING.search(text)
    if followed and not _NOTHING.match(followed["what"]):
        return followed["what"].strip()
    return _FOLLOWS.sub("", text)


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return _BOUNDARY.split(text.strip())


def find_announcement(text: str) -> str | None:
    """The part of a paragraph that says what the table below it gives; None where no part does.

    The last one that points below, else the last one that gives "the following ...".
    """
    parts = [p for s in split_sentences(text) for p in _PART.split(s)]
    pointing = [p for p in parts if announces_table(p)]
    giving = [p for p in parts if _GIVES_FOLLOWING.search(p)]
    return (pointing or giving or [None])[-1]


def numbered_table(sentence: str) -> str | None:
    """The number of the table that a sentence says its figures are in: "... is given in table 1."."""
    found = _NUMBERED.search(sentence)
    return found["number"] if found else None


def is_lead_in(text: str) -> bool:
    """Whether a paragraph ends by announcing what stands below it."""
    return _LEAD_IN.search(text) is not None


def announces_table(text: str) -> bool:
    """Whether a sentence says that a table comes, be it without a colon: "... are shown below."."""
    return _ANNOUNCED.search(text) is not None or (
        _INTRODUCTION.match(text) is not None
        and re.search(r"\b(?:table|below|overleaf)\b", text, re.I) is not None
    )


def is_survey(text: str) -> bool:
    """Whether a sentence tells of people being asked: "We surveyed 900 residents in spring 2014."."""
    return _ASKED.search(text) is not None


def is_clause(text: str) -> bool:
    """Whether a caption, its lead-in words cut, says something rather than naming what is counted."""
    return _CLAUSE.search(text) is not None

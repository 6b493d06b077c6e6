"""Agencies in a cell that is no list but a sentence: "Officers of the council will visit with the police"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.bodies import Choice, Resolver
from normalise.register import GENERIC

_WORD = re.compile(r"[A-Za-z][\w'’.-]*|&")
_VERB = re.compile(
    r"\b(?:will|shall|should|would|can|could|must|is|are|was|were|be|been|being|has|have|had|who|which|that|when"
    r"|work(?:s|ed|ing)?|deliver(?:s|ed|ing)?|provide(?:s|d)?|providing|support(?:s|ed|ing)|attend(?:s|ed|ing)?"
    r"|continue(?:s|d)?|continuing|ensure(?:s|d)?|ensuring|need(?:s|ed)?|us(?:e|es|ed|ing)|commission(?:s|ed|ing))\b"
)
LEAST_WORDS = 5
"""Words of the shortest text taken for a sentence."""
_OF_BODIES = {
    "trust", "centre", "center", "project", "hub", "club", "recovery", "group", "forum", "network", "society",
    "association", "charity", "service", "services", "partnership", "board", "ymca", "church", "local",
}  # fmt: skip
"""Last words of bodies' names, in whatever case they are printed."""
MOST_PLAIN = 4
"""Words in lower case that are only what stands between names."""
LONGEST = 8
"""Words of the longest name looked for."""
_NAME_RULES = frozenset(
    {
        "everyone",
        "register_name",
        "kind_and_place",
        "alias",
        "document_acronym",
        "area_context",
        "serves_area",
        "role",
    }
)
_PEOPLE = frozenset(
    GENERIC + role
    for role in (
        "communities",
        "residents",
        "victims",
        "young_people",
        "parents",
        "volunteers",
        "media",
        "businesses",
    )
)
"""Roles that in a sentence are whom the work is for, more often than who does it."""


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence: enough words, and a verb among them."""
    return len(text.split()) >= LEAST_WORDS and _VERB.search(text) is not None


def names_nobody(text: str) -> bool:
    """Whether what is left of a sentence is no name: few plain words, or a clause with a verb of its own."""
    words = text.split()
    if words and words[-1].casefold().strip(".,;:") in _OF_BODIES:
        return False
    return _VERB.search(text) is not None or (len(words) <= MOST_PLAIN and text == text.lower())


def find_in_sentence(text: str, resolver: Resolver) -> Iterator[tuple[str, Choice]]:
    """The names within a sentence, longest first from each word, with what each was resolved to."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            stretch = text[words[at].start() : words[at + size - 1].end()].rstrip(".'’")
            choice = resolver.find_exact(stretch)
            if choice is not None and _is_name(choice, size, stretch):
                yield stretch, choice
                at += size - 1
                break
        at += 1


def _is_name(choice: Choice, size: int, text: str) -> bool:
    """Whether a reading may be believed amid other words: no lone role, department or place.

    Everyone is meant by "all partners"; "the partnership" and its like are what the sentence is about.
    """
    if not choice.is_accepted or choice.rule not in _NAME_RULES or choice.department is not None:
        return False
    if choice.rule == "everyone":
        return text.casefold().startswith(("all ", "every"))
    if choice.rule == "role":
        return size > 1 and choice.agency_ids[0] not in _PEOPLE
    return True

"""Persons and their posts where a body's name is expected: "Chair of the ASB group", "Service Leader"."""

from __future__ import annotations

import functools
import re
from importlib import resources

_POST = (
    r"(?:(?:assistant|deputy|interim|acting|vice|joint|strategic|corporate|executive|managing|operational|group|area"
    r"|regional|senior|principal|chief|service|programme|project|team)[\s-]+)*"
    r"(?:chief\s+executive|chief\s+officer|chair(?:man|woman|person)?|head|director|manager|leader|lead|officer"
    r"|co-?ordinator|commander|representatives?|secretary|commissioner)"
)
_OFFICE = (
    r"(?:(?:cabinet|executive|lead|council|board|elected)\s+member|portfolio\s+holder|executive\s+councillor)"
)
_POST_OF = re.compile(
    rf"(?:(?:the|an?)\s+)?(?P<post>{_POST}|(?P<office>{_OFFICE}))(?:\s+(?:of|for|from|at|to)|\s*[,:–-])\s+"
    r"(?:the\s+)?(?P<of>\S.*)",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"\b(?:chair\w*|representatives?)\b", re.IGNORECASE)
_LONE_POST = re.compile(
    r"(?:[A-Za-z&'’/-]+\s+){0,5}(?:manager|officer|co-?ordinator|director|leader|analyst|advis[eo]r|administrator|head"
    r"|supervisor|head\s+of\s+(?:service|department))s?",
    re.IGNORECASE,
)
_OF_BODY = re.compile(
    r"\b(?:leads?|specialists?|managers?|officers?|directors?|directorate|heads?|teams?|departments?|dept|units?"
    r"|services? (?=[A-Z])|commissioners?|co-?ordinators?|advis[eo]rs?|commander|analysts?|mr|mrs|ms|dr"
    r"|on behalf of)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]\.?")
_NAME = re.compile(r"[A-Z][a-z’'-]*[A-Za-z’'-]+")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr", "rev", "revd", "sir", "dame", "lord", "lady"})
_LORDS = frozenset({"lieutenant", "mayor", "chancellor"})
_NO_SURNAMES = {
    "house", "trust", "hospice", "services", "service", "centre", "foundation", "project",
    "group", "court", "school", "college", "church", "club", "homes",
    "housing", "charity", "association", "society", "team", "council", "police", "partnership",
    "consulting", "limited", "ltd",
    "surgery", "hospital", "fund", "institute", "network", "fellowship", "aid", "valley", "lodge", "first",
    "together", "cottage", "mission", "officer", "forum", "hub", "community", "communities", "in", "on",
    "action",
}  # fmt: skip
"""Words of names of bodies and places that begin as a person's may."""
MOST_NAMES = 4
"""Words of the longest person's name."""


@functools.cache
def _first_names() -> frozenset[str]:
    text = resources.files("normalise").joinpath("data", "first_names.txt").read_text(encoding="utf-8")
    return frozenset(text.casefold().split())


def split_post(text: str) -> tuple[bool, bool, str] | None:
    """Whether a post is an elected member's or a chair's, and of what: "Head of Probation" -> probation."""
    match = _POST_OF.fullmatch(text.strip())
    if match is None:
        return None
    return match["office"] is not None, _CHAIR.search(match["post"]) is not None, match["of"].strip()


def is_post(text: str) -> bool:
    """Whether a text is a job's title that names no body: "Community Wellbeing Manager"."""
    return _LONE_POST.fullmatch(text.strip()) is not None


def is_of_body(text: str) -> bool:
    """Whether a text holds words of posts or parts, so that a body's name in it is whose they are."""
    return _OF_BODY.search(text) is not None


def may_be_person(word: str) -> bool:
    """Whether a person's name may begin with this word."""
    low = word.casefold().strip(".")
    return low in _COURTESY or low in _first_names()


def is_person(text: str) -> bool:
    """Whether a text is a person's name: a first name or courtesy title, then one to three names."""
    words = text.replace(".", " ").split()
    if words and words[0].casefold() in _COURTESY:
        words = words[1:]
        begins = bool(words)
    else:
        begins = len(words) > 1 and words[0].casefold() in _first_names()
    low = [w.casefold() for w in words]
    if not begins or len(words) > MOST_NAMES or _NO_SURNAMES.intersection(low) or low[0] in _LORDS:
        return False
    return all(_NAME.fullmatch(w) or _INITIALS.fullmatch(w) for w in words) and not text.isupper()

"""Wordings that name everyone, or no agency at all."""

from __future__ import annotations

import re

_ALWAYS = frozenset(
    {
        "all",
        "everyone",
        "everybody",
        "all of the above",
        "all the above",
        "multi agency",
        "multi agency partners",
        "multiagency",
        "partners",
        "partner agencies",
        "partnership",
        "partnerships",
        "partnership agencies",
        "partner",
        "the partnership",
        "partner organisations",
        "whole partnership",
        "partnership wide",
        "all csp",
        "all agencies",
    }
)
_FILLING = frozenset(
    [
        "all",
        "partner",
        "partners",
        "agencies",
        "agency",
        "organisations",
        "organisation",
        "everyone",
        "members",
        "member",
        "of",
        "the",
        "partnership",
        "csp",
        "relevant",
        "key",
        "appropriate",
        "other",
        "others",
        "lead",
        "leads",
        "stakeholders",
        "statutory",
        "multi",
        "bodies",
        "responsible",
        "authorities",
        "above",
        "named",
        "identified",
        "involved",
        "and",
        "board",
        "group",
        "local",
        "in",
        "non",
        "our",
        "wider",
        "strategic",
        "community",
        "safety",
        "cdrp",
        "services",
        "as",
        "cooperating",
        "co",
        "operating",
    ]
)
_CORE = (
    "partners",
    "agencies",
    "everyone",
    "partnership",
    "stakeholders",
    "members",
    "organisations",
    "partner",
    "responsible authorities",
)
_PLURAL = ("partners", "agencies", "stakeholders", "partner organisations")
_NOBODY = frozenset(
    {
        "",
        "tbc",
        "tba",
        "tbd",
        "n a",
        "na",
        "none",
        "nil",
        "not applicable",
        "to be confirmed",
        "to be agreed",
        "to be determined",
        "unknown",
        "as above",
        "see above",
        "ongoing",
        "to be decided",
        "not known",
        "various",
    }
)
_LETTER = re.compile(r"[A-Za-z]")


def is_everyone(folded: str) -> bool:
    """Whether a folded name means all partners: "All", "all CSP partners", "partner agencies"."""
    if folded in _ALWAYS:
        return True
    words = folded.split()
    if not 1 < len(words) <= 7 or not all(w in _FILLING for w in words):
        return False
    if words[-2:] == ["community", "safety"]:
        return False
    if words[0] == "all" or words[0] == "everyone":
        return any(c in folded for c in _CORE)
    return any(
        c in folded
        for c in ("partners", "partner agencies", "agencies", "stakeholders", "partner organisations")
    )


def is_nobody(text: str, folded: str) -> bool:
    """Whether a text names no agency: blank, a dash, "TBC", a number."""
    return folded in _NOBODY or not _LETTER.search(text)

"""The role that a column's header gives to the names below it: "Lead Agency", "Supporting partners"."""

from __future__ import annotations

import functools

from normalise.data_files import read_rows
from normalise.mentions import Role
from normalise.names import fold_name

_ROLES: dict[str, Role] = {"lead": "lead", "partner": "partner"}


@functools.cache
def _wordings() -> dict[tuple[str, ...], Role]:
    """Words of ``header_roles.csv`` -> the role they give."""
    return {
        tuple(fold_name(wording).split()): _ROLES[role]
        for role, wordings in read_rows("header_roles.csv", 2)
        for wording in wordings.split(";")
    }


@functools.lru_cache(maxsize=1024)
def find_header_role(header: str) -> Role | None:
    """The one role that a header's words give; None where they give none or several.

    The longest wording counts: a lead partner leads, whereas "Lead and partners" heads both.
    """
    words, known = fold_name(header).split(), _wordings()
    longest = max(map(len, known))
    roles: set[Role] = set()
    at = 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((n for n in sizes if tuple(words[at : at + n]) in known), 0)
        if size:
            roles.add(known[tuple(words[at : at + size])])
        at += max(size, 1)
    return roles.pop() if len(roles) == 1 else None


def is_header_wording(header: str) -> bool:
    """Whether a header as a whole is one of the wordings: "Working with"."""
    return tuple(fold_name(header).split()) in _wordings()

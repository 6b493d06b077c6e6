"""Kinds of bodies and departments, by their wording."""

from __future__ import annotations

import re

from normalise.register import Department, Register, Role
from normalise.wording import MOST_NAME_WORDS, TAIL_WORDS, drop_qualifiers

_HEAD_OF = re.compile(
    r"^(?:assistant |deputy |interim )*(?:head|director|manager|lead|service lead|portfolio holder"
    r"|cabinet member)(?: of| for) "
)

_REPRESENTATIVE = re.compile(r" (?:representatives?|reps?|members?|leads?)$")
_TIERS = re.compile(r"(?:(?:district|borough|city|unitary|town)(?: and)? ){2,}councils(?: in \w+(?: \w+)?)?")
"""Several sorts of lower authorities together: "district, city and borough councils in Devon"."""


def find_role(folded: str, register: Register) -> Role | None:
    """The role a folded wording names: "schools", "all five neighbourhood action groups", "kent csps"."""
    plain = _REPRESENTATIVE.sub("", drop_qualifiers(folded))
    if _TIERS.fullmatch(plain):
        return register.roles.get("district councils")
    role = register.roles.get(folded) or register.roles.get(plain)
    if role is not None:
        return role
    words = plain.split()
    for size in range(len(words) - 1, 0, -1):
        place = " ".join(words[:size])
        # "Chorley and South Ribble Councils" are two councils, though a health body bore both names.
        if " and " not in place and (place in register.by_place or place in register.wide_areas):
            return register.roles.get(" ".join(words[size:]))
    return None


def find_department(folded: str, register: Register) -> Department | None:
    """The department a folded wording names, with or without "head of" before and "manager" after it."""
    text = _HEAD_OF.sub("", folded)
    found = register.departments.get(folded) or register.departments.get(text)
    words = text.split()
    while found is None and len(words) > 1 and words[-1] in TAIL_WORDS:
        words = words[:-1]
        found = register.departments.get(" ".join(words))
    return found


def find_sort(folded: str, register: Register) -> Role | None:
    """The role of a body with a name of its own, by its first or last words: "witney town council"."""
    words = folded.split()
    if len(words) > MOST_NAME_WORDS:
        return None
    for size in range(min(5, len(words) - 1), 0, -1):
        role = register.role_ends.get(tuple(words[-size:])) or register.role_starts.get(tuple(words[:size]))
        if role is not None:
            return role
    return None

"""Kinds of bodies and departments, by their wording."""

from __future__ import annotations

import re

from normalise.register import Department, Register, Role
from normalise.wording import MOST_NAME_WORDS, TAIL_WORDS, drop_qualifiers

_HEAD_OF = re.compile(
    r"^(?:assistant |deputy |interim )*(?:head|director|manager|lead|service lead|portfolio holder"
    r"|cabinet member)(?: of| for) "
)

_SENIOR = re.compile(r"^(?:(?:senior|principal|lead|assistant|deputy|specialist|temporary) )+")
_REPRESENTATIVE = re.compile(
    r" (?:(?:nominated|elected|appointed|lead) )?"
    r"(?:representatives?|reps?|members?|leads?|volunteers?|co ?ordinators?|schemes?)$"
)
_TIERS = re.compile(
    r"(?:relevant |respective )?(?:(?:district|borough|city|unitary|town)(?: and| or)? ){2,}councils?"
    r"(?: in \w+(?: \w+)?)?"
)
"""Several sorts of lower authorities together: "district, city and borough councils in Devon"."""


SHORTEST_PLACE = 4
"""Letters of the shortest place before a role; shorter ones are initials: the BA of "BA, developers"."""


def find_role(folded: str, register: Register) -> Role | None:
    """The role a folded wording names: "schools", "all five neighbourhood action groups", "kent csps"."""
    plain = _REPRESENTATIVE.sub("", drop_qualifiers(folded))
    if _TIERS.fullmatch(plain):
        return register.roles.get("district councils")
    role = register.roles.get(folded) or register.roles.get(plain) or register.members.get(folded)
    if role is not None:
        return role
    words = plain.split()
    for size in range(len(words) - 1, 0, -1):
        place = " ".join(words[:size])
        # "Chorley and South Ribble Councils" are two councils, though a health body bore both names.
        if " and " in place or len(place) < SHORTEST_PLACE:
            continue
        if place in register.by_place or place in register.wide_areas:
            rest = " ".join(words[size:])
            return register.roles.get(rest) or _local_namesake(rest, register)
    return None


def _local_namesake(rest: str, register: Register) -> Role | None:
    """The role of a local body that bears a national one's name: a Women's Aid, a Rape Crisis."""
    role = register.role_ends.get(tuple(rest.split()))
    return role if rest in register.by_name else None


def find_department(folded: str, register: Register) -> Department | None:
    """The department a folded wording names, with or without "head of" before and "manager" after it."""
    text = _SENIOR.sub("", _HEAD_OF.sub("", folded))
    found = register.departments.get(folded) or register.departments.get(text)
    words = text.split()
    while found is None and len(words) > 1 and words[-1] in TAIL_WORDS:
        words = words[:-1]
        shorter = " ".join(words)
        found = register.departments.get(shorter) or register.departments.get(f"{shorter} team")
    return found


def find_sort(folded: str, register: Register) -> Role | None:
    """The role of a body with a name of its own, by its first or last words: "witney town council"."""
    words = folded.split()
    themed = find_group(words, register)
    if themed is not None or len(words) > MOST_NAME_WORDS:
        return themed
    for size in range(min(5, len(words) - 1), 0, -1):
        tail, head = tuple(words[-size:]), tuple(words[:size])
        role = register.role_ends.get(tail) if _is_own_name(words[:-size], tail) else None
        role = role or register.role_starts.get(head)
        if role is not None:
            return role
    return None


_COMMON_ENDS = frozenset({("housing",), ("homes",)})
"""Ends that a body's own name has and a department's or a scheme's wording has too."""
_SORTS_OF_HOUSING = (
    "public private sector council councils strategic social supported sheltered temporary emergency "
    "affordable student children care nursing residential empty mobile park new head director of and for "
    "the in or district borough county city local authority team teams general people persons specialist "
    "safe safer warm decent holiday second foster retirement rented community services service health "
    "planning environmental homelessness police probation officer manager registered neighbourhood better "
    "good quality vacant young elderly extra"
)
_NO_NAMES = frozenset(w + end for w in _SORTS_OF_HOUSING.split() for end in ("", "s"))
"""Words that say what sort of housing it is, and name no landlord."""
_LEAST_LETTERS = 5
"""Letters of the longest word of a landlord's own name; shorter ones are a council's initials."""


def _is_own_name(before: list[str], tail: tuple[str, ...]) -> bool:
    """Whether the words before a common end are a name: "northwards housing", not "nccs housing"."""
    if tail not in _COMMON_ENDS:
        return True
    return not _NO_NAMES.intersection(before) and max(map(len, before)) >= _LEAST_LETTERS


_GROUPS = (
    "group groups board boards forum forums partnership partnerships network networks panel panels "
    "subgroup subgroups committee taskforce sg"
)
_GROUP_WORDS = frozenset(_GROUPS.split())
_CONCERNED = "support user users help peer survivor survivors victim victims recovery"
_OF_PEOPLE = frozenset(_CONCERNED.split())
"""Words before "group" that make it a group of those concerned, not of those who steer."""
MOST_GROUP_WORDS = 14


def find_group(words: list[str], register: Register) -> Role | None:
    """The role of a group by its theme: "hate crime tactical group"; None where two themes differ."""
    if not 2 <= len(words) <= MOST_GROUP_WORDS or words[-1] not in _GROUP_WORDS or words[-2] in _OF_PEOPLE:
        return None
    if {"crime", "disorder"} <= set(words) or {"community", "safety"} <= set(words):
        return None  # a community safety partnership by whatever else it is named
    longest = max((len(theme) for theme in register.themes), default=0)
    found: set[Role] = set()
    at = 0
    while at < len(words) - 1:
        sizes = range(min(longest, len(words) - 1 - at), 0, -1)
        size = next((n for n in sizes if tuple(words[at : at + n]) in register.themes), 0)
        if size:
            found.add(register.themes[tuple(words[at : at + size])])
        at += max(size, 1)
    return found.pop() if len(found) == 1 else None

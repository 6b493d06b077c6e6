"""Agency ids by name, acronym or place: for people who write decisions."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from normalise.names import acronym_key, fold_name
from normalise.register import ALL_PARTNERS, GENERIC, Register, Role

EVERYONE = "All partners"
MOST_NEAR = 3
"""Ids named beside one that is none."""
NEAR_ENOUGH = 78.0
"""Similarity of the words asked for to a name that is shown though it does not hold them, of 100."""


@dataclass(frozen=True, slots=True)
class Found:
    """A body, a role or everyone, as a decision may name it."""

    agency_id: str
    name: str
    kind: str
    """Kind of the register; ``role`` or ``all_partners`` where no one body is meant."""
    places: str = ""
    years: str = ""
    """Years of its existence where they are not open on both sides: "1974-2009", "2021-"."""
    code: str = ""
    also: str = ""
    """Other names and acronyms it is printed under."""


@functools.lru_cache(maxsize=2)
def _roles(register: Register) -> dict[str, Role]:
    """Every role by its id."""
    groups = (register.roles, register.role_ends, register.role_starts, register.members, register.themes)
    return {role.agency_id: role for group in groups for role in group.values()}


def is_agency_id(agency_id: str, register: Register) -> bool:
    """Whether an id is of the register: a body, a role, or all partners."""
    return agency_id == ALL_PARTNERS or agency_id in register.by_id or agency_id in _roles(register)


def name_for_people(agency_id: str, register: Register) -> str:
    """Official name of a body, the title of a role, "All partners"; an unknown id as it is."""
    if agency_id == ALL_PARTNERS:
        return EVERYONE
    role = _roles(register).get(agency_id) if agency_id.startswith(GENERIC) else None
    return role.title if role else register.name_of(agency_id)


def nearest_ids(agency_id: str, register: Register) -> list[str]:
    """The ids that are spelled most like this one."""
    ids = [*register.by_id, *_roles(register), ALL_PARTNERS]
    return [found[0] for found in process.extract(agency_id, ids, scorer=fuzz.ratio, limit=MOST_NEAR)]


def find_agencies(words: str, register: Register, most: int = 20) -> list[Found]:
    """Bodies and roles that these words may mean, the nearest first.

    Args:
        words: part of a name or a place, in any order; an acronym; or an id.
        register: where to look.
        most: how many at most.
    """
    wanted, key = fold_name(words).split(), acronym_key(words)
    ranked: list[tuple[tuple[float, str], Found]] = []
    for found, texts in _entries(register):
        rank = _rank(words, wanted, key, found, texts)
        if rank is not None:
            ranked.append(((rank, found.name), found))
    return [found for _, found in sorted(ranked, key=lambda r: r[0])[:most]]


def _rank(
    words: str, wanted: list[str], key: str, found: Found, texts: tuple[tuple[str, ...], frozenset[str]]
) -> float | None:
    """How near an entry is: 0 its own name or id, 1 an acronym, 2 all words, above 3 a near spelling."""
    names, acronyms = texts
    asked = " ".join(wanted)
    if words.strip() == found.agency_id or asked in names:
        return 0.0
    if key and key in acronyms:
        return 1.0
    if wanted and any(_holds(name, wanted) for name in names):
        return 2.0
    near = max((fuzz.ratio(asked, name) for name in names), default=0.0)
    return 3.0 + (100.0 - near) / 100.0 if near >= NEAR_ENOUGH else None


def _holds(name: str, wanted: list[str]) -> bool:
    """Whether every word asked for begins a word of the name."""
    padded = f" {name}"
    return all(f" {word}" in padded for word in wanted)


@functools.lru_cache(maxsize=2)
def _entries(register: Register) -> list[tuple[Found, tuple[tuple[str, ...], frozenset[str]]]]:
    """Everything a decision may name, with the texts it is found by."""
    entries = []
    for body in register.bodies:
        names = tuple({fold_name(n) for n in (body.name, *body.names, *body.places)})
        acronyms = frozenset(map(acronym_key, body.acronyms))
        years = f"{body.start[:4]}-{body.end[:4]}".removeprefix("0000").removesuffix("9999")
        also = "; ".join(dict.fromkeys(n for n in (*body.acronyms, *body.names) if n != body.name))
        found = Found(
            body.agency_id, body.name, body.kind, "; ".join(body.places), "" if years == "-" else years,
            body.code, also,
        )  # fmt: skip
        entries.append((found, (names, acronyms)))
    wordings: dict[str, set[str]] = {}
    for wording, role in (*register.roles.items(), *register.members.items()):
        wordings.setdefault(role.agency_id, set()).add(wording)
    for agency_id, role in _roles(register).items():
        names = tuple({fold_name(role.title), *wordings.get(agency_id, ())})
        entries.append((Found(agency_id, role.title, "role"), (names, frozenset())))
    everyone = Found(ALL_PARTNERS, EVERYONE, "all_partners")
    entries.append((everyone, (("all partners", "everyone"), frozenset())))
    return entries

"""The register of public bodies, loaded once and indexed for looking up names."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

from normalise.names import acronym_key, fold_name
from planhouse.errors import RegisterError

COUNCIL_KINDS = frozenset(
    {"council_county", "council_district", "council_unitary", "council_metropolitan", "council_london",
     "council_wales", "council_scotland", "council_ni"}
)  # fmt: skip
UPPER_KINDS = COUNCIL_KINDS - {"council_district"}
"""Authorities with the duties of a county: social care, public health, trading standards."""
LOWER_KINDS = COUNCIL_KINDS - {"council_county"}
"""Authorities with the duties of a district: housing, licensing, environmental health."""
ALL_PARTNERS = "ALL_PARTNERS"
GENERIC = "GENERIC:"
_FIRST_DAY, _LAST_DAY = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Body:
    """One body of the register."""

    agency_id: str
    """Stable and readable: ``council:west-oxfordshire``, ``police:thames-valley``."""
    name: str
    """Official name."""
    kind: str
    code: str
    """Official code (GSS for an authority, ODS for a health body, police.uk for a force); may be empty."""
    area_code: str
    """GSS code of the area it serves, where there is one."""
    start: str
    """First day of existence as ISO date; the earliest day where unknown."""
    end: str
    """Last day; the latest day where it still exists."""
    successors: tuple[str, ...]
    areas: frozenset[str]
    """Authorities it serves, by the registry's short codes; empty for a national body."""
    places: tuple[str, ...]
    """Names of its area without the words for its kind: "Thames Valley"."""
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    own_area: str = ""
    """An authority's own short code; empty for others."""

    @property
    def is_council(self) -> bool:
        """Whether it is a local authority."""
        return self.kind in COUNCIL_KINDS

    def exists(self, first_year: int, last_year: int) -> bool:
        """Whether it existed on any day of these calendar years."""
        return self.start <= f"{last_year:04d}-12-31" and self.end >= f"{first_year:04d}-01-01"


@dataclass(frozen=True)
class Role:
    """A kind of body rather than one body: schools, registered providers."""

    agency_id: str
    title: str


@dataclass(frozen=True)
class Department:
    """A department under its body, and the tier of body it belongs to."""

    name: str
    tier: str
    """``upper``, ``lower`` or ``police``."""


@dataclass(frozen=True, eq=False)
class Register:
    """All bodies and the indexes by which they are found."""

    bodies: tuple[Body, ...]
    by_id: dict[str, Body]
    by_name: dict[str, tuple[Body, ...]]
    """Folded full name -> bodies."""
    by_place: dict[str, tuple[Body, ...]]
    """Folded place name -> bodies that serve it."""
    by_acronym: dict[str, tuple[Body, ...]]
    """Upper-case acronym -> bodies."""
    by_kind: dict[str, tuple[Body, ...]]
    roles: dict[str, Role]
    """Folded wording -> role."""
    role_ends: dict[tuple[str, ...], Role]
    """Last words -> role of a body that is named but in no register: "Witney Town Council"."""
    role_starts: dict[tuple[str, ...], Role]
    """First words likewise: "HMP Bullingdon"."""
    departments: dict[str, Department]
    """Folded wording -> department."""
    kind_words: dict[tuple[str, ...], tuple[str, ...]]
    """Words for a kind -> groups of kinds."""
    groups: dict[str, frozenset[str]]
    """Group -> kinds of the register."""
    wide_areas: dict[str, frozenset[str]]
    """Folded name of an area wider than one authority -> authorities inside."""
    longest_kind: int
    """Words of the longest entry of ``kind_words``."""
    members: dict[str, Role] = field(default_factory=dict)
    """Folded name of a body that stands for a role, not a line of its own: "gentoo"."""
    themes: dict[tuple[str, ...], Role] = field(default_factory=dict)
    """Words of a theme -> role of the groups and boards for it: "hate crime"."""

    def name_of(self, agency_id: str) -> str:
        """Official name of a body, or the id itself for a role or all partners."""
        body = self.by_id.get(agency_id)
        return body.name if body else agency_id

    def with_bodies(self, more: tuple[Body, ...]) -> Register:
        """A register that also holds ``more`` (bodies that only one user's documents name)."""
        return replace(self, **_index_bodies((*self.bodies, *more)))


def _read(name: str) -> Iterator[list[str]]:
    """Rows of a file of the register, without the header."""
    text = resources.files("normalise").joinpath("data", name).read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text))
    header = next(rows, None)
    if header is None:
        raise RegisterError(f"normalise/data/{name}: empty; build it again with scripts/build_register.py")
    for row in rows:
        if len(row) != len(header):
            raise RegisterError(
                f"normalise/data/{name}: line of {row[:1]} has {len(row)} of {len(header)} fields"
            )
        yield row


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _build_body(row: list[str], areas: dict[str, frozenset[str]]) -> Body:
    agency_id, name, kind, code, area_code, start, end, successors, area, places, names, acronyms, _source = (
        row
    )
    covered = areas.get(area)
    if covered is None:
        covered = areas.setdefault(area, frozenset(area.split()))
    own = area.partition(" ")[0] if kind in COUNCIL_KINDS else ""
    lists = (_split(places), _split(names), _split(acronyms))
    days = (start or _FIRST_DAY, end or _LAST_DAY)
    return Body(
        agency_id, name, kind, code, area_code, *days, tuple(successors.split()), covered, *lists, own
    )


@functools.cache
def load_register() -> Register:
    """The register that ships with the project; read once per process."""
    areas: dict[str, frozenset[str]] = {}
    bodies = tuple(_build_body(row, areas) for row in _read("bodies.csv"))
    departments: dict[str, Department] = {}
    for name, tier, names in _read("departments.csv"):
        for wording in (name, *_split(names)):
            departments.setdefault(fold_name(wording), Department(name, tier))
    kind_words: dict[tuple[str, ...], tuple[str, ...]] = {}
    groups: dict[str, frozenset[str]] = {}
    for group, kinds, words in _read("kinds.csv"):
        groups[group] = frozenset(kinds.split())
        for wording in _split(words):
            key = tuple(fold_name(wording).split())
            kind_words[key] = (*kind_words.get(key, ()), group)
    wide = {fold_name(name): frozenset(area.split()) for name, area in _read("wide_areas.csv")}
    return Register(
        **_index_bodies(bodies),
        **_index_roles(_read("roles.csv")),
        departments=departments,
        kind_words=kind_words,
        groups=groups,
        wide_areas=wide,
        longest_kind=max(len(k) for k in kind_words),
        **_index_members(_read("role_members.csv"), _read("group_themes.csv")),
    )


def _index_members(members: Iterable[list[str]], themes: Iterable[list[str]]) -> dict[str, Any]:
    """The register's fields for bodies that stand for a role, and for groups by their theme."""
    named = {
        fold_name(name): Role(GENERIC + role, title)
        for role, title, names, _source in members
        for name in _split(names)
    }
    of_theme = {
        tuple(fold_name(words).split()): Role(GENERIC + role, title)
        for role, title, wordings in themes
        for words in _split(wordings)
    }
    return {"members": named, "themes": of_theme}


def _index_roles(rows: Iterable[list[str]]) -> dict[str, Any]:
    """The register's fields for roles; a star in a wording stands for a name of its own."""
    roles: dict[str, Role] = {}
    ends: dict[tuple[str, ...], Role] = {}
    starts: dict[tuple[str, ...], Role] = {}
    for role, title, names in rows:
        found = Role(GENERIC + role, title)
        for name in (title, role.replace("_", " "), *_split(names)):
            key = fold_name(name.replace("*", " "))
            if name.startswith("*"):
                ends.setdefault(tuple(key.split()), found)
            elif name.endswith("*"):
                starts.setdefault(tuple(key.split()), found)
            else:
                roles.setdefault(key, found)
    return {"roles": roles, "role_ends": ends, "role_starts": starts}


def _index_bodies(bodies: tuple[Body, ...]) -> dict[str, Any]:
    """The register's fields for bodies."""
    names: dict[str, list[Body]] = {}
    places: dict[str, list[Body]] = {}
    acronyms: dict[str, list[Body]] = {}
    kinds: dict[str, list[Body]] = {}
    for body in bodies:
        kinds.setdefault(body.kind, []).append(body)
        for key in {fold_name(n) for n in (body.name, *body.names)}:
            names.setdefault(key, []).append(body)
        for key in {fold_name(p) for p in body.places}:
            places.setdefault(key, []).append(body)
        for key in {acronym_key(a) for a in body.acronyms}:
            acronyms.setdefault(key, []).append(body)
    return {
        "bodies": bodies,
        "by_id": {b.agency_id: b for b in bodies},
        "by_name": {k: tuple(v) for k, v in names.items()},
        "by_place": {k: tuple(v) for k, v in places.items()},
        "by_acronym": {k: tuple(v) for k, v in acronyms.items()},
        "by_kind": {k: tuple(v) for k, v in kinds.items()},
    }

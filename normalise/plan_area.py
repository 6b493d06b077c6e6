"""Where a plan is: its authorities, what lies over and inside them, and how far another body is from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalise.frame import PlanContext
from normalise.names import fold_name
from normalise.register import COUNCIL_KINDS, Body, Register


@dataclass(frozen=True)
class AreaFit:
    """How much a body's area speaks for it, 0 to 1, by its relation to the plan's authorities.

    The order is what matters: one's own authority before those over it (OCC in Oxford is the city), those
    before the districts of a county's plan, those before neighbours, and all before strangers.
    """

    own: float = 1.0
    over: float = 0.88
    """Serves the plan's area: its county, force, health board."""
    inside: float = 0.8
    """Lies within the area of a county's plan."""
    national: float = 0.85
    neighbour: float = 0.5
    """Another authority of the same county."""
    same_force: float = 0.3
    """Another authority of the same police area."""
    stranger: float = 0.0
    unknown: float = 0.6
    """The plan's own area is not known."""


FIT = AreaFit()
NOWHERE = frozenset[str]()


@dataclass(frozen=True)
class PlanArea:
    """The plan's authorities and what surrounds them, as short codes of the registry."""

    own: frozenset[str] = NOWHERE
    inside: frozenset[str] = NOWHERE
    """Districts of a county that has a plan of its own."""
    county: frozenset[str] = NOWHERE
    """Everything in the same county or counties."""
    force: frozenset[str] = NOWHERE
    """Everything in the same police area."""
    authorities: tuple[Body, ...] = ()

    def fit(self, body: Body) -> float:
        """How much the body's area speaks for it."""
        if not self.own:
            return FIT.unknown if body.areas else FIT.national
        if not body.areas:
            return FIT.national if body.kind in {"national", "nps", "police"} else FIT.same_force
        if body.own_area and body.own_area in self.own:
            return FIT.own
        if body.areas & self.own:
            return FIT.own if body.areas == self.own | self.inside else FIT.over
        if body.areas & self.inside:
            return FIT.inside
        if body.areas & self.county:
            return FIT.neighbour
        return FIT.same_force if body.areas & self.force else FIT.stranger


_TOKEN = re.compile(r"[A-Za-z0-9&'’.\-]+|,")


def find_authorities(
    text: str, register: Register, years: tuple[int, int] | None = None, capitals: bool = False
) -> tuple[Body, ...]:
    """Authorities a text names by place, smallest first where one lies in another (the wider are dropped).

    Args:
        text: "West Oxfordshire district, Oxfordshire", or a document's title.
        register: The register.
        years: First and last year; authorities of that time are preferred.
        capitals: Take only names that begin with a capital letter (running text has "reading").
    """
    whole = _place(fold_name(text), register, years)
    if whole:
        return whole[1]
    found: list[frozenset[str]] = []
    bodies: list[Body] = []
    pieces = [p for p in _PIECES.split(text) if p.strip()]
    for piece in pieces:
        hits = _scan(piece, register, years, capitals)
        if hits and bodies and len(pieces) == MOST_SURROUNDED:
            break
        for areas, council in hits:
            found.append(areas)
            bodies += council
    return _innermost(bodies, found)


_PIECES = re.compile(r"[,;:()\n]|\s[-–—]\s")
MOST_SURROUNDED = 2
"""Pieces of a text whose second only says where the first is: "York, North Yorkshire"."""


def _scan(
    piece: str, register: Register, years: tuple[int, int] | None, capitals: bool
) -> list[tuple[frozenset[str], tuple[Body, ...]]]:
    words = [(fold_name(w), w) for w in _TOKEN.findall(piece)]
    words = [(f, w) for f, w in words if f]
    result: list[tuple[frozenset[str], tuple[Body, ...]]] = []
    start = 0
    while start < len(words):
        step = 1
        for size in range(min(6, len(words) - start), 0, -1):
            if capitals and not words[start][1][:1].isupper():
                break
            key = fold_name(" ".join(w for _, w in words[start : start + size]))
            hit = _place(key, register, years)
            if hit:
                result.append(hit)
                step = size
                break
        start += step
    return result


def _place(
    key: str, register: Register, years: tuple[int, int] | None
) -> tuple[frozenset[str], tuple[Body, ...]] | None:
    """The area a folded name stands for: an authority of the time, or a wider area and its authorities."""
    councils = [b for b in register.by_place.get(key, ()) if b.kind in COUNCIL_KINDS]
    alive = [b for b in councils if years is None or b.exists(*years)]
    if years is None:
        alive = [b for b in alive if b.end > "9"]
    wide = register.wide_areas.get(key)
    if alive:
        latest = max(alive, key=lambda b: b.end)
        return latest.areas, (latest,)
    if wide:
        members = tuple(
            b for b in register.bodies if b.own_area in wide and (years is None or b.exists(*years))
        )
        return wide, members
    if councils:
        latest = max(councils, key=lambda b: b.end)
        return latest.areas, (latest,)
    return None


def _innermost(bodies: list[Body], found: list[frozenset[str]]) -> tuple[Body, ...]:
    """Authorities that hold no smaller named area inside; each once."""
    kept: dict[str, Body] = {}
    for body in bodies:
        wider_than_another = any(areas < body.areas for areas in found)
        if not wider_than_another:
            kept[body.agency_id] = body
    smallest = list(kept.values())
    pointed = [areas for areas in found if len(areas) == min(len(f) for f in found)]
    named = [b for b in smallest if any(b.areas == areas for areas in found)]
    if named and pointed:
        return tuple(named)
    return tuple(smallest)


def build_area(authorities: tuple[Body, ...], register: Register) -> PlanArea:
    """What surrounds these authorities."""
    if not authorities:
        return PlanArea()
    own = frozenset(a.own_area for a in authorities)
    inside = frozenset(c for a in authorities for c in a.areas) - own
    county: set[str] = set(own | inside)
    force: set[str] = set()
    for body in register.by_kind["council_county"]:
        if body.areas & own:
            county |= body.areas
    for body in register.by_kind["police"]:
        if body.areas & own:
            force |= body.areas
    return PlanArea(own, inside, frozenset(county), frozenset(force), authorities)


def with_area(frame: PlanContext, register: Register, capitals: bool = False) -> PlanContext:
    """The frame with the authorities its own words name, unless it already has some."""
    if frame.authority_ids:
        return frame
    authorities = find_authorities(frame.plan_area_text, register, frame.years, capitals)
    if not authorities and not frame.plan_area_text.strip():
        councils = (e for e in frame.definitions.values() if "council" in e.lower())
        authorities = find_authorities("; ".join(councils), register, frame.years, capitals=True)
    if not authorities and "," in frame.plan_area_text:
        authorities = find_authorities(
            frame.plan_area_text.rpartition(",")[2], register, frame.years, capitals
        )
    return replace(
        frame,
        authority_ids=tuple(a.agency_id for a in authorities),
        area_codes=tuple(a.code for a in authorities if a.code),
    )


def find_area(frame: PlanContext, register: Register) -> PlanArea:
    """The surroundings of a frame's authorities."""
    return build_area(tuple(register.by_id[i] for i in frame.authority_ids if i in register.by_id), register)

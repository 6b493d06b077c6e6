"""Bodies a name might mean by exact readings, each with readable evidence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from normalise.names import acronym_key, split_kind
from normalise.plan_area import PlanArea
from normalise.register import COUNCIL_KINDS, Body, Register


@dataclass(frozen=True)
class Weights:
    """What a reading is worth: ``base`` for the name, plus area and period by how well they fit.

    A full name speaks for itself; an acronym or a bare "Police" means nothing without the place.
    Set so that an acronym of the own, surrounding or a national body passes and a stranger's does not.
    """

    base: float
    area: float
    period: float


EXPLICIT = Weights(0.80, 0.15, 0.05)
SERVES = Weights(0.70, 0.20, 0.05)
ACRONYM = Weights(0.35, 0.50, 0.15)
KIND_ONLY = Weights(0.30, 0.50, 0.15)
BARE_PLACE = Weights(0.35, 0.50, 0.10)
NEAR = Weights(0.50, 0.35, 0.05)
NEEDS_PLACE = frozenset({"nhs"})
"""Groups whose words alone name a sort of body, not the one of the plan's area: "NHS"."""
ACCEPT_SCORE = 0.74
"""Least score of an accepted match: a neighbour's acronym (0.35 + 0.5 * 0.5 + 0.15) just passes."""
ACCEPT_MARGIN = 0.04
"""Least distance to the runner-up: own before over is 0.06 for an acronym."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A body with the evidence for it."""

    body: Body
    score: float
    rule: str
    features: dict[str, float]


def period_fit(body: Body, years: tuple[int, int] | None) -> float:
    """Share of the plan's years in which the body existed, lifted so that any overlap beats none."""
    if years is None:
        return 0.9 if body.end > "9" else 0.6
    first, last = years
    start, end = _years(body.start), _years(body.end)
    overlap = min(end, last + 1.0) - max(start - 1 / 12, float(first))
    if overlap <= 0:
        gap = -overlap
        return max(0.0, 0.3 - 0.05 * gap)
    return 0.5 + 0.5 * min(1.0, overlap / (last + 1.0 - first))


@functools.lru_cache(maxsize=1 << 12)
def _years(day: str) -> float:
    """An ISO date as a year with its fraction, to the month."""
    return int(day[:4]) + int(day[5:7]) / 12.0


def score(body: Body, rule: str, weights: Weights, area: PlanArea, years: tuple[int, int] | None,
          name: float = 1.0) -> Scored:  # fmt: skip
    """A body with its score and features."""
    fit, when = area.fit(body), period_fit(body, years)
    total = name * weights.base + weights.area * fit + weights.period * when
    return Scored(body, total, rule, {"name": name, "area": fit, "period": when})


def best_first(scored: Iterable[Scored]) -> list[Scored]:
    """The best reading of each body, best first; ties in order of id."""
    best: dict[str, Scored] = {}
    for s in scored:
        held = best.get(s.body.agency_id)
        if held is None or s.score > held.score:
            best[s.body.agency_id] = s
    return sorted(best.values(), key=lambda s: (-s.score, s.body.agency_id))


_LEGAL_TAIL = re.compile(r"(?: nhs)?(?: foundation)?(?: (?:trust|ft))?$")
_ENDINGS = (
    "",
    " nhs trust",
    " nhs foundation trust",
    " partnership nhs trust",
    " partnership nhs foundation trust",
    " university nhs trust",
    " university nhs foundation trust",
)
_TRUSTS = frozenset({"nhs_trust", "ambulance"})


def find_named(key: str, register: Register, area: PlanArea, years: tuple[int, int] | None) -> list[Scored]:
    """Bodies whose full name this is; of a trust the legal ending may differ."""
    bodies = register.by_name.get(key, ())
    if not bodies and key.endswith((" trust", " ft", " nhs")):
        core = _LEGAL_TAIL.sub("", key)
        bodies = tuple(b for e in _ENDINGS for b in register.by_name.get(core + e, ()) if b.kind in _TRUSTS)
    return [score(b, "register_name", EXPLICIT, area, years) for b in bodies]


def find_acronym(
    text: str, register: Register, area: PlanArea, years: tuple[int, int] | None
) -> list[Scored]:
    """Bodies that are known or commonly shortened by this acronym."""
    bodies = register.by_acronym.get(acronym_key(text), ())
    return [
        score(b, "alias", ACRONYM, area, years)
        for b in bodies
        if years is None or b.exists(*years) or len(bodies) == 1
    ]


def _plain(name: str) -> bool:
    """A council's name without County, District, Borough or City: it may be written with any."""
    return not any(w in name for w in ("County", "District", "Borough", "City", "city"))


def _fits_group(body: Body, group: str) -> bool:
    """Whether a council may be written as this sort of council; true of every other kind of body."""
    if group == "county":
        return body.kind == "council_county" or "County" in body.name or _plain(body.name)
    if group == "district":
        return body.kind == "council_district" or _plain(body.name)
    if group == "borough":
        return body.kind != "council_county" and ("City" not in body.name or "Borough" in body.name)
    if group == "pfcc":
        return "Fire" in body.name
    if group == "city":
        return "City" in body.name or _plain(body.name)
    return True


def find_typed(
    words: list[str], register: Register, area: PlanArea, years: tuple[int, int] | None
) -> list[Scored]:
    """Bodies named as a kind with a place: "Gwent PCC", "Kent CC", "PCC for Kent"."""
    found: list[Scored] = []
    for group, place in split_kind(words, register.kind_words, register.longest_kind):
        kinds = register.groups[group]
        place = "" if place == "nhs" else place
        if not place and group in NEEDS_PLACE:
            continue
        if not place:
            found += find_kind(group, register, area, years)
            continue
        there = _bodies_of(place, kinds, register)
        if len(kinds) > 1 and years is not None:
            there = [b for b in there if b.exists(*years)] or there
        fitting = [b for b in there if _fits_group(b, group)]
        found += [score(b, "kind_and_place", EXPLICIT, area, years) for b in fitting]
        if not there and not kinds & COUNCIL_KINDS:
            found += _find_serving(place, kinds, register, area, years)
    return found


def _bodies_of(place: str, kinds: frozenset[str], register: Register) -> list[Body]:
    """Bodies of these kinds named after the place or its acronym; probation has national ones besides."""
    place = place.removeprefix("nhs ").removesuffix(" nhs")
    named = register.by_place.get(place) or register.by_place.get(f"{place}s", ())  # "Three River DC"
    there = [b for b in named if b.kind in kinds]
    if not there and " " not in place:
        there = [b for b in register.by_acronym.get(place.upper(), ()) if b.kind in kinds]
    if there and "nps" in kinds and len(kinds) > 1:
        there += register.by_kind["nps"]
    return there


def _find_serving(
    place: str, kinds: frozenset[str], register: Register, area: PlanArea, years: tuple[int, int] | None
) -> list[Scored]:
    """The bodies of a kind that serve a named area without bearing its name: "Oxfordshire Probation"."""
    wanted = set(register.wide_areas.get(place, ()))
    for council in register.by_place.get(place, ()):
        if council.kind in COUNCIL_KINDS:
            wanted.add(council.own_area)
    if not wanted:
        return []
    bodies = [b for k in kinds for b in register.by_kind.get(k, ()) if b.areas & wanted]
    bodies = [b for b in bodies if years is None or b.exists(*years)]
    return [score(b, "serves_area", SERVES, area, years) for b in bodies]


def find_kind(group: str, register: Register, area: PlanArea, years: tuple[int, int] | None) -> list[Scored]:
    """The body of a kind that a plan of this area means without naming it: "Police", "the Council"."""
    kinds = register.groups[group]
    bodies = [b for k in kinds for b in register.by_kind.get(k, ())]
    reach = [b for b in bodies if (not b.areas and b.kind == "nps") or b.areas & (area.own | area.inside)]
    reach = [b for b in reach if _fits_group(b, group)]
    if years is not None:
        reach = [b for b in reach if b.exists(*years)] or reach
    elif any(b.end > "9" for b in reach):
        reach = [b for b in reach if b.end > "9"]
    if group == "council":
        reach = [b for b in reach if b.own_area in area.own] or reach
    if not area.own:
        reach = [b for b in reach if not b.areas]
    return [score(b, "area_context", KIND_ONLY, area, years) for b in reach]


def find_place(key: str, register: Register, area: PlanArea, years: tuple[int, int] | None) -> list[Scored]:
    """Councils named by their place alone: "Cherwell"."""
    councils = [b for b in register.by_place.get(key, ()) if b.kind in COUNCIL_KINDS]
    alive = [b for b in councils if years is None or b.exists(*years)]
    return [score(b, "bare_place", BARE_PLACE, area, years) for b in alive or councils]

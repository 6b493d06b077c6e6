"""Printed names of places -> official areas: "West", "South and Vale", "All Oxfordshire", "countywide".

A name is looked up among the plan's own authorities, then all authorities of the time, then wider areas
(countries, regions, police areas). Any other name is kept as a place without a code: a town, ward or
parish, inside the plan's area as far as the document says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from normalise.area_codes import WideArea, load_regions, load_wide_areas, pick_code
from normalise.frame import PlanContext
from normalise.names import POINTS, acronym_key, fold_name, is_acronym
from normalise.plan_area import PlanArea, find_area, with_area
from normalise.register import COUNCIL_KINDS, Body, Register, load_register
from planhouse.derived import Area

Kind = Literal["", "county", "district", "force", "region", "unit"]

_LIST = re.compile(r"\s*(?:[;/+,]|(?<!\w)and(?!\w)|&)\s*(?:the\s+)?", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:all(?:\s+of)?|(?:the\s+)?whole(?:\s+of)?|entire|across|in|within|throughout|wider|the|county\s+of|city\s+of"
    r"|(?:the\s+)?(?:london|royal|metropolitan)?\s*borough\s+of|district\s+of|lb(?:\s+of)?|rb(?:\s+of)?)\s+"
)
_AFTER: tuple[tuple[str, Kind], ...] = (
    (r"(?:police\s+)?force(?:\s+area)?|police(?:\s+(?:area|force\s+area|force))?|constabulary", "force"),
    (r"county(?:\s+council)?(?:\s+area)?", "county"),
    (r"(?:metropolitan\s+|london\s+)?(?:borough|district)(?:\s+council)?(?:\s+area)?", "district"),
    (r"region(?:al)?", "region"),
    (
        r"average|total|overall|area|as\s+a\s+whole|csp|community\s+safety\s+partnership|residents|population|only",
        "",
    ),
    (
        r"lpa|lpu|bcu|local\s+poli(?:cing|ce)\s+(?:area|unit)|(?:police\s+|policing\s+)?division|policing\s+area"
        r"|basic\s+command\s+unit|command\s+unit",
        "unit",
    ),
    (
        r"unitary(?:\s+authority)?|local\s+authority(?:\s+area)?|la|council|wide|figures?|rate|city|[mc]?bc|mdc|ua|dc|cc|(?:royal\s+)?borough\s+of",
        "",
    ),
)
"""Words behind a name that only say what kind of area it is."""
_SUFFIXES = tuple((re.compile(rf"\s+(?:{words})$"), kind) for words, kind in _AFTER)
_TAIL = (
    r"(?:\s*wide)?(?:\s+(?:area|average|total|level|as\s+a\s+whole|figures?|rate|boundary|picture|position))*"
)
_CONTEXT = {
    "county": re.compile(rf"(?:county|shire){_TAIL}"),
    "force": re.compile(rf"(?:(?:police\s+)?force|police\s+area|constabulary){_TAIL}"),
    "nation": re.compile(rf"(?:national(?:ly)?|nation|country){_TAIL}"),
    "region": re.compile(rf"region(?:al|ally)?{_TAIL}"),
    "own": re.compile(
        r"(?:district|borough|(?:the\s+)?city|local(?:ly)?|partnership(?:\s+area)?|csp|plan|local\s+authority"
        rf"|authority|our|(?:local\s+)?area){_TAIL}"
    ),
}
"""Wording that names an area by the plan's own: what is asked for -> how it is printed."""
_ANY_TIER = ("local", "partnership", "csp", "plan", "our", "area", "authority")
_COMPASS = {"north", "south", "east", "west", "mid", "central", "vale", "city"}
_NOT_THE_WHOLE = re.compile(
    r"\b(?:rest|remainder|parts?|outside|excluding|except|town|city|village)\s+(?:of|centre|center)\b|\bcentre\b"
    r"|\b(?:ward|wards|parish|estate|road|street|hotspots?|station|park|neighbourhood|schools?)\b"
)


_COMPARISON = re.compile(
    r"\b(?:most\s+similar|msg|similar\s+(?:csps?|areas|forces|group)|family\s+(?:group|average)|peer\s+group|iquanta)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Hit:
    code: str
    name: str
    rule: str
    is_sure: bool = True
    own_area: str = ""
    """Short code of an authority in the register; empty for anything else."""


def parse_area(raw: str, frame: PlanContext, register: Register | None = None) -> Area:
    """The first area of a wording."""
    return parse_areas(raw, frame, register)[0]


def parse_areas(raw: str, frame: PlanContext, register: Register | None = None) -> tuple[Area, ...]:
    """Every area a wording names, in printed order; never empty.

    Args:
        raw: A place as printed: "West", "South and Vale", "Thames Valley force area", "Witney".
        frame: The plan's own area and period, which decide what short names mean and which codes are valid.
        register: The register of bodies; the one that ships with the project by default.
    """
    return _parse_areas(raw, frame, register or load_register())


@lru_cache(maxsize=16384)
def _parse_areas(raw: str, frame: PlanContext, register: Register) -> tuple[Area, ...]:
    located = with_area(frame, register)
    reader = _Reader(register, find_area(located, register), located.years)
    text = " ".join(raw.split())[:300]
    hit = reader.find(text)
    if hit is not None:
        return (_area(raw, hit),)
    parts = [p for p in _LIST.split(text.strip(" .,;")) if p]
    if 1 < len(parts) <= 40:
        hits = reader.find_list(parts)
        if any(hits) and (all(hits) or not _NOT_THE_WHOLE.search(fold_name(text))):
            return tuple(_area(raw, h) if h else _place(raw, p) for p, h in zip(parts, hits, strict=True))
    return (_place(raw, text),)


def _area(raw: str, hit: _Hit) -> Area:
    return Area(
        raw=raw, name=hit.name, gss_code=hit.code or None, rule=hit.rule,
        judgement="accepted" if hit.is_sure else "unsure",
    )  # fmt: skip


def _place(raw: str, name: str) -> Area:
    """A place without an official code; blank wording is none at all."""
    if not fold_name(name):
        return Area(raw=raw, name="", judgement="rejected", rule="blank")
    rule = "comparison_group" if _COMPARISON.search(name) else "named_place"
    return Area(raw=raw, name=name.strip(" .,;"), rule=rule)


class _Reader:
    """Looks names up for one plan."""

    def __init__(self, register: Register, around: PlanArea, years: tuple[int, int] | None) -> None:
        self.register = register
        self.around = around
        self.years = years
        self.wide = load_wide_areas()

    def find(self, text: str) -> _Hit | None:
        """The one area a name stands for."""
        name = fold_name(text)
        if not name:
            return None
        hit = self._find_context(name) or self._find_own(name) or self._find_acronym(text)
        if hit is not None or _NOT_THE_WHOLE.search(name):
            return hit or self._find_named(name, "")
        kind: Kind = ""
        for variant, kind in _shorten(name):
            hit = self._find_context(variant) or self._find_own(variant) or self._find_named(variant, kind)
            if hit is not None:
                return hit
        for variant, kind in _shorten(name):
            # "South Division" is a part of the force, not the one district whose name begins so.
            hit = None if kind == "unit" else self._find_short(variant)
            hit = hit or self._find_misspelt(variant, kind)
            if hit is not None:
                return hit
        return None

    def find_list(self, parts: list[str]) -> list[_Hit | None]:
        """Areas of a list whose members may share a last or first word: "North and Mid Devon"."""
        hits: list[_Hit | None] = []
        for at, part in enumerate(parts):
            shared = self._share_word(part, parts[at + 1 :]) if " " not in part.strip() else None
            hits.append(shared or self.find(part))
        known = frozenset(h.own_area for h in hits if h and h.own_area)
        return [h or self._find_sibling(fold_name(p), known) for h, p in zip(hits, parts, strict=True)]

    def _find_sibling(self, name: str, known: frozenset[str]) -> _Hit | None:
        """A short name in the county, or else police area, of the names beside it: "Cardiff and the Vale"."""
        if not known or not set(name.split()) & _COMPASS:
            return None
        for kind in ("council_county", "police"):
            around = [b.areas for b in self.register.by_kind[kind] if known <= b.areas and self._alive(b)]
            near = frozenset[str]().union(*around)
            fitting = [
                b for b in self.register.bodies
                if b.kind in COUNCIL_KINDS and b.kind != "council_county" and b.own_area in near - known
                and self._alive(b) and set(name.split()) <= set(_words(b))
            ]  # fmt: skip
            if len(fitting) == 1:
                return self._hit(fitting[0], "sibling_short")
        return None

    def _share_word(self, part: str, later: list[str]) -> _Hit | None:
        if fold_name(part) not in _COMPASS or not later or self._find_own(fold_name(part)):
            return None
        tail = fold_name(later[-1]).split()
        return self._find_named(f"{fold_name(part)} {' '.join(tail[1:])}", "") if len(tail) > 1 else None

    def _find_context(self, name: str) -> _Hit | None:
        """``countywide``, ``the district``, ``force average``, ``national``: told by where the plan is."""
        asked = next((k for k, p in _CONTEXT.items() if p.fullmatch(name)), "")
        own = self.around.authorities
        if asked == "nation":
            code = "W92000004" if own and own[0].code.startswith("W") else "E92000001"
            return self._wide_hit(next(w for w in self.wide if w.code == code), "plan_nation", bool(own))
        if not asked or not own:
            return None
        if asked == "region":
            region = load_regions().get(own[0].own_area)
            return self._wide_hit(region, "plan_region") if region else None
        if asked == "own":
            # A county's plan means one of its districts by "the district"; which one it does not say.
            is_one = own[0].kind != "council_county" or name.startswith(_ANY_TIER)
            return self._hit(own[0], "plan_area", len(own) == 1) if is_one else None
        kinds = {"county": "council_county", "force": "police"}
        bodies = [
            b for b in self.register.by_kind[kinds[asked]] if b.areas & self.around.own and self._alive(b)
        ]
        if not bodies and asked == "county":
            return self._hit(own[0], "plan_area", len(own) == 1)
        return self._hit(bodies[0], f"plan_{asked}", len(bodies) == 1) if bodies else None

    def _find_own(self, name: str) -> _Hit | None:
        """A short name of the plan's own authority: "West" in West Oxfordshire's plan."""
        words = set(name.split())
        if not words & _COMPASS:
            return None
        fitting = [b for b in self.around.authorities if words <= set(_words(b))]
        return self._hit(fitting[0], "plan_area_short") if len(fitting) == 1 else None

    def _find_short(self, name: str) -> _Hit | None:
        """A short name that only one authority of the plan's county carries: "Vale" in Oxfordshire."""
        words = set(name.split())
        near = [
            b for b in self.register.bodies
            if b.kind in COUNCIL_KINDS and b.own_area in self.around.county and self._alive(b)
        ]  # fmt: skip
        fitting = [b for b in near if words <= set(_words(b))]
        smallest = [b for b in fitting if b.kind != "council_county"] or fitting
        return self._hit(smallest[0], "county_short") if words and len(smallest) == 1 else None

    def _find_named(self, name: str, kind: Kind) -> _Hit | None:
        """A name in full: an authority of the time, a wider area, a police area, a former authority."""
        named = (*self.register.by_place.get(name, ()), *self.register.by_name.get(name, ()))
        bodies = [b for b in dict.fromkeys(named) if self._fits(b, kind)]
        alive = [b for b in bodies if b.kind in COUNCIL_KINDS and self._alive(b)]
        police = [b for b in bodies if b.kind == "police"]
        if kind == "force" and police:
            return self._hit(police[0], "police_area")
        if alive:
            return self._hit(self._settle(alive, kind), "authority", not self._is_far_alias(alive, name))
        wide = self._find_wide(name)
        # A metropolitan county is its force's area, and its bare name the county's; of a region's name
        # ("West Midlands") a plan inside the force means the force.
        is_county = wide is not None and wide.rule == "metropolitan_county"
        if police and not is_county and any(b.areas & self.around.own for b in police):
            return self._hit(police[0], "police_area")
        if wide is not None:
            return wide
        if police:
            return self._hit(police[0], "police_area")
        former = [b for b in bodies if b.kind in COUNCIL_KINDS]
        if not former:
            return None
        latest = max(former, key=lambda b: b.end)
        if self.years is None:
            return self._hit(latest, "former_authority")
        return _Hit("", _name(latest), "authority_of_another_time", is_sure=False)

    def _find_wide(self, name: str) -> _Hit | None:
        found = [w for w in self.wide if name in w.wordings]
        return self._wide_hit(found[0], found[0].kind) if found else None

    def _find_misspelt(self, name: str, kind: Kind) -> _Hit | None:
        """A long name one slip away from exactly one authority's."""
        if len(name) < 7:
            return None
        near = {
            key for key, bodies in self.register.by_place.items()
            if key[0] == name[0] and abs(len(key) - len(name)) <= 1
            and OSA.distance(key, name, score_cutoff=1) <= 1
            and any(b.kind in COUNCIL_KINDS for b in bodies)
        }  # fmt: skip
        if len(near) != 1:
            return None
        hit = self._find_named(near.pop(), kind)
        return None if hit is None else _Hit(hit.code, hit.name, "spelling", hit.is_sure)

    def _settle(self, bodies: list[Body], kind: Kind) -> Body:
        """One of several authorities of a name: of the asked kind, in the plan's area, alive at its start."""
        wanted = {"county": "council_county", "district": "council_district"}.get(kind, "")
        last_day = f"{self.years[0]}-12-31" if self.years else "9999-12-31"
        return max(
            bodies,
            key=lambda b: (b.kind == wanted, self.around.fit(b), b.start <= last_day <= b.end, b.start),
        )

    def _is_far_alias(self, bodies: list[Body], name: str) -> bool:
        """Whether a by-name leads to an authority far from the plan: it may be a town of the same name."""
        own = self.around.own
        return bool(own) and all(
            fold_name(b.places[0]) != name and not b.areas & (self.around.county | self.around.force)
            for b in bodies
        )

    def _fits(self, body: Body, kind: Kind) -> bool:
        if kind == "region":
            return False
        return (
            body.kind == "police" if kind == "force" else body.kind in COUNCIL_KINDS or body.kind == "police"
        )

    def _alive(self, body: Body) -> bool:
        return body.end > "9" if self.years is None else body.exists(*self.years)

    def _hit(self, body: Body, rule: str, is_sure: bool = True) -> _Hit:
        year = self.years[0] if self.years else None
        return _Hit(pick_code(body.area_code, year), _name(body), rule, is_sure, body.own_area)

    def _find_acronym(self, text: str) -> _Hit | None:
        """``WODC``, ``TVP`` printed as an area: the one authority or force around the plan so called."""
        token = text.strip(" .,;").removesuffix(" area").removesuffix(" Area")
        if not is_acronym(token) or not self.around.own:
            return None
        near = [
            b for b in self.register.by_acronym.get(acronym_key(token), ())
            if (b.kind in COUNCIL_KINDS or b.kind == "police") and self._alive(b)
            and b.areas & (self.around.county | self.around.own)
        ]  # fmt: skip
        return self._hit(near[0], "acronym") if len(near) == 1 else None

    def _wide_hit(self, area: WideArea, rule: str, is_sure: bool = True) -> _Hit:
        return _Hit(pick_code(area.code, self.years[0] if self.years else None), area.name, rule, is_sure)


def _shorten(name: str) -> list[tuple[str, Kind]]:
    """The name, then without words that only say what kind of area it is, and the kind they say."""
    variants: list[tuple[str, Kind]] = [(name, "")]
    in_full = " ".join(POINTS.get(w, w) for w in name.split()).replace(" upon ", " on ")
    if in_full != name:
        variants.append((in_full, ""))
    kind: Kind = ""
    for _ in range(4):
        shorter = _BEFORE.sub("", name)
        for pattern, says in _SUFFIXES:
            if pattern.search(shorter):
                shorter, kind = pattern.sub("", shorter), kind or says
                break
        if shorter == name or not shorter:
            break
        name = shorter
        variants.append((name, kind))
    return variants


def _words(body: Body) -> list[str]:
    """Words of an authority's name as a place, and "city" where its council is a city's."""
    words = fold_name(body.places[0]).split() if body.places else []
    return [*words, "city"] if " city council" in f" {fold_name(body.name)} " else words


def _name(body: Body) -> str:
    place = body.places[0] if body.places else body.name
    place = re.sub(r"^The\s+|\s+County$", "", place)
    return place.replace("Rhondda Cynon Taff", "Rhondda Cynon Taf")

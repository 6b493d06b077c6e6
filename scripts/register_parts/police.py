"""Police forces and who holds them to account, over time; fire and rescue services; probation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from register_parts.geography import Geography
from register_parts.lines import HERE, Body, initials, listed, read, slug, split_short, unique

MAYORS = {
    "greater-manchester": "Mayor of Greater Manchester",
    "west-yorkshire": "Mayor of West Yorkshire",
    "south-yorkshire": "Mayor of South Yorkshire",
}


FORCE_FIXES = {"humberside": "Humberside Police"}
"""The source calls it a constabulary; the force calls itself Police."""
WELSH_AREAS = {
    "north-wales": ("Gogledd Cymru",),
    "south-wales": ("De Cymru",),
}
"""Welsh names of areas that differ from the English ones."""
FIRST_COMMISSIONERS = "2012-11-22"
LONDON_OFFICE = (
    "MOPAC",
    "Mayor's Office for Policing And Crime",
    "Mayors Office for Policing and Crime",
)


def read_forces(registry: Path) -> dict[str, str]:
    """Official names of the forces by police.uk id."""
    names = {r["police_uk_id"]: r["name"] for r in read(registry / "police_forces.csv")}
    return names | FORCE_FIXES


def build_police(forces: dict[str, str], geo: Geography) -> list[Body]:
    """Forces, the authorities before November 2012, commissioners and mayors with their powers."""
    bodies = []
    for r in read(HERE / "police.csv"):
        name = forces[r["police_uk_id"]]
        area = PoliceArea(
            r["police_uk_id"], r["area_name"], r["gss_code"], geo.cover(r["authorities"].split())
        )
        long, short = split_short(listed(r["short_names"]))
        bodies.append(
            Body(
                f"police:{area.force}",
                name,
                "police",
                code=area.force,
                area_code=area.gss_code,
                areas=area.cover,
                places=["Metropolitan", "Met"] if area.force == "metropolitan" else area.places,
                names=[name, *long],
                acronyms=unique([*initials(name), *area.force_acronyms, *short]),
                source="police",
            )
        )
        bodies += build_governance(area, r["governance"])
    return bodies


@dataclass
class PoliceArea:
    """The area of a force."""

    force: str
    name: str
    gss_code: str
    cover: list[str]

    @property
    def letters(self) -> list[str]:
        """The letters "TV" for Thames Valley, of use only before a kind: "TV PCC"."""
        words = self.name.removeprefix("the ").replace("-", " ")
        return initials(words)[:1] if " " in words else []

    @property
    def places(self) -> list[str]:
        """What stands before a kind of body of this area."""
        plain = self.name.removeprefix("the ")
        spelled = [f"{a[0]}&{b[0]}" for a, b in [plain.split(" and ")]] if " and " in plain else []
        return [plain, *self.letters, *spelled, *WELSH_AREAS.get(self.force, ())]

    @property
    def force_acronyms(self) -> list[str]:
        """TVP, SYP: with Constabulary also the form with Police."""
        words = self.name.replace("-", " ")
        return [a + "P" for a in initials(words)] if " " in words else []

    def body(self, stem: str, name: str, kind: str = "pcc", start: str = "", end: str = "",
             extra: tuple[str, ...] = ()) -> Body:  # fmt: skip
        """A body of this area that holds its force to account."""
        long, short = split_short(e for e in extra if e)
        own = [a + e for a in self.letters for e in ("PCC", "OPCC") if kind == "pcc"]
        return Body(
            f"{stem}:{self.force}",
            name,
            kind,
            area_code=self.gss_code,
            start=start,
            end=end,
            areas=self.cover,
            places=self.places,
            names=[name, *long],
            acronyms=unique([*short, *own]),
        )


def build_governance(area: PoliceArea, rule: str) -> list[Body]:
    """Who holds a force to account, over time; ``rule`` is the last column of police.csv."""
    if rule == "btp":
        return []
    if rule == "city":
        return [area.body("police-authority", "City of London Police Authority")]
    if rule == "mopac":
        authority = ("police-authority", "Metropolitan Police Authority", "police_authority")
        return [
            area.body(*authority, "2000-07-03", "2012-01-15", ("MPA",)),
            area.body(
                "mopac", "Mayor's Office for Policing and Crime", "pcc", "2012-01-16", "", LONDON_OFFICE
            ),
        ]
    name = f"{area.name} Police Authority"
    short = initials(area.name)[-1] + "PA" if " " in area.name else ""
    authority_body = area.body(
        "police-authority", name, "police_authority", "1995-04-01", "2012-11-21", (short,)
    )
    return [authority_body, *build_commissioners(area, rule)]


def build_commissioners(area: PoliceArea, rule: str) -> list[Body]:
    """Commissioners, and those to whom their powers passed: with fire, or a mayor."""
    pcc = f"Police and Crime Commissioner for {area.name}"
    pfcc = f"Police, Fire and Crime Commissioner for {area.name}"
    if rule == "pcc":
        return [area.body("pcc", pcc, start=FIRST_COMMISSIONERS)]
    if rule == "ynymayor":
        return [
            area.body("pcc", pcc, start=FIRST_COMMISSIONERS, end="2018-11-14"),
            area.body("pfcc", pfcc, start="2018-11-15", end="2024-05-06"),
            area.body("mayor", "Mayor of York and North Yorkshire", start="2024-05-07"),
        ]
    what, day = rule.split()
    last = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    after = ("mayor", MAYORS[area.force]) if what == "mayor" else ("pfcc", pfcc)
    return [area.body("pcc", pcc, start=FIRST_COMMISSIONERS, end=last), area.body(*after, start=day)]


def build_fire(geo: Geography) -> list[Body]:
    """Fire and rescue services."""
    bodies = []
    rows = read(HERE / "fire.csv")
    ids = {r["name"]: f"fire:{slug(fire_place(r['name']))}" for r in rows}
    for r in rows:
        long, short = split_short(listed(r["short_names"]))
        place = fire_place(r["name"])
        usual = [*initials(f"{place} Fire and Rescue Service")[:1], *initials(f"{place} Fire Service")]
        bodies.append(
            Body(
                ids[r["name"]],
                r["name"],
                "fire",
                start=r["start"],
                end=r["end"],
                successors=[ids[r["successor"]]] if r["successor"] else [],
                areas=geo.cover(r["authorities"].split()),
                places=unique([place, *listed(r["short_places"])]),
                names=[r["name"], *long],
                acronyms=unique([*usual, *short]),
            )
        )
    return bodies


def fire_place(name: str) -> str:
    """The area in a fire service's name."""
    return re.sub(r"( County)? Fire (and Rescue( Service)?|Brigade|Service)$", "", name)


def build_probation(forces: dict[str, list[str]]) -> list[Body]:
    """Trusts to May 2014, companies and the national service to June 2021, one service since."""
    bodies = []
    for r in read(HERE / "probation.csv"):
        kind = "probation" if r["kind"] == "trust" else "crc"
        place = re.sub(r" (Probation Trust|Community Rehabilitation Company)$", "", r["name"])
        long, short = split_short(listed(r["short_names"]))
        bodies.append(
            Body(
                f"{kind}:{slug(place)}",
                r["name"],
                kind,
                start=r["start"],
                end=r["end"],
                successors=["probation:national" if kind == "probation" else "probation:service"],
                areas=unique(a for f in r["forces"].split() for a in forces[f]),
                places=[place],
                names=[r["name"], *long],
                acronyms=short,
            )
        )
    national = Body(
        "probation:national", "National Probation Service", "nps", start="2014-06-01", end="2021-06-25"
    )
    national.successors, national.places = ["probation:service"], ["National"]
    national.names, national.acronyms = [national.name], ["NPS"]
    service = Body("probation:service", "Probation Service", "nps", start="2021-06-26")
    service.names = [service.name, "HM Probation Service", "Her Majesty's Probation Service"]
    return [*bodies, national, service]

"""Build the register of bodies in normalise/data from the official registers and the hand-written parts.

Usage: python scripts/build_register.py PATH_OF_THE_REGISTERS

The registers are uk_local_authorities.csv and its spellings (mySociety, MIT), the NHS lists
(rcpch-nhs-organisations, MIT) and police_forces.csv (public domain). The hand-written parts stand in
scripts/register. What is made is committed: a user needs neither.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent / "register"
OUT = Path(__file__).parent.parent / "normalise" / "data"
FIELDS = (
    "agency_id",
    "name",
    "kind",
    "code",
    "area_code",
    "start",
    "end",
    "successors",
    "areas",
    "places",
    "names",
    "acronyms",
    "source",
)
TYPES = {
    "NMD": "council_district",
    "UA": "council_unitary",
    "NID": "council_ni",
    "MD": "council_metropolitan",
    "LBO": "council_london",
    "SCO": "council_scotland",
    "CTY": "council_county",
    "WPA": "council_wales",
    "COMB": "combined_authority",
    "SRA": "combined_authority",
    "CC": "council_london",
}
COUNTY_FIXES = {"FOR": "SFK"}
"""The registry puts Forest Heath in Surrey; it lay in Suffolk."""
EXTRA_PLACES = {
    "KHL": "Hull;Kingston upon Hull",
    "RCT": "Rhondda Cynon Taf;RCT",
    "VGL": "Vale of Glamorgan",
    "NET": "Newcastle;Newcastle upon Tyne",
    "SHN": "St Helens",
    "LND": "City of London",
    "BST": "Bristol",
    "DUR": "Durham;County Durham",
    "DST": "Dorset",
    "LIC": "Lincoln",
    "AGY": "Anglesey;Ynys Mon",
    "TFW": "Telford and Wrekin;Telford",
    "WNM": "Windsor and Maidenhead",
    "STT": "Stockton",
    "SHE": "Folkestone and Hythe;Shepway",
    "GLA": "Greater London",
    "HEF": "Herefordshire",
    "WSM": "Westminster",
    "SOS": "Southend;Southend on Sea",
    "BKM": "Buckinghamshire",
    "DOR": "Dorset",
    "LCR": "Liverpool City Region",
    "SCR": "South Yorkshire;Sheffield City Region",
    "KEC": "Kensington and Chelsea;RBKC",
    "BPC": "BCP;Bournemouth Christchurch and Poole",
    "MTY": "Merthyr;Merthyr Tydfil",
    "STR": "Stratford;Stratford on Avon",
    "BAN": "Basingstoke",
    "BAS": "B&NES;BANES",
    "HMF": "Hammersmith and Fulham",
    "KIN": "Kings Lynn and West Norfolk;West Norfolk",
    "EMCA": "East Midlands",
    "GLCA": "Greater Lincolnshire",
    "HYCA": "Hull and East Yorkshire",
    "ERY": "East Riding;East Riding of Yorkshire",
    "BBD": "Blackburn with Darwen;Blackburn",
    "WOC": "Worcester",
    "NUN": "Nuneaton and Bedworth",
    "TUN": "Tunbridge Wells",
}
NAME_FIXES = {"North Somerset  Council": "North Somerset Council"}


@dataclass
class Body:
    """One line of the register while it is being built."""

    agency_id: str
    name: str
    kind: str
    code: str = ""
    area_code: str = ""
    start: str = ""
    end: str = ""
    successors: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    source: str = ""


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def read_bars(name: str) -> list[list[str]]:
    """Rows of a hand-written part whose fields are separated by bars; comment lines begin with #."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def slug(text: str) -> str:
    """Lower case words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("&", " and ")))


def listed(text: str) -> list[str]:
    """Entries of a semicolon-separated field."""
    return [t.strip() for t in text.split(";") if t.strip()]


SMALL = {"and", "of", "the", "in", "for", "upon", "on", "with", "under", "le"}


def initials(name: str) -> list[str]:
    """Acronyms people form from a name: without and with its small words."""
    words = re.findall(r"[A-Za-z0-9']+", name.replace("&", " and "))
    short = "".join(w[0] for w in words if w.lower() not in SMALL).upper()
    long = "".join(w[0] for w in words if w.lower() not in {"the"}).upper()
    return [a for a in dict.fromkeys((short, long)) if len(a) >= 2]


def unique(items: Iterable[str]) -> list[str]:
    """Entries once each, case aside, in order."""
    seen: dict[str, str] = {}
    for item in items:
        if item:
            seen.setdefault(item.lower(), item)
    return list(seen.values())


class Geography:
    """Which authorities lie in which, over time: three-letter codes of the registry."""

    def __init__(self, rows: list[dict[str, str]], old: list[dict[str, str]]):
        self.parent = {r["local-authority-code"]: r["county-la"] for r in rows}
        self.parent.update(COUNTY_FIXES)
        self.before: dict[str, list[str]] = {}
        for r in rows:
            for code in r["replaced-by"].split(","):
                if code.strip():
                    self.before.setdefault(code.strip(), []).append(r["local-authority-code"])
        for r in old:
            for code in r["successors"].split():
                self.before.setdefault(code, []).append(old_code(r["place"]))
        self.children: dict[str, list[str]] = {}
        for child, parent in self.parent.items():
            if parent:
                self.children.setdefault(parent, []).append(child)

    def cover(self, codes: Iterable[str]) -> list[str]:
        """Every authority inside ``codes``: districts of a county and those they replaced."""
        done: dict[str, None] = {}
        queue = list(codes)
        inner = [(code, True) for code in queue]
        while inner:
            code, whole = inner.pop(0)
            if code in done:
                continue
            done[code] = None
            inner += [(c, False) for c in self.before.get(code, [])]
            if whole or self._wholly_inside(code, done):
                inner += [(c, True) for c in self.children.get(code, [])]
        return list(done)

    def _wholly_inside(self, county: str, done: dict[str, None]) -> bool:
        """A former county counts with all its districts only where all its successors are covered."""
        after = [a for a, befores in self.before.items() if county in befores]
        return bool(after) and all(a in done for a in after)


def old_code(place: str) -> str:
    """Our own code of an authority that the registry no longer lists."""
    return "X-" + slug(place)


def build_councils(rows: list[dict[str, str]], spellings: dict[str, list[str]], geo: Geography) -> list[Body]:
    """Local and combined authorities."""
    bodies: list[Body] = []
    taken: set[str] = set()
    rows = sorted(rows, key=lambda r: (bool(r["end-date"]), r["local-authority-type"] == "COMB"))
    ids: dict[str, str] = {}
    for r in rows:
        kind = TYPES[r["local-authority-type"]]
        stem = "combined" if kind == "combined_authority" else "council"
        base = f"{stem}:{slug(re.sub(r' (Council|CCA|MCA)$', '', r['nice-name']))}"
        agency_id = (
            base if base not in taken else f"{base}-{'county' if kind == 'council_county' else 'former'}"
        )
        taken.add(agency_id)
        ids[r["local-authority-code"]] = agency_id
        bodies.append(build_council(r, kind, agency_id, spellings, geo))
    for body, r in zip(bodies, rows, strict=True):
        body.successors = [ids[c.strip()] for c in r["replaced-by"].split(",") if c.strip() in ids]
    return bodies


def build_council(
    r: dict[str, str], kind: str, agency_id: str, spellings: dict[str, list[str]], geo: Geography
) -> Body:
    """One authority of the registry."""
    code = r["local-authority-code"]
    name = NAME_FIXES.get(r["official-name"], r["official-name"])
    end = re.sub("-04-01$", "-03-31", r["end-date"])
    start = r["start-date"] if r["start-date"] > "2006" or kind == "combined_authority" else ""
    if code == "BKM":
        start = ""
    spelled = [s for s in spellings.get(code, []) if len(s) > 3]
    typed = re.compile(r"\b(council|borough of|corporation|authority|city of|county of|assembly)\b", re.I)
    places = unique(
        [r["nice-name"], *listed(EXTRA_PLACES.get(code, "")), *(s for s in spelled if not typed.search(s))]
    )
    if code in {"DST", "HYCA"}:
        places = [p for p in places if p not in {"Dorset Council", "Yorkshire and The Humber MCA"}]
    names = unique([name, *(s for s in spelled if typed.search(s))])
    area = code if kind != "combined_authority" else ""
    return Body(
        agency_id,
        name,
        kind,
        r["gss-code"],
        r["gss-code"],
        start,
        end,
        [],
        geo.cover([area]) if area else [],
        places,
        names,
        council_acronyms(name, places, kind),
        "mysociety",
    )


TAILS = {
    "council_district": ("DC", "BC", "CC"),
    "council_county": ("CC",),
    "council_metropolitan": ("MBC", "MDC", "C", "CC", "BC"),
    "council_unitary": ("C", "BC", "CC", "DC"),
    "council_wales": ("CBC", "CC", "C"),
}
WORDS_OF_TAILS = {"DC": "district", "BC": "borough", "CC": "c", "CBC": "county borough"}


def council_acronyms(name: str, places: list[str], kind: str) -> list[str]:
    """Acronyms of an authority: WODC, LBL, RBWM, and place plus BC, DC, CC, MBC by its type."""
    own = name.lower()
    stems = unique(i for p in places for i in (initials(p) or [p[0].upper()]))
    stems += [p[0].upper() for p in places if re.search(r"[- ](upon|on|under)[- ]", p)]
    found = initials(name)
    for stem in stems:
        found += [stem + tail for tail in TAILS.get(kind, ()) if fits_tail(tail, own, kind)]
    if kind == "council_london" and "borough" in own:
        found += ["LB" + s for s in stems]
    return [a for a in unique(found) if len(a) >= 2]


def fits_tail(tail: str, own: str, kind: str) -> bool:
    """Whether the official name allows an ending; a council without a type may be written as any."""
    plain = not re.search(r"district|borough|city|county", own)
    if tail == "CC":
        return "city council" in own or "county council" in own or kind == "council_county"
    return plain or WORDS_OF_TAILS.get(tail, "") in own or kind == "council_metropolitan"


def build_old_councils(rows: list[dict[str, str]], ids: dict[str, str]) -> list[Body]:
    """Authorities abolished in 2009, which the registry no longer lists."""
    bodies = []
    for r in rows:
        successors = [ids[c] for c in r["successors"].split()]
        kind = TYPES[r["type"]]
        suffix = "-county" if kind == "council_county" else ""
        bodies.append(
            Body(
                f"council:{slug(r['place'])}{suffix}",
                r["name"],
                kind,
                "",
                "",
                "",
                "2009-03-31",
                successors,
                [old_code(r["place"])],
                [r["place"]],
                [r["name"]],
                council_acronyms(r["name"], [r["place"]], kind),
                "general",
            )
        )
    return bodies


MAYORS = {
    "greater-manchester": "Mayor of Greater Manchester",
    "west-yorkshire": "Mayor of West Yorkshire",
    "south-yorkshire": "Mayor of South Yorkshire",
}


def build_police(forces: dict[str, str], geo: Geography) -> list[Body]:
    """Forces, the authorities before November 2012, commissioners and mayors with their powers."""
    bodies = []
    for r in read(HERE / "police.csv"):
        slug_id, area = r["police_uk_id"], r["area_name"]
        cover = geo.cover(r["authorities"].split())
        short = listed(r["short_names"])
        force = Body(
            f"police:{slug_id}",
            forces[slug_id],
            "police",
            slug_id,
            r["gss_code"],
            areas=cover,
            places=[area.removeprefix("the "), *area_initials(area)],
            names=[forces[slug_id], *(s for s in short if " " in s)],
            acronyms=unique(
                [
                    *initials(forces[slug_id]),
                    *police_acronyms(area, forces[slug_id]),
                    *(s for s in short if " " not in s),
                ]
            ),
            source="police",
        )
        if slug_id == "metropolitan":
            force.places = ["Metropolitan", "Met"]
        bodies += [force, *build_governance(r, cover, area)]
    return bodies


FORCE_FIXES = {"humberside": "Humberside Police"}
"""The source calls it a constabulary; the force calls itself Police."""


def read_forces(registry: Path) -> dict[str, str]:
    """Official names of the forces by police.uk id."""
    names = {r["police_uk_id"]: r["name"] for r in read(registry / "police_forces.csv")}
    return names | FORCE_FIXES


def holder_acronyms(area: str, kind: str) -> list[str]:
    """TVPCC and TVOPCC, where the area has initials of its own."""
    return [a + e for a in area_initials(area) for e in ("PCC", "OPCC") if kind == "pcc"]


def area_initials(area: str) -> list[str]:
    """The letters "TV" for Thames Valley, of use only before a kind: "TV PCC"."""
    words = area.removeprefix("the ").replace("-", " ")
    return initials(words)[:1] if " " in words else []


def police_acronyms(area: str, name: str) -> list[str]:
    """TVP, SYP; with Constabulary also the form with Police."""
    if " " not in area.replace("-", " "):
        return []
    return [a + "P" for a in initials(area.replace("-", " "))]


def build_governance(r: dict[str, str], cover: list[str], area: str) -> list[Body]:
    """Who holds a force to account, over time."""
    slug_id, rule = r["police_uk_id"], r["governance"]

    def body(
        stem: str, name: str, start: str, end: str, kind: str = "pcc", extra: tuple[str, ...] = ()
    ) -> Body:
        places = [area.removeprefix("the "), *area_initials(area)]
        return Body(
            f"{stem}:{slug_id}",
            name,
            kind,
            "",
            r["gss_code"],
            start,
            end,
            [],
            cover,
            places,
            [name, *(e for e in extra if " " in e)],
            unique([*(e for e in extra if " " not in e), *holder_acronyms(area, kind)]),
            "general",
        )

    pcc = f"Police and Crime Commissioner for {area}"
    if rule == "btp":
        return []
    if rule == "city":
        return [body("police-authority", "City of London Police Authority", "", "", "pcc")]
    if rule == "mopac":
        office = (
            "MOPAC",
            "Mayor's Office for Policing And Crime",
            "Mayor of London",
            "Mayors Office for Policing and Crime",
        )
        return [
            body(
                "police-authority",
                "Metropolitan Police Authority",
                "2000-07-03",
                "2012-01-15",
                "police_authority",
                ("MPA",),
            ),
            body("mopac", "Mayor's Office for Policing and Crime", "2012-01-16", "", "pcc", office),
        ]
    authority = body(
        "police-authority",
        f"{area} Police Authority",
        "1995-04-01",
        "2012-11-21",
        "police_authority",
        (initials(area)[-1] + "PA" if " " in area else "",),
    )
    end = {"mayor": 1, "pfcc": 1, "ynymayor": 1}.get(rule.split()[0], 0)
    if not end:
        return [authority, body("pcc", pcc, "2012-11-22", "")]
    return [authority, *build_changed_governance(rule, pcc, area, slug_id, body)]


def build_changed_governance(rule: str, pcc: str, area: str, slug_id: str, body) -> list[Body]:  # type: ignore[no-untyped-def]
    """Commissioners whose powers passed to a mayor or who took over fire as well."""
    pfcc = f"Police, Fire and Crime Commissioner for {area}"
    if rule == "ynymayor":
        return [
            body("pcc", pcc, "2012-11-22", "2018-11-14"),
            body("pfcc", pfcc, "2018-11-15", "2024-05-06"),
            body("mayor", "Mayor of York and North Yorkshire", "2024-05-07", ""),
        ]
    what, day = rule.split()
    before = {
        "2017-05-08": "2017-05-07",
        "2021-05-10": "2021-05-09",
        "2024-05-07": "2024-05-06",
        "2023-04-01": "2023-03-31",
        "2017-10-01": "2017-09-30",
        "2019-01-01": "2018-12-31",
        "2018-08-01": "2018-07-31",
    }[day]
    first = body("pcc", pcc, "2012-11-22", before)
    if what == "mayor":
        return [first, body("mayor", MAYORS[slug_id], day, "")]
    return [first, body("pfcc", pfcc, day, "")]


def build_fire(geo: Geography) -> list[Body]:
    """Fire and rescue services."""
    bodies = []
    rows = read(HERE / "fire.csv")
    ids = {r["name"]: f"fire:{slug(fire_place(r['name']))}" for r in rows}
    for r in rows:
        short = listed(r["short_names"])
        place = fire_place(r["name"])
        bodies.append(
            Body(
                ids[r["name"]],
                r["name"],
                "fire",
                "",
                "",
                r["start"],
                r["end"],
                [ids[r["successor"]]] if r["successor"] else [],
                geo.cover(r["authorities"].split()),
                [place],
                [r["name"], *(s for s in short if " " in s)],
                unique(
                    [
                        *initials(f"{place} Fire and Rescue Service")[:1],
                        *initials(f"{place} Fire Service"),
                        *(s for s in short if " " not in s),
                    ]
                ),
                "general",
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
        areas = unique(a for f in r["forces"].split() for a in forces[f])
        short = listed(r["short_names"])
        bodies.append(
            Body(
                f"{'probation' if kind == 'probation' else 'crc'}:{slug(place)}",
                r["name"],
                kind,
                "",
                "",
                r["start"],
                r["end"],
                ["probation:national" if kind == "probation" else "probation:service"],
                areas,
                [place],
                [r["name"], *(s for s in short if " " in s)],
                [s for s in short if " " not in s],
                "general",
            )
        )
    bodies.append(
        Body(
            "probation:national",
            "National Probation Service",
            "nps",
            "",
            "",
            "2014-06-01",
            "2021-06-25",
            ["probation:service"],
            [],
            ["National"],
            ["National Probation Service"],
            ["NPS"],
            "general",
        )
    )
    bodies.append(
        Body(
            "probation:service",
            "Probation Service",
            "nps",
            "",
            "",
            "2021-06-26",
            "",
            [],
            [],
            [],
            ["Probation Service", "HM Probation Service", "Her Majesty's Probation Service"],
            [],
            "general",
        )
    )
    return bodies


TITLE_SMALL = {"and", "of", "on", "the", "upon", "for", "in", "le", "under", "with"}


def title(name: str) -> str:
    """Title case for names that the source prints in capitals."""
    words = []
    for i, word in enumerate(name.split()):
        low = word.lower()
        if word in {"NHS", "UK"}:
            words.append(word)
        elif low in TITLE_SMALL and i:
            words.append(low)
        else:
            words.append("-".join(p if p in TITLE_SMALL else p[:1].upper() + p[1:] for p in low.split("-")))
    return " ".join(words)


def build_health(registry: Path, geo: Geography) -> list[Body]:
    """Boards, groups and trusts of the health service."""
    areas = {r["ods_code"]: geo.cover(r["authorities"].split()) for r in read(HERE / "icb_areas.csv")}
    bodies = []
    for r in read(registry / "nhs_integrated_care_boards.csv"):
        place = title(r["name"]).removeprefix("NHS ").removesuffix(" Integrated Care Board")
        bodies.append(
            Body(
                f"icb:{slug(place)}",
                title(r["name"]),
                "icb",
                r["ods_code"],
                r["gss_code"],
                "2022-07-01",
                "",
                [],
                areas[r["ods_code"]],
                [place],
                [title(r["name"])],
                icb_acronyms(place),
                "nhs",
            )
        )
    boards = {b.code: b.agency_id for b in bodies}
    for r in read(HERE / "ccgs.csv"):
        cover = geo.cover(r["authorities"].split())
        successors = [boards[o] for o, a in areas.items() if cover[0] in a][:1]
        bodies.append(
            Body(
                f"ccg:{slug(r['place'])}",
                f"NHS {r['place']} Clinical Commissioning Group",
                "ccg",
                "",
                "",
                r["start"] or "2013-04-01",
                r["end"] or "2022-06-30",
                successors,
                cover,
                [r["place"]],
                [f"NHS {r['place']} Clinical Commissioning Group"],
                [i + "CCG" for i in initials(r["place"])],
                "general",
            )
        )
    for r in read(HERE / "pcts.csv"):
        place = re.sub(
            r" (Teaching |National Health Service )?(Primary Care Trust|Care Trust( Plus)?)$", "", r["name"]
        )
        bodies.append(
            Body(
                f"pct:{slug(place)}",
                r["name"],
                "pct",
                "",
                "",
                "2001-04-01",
                "2013-03-31",
                [],
                geo.cover(r["authorities"].split()),
                [place],
                [r["name"], f"{place} Primary Care Trust"],
                [i + "PCT" for i in initials(place)],
                "general",
            )
        )
    return bodies + build_trusts(registry, areas) + build_welsh_boards(geo)


def icb_acronyms(place: str) -> list[str]:
    """BOB ICB, and BOB alone."""
    return [a for i in initials(place) if len(i) > 1 for a in (i + "ICB",)] + (
        ["BOB"] if place.startswith("Buckinghamshire, Ox") else []
    )


def trust_acronyms(core: str, name: str) -> list[str]:
    """CNWL, CWPT, SWYPFT: initials of four letters and more; shorter ones are too many things."""
    stems = initials(core)
    endings = ("", "T", "FT") if "Foundation" in name else ("", "T")
    return [i + e for i in stems for e in endings if len(i + e) >= 4]


TRUST_WORD = re.compile(
    r"hospital|health|ambulance|university|partnership|community|teaching|children|mental", re.I
)
"""A trust's name without its legal ending is a name of its own only with one of these words."""


def build_trusts(registry: Path, areas: dict[str, list[str]]) -> list[Body]:
    """Trusts, whose area is that of every board they work for."""
    where: dict[str, list[str]] = {}
    for r in read(registry / "nhs_icb_sub_areas.csv"):
        where.setdefault(r["ODS Trust Code"], []).extend(areas[r["ODS ICB Code"]])
    alias = {r["ods_code"]: listed(r["short_names"]) for r in read(HERE / "trust_aliases.csv")}
    bodies = []
    for r in read(registry / "nhs_trusts.csv"):
        if "HEALTH BOARD" in r["name"]:
            continue
        name = title(r["name"]).replace("National Health Service", "NHS")
        core = re.sub(r",? NHS (Foundation )?Trust$", "", name.removeprefix("The "))
        short = alias.get(r["ods_code"], [])
        kind = "ambulance" if "Ambulance" in name else "nhs_trust"
        bodies.append(
            Body(
                f"trust:{slug(core)}",
                name,
                kind,
                r["ods_code"],
                "",
                "",
                "",
                [],
                unique(where.get(r["ods_code"], [])),
                [],
                unique([name, *([core] if TRUST_WORD.search(core) else []), *(s for s in short if " " in s)]),
                unique([*trust_acronyms(core, name), *(s for s in short if " " not in s)]),
                "nhs",
            )
        )
    return bodies


def build_welsh_boards(geo: Geography) -> list[Body]:
    """Health boards of Wales."""
    rows = read(HERE / "health_wales.csv")
    ids = {r["name"]: f"health-board:{slug(welsh_place(r['name']))}" for r in rows}
    return [
        Body(
            ids[r["name"]],
            r["name"],
            "health_board",
            r["ods_code"],
            "",
            r["start"],
            r["end"],
            [ids[r["successor"]]] if r["successor"] else [],
            geo.cover(r["authorities"].split()),
            [welsh_place(r["name"])],
            [r["name"], *(s for s in listed(r["short_names"]) if " " in s)],
            [s for s in listed(r["short_names"]) if " " not in s],
            "nhs" if r["ods_code"] else "general",
        )
        for r in rows
    ]


def welsh_place(name: str) -> str:
    """The name of a Welsh board without its type."""
    return re.sub(r" (University|Teaching) Health Board$", "", name)


PARTNERSHIPS = (
    ("yjs", "{} Youth Justice Service", "upper"),
    ("lscb", "{} Safeguarding Children Partnership", "upper"),
    ("lsab", "{} Safeguarding Adults Board", "upper"),
    ("daat", "{} Drug and Alcohol Action Team", "upper"),
    ("hwb", "{} Health and Wellbeing Board", "upper"),
    ("csp", "{} Community Safety Partnership", "lower"),
)
UPPER = {"council_county", "council_unitary", "council_metropolitan", "council_london", "council_wales"}
LOWER = (UPPER | {"council_district"}) - {"council_county"}


def build_partnerships(councils: list[Body]) -> list[Body]:
    """The bodies that law makes every authority have or join, one for each area."""
    bodies = []
    for council in councils:
        if council.kind not in UPPER | LOWER or council.agency_id == "council:city-of-london-county":
            continue
        for kind, pattern, tier in PARTNERSHIPS:
            if council.kind not in (UPPER if tier == "upper" else LOWER) and kind != "csp":
                continue
            place = (
                council.places[0]
                .removeprefix("The ")
                .replace("City of ", "")
                .replace("Kingston upon Hull", "Hull")
            )
            place = {"Dorset County": "Dorset", "Buckinghamshire County": "Buckinghamshire"}.get(place, place)
            bodies.append(
                Body(
                    f"{kind}:{council.agency_id.partition(':')[2]}",
                    pattern.format(place),
                    kind,
                    "",
                    "",
                    council.start,
                    council.end,
                    [],
                    council.areas,
                    unique([place, *council.places]),
                    [pattern.format(place)],
                    [],
                    "statute",
                )
            )
    return bodies


def build_national() -> list[Body]:
    """National departments, agencies and charities that sit on such partnerships."""
    rows = [[*r, "", "", ""][:5] for r in read_bars("national.txt")]
    ids = {r[0]: f"national:{slug(r[0])}" for r in rows}
    return [
        Body(
            ids[name],
            name,
            "national",
            "",
            "",
            start,
            end,
            [ids[after]] if after in ids else [],
            [],
            [],
            [name, *(s for s in listed(short) if " " in s or not s.isupper())],
            [s for s in listed(short) if (" " not in s and s.isupper()) or (" " not in s and len(s) < 8)],
            "general",
        )
        for name, short, start, end, after in rows
    ]


def write(name: str, fields: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A CSV file of the register."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(list(fields))
        writer.writerows(rows)


def write_bodies(bodies: list[Body]) -> None:
    """The register's lines, lists joined by semicolons, areas by blanks."""
    taken: set[str] = set()
    for body in bodies:
        while body.agency_id in taken:
            body.agency_id += "-2"
        taken.add(body.agency_id)
    rows = []
    for b in bodies:
        lists = [" ".join(b.areas), ";".join(b.places), ";".join(unique(b.names)), ";".join(b.acronyms)]
        rows.append(
            [
                b.agency_id,
                b.name,
                b.kind,
                b.code,
                b.area_code,
                b.start,
                b.end,
                " ".join(b.successors),
                *lists,
                b.source,
            ]
        )
    write("bodies.csv", FIELDS, rows)


def main() -> None:
    """Build every file of the register."""
    registry = Path(sys.argv[1])
    rows = read(registry / "uk_local_authorities.csv")
    old = read(HERE / "old_authorities.csv")
    geo = Geography(rows, old)
    spellings: dict[str, list[str]] = {}
    for r in read(registry / "uk_local_authority_names.csv"):
        spellings.setdefault(r["local-authority-code"], []).append(r["la-name"])
    councils = build_councils(rows, spellings, geo)
    ids = {b.areas[0]: b.agency_id for b in councils if b.areas}
    police = build_police(read_forces(registry), geo)
    forces = {b.code: b.areas for b in police if b.kind == "police"}
    write_bodies(
        [
            *councils,
            *build_old_councils(old, ids),
            *police,
            *build_fire(geo),
            *build_probation(forces),
            *build_health(registry, geo),
            *build_partnerships(councils),
            *build_national(),
        ]
    )
    write(
        "wide_areas.csv",
        ("name", "areas"),
        ((r["name"], " ".join(geo.cover(r["authorities"].split()))) for r in read(HERE / "wide_areas.csv")),
    )
    write("roles.csv", ("role", "title", "names"), read_bars("roles.txt"))
    write("kinds.csv", ("group", "kinds", "words"), read_bars("kinds.txt"))
    write("departments.csv", ("department", "tier", "names"), read_bars("departments.txt"))
    shutil.copy(registry / "LICENSE-mysociety.txt", OUT / "LICENSE-mysociety.txt")


if __name__ == "__main__":
    main()

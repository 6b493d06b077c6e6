"""Local and combined authorities, and the partnerships that law makes each of them have."""

from __future__ import annotations

import re

from register_parts.geography import Geography, old_code
from register_parts.lines import Body, initials, listed, slug, unique

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
"""Places beside the registry's own spellings, by its codes."""
WELSH_PLACES = {
    "AGY": "Ynys Môn;Sir Ynys Môn",
    "GWN": "Sir Gwynedd",
    "CWY": "Conwy",
    "DEN": "Sir Ddinbych;Ddinbych",
    "FLN": "Sir y Fflint;y Fflint;Fflint",
    "WRX": "Wrecsam;Sir Wrecsam",
    "POW": "Sir Powys",
    "CGN": "Sir Ceredigion",
    "PEM": "Sir Benfro;Benfro;Penfro;Sir Penfro",
    "CMN": "Sir Gaerfyrddin;Gaerfyrddin;Caerfyrddin;Sir Gâr;Gâr",
    "SWA": "Abertawe",
    "NTL": "Castell-nedd Port Talbot;Castell Nedd Port Talbot;NPT",
    "BGE": "Pen-y-bont ar Ogwr;Pen-y-bont;Penybont",
    "VGL": "Bro Morgannwg",
    "CRF": "Caerdydd",
    "MTY": "Merthyr Tudful",
    "CAY": "Caerffili",
    "TOF": "Tor-faen",
    "MON": "Sir Fynwy;Fynwy",
    "NWP": "Casnewydd",
}
"""Welsh places of the authorities of Wales; no acronyms are formed from them."""
EXTRA_NAMES = {
    "GLA": "Mayor of London",
    "LND": "City Corporation;Corporation of London;Corporation of the City of London",
    "LCR": "Liverpool City Region Combined Authority;Liverpool City Region Mayoral Combined Authority",
    "NECA": "North East Mayoral Combined Authority",
    "SCR": "Sheffield City Region Combined Authority;Sheffield City Region Mayoral Combined Authority",
    "BPC": "BCP Council;Bournemouth, Christchurch & Poole Council",
    "CON": "Cornwall County Council",
    "WIL": "Wiltshire County Council",
    "SHR": "Shropshire County Council",
    "BDF": "Bedford Borough Council",
    "KHL": "Hull City Council;Kingston upon Hull City Council",
    "SWA": "Cyngor Abertawe;Swansea Council",
    "CRF": "Cyngor Caerdydd;Cardiff Council",
}
EXTRA_ACRONYMS = {
    "CHW": "CWaC;CW&C;CWACC;CWC",
    "SNO": "SNC",
    "BAN": "BDBC",
    "SWA": "CCS;CCoS;CC&S",
    "WIN": "WCC",
    "KIN": "KLWN;BCKLWN",
    "KTT": "RBK;RBKT",
    "CON": "CCC",
    "WIL": "WCC",
    "SHR": "SCC",
    "IOW": "IWC;IOWC",
    "SWT": "SWT;SWaT",
    "BBD": "BwDBC;BwD",
    "HMF": "H&F;LBHF",
    "KEN": "KCC",
    "LND": "CoL;COL;CoLC",
    "BNH": "B&HCC",
    "TFW": "T&WC;TWC",
    "WBK": "WBDC;WBC",
    "ERY": "ERYC",
    "NEL": "NELC",
    "NLN": "NLC",
    "STE": "SOTCC",
    "SOS": "SBC",
    "WOK": "WBC",
    "MDW": "MC",
}
"""Acronyms that the names do not give: those of a county council that became a unitary one, and habits."""
STOOD_BEFORE = {"BKM", "CON", "DUR", "NBL", "SHR", "WIL", "BDF"}
"""Councils whose date in the registry is that of a new code: they stood before, five as county councils."""
START_FIXES = {"GMCA": "2011-04-01", "TVCA": "2016-04-01", "WECA": "2017-02-09", "CPCA": "2017-03-03"}
"""The registry gives one day for all early combined authorities; these are the days of their orders."""
NAME_FIXES = {"North Somerset  Council": "North Somerset Council"}
_TYPED = re.compile(r"\b(council|borough of|corporation|authority|city of|county of|assembly)\b", re.I)


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
    if code in STOOD_BEFORE:
        start = ""
    start = START_FIXES.get(code, start)
    spelled = [s for s in spellings.get(code, []) if len(s) > 3]
    untyped = (s for s in spelled if not _TYPED.search(s))
    places = unique([r["nice-name"], *listed(EXTRA_PLACES.get(code, "")), *untyped])
    if code in {"DST", "HYCA"}:
        places = [p for p in places if p not in {"Dorset Council", "Yorkshire and The Humber MCA"}]
    return Body(
        agency_id,
        name,
        kind,
        code=r["gss-code"],
        area_code=r["gss-code"],
        start=start,
        end=end,
        areas=geo.cover([code] if kind != "combined_authority" else geo.members.get(code, [])),
        places=unique([*places, *listed(WELSH_PLACES.get(code, ""))]),
        names=unique([name, *listed(EXTRA_NAMES.get(code, "")), *(s for s in spelled if _TYPED.search(s))]),
        acronyms=unique([*council_acronyms(name, places, kind), *listed(EXTRA_ACRONYMS.get(code, ""))]),
        source="mysociety",
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
        kind = TYPES[r["type"]]
        suffix = "-county" if kind == "council_county" else ""
        bodies.append(
            Body(
                f"council:{slug(r['place'])}{suffix}",
                r["name"],
                kind,
                end="2009-03-31",
                successors=[ids[c] for c in r["successors"].split()],
                areas=[old_code(r["place"])],
                places=[r["place"]],
                names=[r["name"]],
                acronyms=council_acronyms(r["name"], [r["place"]], kind),
            )
        )
    return bodies


PARTNERSHIPS = (
    ("yjs", "{} Youth Justice Service", "upper"),
    ("lscb", "{} Safeguarding Children Partnership", "upper"),
    ("lsab", "{} Safeguarding Adults Board", "upper"),
    ("daat", "{} Drug and Alcohol Action Team", "upper"),
    ("hwb", "{} Health and Wellbeing Board", "upper"),
    ("csp", "{} Community Safety Partnership", "lower"),
)
CALLING_NAMES = {
    "csp:county-durham": "Safe Durham Partnership;Safe Durham",
    "csp:newcastle-upon-tyne": "Safe Newcastle;Safe Newcastle Partnership",
    "csp:liverpool": "Citysafe;CitySafe Partnership;Liverpool Citysafe Partnership;Liverpool Citysafe",
    "csp:nottingham": "Nottingham Crime and Drugs Partnership;Crime and Drugs Partnership",
    "csp:city-of-london": "Safer City Partnership",
    "csp:sheffield": "Safer and Sustainable Communities Partnership;Sheffield Safer and Sustainable "
    "Communities Partnership",
    "csp:coventry": "Coventry Police and Crime Board",
}
"""Names of partnerships that do not follow from their place."""
SHORT = {
    "yjs": ("YOT", "YOS", "YJS"),
    "lscb": ("SCB", "LSCB", "SCP"),
    "lsab": ("SAB", "LSAB"),
    "daat": ("DAAT",),
    "hwb": ("HWB",),
    "csp": ("CSP",),
}
"""Endings of their acronyms after the initials of the place: EYOS, OSCB."""
UPPER = {"council_county", "council_unitary", "council_metropolitan", "council_london", "council_wales"}
LOWER = (UPPER | {"council_district"}) - {"council_county"}


def build_partnerships(councils: list[Body]) -> list[Body]:
    """The bodies that law makes every authority have or join, one for each area."""
    bodies = []
    for council in councils:
        for kind, pattern, tier in PARTNERSHIPS:
            if council.kind not in UPPER | LOWER or (council.kind not in UPPER and tier == "upper"):
                continue
            place = plain_place(council.places[0])
            agency_id = f"{kind}:{council.agency_id.partition(':')[2]}"
            bodies.append(
                Body(
                    agency_id,
                    pattern.format(place),
                    kind,
                    start=council.start,
                    end=council.end,
                    areas=council.areas,
                    places=unique([place, *council.places]),
                    names=[pattern.format(place), *listed(CALLING_NAMES.get(agency_id, ""))],
                    acronyms=[i + e for i in (initials(place) or [place[0]])[:1] for e in SHORT[kind]],
                    source="statute",
                )
            )
    return bodies


def plain_place(place: str) -> str:
    """An authority's place as people say it."""
    plain = place.removeprefix("The ").replace("City of ", "").replace("Kingston upon Hull", "Hull")
    return plain.removesuffix(" County")

"""Bodies of the health service: boards, the groups and trusts before them, providers, Welsh boards."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from register_parts.geography import Geography
from register_parts.lines import HERE, Body, initials, listed, read, slug, split_short, unique

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
    """Every body of the health service."""
    areas = {r["ods_code"]: geo.cover(r["authorities"].split()) for r in read(HERE / "icb_areas.csv")}
    boards = build_boards(registry, areas)
    groups = build_groups(geo, areas, {b.code: b.agency_id for b in boards})
    return [
        *boards,
        *groups,
        *build_care_trusts(geo),
        *build_trusts(registry, geo, areas),
        *build_welsh_boards(geo),
    ]


def build_boards(registry: Path, areas: dict[str, list[str]]) -> list[Body]:
    """Integrated care boards, since July 2022."""
    short = {r["ods_code"]: listed(r["short_places"]) for r in read(HERE / "icb_areas.csv")}
    bodies = []
    for r in read(registry / "nhs_integrated_care_boards.csv"):
        name = title(r["name"])
        place = name.removeprefix("NHS ").removesuffix(" Integrated Care Board")
        bodies.append(
            Body(
                f"icb:{slug(place)}",
                name,
                "icb",
                code=r["ods_code"],
                area_code=r["gss_code"],
                start="2022-07-01",
                areas=areas[r["ods_code"]],
                places=unique([place, *long_initials(place), *short.get(r["ods_code"], [])]),
                names=[name],
                acronyms=[*(i + "ICB" for i in long_initials(place)), *board_alone(place)],
                source="nhs",
            )
        )
    return bodies


def build_groups(geo: Geography, areas: dict[str, list[str]], boards: dict[str, str]) -> list[Body]:
    """Clinical commissioning groups, April 2013 to June 2022; each is followed by its merger or its board."""
    bodies = []
    for r in read(HERE / "ccgs.csv"):
        cover = geo.cover(r["authorities"].split())
        name = f"NHS {r['place']} Clinical Commissioning Group"
        bodies.append(
            Body(
                f"ccg:{slug(r['place'])}",
                name,
                "ccg",
                start=r["start"] or "2013-04-01",
                end=r["end"] or "2022-06-30",
                successors=[boards[o] for o, a in areas.items() if cover[0] in a][:1],
                areas=cover,
                places=unique([r["place"], *listed(r["short_places"]), *long_initials(r["place"])]),
                names=[name],
                acronyms=[i + "CCG" for i in initials(r["place"])],
            )
        )
    for body in bodies:
        day = (dt.date.fromisoformat(body.end) + dt.timedelta(days=1)).isoformat()
        merged = [b for b in bodies if b.start == day and set(body.areas) & set(b.areas)]
        if merged:
            body.successors = [b.agency_id for b in merged]
    return bodies


def long_initials(place: str) -> list[str]:
    """Initials that stand for a place before a kind: "BSW CCG"; a single letter stands for nothing."""
    return [i for i in initials(place) if len(i) > 1]


_CARE_TRUST = re.compile(r" (Teaching |National Health Service )?(Primary Care Trust|Care Trust( Plus)?)$")


def build_care_trusts(geo: Geography) -> list[Body]:
    """Primary care trusts, to March 2013."""
    bodies = []
    for r in read(HERE / "pcts.csv"):
        place = _CARE_TRUST.sub("", r["name"])
        bodies.append(
            Body(
                f"pct:{slug(place)}",
                r["name"],
                "pct",
                start=r["start"] or "2001-04-01",
                end=r["end"] or "2013-03-31",
                areas=geo.cover(r["authorities"].split()),
                places=unique([place, *listed(r["short_places"]), *long_initials(place)]),
                names=[r["name"], f"{place} Primary Care Trust"],
                acronyms=[i + "PCT" for i in initials(place)],
            )
        )
    return bodies


def board_alone(place: str) -> list[str]:
    """BOB is said without "ICB"; other initials alone are too many things."""
    return ["BOB"] if place.startswith("Buckinghamshire, Ox") else []


def trust_acronyms(core: str, name: str) -> list[str]:
    """CNWL, CWPT, SWYPFT: initials of four letters and more; shorter ones are too many things."""
    stems = initials(core)
    endings = ("", "T", "FT") if "Foundation" in name else ("", "T")
    return [i + e for i in stems for e in endings if len(i + e) >= 4]


WORD = re.compile(r"\w[a-z]+")
"""A short name of one word that is no acronym: "Oxleas", "2gether"."""
TRUST_WORD = re.compile(
    r"hospital|health|ambulance|university|partnership|community|teaching|care|children|mental", re.I
)
"""A trust's name without its legal ending is a name of its own only with one of these words."""


def build_trusts(registry: Path, geo: Geography, areas: dict[str, list[str]]) -> list[Body]:
    """Trusts, whose area is stated by hand or else that of every board they work for."""
    where: dict[str, list[str]] = {}
    for r in read(registry / "nhs_icb_sub_areas.csv"):
        where.setdefault(r["ODS Trust Code"], []).extend(areas[r["ODS ICB Code"]])
    details = {r["ods_code"]: r for r in read(HERE / "trust_details.csv")}
    rows = [r for r in read(registry / "nhs_trusts.csv") if "HEALTH BOARD" not in r["name"]]
    rows = [r | details.get(r["ods_code"], {}) for r in rows]
    rows += [r | details.get(r["ods_code"], {}) for r in read(HERE / "more_trusts.csv")]
    ids = {r["ods_code"]: f"trust:{slug(trust_core(r['name']))}" for r in rows if r["ods_code"]}
    return [build_trust(r, trust_areas(r, geo, where), ids) for r in rows]


def trust_areas(r: dict[str, str], geo: Geography, where: dict[str, list[str]]) -> list[str]:
    """The area of a trust: authorities by the registry's codes, or the name of a wide area."""
    if r.get("where"):
        wide = {w["name"]: w["authorities"] for w in read(HERE / "wide_areas.csv")}
        return geo.cover(wide.get(r["where"], r["where"]).split())
    return unique(where.get(r["ods_code"], []))


def trust_core(name: str) -> str:
    """A trust's name without its legal ending."""
    plain = title(name).replace("National Health Service", "NHS").removeprefix("The ")
    return re.sub(r",? NHS (Foundation )?Trust$", "", plain)


def build_trust(r: dict[str, str], areas: list[str], ids: dict[str, str]) -> Body:
    """One trust."""
    name = title(r["name"]).replace("National Health Service", "NHS") if r["name"].isupper() else r["name"]
    core = re.sub(r",? NHS (Foundation )?Trust$", "", name.removeprefix("The "))
    alias = listed(r.get("short_names", ""))
    long, short = split_short(a for a in alias if not WORD.fullmatch(a))
    return Body(
        f"trust:{slug(core)}",
        name,
        "ambulance" if "Ambulance" in name else "nhs_trust",
        code=r["ods_code"],
        start=r.get("start", ""),
        end=r.get("end", ""),
        successors=[ids[c] for c in r.get("successor", "").split() if c in ids],
        areas=areas,
        places=ambulance_places(core),
        names=unique(
            [
                name,
                *(spoken_names(core) if TRUST_WORD.search(core) else []),
                *long,
                *(a for a in alias if WORD.fullmatch(a)),
            ]
        ),
        acronyms=unique([*trust_acronyms(core, name), *short]),
        source="nhs" if r["ods_code"] else "general",
    )


def spoken_names(core: str) -> list[str]:
    """A trust as people say it: "East Kent Hospitals" for "East Kent Hospitals University"."""
    return unique([core, re.sub(r"(?<=\w) (University|Teaching)\b(?! Hospital)", "", core)])


def ambulance_places(core: str) -> list[str]:
    """What stands before "Ambulance" in the name of an ambulance trust."""
    return [core.partition(" Ambulance")[0]] if " Ambulance" in core else []


def build_welsh_boards(geo: Geography) -> list[Body]:
    """Health boards of Wales."""
    rows = read(HERE / "health_wales.csv")
    ids = {r["name"]: f"health-board:{slug(welsh_place(r['name']))}" for r in rows}
    bodies = []
    for r in rows:
        long, short = split_short(listed(r["short_names"]))
        bodies.append(
            Body(
                ids[r["name"]],
                r["name"],
                "health_board",
                code=r["ods_code"],
                start=r["start"],
                end=r["end"],
                successors=[ids[r["successor"]]] if r["successor"] else [],
                areas=geo.cover(r["authorities"].split()),
                places=unique([welsh_place(r["name"]), *listed(r["short_places"])]),
                names=[r["name"], *long],
                acronyms=short,
                source="nhs" if r["ods_code"] else "general",
            )
        )
    return bodies


def welsh_place(name: str) -> str:
    """The name of a Welsh board without its type."""
    return re.sub(r" (University|Teaching|Local) Health Board$", "", name)

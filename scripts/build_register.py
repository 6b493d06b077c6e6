"""Build the register of bodies in normalise/data from the official registers and the hand-written parts.

Usage: python scripts/build_register.py PATH_OF_THE_REGISTERS

The registers are uk_local_authorities.csv and its spellings (mySociety, MIT), the NHS lists
(rcpch-nhs-organisations, MIT) and police_forces.csv (public domain). The hand-written parts stand in
scripts/register_parts/data. What is made is committed: a user needs neither.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from register_parts.councils import build_councils, build_old_councils, build_partnerships
from register_parts.geography import Geography
from register_parts.health import build_health
from register_parts.lines import COLUMNS, HERE, OUT, Body, listed, read, read_bars, slug, unique, write
from register_parts.police import build_fire, build_police, build_probation, read_forces

TABLES = {
    "roles": ("role", "title", "names"),
    "kinds": ("group", "kinds", "words"),
    "departments": ("department", "tier", "names"),
}
"""Hand-written parts that are taken over as they are, with their columns."""


def build_national() -> list[Body]:
    """National departments, agencies and charities that sit on such partnerships."""
    rows = [[*r, "", "", ""][:5] for r in read_bars("national.txt")]
    ids = {r[0]: f"national:{slug(r[0])}" for r in rows}
    return [
        Body(
            ids[name],
            name,
            "national",
            start=start,
            end=end,
            successors=[ids[after]] if after in ids else [],
            names=[name, *(s for s in listed(short) if " " in s or not s.isupper())],
            acronyms=[s for s in listed(short) if " " not in s and (s.isupper() or len(s) < 8)],
        )
        for name, short, start, end, after in rows
    ]


def number_equals(bodies: list[Body]) -> None:
    """Give a body whose id is taken already the next free number."""
    taken: set[str] = set()
    for body in bodies:
        while body.agency_id in taken:
            body.agency_id += "-2"
        taken.add(body.agency_id)


def build_bodies(registry: Path, geo: Geography) -> list[Body]:
    """Every body of the register."""
    spellings: dict[str, list[str]] = {}
    for r in read(registry / "uk_local_authority_names.csv"):
        spellings.setdefault(r["local-authority-code"], []).append(r["la-name"])
    councils = build_councils(read(registry / "uk_local_authorities.csv"), spellings, geo)
    ids = {b.areas[0]: b.agency_id for b in councils if b.areas}
    police = build_police(read_forces(registry), geo)
    forces = {b.code: list(b.areas) for b in police if b.kind == "police"}
    bodies = [
        *councils,
        *build_old_councils(read(HERE / "old_authorities.csv"), ids),
        *police,
        *build_fire(geo),
    ]
    bodies += [*build_probation(forces), *build_health(registry, geo)]
    return [*bodies, *build_partnerships(councils), *build_national()]


def build_members(titles: dict[str, str]) -> Iterator[list[str]]:
    """Bodies that stand for a role: role, title, names of one body, source."""
    role = source = ""
    for line in (HERE / "members.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            role, source = (part.strip() for part in line[2:].split("|"))
        elif line and not line.startswith("#"):
            yield [role, titles[role], ";".join(unique(listed(line))), source]


def main() -> None:
    """Build every file of the register."""
    registry = Path(sys.argv[1])
    geo = Geography(read(registry / "uk_local_authorities.csv"), read(HERE / "old_authorities.csv"))
    bodies = build_bodies(registry, geo)
    number_equals(bodies)
    write("bodies.csv", COLUMNS, (b.row for b in bodies))
    wide = read(HERE / "wide_areas.csv")
    write(
        "wide_areas.csv",
        ("name", "areas"),
        ([r["name"], " ".join(geo.cover(r["authorities"].split()))] for r in wide),
    )
    for name, columns in TABLES.items():
        write(f"{name}.csv", columns, read_bars(f"{name}.txt"))
    titles = {role: title for role, title, _names in read_bars("roles.txt")}
    write("role_members.csv", ("role", "title", "names", "source"), build_members(titles))
    themes = ([role, titles[role], words] for role, words in read_bars("group_themes.txt"))
    write("group_themes.csv", ("role", "title", "names"), themes)
    shutil.copy(registry / "LICENSE-mysociety.txt", OUT / "LICENSE-mysociety.txt")


if __name__ == "__main__":
    main()

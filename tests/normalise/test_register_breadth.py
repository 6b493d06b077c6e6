"""The breadth of the register: every area is served by each kind of body, and every class of name is read."""

import csv
import itertools
from pathlib import Path

import pytest

import normalise
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.names import acronym_key, fold_name
from normalise.register import load_register
from normalise.roles import find_sort

REGISTER = load_register()
EVER = [b for b in REGISTER.bodies if b.is_council and b.kind not in {"council_scotland", "council_ni"}]
LOWEST = [c for c in EVER if c.kind != "council_county"]
WELSH = [c for c in LOWEST if c.kind == "council_wales"]
ENGLISH = [c for c in LOWEST if c.kind != "council_wales"]
COUNCILS = [c for c in EVER if c.end > "9"]
STANDING = [c for c in REGISTER.bodies if c.is_council and c.end > "9"]
"""Councils of today, those of Scotland and Northern Ireland included."""


def resolver(place, year):
    return Resolver(REGISTER, frame_from_columns(place, str(year)))


def serving(kind, council, year):
    bodies = REGISTER.by_kind[kind]
    return [b for b in bodies if council.own_area in b.areas and b.exists(year, year)]


@pytest.mark.parametrize(
    ("kind", "year", "councils"),
    [
        ("pct", 2008, ENGLISH),
        ("ccg", 2014, ENGLISH),
        ("ccg", 2018, ENGLISH),
        ("ccg", 2021, ENGLISH),
        ("icb", 2024, ENGLISH),
        ("health_board", 2007, WELSH),
        ("health_board", 2015, WELSH),
        ("health_board", 2024, WELSH),
        ("police", 2008, LOWEST),
        ("police_authority", 2008, LOWEST),
        ("pcc", 2016, LOWEST),
        ("fire", 2006, LOWEST),
        ("fire", 2012, LOWEST),
        ("fire", 2024, LOWEST),
        ("probation", 2010, LOWEST),
        ("crc", 2016, LOWEST),
    ],
)
def test_every_authority_is_served_in_every_time(kind, year, councils):
    living = [c for c in councils if c.exists(year, year)]
    without = {c.agency_id for c in living if not serving(kind, c, year)}
    assert without <= {"council:city-of-london"}


def test_every_authority_of_england_and_wales_has_one_ambulance_trust_today():
    wrong = {c.agency_id: [b.agency_id for b in serving("ambulance", c, 2025)] for c in LOWEST if c.end > "9"}
    assert {k: v for k, v in wrong.items() if len(v) != 1} == {"council:isle-of-wight": []}


def test_areas_are_authorities_of_the_register():
    known = {b.own_area for b in REGISTER.bodies if b.own_area}
    assert {b.agency_id for b in REGISTER.bodies if not b.areas <= known} == set()


def test_health_and_fire_bodies_have_areas():
    kinds = ("nhs_trust", "ambulance", "ccg", "pct", "icb", "health_board", "fire")
    assert [b.agency_id for k in kinds for b in REGISTER.by_kind[k] if not b.areas] == []


def test_a_merged_group_is_followed_by_its_merger():
    for group in REGISTER.by_kind["ccg"]:
        for successor in group.successors:
            after = REGISTER.by_id[successor]
            assert after.kind == "icb" or after.areas & group.areas, group.agency_id
    assert REGISTER.by_id["ccg:nene"].successors == ("ccg:northamptonshire",)


@pytest.mark.parametrize(("kind", "ending"), [("icb", "ICB"), ("icb", "ICS"), ("ccg", "CCG"), ("pct", "PCT")])
def test_initials_before_a_kind_are_read_in_the_area(kind, ending):
    for body in REGISTER.by_kind[kind]:
        year = max(int(body.start[:4]), 2008) + (1 if body.end > f"{body.start[:4]}-12-31" else 0)
        stems = [p for p in body.places if p.isupper() and len(p) > 2 and p.isalpha()]
        homes = [c for c in COUNCILS if c.own_area in body.areas and c.exists(year, year)]
        for council, stem in itertools.product(homes[:1], stems):
            found = resolver(council.places[0], year).resolve(f"{stem} {ending}")
            same = [b for b in serving(kind, council, year) if stem in b.places]
            assert found.agency_ids == (body.agency_id,) or len(same) > 1, (stem, council.agency_id, found)


def test_a_fire_services_initials_mean_the_service_of_the_plans_years():
    for body in REGISTER.by_kind["fire"]:
        year = max(int(body.start[:4]) + 1, 2005) if body.end > "2008" else 2005
        council = next(c for c in STANDING if c.own_area in body.areas)
        short = next(a for a in body.acronyms if a.isalpha())
        found = resolver(council.places[0], year).resolve(short)
        assert found.agency_ids == (body.agency_id,), (short, council.places[0], found)


WELSH_NAMES = {
    "Cyngor Sir Ynys Môn": "isle-of-anglesey", "Cyngor Gwynedd": "gwynedd",
    "Cyngor Bwrdeistref Sirol Conwy": "conwy", "Cyngor Sir Ddinbych": "denbighshire",
    "Cyngor Sir y Fflint": "flintshire", "Cyngor Bwrdeistref Sirol Wrecsam": "wrexham",
    "Cyngor Sir Powys": "powys", "Cyngor Sir Ceredigion": "ceredigion",
    "Cyngor Sir Penfro": "pembrokeshire", "Cyngor Sir Gâr": "carmarthenshire",
    "Cyngor Abertawe": "swansea", "Cyngor Castell-nedd Port Talbot": "neath-port-talbot",
    "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr": "bridgend",
    "Cyngor Bro Morgannwg": "the-vale-of-glamorgan",
    "Cyngor Caerdydd": "cardiff", "Cyngor Bwrdeistref Sirol Merthyr Tudful": "merthyr-tydfil",
    "Cyngor Bwrdeistref Sirol Caerffili": "caerphilly", "Cyngor Sir Fynwy": "monmouthshire",
    "Cyngor Dinas Casnewydd": "newport",
}  # fmt: skip


@pytest.mark.parametrize("name", WELSH_NAMES)
def test_a_council_of_wales_is_read_by_its_welsh_name(name):
    council = REGISTER.by_id[f"council:{WELSH_NAMES[name]}"]
    assert resolver(council.places[0], 2018).resolve(name).agency_ids == (council.agency_id,)


@pytest.mark.parametrize(
    ("name", "place", "body"),
    [
        ("Heddlu", "Gwynedd", "police:north-wales"),
        ("Gwasanaeth Tân ac Achub De Cymru", "Cardiff", "fire:south-wales"),
        ("Bwrdd Iechyd Prifysgol Hywel Dda", "Pembrokeshire", "health-board:hywel-dda"),
        ("Comisiynydd yr Heddlu a Throseddu", "Gwynedd", "pcc:north-wales"),
        ("Pawb", "Gwynedd", "ALL_PARTNERS"),
    ],
)
def test_kinds_are_read_in_welsh(name, place, body):
    assert resolver(place, 2018).resolve(name).agency_ids == (body,)


def test_a_county_that_became_a_unitary_stood_before():
    found = resolver("Penwith district, Cornwall", 2007).resolve("CCC")
    assert found.agency_ids == ("council:cornwall",)


def test_a_name_that_stands_for_a_role_is_no_name_of_anything_else():
    for name in REGISTER.members:
        assert name not in REGISTER.by_name, name
        assert name not in REGISTER.by_place, name
        assert name not in REGISTER.wide_areas, name
        assert name not in REGISTER.roles, name
        assert name not in REGISTER.departments, name
        assert " " in name or acronym_key(name) not in REGISTER.by_acronym, name


def test_a_name_that_stands_for_a_role_is_read_anywhere():
    for name, role in REGISTER.members.items():
        found = resolver("Kent", 2015).resolve(name)
        assert (found.agency_ids, found.judgement) == ((role.agency_id,), "accepted"), name


def test_every_member_of_a_role_has_a_source():
    text = (Path(normalise.__file__).parent / "data" / "role_members.csv").read_text(encoding="utf-8")
    assert {row["source"] for row in csv.DictReader(text.splitlines())} == {"general"}


@pytest.mark.parametrize(
    "ending", ["board", "forum", "steering group", "tactical group", "partnership", "SG"]
)
def test_a_group_belongs_to_its_theme(ending):
    for theme, role in REGISTER.themes.items():
        for name in (f"{' '.join(theme)} {ending}", f"Kent {' '.join(theme)} {ending}"):
            found = find_sort(fold_name(name), REGISTER)
            assert found is not None, name
            assert found.agency_id == role.agency_id, name


@pytest.mark.parametrize(
    "name", ["hate crime and exploitation board", "asb and drugs forum", "burglary group", "drug users group"]
)
def test_a_group_of_two_themes_or_none_is_left_open(name):
    assert find_sort(name, REGISTER) is None


@pytest.mark.parametrize(
    "name",
    ["private rented housing", "supported housing", "empty homes", "xyz housing", "older peoples housing"],
)
def test_a_sort_of_housing_is_no_landlord(name):
    assert find_sort(name, REGISTER) is None


@pytest.mark.parametrize("name", ["northwards housing", "crosby community housing", "stockbridge homes"])
def test_a_landlord_is_read_by_its_ending(name):
    found = find_sort(name, REGISTER)
    assert found is not None
    assert found.agency_id == "GENERIC:registered_providers"


def test_a_local_body_with_a_national_ones_name_is_local():
    found = resolver("South Tyneside", 2012).resolve("South Tyneside Women's Aid")
    assert found.agency_ids == ("GENERIC:domestic_abuse_services",)

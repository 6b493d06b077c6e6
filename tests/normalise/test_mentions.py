"""A cell is split into the names in it; real names that hold "and" or "/" stay whole."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.register import load_register
from normalise.spreadsheet import normalise_rows

READER = AgencyReader(Resolver(load_register(), frame_from_columns("Mid Devon, Devon", "2017")))


def parts(raw, area="Mid Devon, Devon", year="2017", context=""):
    reader = AgencyReader(Resolver(load_register(), frame_from_columns(area, year, "", context)))
    return [(n.raw, n.role) for n in reader.read_cell(raw)]


def texts(raw, **where):
    return [text for text, _ in parts(raw, **where)]


@pytest.mark.parametrize(
    "name",
    [
        "Devon and Somerset Fire and Rescue Service",
        "Avon & Somerset Constabulary",
        "Bristol, Gloucestershire, Somerset and Wiltshire CRC",
        "Children, Education & Families",
        "Town and Parish Councils",
        "Police and Crime Commissioner",
        "Blackburn with Darwen Borough Council",
        "B&NES",
    ],
)
def test_a_real_name_is_never_split(name):
    assert texts(name) == [name]


@pytest.mark.parametrize("separator", ["/", ", ", "; ", " & ", " and ", "\n", " + ", "\n• ", " / "])
def test_names_are_split_at_every_separator(separator):
    raw = separator.join(["Devon County Council", "Devon & Cornwall Police", "Schools"])
    assert texts(raw) == ["Devon County Council", "Devon & Cornwall Police", "Schools"]


def test_lead_and_partners_by_bracket():
    assert parts("MDDC (lead), Police") == [("MDDC", "lead"), ("Police", "unstated")]


def test_lead_and_partners_by_label():
    assert parts("Lead: MDDC\nPartners: Police, Schools") == [
        ("MDDC", "lead"), ("Police", "partner"), ("Schools", "partner"),
    ]  # fmt: skip


def test_supported_by_makes_the_first_the_lead():
    assert parts("MDDC supported by Devon and Cornwall Police") == [
        ("MDDC", "lead"), ("Devon and Cornwall Police", "partner"),
    ]  # fmt: skip


def test_everyone_is_a_role_of_its_own():
    assert parts("MDDC / All partners") == [("MDDC", "unstated"), ("All partners", "all_partners")]


def test_two_names_printed_without_a_separator_are_told_apart():
    assert texts("Devon and Cornwall PoliceMid Devon District Council") == [
        "Devon and Cornwall Police", "Mid Devon District Council",
    ]  # fmt: skip


def test_an_unknown_name_with_and_stays_whole():
    assert texts("Smith and Sons Ltd") == ["Smith and Sons Ltd"]


def test_a_separator_inside_a_bracket_does_not_split():
    assert texts("Devon County Council (Children, Families)") == ["Devon County Council (Children, Families)"]


def test_nothing_printed_gives_no_names():
    assert parts("") == parts("  \n ") == []


def test_a_cell_of_any_length_is_split_in_reasonable_time():
    begin = time.process_time()
    parts("word " * 4000 + "and more, " * 400 + "/" * 3000)
    assert time.process_time() - begin < 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("KCPTVPolice andCouncil/,;&()[]-–:\n•*. \u00e9\u0000'"), max_size=80))
def test_any_text_is_read_and_loses_no_letter(text):
    printed = "".join(n.raw for n in READER.read_cell(text))
    letters = [c for c in text.lower() if c.isalnum()]
    left = [c for c in printed.lower() if c.isalnum()]
    assert len(left) <= len(letters)


@pytest.mark.parametrize(
    "raw",
    [
        "1. Devon County Council 2. Schools",
        "(a) Devon County Council (b) Schools",
        "Devon County Council - Schools",
        "Devon County Council, Schools etc.",
    ],
)
def test_counted_and_dashed_lists_are_split(raw):
    assert texts(raw) == ["Devon County Council", "Schools"]


def test_a_dash_before_a_part_of_the_body_does_not_split():
    assert texts("Devon County Council – Adult Social Care") == ["Devon County Council – Adult Social Care"]


def test_others_name_nobody_and_undo_nothing():
    (row,) = normalise_rows("agencies", [{"raw": "Devon County Council & others", "plan_area": "Devon"}])
    assert (row["agency"], row["judgement"]) == ("Devon County Council", "accepted")


NORWICH = AgencyReader(Resolver(load_register(), frame_from_columns("Norwich, Norfolk", "2007")))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("XQBF Natural England", ["XQBF", "Natural England"]),
        ("BMF/BHBF Natural England", ["BMF", "BHBF", "Natural England"]),
        ("Water Quality Partnership Environment Agency", ["Water Quality Partnership", "Environment Agency"]),
        ("Rare Moss Society Natural England", ["Rare Moss Society", "Natural England"]),
    ],
)
def test_a_body_behind_a_name_of_no_register_is_not_lost(cell, names):
    assert [n.raw for n in NORWICH.read_cell(cell)] == names


@pytest.mark.parametrize("cell", ["Norfolk and Suffolk Constabularies", "Health and Safety Executive"])
def test_names_that_hold_an_and_stay_whole(cell):
    assert [n.raw for n in NORWICH.read_cell(cell)] == [cell]

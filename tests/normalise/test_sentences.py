"""Agencies in a cell that is a sentence, and lists that could be read as one name."""

import time

import pytest

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.register import load_register
from normalise.sentences import is_sentence


def read(
    raw: str, area: str = "North Kesteven district, Lincolnshire", context: str = ""
) -> list[tuple[str, str]]:
    frame = frame_from_columns(area, "2019", "", context)
    named = AgencyReader(Resolver(load_register(), frame)).read_cell(raw)
    return [(n.role, *n.choice.agency_ids) for n in named]


def test_names_within_a_sentence_are_found_and_its_other_words_name_nobody() -> None:
    raw = "Officers of the district council will visit premises jointly with the police and fire service."
    found = {ids for _, *rest in read(raw) for ids in rest}
    assert {"council:north-kesteven", "police:lincolnshire", "fire:lincolnshire"} == found


def test_short_unknown_name_is_no_sentence() -> None:
    assert not is_sentence("Lincoln Churches Working Together")
    assert is_sentence("The council will work with all schools")


@pytest.mark.parametrize(
    "raw",
    [
        "Police<br>Council<br/>Schools",
        "o Police\no Council\no Schools",
        "(i) Police; (ii) Council; (iii) Schools",
        "Police¹, Council², Schools*",
        "Police/Council/Schools",
    ],
)
def test_marks_between_and_on_names_belong_to_none(raw: str) -> None:
    expected = ["police:lincolnshire", "council:north-kesteven", "GENERIC:schools"]
    assert expected == [ids for _, *rest in read(raw) for ids in rest]


@pytest.mark.parametrize(
    "raw",
    [
        "LEAD - Police  SUPPORT - Council",
        "Main lead: Police. Contributing: Council",
        "Police (L), Council (P)",
    ],
)
def test_labels_and_marks_give_roles(raw: str) -> None:
    assert read(raw) == [("lead", "police:lincolnshire"), ("partner", "council:north-kesteven")]


def test_acronym_beside_a_kind_is_no_other_county_s_body() -> None:
    found = [i for _, *rest in read("CBC/DCC/Police", "Chesterfield borough, Derbyshire") for i in rest]
    assert found == ["council:chesterfield", "council:derbyshire", "police:derbyshire"]


def test_everyone_by_an_acronym_of_the_document() -> None:
    assert read("All RAs", context="Responsible Authorities (RAs)") == [("all_partners", "ALL_PARTNERS")]
    assert read("Responsible Authorities") == [("all_partners", "ALL_PARTNERS")]


@pytest.mark.parametrize(
    "piece",
    [
        "a, ",
        "(",
        "Police and ",
        "John Smith ",
        "Lead: ",
        "Head of ",
        "office of the ",
        "<br>",
        "- x\n",
        "PC ",
    ],
)
def test_cell_of_any_length_takes_what_its_length_takes(piece: str) -> None:
    began = time.process_time()
    read(piece * 3000)
    assert time.process_time() - began < 3.0


def test_unknown_name_in_a_sentence_goes_to_a_person() -> None:
    frame = frame_from_columns("Dover, Kent", "2019")
    named = AgencyReader(Resolver(load_register(), frame)).read_cell(
        "Kent Police to work with the dover hope trust"
    )
    assert {"accepted", "unsure"} == {n.choice.judgement for n in named}


def test_all_partners_in_a_sentence_are_everyone() -> None:
    assert ("all_partners", "ALL_PARTNERS") in read("All partners should support the Lincoln Task Force")

"""Agencies named in running text: full names and acronyms, never a bare word."""

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.prose import find_in_prose
from normalise.register import load_register

READER = AgencyReader(
    Resolver(load_register(), frame_from_columns("Ashford, Kent", "2018", "", "One You (OYA)"))
)


def found(text):
    return [(n.raw, n.choice.agency_ids[0]) for n in find_in_prose(text, READER)]


def test_full_names_and_acronyms_are_found_once_in_order():
    text = "Kent Police and KCC visited schools; Kent Police’s officers met Kent Fire & Rescue Service."
    assert found(text) == [
        ("Kent Police", "police:kent"), ("KCC", "council:kent"), ("Kent Fire & Rescue Service", "fire:kent"),
    ]  # fmt: skip


def test_bare_words_and_places_are_not_agencies():
    assert found("The police and the council in Ashford met residents. Fire safety and Health matter.") == []


def test_a_name_does_not_reach_over_the_end_of_a_sentence():
    assert found("We will visit Kent. Police will follow.") == []

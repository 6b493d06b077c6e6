"""Posts and persons where a body's name is expected."""

import pytest

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.register import load_register
from normalise.titles import is_person, is_post, split_post


@pytest.fixture(scope="module")
def reader() -> AgencyReader:
    return AgencyReader(Resolver(load_register(), frame_from_columns("Tendring district, Essex", "2024")))


@pytest.mark.parametrize("text", ["Alison Gardner", "Cathy O'Neill", "Mrs J. Smith-Jones", "Dr Ahmed Khan"])
def test_first_name_or_courtesy_title_makes_a_person(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["Martin House Hospice", "Grace House", "Kent Police", "Angela", "SARAH COURT"]
)
def test_body_or_place_that_begins_like_a_person_is_none(text: str) -> None:
    assert not is_person(text)


def test_person_names_no_agency(reader: AgencyReader) -> None:
    (named,) = reader.read_cell("Alison Gardner")
    assert (named.choice.judgement, named.choice.rule, named.choice.agency_ids) == ("rejected", "person", ())


@pytest.mark.parametrize(
    ("text", "agency_id"),
    [
        ("Head of Probation", "probation:service"),
        ("Chair of the ASB group", "GENERIC:asb_group"),
        ("Chief Executive of Tendring DC", "council:tendring"),
        ("Executive Member for Housing and Social Welfare", "council:tendring"),
        ("Licensing Sergeant", "police:essex"),
        ("Tendring North BCU", "police:essex"),
    ],
)
def test_post_is_answered_by_the_body_it_is_of(reader: AgencyReader, text: str, agency_id: str) -> None:
    (named,) = reader.read_cell(text)
    assert ("accepted", (agency_id,)) == (named.choice.judgement, named.choice.agency_ids)
    assert named.choice.department == text or agency_id.startswith("GENERIC")


def test_post_that_names_no_body_goes_to_a_person_with_the_council_as_candidate(reader: AgencyReader) -> None:
    (named,) = reader.read_cell("Transformation Programme Manager")
    assert (named.choice.judgement, named.choice.rule) == ("unsure", "post")
    assert [c.agency_id for c in named.choice.candidates] == ["council:tendring"]


def test_parts_of_a_post() -> None:
    assert split_post("Portfolio Holder for Housing") == (True, "Housing")
    assert split_post("Assistant Director of Public Health") == (False, "Public Health")
    assert split_post("Housing") is None
    assert is_post("Service Leader")
    assert not is_post("Housing Association")

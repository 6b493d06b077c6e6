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
    assert split_post("Portfolio Holder for Housing") == (True, False, "Housing")
    assert split_post("Assistant Director of Public Health") == (False, False, "Public Health")
    assert split_post("Chair of the CSP") == (False, True, "CSP")
    assert split_post("Housing") is None
    assert is_post("Service Leader")
    assert not is_post("Housing Association")


@pytest.mark.parametrize(
    ("raw", "area", "agency_ids"),
    [
        ("British Transport Police Chief Inspector", "Kent", ["police:btp"]),
        ("Inspector Smith (BTP)", "Kent", ["police:btp"]),
        ("Chief Superintendent (Essex Police)", "Kent", ["police:essex"]),
        ("DI Smith Sussex Police", "Kent", ["police:sussex"]),
        ("PC Matt Arnold, Sussex Police", "Kent", ["police:sussex"]),
        ("KFRS Area Commander", "Kent", ["fire:kent"]),
        ("KCC Beat Managers", "Kent", ["council:kent"]),
        ("Superintendent Registrar", "Kent", []),
        ("Di Smith", "Kent", []),
        ("Chief Executive, Kent Police", "Dover, Kent", ["police:kent"]),
        ("Events Manager & Kent Police", "Dover, Kent", ["police:kent"]),
        ("Cabinet Member for Health", "Dover, Kent", ["council:dover"]),
        ("Programme Manager for Victims", "Dover, Kent", []),
        ("Adrian Davis Kent Police", "Brentwood, Essex", ["police:kent"]),
        ("Adrian Davis Essex Fire & Rescue", "Brentwood, Essex", ["fire:essex"]),
        ("Cllr Smith, Kent Police", "Dover, Kent", ["GENERIC:councillors", "police:kent"]),
    ],
)
def test_officers_posts_and_persons_belong_to_the_body_printed_with_them(
    raw: str, area: str, agency_ids: list[str]
) -> None:
    other = AgencyReader(Resolver(load_register(), frame_from_columns(area, "2019")))
    assert agency_ids == list(dict.fromkeys(i for n in other.read_cell(raw) for i in n.choice.agency_ids))


@pytest.mark.parametrize("text", ["Marie Curie", "Christian Aid", "Grant Thornton", "Lord Lieutenant"])
def test_body_with_a_person_s_name_is_not_passed_over(reader: AgencyReader, text: str) -> None:
    (named,) = reader.read_cell(text)
    assert named.choice.judgement == "unsure"

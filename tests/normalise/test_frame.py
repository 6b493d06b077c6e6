"""What a plan says about itself: its years, its place, its acronyms."""

import pytest

from normalise.frame import find_definitions, frame_from_columns, parse_years
from normalise.plan_area import find_authorities, with_area
from normalise.register import load_register

REGISTER = load_register()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021 – 2025", (2021, 2025)), ("2011/12", (2011, 2012)), ("1999-00", (1999, 2000)),
        ("May 2011", (2011, 2011)), ("2016 to 2019", (2016, 2019)), ("call 01865 2021567", None),
        ("soon", None),
    ],
)  # fmt: skip
def test_years(text, years):
    assert parse_years(text) == years


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        ("the local Drug and Alcohol Action Team (DAAT)", {"DAAT": "Drug and Alcohol Action Team"}),
        (
            "Kent Police (KP); Swale Borough Council (SBC)",
            {"KP": "Kent Police", "SBC": "Swale Borough Council"},
        ),
        (
            "KP = Kent Police; SBC: Swale Borough Council",
            {"KP": "Kent Police", "SBC": "Swale Borough Council"},
        ),
        (
            "KP – Kent Police, SBC – Swale Borough Council",
            {"KP": "Kent Police", "SBC": "Swale Borough Council"},
        ),
        ("SBC (Swale Borough Council)", {"SBC": "Swale Borough Council"}),
        ("the Swale Safety Partnership (“SSP”)", {"SSP": "Swale Safety Partnership"}),
        ("no acronym here (see above)", {}),
    ],
)
def test_definitions(text, definitions):
    assert find_definitions(text) == definitions


@pytest.mark.parametrize(
    ("area", "year", "authorities"),
    [
        ("West Oxfordshire district, Oxfordshire", "2021", ["council:west-oxfordshire"]),
        ("City of York, North Yorkshire", "2015", ["council:york"]),
        ("Southend-on-Sea, Essex", "2015", ["council:southend-on-sea"]),
        (
            "South Oxfordshire and Vale of White Horse",
            "",
            ["council:south-oxfordshire", "council:vale-of-white-horse"],
        ),
        ("Somerset", "2015", ["council:somerset-county"]),
        ("Somerset", "2024", ["council:somerset"]),
        ("Bournemouth, Christchurch and Poole", "2021", ["council:bournemouth-christchurch-and-poole"]),
        ("nowhere in particular", "", []),
    ],
)
def test_authorities_of_a_text(area, year, authorities):
    assert list(with_area(frame_from_columns(area, year), REGISTER).authority_ids) == authorities


def test_a_plan_without_an_area_lies_where_the_councils_it_defines_lie():
    context = "West Oxfordshire District Council (WODC); Thames Valley Police (TVP)"
    frame = with_area(frame_from_columns(document_context=context), REGISTER)
    assert frame.authority_ids == ("council:west-oxfordshire",)


def test_running_text_names_a_place_only_with_a_capital():
    assert (
        find_authorities("Reading and writing", REGISTER, None, capitals=True)[0].name
        == "Reading Borough Council"
    )
    assert find_authorities("they were reading a hart", REGISTER, None, capitals=True) == ()

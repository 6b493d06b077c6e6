"""Where: printed names of places become official codes of the plan's time, or stay named places."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.areas import parse_area, parse_areas
from normalise.frame import PlanContext, frame_from_columns
from normalise.register import COUNCIL_KINDS, load_register
from planhouse.derived import Area

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "areas.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
)


def read_case(case: dict[str, str]) -> tuple[str, str, str]:
    areas = parse_areas(
        case["raw"], frame_from_columns(plan_area=case["plan_area"], plan_year=case["plan_year"])
    )
    return row_of(areas)


def row_of(areas: tuple[Area, ...]) -> tuple[str, str, str]:
    codes = ";".join(a.gss_code or "" for a in areas)
    return codes, "; ".join(a.name for a in areas), areas[0].judgement


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c["half"] == "tune"],
    ids=lambda c: f"{c['class']}: {c['raw']} {c['plan_year']}",
)
def test_case_is_read_as_the_table_says(case: dict[str, str]) -> None:
    assert (case["gss_code"], case["area_name"], case["judgement"]) == read_case(case)


def test_held_out_cases_have_the_right_code_in_at_least_ninety_five_of_a_hundred() -> None:
    cases = [c for c in CASES if c["half"] == "held_out"]
    right = sum(case["gss_code"] == read_case(case)[0] for case in cases)
    assert right / len(cases) >= 0.95


def test_code_is_the_one_valid_in_the_plans_period() -> None:
    early, late = (parse_area("Gateshead", frame_from_columns(plan_year=y)) for y in ("2011", "2019"))
    assert (early.gss_code, late.gss_code) == ("E08000020", "E08000037")


def test_authority_of_another_time_is_named_without_code_and_unsure() -> None:
    area = parse_area("Poole", frame_from_columns(plan_year="2022"))
    assert (area.gss_code, area.judgement) == (None, "unsure")


def test_town_stays_a_named_place() -> None:
    area = parse_area("Witney", frame_from_columns(plan_area="West Oxfordshire district, Oxfordshire"))
    assert (area.name, area.gss_code, area.rule) == ("Witney", None, "named_place")


def test_every_authority_of_today_is_found_by_its_own_name() -> None:
    bodies = [b for b in load_register().bodies if b.kind in COUNCIL_KINDS and b.end > "9" and b.area_code]
    wrong = [b.places[0] for b in bodies if parse_area(b.places[0], PlanContext()).gss_code is None]
    assert wrong == []


def test_order_of_a_list_does_not_change_its_areas() -> None:
    frame = frame_from_columns(plan_area="Oxfordshire", plan_year="2016")
    one, other = parse_areas("Cherwell, Oxford and West", frame), parse_areas("West, Cherwell, Oxford", frame)
    assert {a.gss_code for a in one} == {a.gss_code for a in other}


NAMES = st.sampled_from(
    ["West", "South", "and", "Vale", "county", "Oxfordshire", "wide", ",", "Kent", "police", "&"]
)


@given(
    st.lists(NAMES, max_size=6).map(" ".join) | st.text(max_size=40),
    st.sampled_from(["", "Oxfordshire", "Leeds"]),
)
def test_any_text_gives_an_area_and_the_same_again(raw: str, plan_area: str) -> None:
    frame = frame_from_columns(plan_area=plan_area, plan_year="2021")
    areas = parse_areas(raw, frame)
    assert areas
    for area in areas:
        assert area.raw == raw
        again = parse_area(area.name, frame)
        assert not area.gss_code or area.judgement != "accepted" or again.gss_code is not None

"""What is counted and what an action is about: wording to controlled measures and themes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.measures import UNMAPPED, find_measure, load_measures, resolve_measure
from normalise.themes import find_themes, load_themes

WORDINGS = [
    ("All crime", "total_recorded_crime"),
    ("Crimes", "total_recorded_crime"),
    ("Total recorded crime (excluding fraud)", "total_recorded_crime"),
    ("All crime excl. fraud and drugs", "total_recorded_crime"),
    ("Theft of and from motor vehicles", "vehicle_offences"),
    ("KSI casualties", "rtc_ksi"),
    ("Fatal and serious collisions", "rtc_ksi"),
    ("Gender-based violence", "vawg"),
    ("Domestic abuse: recorded crimes", "da_crime"),
    ("non crime occurrences", "da_non_crime"),
    ("residents felt very unsafe", "fear_of_crime"),
    ("repeat offenders", "reoffending"),
    ("Nuisance motorcycles", "asb_nuisance"),
    ("Assault on a constable", "assault_staff"),
    ("Fraud and cyber crime", "fraud"),
    ("Violence with injury", "violence_with_injury"),
    ("Violence without Injury", "violence_without_injury"),
    ("Violence against the person", "violence_against_person"),
    ("Domestic abuse – non-crime occurrences", "da_non_crime"),
    ("Number of domestic abuse crimes", "da_crime"),
    ("Domestic abuse", "da_all"),
    ("Racially aggravated public order", "hate_race"),
    ("Hate Crime", "hate_all"),
    ("Burglary dwelling", "burglary_residential"),
    ("Non-dwelling burglary", "burglary_business"),
    ("Theft from vehicle", "theft_from_vehicle"),
    ("ASB incidents", "asb_all"),
    ("Anti-social behaviour – Environmental", "asb_environmental"),
    ("KSI", "rtc_ksi"),
    ("Repeat victimisation", "repeat_victims"),
    ("Home Office funding", "funding"),
    ("Possession of weapons", "weapon_possession"),
    ("Serious acquisitive crime", "serious_acquisitive_crime"),
    ("Knife crime offences and sanction detections", "knife_crime"),
    ("Domestic abuse offences recorded (non-crime occurrences)", "da_non_crime"),
]


@pytest.mark.parametrize(("wording", "measure_id"), WORDINGS)
def test_wording_leads_to_its_measure(wording: str, measure_id: str) -> None:
    found = find_measure(wording)
    assert found is not None
    assert measure_id == found[0].measure_id


@pytest.mark.parametrize(
    "wording", ["Total", "PCSOs", "Crime prevention advice", "Cost effective lighting", "2021/22", ""]
)
def test_wording_of_no_measure_stays_unmapped(wording: str) -> None:
    assert resolve_measure([wording]) == (UNMAPPED, UNMAPPED)


def test_first_telling_wording_decides_and_is_named() -> None:
    assert resolve_measure(["2021", "Rape", "All crime"]) == ("rape", "wording_2: rape")


def test_label_narrows_the_measure_of_its_table_only_within_its_family() -> None:
    assert resolve_measure(["Race", "Victims of hate crime"])[0] == "hate_race"
    assert resolve_measure(["Personal", "ASB incidents"])[0] == "asb_personal"
    assert resolve_measure(["Race", "Burglary"])[0] == "burglary"


def test_offence_wins_over_all_crime_and_money_over_what_it_is_for() -> None:
    assert resolve_measure(["Robbery", "Recorded crime"])[0] == "robbery"
    assert resolve_measure(["Domestic abuse", "Funding distribution"])[0] == "funding"


def test_ids_are_unique_and_every_standard_name_leads_to_a_measure_of_that_name() -> None:
    measures = load_measures()
    assert len(measures) == len({m.measure_id for m in measures})
    for measure in measures:
        if measure.standard_name:
            found = find_measure(measure.standard_name)
            assert found is not None, measure.standard_name
            assert measure.measure_id == found[0].measure_id


def test_themes_come_with_the_words_that_led_there() -> None:
    themes = find_themes(["Deliver county lines training in schools", "Reduce exploitation of young people"])
    assert {t.theme_id: words for t, words in themes} == {
        "exploitation": ("county lines", "exploitation"),
        "youth": ("schools", "young people"),
    }


def test_prevention_is_not_the_prevent_duty() -> None:
    assert "prevent" not in {t.theme_id for t, _ in find_themes(["Prevent burglary through advice"])}


@given(st.lists(st.text(max_size=40), max_size=3))
def test_any_text_is_read_and_words_are_found_in_it(texts: list[str]) -> None:
    ids = {t.theme_id for t in load_themes()}
    assert all(t.theme_id in ids and words for t, words in find_themes(texts))

"""The published text plans, read whole: what a person who reads the source line by line expects."""

import pytest

from parsers.read import read_plan

pytestmark = pytest.mark.shared


def read(shared, name):
    path = next((shared / "documents" / "text").glob(f"{name}*.txt"))
    return read_plan(path.read_bytes(), path.name)


@pytest.mark.parametrize(
    "name", ["west-oxfordshire-action", "west-oxfordshire-pres", "west-oxfordshire-roll", "oxford-", "safer"]
)
def test_every_word_has_one_place(shared, name):
    ledger = read(shared, name).ledger
    assert (ledger.lost, ledger.doubled) == ((), ())
    assert ledger.is_balanced


def test_the_action_plan_is_one_table_of_24_activities(shared):
    extract = read(shared, "west-oxfordshire-action")
    assert [t.kind for t in extract.tables] == ["actions"]
    assert len(extract.actions) == 24
    sections = [a.section.text for a in extract.actions]
    assert sections.count("Priority One - Vulnerable People") == 13
    assert sections.count("Priority Two - Communities") == 8
    assert sections.count("Priority Three – Emerging Issues and Campaigns") == 3


def test_a_row_cut_in_four_columns_is_whole(shared):
    """The Herbert Protocol row runs over a break in need, activity, outcomes and impact."""
    herbert = next(a for a in read(shared, "west-oxfordshire-action").actions if "Herbert" in a.activity.text)
    assert herbert.activity.text.startswith("Raise awareness of The Herbert Protocol")
    assert "or the person themselves can fill in." in herbert.activity.text
    assert herbert.outcomes.text.endswith("Increase in number of new Herbert Protocol forms being completed.")
    assert herbert.impact.text.endswith(
        "vital identifying information that can be used to share with other agencies and find them."
    )
    assert herbert.need.text.endswith("West Oxfordshire: 1.09 (Source JSNA Oxfordshire)")
    assert (herbert.when.text, herbert.who.text) == ("January 2022", "TVP")


def test_a_row_printed_one_column_to_the_left_is_put_right_and_said(shared):
    extract = read(shared, "west-oxfordshire-action")
    row = next(a for a in extract.actions if a.activity.text.startswith("Context West"))
    assert (row.when.text, row.who.text) == ("Ongoing", "Context West")
    assert row.outcomes.text.endswith("Number of subjects engaged with and impact on criminal behaviour")
    assert row.need.origin == "inherited"
    assert row.need.text.endswith("Increase of 62 (15%) (Oxon SIA 2020)")
    assert [i.code for i in extract.issues].count("ROW_SHIFTED") == 1


def test_activities_beside_one_need_over_four_pages_stay_apart(shared):
    actions = [a for a in read(shared, "west-oxfordshire-action").actions if a.issue.text == "Rural Crime"]
    assert [a.activity.text for a in actions] == [
        "Awareness raising",
        "Neighbourhood Watch",
        "Community Resilience Forums",
        "Support with security measures (i.e. guardcams) for repeat victims of burglary",
        "Have Your Say Events",
    ]
    assert len({a.need.text for a in actions}) == 1
    assert actions[0].need.text.endswith("Freeland, Swerford, and Standlake.")
    assert [a.inherited for a in actions[1:]] == [("issue", "need", "impact", "when", "who")] * 4


def test_a_chunk_whose_header_line_goes_on_with_a_row(shared):
    asb = next(a for a in read(shared, "west-oxfordshire-action").actions if a.issue.text == "ASB")
    assert asb.activity.text == (
        "Need to look at more detailed dataset to identify levels and nature of ASB and look at how it can "
        "be addressed."
    )
    assert (asb.when.text, asb.who.text) == ("Ongoing", "WODC")


def test_a_body_printed_twice_stays_two_tables(shared):
    tables = read(shared, "oxford-").tables
    bodies = [[[c.text for c in r.cells] for r in t.rows] for t in tables]
    assert bodies.count(bodies[6]) == 2


def test_a_header_over_two_lines(shared):
    tables = read(shared, "oxford-").tables
    assert [c.header for c in tables[0].columns] == [
        (),
        ("2020",),
        ("2021",),
        ("Difference", "n"),
        ("Difference", "%"),
    ]


def test_what_the_documents_say_of_themselves(shared):
    told = {}
    for name in (
        "west-oxfordshire-action",
        "west-oxfordshire-pres",
        "west-oxfordshire-roll",
        "oxford-",
        "safer",
    ):
        d = read(shared, name).document
        told[name] = (d.partnership.text.lower(), d.period_start_year, d.period_end_year)
    assert told == {
        "west-oxfordshire-action": ("west oxfordshire community safety partnership", 2021, 2025),
        "west-oxfordshire-pres": ("west oxfordshire community safety partnership", 2024, 2027),
        "west-oxfordshire-roll": ("west oxfordshire community safety partnership", 2011, 2012),
        "oxford-": ("oxford safer communities partnership", 2022, 2023),
        "safer": ("safer oxfordshire partnership", 2016, 2017),
    }

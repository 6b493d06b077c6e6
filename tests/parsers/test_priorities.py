"""Priorities: which lists announce them, whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from parsers.read import read_plan
from planhouse.plan import PlanExtract

TITLE = "# Harbour Vale Community Safety Partnership Plan 2022-25"
ABOUT = ("# Who we are", "The partnership looks after the vale.", "# Where we are", "The vale is wide.")
LIST = "- Fewer burglaries\n- Safer roads"
OWN = [("Fewer burglaries", None), ("Safer roads", None)]


def read(*blocks: str, title: str = TITLE) -> PlanExtract:
    return read_plan("\n\n".join((title, *blocks)).encode(), "plan.md")


def priorities(*blocks: str, title: str = TITLE) -> list[tuple[str, str | None]]:
    return [(p.text.text, p.attributed_to) for p in read(*blocks, title=title).priorities]


def owner(*blocks: str, title: str = TITLE) -> str | None:
    """Whose the priorities are; one owner for all."""
    (one,) = {o for _, o in priorities(*blocks, LIST, title=title)}
    return one


@pytest.mark.parametrize(
    "lead",
    [
        "Our priorities for 2022-25 are:",
        "The partnership has identified the following priorities:",
        "HVCSP priorities:",
        "Partnership priorities are set out below:",
        "To reach this vision we have agreed four priority areas:",
        "Our priorities, which support the Police and Crime Plan, are:",
        "In line with the Police and Crime Commissioner's Plan our priorities are:",
        "These are the priorities of the partnership:",
        "The priorities of the Community Safety Partnership are:",
        "Harbour Vale Council's priorities are:",
    ],
)
def test_the_plans_own_priorities(lead: str) -> None:
    assert priorities("# Where we are going", lead, LIST) == OWN


@pytest.mark.parametrize(
    ("heading", "lead", "expected"),
    [
        ("Our priorities", "This year we have agreed to focus on:", OWN),
        ("Our priorities", "They were asked about five key issues:", OWN),
        ("Our priorities", "The assessment uses what is known from:", []),
        ("Our priorities", "They are grouped under three themes:", []),
        ("Our data", "They were asked about five key issues:", []),
    ],
)
def test_below_a_heading_that_announces_them(heading: str, lead: str, expected: object) -> None:
    assert priorities(f"# {heading}", lead, LIST) == expected


@pytest.mark.parametrize(
    ("lead", "whose"),
    [
        ("The Police and Crime Commissioner's priorities are:", "Police and Crime Commissioner"),
        ("The Police & Crime Plan 2021-25 sets out five priorities:", "Police & Crime Plan"),
        ("Current Priorities of the OPCC:", "OPCC"),
        ("The priorities set out in the Police and Crime Plan are:", "Police and Crime Plan"),
        ("PCC strategic objectives:", "PCC"),
        ("The Government has set three national priorities:", "Government"),
        ("Police, Fire and Crime Commissioner priorities:", "Police, Fire and Crime Commissioner"),
        ("The PFCC has set these priorities:", "PFCC"),
        ("The priorities for Northmoor Constabulary are:", "Northmoor Constabulary"),
        ("Northmoor Police's priorities for the year are:", "Northmoor Police"),
        ("We have regard to the Police and Crime Plan. Its priorities are:", "Police and Crime Plan"),
        ("There is a new Police and Crime Plan. The plan has two priorities:", "Police and Crime Plan"),
        ("The PCC, in his plan for the next years, identified the following priorities:", "PCC"),
        ("There is a Police and Crime Plan, whose priorities are:", "Police and Crime Plan"),
    ],
)  # fmt: skip
def test_priorities_of_another_body_are_kept_with_its_name(lead: str, whose: str) -> None:
    assert owner("# Where we are going", lead) == whose


@pytest.mark.parametrize(
    ("heading", "lead", "whose"),
    [
        ("Police and Crime Commissioner's priorities", None, "Police and Crime Commissioner"),
        ("Police and Crime Plan 2021-25", "The priorities are:", "Police and Crime Plan"),
        ("Police and Crime Plan 2021-25", "Our own priorities are:", None),
        ("Working with the Police and Crime Commissioner", "HVCSP priorities:", None),
        ("National priorities", None, "National"),
        ("National and regional context", "The priorities are:", None),
        ("Partnership priorities", None, None),
        ("Priorities", None, None),
    ],
)
def test_the_heading_tells_whose_they_are_where_the_sentence_is_silent(
    heading: str, lead: str | None, whose: str | None
) -> None:
    assert owner(*ABOUT, f"# {heading}", *([lead] if lead else [])) == whose


def test_the_commissioners_own_plan_has_its_own_priorities() -> None:
    title = "# Police and Crime Plan for Northmoor 2021-25"
    assert owner("# My priorities", "The Commissioner's priorities are:", title=title) is None
    assert owner("# Priorities", "The Police and Crime Plan has these priorities:", title=title) is None
    lead = "The priorities of the Community Safety Partnerships in Northmoor are:"
    assert owner("# Partnerships", lead, title=title) == "Community Safety Partnerships"


def test_both_lists_of_a_plan_are_told_apart() -> None:
    blocks = (
        "# The Police and Crime Plan", "The Commissioner's priorities are:", "- Visible policing",
        "# Our plan", "Our priorities are:", LIST,
    )  # fmt: skip
    assert priorities(*blocks) == [("Visible policing", "Commissioner"), *OWN]


@pytest.mark.parametrize(
    "lead",
    [
        "To deliver these priorities we will:",
        "The priorities were chosen using:",
        "Evidence for our priorities:",
        "Our strategic objectives are grouped under three themes:",
        "The plan must address each council's priorities. It should say enough about:",
        "Domestic abuse is a priority because of:",
        "Priority neighbourhoods are:",
        "How we will deliver our priorities:",
    ],
)
def test_what_is_said_about_priorities_lists_none(lead: str) -> None:
    assert priorities("# Where we are going", lead, LIST) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Why is this a priority?",
        "Delivering our priorities",
        "Progress against our priorities",
        "How we set our priorities",
    ],
)
def test_what_stands_below_a_heading_about_priorities_is_none(heading: str) -> None:
    assert priorities(f"# {heading}", LIST) == []


def test_priorities_that_are_headings() -> None:
    """Where no list gives them, numbered headings do, and what is listed below them is no priority."""
    blocks = (
        "# Priority 1: Fewer burglaries", "- We meet the police each week",
        "# Priority Two \u2013 Safer roads", "- Lorries are counted",
        "# Priority Two \u2013 Safer roads", "- Lanes are closed",
    )  # fmt: skip
    assert [t for t, _ in priorities(*blocks)] == [
        "Priority 1: Fewer burglaries",
        "Priority Two \u2013 Safer roads",
    ]
    assert priorities("# Our priorities", LIST, *blocks) == OWN


@pytest.mark.parametrize(
    "line",
    [
        "Safer roads .......... 12",
        "Our priorities",
        "Priorities 2022-25",
        "Appendix 2: Objectives of the Commissioner",
        "These are looked at each year:",
        "www.harbourvale.example.org",
    ],
)
def test_a_line_of_contents_or_a_heading_is_no_priority(line: str) -> None:
    assert priorities("# Our priorities", f"- Fewer burglaries\n- {line}\n- Safer roads") == OWN


def test_lines_below_the_heading_of_the_contents_are_none() -> None:
    blocks = ("# Our priorities", "# Contents", "- Why we are here\n- Who we are")
    assert priorities(*blocks) == []


def test_the_column_that_names_priorities_holds_them() -> None:
    table = (
        "| Priority | Why it matters to the people who live here |\n|---|---|\n"
        "| Fewer burglaries | Four hundred homes were broken into in one year alone |\n"
        "| Safer roads | Two in three residents who answered are afraid of the lorries |"
    )
    assert priorities("# Our plan", table) == OWN


def test_a_table_that_sets_own_priorities_beside_anothers() -> None:
    """Its numbers point to the list above it, which is therefore the other body's."""
    lead = "Those Harbour Vale priorities that agree with the plan of the PCC are:"
    table = (
        "| PCC priority | HVCSP priorities |\n|---|---|\n"
        "| 1 | Fewer burglaries |\n| 2 | Safer roads |\n| 1 | Better lamps |"
    )
    blocks = ("# Priorities for 2022-25", lead, "1. Visible policing\n2. Less harm", table)
    assert priorities(*blocks) == [
        ("Visible policing", "PCC"), ("Less harm", "PCC"),
        *OWN, ("Better lamps", None),
    ]  # fmt: skip

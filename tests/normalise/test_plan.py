"""An extract goes in; mentions, periods and doubts come out beside it."""

import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan

PLAN = """# Cherwell Community Safety Plan 2021-2025

Thames Valley Police (TVP) works with the partnership.

| Issue | Activity | When | Who |
| --- | --- | --- | --- |
| Burglary | Lock surgeries in villages | Autumn 2021 | TVP / CDC |
| Noise | Patrols at night | Ongoing | The Wombles |
"""


@pytest.fixture(scope="module")
def plan():
    return normalise_plan(read_plan(PLAN.encode(), "cherwell.txt"))


def test_who_cells_become_mentions_of_bodies_in_the_plans_area(plan):
    agencies = {m.raw: m.agency for m in plan.mentions}
    assert agencies["TVP"] == "Thames Valley Police"
    assert agencies["CDC"] == "Cherwell District Council"


def test_a_name_without_a_body_is_left_undecided_and_raised_as_a_doubt(plan):
    (mention,) = [m for m in plan.mentions if m.raw == "The Wombles"]
    assert (mention.judgement, mention.agency_ids) == ("unsure", ())
    assert [i.code for i in plan.issues if "Wombles" in i.message] == ["BODY_UNRESOLVED"]


def test_every_mention_belongs_to_an_action_of_the_extract(plan):
    actions = {a.action_id for a in plan.extract.actions}
    assert {m.subject_id for m in plan.mentions} <= actions


def test_a_name_printed_twice_in_a_member_list_is_two_mentions():
    lines = [
        "# Cherwell Partnership 2021",
        "",
        "## Members",
        "",
        "- Police",
        "- Public Health",
        "- Police",
        "",
    ]
    mentions = normalise_plan(read_plan("\n".join(lines).encode(), "members.txt")).mentions
    assert len(mentions) == 3
    assert len({m.mention_id for m in mentions}) == len(mentions)


def test_normalising_the_same_extract_again_gives_the_same_plan(plan):
    assert normalise_plan(plan.extract) == plan


def roles_under(header, who="TVP / CDC"):
    """Roles of the names in a who cell by the header of its column."""
    text = PLAN.replace("| Who |", f"| {header} |").replace("TVP / CDC", who)
    plan = normalise_plan(read_plan(text.encode(), "cherwell.txt"))
    first = plan.extract.actions[0].action_id
    return [m.role for m in plan.mentions if m.subject_id == first]


@pytest.mark.parametrize(
    "header", ["Lead Partner", "Lead Agency", "Lead officer(s)", "Responsible", "Owner", "Led by", "LEAD"]
)
def test_names_under_a_header_of_leads_lead(header):
    assert roles_under(header) == ["lead", "lead"]


@pytest.mark.parametrize("header", ["Who", "Agency", "Lead and partners", "Lead / supporting agencies"])
def test_names_under_a_header_that_names_no_one_role_keep_none(header):
    assert roles_under(header) == ["unstated", "unstated"]


def test_a_mark_beside_a_name_goes_before_the_header():
    assert roles_under("Lead agency", "TVP; CDC (support)") == ["lead", "partner"]


def test_partners_behind_a_lead_in_one_cell_are_no_leads():
    assert roles_under("Lead agency", "TVP supported by CDC") == ["lead", "partner"]


def test_a_role_is_shown_by_its_title_and_never_by_its_id():
    text = PLAN.replace("The Wombles", "landowners; all partners")
    plan = normalise_plan(read_plan(text.encode(), "cherwell.txt"))
    shown = {m.raw: m.agency for m in plan.mentions}
    assert shown["landowners"] == "Farmers and landowners"
    assert shown["all partners"] == "All partners"

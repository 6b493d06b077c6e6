"""Every Who of published plans is resolved, or stands here with the reason why it is not."""

import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan

NOT_IN_ANY_REGISTER = {
    "Context West": "a local arts programme",
    "LCSS": "an acronym that the plan does not define",
    "Oxfordshire Domestic Abuse Advisory Group": "a local group",
}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "partners"),
    [
        ("west-oxfordshire-action-plan-2021-2025", {
            "WODC": "West Oxfordshire District Council", "TVP": "Thames Valley Police", "All": "All partners",
            "OCC": "Oxfordshire County Council", "Trading Standards": "Oxfordshire County Council",
            "Health": "Health services",
        }),
        ("safer-oxfordshire-agreement-2016-17", {
            "Youth Justice Service": "Oxfordshire Youth Justice Service",
            "Public Health": "Oxfordshire County Council", "CSPs": "Community safety partnerships",
        }),
    ],
)  # fmt: skip
def test_who_cells_of_published_plans(shared, name, partners):
    source = shared / "documents" / "text" / f"{name}.txt"
    plan = normalise_plan(read_plan(source.read_bytes(), source.name))
    who = {m.raw: m for m in plan.mentions if m.where == "who"}
    assert len({m.mention_id for m in plan.mentions}) == len(plan.mentions)
    undecided = {raw for raw, m in who.items() if m.judgement != "accepted"}
    assert undecided <= set(NOT_IN_ANY_REGISTER)
    assert {raw: who[raw].agency for raw in partners} == partners


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("west-oxfordshire-presentation-2024", "E07000181"),
        ("west-oxfordshire-rolling-plan-2011-12", "E07000181"),
        ("oxford-rolling-plan-2022-23", "E07000178"),
        ("safer-oxfordshire-agreement-2016-17", "E10000025"),
    ],
)
def test_a_published_plan_tells_its_own_authority(shared, name, authority):
    from normalise.plan import find_plan_frame
    from normalise.register import load_register

    source = shared / "documents" / "text" / f"{name}.txt"
    extract = read_plan(source.read_bytes(), source.name)
    assert find_plan_frame(extract, load_register()).area_codes == (authority,)

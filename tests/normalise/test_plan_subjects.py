"""What figures and actions of a plan are about stands beside them."""

import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan
from planhouse.plan import NormalisedPlan

PLAN = """# West Oxfordshire Community Safety Plan 2021-2025

Table 1: Recorded crime in West Oxfordshire

| Offence | 2020/21 | 2021/22 |
| --- | --- | --- |
| Violence with injury | 312 | 340 |
| Theft from vehicle | 101 | 95 |

## Action plan

| Issue | Activity | When | Who |
| --- | --- | --- | --- |
| County lines | Train school staff to spot exploitation | By end of March | TVP |
"""


@pytest.fixture(scope="module")
def plan() -> NormalisedPlan:
    return normalise_plan(read_plan(PLAN.encode(), "west.txt"))


def test_plan_has_the_code_of_its_own_authority(plan: NormalisedPlan) -> None:
    own = [a.area.gss_code for a in plan.areas if a.subject_id == plan.extract.document.document_id]
    assert own == ["E07000181"]


def test_every_figure_has_a_measure_or_is_listed_as_unmapped(plan: NormalisedPlan) -> None:
    by_subject = {m.subject_id: m.measure_id for m in plan.measures}
    assert {s.statistic_id for s in plan.extract.statistics} == set(by_subject)
    assert {"violence_with_injury", "theft_from_vehicle"} == set(by_subject.values())


def test_action_has_its_themes(plan: NormalisedPlan) -> None:
    assert {"exploitation", "youth"} <= {t.theme_id for t in plan.themes}


def test_month_without_year_is_inferred_from_the_plan(plan: NormalisedPlan) -> None:
    (period,) = [p.period for p in plan.periods if p.field == "when"]
    assert (str(period.end), period.inferred) == ("2022-03-31", True)

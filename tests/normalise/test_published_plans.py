"""Every When and title period of the published plans is read, as compared with the pages by eye."""

from collections import Counter
from pathlib import Path

import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan
from planhouse.plan import NormalisedPlan

TITLE_PERIODS = {
    "oxford-rolling-plan-2022-23.txt": ("2022-04-01", "2023-03-31"),
    "safer-oxfordshire-agreement-2016-17.txt": ("2016-04-01", "2017-03-31"),
    "west-oxfordshire-action-plan-2021-2025.txt": ("2021-01-01", "2025-12-31"),
    "west-oxfordshire-rolling-plan-2011-12.txt": ("2011-04-01", "2012-03-31"),
}


def normalised(path: Path) -> NormalisedPlan:
    return normalise_plan(read_plan(path.read_bytes(), path.name))


@pytest.mark.shared
@pytest.mark.parametrize(("name", "period"), TITLE_PERIODS.items())
def test_period_of_the_title_is_read(shared: Path, name: str, period: tuple[str, str]) -> None:
    plan = normalised(shared / "documents" / "text" / name)
    (read,) = [
        p.period
        for p in plan.periods
        if p.subject_id == plan.extract.document.document_id and p.field == "period"
    ]
    assert period == (str(read.start), str(read.end))


@pytest.mark.shared
def test_every_when_of_the_action_plan_is_read(shared: Path) -> None:
    plan = normalised(shared / "documents" / "text" / "west-oxfordshire-action-plan-2021-2025.txt")
    types = Counter(p.period.type for p in plan.periods if p.field == "when")
    assert {"ongoing", "month", "season", "recurring"} == set(types)
    assert "DATE_UNREAD" not in {i.code for i in plan.issues}
    autumn = {(str(p.period.start), str(p.period.end)) for p in plan.periods if p.period.raw == "Autumn 2021"}
    assert {("2021-09-01", "2021-11-30")} == autumn


@pytest.mark.shared
def test_areas_of_the_county_agreement_have_codes(shared: Path) -> None:
    plan = normalised(shared / "documents" / "text" / "safer-oxfordshire-agreement-2016-17.txt")
    codes = {a.area.gss_code for a in plan.areas if a.subject_id != plan.extract.document.document_id}
    assert {f"E0700017{n}" for n in "789"} | {"E07000180", "E07000181"} <= codes

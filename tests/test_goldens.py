"""Whole documents: every sample read must say what its golden file says, in each of its formats."""

from functools import cache
from pathlib import Path

import pytest

from ingest.golden import GOLDEN, SOURCES, Difference, find_golden_sources, load_golden, render_differences
from ingest.golden_compare import compare_formats, compare_plan
from parsers.read import read_plan
from planhouse.plan import PlanExtract

PLANS = Path(__file__).parent.parent / "fixtures" / "plans"
READINGS = [p.relative_to(PLANS) for p in find_golden_sources(PLANS)]
IN_BOTH = sorted({p.parent for p in READINGS if all((PLANS / p.parent / s).exists() for s in SOURCES)})


@cache
def reading(source: Path) -> PlanExtract:
    return read_plan((PLANS / source).read_bytes(), source.name)


def agree(name: object, differences: list[Difference]) -> None:
    assert not differences, render_differences(str(name), differences)


@pytest.mark.parametrize("source", READINGS, ids=str)
def test_reading_says_what_the_golden_file_says(source):
    golden = load_golden(PLANS / source.parent / GOLDEN)
    agree(source, compare_plan(golden, reading(source)))


@pytest.mark.parametrize("source", READINGS, ids=str)
def test_no_word_of_a_sample_is_lost(source):
    assert reading(source).ledger.is_balanced


@pytest.mark.parametrize("folder", IN_BOTH, ids=str)
def test_text_and_pdf_give_the_same_records(folder):
    """The same plan as text and as PDF differs in nothing but where things are printed."""
    text, pdf = (reading(folder / s) for s in SOURCES)
    agree(folder, compare_formats(text, pdf))
    agree(folder, compare_formats(pdf, text))


def test_at_least_three_plans_stand_in_both_formats():
    assert len(IN_BOTH) >= 3

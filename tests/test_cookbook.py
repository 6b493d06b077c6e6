"""The cookbook's questions are executed over the sample plans, and its page shows their answers."""

import pytest

from ingest.cookbook import PAGE, open_samples
from warehouse.cookbook import render_cookbook
from warehouse.questions import ask, read_questions

EMPTY_HERE = {"refused", "changed-readings", "editions", "without-owner", "contradictions", "restated"}
"""Questions about what no sample plan carries."""


@pytest.fixture(scope="module")
def samples():
    with open_samples() as connection:
        yield connection


@pytest.mark.parametrize("question", read_questions(), ids=lambda q: q.name)
def test_a_question_has_an_answer_in_the_sample_plans(samples, question):
    rows = ask(samples, question.name).rows
    assert rows or question.name in EMPTY_HERE


def test_there_are_enough_questions():
    assert len(read_questions()) - len(EMPTY_HERE) >= 25


def test_the_page_is_current(samples):
    """Run python -m ingest.cookbook when reading has changed, and look at what it changed."""
    assert PAGE.read_text(encoding="utf-8") == render_cookbook(samples)

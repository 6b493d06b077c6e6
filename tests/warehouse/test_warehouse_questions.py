"""Named questions and word search: every one runs, says what it means, and narrows by its parameters."""

import made_plans as b
import pytest

from planhouse.errors import QueryError
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.questions import ask, find_question, read_questions, search


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", issues=(b.doubt(),)), "/plans/westshire/one.pdf")
        load_plan(connection, b.plan("two"), "/plans/two.pdf")
        yield connection


@pytest.mark.parametrize("question", read_questions(), ids=lambda q: q.name)
def test_a_question_runs_and_explains_itself(warehouse, question):
    result = ask(warehouse, question.name)
    assert result.columns
    assert question.title.endswith("?")
    assert question.answer.startswith("one row per")
    assert all(f"${p.name}" in question.sql for p in question.parameters)


def test_a_question_is_narrowed_by_its_parameters(warehouse):
    assert len(ask(warehouse, "plans").rows) == 2
    assert len(ask(warehouse, "plans", {"area": "WESTSHIRE/one"}).rows) == 1
    assert len(ask(warehouse, "actions-of", {"agency": "thames"}).rows) == 2
    assert ask(warehouse, "actions-of", {"agency": "fire"}).rows == ()


def test_who_leads_most_counts_actions_once(warehouse):
    assert ask(warehouse, "who-leads-most").rows == (("Thames Valley Police", 2, 2, 2),)


def test_who_leads_most_says_where_no_lead_is_printed():
    with connect(":memory:") as connection:
        mention = b.mention(1, "a-one-1", role="partner")
        load_plan(connection, b.plan("one").model_copy(update={"mentions": (mention,)}))
        assert ask(connection, "who-leads-most").rows == (("none: no lead is printed", 0, None, 1),)


def test_an_unknown_question_or_parameter_says_what_there_is(warehouse):
    with pytest.raises(QueryError, match="who-leads-most"):
        find_question("who-leads")
    with pytest.raises(QueryError, match="It has: area"):
        ask(warehouse, "plans", {"region": "x"})
    with pytest.raises(QueryError, match=r"(?i)date"):
        ask(warehouse, "due-by", {"date": "soon"})


def test_search_finds_all_words_in_any_order_and_case(warehouse):
    found = search(warehouse, "BIKES mark").as_dicts()
    assert {f["id"] for f in found if f["kind"] == "action"} == {"a-one-1", "a-two-1"}
    assert search(warehouse, "bikes nowhere").rows == ()


def test_search_takes_beginnings_of_words_but_not_their_middles(warehouse):
    assert search(warehouse, "burgl").rows
    assert search(warehouse, "urglary").rows == ()


@pytest.mark.parametrize("words", ["", "  ", "%_'\"\\", "(", "[a-z", "é" * 500])
def test_search_bears_any_words(warehouse, words):
    assert search(warehouse, words).rows == ()


def test_a_fuller_text_is_not_ranked_above_a_closer_one(warehouse):
    scores = [f["score"] for f in search(warehouse, "people").as_dicts()]
    assert scores == sorted(scores, reverse=True)

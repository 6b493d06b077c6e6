"""Every id leads back to a source, and every printed one to its page."""

import made_plans as b
import pytest

from planhouse.errors import QueryError
from warehouse.connection import connect
from warehouse.load import load_plan
from warehouse.trace import render_trace, trace

KINDS = {
    "fact_action": "action_id", "fact_figure": "figure_id", "fact_check": "check_id",
    "fact_promise": "promise_id", "fact_priority": "priority_id", "fact_mention": "mention_id",
    "fact_member": "member_id", "fact_table": "table_id", "lineage_cell": "cell_id",
    "lineage_block": "block_id", "dim_document": "document_id",
}  # fmt: skip
"""Tables of what is printed, each with its key."""
ABOUT = {"fact_doubt": "doubt_id", "fact_stitch": "stitch_id", "dim_work": "work_id"}
"""Tables of what is thought about it."""


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        member = b.mention(3, b.document("one").document_id, "Fire Service", "member", "one")
        plan = b.plan("one", issues=(b.doubt(),))
        mentions = (*plan.mentions, member.model_copy(update={"where": "member"}))
        load_plan(connection, plan.model_copy(update={"mentions": mentions}))
        yield connection


def ids_of(connection, table, key):
    return [i for (i,) in connection.execute(f"SELECT {key} FROM {table}").fetchall()]


@pytest.mark.parametrize("table", KINDS)
def test_every_id_of_a_printed_thing_leads_to_a_page_of_its_source(warehouse, table):
    for identity in ids_of(warehouse, table, KINDS[table]):
        steps = trace(warehouse, identity).as_dicts()
        printed = [s for s in steps if s["step"] in ("printed", "inherited", "found")]
        assert printed, identity
        assert {s["sha256"] for s in steps} == {b.document("one").sha256}
        assert all(s["page"] and len(s["box"]) == 4 and s["value"] for s in printed)


@pytest.mark.parametrize("table", ABOUT)
def test_doubts_joins_and_works_are_told_too(warehouse, table):
    ids = ids_of(warehouse, table, ABOUT[table])
    assert ids
    for identity in ids:
        assert "source   one.pdf" in render_trace(warehouse, identity)


def test_a_check_shows_its_relation_and_each_figure_with_its_labels(warehouse):
    steps = trace(warehouse, "c-one-1").as_dicts()
    assert [s["value"] for s in steps if s["step"] == "checked"] == ["4000 - 300 = 3700, not 3733"]
    assert "Theft | 2021 = 3,733*" in [s["value"] for s in steps if s["step"] == "labelled"]


def test_what_is_derived_names_its_rule(warehouse):
    action = trace(warehouse, "a-one-1").as_dicts()
    derived = {s["field"]: s["how"] for s in action if s["step"] == "derived"}
    assert (derived["when"], derived["theme"]) == ("month", "words")
    figure = trace(warehouse, "s-one-1").as_dicts()
    assert [s["value"] for s in figure if s["field"] == "measure"] == ["Theft -> theft"]
    mention = trace(warehouse, "m-one-1").as_dicts()
    assert [s["score"] for s in mention if s["step"] == "weighed"] == [0.98]


def test_a_member_s_name_is_found_in_the_printed_list(warehouse):
    steps = trace(warehouse, "m-one-3").as_dicts()
    assert [s["value"] for s in steps if s["step"] == "printed"] == ["Fire Service"]


def test_the_command_and_the_macro_say_the_same(warehouse):
    rows = warehouse.execute("SELECT * FROM trace('a-one-2')").fetchall()
    assert rows == list(trace(warehouse, "a-one-2").rows)


def test_an_acronym_leads_to_its_definition(warehouse):
    steps = trace(warehouse, "TVP").as_dicts()
    ((identity,),) = warehouse.execute(
        "SELECT definition_id FROM definition WHERE acronym = 'TVP'"
    ).fetchall()
    assert steps == trace(warehouse, identity).as_dicts()
    assert (steps[0]["step"], steps[0]["value"]) == ("defined", "Thames Valley Police")


def test_an_acronym_of_several_documents_asks_which():
    with connect(":memory:") as connection:
        for name in ("one", "two"):
            load_plan(connection, b.plan(name))
        with pytest.raises(QueryError, match=r"(?s)'TVP' is defined 2 times.*(one|two)\.pdf.*(one|two)\.pdf"):
            trace(connection, "TVP")

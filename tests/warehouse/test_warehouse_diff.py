"""Two editions: what was added, dropped, carried over, reworded, re-dated, re-assigned, restated."""

import made_plans as b
import pytest

from warehouse.connection import connect
from warehouse.edition_diff import diff_editions, mark_changes, render_diff, render_diff_page
from warehouse.load import load_plan


def old_and_new():
    old = b.plan(
        "old",
        actions=(
            b.action(1, "Fit property marking kits to bicycles in Witney", of="old"),
            b.action(2, "Run hairdresser training on domestic abuse", of="old", when="March 2022"),
            b.action(3, "Plant trees along the river", of="old"),
            b.action(4, "Visit farms about rural theft", of="old"),
        ),
        statistics=(b.figure(1, "120", "120", "old", period_raw="2021"),),
    )
    new = b.plan(
        "new",
        actions=(
            b.action(1, "Fit property marking kits to bicycles and scooters in Witney", of="new"),
            b.action(
                2, "Run hairdresser training on domestic abuse", of="new", when="May 2023", who="Council"
            ),
            b.action(3, "Visit farms about rural theft", of="new"),
            b.action(4, "Hold drop-in surgeries at libraries", of="new"),
        ),
        statistics=(b.figure(1, "125", "125", "new", period_raw="2021"),),
    )
    return old, new


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        for one in old_and_new():
            load_plan(connection, one)
        yield connection


def changes(diff):
    return {r["new_id"] or r["old_id"]: r for r in diff.rows.as_dicts() if r["kind"] == "commitment"}


def test_every_action_is_told_apart(warehouse):
    found = {k: r["change"] for k, r in changes(diff_editions(warehouse, "old", "new")).items()}
    assert found["a-new-1"] == ["reworded"]
    assert found["a-new-2"] == ["re-dated", "re-assigned"]
    assert found["a-new-3"] == ["carried over"]
    assert found["a-new-4"] == ["added"]
    assert found["a-old-3"] == ["dropped"]


def test_a_rewording_shows_its_words_its_score_and_what_was_shared(warehouse):
    row = changes(diff_editions(warehouse, "old", "new"))["a-new-1"]
    assert row["words"] == "Fit property marking kits to bicycles {+and scooters +}in Witney"
    assert 0.6 <= row["score"] < 1
    assert "bicycles" in row["shared_words"]


def test_a_figure_of_one_period_printed_differently_is_restated(warehouse):
    rows = [r for r in diff_editions(warehouse, "old", "new").rows.as_dicts() if r["kind"] == "figure"]
    assert [(r["change"], r["old_text"], r["new_text"]) for r in rows] == [(["restated"], "120", "125")]


def test_each_record_of_both_stands_in_exactly_one_row(warehouse):
    rows = [r for r in diff_editions(warehouse, "old", "new").rows.as_dicts() if r["kind"] == "commitment"]
    assert sorted(r["old_id"] for r in rows if r["old_id"]) == [f"a-old-{n}" for n in range(1, 5)] + [
        "p-old-1"
    ]
    assert sorted(r["new_id"] for r in rows if r["new_id"]) == [f"a-new-{n}" for n in range(1, 5)] + [
        "p-new-1"
    ]


def test_a_document_does_not_differ_from_itself(warehouse):
    rows = diff_editions(warehouse, "old", "old").rows.as_dicts()
    assert {tuple(r["change"]) for r in rows} == {("carried over",)}


def test_marked_words_lead_back_to_both_texts():
    marked = mark_changes("mark all bikes in May", "mark new bikes in June")
    assert marked == "mark [-all-]{+new+} bikes in [-May-]{+June+}"
    assert mark_changes("same", "same") == mark_changes(None, "new") == ""


def test_the_report_and_the_page_tell_the_same(warehouse):
    diff = diff_editions(warehouse, "old", "new")
    text, page = render_diff(diff), render_diff_page(diff)
    assert "1 added, 2 carried over, 1 dropped, 1 re-assigned, 1 re-dated, 1 reworded" in text
    assert "when: March 2022 -> May 2023" in text
    assert "<ins>and scooters </ins>" in page
    assert page.count("<tr>") == len(diff.rows.rows) + 3


def test_printed_text_cannot_become_markup(warehouse):
    with connect(":memory:") as connection:
        for name in ("old", "new"):
            load_plan(connection, b.plan(name, actions=(b.action(1, f"<script>{name}</script>", of=name),)))
        assert "<script>" not in render_diff_page(diff_editions(connection, "old", "new"))

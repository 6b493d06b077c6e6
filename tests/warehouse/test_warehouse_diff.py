"""Two editions: what was added, dropped, carried over, reworded, re-dated, re-assigned, restated."""

import made_plans as b
import pytest

from normalise.plan import normalise_plan
from parsers.read import read_plan
from planhouse.records import Definition, Priority, Promise
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


@pytest.mark.parametrize("kind", ["commitment", "priority"])
def test_each_record_of_both_stands_in_exactly_one_row(warehouse, kind):
    rows = [r for r in diff_editions(warehouse, "old", "new").rows.as_dicts() if r["kind"] == kind]
    for side in ("old", "new"):
        of_kind = {
            "commitment": [f"a-{side}-{n}" for n in range(1, 5)] + [f"p-{side}-1"],
            "priority": [f"r-{side}-1"],
        }
        assert sorted(r[f"{side}_id"] for r in rows if r[f"{side}_id"]) == of_kind[kind]


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
    assert (
        "5 before, 5 now: 1 re-dated, 1 re-assigned, 1 reworded, 2 carried over, 1 dropped, 1 added" in text
    )
    assert "when: March 2022 -> May 2023" in text
    assert "<ins>and scooters </ins>" in page
    assert page.count("<tr class=") == len(diff.rows.rows)


def test_printed_text_cannot_become_markup(warehouse):
    with connect(":memory:") as connection:
        for name in ("old", "new"):
            load_plan(connection, b.plan(name, actions=(b.action(1, f"<script>{name}</script>", of=name),)))
        assert "<script>" not in render_diff_page(diff_editions(connection, "old", "new"))


def compare(old, new):
    """Rows of the comparison of two plans by the id of the old record, or else of the new one."""
    with connect(":memory:") as connection:
        load_plan(connection, old)
        load_plan(connection, new)
        diff = diff_editions(connection, "old", "new")
        return {r["old_id"] or r["new_id"]: r for r in diff.rows.as_dicts()}, render_diff(diff)


def promise(number, kind, text, of):
    return Promise(promise_id=f"p-{of}-{number}", kind=kind, section="So far", text=b.value(text))


def test_a_commitment_the_new_edition_reports_on_is_no_dropped_one():
    old = b.plan(
        "old", actions=(b.action(1, "Cut it Out - a scheme for hairdressers to give help", of="old"),)
    )
    results = (
        promise(1, "achievement", "Delivered Cut it Out, training for beauty professionals", "new"),
        promise(2, "achievement", "Opened a scheme for cyclists", "new"),
    )
    rows, text = compare(old, b.plan("new", actions=(), promises=results))
    row = rows["a-old-1"]
    assert (row["change"], row["echo_id"], row["echo_kind"]) == (["reported"], "p-new-1", "achievement")
    assert row["echo_words"] == ["Cut it Out"]
    assert "* reported: Cut it Out" in text
    assert "Delivered Cut it Out" in text


def test_common_turns_of_phrase_are_no_names():
    old = b.plan("old", actions=(b.action(1, "Set up a scheme to mark bicycles as well", of="old"),))
    results = (promise(1, "achievement", "Ran a scheme to plant trees as well", "new"),)
    rows, _ = compare(old, b.plan("new", actions=(), promises=results))
    assert (rows["a-old-1"]["change"], rows["a-old-1"]["echo_id"]) == (["not printed"], None)


def test_results_of_the_old_edition_are_not_called_dropped():
    old = b.plan("old", promises=(promise(1, "achievement", "Lit the paths of Witney", "old"),))
    rows, text = compare(old, b.plan("new", promises=()))
    assert rows["p-old-1"]["change"] == ["not repeated"]
    assert "Lit the paths" not in text
    assert "1 not repeated" in text


def test_the_same_day_and_body_in_other_words_are_no_change():
    """March 2022 and 03/2022, TVP and Thames Valley Police: what was read is compared."""
    old = b.plan("old", actions=(b.action(1, "Mark bikes in town", of="old", when="March 2022", who="TVP"),))
    new = b.plan(
        "new",
        actions=(b.action(1, "Mark bikes in town", of="new", when="03/2022", who="Thames Valley Police"),),
    )
    rows, _ = compare(old, new)
    assert rows["a-old-1"]["change"] == ["carried over"]


def test_a_date_that_is_new_or_gone_is_a_change_of_date():
    old = b.plan("old", actions=(b.action(1, "Mark bikes in town", of="old"),))
    new = b.plan("new", actions=(b.action(1, "Mark bikes in town", of="new", when="ongoing"),))
    new = new.model_copy(update={"periods": ()})
    rows, text = compare(old, new)
    assert rows["a-old-1"]["change"] == ["re-dated"]
    assert "when: March 2022 -> ongoing" in text


def test_one_shared_word_is_similar_and_never_a_rewording():
    old = b.plan(
        "old", priorities=(Priority(priority_id="r-old-1", number=1, text=b.value("Vulnerable Communities")),)
    )
    new = b.plan("new", priorities=(Priority(priority_id="r-new-1", number=1, text=b.value("Communities")),))
    rows, _ = compare(old, new)
    assert rows["r-old-1"]["change"] == ["similar"]


def test_a_kind_the_new_document_has_none_of_is_said_to_be_so():
    _, text = compare(b.plan("old"), b.plan("new", actions=(), promises=()))
    assert "The new document prints none" in text
    assert "another sort of document" in text


@pytest.mark.shared
def test_the_west_oxfordshire_plans_tell_what_became_of_the_actions_of_2021(shared):
    """Read against the texts: five actions of 2021 are named in the results that the plan of 2024 reports."""
    folder = shared / "documents" / "text"
    with connect(":memory:") as connection:
        for name in ("west-oxfordshire-action-plan-2021-2025", "west-oxfordshire-presentation-2024"):
            data = (folder / f"{name}.txt").read_bytes()
            load_plan(connection, normalise_plan(read_plan(data, f"{name}.txt")))
        diff = diff_editions(connection, "action-plan-2021", "presentation-2024")
    rows = diff.rows.as_dicts()
    reported = {r["old_text"].split(".")[0][:30]: r["echo_text"] for r in rows if r["change"] == ["reported"]}
    assert {k.split(" - ")[0] for k in reported} >= {
        "Cut it Out",
        "Community Resilience Forums",
        "Have Your Say Events",
    }
    assert all("Cut it Out" in v for k, v in reported.items() if k.startswith("Cut"))
    priorities = [r for r in rows if r["kind"] == "priority"]
    assert {r["old_text"] for r in priorities if r["old_id"]} == {
        "Vulnerable People", "Communities", "Emerging Issues/Campaigns",
    }  # fmt: skip
    assert "Modern Slavery" in {r["new_text"] for r in priorities if r["change"] == ["added"]}


def test_what_a_document_of_another_sort_does_not_print_is_not_called_dropped():
    """The rows say it themselves, not only the heading."""
    rows, text = compare(b.plan("old"), b.plan("new", actions=(), promises=()))
    row = rows["a-old-1"]
    assert row["change"] == ["not printed"]
    assert row["note"].startswith("the new document prints none of the kind")
    assert "dropped" not in text
    assert "* not printed: Mark bikes" in text


def test_a_kind_that_both_print_carries_no_note():
    rows, _ = compare(*old_and_new())
    assert {r["note"] for r in rows.values()} == {None}


def test_a_kind_that_only_the_new_document_prints_is_added_with_a_note():
    rows, _ = compare(b.plan("old", actions=(), promises=()), b.plan("new"))
    assert (rows["a-new-1"]["change"], rows["a-new-1"]["note"]) == (
        ["added"],
        "the old document prints none of the kind",
    )


@pytest.mark.parametrize(
    ("promised", "reported"),
    [
        (
            "Contribution to ODAS Contract",
            "Financial contribution towards Oxfordshire Domestic Abuse Service",
        ),
        ("Fund the Oxfordshire Domestic Abuse Service", "Supported victims through the ODAS"),
        ("Staff the Victims of Crime Hub", "Opened a VOCH in town"),
    ],
)
def test_an_acronym_is_the_name_whose_initials_it_has(promised, reported):
    old = b.plan("old", actions=(b.action(1, promised, of="old"),))
    results = (
        promise(1, "achievement", reported, "new"),
        promise(2, "achievement", "Opened a scheme for cyclists", "new"),
    )
    rows, _ = compare(old, b.plan("new", actions=(), promises=results))
    assert (rows["a-old-1"]["change"], rows["a-old-1"]["echo_id"]) == (["reported"], "p-new-1")


@pytest.mark.parametrize(
    ("promised", "reported"),
    [
        ("Renew the ODAS Contract", "Old dogs and shelters were visited"),  # no capitals, no name
        ("Renew the ODAS Contract", "Oxfordshire Drug and Alcohol Forum met"),
        ("Hold a DA day", "The Dog Academy opened"),  # two letters are the initials of too much
    ],
)
def test_initials_that_are_none_are_no_name(promised, reported):
    old = b.plan("old", actions=(b.action(1, promised, of="old"),))
    rows, _ = compare(old, b.plan("new", actions=(), promises=(promise(1, "achievement", reported, "new"),)))
    assert rows["a-old-1"]["echo_id"] is None


def test_an_acronym_is_followed_through_its_definition():
    """Where the words' initials are not its letters, a definition of either document leads to them."""
    old = b.plan(
        "old",
        actions=(b.action(1, "Renew the Turnaround contract with XYZ", of="old"),),
        definitions=(Definition(acronym="XYZ", expansion="Women's Refuge Network"),),
    )
    results = (promise(1, "achievement", "Paid for the Women's Refuge Network", "new"),)
    rows, _ = compare(old, b.plan("new", actions=(), promises=results))
    assert (rows["a-old-1"]["change"], rows["a-old-1"]["echo_id"]) == (["reported"], "p-new-1")

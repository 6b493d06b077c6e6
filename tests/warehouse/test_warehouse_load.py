"""Loading: whole or not at all, twice as once, old readings kept on record."""

from pathlib import Path

import duckdb
import made_plans as b
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planhouse.errors import WarehouseError
from planhouse.records import Value
from warehouse.connection import connect
from warehouse.load import Loading, load_plan, load_plans
from warehouse.reading import build_reading
from warehouse.runs import DocumentRecord, begin_run, end_run, known_sources, record_rows
from warehouse.schema import BY_NAME, TABLES
from warehouse.views import CURRENT


@pytest.fixture
def warehouse():
    with connect(":memory:") as connection:
        yield connection


@pytest.fixture(scope="module")
def long_lived():
    """A warehouse for properties, whose examples replace one another."""
    with connect(":memory:") as connection:
        yield connection


def contents(connection) -> dict[str, list[tuple]]:
    """Every row of every table but the record of runs."""
    return {
        t.name: sorted(connection.execute(f"SELECT * FROM {t.name}").fetchall(), key=repr)
        for t in TABLES
        if t.name not in ("run_batch", "run_document")
    }


def test_a_plan_is_loaded(warehouse):
    outcome = load_plan(warehouse, b.plan(), "/plans/one.pdf", program="0.1")
    assert (outcome.outcome, outcome.status) == ("loaded", "loaded")
    assert warehouse.execute("SELECT activity, who_raw, page_first FROM action ORDER BY 1").fetchall() == [
        ("Mark bikes", "Police", 1),
        ("Visit victims", "WODC/TVP", 2),
    ]


def test_loading_twice_changes_nothing(warehouse):
    load_plan(warehouse, b.plan(), "/plans/one.pdf", program="0.1")
    before = contents(warehouse)
    assert load_plan(warehouse, b.plan(), "/plans/one.pdf", program="0.1").outcome == "unchanged"
    assert before == contents(warehouse)


def test_the_same_bytes_under_another_name_are_another_location(warehouse):
    load_plan(warehouse, b.plan(), "/plans/one.pdf")
    outcome = load_plan(warehouse, b.plan(), "/copies/same.pdf")
    assert (outcome.outcome, outcome.is_new_location) == ("unchanged", True)
    assert warehouse.execute("SELECT count(*) FROM document").fetchone() == (1,)
    assert warehouse.execute("SELECT file_name FROM dim_location ORDER BY 1").fetchall() == [
        ("one.pdf",),
        ("same.pdf",),
    ]


def test_other_bytes_of_the_same_plan_are_a_new_edition_beside_the_old(warehouse):
    load_plan(warehouse, b.plan("one"))
    later = b.document(
        "two", title=b.value("Community Safety Plan 2026-2029"), period_start_year=2026, period_end_year=2029
    )
    assert load_plan(warehouse, b.plan("two", document=later)).outcome == "new_edition"
    found = warehouse.execute(
        "SELECT source_file, edition, editions, is_current FROM document ORDER BY edition"
    )
    assert found.fetchall() == [("one.pdf", 1, 2, False), ("two.pdf", 2, 2, True)]
    for view in CURRENT:
        rows = warehouse.execute(f"SELECT DISTINCT document_id FROM current_{view}").fetchall()
        assert rows == [(later.document_id,)], view


def test_another_partnership_is_another_work(warehouse):
    load_plan(warehouse, b.plan("one"))
    other = b.document("two", partnership=b.value("Eastshire Community Safety Partnership"))
    assert load_plan(warehouse, b.plan("two", document=other)).outcome == "loaded"
    assert warehouse.execute("SELECT count(*) FROM document WHERE is_current").fetchone() == (2,)


def test_a_new_reading_replaces_the_old_and_each_change_is_recorded(warehouse):
    load_plan(warehouse, b.plan(), program="0.1")
    again = b.plan(actions=(b.action(1, "Mark all bikes"), b.action(3, "Light the paths")))
    outcome = load_plan(warehouse, again, program="0.2")
    assert outcome.outcome == "replaced"
    found = warehouse.execute(
        "SELECT change, subject_id, field, old, new FROM change WHERE table_name = 'fact_action' ORDER BY ALL"
    ).fetchall()
    assert [(c, s) for c, s, *_ in found] == [
        ("added", "a-one-3"),
        ("changed", "a-one-1"),
        ("dropped", "a-one-2"),
    ]
    assert found[1] == ("changed", "a-one-1", "activity", "Mark bikes", "Mark all bikes")
    assert warehouse.execute("SELECT program FROM run_reading").fetchone() == ("0.2",)


def test_replacing_leaves_exactly_what_a_fresh_load_would(warehouse):
    again = b.plan(actions=(b.action(1, "Mark all bikes"),))
    load_plan(warehouse, b.plan(), "one.pdf")
    load_plan(warehouse, again, "one.pdf")
    with connect(":memory:") as fresh:
        load_plan(fresh, again, "one.pdf")
        left_out = {"run_change", "run_reading", "dim_location", "run_schema"}
        for name, rows in contents(fresh).items():
            if name not in left_out:
                assert rows == contents(warehouse)[name], name


def test_a_new_program_with_the_same_reading_changes_only_its_name(warehouse):
    load_plan(warehouse, b.plan(), program="0.1")
    assert load_plan(warehouse, b.plan(), program="0.2").outcome == "unchanged"
    assert warehouse.execute(
        "SELECT program, (SELECT count(*) FROM run_change) FROM run_reading"
    ).fetchall() == [("0.2", 0)]


def test_doubts_and_lost_words_show_in_the_status(warehouse):
    assert load_plan(warehouse, b.plan("one", issues=(b.doubt(),))).status == "loaded_with_issues"
    lost = b.extract("two").ledger.model_copy(update={"lost": ("bikes p1",)})
    assert load_plan(warehouse, b.plan("two", ledger=lost)).status == "loaded_with_issues"
    assert warehouse.execute("SELECT code, place FROM doubt").fetchall() == [
        ("DATE_UNSURE", "p2 [36.0 100.0 180.3 112.0]")
    ]


def test_a_refused_load_leaves_nothing(warehouse, monkeypatch):
    monkeypatch.setattr("warehouse.reading.add_doubts", lambda rows, _: rows.add("fact_member", "too", "few"))
    before = contents(warehouse)
    with pytest.raises((WarehouseError, duckdb.Error), match=r"one\.pdf: not loaded"):
        load_plan(warehouse, b.plan())
    assert before == contents(warehouse)


def test_many_at_once_is_the_same_as_one_by_one(warehouse):
    plans = [b.plan(name) for name in ("one", "two", "three")]
    load_plan(warehouse, plans[1], "two.pdf")
    outcomes = load_plans(warehouse, [Loading(p, p.extract.document.source_file) for p in plans])
    assert [o.outcome for o in outcomes] == ["new_edition", "unchanged", "new_edition"]
    with connect(":memory:") as fresh:
        for one in plans:
            load_plan(fresh, one, one.extract.document.source_file)
        for name, rows in contents(fresh).items():
            if name not in ("run_reading", "dim_location", "run_schema"):
                assert rows == contents(warehouse)[name], name


def test_one_document_cannot_be_loaded_twice_in_one_transaction(warehouse):
    with pytest.raises(ValueError, match="one after the other"):
        load_plans(warehouse, [Loading(b.plan()), Loading(b.plan())])


def test_twin_ids_lose_no_record(warehouse):
    load_plan(warehouse, b.plan(actions=(b.action(1, "Mark bikes"), b.action(1, "Mark cars"))))
    assert warehouse.execute("SELECT action_id, activity FROM action ORDER BY 1").fetchall() == [
        ("a-one-1", "Mark bikes"),
        ("a-one-1~2", "Mark cars"),
    ]


def test_every_row_leads_to_fragments_with_page_box_and_text(warehouse):
    load_plan(warehouse, b.plan())
    found = warehouse.execute(
        "SELECT text, page, x0, top, x1, bottom, sha256, origin, rule FROM fragment "
        "WHERE subject_id = 'a-one-2' AND field = 'issue'"
    ).fetchall()
    sha256 = b.document().sha256
    assert found == [("Burglary", 1, 36.0, 100.0, 180.3, 112.0, sha256, "inherited", "span")]


def test_a_run_records_what_became_of_each_source(warehouse):
    run = begin_run(warehouse, "0.1", {"workers": 2})
    record = DocumentRecord(
        0, "/p/one.pdf", "one.pdf", sha256=b.document().sha256, counts={"actions": 2}, seconds={"read": 0.5}
    )
    load_plan(warehouse, b.plan(), "/p/one.pdf", program="0.1", run_id=run, record=record)
    refused = DocumentRecord(
        1, "/p/x.zip", "x.zip", "refused", sha256="ff", reason="unsupported_format", message="a zip"
    )
    record_rows(warehouse, run, [refused], "0.1")
    end_run(warehouse, run, {"documents": 2})
    assert warehouse.execute(
        "SELECT status, outcome, reason FROM run_document ORDER BY number"
    ).fetchall() == [
        ("loaded", "loaded", None),
        ("refused", None, "unsupported_format"),
    ]
    assert warehouse.execute("SELECT file_name, message FROM refusal").fetchall() == [("x.zip", "a zip")]
    known = known_sources(warehouse)
    assert (known["ff"].status, known[b.document().sha256].status) == ("refused", "loaded")


def test_rows_fit_their_tables_and_keys_are_unique():
    """What the database does not check for the large tables is checked here."""
    reading = build_reading(b.plan(issues=(b.doubt(),)))
    for name, found in reading.tables.items():
        table = BY_NAME[name]
        at = [table.names.index(k) for k in table.key]
        assert {len(row) for row in found} == {len(table.columns)}
        if not name.startswith("dim_"):
            assert len({tuple(row[i] for i in at) for row in found}) == len(found), name


TEXTS = st.text(max_size=20)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXTS, max_size=5), raw=TEXTS, amount=st.decimals(allow_nan=True, allow_infinity=True))
def test_any_text_and_number_comes_back_as_it_went_in(long_lived, texts, raw, amount):
    """Round trip: printed text is never changed, whatever it holds; numbers that fit are exact."""
    actions = tuple(b.action(n, t) for n, t in enumerate(texts))
    figure = b.figure(1, raw, None).model_copy(update={"value": amount, "raw": Value(text=raw)})
    load_plan(long_lived, b.plan(actions=actions, statistics=(figure,)))
    found = long_lived.execute("SELECT activity FROM action ORDER BY row_number").fetchall()
    assert [t for (t,) in found] == texts
    (stored_raw, value, flags) = long_lived.execute("SELECT raw, value, flags FROM figure").fetchone()
    assert stored_raw == raw
    assert value == amount or {"out_of_range", "rounded"} & set(flags)


def test_a_file_holds_what_was_loaded_after_it_is_opened_again(tmp_path: Path):
    path = tmp_path / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan())
    with connect(path, read_only=True) as connection:
        assert connection.execute("SELECT actions FROM document").fetchall() == [(2,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("at_once", [True, False])
def test_the_name_of_a_work_does_not_tell_which_edition_came_first(warehouse, order, at_once):
    """Two editions print the partnership in other letters: several workers may bring either first."""
    loud = b.document("two", partnership=b.value("WESTSHIRE COMMUNITY SAFETY PARTNERSHIP"))
    plans = [b.plan("one"), b.plan("two", document=loud)]
    chosen = [plans[i] for i in order]
    if at_once:
        load_plans(warehouse, [Loading(p, p.extract.document.source_file) for p in chosen])
    else:
        for plan in chosen:
            load_plan(warehouse, plan, plan.extract.document.source_file)
    ((name,),) = warehouse.execute("SELECT name FROM dim_work").fetchall()
    assert name.startswith("WESTSHIRE COMMUNITY SAFETY PARTNERSHIP")

"""What a person decided about names is kept with the warehouse, and told where it settles nothing."""

import json

import pytest

from ingest.cli import main
from warehouse.connection import connect

PLAN = """# Cherwell Community Safety Plan 2021-2025

| Activity | When | Who |
| --- | --- | --- |
| Lock surgeries in villages | Autumn 2021 | TVP; The Hub |
"""


@pytest.fixture
def place(tmp_path, capsys):
    """A plan, a warehouse and a way to run commands."""

    class Place:
        plan, warehouse, file = tmp_path / "plan.txt", tmp_path / "w.duckdb", tmp_path / "decided.jsonl"

        def run(self, *words):
            with pytest.raises(SystemExit) as exit_:
                main([str(w) for w in (*words, "--warehouse", self.warehouse)])
            out, err = capsys.readouterr()
            return exit_.value.code, out, err

        def decide(self, *decisions):
            self.file.write_text("".join(json.dumps(d) + "\n" for d in decisions))
            return self.run("ingest", self.plan, "--overrides", self.file)

        def hub(self):
            """What The Hub means in the warehouse."""
            with connect(self.warehouse, read_only=True) as connection:
                sql = "SELECT agency FROM mention WHERE raw = 'The Hub'"
                return connection.execute(sql).fetchone()[0]

    place = Place()
    place.plan.write_text(PLAN)
    return place


HUB = {"raw": "The Hub", "agency_ids": ["police:thames-valley"], "who": "me", "when": "2026-11-25"}


def test_decisions_hold_in_later_runs_that_do_not_name_the_file(place):
    assert place.decide(HUB)[0] == 0
    code, out, _ = place.run("ingest", place.plan)
    assert (code, "1 unchanged" in out) == (0, True)
    assert "1 decision about names kept in the warehouse, from" in out
    place.run("ingest", place.plan, "--again")
    assert place.hub() == "Thames Valley Police"


def test_a_file_takes_the_place_of_what_was_kept_and_says_what_is_no_longer_decided(place):
    place.decide(HUB)
    code, out, _ = place.decide({"raw": "TVP", "agency_ids": ["police:thames-valley"]})
    assert code == 0
    assert "no longer decided: 'The Hub' -> police:thames-valley" in out
    assert place.hub() is None


def test_an_empty_file_drops_all_decisions(place):
    place.decide(HUB)
    assert "no longer decided" in place.decide()[1]
    assert "decision" not in place.run("ingest", place.plan)[1]


def test_a_note_on_a_decision_makes_no_document_be_read_again(place):
    place.decide(HUB)
    assert "1 unchanged" in place.decide(HUB | {"note": "asked the council"})[1]


def test_a_decision_that_matches_nothing_is_told_with_the_nearest_printed_name(place):
    _, out, _ = place.decide(HUB | {"raw": "The Hubb"})
    assert "decision about 'The Hubb' matches no printed name; printed is 'The Hub'" in out


def test_documents_not_read_again_are_named(place):
    place.run("ingest", place.plan)
    other = place.plan.with_name("other.txt")
    other.write_text(PLAN.replace("The Hub", "Somebody").replace("2021", "2011"))
    place.file.write_text(json.dumps(HUB))
    _, out, _ = place.run("ingest", other, "--overrides", place.file)
    assert "waits: ingest plan.txt again" in out


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"raw": "X", "agency_ids": ["police:thames-vally"]}, "nearest: police:thames-valley"),
        ({"raw": "X", "agency_ids": ["GENERIC:schoolz"]}, "GENERIC:schools"),
        ({"raw": "X", "agency": "police:kent"}, "the fields are: raw, agency_ids, judgement, scope"),
        ({"raw": "X"}, "accepted as nobody"),
        ({"raw": "X", "judgement": "rejected", "scope": "document"}, "name the document"),
        ({"raw": "X", "judgement": "rejected", "within": "d-1"}, "leave it out"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused_and_nothing_is_opened(place, decision, words):
    code, _, err = place.decide(decision)
    assert (code, words in err, "line 1" in err) == (2, True, True)
    assert not place.warehouse.exists()


def test_decisions_are_listed_with_the_documents_they_settle(place):
    place.decide(HUB, {"raw": "Nobody here", "judgement": "rejected"})
    code, out, _ = place.run("decisions", "--format", "json")
    assert code == 0
    assert [(d["raw"], d["documents"], d["who"]) for d in json.loads(out)] == [
        ("The Hub", 1, "me"),
        ("Nobody here", 0, ""),
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["TVP"], "police:thames-valley"),
        (["west", "oxon", "district"], "council:west-oxfordshire"),
        (["schools"], "GENERIC:schools"),
        (["all", "partners"], "ALL_PARTNERS"),
        (["thames", "valleys", "police"], "police:thames-valley"),
    ],
)
def test_ids_are_found_by_name_acronym_and_near_spelling(capsys, words, first):
    with pytest.raises(SystemExit):
        main(["register", *words, "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["agency_id"] == first


def test_a_name_in_no_register_is_told(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["register", "zzzz"])
    assert (exit_.value.code, "fewer words" in capsys.readouterr().err) == (2, True)

"""A batch goes on after a failure, reads nothing twice and can be stopped."""

import io
import json

import pytest

from ingest.batch import Batch, StopSwitch
from ingest.progress import JsonReporter, LineReporter
from ingest.settings import RunSettings
from ingest.store import Known
from ingest.task import Limits
from planhouse.errors import SettingsError

WORK = "tests.ingest.misbehaviour:read_script"


class ListStore:
    """A store that keeps everything in lists."""

    def __init__(self):
        self.plans, self.rows, self.runs = {}, {}, []

    def known(self):
        return {
            r.sha256: Known(program, "refused" if r.status == "refused" else "loaded", r.reason, r.message)
            for r, program in self.rows.values()
            if r.sha256
        }

    def begin_run(self, program, settings):
        self.runs.append("running")
        return f"run-{len(self.runs)}"

    def load(self, run_id, plans, program):
        if any("poison" in str(reading.tables) for reading, _ in plans):
            raise ValueError("a value\nno table can hold")
        for reading, row in plans:
            assert reading.document_id not in self.plans, "loaded twice"
            self.plans[reading.document_id] = reading
            self.rows[row.shown] = (row, program)

    def record(self, run_id, rows, program):
        self.rows.update({r.shown: (r, program) for r in rows})

    def end_run(self, run_id, summary):
        self.runs[-1] = "interrupted" if summary.interrupted else "done"


class Recorder:
    """A reporter that keeps the rows, and turns a switch after some."""

    def __init__(self, stop=None, after=0):
        self.rows, self.stop, self.after = [], stop, after

    def started(self, run_id, documents):
        self.documents = documents

    def document(self, row):
        self.rows.append(row)
        if self.stop and len(self.rows) == self.after:
            self.stop.turn(2, None)

    def ended(self, summary):
        self.summary = summary


@pytest.fixture
def plans(tmp_path):
    """Makes files from name -> content."""

    def make(**contents):
        folder = tmp_path / "plans"
        folder.mkdir(exist_ok=True)
        for name, text in contents.items():
            (folder / f"{name}.txt").write_text(text)
        return folder

    return make


def run(folder, store, stop=None, after=0, **settings):
    """Statuses by file stem, and the summary."""
    recorder = Recorder(stop, after)
    settings = RunSettings(workers=1, limits=Limits(seconds=10, memory_mb=300), **settings)
    summary = Batch(settings, store, recorder, WORK).run([folder], stop)
    return {r.name.removesuffix(".txt"): r.status for r in recorder.rows}, summary


def test_documents_are_loaded_and_counted(plans):
    statuses, summary = run(plans(a="one", b="doubtful two"), ListStore())
    assert statuses == {"a": "loaded", "b": "loaded_with_issues"}
    assert (summary.loaded, summary.counts["doubts"], summary.exit_code) == (2, 1, 0)


def test_batch_goes_on_after_documents_that_kill_their_worker(plans):
    folder = plans(a="one", b="segfault:", c="encrypted:", d="recurse:", e="five")
    statuses, summary = run(folder, ListStore())
    assert statuses == {"a": "loaded", "b": "refused", "c": "refused", "d": "refused", "e": "loaded"}
    assert summary.reasons == {"crash": 2, "encrypted": 1}
    assert summary.exit_code == 1


def test_second_run_reads_nothing(plans):
    """Unchanged and refused alike are known by their content; the second run starts no reading."""
    folder, store = plans(a="one", b="encrypted:"), ListStore()
    run(folder, store)
    recorder = Recorder()
    summary = Batch(RunSettings(), store, recorder, "no.such:work").run([folder])
    assert {r.name: r.status for r in recorder.rows} == {"a.txt": "unchanged", "b.txt": "refused"}
    assert "needs a password" in recorder.rows[1].message
    assert summary.exit_code == 1


def test_changed_file_is_read_again_and_renamed_file_is_not(plans):
    folder, store = plans(a="one", b="two"), ListStore()
    run(folder, store)
    (folder / "a.txt").write_text("one more")
    (folder / "b.txt").rename(folder / "c.txt")
    assert run(folder, store)[0] == {"a": "loaded", "c": "unchanged"}


def test_again_reads_unchanged_files(plans):
    folder, store = plans(a="one"), ListStore()
    run(folder, store)
    store.plans.clear()
    assert run(folder, store, again=True)[0] == {"a": "loaded"}


def test_another_program_reads_again(plans, monkeypatch):
    folder, store = plans(a="one"), ListStore()
    run(folder, store)
    store.plans.clear()
    monkeypatch.setattr("ingest.batch.program_version", lambda decisions: "9.9.9+other")
    assert run(folder, store)[0] == {"a": "loaded"}


def test_files_of_one_content_share_one_document(plans):
    store = ListStore()
    statuses, _ = run(plans(a="one", b="one", c="encrypted:", d="encrypted:"), store)
    assert statuses == {"a": "loaded", "b": "unchanged", "c": "refused", "d": "refused"}
    assert len(store.plans) == 1
    assert "same content as" in store.rows[next(k for k in store.rows if k.endswith("b.txt"))][0].message


def test_interrupted_batch_takes_up_where_it_stopped(plans, monkeypatch):
    monkeypatch.setattr("ingest.batch.PLANS_AT_ONCE", 1)
    folder, store, stop = plans(**{f"p{i}": f"plan {i}" for i in range(8)}), ListStore(), StopSwitch()
    statuses, summary = run(folder, store, stop=stop, after=3)
    assert summary.exit_code == 130
    assert store.runs == ["interrupted"]
    assert len(statuses) < 8
    assert len(store.plans) == len(statuses)
    assert run(folder, store)[1].exit_code == 0
    assert len(store.plans) == 8


def test_plan_the_warehouse_cannot_hold_costs_only_itself(plans):
    store = ListStore()
    statuses, summary = run(plans(a="one", b="poison", c="three"), store)
    assert statuses == {"a": "loaded", "b": "refused", "c": "loaded"}
    assert summary.reasons == {"not_loaded": 1}
    assert "a value no table can hold" in store.rows[next(k for k in store.rows if "b.txt" in k)][0].message


def test_second_signal_ends_at_once():
    stop = StopSwitch()
    stop.turn(2, None)
    with pytest.raises(KeyboardInterrupt):
        stop.turn(2, None)


def test_lines_name_the_file_and_what_to_do(plans):
    out, err = io.StringIO(), io.StringIO()
    Batch(RunSettings(workers=1), ListStore(), LineReporter(out, err), WORK).run(
        [plans(a="one", b="encrypted:")]
    )
    assert err.getvalue().count("\n") == 1
    assert "refused (encrypted)" in err.getvalue()
    assert "b.txt: needs a password; remove it first" in err.getvalue()
    assert "2 documents: 1 loaded, 1 refused" in out.getvalue()


def test_json_events_are_one_object_a_line(plans):
    out = io.StringIO()
    Batch(RunSettings(workers=1), ListStore(), JsonReporter(out), WORK).run([plans(a="one")])
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [e["event"] for e in events] == ["run_started", "document", "run_ended"]
    assert events[1]["status"] == "loaded"
    assert events[2]["exit_code"] == 0


@pytest.mark.parametrize("wrong", [{"workers": -1}, {"limits": Limits(seconds=0)}])
def test_settings_without_sense_are_refused(wrong):
    with pytest.raises(SettingsError):
        RunSettings(**wrong)

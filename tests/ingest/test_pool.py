"""Workers die, documents are refused one by one, the batch goes on."""

import pickle

import pytest

from ingest.pool import Pool, PoolHabits
from ingest.task import Limits, Task

WORK = "tests.ingest.misbehaviour:misbehave"
LIMITS = Limits(seconds=20, memory_mb=200, output_mb=4)


def run(names, workers=1, limits=LIMITS, habits=None):
    """Task name -> its result, or (reason, message) where it was refused."""
    tasks = [Task(i, "", name, name.partition(":")[0], "") for i, name in enumerate(names)]
    with Pool(WORK, workers, limits, habits=habits) as pool:
        return {
            d.task.name: pickle.loads(d.payload)
            if d.payload is not None
            else (d.refusal.reason, d.refusal.message)
            for d in pool.run(iter(tasks))
        }


def test_every_task_has_one_outcome():
    names = [f"echo:{i}" for i in range(20)]
    assert run(names, workers=2) == {n: n.partition(":")[2] for n in names}


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [
        ("segfault:", "crash", "SIGSEGV"),
        ("exit:7", "crash", "code 7"),
        ("abort:", "too_large", "want of memory"),
        ("recurse:", "crash", "nested too deeply"),
        ("bug:", "crash", "KeyError 'missing' at misbehaviour.py"),
        ("encrypted:", "encrypted", "needs a password; remove it first"),
        ("hog:", "too_large", "more than 200 MB"),
        ("big:8000000", "too_large", "over 4 MB"),
    ],
)
def test_what_a_document_does_costs_that_document(name, reason, words):
    """The documents before and after it are read; the refusal is one line that names its class."""
    outcome = run(["echo:before", name, "echo:after"])
    assert (outcome["echo:before"], outcome["echo:after"]) == ("before", "after")
    assert outcome[name][0] == reason
    assert words in outcome[name][1]
    assert "\n" not in outcome[name][1]


def test_endless_document_is_ended():
    outcome = run(["hang:", "echo:after"], limits=Limits(seconds=0.5))
    assert outcome["hang:"][0] == "timeout"
    assert outcome["echo:after"] == "after"


def test_document_whose_worker_was_killed_by_accident_is_tried_again(tmp_path):
    name = f"killed_once:{tmp_path / 'marker'}"
    assert run(["echo:a", name, "echo:b"]) == {
        "echo:a": "a", name: "second time lucky", "echo:b": "b"
    }  # fmt: skip


def test_large_results_come_through_whole():
    assert len(run(["big:3000000"])["big:3000000"]) == 3_000_000


def test_what_a_library_prints_does_not_reach_the_batch(capfd):
    assert run(["print:"]) == {"print:": "quiet"}
    assert capfd.readouterr() == ("", "")


def test_workers_are_replaced_after_their_share():
    outcome = run(["pid:1", "pid:2", "pid:3", "pid:4"], habits=PoolHabits(tasks_per_worker=2))
    assert len(set(outcome.values())) >= 2


def test_tasks_are_taken_only_when_a_worker_can_hold_them():
    taken = []

    def tasks():
        for i in range(1000):
            taken.append(i)
            yield Task(i, "", "echo:x", "echo", "")

    with Pool(WORK, 2, LIMITS) as pool:
        next(pool.run(tasks()))
    assert len(taken) <= 6


def test_stop_switch_ends_the_run_at_once():
    with Pool(WORK, 1, LIMITS) as pool:
        assert list(pool.run([Task(0, "", "hang:", "hang", "")], stopped=lambda: True)) == []

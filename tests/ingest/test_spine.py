"""From files to answers through the command line: the main job, end to end."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.soak import compare
from ingest.cli import main

ROOT = Path(__file__).parent.parent.parent
PLAN = """# Ashdale Community Safety Plan {n} 2024-2026

## Action plan

| Issue | Activity | When | Who |
|---|---|---|---|
| Burglary | Visit homes in ward {n} | March 2025 | Police |
| | Mark bicycles | Ongoing | All partners |
"""


@pytest.fixture
def folder(tmp_path):
    """Makes a folder of so many different plans."""

    def make(count, more_rows=0):
        plans = tmp_path / "plans"
        plans.mkdir(exist_ok=True)
        for n in range(count):
            more = "".join(f"| | Walk beat {r} | Ongoing | Police |\n" for r in range(more_rows))
            (plans / f"plan {n:03}.txt").write_text(PLAN.format(n=n) + more)
        return plans

    return make


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


SMALL_PIPE = 4096
"""Bytes a process can print before it must wait for its reader: what stops a fast machine from ending a
batch of 40 plans (27 kB of lines) before the test has read the first and sent its signal."""
SLOW_ROWS = 30
"""More rows of each plan, so that no machine reads 40 of them before the first are loaded."""


def start(*arguments):
    """A command as a process of its own, which waits when what it printed is not read."""
    command = [sys.executable, "-m", "ingest.cli", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, pipesize=SMALL_PIPE)


def test_plan_goes_in_and_an_answer_comes_out(folder, tmp_path, capsys):
    warehouse = tmp_path / "w.duckdb"
    code, out, err = run("ingest", folder(1), "--warehouse", warehouse, capsys=capsys)
    assert (code, err) == (0, "")
    assert "1 document: 1 loaded" in out
    question = "SELECT activity, who_raw, inherited FROM action ORDER BY row_number"
    code, out, _ = run("sql", question, "--warehouse", warehouse, "--format", "json", capsys=capsys)
    assert code == 0
    assert [r["activity"] for r in json.loads(out)] == ["Visit homes in ward 0", "Mark bicycles"]
    code, out, _ = run("show", "plan 000", "--warehouse", warehouse, capsys=capsys)
    assert (code, "Mark bicycles" in out) == (0, True)


def test_second_run_reads_nothing_and_changes_nothing(folder, tmp_path, capsys):
    warehouse = tmp_path / "w.duckdb"
    run("ingest", folder(2), "--warehouse", warehouse, capsys=capsys)
    code, out, _ = run("ingest", folder(2), "--warehouse", warehouse, capsys=capsys)
    assert (code, out.splitlines()[-1]) == (0, "2 documents: 0 loaded, 2 unchanged")
    code, out, _ = run("runs", "--warehouse", warehouse, "--format", "json", capsys=capsys)
    newest, first = json.loads(out)
    assert (newest["unchanged"], newest["loaded"], first["loaded"]) == (2, 0, 2)
    assert newest["state"] == "done"


def test_refused_file_is_one_line_and_can_be_retried(tmp_path, capsys):
    bad, warehouse = tmp_path / "bad\n.pdf", tmp_path / "w.duckdb"
    bad.write_bytes(b"PK\x03\x04 zip")
    code, out, err = run("ingest", bad, tmp_path / "gone.txt", "--warehouse", warehouse, capsys=capsys)
    assert code == 1
    assert len(err.splitlines()) == 2
    assert "2 documents: 0 loaded, 2 refused" in out
    bad.write_text(PLAN.format(n=1))
    code, out, _ = run("retry", "--reason", "unsupported_format", "--warehouse", warehouse, capsys=capsys)
    assert (code, "1 loaded" in out) == (0, True)
    code, _, err = run("retry", "--reason", "crash", "--warehouse", warehouse, capsys=capsys)
    assert (code, "no refused document" in err) == (2, True)


def test_report_is_written(folder, tmp_path, capsys):
    report = tmp_path / "report.html"
    run("ingest", folder(1), "--warehouse", tmp_path / "w.duckdb", "--report", report, capsys=capsys)
    assert report.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sql", "DELETE FROM dim_document"], "refused"),
        (["sql", "SELECT nonsense FROM document"], "nonsense"),
        (["sql"], "give a statement"),
        (["show", "no such plan"], "No document"),
    ],
)
def test_wrong_questions_are_code_2_without_traceback(arguments, words, folder, tmp_path, capsys):
    warehouse = tmp_path / "w.duckdb"
    run("ingest", folder(1), "--warehouse", warehouse, capsys=capsys)
    code, _, err = run(*arguments, "--warehouse", warehouse, capsys=capsys)
    assert code == 2
    assert words in err
    assert "Traceback" not in err


def test_missing_warehouse_says_how_to_make_one(tmp_path, capsys):
    code, _, err = run("sql", "SELECT 1", "--warehouse", tmp_path / "none.duckdb", capsys=capsys)
    assert code == 2
    assert "planhouse ingest" in err


def wait_for_documents(process, count):
    """Waits until a run with --json has told of so many documents."""
    for _ in range(count + 1):
        assert process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_run_is_taken_up_with_nothing_lost_or_twice(number, folder, tmp_path):
    """Ends by a signal in mid-batch; the next run completes it; the warehouse equals an undisturbed one."""
    plans, warehouse = folder(40, SLOW_ROWS), tmp_path / "w.duckdb"
    process = start("ingest", plans, "--warehouse", warehouse, "--json", "--workers", "1")
    wait_for_documents(process, 5)
    process.send_signal(number)
    process.communicate()
    assert process.returncode == (-9 if number == signal.SIGKILL else 130)
    second = start("ingest", plans, "--warehouse", warehouse, "--json")
    out, _ = second.communicate()
    ended = json.loads(out.splitlines()[-1])
    assert second.returncode == 0
    assert ended["statuses"]["unchanged"] >= 5
    assert sum(ended["statuses"].values()) == 40
    assert "refused" not in ended["statuses"]
    clean = start("ingest", plans, "--warehouse", tmp_path / "clean.duckdb", "--workers", "1")
    clean.communicate()
    assert compare(warehouse, tmp_path / "clean.duckdb") == []


def test_killed_batch_leaves_no_worker_behind(folder, tmp_path):
    plans, warehouse = folder(40, SLOW_ROWS), tmp_path / "w.duckdb"
    process = start("ingest", plans, "--warehouse", warehouse, "--json", "--workers", "2")
    wait_for_documents(process, 2)
    from bench.soak import children_of

    children = children_of(process.pid)
    assert len(children) >= 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(is_alive(c) for c in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [c for c in children if is_alive(c)]


def is_alive(pid):
    """Whether a process exists and is no zombie, which has no command line."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False

"""Every class of bad input gives the refusal it must give, in one line; the others go on."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BROKEN = ROOT / "fixtures" / "broken"
EXPECTED = tomllib.loads((BROKEN / "expected.toml").read_text(encoding="utf-8"))["file"]


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The events of one batch over all of them, and its exit code."""
    folder = tmp_path_factory.mktemp("broken")
    command = [sys.executable, "-m", "ingest.cli", "ingest", str(BROKEN), "--json", "--memory-mb", "500"]
    command += ["--workers", "2", "--warehouse", str(folder / "w.duckdb")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    return {e["name"]: e for e in listed if e["event"] == "document"}, done


def test_batch_goes_on_and_says_that_some_were_refused(events):
    rows, done = events
    assert done.returncode == 1, done.stderr
    assert len(rows) == len(EXPECTED)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: e["name"])
def test_file_has_the_fate_it_must_have(events, expected):
    row = events[0][expected["name"]]
    loaded = row["status"] in ("loaded", "loaded_with_issues") or (
        row["status"] == "unchanged" and row["message"].startswith("same content")
    )
    if expected["outcome"] != "either":
        assert loaded == (expected["outcome"] == "loaded"), row["message"]
    if not loaded:
        assert row["reason"] in expected["reasons"], row["message"]


def test_each_refusal_is_one_line_that_names_the_file(events):
    for name, row in events[0].items():
        if row["status"] == "refused":
            assert name in row["message"]
            assert "\n" not in row["message"]
            assert len(row["message"]) <= 300


def test_nothing_is_half_loaded(events):
    for row in events[0].values():
        assert bool(row["document_id"]) == row["status"].startswith("loaded")


def test_odd_file_names_are_data(tmp_path):
    """A copy under each odd name is found, and shown on one line."""
    listed = tomllib.loads((BROKEN / "expected.toml").read_text(encoding="utf-8"))
    original = (BROKEN / listed["odd_names_copy_of"]).read_bytes()
    for number, name in enumerate(listed["odd_names"]):
        (tmp_path / name).write_bytes(original + f"\nCopy {number}.\n".encode())
    command = [sys.executable, "-m", "ingest.cli", "ingest", "--json", "--warehouse"]
    done = subprocess.run(
        [*command, str(tmp_path / ".w.duckdb"), "--", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    rows = [e for e in map(json.loads, done.stdout.splitlines()) if e["event"] == "document"]
    assert done.returncode == 0, done.stderr
    assert len(rows) == len(listed["odd_names"])
    assert all(r["status"].startswith("loaded") and r["shown"].isprintable() for r in rows)

"""Watched folders and listed addresses on the command line, end to end."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.cli import main
from tests.ingest.web import serving

ROOT = Path(__file__).parent.parent.parent
PLAN = "# Safety Plan {n} 2024\n\n| Activity | Who |\n|---|---|\n| Visits {n} | Police |\n"


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


def test_listed_plans_are_fetched_and_loaded_once(tmp_path, capsys):
    sources, warehouse = tmp_path / "sources.toml", tmp_path / "w.duckdb"
    options = ("--warehouse", warehouse, "--allow-private")
    with serving() as site:
        site.page("/plans", b'<a href="one.txt">Safety plan one</a>')
        site.page("/one.txt", PLAN.format(n=1).encode(), ETag='"1"')
        sources.write_text(
            f'delay_seconds = 0\n[[source]]\npage = "{site.root}/plans"\nlinks = ["*safety plan*"]\n'
            f'[[source]]\nurl = "{site.root}/gone.pdf"\n'
        )
        code, out, err = run("sync", sources, *options, capsys=capsys)
        assert code == 1
        assert f"new: {site.root}/one.txt" in out
        assert "1 loaded" in out
        assert "gone.pdf: the server answers 404" in err
        code, out, _ = run("sync", sources, *options, "--json", capsys=capsys)
    events = [json.loads(line) for line in out.splitlines()]
    assert [e["fate"] for e in events if e["event"] == "visit"] == ["unchanged", "failed"]
    assert events[-1]["statuses"] == {"unchanged": 1}


def test_watched_folder_takes_files_until_interrupted(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    command = [sys.executable, "-m", "ingest.cli", "ingest", "--watch", str(folder), "--json"]
    process = subprocess.Popen(
        [*command, "--warehouse", str(tmp_path / "w.duckdb")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    guard = threading.Timer(60, process.kill)
    guard.start()
    try:
        (folder / "plan.txt").write_text(PLAN.format(n=1))
        events = []
        while not events or events[-1]["event"] != "run_ended":
            events.append(json.loads(process.stdout.readline()))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    finally:
        guard.cancel()
    (status,) = [e["status"] for e in events if e["event"] == "document"]
    assert status.startswith("loaded")
    assert (process.returncode, errors) == (130, "")

"""The command line answers fast, says what is wrong in one line, and exits with the right code."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.cli import main, planhouse

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("pydantic", "duckdb", "playa", "pdfplumber", "camelot", "rapidfuzz", "rich", "pandas", "numpy")


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


def test_help_takes_less_than_three_tenths_of_a_second():
    """Processor time of a fresh interpreter, so that a busy machine does not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "ingest.cli", "--help"], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_help_imports_nothing_heavy():
    code = f"import sys, ingest.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_version(capsys):
    assert run("--version", capsys=capsys)[:2] == (0, "planhouse, version 0.1.0\n")


@pytest.mark.parametrize("name", sorted(planhouse.commands))
def test_every_command_has_help(name, capsys):
    code, out, _ = run(name, "--help", capsys=capsys)
    assert code == 0
    assert len(out.splitlines()) > 4


@pytest.mark.parametrize("arguments", [["no-such-command"], ["tables"], ["tables", "--no-such-option"]])
def test_wrong_use_is_code_2(arguments, capsys):
    code, _, err = run(*arguments, capsys=capsys)
    assert code == 2
    assert "Usage" in err


def test_unreadable_file_is_one_line_and_code_1(tmp_path, capsys):
    code, out, err = run("tables", tmp_path / "nowhere.pdf", capsys=capsys)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "nowhere.pdf: no such file" in err


def test_reader_of_our_output_may_leave_early():
    """``planhouse ... | head -1`` ends without a traceback."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "ingest.cli", "--help"],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert b"Traceback" not in done.stderr

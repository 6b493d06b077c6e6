"""Hostile bytes: the answer is a plan whose words are all accounted for, or a refusal."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzz import FINDINGS, judge
from ingest.task import Done, Refusal, Task

ROOT = Path(__file__).parent.parent.parent
SECONDS = 20
"""Of reading; two minutes more are a step of their own in ``.ci/run``."""


def test_no_bytes_break_the_readers(tmp_path):
    command = [sys.executable, "bench/fuzz.py", "--seconds", str(SECONDS), "--seed", "11"]
    command += ["--findings", str(tmp_path / "findings")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "'read'" in done.stdout
    assert "'broken'" in done.stdout


@pytest.mark.parametrize("reason", ["crash", "timeout", "source_error"])
def test_what_is_no_named_refusal_is_a_finding(reason):
    done = Done(Task(0, "x.bin", "x.bin", "x.bin", ""), None, Refusal(reason, "x.bin: it broke"))
    assert judge(done)[0] in FINDINGS


def test_a_plan_that_lost_words_is_a_finding():
    done = Done(Task(0, "x.bin", "x.bin", "x.bin", ""), pickle.dumps(False))
    assert judge(done)[0] in FINDINGS

"""The tutorial's commands run as they are shown, one after another."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.cli import planhouse

ROOT = Path(__file__).parent.parent.parent
SHOWN = re.findall(r"^    planhouse (.+)$", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), flags=re.M)


def run(arguments: list[str]) -> str:
    done = CliRunner().invoke(planhouse, arguments)
    assert done.exit_code == 0, (arguments, done.output)
    return done.output


def test_commands_run_in_order(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    file = str(tmp_path / "plans.duckdb")
    for line in SHOWN:
        arguments = [file if a == "plans.duckdb" else a for a in shlex.split(line)]
        assert run(arguments).strip(), line


@pytest.mark.parametrize("verb", ["tables", "ingest", "show", "sql", "trace"])
def test_each_step_is_shown(verb):
    assert any(line.startswith(verb) for line in SHOWN)

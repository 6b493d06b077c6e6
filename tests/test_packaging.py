"""What is installed is whole: the wheel holds every room and its data, and its command answers fast."""

import os
import resource
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("planhouse", "parsers", "normalise", "warehouse", "ingest")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that nothing is left in the folder; needs no network."""
    target = tmp_path_factory.mktemp("wheel")
    source = target / "source"
    ignore = ("build", "tests", "fixtures", "bench", ".*", "*.egg-info", "docs", "__pycache__", "*.duckdb")
    import shutil

    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*ignore))
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(target), str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """A new environment with the wheel; the dependencies are lent by the running one."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = str(folder / "bin/python")
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "-q"]
    subprocess.run([*command, "--disable-pip-version-check", str(wheel)], check=True)
    return folder


def run(environment, *command, cwd):
    """A command of the new environment, away from the source folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PLANHOUSE"))}
    return subprocess.run(
        [str(environment / "bin" / command[0]), *command[1:]],
        cwd=cwd, env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_wheel_holds_every_module_and_data_file_and_nothing_else(wheel):
    names = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    kinds = {".py", ".toml", ".csv", ".sql", ".txt"}  # a register's licence is a .txt
    expected = {
        str(p.relative_to(ROOT)) for room in ROOMS for p in (ROOT / room).rglob("*") if p.suffix in kinds
    }
    assert names == expected


def test_command_of_the_wheel_answers_fast(environment, tmp_path):
    """Under 0.3 seconds of processor time for the help, away from the source folder."""
    run(environment, "planhouse", "--help", cwd=tmp_path)  # writes the byte code, as an installer would
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(environment, "planhouse", "--help", cwd=tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.returncode, "Usage: planhouse" in done.stdout) == (0, True), done.stderr
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_installed_program_reads_a_plan(environment, tmp_path):
    """The data files of every room are found where they were installed."""
    (tmp_path / "plan.txt").write_text(
        "# Safety Plan 2024\n\n| Activity | Who |\n|---|---|\n| Visits | TVP |\n"
    )
    where = run(environment, "python", "-c", "import ingest; print(ingest.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(environment))
    done = run(environment, "planhouse", "tables", "plan.txt", cwd=tmp_path)
    assert "Activity: Visits" in done.stdout, done.stderr

"""The house keeps its own rules: floors, file sizes, names."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("planhouse", "parsers", "normalise", "warehouse", "ingest")
SOURCES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "common", "core", "manager", "handler", "context"}
MOST_LINES = 600


def test_floors_hold():
    """import-linter's contracts: one way down, siblings apart, libraries in their rooms."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_keeps_its_size_and_name(path):
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.name == "__init__.py" and p.parent.name != "planhouse"],
    ids=lambda p: str(p.relative_to(ROOT)),
)  # fmt: skip
def test_package_files_hold_a_docstring_and_plain_lists_only(path):
    """Importing a subpackage never pays for a PDF library."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        assert not isinstance(node, (ast.FunctionDef, ast.ClassDef))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            assert not any(n.split(".")[0] in {"pdfplumber", "camelot", "playa", "duckdb"} for n in names)


def test_every_package_ships():
    """Each package folder is listed in pyproject.toml, so that a wheel holds all of them."""
    import tomllib

    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {".".join(p.parent.relative_to(ROOT).parts) for p in SOURCES if p.name == "__init__.py"}
    assert listed == found


def test_test_modules_have_names_of_their_own():
    """Two modules of one name in different folders cannot be collected together."""
    names = [p.name for p in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))

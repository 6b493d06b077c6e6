"""The sample plans are what their content files say: nothing of them is the program's own output."""

import json
import sys
import tomllib
from pathlib import Path

import pytest

from ingest.golden import load_golden

FIXTURES = Path(__file__).parent.parent / "fixtures"
PLANS = sorted(p.parent for p in (FIXTURES / "plans").glob("*/golden.json"))
CONTENT = sorted(p.stem for p in (FIXTURES / "make" / "content").glob("*.toml"))
BROKEN = tomllib.loads((FIXTURES / "broken" / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def maker():
    """The maker's modules: plain scripts beside the fixtures, in no package."""
    sys.path.insert(0, str(FIXTURES / "make"))
    import answer
    import content
    import pages
    import text_export

    yield answer, content, pages, text_export
    sys.path.remove(str(FIXTURES / "make"))


def test_every_content_file_has_its_plan():
    assert [p.name for p in PLANS] == CONTENT
    assert len(PLANS) >= 6


@pytest.mark.parametrize("folder", PLANS, ids=lambda p: p.name)
def test_plan_is_made_from_its_content_file(folder, maker, tmp_path):
    """The PDF prints the whole content and nothing else; text and golden file follow from both."""
    answer, content, pages, text_export = maker
    plan = content.load_plan(folder.name)
    printed = pages.read_pages(folder / "source.pdf")
    pieces = pages.locate(plan, printed)
    assert pages.check_rest(plan, printed) == []
    answer.write_golden(plan, pieces, tmp_path / "golden.json")
    assert (tmp_path / "golden.json").read_text() == (folder / "golden.json").read_text()
    text = text_export.export_text(plan, pieces, len(printed))
    assert text == (folder / "source.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", PLANS, ids=lambda p: p.name)
def test_golden_file_has_the_form_that_is_compared(folder):
    assert load_golden(folder / "golden.json").name == folder.name
    assert (folder / "NOTES.md").is_file()


def test_every_sample_stands_in_the_table_of_samples():
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in PLANS if f"`{p.name}`" not in readme] == []


def test_golden_files_hold_one_record_a_line():
    lines = (PLANS[0] / "golden.json").read_text(encoding="utf-8").splitlines()
    records = [line.strip().rstrip(",") for line in lines if line.startswith("  {")]
    assert records
    assert all(isinstance(json.loads(r), dict) for r in records)


def test_the_samples_break_rows_in_every_way():
    """Over more than two pages, in one cell alone, in several, in the first column."""
    joins = [j for folder in PLANS for j in load_golden(folder / "golden.json").row_joins]
    assert any(len(pages) > 2 for j in joins for pages in j.cells.values())
    assert any(len(j.cells) == 1 for j in joins)
    assert any(len(j.cells) >= 4 for j in joins)
    assert any("issue" in j.cells for j in joins)
    assert any("who" in j.cells for j in joins)


def test_several_producers_printed_them():
    producers = {
        tomllib.loads((FIXTURES / "make" / "content" / f"{p.name}.toml").read_text())["layout"]["producer"]
        for p in PLANS
    }
    assert producers == {"libreoffice", "chromium", "reportlab"}


def test_every_broken_file_has_its_expectation():
    listed = {f["name"] for f in BROKEN["file"]}
    assert listed == {p.name for p in (FIXTURES / "broken").iterdir()} - {"expected.toml"}
    assert BROKEN["odd_names_copy_of"] in listed


def test_broken_files_are_small():
    assert max(p.stat().st_size for p in (FIXTURES / "broken").iterdir()) < 150_000

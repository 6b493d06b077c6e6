"""What the documentation says is true."""

import re
from pathlib import Path

import pytest

from bench.readme import demo, fill
from ingest.cli import planhouse
from ingest.generated_docs import PAGES
from planhouse.issues import CATALOGUE

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name):
    """Else: python -m ingest.generated_docs."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_doubt_is_described_and_advised():
    for code, kind in CATALOGUE.items():
        assert kind.code == code
        assert kind.meaning.endswith(".")
        assert kind.advice.endswith(".")


def test_readme_examples_are_true():
    """Else: python bench/readme.py."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert fill(readme, demo(), None) == readme


def test_first_screen_of_the_readme_has_two_commands():
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:60])
    assert re.findall(r"^\$ (.+)$", first, flags=re.M) == ["bash scripts/demo.sh", "bash scripts/test.sh"]


PAGES_OF_TEXT = sorted(p.relative_to(ROOT) for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))


@pytest.mark.parametrize("page", PAGES_OF_TEXT, ids=str)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8")):
        if "://" not in target:
            assert (ROOT / page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_every_command_that_is_named_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\$ )planhouse ([a-z]+)", text, flags=re.M))
    assert named <= set(planhouse.commands)

"""What the documentation says is true."""

from pathlib import Path

import pytest

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

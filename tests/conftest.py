"""What tests share: where the measured-on documents are, when they are there at all."""

from pathlib import Path

import pytest
from hypothesis import settings

SHARED = Path(__file__).parent.parent.parent / "shared"


settings.register_profile("planhouse", deadline=None)
settings.load_profile("planhouse")
"""A busy machine fails no example for being slow; benchmarks measure time, properties do not."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published documents and benchmarks; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not on this machine: published documents cannot be measured on")
    return SHARED


@pytest.fixture(autouse=True)
def _no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that tests ask are not remembered for the person who runs them."""
    monkeypatch.setenv("PLANHOUSE_HISTORY", "off")

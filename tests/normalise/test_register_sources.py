"""Every line of the shipped data names a source that is described with its licence and date."""

import csv
from pathlib import Path

import pytest

import normalise

DATA = Path(normalise.__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines(keepends=True)))


@pytest.mark.parametrize(
    "name", ["bodies.csv", "measures.csv", "themes.csv", "wide_codes.csv", "former_codes.csv", "regions.csv"]
)
def test_every_source_is_described(name: str) -> None:
    described = {row["source"] for row in rows("sources.csv") if row["licence"] and row["date"]}
    used = {source for row in rows(name) for source in row["source"].split()}
    assert used - described == set()

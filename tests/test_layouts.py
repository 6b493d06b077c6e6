"""Action plans in many layouts, written blind by other authors: rows read right in every cell."""

from __future__ import annotations

import pytest

from bench.layouts import HALVES, LAYOUTS, RowCount, count_half, fold, read_layout

SOURCES = sorted(LAYOUTS.rglob("*.pdf"))
FLOORS = {"tuning": 0.97, "held_out": 0.75}
"""Under the last figures, so that only a loss fails."""


@pytest.mark.parametrize("half", HALVES)
def test_rows_stay_right(half: str) -> None:
    counts = count_half(half)
    if not counts:
        pytest.skip(f"no documents in {half}")
    assert sum(counts.values(), RowCount()).f1 >= FLOORS[half]


def test_the_tuning_half_has_documents() -> None:
    assert count_half("tuning")


def test_a_missing_half_counts_nothing() -> None:
    assert count_half("no such half") == {}


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_every_word_of_a_layout_ends_in_one_place(source) -> None:
    assert read_layout(source).ledger.is_balanced


def test_marks_and_line_ends_are_no_difference_but_words_are() -> None:
    assert fold("• Fit alarms\n– in homes") == fold("Fit alarms in homes")
    assert fold("multi-agency") == fold("multi-\nagency") != fold("multi agency")

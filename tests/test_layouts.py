"""Action plans in many layouts, written blind by other authors: rows read right in every cell."""

from __future__ import annotations

import pytest

from bench.layouts import HALVES, LAYOUTS, RowCount, count_half, fold, read_layout

SOURCES = sorted(LAYOUTS.rglob("*.pdf"))
FLOORS = {"tuning": 0.98, "held_out": 0.9}
"""Under the last figures, so that only a loss fails."""


@pytest.mark.parametrize("half", HALVES)
def test_rows_stay_right(half: str) -> None:
    assert sum(count_half(half).values(), RowCount()).f1 >= FLOORS[half]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_every_word_of_a_layout_ends_in_one_place(source) -> None:
    assert read_layout(source).ledger.is_balanced


def test_marks_and_line_ends_are_no_difference_but_words_are() -> None:
    assert fold("• Fit alarms\n– in homes") == fold("Fit alarms in homes")
    assert fold("multi-agency") == fold("multi-\nagency") != fold("multi agency")

"""The second opinion: asked in doubt, weighed by our own score, harmless when it fails."""

from dataclasses import dataclass

import pytest

from parsers.grids import camelot
from parsers.grids.camelot import SecondOpinion, build_region
from parsers.grids.find import find_tables
from planhouse.geometry import Box
from tests.builders import page, words_of


@dataclass
class Edges:
    top: bool = True
    left: bool = True


class Opinion:
    """A table as camelot gives it: y runs up from the bottom of a page 800 points high."""

    def __init__(self, rows: int = 2) -> None:
        self.rows = [(700.0, 680.0), (680.0, 660.0)][:rows]
        self.cols = [(10.0, 110.0), (110.0, 210.0)]
        self.cells = [[Edges(), Edges()], [Edges(), Edges(left=False)]][:rows]


def test_boundaries_are_turned_into_strokes_from_the_top() -> None:
    region = build_region(Opinion(), 800.0)
    assert region is not None
    assert region.box == Box(10.0, 100.0, 210.0, 140.0)
    assert not any(s.is_line for s in region.horizontals + region.verticals)
    assert len([s for s in region.verticals if s.at == 110.0]) == 1


def test_one_row_or_column_is_no_opinion() -> None:
    assert build_region(Opinion(rows=1), 800.0) is None


def test_a_failure_is_kept_for_the_record_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(camelot, "_read_tables", fail)
    opinion = SecondOpinion(b"")
    assert opinion.find_regions(page(words_of("a b", 10, 10))) == []
    assert opinion.failures == ["page 1: RuntimeError: broken"]
    assert (opinion.asked, opinion.won) == (1, 0)


def test_it_is_not_asked_where_all_is_clear() -> None:
    opinion = SecondOpinion(b"")
    find_tables(page(words_of("plain prose only", 10, 10)), opinion=opinion)
    assert opinion.asked == 0


def test_no_document_asks_without_end() -> None:
    opinion = SecondOpinion(b"", asked=camelot.LIMITS.most_pages)
    assert opinion.find_regions(page(words_of("a", 10, 10))) == []
    assert opinion.asked == camelot.LIMITS.most_pages

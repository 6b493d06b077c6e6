"""Answers about short texts are kept; those about long ones are not."""

from parsers.kinds.figure_headers import find_header_rows
from parsers.numbers import parse_cell
from parsers.remembered import LONGEST, remembered
from planhouse.geometry import Place
from planhouse.issues import Issue


def test_a_short_text_is_looked_at_once_and_a_long_one_is_never_kept() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    long = "x" * (LONGEST + 1)
    assert [length("ab"), length("ab"), length(long), length(long)] == [2, 2, len(long), len(long)]
    assert asked == ["ab", long, long]


def test_an_unread_cell_names_its_own_place_however_often_its_text_is_met() -> None:
    first, second = (parse_cell("twelve-ish 3x4y", Place(page=n)) for n in (1, 2))
    assert isinstance(first, Issue)
    assert isinstance(second, Issue)
    assert (first.place, second.place) == (Place(page=1), Place(page=2))


class _Counted(str):
    """A text that counts how often its words are taken apart."""

    split_count = 0

    def split(self, *args: object) -> list[str]:  # type: ignore[override]
        _Counted.split_count += 1
        return str(self).split(*args)  # type: ignore[arg-type]


def test_looking_for_headers_asks_each_cell_a_few_times_however_many_rows_there_are() -> None:
    rows = [[_Counted(f"item {i}"), _Counted("words and words"), _Counted("more")] for i in range(600)]
    assert find_header_rows(rows, False) == (set(), None)
    assert _Counted.split_count <= 8 * 3 * len(rows)


def test_headers_are_told_by_the_figures_under_and_over_them() -> None:
    texts = [
        ["Offences", "Offences", "Offences"],
        ["Area", "2019", "2020"],
        ["North", "12", "14"],
        ["", "Change", "Rank"],
        ["South", "3", "1"],
        ["Notes", "none given", "see above"],
    ]
    assert find_header_rows(texts, False) == ({1, 3}, 0)

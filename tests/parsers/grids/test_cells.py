"""Words of a cell as a person would type them."""

from parsers.grids.cells import join_lines, order_words, render_text
from planhouse.page import Word
from tests.builders import page, word, words_of


def text_of(*lines: tuple[float, float, str]) -> str:
    """Text of a cell whose lines stand at x, y."""
    words: list[Word] = [w for x, y, text in lines for w in words_of(text, x, y)]
    return render_text(order_words(page(words).words))


def test_wrapped_lines_are_joined() -> None:
    assert text_of((10, 10, "Increase use of the"), (10, 22, "services on offer")) == (
        "Increase use of the services on offer"
    )


def test_bullets_stand_on_lines_of_their_own() -> None:
    made = [word("•", 10, 10), *words_of("lights", 20, 10), word("•", 10, 22), *words_of("locks", 20, 22)]
    assert render_text(order_words(page(made).words)) == "• lights\n• locks"


def test_an_item_keeps_its_printed_mark() -> None:
    made = [
        word("►", 10, 10),
        *words_of("68 children", 14, 10),
        word("►", 10, 22),
        *words_of("locks", 20, 22),
    ]
    assert render_text(order_words(page(made).words)) == "► 68 children\n► locks"
    assert text_of((10, 10, "– lights"), (10, 22, "– locks")) == "– lights\n– locks"


def test_a_tick_is_a_value() -> None:
    assert text_of((10, 10, "✓")) == "✓"
    assert text_of((10, 10, "✔ Begun")) == "✔ Begun"


def test_one_dash_before_a_label_is_no_bullet() -> None:
    assert text_of((10, 10, "- Cherwell")) == "- Cherwell"


def test_a_gap_between_lines_is_a_paragraph() -> None:
    found = text_of((10, 10, "one two three"), (10, 22, "four five six"), (10, 52, "seven eight"))
    assert found.split("\n")[-1] == "seven eight"


def test_a_word_broken_at_the_line_end_is_closed_and_a_compound_keeps_its_hyphen() -> None:
    assert join_lines("the commu-", "nity") == "the community"
    assert join_lines("a multi-", "agency group") == "a multi-agency group"


def test_raised_marks_touch_their_word() -> None:
    note = Word(1, "1", word("1", 35.2, 9, width=3).place, "Sans", 6, superscript=True)
    assert render_text([[word("3733a", 10, 10), note]]) == "3733a1"


def test_a_bullet_off_its_line_makes_no_paragraph() -> None:
    """Symbol fonts stand off the line; the distance of lines is that of their words."""
    item = [word("•", 10, 6), *words_of("Teach the law in every", 20, 10), *words_of("provision", 20, 22)]
    more = [word("•", 10, 30), *words_of("Train heads", 20, 34)]
    found = render_text(order_words(page(item + more).words), 132)
    assert found == "• Teach the law in every provision\n• Train heads"

"""Pages of geometry to pages of content: furniture, blocks and tables in reading order, no word lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.grids.content import build_pages
from parsers.readers.pdf import read_pages
from planhouse.content import PageContent
from planhouse.page import Block, PageGeometry, Word
from tests.builders import grid, page, words_of


def contents(*pages: PageGeometry) -> list[PageContent]:
    return list(build_pages(pages))


def printed(*lines: tuple[str, float, float], size: float = 10.0) -> list[Word]:
    return [w for text, x, y in lines for w in words_of(text, x, y, size=size)]


def blocks(content: PageContent) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in content.blocks]


def numbers(content: PageContent) -> Counter[int]:
    placed: Counter[int] = Counter()
    for item in content.items:
        if isinstance(item, Block):
            placed.update(item.words)
        else:
            placed.update(n for c in item.cells for n in c.words)
    return placed


def test_running_head_and_page_number_are_furniture():
    body = ["Burglary fell in the year", "Robbery rose in the same year", "Arson did not change at all"]
    pages = [
        page(
            printed(("Community Safety Plan", 60, 30), (text, 60, 300), (f"Page {i}", 280, 770)),
            number=i,
        )
        for i, text in enumerate(body, 1)
    ]
    for content, text in zip(contents(*pages), body, strict=True):
        assert [k for k, _ in blocks(content)] == ["furniture", "paragraph", "furniture"]
        assert blocks(content)[1][1] == text


def test_lines_of_a_paragraph_are_joined_and_a_broken_word_is_closed():
    (content,) = contents(
        page(
            printed(
                ("The partnership works with all commu-", 60, 100),
                ("nity groups and with every multi-", 60, 112),
                ("agency team in the whole of the county", 60, 124),
                ("area.", 60, 136),
                ("A new paragraph after a short line.", 60, 148),
            )
        )
    )
    assert blocks(content) == [
        (
            "paragraph",
            "The partnership works with all community groups and with every multi-agency team in the whole "
            "of the county area.",
        ),
        ("paragraph", "A new paragraph after a short line."),
    ]


def test_bullets_nest_by_indent_and_keep_their_marks():
    (content,) = contents(
        page(
            printed(
                ("We will:", 60, 100),
                ("• visit every school", 72, 112),
                ("– talk to parents", 90, 124),
                ("• patrol the park", 72, 136),
            )
        )
    )
    bullets = [b for b in content.blocks if b.kind == "bullet"]
    assert [(b.marker, b.level, b.text) for b in bullets] == [
        ("•", 1, "visit every school"),
        ("–", 2, "talk to parents"),
        ("•", 1, "patrol the park"),
    ]


def test_a_heading_below_both_columns_heads_what_stands_across_below():
    """It stands at the left margin, and is no end of the left column."""
    left = [(f"left number {n} goes on and on here", 50.0, 100.0 + 12 * n) for n in range(5)]
    right = [(f"right number {n} goes on and on here", 320.0, 100.0 + 12 * n) for n in range(5)]
    across = ("this line runs over the whole width of the page and so it stands in no column at all", 50, 220)
    words = printed(*left, *right, across) + words_of("Work plan", 50, 190, size=14.0, bold=True)
    (content,) = contents(page(words))
    texts = [text for _, text in blocks(content)]
    assert [t.split()[0] for t in texts] == ["left", "right", "Work", "this"]


def test_columns_of_prose_are_read_one_after_the_other():
    left = [(f"left line number {i} runs to here", 40, 100 + 12 * i) for i in range(6)]
    right = [(f"right line number {i} runs to here", 320, 100 + 12 * i) for i in range(6)]
    (content,) = contents(page(printed(*left, *right)))
    text = " ".join(b.text for b in content.blocks)
    assert text.index("left line number 5") < text.index("right line number 0")


def test_a_caption_close_to_its_table_is_attached_and_a_sentence_about_it_is_not():
    cells = printed(("Area", 62, 204), ("2021", 162, 204), ("North", 62, 224), ("12", 162, 224))
    words = printed(("Table 3 shows offences by area.", 60, 120), ("Table 3: Offences by area", 60, 184))
    (content,) = contents(page(words + cells, grid([60, 160, 260], [200, 220, 240])))
    (table,) = content.tables
    assert table.caption is not None
    assert table.caption.text == "Table 3: Offences by area"
    assert (table.at_top, table.at_bottom) == (False, True)


def test_contents_entries_and_footnotes_are_told_apart_from_prose():
    entry = printed(("Introduction .................... 5", 60, 100))
    prose = printed(*[(f"Some text that fills the page {i}", 60, 200 + 12 * i) for i in range(9)])
    note = printed(("* Figures are provisional", 60, 720), size=8)
    (content,) = contents(page(entry + prose + note))
    kinds = {k for k, _ in blocks(content)}
    assert kinds == {"contents", "paragraph", "footnote"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "•", "1.", "Table 1:", "lorem ipsum", "-", "12", "Page 3", "....... 4"]),
            st.integers(0, 500),
            st.integers(0, 780),
            st.sampled_from([6.0, 10.0, 18.0]),
        ),
        max_size=40,
    )
)
def test_every_word_ends_in_exactly_one_place(pieces: Sequence[tuple[str, int, int, float]]):
    words = [w for text, x, y, size in pieces for w in words_of(text, x, y, size=size)]
    for content in contents(page(words), page(words, number=2)):
        assert numbers(content) == Counter(w.number for w in content.words)


@pytest.mark.shared
@pytest.mark.slow
def test_no_word_of_a_published_document_is_lost(shared):
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        for content in build_pages(read_pages(path.read_bytes())):
            assert numbers(content) == Counter(w.number for w in content.words), (path, content.number)
            if content.number == 12:
                break

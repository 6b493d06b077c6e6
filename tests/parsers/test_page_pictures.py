"""Pictures of pages: the right size, and marked where something was read."""

from __future__ import annotations

import io

import pytest

from parsers.draw import BLOCK_COLOURS, draw_pages, render_page
from parsers.grids.content import build_pages
from parsers.readers.pdf import read_pages
from tests.parsers.readers.tiny_pdf import pdf, text

Image = pytest.importorskip("PIL.Image")


def test_a_page_is_rendered_at_the_scale_asked_for():
    picture = Image.open(io.BytesIO(render_page(pdf(text(50, 250, "Reduce")), 1, scale=2)))
    assert picture.size == (800, 600)


def test_a_page_that_is_not_there_is_an_error():
    with pytest.raises(IndexError):
        render_page(pdf(text(50, 250, "Reduce")), 2)


def test_blocks_are_outlined_in_the_colour_of_their_kind():
    data = pdf(text(50, 250, "The partnership met in June and again in July."))
    ((number, png),) = draw_pages(data, build_pages(read_pages(data)))
    picture = Image.open(io.BytesIO(png))
    colours = {c for _, c in picture.getcolors(maxcolors=1 << 20)}
    assert number == 1
    assert BLOCK_COLOURS["paragraph"] in colours

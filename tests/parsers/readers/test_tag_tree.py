"""The structure tree of a file: tables, one row over two pages, headings; and nothing from a broken one."""

from __future__ import annotations

from parsers.readers.pdf import read_pages
from planhouse.page import PageGeometry
from tests.parsers.readers.tiny_pdf import pdf, text

CATALOG = "/MarkInfo << /Marked true >> /StructTreeRoot 100 0 R"


def marked(mark: int, operators: str) -> str:
    return f"/P << /MCID {mark} >> BDC {operators} EMC "


def element(role: str, parent: int, kids: str, more: str = "") -> bytes:
    return f"<< /Type /StructElem /S /{role} /P {parent} 0 R /K {kids} {more} >>".encode()


def tagged_file() -> bytes:
    """A heading and a table of a TH row and a TR whose second cell runs on over the page."""
    first = (
        marked(0, text(50, 270, "Burglary plan"))
        + marked(1, text(50, 240, "What"))
        + marked(2, text(150, 240, "Who"))
        + marked(3, text(50, 220, "Patrol"))
        + marked(4, text(150, 220, "police and"))
        + text(50, 20, "foot")
    )
    second = marked(0, text(150, 270, "wardens"))
    objects = [
        b"<< /Type /StructTreeRoot /K [101 0 R 102 0 R] /RoleMap << /Cell /TD >> "
        b"/ParentTree << /Nums [0 [101 0 R 105 0 R 106 0 R 108 0 R 110 0 R] 1 [109 0 R]] >> >>",
        element("H2", 100, "[0]"),
        element("Table", 100, "[103 0 R 104 0 R]"),
        element("TR", 102, "[105 0 R 106 0 R]"),
        element("TR", 102, "[107 0 R 108 0 R 111 0 R]"),
        element("TH", 103, "[1]"),
        element("TH", 103, "[2]", "/A << /O /Table /ColSpan 2 >>"),
        element("TD", 104, "[]"),
        element("TD", 104, "[3]"),
        element("Span", 111, "[0]"),
        element("Span", 111, "[4]"),
        element("Cell", 104, "[110 0 R 109 0 R]"),
    ]
    return pdf(first, second, page="/StructParents {i}", objects=objects, catalog=CATALOG)


def cell_texts(page: PageGeometry) -> list[list[str]]:
    texts = {w.number: w.text for w in page.words}
    return [[" ".join(texts[n] for n in c.words) for c in r.cells] for t in page.tables for r in t.rows]


def test_cells_hold_the_words_of_their_marked_content():
    first, _ = read_pages(tagged_file())
    assert cell_texts(first) == [["What", "Who"], ["", "Patrol", "police and"]]
    header = first.tables[0].rows[0]
    assert [(c.is_header, c.column_span) for c in header.cells] == [(True, 1), (True, 2)]


def test_a_row_over_two_pages_has_one_tag():
    first, second = read_pages(tagged_file())
    assert cell_texts(second) == [["", "", "wardens"]]
    assert second.tables[0].tag == first.tables[0].tag
    assert second.tables[0].rows[0].tag == first.tables[0].rows[1].tag


def test_headings_are_told_with_their_level_and_untagged_words_have_no_tag():
    first, _ = read_pages(tagged_file())
    assert list(first.headings.values()) == [2]
    tags = {w.text: w.tag for w in first.words}
    assert tags["Burglary"] in first.headings
    assert tags["foot"] is None


def test_a_tree_that_is_broken_costs_only_the_tags():
    objects = [b"<< /Type /StructTreeRoot /ParentTree << /Nums [0 [101 0 R 999 0 R]] >> >>"]
    objects.append(b"<< /S /TD /P 101 0 R /K [0] >>")
    data = pdf(marked(0, text(50, 250, "Reduce")), page="/StructParents 0", objects=objects, catalog=CATALOG)
    (page,) = read_pages(data)
    assert [w.text for w in page.words] == ["Reduce"]
    assert page.tables == ()

"""The stable JSON of ``planhouse tables`` and its readable form."""

import json

from ingest.tables import describe_tables, header_rows, render_tables, tables_as_json
from planhouse.content import PageContent
from planhouse.geometry import Box, Place
from planhouse.plan import Ledger, PlanExtract
from planhouse.records import Document
from planhouse.table import Cell, Column, Fragment, Join, LogicalCell, LogicalRow, LogicalTable, PageTable


def extract():
    """A table over two pages whose only row is broken and whose first cell is inherited."""
    first, second = Place(1, Box(10, 700.04, 300, 780)), Place(2, Box(10, 40, 300, 60))
    cell = Cell(0, 0, "Visit", first)
    pieces = tuple(
        PageTable(p.page, (cell,) if p is first else (), 1, 2, p, "ruled", 0.91234) for p in (first, second)
    )
    join = Join("row", first, second, True, 0.93, {"no_rule": 1.0}, "two rows")
    issue = LogicalCell("Doorstep\ncrime", (Fragment("Doorstep\ncrime", first),), "inherited", "span")
    activity = LogicalCell("Visit homes", (Fragment("Visit", first), Fragment("homes", second)))
    table = LogicalTable(
        1, (Column(("Issue",)), Column(("What", "Activity"))), (LogicalRow((issue, activity), "Band"),),
        caption="Plan", kind="actions", joins=(join,), pieces=pieces,
    )  # fmt: skip
    document = Document(
        document_id="d-1", sha256="0", source_file="plan.pdf", media_type="application/pdf", pages=2
    )
    contents = tuple(PageContent(p.page, (p,), ()) for p in pieces)
    return PlanExtract(
        document=document,
        contents=contents,
        tables=(table,),
        joins=(join,),
        ledger=Ledger(words=0, placed={}),
    )


def test_json_has_the_promised_form():
    found = json.loads(tables_as_json(extract()))
    assert (found["file"], found["pages"]) == ("plan.pdf", 2)
    page_table = found["page_tables"][0]
    assert page_table["page"] == 1
    assert page_table["bbox"] == [10, 700.0, 300, 780]
    assert (page_table["method"], page_table["score"]) == ("ruled", 0.912)
    assert page_table["cells"] == [
        {"row": 0, "col": 0, "rowspan": 1, "colspan": 1, "text": "Visit", "bbox": [10, 700.0, 300, 780]}
    ]
    table = found["logical_tables"][0]
    assert (table["title"], table["kind"]) == ("Plan", "actions")
    assert table["header"] == [["Issue", "What"], ["Issue", "Activity"]]
    (row,) = table["rows"]
    assert row["section"] == "Band"
    assert row["cells"] == ["Doorstep\ncrime", "Visit homes"]
    assert row["origin"] == ["inherited", "printed"]
    assert row["pages"] == [1, 2]
    assert [f["page"] for f in row["fragments"][1]] == [1, 2]
    assert table["joins"][0]["joined"] is True
    assert table["joins"][0]["signals"] == {"no_rule": 1.0}


def test_header_of_no_columns_is_empty():
    assert header_rows(()) == []


def test_column_without_header_is_blank_in_every_header_row():
    assert header_rows((Column(()), Column(("a", "b")))) == [["", "a"], ["", "b"]]


def test_readable_form_says_what_is_inherited():
    text = render_tables(extract())
    assert "plan.pdf: 2 pages, 2 page tables, 1 logical tables, 1 joins" in text
    assert "Issue (inherited): Doorstep / crime" in text
    assert "What / Activity: Visit homes" in text


def test_description_is_plain_values():
    assert json.loads(json.dumps(describe_tables(extract()))) == describe_tables(extract())

"""Exports say what the warehouse says, in each format."""

import csv
import datetime as dt
import json
import subprocess
import sys

import duckdb
import made_plans as b
import pytest
from openpyxl import load_workbook

from planhouse.errors import SettingsError, WarehouseError
from warehouse.connection import connect
from warehouse.export import FORMATS, VIEWS, export_lake, export_warehouse, publish_snapshot
from warehouse.load import load_plan
from warehouse.schema import TABLES


@pytest.fixture(scope="module")
def warehouse():
    with connect(":memory:") as connection:
        load_plan(connection, b.plan("one", actions=(b.action(1, "=SUM(A1) or mark\nbikes"),)))
        load_plan(connection, b.plan("two", issues=(b.doubt(),)))
        yield connection


def count(connection, view):
    return connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]


@pytest.mark.parametrize(("name", "reader"), [("parquet", "read_parquet"), ("jsonl", "read_json")])
def test_files_hold_every_row_and_column_of_each_view(warehouse, tmp_path, name, reader):
    files = export_warehouse(warehouse, tmp_path / "out", name)
    assert [f.stem for f in files] == list(VIEWS)
    for view, path in zip(VIEWS, files, strict=True):
        found = duckdb.execute(f"SELECT count(*) FROM {reader}('{path}')").fetchone()[0]
        assert found == count(warehouse, view), view


def test_parquet_comes_back_as_it_was(warehouse, tmp_path):
    path = export_warehouse(warehouse, tmp_path, "parquet")[VIEWS.index("action")]
    stored = duckdb.execute(f"SELECT * FROM '{path}' ORDER BY ALL").fetchall()
    assert stored == warehouse.execute("SELECT * FROM action ORDER BY ALL").fetchall()


def test_csv_keeps_newlines_and_holds_lists_as_json(warehouse, tmp_path):
    path = export_warehouse(warehouse, tmp_path, "csv")[VIEWS.index("action")]
    with path.open(newline="", encoding="utf-8") as lines:
        rows = {r["action_id"]: r for r in csv.DictReader(lines)}
    assert rows["a-one-1"]["activity"] == "=SUM(A1) or mark\nbikes"
    assert json.loads(rows["a-one-1"]["agencies"]) == ["Thames Valley Police"]


def test_one_document_alone(warehouse, tmp_path):
    only = b.document("two").document_id
    path = export_warehouse(warehouse, tmp_path, "parquet", only)[VIEWS.index("action")]
    assert duckdb.execute(f"SELECT DISTINCT document_id FROM '{path}'").fetchall() == [(only,)]


def test_a_workbook_has_a_sheet_a_view_and_no_formulas(warehouse, tmp_path):
    (path,) = export_warehouse(warehouse, tmp_path / "w.xlsx", "xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["contents", *VIEWS, "columns"]
    header, *rows = book["action"].iter_rows()
    at = [c.value for c in header].index("activity")
    assert (rows[0][at].value, rows[0][at].data_type) == ("=SUM(A1) or mark\nbikes", "s")
    assert {sheet.max_row - 1 for sheet in [book["figure"]]} == {count(warehouse, "figure")}
    value = [c.value for c in next(book["figure"].iter_rows(min_row=2))]
    assert 3733 in value or None in value


def test_a_workbook_reads_well_and_keeps_types(warehouse, tmp_path):
    """Header fixed and filtered, long texts wrapped in columns not wider than a page, dates as dates."""
    (path,) = export_warehouse(warehouse, tmp_path / "w.xlsx", "xlsx")
    book = load_workbook(path)
    sheet = book["action"]
    header = {c.value: c.column_letter for c in sheet[1]}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.dimensions.split(':')[1]}")
    assert all(c.font.bold for c in sheet[1])
    assert all(10 <= sheet.column_dimensions[letter].width <= 60 for letter in header.values())
    assert sheet[f"{header['activity']}2"].alignment.wrap_text
    starts = [sheet[f"{header['when_start']}{row}"] for row in range(2, sheet.max_row + 1)]
    assert {c.value for c in starts} == {dt.datetime(2022, 3, 1), None}
    assert {c.data_type for c in book["document"]["L"][1:]} == {"s"}
    counts = {row[0].value: row[1].value for row in book["contents"].iter_rows(min_row=2)}
    assert counts == {view: count(warehouse, view) for view in VIEWS}
    explained = {(row[0].value, row[1].value) for row in book["columns"].iter_rows(min_row=2)}
    assert {("action", name) for name in header} <= explained


def test_a_view_too_long_for_a_sheet_is_said_to_be_cut(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.workbook.EXCEL_ROWS", 1)
    (path,) = export_warehouse(warehouse, tmp_path / "w.xlsx", "xlsx")
    book = load_workbook(path)
    assert book["figure"].max_row == 2
    notes = {row[0].value: row[2].value for row in book["contents"].iter_rows(min_row=2)}
    assert "Only the first 1 rows" in notes["figure"]


@pytest.mark.parametrize("only", [None, b.document("two").document_id])
def test_the_data_package_is_valid_by_frictionless_own_tool(warehouse, tmp_path, only):
    export_warehouse(warehouse, tmp_path, "datapackage", only)
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"]) == (0, True), done.stdout[-2000:]
    assert [t["name"] for t in report["tasks"]] == [v.replace("_", "-") for v in VIEWS]


def test_frictionless_finds_a_key_that_does_not_hold(warehouse, tmp_path):
    """The tool checks keys and types for real: a row of no document makes the package invalid."""
    export_warehouse(warehouse, tmp_path, "datapackage")
    path = tmp_path / "member.csv"
    path.write_text(path.read_text().replace(b.document("one").document_id, "d-000000000000"))
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "foreign-key" in done.stdout


def test_a_data_package_describes_each_file_and_field(warehouse, tmp_path):
    export_warehouse(warehouse, tmp_path, "datapackage")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert [r["path"] for r in package["resources"]] == [f"{v}.csv" for v in VIEWS]
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(newline="", encoding="utf-8") as lines:
            header = next(csv.reader(lines))
        assert [f["name"] for f in resource["schema"]["fields"]] == header
        assert all(f["description"] for f in resource["schema"]["fields"])
    types = {f["name"]: f["type"] for f in package["resources"][1]["schema"]["fields"]}
    assert (types["agencies"], types["other"], types["when_start"]) == ("array", "object", "date")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_warehouse_gives_the_same_files(warehouse, tmp_path, name):
    if name == "xlsx":
        pytest.skip("a workbook holds the time it was made")
    for folder in ("a", "b"):
        export_warehouse(warehouse, tmp_path / folder, name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_an_unknown_format_or_a_target_that_cannot_be_written_is_said(warehouse, tmp_path):
    with pytest.raises(SettingsError, match="parquet"):
        export_warehouse(warehouse, tmp_path, "docx")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WarehouseError, match="cannot be written"):
        export_warehouse(warehouse, tmp_path / "file", "csv")


def test_a_lake_is_read_by_partition_and_written_again_without_doubles(warehouse, tmp_path):
    for _ in range(2):
        export_lake(warehouse, tmp_path)
    for table in TABLES:
        files = list((tmp_path / table.name).rglob("*.parquet"))
        expected = count(warehouse, table.name)
        if files:
            files = f"'{tmp_path / table.name}/**/*.parquet', hive_partitioning=true"
            assert duckdb.execute(f"SELECT count(*) FROM read_parquet({files})").fetchone()[0] == expected, (
                table.name
            )
        else:
            assert expected == 0
    assert (tmp_path / "fact_action" / f"document_id={b.document('one').document_id}").is_dir()


def test_a_snapshot_can_be_read_while_the_warehouse_is_written(tmp_path):
    path, copy = tmp_path / "w.duckdb", tmp_path / "public" / "w.duckdb"
    with connect(path) as connection:
        load_plan(connection, b.plan("one"))
    copy.parent.mkdir()
    publish_snapshot(path, copy)
    with connect(copy, read_only=True) as reader, connect(path) as writer:
        load_plan(writer, b.plan("two"))
        assert count(reader, "document") == 1
    publish_snapshot(path, copy)
    with connect(copy, read_only=True) as reader:
        assert count(reader, "document") == 2
    assert [p.name for p in copy.parent.iterdir()] == ["w.duckdb"]

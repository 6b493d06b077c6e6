"""Names and spreadsheets on the command line."""

import csv
import io

import pytest

from ingest.cli import main
from ingest.spreadsheet import read_rows
from planhouse.errors import SettingsError


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


@pytest.fixture
def sheet(tmp_path):
    """Writes a CSV file."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "sheet.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_every_column_is_kept_in_order_and_the_derived_ones_follow(sheet, capsys):
    path = sheet('id,raw,plan_area\n7,Thames Valley Police,\n8,"All partners",x\n')
    code, out, _ = run("normalise", "agencies", path, capsys=capsys)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(rows[0])[:3] == ["id", "raw", "plan_area"]
    assert [r["id"] for r in rows] == ["7", "8"]
    assert rows[0]["agency"] == "Thames Valley Police"
    assert rows[1]["agency_id"] == "ALL_PARTNERS"


def test_output_file(sheet, tmp_path, capsys):
    code, out, _ = run(
        "normalise", "agencies", sheet("raw\nTVP\n"), "-o", tmp_path / "out.csv", capsys=capsys
    )
    assert (code, out) == (0, "")
    assert (tmp_path / "out.csv").read_text().startswith("raw,agency")


def test_windows_encoding_and_byte_order_mark_are_read(sheet):
    assert read_rows(sheet("raw\nCafé\n", "cp1252")) == [{"raw": "Café"}]
    assert read_rows(sheet("raw\nCafé\n", "utf-8-sig")) == [{"raw": "Café"}]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_of_columns_are_told_by_the_header(sheet, separator):
    assert read_rows(sheet(f"id{separator}raw\n1{separator}a, b\n")) == [{"id": "1", "raw": "a, b"}]


def test_input_column_with_an_added_name_is_kept_beside_it(sheet, capsys):
    code, out, _ = run("normalise", "agencies", sheet("raw,agency\nKent Police,mine\n"), capsys=capsys)
    (row,) = csv.DictReader(io.StringIO(out))
    assert (code, row["agency_given"], row["agency"]) == (0, "mine", "Kent Police")


def test_header_alone_gives_a_header(sheet, capsys):
    assert run("normalise", "agencies", sheet("raw\n"), capsys=capsys)[:2] == (0, "raw\n")


@pytest.mark.parametrize("text", ["", "name\nTVP\n", "raw\na,b\n"])
def test_sheet_of_another_form_is_refused(sheet, text, capsys):
    code, out, err = run("normalise", "agencies", sheet(text), capsys=capsys)
    assert (code, out) == (2, "")
    assert "sheet.csv" in err


def test_unknown_kind_names_the_known_ones(sheet, capsys):
    code, _, err = run("normalise", "colours", sheet("raw\nx\n"), capsys=capsys)
    assert (code, "agencies" in err) == (2, True)


def test_missing_sheet(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_rows(tmp_path / "none.csv")


def test_explain_names_candidates_and_what_decided(capsys):
    code, out, _ = run("explain", "TVP", "--context", "Thames Valley Police (TVP)", capsys=capsys)
    assert code == 0
    assert "TVP -> Thames Valley Police" in out
    assert "judgement accepted" in out


def test_decision_of_a_person_is_honoured(tmp_path, capsys):
    decisions = tmp_path / "overrides.jsonl"
    decisions.write_text('{"raw": "The Hub", "agency_ids": ["police:thames-valley"]}\n')
    code, out, _ = run("explain", "The Hub", "--overrides", decisions, capsys=capsys)
    assert (code, "The Hub -> Thames Valley Police" in out) == (0, True)

"""Of the broken files, those to be loaded say what they hold and what is doubtful about them."""

import tomllib
from pathlib import Path

import pytest

from ingest.cli import main
from parsers.read import read_plan

BROKEN = Path(__file__).parent.parent.parent / "fixtures" / "broken"
EXPECTED = tomllib.loads((BROKEN / "expected.toml").read_text(encoding="utf-8"))
LOADED = {f["name"]: f for f in EXPECTED["file"] if f["outcome"] == "loaded"}


@pytest.mark.parametrize("name", LOADED)
def test_loaded_file_holds_its_words_and_its_doubts(name):
    extract = read_plan((BROKEN / name).read_bytes(), name)
    printed = " ".join(b.text for c in extract.contents for b in c.blocks)
    assert LOADED[name].get("holds", "") in printed
    assert set(LOADED[name].get("issues", [])) <= {i.code for i in extract.issues}


def test_odd_names_are_only_names(tmp_path, capsys):
    """Blanks, line ends, leading dashes and quotes in a file name are data."""
    data = (BROKEN / EXPECTED["odd_names_copy_of"]).read_text(encoding="utf-8")
    folder = tmp_path / "plans"
    folder.mkdir()
    for number, name in enumerate(EXPECTED["odd_names"]):
        (folder / name).write_text(f"{data}\nCopy {number}.\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(folder), "--warehouse", str(tmp_path / "w.duckdb"), "--workers", "1"])
    assert ended.value.code == 0, capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["sql", "SELECT count(*) AS n FROM document", "--warehouse", str(tmp_path / "w.duckdb"),
              "--format", "csv"])  # fmt: skip
    assert capsys.readouterr().out.split()[-1] == str(len(EXPECTED["odd_names"]))

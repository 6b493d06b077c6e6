"""Pictures of pages on the command line."""

from pathlib import Path

import pytest

from ingest.cli import main

SAMPLE = Path(__file__).parent.parent.parent / "fixtures/plans/newport-action-plan-2024-25"


def run(*arguments, capsys):
    """Exit code, output and errors of a command."""
    with pytest.raises(SystemExit) as exit_:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return exit_.value.code, out, err


def test_one_picture_a_page(tmp_path, capsys):
    code, out, _ = run(
        "draw", SAMPLE / "source.pdf", "-o", tmp_path, "--page", 2, "--scale", 0.5, capsys=capsys
    )
    assert code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["source-p002.png"]
    assert out.strip() == str(tmp_path / "source-p002.png")
    assert (tmp_path / "source-p002.png").read_bytes().startswith(b"\x89PNG")


def test_page_that_is_not_there(tmp_path, capsys):
    code, _, err = run("draw", SAMPLE / "source.pdf", "-o", tmp_path, "--page", 99, capsys=capsys)
    assert (code, "has no page 99" in err) == (2, True)


def test_text_export_has_no_pages(tmp_path, capsys):
    code, _, err = run("draw", SAMPLE / "source.txt", "-o", tmp_path, capsys=capsys)
    assert (code, "has no pages to draw" in err) == (1, True)

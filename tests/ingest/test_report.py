"""The static report of a run: refusals first, everything escaped."""

from ingest.outcome import Row, Summary
from ingest.report import render_report, write_report


def summary():
    result = Summary(run_id="r-1")
    result.add(Row(0, "good.txt", "good.txt", "loaded", counts={"tables": 2}))
    result.add(
        Row(1, "doubt.txt", "doubt.txt", "loaded_with_issues", counts={"doubts": 30},
            issues=(("SUM_FAILS", "p3", "3 + 4 is not <8>"),))
    )  # fmt: skip
    result.add(Row(2, "<script>.pdf", "x", "refused", reason="broken", message="<script>.pdf: cut off"))
    return result


def test_refusals_come_before_doubts_and_doubts_before_sums():
    page = render_report(summary(), "0.1.0")
    assert page.index("Refused: 1 document") < page.index("Doubts in 1 document") < page.index("Sums")


def test_names_and_texts_are_escaped():
    page = render_report(summary(), "0.1.0")
    assert "<script>" not in page
    assert "&lt;script&gt;.pdf: cut off" in page
    assert "3 + 4 is not &lt;8&gt;" in page


def test_it_says_when_not_all_doubts_are_shown():
    assert "30 doubts, the first 1 shown" in render_report(summary(), "0.1.0")


def test_page_needs_nothing_else(tmp_path):
    write_report(tmp_path / "report.html", summary(), "0.1.0")
    page = (tmp_path / "report.html").read_text()
    assert "http" not in page
    assert "src=" not in page


def test_run_without_trouble_says_so():
    page = render_report(Summary(run_id="r-2"), "0.1.0")
    assert "No document was refused." in page
    assert "None." in page

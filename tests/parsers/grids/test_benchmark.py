"""Floors under the figures on published documents; a few of them, so that the suite stays quick."""

import itertools
from pathlib import Path

import pytest

from bench.tables import as_prediction, load_scorer
from parsers.grids.content import build_pages
from parsers.readers.pdf import read_pages

SOME = ("eu-001", "eu-013", "eu-025", "us-003", "us-017", "us-021", "us-025", "us-035a", "us-037")


@pytest.mark.shared
def test_tables_of_pages_are_read_right(shared: Path) -> None:
    scorer = load_scorer("score_tables")
    folder = shared / "benchmarks" / "icdar2013"
    names = {f"{name}.pdf" for name in SOME}
    truth = {name: t for name, t in scorer.load_gt(str(folder)).items() if name in names}
    found = {
        name: {
            "tables": [
                as_prediction(t)
                for c in build_pages(read_pages((folder / name).read_bytes()))
                for t in c.tables
            ]
        }
        for name in names
    }
    whole = scorer.score(found, truth)[0]["overall"]
    assert whole["adj_macro_f1"] >= 0.96
    assert whole["det_f1"] >= 0.97


@pytest.mark.shared
def test_an_action_plan_without_rules_keeps_its_columns_on_every_page(shared: Path) -> None:
    data = (shared / "benchmarks" / "plans" / "lo_b_borderless_repeat.pdf").read_bytes()
    widths = [[t.n_cols for t in content.tables] for content in build_pages(read_pages(data))]
    assert widths == [[7]] * len(widths)


@pytest.mark.shared
def test_pages_of_prose_and_contents_hold_no_tables(shared: Path) -> None:
    name = "babergh_mid_suffolk_joint_local_plan_part_1_2023.pdf"
    pages = itertools.islice(read_pages((shared / "documents" / "pdf" / name).read_bytes()), 16)
    assert sum(len(c.tables) for c in build_pages(pages)) == 0

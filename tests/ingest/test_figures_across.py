"""The same figure in two documents: what a later edition says again, rounds or restates."""

import pytest

from ingest.cli import main
from warehouse.query import query_file

PLAN = """# Ashdale Community Safety Partnership Plan {years}

## What the figures say

Table 1: Recorded crime in Ashdale

| Crime type | {first} | {second} |
|---|---|---|
| Burglary dwelling | {burglary} | 288 |
| Vehicle crime | 455 | 470 |
| Violence with injury | 655 | {violence} |

{sentence}
"""
EARLIER = PLAN.format(
    years="2022-2023", first="2021/22", second="2020/21", burglary="298", violence="610",
    sentence="In 2021/22, 61.4% of residents in Ashdale felt safe.",
)  # fmt: skip
LATER = PLAN.format(
    years="2023-2024", first="2021/22", second="2022/23", burglary="301", violence="702",
    sentence="In 2021/22, 61% of residents in Ashdale felt safe.",
)  # fmt: skip


@pytest.fixture
def compared(tmp_path):
    """Reads the plans given and lists the pairs of figures found in them."""

    def read(**plans):
        warehouse = tmp_path / "w.duckdb"
        for name, text in plans.items():
            (tmp_path / f"{name}.txt").write_text(text)
            with pytest.raises(SystemExit) as ended:
                main(["ingest", str(tmp_path / f"{name}.txt"), "--warehouse", str(warehouse), "--quiet"])
            assert ended.value.code == 0
        rows = query_file(warehouse, "FROM figure_across ORDER BY category, measure").as_dicts()
        return {r["category"] or r["measure"]: r for r in rows}

    return read


def test_a_later_edition_says_again_rounds_or_restates(compared):
    pairs = compared(earlier=EARLIER, later=LATER)
    verdicts = {what: row["verdict"] for what, row in pairs.items()}
    assert verdicts == {
        "Burglary dwelling": "restated",
        "Vehicle crime": "same",
        "Violence with injury": "same",
        "residents felt safe": "rounding",
    }
    burglary = pairs["Burglary dwelling"]
    assert (burglary["earlier_raw"], burglary["later_raw"], burglary["difference"]) == ("298", "301", 3)
    assert (burglary["earlier_file"], burglary["later_file"]) == ("earlier.txt", "later.txt")


def test_the_earlier_is_told_by_the_plans_period_not_by_the_order_of_loading(compared):
    assert compared(later=LATER, earlier=EARLIER)["Burglary dwelling"]["earlier_file"] == "earlier.txt"


def test_another_area_is_another_thing(compared):
    elsewhere = LATER.replace("Ashdale", "Bexhill")
    assert compared(earlier=EARLIER, later=elsewhere) == {}


def test_a_document_that_contradicts_itself_is_not_compared(compared):
    torn = LATER.replace("Vehicle crime", "Burglary dwelling")
    assert "Burglary dwelling" not in compared(earlier=EARLIER, later=torn)

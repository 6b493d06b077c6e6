from parsers.kinds.statistics import build_statistics
from parsers.sums import find_table_checks
from planhouse.checks import Check
from tests.parsers.stat_cases import build_table, read_table_cases


def checks_of(text: str, caption: str = "Recorded offences") -> list[tuple[str, str, str]]:
    facts = build_statistics(build_table(text, caption=caption), "d-1")[0]
    raw = {f.statistic_id: f.raw.text for f in facts}
    return [(c.kind, raw[c.subject_id], c.verdict) for c in find_table_checks(facts)]


def test_a_column_tells_that_its_changes_start_at_the_baseline() -> None:
    found = checks_of(
        "|2003/04 baseline|2006/07|2007/08|% change\nTheft|200|150|100|-50.0\nArson|80|70|60|-25.0\n"
        "Fraud|40|50|30|-52.0\nRobbery|50|45|40|-20.0"
    )
    assert [v for _, _, v in found] == ["holds", "holds", "fails", "holds"]


def test_a_variance_is_of_the_target_where_most_of_it_comes_out() -> None:
    found = checks_of(
        "Measure|2012/13 actual|2013/14 target|2013/14 actual|Variance\nBurglary offences|90|80|85|+5\n"
        "Robbery offences|70|60|58|-2\nArson offences|10|9|9|0"
    )
    assert {v for k, _, v in found if k == "difference"} == {"holds"}


def test_a_row_called_all_is_a_total_where_most_of_it_adds_up() -> None:
    text = "Court|2009|2010|2011\nFirst-tier|174|160|155\nCustody|41|36|29\nAll court|215|196|148"
    assert [c for c in checks_of(text) if c[2] == "fails"] == [("total", "148", "fails")]
    apart = "Type|2009|2010|2011\nFraud|174|160|155\nTheft|41|36|29\nAll crime|915|996|948"
    assert checks_of(apart) == []


def test_parts_below_five_leave_a_total_unjudged() -> None:
    text = "Drug|2009|2010\nHeroin|611|600\nCrack|<5|<5\nTotal|613|603"
    assert {v for _, _, v in checks_of(text)} == {"cannot_judge"}


def _failing(checks: tuple[Check, ...]) -> set[str]:
    return {c.subject_id for c in checks if c.verdict == "fails"}


def test_figures_misprinted_on_purpose_are_found_and_few_others() -> None:
    """Of the tuning half: every one but a rank, a share wrong for its count and what follows from that;
    nothing in tables that are right, but for five shares that make 100.4."""
    missed, false = [], []
    for case in (*read_table_cases("blind_tuning"), *read_table_cases("blind_tuning_3")):
        facts = build_statistics(case.table, "d-1")[0]
        raw = {f.statistic_id: f.raw.text for f in facts}
        failing = {raw[s] for s in _failing(find_table_checks(facts))}
        missed += [e for e in case.errors if e[0] not in failing]
        false += [(case.id, r) for r in failing] if not case.errors else []
    assert missed == [("1", "Ashington, Rank"), ("3.4", "Other"), ("-0.4", "Other")]
    assert false == [("solihull_plan_2025, table 1", "18.7")]

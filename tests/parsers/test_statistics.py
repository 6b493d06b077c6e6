from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.figures import FILES, count_blind, print_figures, read_case
from parsers.kinds.figure_share import is_statistics
from parsers.kinds.statistics import build_statistics, find_note
from parsers.sums import find_table_checks
from planhouse.records import Statistic
from planhouse.table import Column, LogicalTable
from tests.parsers.stat_cases import (
    TableCase,
    build_table,
    compare,
    compare_loosely,
    read_fact,
    read_table_cases,
)

TUNING = read_table_cases("tables_tuning")
HELD_OUT = read_table_cases("tables_held_out")


def facts_of(table: LogicalTable) -> tuple[Statistic, ...]:
    return build_statistics(table, "d-000000000000")[0]


@pytest.mark.parametrize("case", TUNING, ids=lambda c: c.id)
def test_a_table_gives_the_facts_a_reader_takes_from_it(case: TableCase) -> None:
    found = [read_fact(f) for f in facts_of(case.table)]
    wrong = {k: v for k, v in compare(case.facts, found).items() if len(set(v)) > 1}
    assert wrong == {}, found


def test_held_out_tables_stay_above_the_floor() -> None:
    hits = expected = found = 0
    for case in HELD_OUT:
        h, e, f = compare(case.facts, [read_fact(x) for x in facts_of(case.table)])["value"]
        hits, expected, found = hits + h, expected + e, found + f
    assert hits / expected >= 0.97
    assert hits / found >= 0.97


BLIND = [c for name in FILES["stats_blind"][0] for c in read_table_cases(name)]


@pytest.mark.parametrize("case", BLIND, ids=lambda c: c.id)
def test_a_table_another_wrote_gives_every_value_and_nothing_else(case: TableCase) -> None:
    """Each figure with its value, also through a text export; unit, kind, period and area nearly always."""
    for way in ("stats_blind", "stats_text"):
        counts = compare_loosely(
            case.facts, [read_fact(f) for f in read_case(case, way)], case.also, case.document_area
        )
        right, expected, found = counts["value"]
        assert right == expected == found, way


@pytest.mark.parametrize("name", ["blind_tuning", "blind_tuning_3"])
@pytest.mark.parametrize("way, floor", [("stats_blind", 0.99), ("stats_text", 0.99), ("stats_pdf", 0.99)])
def test_blind_tables_stay_above_the_floor(way: str, floor: float, name: str) -> None:
    cases, counts = count_blind(name, way)
    if cases:  # not every file is printed to PDFs
        right, expected, found = counts["all"]
        assert min(right / expected, right / found) >= floor


@pytest.mark.parametrize("way", ["stats_blind", "stats_text", "stats_pdf"])
def test_tables_of_documents_never_opened_stay_above_what_was_reached(way: str) -> None:
    """The floor lies under the last figure, so that only a loss fails."""
    for name in FILES[way][1]:
        _, counts = count_blind(name, way)
        for field, floor in (
            ("value", 0.99),
            ("kind", 0.97),
            ("unit", 0.97),
            ("period", 0.95),
            ("area", 0.92),
            ("measure", 0.98),
            ("all", 0.92),
        ):
            right, expected, found = counts[field]
            assert min(right / expected, right / found) >= floor, field


@pytest.mark.parametrize("case", [c for c in BLIND if c.pdf.exists()], ids=lambda c: c.id)
def test_a_printed_table_gives_the_values_of_the_page(case: TableCase) -> None:
    counts = compare_loosely(case.facts, [read_fact(f) for f in read_case(case, "stats_pdf")], case.also)
    right, expected, found = counts["value"]
    assert right == expected == found


@pytest.mark.parametrize("case", TUNING + HELD_OUT, ids=lambda c: c.id)
def test_every_case_is_known_for_statistics(case: TableCase) -> None:
    assert is_statistics(case.table) >= 0.5


NOT_STATISTICS = [
    "Action|Lead|When\nInstall alley gates in 3 streets|Council|2021\nRun 2 campaigns|Police|2022",
    "Introduction|4\nOur vision|5\nPriorities|7\nAppendices|10\nRelated plans|19",
    "1|Reduce crime\n2|Reduce fear\n3|Protect people",
    "Name|Organisation\nJ Smith|Council\nA Jones|Police",
    "|Roads|Rivers|Woods\n|1|2|3\nAim A|•||•\nAim B||•|\n|1|2|3\nAim C|•|•|",
    "Priority|Objective\n1|Tackle burglary through patrols\n1|Tackle robbery through patrols\n2|Help victims",
]


@pytest.mark.parametrize("text", NOT_STATISTICS)
def test_lists_contents_and_actions_are_no_statistics(text: str) -> None:
    assert is_statistics(build_table(text)) < 0.5


def test_numbers_of_columns_head_them_and_are_no_figures() -> None:
    facts = facts_of(build_table("|Roads|Rivers|Woods\n|1|2|3\nNorth|40|50|61\nSouth|12|9|8"))
    assert [f.value for f in facts] == [40, 50, 61, 12, 9, 8]
    assert facts[0].column_path[0] == "Roads"


def test_a_footnote_mark_leads_to_its_note() -> None:
    table = build_table("|2019\nOxford|3733*\nBanbury|12", notes=("* Up to December only",))
    facts, issues = build_statistics(table, "d-1")
    assert facts[0].flags == ("footnote:*",)
    note = find_note(table, "*")
    assert note is not None
    assert note.text == "* Up to December only"
    assert issues == ()


def test_a_mark_without_its_note_is_a_doubt() -> None:
    _, issues = build_statistics(build_table("|2019\nOxford|3733*\nBanbury|12"), "d-1")
    assert [i.code for i in issues] == ["FOOTNOTE_ORPHAN"]


def test_words_in_a_column_of_figures_are_a_doubt_and_no_fact() -> None:
    facts, issues = build_statistics(build_table("|2019\nOxford|12\nBanbury|about a dozen\nWitney|9"), "d-1")
    assert [f.value for f in facts] == [12, 9]
    assert [i.code for i in issues] == ["NUMBER_UNREAD"]


def test_several_figures_in_a_cell_are_several_facts_of_one_cell() -> None:
    facts = facts_of(build_table("|2015-16 £\nTraining and awareness|40,000 16,000\nOffice|5,000"))
    assert [(f.value, "several_in_cell" in f.flags) for f in facts] == [
        (40000, True),
        (16000, True),
        (5000, False),
    ]
    assert facts[0].raw == facts[1].raw
    assert facts[0].statistic_id != facts[1].statistic_id


NAMES = st.lists(
    st.text(st.characters(categories=["Ll"], max_codepoint=122), min_size=3, max_size=8),
    min_size=2,
    max_size=5,
    unique=True,
)
YEARS = st.lists(st.integers(2001, 2030), min_size=2, max_size=5, unique=True)
SIGNS = {"total", "overall", "all", "nil", "zero", "none", "may", "sum", "unknown", "tbc", "tbd"}
SIGNS |= {"priority", "code", "section", "policy", "question", "postcode", "id", "item", "line", "row"}
"""Words that stand for a figure, a total, a month or a column of codes."""


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    names = [n.capitalize() for n in draw(NAMES) if n not in SIGNS]
    years = [str(y) for y in draw(YEARS)]
    cells = st.one_of(st.integers(0, 99999).map(lambda n: f"{n:,}"), st.just(""), st.just("n/a"))
    rows = [[name, *(draw(cells) for _ in years)] for name in names]
    rows[0][1:] = ["7"] * len(years)
    for row in rows:
        row[1] = row[1] or "5"
    return [["", *years], *rows]


def table_of(rows: list[list[str]]) -> LogicalTable:
    return build_table("\n".join("|".join(r) for r in rows), caption="Recorded offences")


@settings(max_examples=60)
@given(grids())
def test_no_figure_is_missing_from_the_facts(rows: list[list[str]]) -> None:
    printed = Counter(t for r in rows[1:] for t in r[1:] if t)
    assert Counter(f.raw.text for f in facts_of(table_of(rows))) == printed


def key(fact: Statistic) -> tuple[Decimal | None, str | None, str | None, str | None]:
    return fact.value, fact.unit, fact.period_raw, fact.category


@settings(max_examples=60)
@given(grids())
def test_a_table_turned_on_its_side_gives_the_same_facts(rows: list[list[str]]) -> None:
    turned = [list(c) for c in zip(*rows, strict=True)]
    assert Counter(map(key, facts_of(table_of(rows)))) == Counter(map(key, facts_of(table_of(turned))))


@settings(max_examples=60)
@given(grids())
def test_the_wide_table_of_the_facts_is_the_printed_one(rows: list[list[str]]) -> None:
    facts = facts_of(table_of(rows))
    wide = {(f.row_path[-1], f.column_path[-1]): f.raw.text for f in facts}
    printed = {(r[0], y): t for r in rows[1:] for y, t in zip(rows[0][1:], r[1:], strict=True) if t}
    assert wide == printed


@given(st.text(max_size=40))
def test_a_cell_of_any_text_is_read_or_refused_but_never_fails(text: str) -> None:
    build_statistics(build_table(f"|2019|2020\nOxford|{text.replace('|', ' ')}|7\nWitney|3|4"), "d-1")


def test_a_bare_unit_beside_a_stacked_header_belongs_under_it() -> None:
    columns = (("Offence",), ("2022",), ("2023",), ("Change", "number"), ("%",))
    table = build_table("Theft|812|934|122|15.0\nDamage|378|336|-42|-11.1", caption="Offences")
    table = replace(table, columns=tuple(Column(c) for c in columns))
    kinds = [(f.kind, f.unit, f.column_path) for f in facts_of(table)[2:4]]
    assert kinds == [("change_abs", "count", ("Change", "number")), ("change_pct", "%", ("Change", "%"))]


def test_a_row_of_units_scales_and_is_no_figure() -> None:
    facts = facts_of(
        build_table("|2013/14|2014/15|Change\n|£000|£m|%\nPolicing|1,204|1.3|8.0\nTotal|1,204|1.3|8.0")
    )
    assert [(f.value, f.unit, "scaled" in f.flags) for f in facts[:3]] == [
        (1204000, "GBP", True),
        (1300000, "GBP", True),
        (Decimal("8.0"), "%", False),
    ]


def test_a_register_of_payments_gives_its_money() -> None:
    rows = [f"0{n}/01/2021|Rent|Payee {n}|{35437313 + n}|{n},087.01" for n in range(1, 10)]
    table = build_table("Date|Type|Supplier|Transaction number|Amount (£)\n" + "\n".join(rows), headers=1)
    facts = facts_of(table)
    assert is_statistics(table) >= 0.5
    assert len(facts) == 9
    assert facts[0].row_path == ("01/01/2021", "Rent", "Payee 1")
    assert (facts[0].value, facts[0].unit, facts[0].period_raw) == (Decimal("1087.01"), "GBP", "01/01/2021")


def test_what_a_payment_is_for_does_not_make_it_a_change() -> None:
    purposes = ["Contract Variation", "Rent", "Change Grow Live", "Increase of stock"] * 3
    rows = [f"0{n % 9 + 1}/01/2021|{p}|Payee {n}|{n},087.01" for n, p in enumerate(purposes, 1)]
    table = build_table("Date|Type|Supplier|Amount (£)\n" + "\n".join(rows), headers=1)
    facts = facts_of(table)
    assert {"level"} == {f.kind for f in facts}
    assert not find_table_checks(facts)


@st.composite
def nested_grids(draw: st.DrawFn) -> tuple[list[list[str]], int]:
    """Two groups of rows, each headed by a line, under years over "Number" and "%"."""
    names = draw(
        st.lists(
            st.sampled_from(["Alpha", "Bravo", "Coal", "Delta", "Echo", "Fern"]),
            min_size=2,
            max_size=4,
            unique=True,
        )
    )
    years = draw(st.lists(st.integers(2001, 2030), min_size=2, max_size=3, unique=True))
    number, share = (
        st.integers(1, 99999).map(lambda n: f"{n:,}"),
        st.integers(1, 999).map(lambda n: f"{n / 10:.1f}"),
    )
    rows = [["", *(t for y in years for t in (str(y), ""))], ["", *("Number", "%") * len(years)]]
    for group in ("Males", "Females"):
        rows.append([group, *[""] * (2 * len(years))])
        rows += [[name, *(draw(k) for _ in years for k in (number, share))] for name in names]
    return rows, len(years)


@settings(max_examples=60)
@given(nested_grids())
def test_nested_tables_give_every_figure_under_its_labels_and_back(made: tuple[list[list[str]], int]) -> None:
    rows, years = made
    facts = facts_of(table_of(rows))
    group, printed = "", {}
    for row in rows[2:]:
        if not row[1]:
            group = row[0]
            continue
        for c in range(1, 2 * years + 1):
            year = rows[0][c] or rows[0][c - 1]
            printed[group, row[0], year, rows[1][c]] = row[c]
    wide = {(*f.row_path, *f.column_path): f.raw.text for f in facts}
    assert wide == printed
    assert {f.unit for f in facts} == {"count", "%"}


def test_a_half_without_cases_is_left_out_of_the_figures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FILES, "statistics", (("tables_tuning",), ()))
    print_figures("statistics")
    printed = capsys.readouterr().out
    assert " tune " in printed
    assert "held_out" not in printed

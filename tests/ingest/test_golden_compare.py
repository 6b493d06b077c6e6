"""The comparison with golden files names what went wrong, and stays silent where nothing did."""

from decimal import Decimal

import pytest

from ingest.golden import (
    Golden,
    GoldenAction,
    GoldenDefinition,
    GoldenDocument,
    GoldenFigure,
    GoldenMember,
    GoldenNoFigure,
    GoldenPromise,
    GoldenProseFigure,
    GoldenRowJoin,
    build_golden,
    find_golden_sources,
    load_golden,
    render_differences,
)
from ingest.golden_compare import compare_formats, compare_goldens, compare_plan
from planhouse.errors import SettingsError
from planhouse.geometry import Box, Place
from planhouse.issues import raise_issue
from planhouse.plan import Ledger, PlanExtract
from planhouse.records import Action, Document, Member, Promise, Statistic, Value
from planhouse.table import Fragment, Join

TRAIN = "Train hairdressers to notice signs of abuse"
PATROL = "Patrol the market square on Friday and Saturday nights"


def action(row=1, activity=TRAIN, **fields):
    return GoldenAction(table=1, row=row, **({"activity": activity, "who": "District Council"} | fields))


def figure(raw="1,402", **fields):
    plain = {
        "table": 1,
        "caption": "Table 1: Burglary",
        "row_path": ("Calderdale",),
        "column_path": ("2021",),
        "value": Decimal(raw.replace(",", "").rstrip("*")),
        "unit": "count",
    }
    return GoldenFigure(raw=raw, **(plain | fields))


def differences(expected, got):
    return [(d.kind, d.where) for d in compare_goldens(expected, got)]


def kinds(expected, got):
    return [d.kind for d in compare_goldens(expected, got)]


def of_actions(*actions, **more):
    return Golden(name="sample", actions=actions, **more)


def test_equal_readings_differ_in_nothing():
    golden = of_actions(action(), action(2, PATROL))
    assert kinds(golden, golden) == []


def test_a_row_read_as_two_is_a_split():
    golden = of_actions(action(activity=f"{TRAIN} {PATROL} every week of the year"))
    got = of_actions(
        action(activity=f"{TRAIN} Patrol the market square"), action(2, "Saturday nights", who=None)
    )
    assert "split" in kinds(golden, got)


def test_two_rows_read_as_one_are_a_join():
    golden = of_actions(action(), action(2, PATROL))
    got = of_actions(action(activity=f"{TRAIN} {PATROL}"))
    assert [k for k in kinds(golden, got) if k == "join"] == ["join"]


def test_a_split_row_does_not_put_the_rows_below_out_of_step():
    rest = [action(n, f"{PATROL} in ward number {n} of {n * 7}") for n in range(2, 8)]
    golden = of_actions(action(activity=f"{TRAIN} and tell them whom they can call"), *rest)
    got = of_actions(action(activity=TRAIN), action(2, "whom they can call", who=None), *rest)
    found = differences(golden, got)
    assert [k for k, _ in found] == ["split", "text"]
    assert all("Train" in where for _, where in found)


def test_a_missing_row_is_named_with_its_text():
    found = list(compare_goldens(of_actions(action(), action(2, PATROL)), of_actions(action())))
    assert [d.kind for d in found] == ["type"]
    assert "market square" in found[0].expected


def test_changed_words_are_a_text_difference_that_shows_both():
    found = list(compare_goldens(of_actions(action()), of_actions(action(who="District  council staff"))))
    assert [(d.kind, d.expected, d.got) for d in found] == [
        ("text", "District Council", "District  council staff")
    ]


def test_white_space_within_a_line_is_no_difference():
    assert kinds(of_actions(action(who="A\nB c")), of_actions(action(who="A\nB  c"))) == []


def test_lost_paragraphs_are_a_text_difference():
    assert kinds(of_actions(action(who="A\nB")), of_actions(action(who="A B"))) == ["text"]


def test_lost_paragraphs_of_a_cell_cut_at_the_page_are_forgiven():
    """Whether a paragraph ends at the end of a page cannot be seen."""
    joins = (GoldenRowJoin(table=1, row=1, cells={"who": (1, 2)}),)
    assert kinds(of_actions(action(who="A\nB"), row_joins=joins), of_actions(action(who="A B"))) == []


def test_paragraphs_are_not_asked_of_a_source_that_cannot_show_them():
    golden, got = of_actions(action(who="A\nB")), of_actions(action(who="A B"))
    assert list(compare_goldens(golden, got, lines=False)) == []
    changed = of_actions(action(who="A C"))
    assert [d.kind for d in compare_goldens(golden, changed, lines=False)] == ["text"]


def test_a_text_in_the_wrong_column_is_a_type_difference():
    golden = of_actions(action(when="Ongoing"))
    got = of_actions(action(who="Ongoing", when=None))
    assert sorted(kinds(golden, got)) == ["type", "type"]


def test_an_unknown_column_is_compared_under_its_header():
    golden, got = of_actions(action(other={"RAG": "G"})), of_actions(action(other={"RAG": "A"}))
    assert kinds(golden, got) == ["text"]
    assert kinds(golden, of_actions(action(other={"rag": "G"}))) == []


def test_an_inherited_cell_passed_off_as_printed_is_a_provenance_difference():
    golden = of_actions(action(issue="Fraud", inherited=("issue",)))
    assert kinds(golden, of_actions(action(issue="Fraud"))) == ["provenance"]


def test_the_section_of_a_row_is_compared():
    assert kinds(of_actions(action(section="Priority One")), of_actions(action(section="Fraud"))) == ["text"]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("value", Decimal(1403), "type"),
        ("unit", "%", "type"),
        ("kind", "share", "type"),
        ("column_path", ("2020",), "type"),
        ("caption", "Table 2: Vehicle crime", "text"),
        ("period_raw", "2021", "text"),
        ("flags", ("footnote:*",), "type"),
    ],
)
def test_each_mark_of_a_figure_is_compared(field, value, kind):
    golden = Golden(name="sample", figures=(figure(),))
    assert kinds(golden, Golden(name="sample", figures=(figure(**{field: value}),))) == [kind]


def test_flags_that_only_describe_the_print_are_not_graded():
    golden = Golden(name="sample", figures=(figure(),))
    assert kinds(golden, Golden(name="sample", figures=(figure(flags=("signed", "total")),))) == []


def test_a_figure_too_many_and_a_figure_too_few():
    one, two = figure(), figure("931", row_path=("Leeds",), column_path=("2019",), caption="Other")
    assert differences(Golden(name="s", figures=(one, two)), Golden(name="s", figures=(one,)))[0][0] == "type"
    found = differences(Golden(name="s", figures=(one,)), Golden(name="s", figures=(one, two)))
    assert found == [("type", "figure “Leeds” × “2019” of “Other” invented")]


def test_equal_figures_of_two_look_alike_tables_keep_to_their_own():
    first = figure(caption="Table 4: Burglary")
    second = figure(caption="Table 5: Vehicle crime", table=2)
    assert kinds(Golden(name="s", figures=(first, second)), Golden(name="s", figures=(second, first))) == []


def test_figures_in_prose_are_found_by_sentence_and_value():
    wanted = GoldenProseFigure(sentence="Thefts fell by 7%.", value=Decimal(-7), unit="%", kind="change_pct")
    longer = wanted.model_copy(update={"sentence": "In May thefts fell by 7%. Nobody knows why."})
    golden = Golden(name="s", prose_figures=(wanted,))
    assert kinds(golden, Golden(name="s", prose_figures=(longer,))) == []
    assert kinds(golden, Golden(name="s")) == ["type"]
    as_level = longer.model_copy(update={"kind": "level"})
    assert kinds(golden, Golden(name="s", prose_figures=(as_level,))) == ["type"]


def test_a_number_that_is_no_statistic_must_not_become_one():
    number = GoldenNoFigure(sentence="Ask everybody who looks under 25.", value=Decimal(25))
    fact = GoldenProseFigure(sentence=number.sentence, value=number.value)
    golden = Golden(name="s", no_figures=(number,))
    assert kinds(golden, Golden(name="s")) == []
    assert kinds(golden, Golden(name="s", prose_figures=(fact,))) == ["type"]


def test_promises_are_compared_by_text_kind_and_section():
    promise = GoldenPromise(kind="action", section="Our plan", text="Review the camera scheme.")
    golden = Golden(name="s", promises=(promise,))
    assert kinds(golden, golden) == []
    assert kinds(golden, Golden(name="s")) == ["type"]
    as_duty = promise.model_copy(update={"kind": "duty"})
    assert kinds(golden, Golden(name="s", promises=(as_duty,))) == ["type"]
    elsewhere = promise.model_copy(update={"section": "Outcomes"})
    assert kinds(golden, Golden(name="s", promises=(elsewhere,))) == ["text"]
    assert kinds(Golden(name="s"), golden) == ["type"]


def test_names_are_entity_differences():
    golden = Golden(
        name="s",
        document=GoldenDocument(partnership="Safer Newport"),
        members=(GoldenMember(text="Gwent Police"),),
        definitions=(GoldenDefinition(acronym="GP", expansion="Gwent Police"),),
    )
    assert kinds(golden, Golden(name="s")) == ["entity", "entity", "entity"]


# Whole extracts ----------------------------------------------------------------------------------


def printed(text, page=None, origin="printed"):
    place = Place(page, Box(0, 0, 1, 1)) if page else Place(None, None, (1, 1))
    return Value(text=text, fragments=(Fragment(text, place),), origin=origin)


def extract(media="application/pdf", **records):
    document = Document(document_id="d-1", sha256="0" * 64, source_file="plan", media_type=media)
    ledger = Ledger(words=0, placed={})
    return PlanExtract(document=document, contents=(), tables=(), ledger=ledger, **records)


def row_over(first, last, joined=True):
    pieces = (Fragment("Train", Place(first)), Fragment("hairdressers", Place(last)))
    activity = Value(text="Train hairdressers", fragments=pieces)
    join = Join("row", Place(first), Place(last), joined, 0.9, {"no_rule": 1.0}, "two rows")
    return extract(actions=(Action(action_id="a-1", table=1, row=1, activity=activity),), joins=(join,))


BROKEN_ROW = Golden(
    name="s",
    actions=(GoldenAction(table=1, row=1, activity="Train hairdressers", pages=(2, 3)),),
    row_joins=(GoldenRowJoin(table=1, row=1, cells={"activity": (2, 3)}),),
)


def test_pages_and_joins_of_a_pdf_are_compared():
    assert compare_plan(BROKEN_ROW, row_over(2, 3)) == []
    assert [d.kind for d in compare_plan(BROKEN_ROW, row_over(2, 4))] == ["provenance", "provenance"]
    assert [d.where for d in compare_plan(BROKEN_ROW, row_over(2, 3, joined=False))] == [
        "row 1.1: no row join recorded"
    ]


def test_a_text_export_has_no_pages_to_compare():
    activity = printed("Train hairdressers")
    got = extract("text/plain", actions=(Action(action_id="a-1", table=1, row=1, activity=activity),))
    assert compare_plan(BROKEN_ROW, got) == []


def test_doubts_that_a_sample_must_raise_are_asked_for():
    golden = Golden(name="s", issues=("SUM_FAILS",), text_issues=("ROW_SHIFTED",))
    doubt = raise_issue("SUM_FAILS", "2,211 is not 2,201")
    assert [d.expected for d in compare_plan(golden, extract())] == ["SUM_FAILS"]
    assert compare_plan(golden, extract(issues=(doubt,))) == []
    assert [d.expected for d in compare_plan(golden, extract("text/plain", issues=(doubt,)))] == [
        "ROW_SHIFTED"
    ]


def test_two_formats_of_one_plan_are_compared_without_their_places():
    def reading(media, page):
        return extract(
            media,
            actions=(Action(action_id=f"a-{page}", table=1, row=1, activity=printed(TRAIN, page)),),
            members=(Member(text=printed("Gwent Police", page)),),
        )

    assert compare_formats(reading("application/pdf", 4), reading("text/plain", None)) == []
    assert [d.kind for d in compare_formats(reading("application/pdf", 4), extract("text/plain"))] == [
        "entity",
        "type",
    ]


def test_a_reading_becomes_a_golden_record_set():
    inherited = printed("Fraud", 1, origin="inherited")
    got = build_golden(
        extract(
            actions=(Action(action_id="a-1", table=1, row=2, issue=inherited, activity=printed(TRAIN, 2)),),
            promises=(
                Promise(promise_id="p-1", kind="duty", section="Plan / Duties", text=printed("Do it.")),
            ),
            statistics=(
                Statistic(statistic_id="s-1", table=1, raw=printed("31", 1), value=Decimal(31)),
                Statistic(statistic_id="s-2", table=1, raw=printed("31", 2), duplicate_of="s-1"),
            ),
        )
    )
    assert got.actions[0].inherited == ("issue",)
    assert got.actions[0].pages == (2, 2)
    assert got.promises[0].section == "Duties"
    assert len(got.figures) == 1


# Files -------------------------------------------------------------------------------------------


def test_golden_files_are_found_by_name(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "golden.json").write_text(f'{{"name": "{name}"}}')
        (tmp_path / name / "source.txt").write_text("Plan")
    assert [p.parent.name for p in find_golden_sources(tmp_path)] == ["one", "two"]
    assert [p.parent.name for p in find_golden_sources(tmp_path, "two")] == ["two"]
    with pytest.raises(SettingsError, match="there are: one, two"):
        find_golden_sources(tmp_path, "three")


def test_a_golden_file_of_another_form_is_refused(tmp_path):
    (tmp_path / "golden.json").write_text('{"name": "s", "acts": []}')
    with pytest.raises(SettingsError, match="acts"):
        load_golden(tmp_path / "golden.json")


def test_the_report_counts_by_class_and_shows_both_sides():
    found = list(compare_goldens(of_actions(action()), of_actions(action(who="Police"))))
    shown = render_differences("sample", found)
    assert shown.splitlines()[0] == "sample: 1 difference (1 text)"
    assert "expected: District Council" in shown
    assert "got:      Police" in shown
    assert render_differences("sample", []) == "sample: as the golden file says"

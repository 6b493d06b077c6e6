"""Editions of one series under other titles are linked by structure; doubtful ones go to a person."""

import datetime as dt
from itertools import permutations

import made_plans as b
import pytest

from planhouse.content import PageContent
from planhouse.page import Block
from warehouse.connection import connect
from warehouse.editions import tell_order
from warehouse.load import load_plan
from warehouse.series import DOUBTFUL, LINKED, Edition, find_kind, weigh_pair

BODY = "Westshire Community Safety Partnership"


def edition(years, kind="plan", subject="", number=1):
    """A document of these years; none where they are empty."""
    first, _, last = years.partition("-")
    start = dt.date(int(first), 1, 1) if first else None
    end = dt.date(int(last or first), 12, 31) if first else None
    return Edition(f"d-{number}", f"w-{number}", start, end, kind, subject)


def score(*pair):
    return weigh_pair(*pair)[0]


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2018-2021", "2021-2024"), ("2021-2025", "2024-2027"), ("2011", "2021-2025"), ("2019", "2020")],
)
def test_the_next_plan_of_a_partnership_is_an_edition_whatever_its_title(older, newer):
    assert score(edition(older), edition(newer, number=2)) >= LINKED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (edition("2021-2025"), edition("2021-2025", number=2)),
        (edition("2021-2025"), edition("2023", number=2)),
        (edition("2018-2021"), edition("2021-2024", kind="assessment", number=2)),
        (edition("2018-2021", subject="domestic abuse"), edition("2021-2024", subject="knife", number=2)),
    ],
    ids=["same time", "a year within it", "another kind", "another subject"],
)
def test_another_document_of_the_partnership_is_no_edition(one, other):
    assert score(one, other) < DOUBTFUL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (edition("2018-2021"), edition("2021-2024", kind="", number=2)),
        (edition("", kind="plan"), edition("2021-2024", number=2)),
    ],
    ids=["kind not told", "period not told"],
)
def test_what_is_not_told_leaves_a_doubt_for_a_person(one, other):
    assert DOUBTFUL <= score(one, other) < LINKED


def extract(title, blocks=(), **more):
    contents = (PageContent(1, tuple(Block("heading", t, b.place(), ()) for t in blocks), ()),)
    document = b.document("x", title=b.value(title), partnership=b.value(BODY), **more)
    return b.extract("x", document=document, contents=contents)


@pytest.mark.parametrize(
    ("title", "kind", "subject"),
    [
        ("Westshire Community Safety Partnership (WCSP) Action Plan 2021 – 2025", "plan", ""),
        ("WCSP Rolling Plan 2022-23", "plan", ""),
        ("Domestic Abuse Strategy and Action Plan", "plan", "abuse domestic"),
        ("Strategic Assessment 2023", "assessment", ""),
        ("Community Safety Agreement 2016-17", "agreement", ""),
        ("Westshire Community Safety Partnership", "", ""),
    ],
)
def test_a_title_says_what_kind_of_document_it_is_and_about_what(title, kind, subject):
    assert find_kind(extract(title, period=None)) == (kind, subject)


def test_where_the_title_says_nothing_the_heading_that_prints_the_period_does():
    found = extract(BODY, ("Our duties", f"{BODY} Rolling Plan January 2024 to March 2027"),
                    period=b.value("January 2024 to March 2027"))  # fmt: skip
    assert find_kind(found) == ("plan", "")


def plan(name, title, years, **more):
    first, last = years
    document = b.document(
        name, title=b.value(title), period=b.value(f"{first}-{last}"), period_start_year=first,
        period_end_year=last, **more,
    )  # fmt: skip
    return b.plan(name, document=document)


PLANS = (
    plan("old", "Community Safety Plan 2011-2013", (2011, 2013)),
    plan("mid", f"{BODY} Action Plan 2021-2025", (2021, 2025)),
    plan("new", "WCSP Rolling Plan 2024-2027", (2024, 2027)),
    plan("audit", "Strategic Assessment 2022-2024", (2022, 2024)),
)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5], ids=str)
def test_editions_are_numbered_and_the_newest_is_current_whatever_came_first(order):
    with connect(":memory:") as connection:
        for number in order:
            load_plan(connection, PLANS[number])
        found = connection.execute(
            "SELECT source_file, edition, editions, is_current FROM document ORDER BY ALL"
        ).fetchall()
        works = connection.execute("SELECT count(DISTINCT work_id) FROM current_document").fetchone()
    assert found == [
        ("audit.pdf", 1, 1, True),
        ("mid.pdf", 2, 3, False),
        ("new.pdf", 3, 3, True),
        ("old.pdf", 1, 3, False),
    ]
    assert works == (2,)


def test_the_second_edition_of_a_series_is_loaded_as_one():
    with connect(":memory:") as connection:
        assert [load_plan(connection, p).outcome for p in PLANS[:2]] == ["loaded", "new_edition"]
        evidence = connection.execute("SELECT score, signals['kind'] FROM edition_link").fetchall()
    assert evidence == [(pytest.approx(0.92, abs=0.06), 2.0)]


def test_a_document_read_anew_with_another_period_is_linked_anew():
    with connect(":memory:") as connection:
        load_plan(connection, PLANS[0])
        load_plan(connection, PLANS[1])
        load_plan(connection, plan("mid", f"{BODY} Action Plan", (2011, 2013)))
        assert connection.execute("SELECT editions FROM document").fetchall() == [(1,), (1,)]
        assert connection.execute("SELECT count(*) FROM edition_link").fetchone() == (0,)


def test_a_doubtful_edition_is_a_doubt_of_the_newer_document():
    with connect(":memory:") as connection:
        load_plan(connection, PLANS[0])
        load_plan(connection, plan("untold", "Westshire together", (2014, 2016)))
        load_plan(connection, plan("bare", BODY, (2021, 2025)))
        (row,) = connection.execute(
            "SELECT source_file, title, evidence['follows'] FROM doubt WHERE code = 'EDITION_UNSURE'"
        ).fetchall()
        doubts = connection.execute("SELECT doubts FROM document WHERE source_file = 'bare.pdf'").fetchone()
    assert row == ("bare.pdf", "May be an edition of another document", "1.0")
    assert doubts == (1,)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("mid", "new", []),
        ("new", "mid", ["reversed"]),
        ("mid", "audit", ["unrelated plans, of one partnership"]),
        ("mid", "other", ["unrelated plans, of different partnerships"]),
        ("mid", "mid", ["same document"]),
    ],
)
def test_what_is_odd_about_two_documents_to_compare_is_told(old, new, words):
    other = plan("other", "Plan 2022-2026", (2022, 2026), partnership=b.value("Eastshire Partnership"))
    with connect(":memory:") as connection:
        for one in (*PLANS, other):
            load_plan(connection, one)
        ids = [b.document(name).document_id for name in (old, new)]
        told = tell_order(connection, *ids)
    assert len(told) == len(words)
    assert all(w in t for w, t in zip(words, told, strict=True))

"""What a document says of itself: title, publisher, period, publication."""

import pytest

from parsers.kinds.document import DocumentFacts, find_document_facts
from parsers.kinds.passages import Passage
from parsers.vocabulary import load_vocabulary
from planhouse.geometry import Place
from planhouse.table import Fragment


def read_front(*headings: str, text: tuple[str, ...] = ()) -> DocumentFacts:
    passages = [build_passage("heading", h) for h in headings]
    passages += [build_passage("paragraph", t) for t in text]
    return find_document_facts(tuple(passages), (), load_vocabulary())


def build_passage(kind: str, text: str) -> Passage:
    return Passage(kind, text, (Fragment(text, Place(1, None)),))


def title_of(*headings: str) -> str | None:
    title = read_front(*headings).title
    return title.text if title else None


def publisher_of(heading: str, *text: str) -> str | None:
    partnership = read_front(heading, text=text).partnership
    return partnership.text if partnership else None


def test_a_day_is_no_title() -> None:
    assert title_of("Monday : 03/09/2012") is None
    assert title_of("12 May 2016", "Strategy for Safer Streets") == "Strategy for Safer Streets"


def test_the_heading_with_the_period_is_the_title_under_the_name_of_a_series() -> None:
    assert title_of("LOCAL PLANNING FRAMEWORK", "CORE STRATEGY 2010 - 2025") == "CORE STRATEGY 2010 - 2025"


def test_without_a_period_the_first_line_that_names_a_plan_is_the_title() -> None:
    assert title_of("Safer Streets Plan", "Strategy for the Town") == "Safer Streets Plan"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Milltown Plan:", "Equality Screening"), "Milltown Plan: Equality Screening"),
        (
            ("Report on the Review of the", "Milltown Waste Plan"),
            "Report on the Review of the Milltown Waste Plan",
        ),
    ],
)
def test_a_line_that_cannot_stand_alone_is_joined_to_the_next(lines: tuple[str, ...], title: str) -> None:
    assert title_of(*lines) == title


def test_to_whom_a_report_goes_is_not_its_title() -> None:
    assert title_of("Report to Milltown Council", "by an inspector", "Review of the Local Plan") == (
        "Review of the Local Plan"
    )


def test_a_report_without_another_name_keeps_the_only_line_it_has() -> None:
    assert title_of("Report to Milltown Council") == "Report to Milltown Council"


@pytest.mark.parametrize("heading", ["City Plan 2036", "Net Zero by 2020: A Plan"])
def test_a_year_to_be_reached_is_not_the_period(heading: str) -> None:
    assert read_front(heading, "March 2019").period is None


def test_the_year_a_plan_is_for_is_its_period() -> None:
    facts = read_front("Safety Plan 2020", "March 2019")
    assert (facts.start_year, facts.end_year) == (2020, 2020)


def test_a_city_in_the_title_is_the_publisher_as_the_text_names_it() -> None:
    said = ("The City of New Milltown adopted it.", "Every City of New Milltown department reports.")
    assert publisher_of("City of New Milltown Master Plan", *said) == "City of New Milltown"


def test_a_body_without_a_name_of_its_own_is_no_publisher() -> None:
    assert publisher_of("Safety Plan", "The City Council agreed.", "Mayor and City Council agreed.") is None


def test_a_name_that_goes_on_is_not_cut_at_a_word_for_a_body() -> None:
    assert publisher_of("Safety Plan", "AMR Authority Monitoring Report", "AMR Authority Monitoring") is None


def test_a_publisher_is_named_without_the_words_before_it() -> None:
    assert publisher_of("Review of the Milltown Corporation Plan") == "Milltown Corporation"


def test_a_publication_day_may_put_the_month_first() -> None:
    publication = read_front("Safety Plan", "October 12, 2009").publication
    assert publication is not None
    assert publication.text == "October 12, 2009"

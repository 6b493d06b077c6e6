"""Sentences taken apart: word classes, verbs, pieces, designations."""

import pytest

from parsers.kinds.designations import is_designation
from parsers.kinds.figure_areas import find_named_places
from parsers.kinds.figure_periods import find_dates
from parsers.kinds.figures_in_prose import ProsePiece, find_figures
from parsers.kinds.prose_quantities import read_quantities
from parsers.kinds.sentence_clauses import Clause, cut_clauses
from parsers.kinds.sentence_tokens import build_tokens, text_of
from parsers.kinds.sentence_words import class_of, is_verb_of, lemma_of
from planhouse.figures import find_quantities


def cut(sentence: str) -> list[Clause]:
    figures, _ = read_quantities(sentence)
    places = find_named_places(sentence)
    return cut_clauses(build_tokens(sentence, figures, find_dates(sentence), places))


def parts(sentence: str) -> list[tuple[str, str, str]]:
    return [(text_of(sentence, c.subject), text_of(sentence, c.verb), c.link) for c in cut(sentence)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("rose", "finite"), ("recorded", "past"), ("costs", "present"), ("reports", "present"),
        ("were", "auxiliary"), ("which", "relative"), ("housing", "word"), ("need", "base"),
        ("reducing", "gerund"), ("dropped", "past"), ("burglary", "word"), ("significantly", "adverb"),
    ],
)  # fmt: skip
def test_class_of_a_word(word: str, kind: str) -> None:
    assert class_of(word) == kind


def test_forms_of_a_verb_lead_to_its_plain_form() -> None:
    assert [lemma_of(w) for w in ("fell", "dropped", "tripled", "made", "is")] == [
        "fall", "drop", "triple", "make", "be",
    ]  # fmt: skip
    assert is_verb_of("plummeted", "down")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Burglary is down 12% and robbery is up 4%.",
         [("Burglary", "is down", ""), ("robbery", "is up", "and")]),
        ("In 2016 there were 90 thefts in Kent.", [("there", "were", "")]),
        ("Nearly 12% of firms surveyed had been robbed.",
         [("Nearly 12% of firms surveyed", "had been robbed", "")]),
        ("The police recorded 300 calls, of which 31 were hoaxes.",
         [("The police", "recorded", ""), ("31", "were", "of which")]),
        ("A survey found that 60% of people felt safe.", [("60% of people", "felt", "")]),
        ("Domestic abuse makes up 17% of crime.", [("Domestic abuse", "makes up", "")]),
    ],
)  # fmt: skip
def test_pieces_with_subject_and_verb(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert parts(sentence) == expected


DESIGNATIONS = [
    "EMP 5", "Alternative 2 Plan to meet the need", "Task 3: Review the data", "as Policy H 2 sets out",
    "TR 16",
    "A 3.2 The Authority", "T/A 157 PRACTICE", "in Flood zones 2 and 3", "bullet points 7 and 8", "MM 12",
    "Recommendations 3 and 8 of the scrutiny report", "Fire Station #19 is closed", "NPPF para: 84, 93, 123",
    "Safer Streets 3 ends", "Senate Bill (SB) 3 passed", "criterion at 1 (a – c)",
    "at 18 Colegate, Norwich NR3 1BQ",
    "Year 5, with a fall",
]  # fmt: skip


@pytest.mark.parametrize("text", DESIGNATIONS)
def test_the_number_of_a_named_thing_is_no_figure(text: str) -> None:
    found = find_figures([ProsePiece(text)], "d-1")
    assert found.statistics == ()
    assert len(found.left_out) >= 1


@pytest.mark.parametrize(
    "text", ["In Kent 48 fires were set.", "Police recorded 45 burglaries.", "The MARAC saw 45 cases."]
)
def test_a_count_behind_a_name_is_a_figure(text: str) -> None:
    figure = next(q for q in find_quantities(text) if q.value > 40)
    assert not is_designation(figure, text[: figure.start], text[figure.end :])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("On sites of ten or more dwellings.", "threshold"), ("A 72-28 split was agreed.", "ratio"),
        ("Percentages may not add up to 100%.", "structure"), ("See the journal, 743–808.", "reference"),
        ("For post 16 education.", "age"), ("Cont Care (<65)", "age"),
    ],
)  # fmt: skip
def test_what_is_left_out_has_its_reason(text: str, reason: str) -> None:
    found = find_figures([ProsePiece(text)], "d-1")
    assert found.statistics == ()
    assert reason in found.reasons


def test_a_fraction_in_a_name_is_none() -> None:
    found = find_figures([ProsePiece("Glass Half Full keeps 20% of bottles from landfill.")], "d-1")
    assert [f.raw.text for f in found.statistics] == ["20%"]
    assert found.reasons == {"name": 1}


def test_this_is_followed_to_the_sentence_before_and_says_so() -> None:
    text = (
        "Detentions rose from 294 to 426 in Oxfordshire. In West Oxfordshire this was a rise from 33 to 52."
    )
    facts = find_figures([ProsePiece(text)], "d-1").statistics
    assert [f.measure for f in facts] == ["Detentions"] * 4
    assert "measure_of_sentence_before" in facts[2].flags
    assert "measure_of_sentence_before" not in facts[0].flags


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("35% of referrals came from schools and 22% from the police.",
         ["referrals came from schools", "referrals came from the police"]),
        ("Shops lost £5k, the council £3k and firms £2k to fraud.",
         ["Shops lost to fraud", "council lost to fraud", "firms lost to fraud"]),
        ("The types were theft (31%), violence (24%) and arson (15%).", ["theft", "violence", "arson"]),
        ("Only 8% felt unsafe by day, rising to 29% at night.",
         ["felt unsafe by day", "felt unsafe by day"]),
        ("Ten per cent of wards account for 39% of crime.",
         ["wards account for 39% of crime", "wards: crime"]),
    ],
)  # fmt: skip
def test_what_a_piece_leaves_unsaid_it_has_from_the_one_before(text: str, measures: list[str]) -> None:
    assert [f.measure for f in find_figures([ProsePiece(text)], "d-1").statistics] == measures


def test_no_measure_is_a_list_mark_or_half_a_word() -> None:
    text = "d) A contribution of 35% affordable housing will be needed. 13.15 The population¹⁹ is 87,740."
    measures = [f.measure for f in find_figures([ProsePiece(text)], "d-1").statistics]
    assert measures == ["affordable housing", "population"]

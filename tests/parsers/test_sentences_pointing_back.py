"""What a sentence has from the one before: of what "this" is, of when and of where."""

import pytest

from parsers.kinds.figures_in_prose import ProsePiece, find_figures


def read(text: str) -> list[str]:
    """The figures of a text as value|kind|period|area|measure."""
    return [
        "|".join((f"{s.value:f}", s.kind, s.period_raw or "", s.area or "", s.measure or ""))
        for s in find_figures([ProsePiece(text)], "d").statistics
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "There were 412 thefts in Wigan in 2014, compared with 380 in 2013. This is a rise of 8.4%.",
            "8.4|change_pct|2014|Wigan|thefts",
        ),
        (
            "In 2016 Hull had 90 fires, up from 70 in 2015 and 60 in 2014. That was a rise of 29%.",
            "29|change_pct|2016|Hull|fires",
        ),
        (
            "Arson in Luton fell from 61 cases in 2011 to 44 in 2012. Despite this fall of 28% it goes on.",
            "28|change_pct|2012|Luton|Arson",
        ),
        (
            "In 2010, 31 children in Bury entered custody. The figure for 2009 was 44, so this is 30% less.",
            "30|change_pct|2010|Bury|children entered custody",
        ),
        (
            "Robberies in Leeds rose by 4% in 2009. The total of 810 was above the target of 790.",
            "790|target|2009|Leeds|Robberies",
        ),
        (
            "There were 96 missing children in Q1 and 120 in Q2. A third of the latter were in care.",
            "33.33|share|Q2||missing children were in care",
        ),
        (
            "Households in Kent pay a precept of £150.20. That compares to £168.40 in Essex.",
            "168.40|level||Essex|Households: precept",
        ),
        (
            "Fires fell to 112 in 2014, from 140 in 2013. The reduction of 20% exceeded the target of 10%.",
            "10|target|2014||Fires",
        ),
        ("Thefts rose by 14% in 2015. They now make up 22% of crime.", "22|share|2015||Thefts: crime"),
        ("There were 18 fires in Ely in 2010. The former is a rise of 20%.", "20|change_pct|2010|Ely|fires"),
        ("Theft was up 9% in Derby. Nationally there was a fall of 2%.", "2|change_pct||Nationally|Theft"),
        (
            "In Slough there were 31.2 burglaries per 1,000 homes in 2012. The rate was 12.6 in England.",
            "12.6|rate|2012|England|burglaries",
        ),
        (
            "In 2019, 310 complaints were made in Devon. Of the 290 complaints finalised, 12% were upheld.",
            "12|share|2019|Devon|complaints were upheld",
        ),
    ],
)
def test_this_is_of_the_main_figure_before(text: str, last: str) -> None:
    assert read(text)[-1] == last


def test_what_sets_another_year_beside_leaves_this_to_the_first_sentence() -> None:
    text = "There were 50 murders in 2012 in Essex. The figure for 2011 was 40. This is a rise of 25%."
    assert read(text)[1:] == ["40|level|2011|Essex|murders", "25|change_pct|2012|Essex|murders"]


def test_a_place_told_before_is_not_of_figures_that_others_are_set_against() -> None:
    text = "Knife crime in Corby is high. It rose by 12% in 2018, compared with 4% in Kettering."
    assert [f.split("|")[3] for f in read(text)] == ["Corby", "Kettering"]

"""Figures that lean on another of their sentence: rates, ranks, brackets, comparators, elided words."""

import pytest

from tests.parsers.test_figure_wording_rules import left_out, read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Assaults in Hull numbered 164 in 2011, a rate of 63.9 per 100,000, against 47.2 in England.",
            [
                "164|level|2011|Hull|Assaults",
                "63.9|rate|2011|Hull|Assaults",
                "47.2|rate|2011|England|Assaults",
            ],
        ),
        (
            "There were 96 arrests in Goole in 2013, the third highest in Yorkshire.",
            ["96|level|2013|Goole|arrests", "3|rank|2013|Goole|arrests"],
        ),
        (
            "Arson: 0.3 cases per 1,000 homes (South West 0.4)",
            ["0.3|rate|||Arson: cases", "0.4|rate||South West|Arson: cases"],
        ),
        (
            "Theft in Corby stood at 8.2 per 1,000; the England figure was 7.1.",
            ["8.2|rate||Corby|Theft", "7.1|rate||England|Theft"],
        ),
        (
            "Wardens in Rugby dealt with 31 fires, against an average of 40 for 2010 to 2012.",
            ["31|level||Rugby|fires", "40|level|2010 to 2012|Rugby|fires"],
        ),
        (
            "Cut theft in Kent by 5% by March 2012, against a 2009/10 baseline of 412 offences.",
            ["5|target|by March 2012|Kent|theft", "412|level|2009/10|Kent|theft offences"],
        ),
        (
            "Vehicle crime: 9.1 per 1,000 against a target of 9.5",
            ["9.1|rate|||Vehicle crime", "9.5|target|||Vehicle crime"],
        ),
        ("For every 1,000 homes in Leeds there were 14 burglaries.", ["14|rate||Leeds|burglaries"]),
        (
            "Theft was 41% in Kent, lower than the 52% recorded for Essex.",
            ["41|share||Kent|Theft", "52|share||Essex|Theft"],
        ),
    ],
)
def test_a_rate_rank_or_comparator_is_of_what_it_stands_beside(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The precept was raised by £12 in 2019.", "12|change_abs|2019||precept"),
        ("Theft from cars rose by 3% (plus 11).", "11|change_abs|||Theft from cars"),
        ("Theft from cars +17% (19 more thefts)", "19|change_abs|||Theft from cars"),
        (
            "Arson in Leigh saw a fall of 18 incidents and 6 offences in 2009.",
            "6|change_abs|2009|Leigh|Arson",
        ),
        ("The budget for 2013 is £512,000, a cut of £61,000.", "61000|change_abs|2013||budget"),
        ("Volunteers picked up 310 bottles.", "310|level|||Volunteers picked bottles"),
        ("The charge is £243, an increase of 4.9% or £11.", "11|change_abs|||charge"),
        ("There were 45 fines, a rise of a third on last year's total of 34.", "34|level|last year||fines"),
        ("By 2015 we will have cut theft to below 25%.", "25|target|By 2015||theft"),
    ],
)
def test_changes_and_what_only_looks_like_one(text: str, last: str) -> None:
    assert read(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Tenants' main concerns were litter (46%) and noise (35%).",
         ["Tenants' main concerns: litter", "Tenants' main concerns: noise"]),
        ("Some 26% of tenants named litter as their main worry, 19% named noise.",
         ["tenants named litter as their main worry", "tenants named noise as their main worry"]),
        ("Noise was named by 34%, litter by 22% and theft by 19%.",
         ["Noise named", "litter named", "theft named"]),
        ("Wardens issued 96 fines: 40 for litter, 56 for parking.",
         ["Wardens issued fines", "Wardens issued fines for litter", "Wardens issued fines for parking"]),
        ("In 2012, 62 people were hurt on our roads, of whom 23 were cyclists.",
         ["people hurt on our roads", "people hurt were cyclists"]),
        ("Of the 90 calls, 12 were hoax calls.", ["calls", "hoax calls"]),
        ("The total number of burglaries fell by 6%.", ["burglaries"]),
        ("Overall crime was down by 6%.", ["Overall crime"]),
        ("Performance for new entrants shows a fall of 6%.", ["new entrants"]),
        ("Keep the detection rate for fraud above 28%.", ["detection rate for fraud"]),
        ("People who think that the police do well made up 61% of those asked.",
         ["People who think that the police do well: asked"]),
        ("Fraud, at 216 offences, made up 8% of all theft.", ["Fraud: offences", "Fraud: theft"]),
        ("Young adults make up 9% of residents but commit 16% of crime.",
         ["Young adults: residents", "Young adults: crime"]),
        ("In 2009 340 teenagers took part and calls about noise dropped by 16%.",
         ["teenagers took part", "calls about noise"]),
        ("Bicycle theft saw the largest rise in Derby, up 28%.", ["Bicycle theft"]),
        ("There were 7 fatal and 91 serious injuries.", ["fatal injuries", "serious injuries"]),
        ("Trust was higher among women (74%) than men (66%).", ["Trust among women", "Trust among men"]),
        ("The rise in theft (up 14%) was offset by falls in arson (down 9%).", ["theft", "arson"]),
        ("Fires fell to their lowest level (212) in 2016.", ["Fires"]),
        ("Robbery is a growing problem, with 312 reports in 2010.", ["Robbery reports"]),
        ("With 18.2 offences per 1,000, Corby has the highest rate of arson.", ["arson offences"]),
        ("Some 72% felt safe, ranging from 64% in Barrow to 81% in Eden.", ["felt safe"] * 3),
        ("A survey of 310 tenants showed 81% were happy.", ["tenants", "tenants were happy"]),
        ("We recruited 34 cadets, exceeding our target of 30.", ["recruited cadets"] * 2),
        ("Racially aggravated offences made up 7% of crime.", ["Racially aggravated offences: crime"]),
        ("Drink driving arrests more than trebled to 412.", ["Drink driving arrests"]),
        ("The cost of arson came to £212,000.", ["cost of arson"]),
        ("The strategy will run for two years and has a budget of £2m.", ["budget"]),
        ("Kent spent £3.12 a head on safety.", ["spent on safety"]),
        ("Thefts in Swale: cars 88, shops 12", ["Thefts: cars", "Thefts: shops"]),
    ],
)  # fmt: skip
def test_words_that_are_left_out_or_said_again(text: str, measures: list[str]) -> None:
    assert [fact.split("|")[4] for fact in read(text)] == measures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("There were eight murders in Kent in 2012, compared with three in Essex.", ["8", "3"]),
        ("In 2008 there were 18 murders; by 2012 this had fallen to seven.", ["18", "7"]),
        ("It led to the closure of seven deal lines.", ["7"]),
        ("Only one murder was recorded in 2013, compared with four in 2012.", ["1", "4"]),
        ("Eleven of the 37 shops tested sold knives.", ["11", "37"]),
        ("Train 60 Neighbourhood Watch co-ordinators by June 2009.", ["60"]),
    ],
)
def test_number_words_and_orders_that_count(text: str, values: list[str]) -> None:
    assert [fact.split("|")[0] for fact in read(text)] == values


def test_lengths_of_time_and_those_ranked_are_no_figures() -> None:
    assert left_out("An order lasts between 14 and 28 days.") == [("14", "duration"), ("28", "duration")]
    assert left_out("Out of 15 similar areas, Slough is ranked 12th.") == [("15", "structure")]
    assert read("Aim 2: Reduce theft by 5% by 2008")[0].startswith("5|")


def test_periods_shared_by_coordinated_figures() -> None:
    theft = "Theft fell by 15% in Leeds and 11% in York from June 2010 to June 2011."
    assert [f.split("|")[2] for f in read(theft)] == ["June 2010 to June 2011"] * 2
    fell = "Burglary (-12%) and robbery (-4%) both fell in 2011, but theft rose by 7%."
    assert [f.split("|")[2] for f in read(fell)] == ["2011"] * 3

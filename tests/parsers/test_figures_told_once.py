"""Figures whose place, time, unit or thing is told once for several, or elsewhere in the sentence."""

import pytest

from parsers.kinds.figures_in_prose import ProsePiece, find_figures
from tests.parsers.test_figure_wording_rules import left_out, read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Robbery fell by 6% but vehicle crime rose by 9% in Barking during 2016/17.",
            ["6|change_pct|2016/17|Barking|Robbery", "9|change_pct|2016/17|Barking|vehicle crime"],
        ),
        (
            "Deliberate fires dropped by a fifth while accidental fires remained at 212 in Redcar in 2011.",
            ["20|change_pct|2011|Redcar|Deliberate fires", "212|level|2011|Redcar|accidental fires"],
        ),
        (
            "Burglary rose by 3% and robbery by 9% in Lambeth in 2014/15, but theft fell.",
            ["3|change_pct|2014/15|Lambeth|Burglary", "9|change_pct|2014/15|Lambeth|robbery"],
        ),
        (
            "Crime in Ealing fell by 3% while it rose by 5% in Brent.",
            ["3|change_pct||Ealing|Crime", "5|change_pct||Brent|Crime"],
        ),
    ],
)
def test_place_and_time_behind_the_last_of_contrasted_clauses_are_of_each(
    text: str, facts: list[str]
) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "At 62%, confidence in Kent in 2012 was below the national average of 68%.",
            ["62|share|2012|Kent|confidence", "68|share|2012||confidence"],
        ),
        (
            "At 14.2 per 1,000, burglary in Leeds was double the national rate of 7.1.",
            ["14.2|rate||Leeds|burglary", "7.1|rate|||burglary"],
        ),
        ("At just 3%, detection was lowest for theft from the person.", ["3|share|||detection"]),
    ],
)
def test_what_opens_with_its_size_has_place_and_time_of_its_subject(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Public confidence (68%) was higher than in neighbouring forces (61%).",
            ["68|share|||Public confidence", "61|share||neighbouring forces|Public confidence"],
        ),
        (
            "Knife crime was 4.1 per 10,000 against a most similar forces average of 3.6.",
            ["4.1|rate|||Knife crime", "3.6|rate||most similar forces|Knife crime"],
        ),
        (
            "Crime in Luton was 81 per 1,000 people, lower than the Bedfordshire rate of 89.",
            ["81|rate||Luton|Crime", "89|rate||Bedfordshire|Crime"],
        ),
        (
            "Ripon's arson rate of 1.2 per 1,000 homes is higher than the Yorkshire average of 0.8.",
            ["1.2|rate||Ripon|arson rate", "0.8|rate||Yorkshire|arson rate"],
        ),
    ],
)
def test_groups_of_areas_that_one_is_set_against_are_areas(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The wards with the highest rates of theft were Penhill (4.2), Toothill (3.9) and Walcot (3.0).",
            [
                "4.2|rate||Penhill|rates of theft",
                "3.9|rate||Toothill|rates of theft",
                "3.0|rate||Walcot|rates of theft",
            ],
        ),
        (
            "Burglary was highest in Castle (612), followed by Central (498) and Abbey (377).",
            ["612|level||Castle|Burglary", "498|level||Central|Burglary", "377|level||Abbey|Burglary"],
        ),
        (
            "The areas with most complaints were Millbrook with 41, Redbridge with 38 and Bitterne with 30.",
            [
                "41|level||Millbrook|areas with most complaints",
                "38|level||Redbridge|areas with most complaints",
                "30|level||Bitterne|areas with most complaints",
            ],
        ),
        (
            "The main crime types were Burglary (312), Theft (290) and Assault (112).",
            ["312|level|||Burglary", "290|level|||Theft", "112|level|||Assault"],
        ),
    ],
)
def test_names_in_a_list_with_figures_are_areas_where_one_or_the_words_before_are(
    text: str, facts: list[str]
) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Vehicle crime makes up 19% of all crime in the borough of Bexley.",
            ["19|share||Bexley|Vehicle crime: crime"],
        ),
        (
            "Alcohol-related crime forms 28% of violence in Swansea and 31% in Cardiff.",
            [
                "28|share||Swansea|Alcohol-related crime: violence",
                "31|share||Cardiff|Alcohol-related crime: violence",
            ],
        ),
        (
            "Theft is the largest crime type, making up 41% of crime in Derby.",
            ["41|share||Derby|Theft: crime"],
        ),
    ],
)
def test_the_place_of_a_share_is_its_area_and_no_part_of_its_whole(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Rates of burglary and robbery were 4.1 and 0.6 per 1,000 population respectively in 2011.",
            ["4.1|rate|2011||Rates of burglary", "0.6|rate|2011||Rates of robbery"],
        ),
        (
            "Violent and sexual offences rose by 8% and 11% respectively in Bolton.",
            ["8|change_pct||Bolton|Violent offences", "11|change_pct||Bolton|sexual offences"],
        ),
        (
            "Burglary and robbery accounted for 12% and 9% of crime in Leeds respectively.",
            ["12|share||Leeds|Burglary: crime", "9|share||Leeds|robbery: crime"],
        ),
        (
            "The proportion of men and women feeling safe was 71% and 52% respectively.",
            ["71|share|||proportion of men feeling safe", "52|share|||proportion of women feeling safe"],
        ),
    ],
)
def test_what_figures_side_by_side_have_in_common_is_told_once(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Torbay came 3rd for violence and 5th for burglary.",
            ["3|rank||Torbay|violence", "5|rank||Torbay|burglary"],
        ),
        (
            "In its family group Corby ranks 2nd for burglary, 4th for robbery and 9th for all crime.",
            ["2|rank||Corby|burglary", "4|rank||Corby|robbery", "9|rank||Corby|crime"],
        ),
        (
            "Northumbria was ranked 2nd nationally for public confidence in 2014.",
            ["2|rank|2014|Northumbria|public confidence"],
        ),
        ("For robbery, the borough was ranked 7th out of 32.", ["7|rank|||robbery"]),
    ],
)
def test_ranks_go_on_behind_the_first(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The number of homicides in Gwent was three in 2018/19 and four in 2019/20.",
            ["3|level|2018/19|Gwent|homicides", "4|level|2019/20|Gwent|homicides"],
        ),
        (
            "Domestic homicides rose from two in 2014/15 to five in 2015/16.",
            ["2|level|2014/15||Domestic homicides", "5|level|2015/16||Domestic homicides"],
        ),
        (
            "The number of knife deaths dropped from nine to four.",
            ["9|level|||knife deaths", "4|level|||knife deaths"],
        ),
        ("The number of deaths in custody fell to one in 2013.", ["1|level|2013||deaths in custody"]),
    ],
)
def test_number_words_with_their_date_count_what_was_named(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The authority has to find savings of £4.1m by 2014/15.",
            ["4100000.0|target|by 2014/15||authority: savings"],
        ),
        ("Savings of £900,000 must be found by March 2015.", ["900000|target|by March 2015||Savings found"]),
        (
            "By March 2013 the number of first time entrants should be below 200.",
            ["200|target|By March 2013||first time entrants"],
        ),
        ("The partnership must reduce reoffending by 5% by 2011.", ["5|target|by 2011||reoffending"]),
        (
            "Reduce the number of burglaries recorded to 400 by March 2014.",
            ["400|target|by March 2014||burglaries recorded"],
        ),
        (
            "By 2020, 85% of victims in Fife will say they are satisfied.",
            ["85|target|By 2020|Fife|victims say they are satisfied"],
        ),
        ("The council has saved £2m since 2010.", ["2000000|level|since 2010||council saved"]),
    ],
)
def test_what_must_be_reached_is_a_target(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Notices served – littering 212, fly tipping 41 and noise 12.",
            [
                "212|level|||Notices served: littering",
                "41|level|||Notices served: fly tipping",
                "12|level|||Notices served: noise",
            ],
        ),
        (
            "Arson - target of 96 fires (112 in 2010/11)",
            ["96|target|||Arson: fires", "112|level|2010/11||Arson: fires"],
        ),
        (
            "Robbery – down 12% to 41 offences in 2013/14.",
            ["12|change_pct|2013/14||Robbery", "41|level|2013/14||Robbery"],
        ),
    ],
)
def test_a_head_with_a_dash_is_the_label_of_its_items(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The campaign ran for two weeks in 2014 and reached 2,310 pupils in Wrexham.",
            ["2310|level|2014|Wrexham|campaign reached pupils"],
        ),
        (
            "The scheme opened in May 2012 and has helped 312 families.",
            ["312|level|||scheme helped families"],
        ),
        ("Burglary peaked in 2012 and has fallen by 31% since.", ["31|change_pct|2012||Burglary"]),
    ],
)
def test_the_verb_that_leads_to_the_figure_is_its_own(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Violent crime in Derby rose by 9% in 2017/18. Of the 6,412 incidents, 38% were domestic.",
            [
                "9|change_pct|2017/18|Derby|Violent crime",
                "6412|level|2017/18|Derby|Violent crime incidents",
                "38|share|2017/18|Derby|Violent crime incidents were domestic",
            ],
        ),
    ],
)
def test_things_told_in_short_are_those_of_the_sentence_before(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Some 8% of young people in Hartlepool were not in education, employment or training in 2012.",
            ["8|share|2012|Hartlepool|young people were not in education, employment or training"],
        ),
        (
            "Spending on prevention was £1.1m in 2015/16 compared to £900,000 in 2014/15.",
            [
                "1100000.0|level|2015/16||Spending on prevention",
                "900000|level|2014/15||Spending on prevention",
            ],
        ),
        (
            "Response times averaged 8.2 minutes in towns and 14.1 minutes in rural areas.",
            ["8.2|level|||Response times", "14.1|level|||Response times"],
        ),
        (
            "Problem drug users in Thurrock number 640, or 6.2 per 1,000 people aged 15-64.",
            ["640|level||Thurrock|Problem drug users", "6.2|rate||Thurrock|Problem drug users"],
        ),
        (
            "Nearly 60% of clients were using heroin and 22% crack cocaine.",
            ["60|share|||clients were using heroin", "22|share|||clients were using crack cocaine"],
        ),
        (
            "Just over one in five (21%) residents of Hyndburn had been a victim.",
            [
                "20|share||Hyndburn|residents had been a victim",
                "21|share||Hyndburn|residents had been a victim",
            ],
        ),
        ("In the 2015 census 12% of households had no car.", ["12|share|2015||households had no car"]),
        (
            "Of the £640,000 fund, £400,000 pays for family support.",
            ["640000|level|||fund", "400000|level|||fund pays for family support"],
        ),
    ],
)
def test_what_a_figure_leaves_unsaid_it_has_from_the_words_beside_it(text: str, facts: list[str]) -> None:
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The board has 12 voting members.", [("12", "structure")]),
        (
            "The panel currently comprises ten councillors and two independent members.",
            [("ten", "structure"), ("two", "structure")],
        ),
        ("The average response time was 7 minutes and 45 seconds.", [("7", "duration"), ("45", "duration")]),
        ("Ring 111 for advice, or 999 in an emergency.", [("111", "telephone"), ("999", "telephone")]),
        (
            "A tenant may be evicted after two breaches in 12 months.",
            [("two", "threshold"), ("12", "duration")],
        ),
        ("A review is triggered by three complaints within any six-month period.", [("three", "threshold")]),
    ],
)
def test_members_lengths_of_time_numbers_to_call_and_rules_are_no_statistics(
    text: str, reasons: list[tuple[str, str]]
) -> None:
    assert left_out(text) == reasons
    assert read(text) == []


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("Metal theft is thought to have cost Kent £5.7m in 2011.", ["Metal theft cost"]),
        ("The grant was used to buy cameras worth £40,000.", ["grant used to buy cameras"]),
        ("Arson fell sharply in Hull in 2012/13, with 31 offences.", ["Arson offences"]),
        ("Hull has the third lowest theft rate of all the cities in England.", ["theft rate"]),
    ],
)
def test_what_is_measured_without_what_only_leads_to_it(sentence: str, measures: list[str]) -> None:
    found = find_figures([ProsePiece(sentence)], "d-1").statistics
    assert [s.measure for s in found] == measures


def test_a_group_right_behind_a_comparator_is_its_area() -> None:
    text = (
        "Surrey had 61.3 crimes per 1,000 people in 2017/18, against an average of 74.9 for similar forces."
    )
    found = find_figures([ProsePiece(text)], "d-1").statistics
    assert [s.area for s in found] == ["Surrey", "similar forces"]


def test_what_a_target_starts_from_in_a_year_of_its_own_is_a_level() -> None:
    for text, kinds in (
        ("Reduce entrants from 146 in 2009/10 to 120 by March 2012", ["level", "target"]),
        ("Reduce entrants from 146 to 120 by March 2012", ["target", "target"]),
    ):
        assert [s.kind for s in find_figures([ProsePiece(text)], "d-1").statistics] == kinds

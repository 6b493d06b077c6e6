"""Rules over the wording of figures in sentences, each with a sentence of its own."""

import pytest

from parsers.kinds.figures_in_prose import ProsePiece, find_figures


def read(text: str) -> list[str]:
    """The figures of a text as value|kind|period|area|measure."""
    return [
        "|".join((f"{s.value:f}", s.kind, s.period_raw or "", s.area or "", s.measure or ""))
        for s in find_figures([ProsePiece(text)], "d").statistics
    ]


def left_out(text: str) -> list[tuple[str, str]]:
    return [(x.raw, x.reason) for x in find_figures([ProsePiece(text)], "d").left_out]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The Year 6 pupils of our schools visited the centre.", [("6", "age")]),
        ("Drink awareness reached Years 8 to 10 pupils.", [("8", "age"), ("10", "age")]),
        ("For help dial 111 or, in an emergency, 999.", [("111", "telephone"), ("999", "telephone")]),
        ("It is 14% of the 15-24 population.", [("15", "age"), ("24", "age")]),
        ("Of every age group 18 to 24 (34%) feared it most.", [("18", "age"), ("24", "age")]),
    ],
)
def test_ages_and_telephones_are_left_out(text: str, reasons: list[tuple[str, str]]) -> None:
    assert left_out(text) == reasons


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Nine Closure Orders were obtained in Luton.", ["9|level||Luton|Closure Orders obtained"]),
        (
            "Five Parenting Orders were made and two breached.",
            ["5|level|||Parenting Orders made", "2|level|||Parenting Orders breached"],
        ),
        (
            "There was one murder in 2011, and there were two in 2012.",
            ["1|level|2011||murder", "2|level|2012||murder"],
        ),
        (
            "Introduce 3 alcohol-free zones by 31 March 2010.",
            ["3|target|by 31 March 2010||alcohol-free zones"],
        ),
    ],
)
def test_what_is_issued_or_ordered_is_counted(text: str, facts: list[str]) -> None:
    assert read(text) == facts


def test_parts_of_a_plan_are_no_figures() -> None:
    assert read("The plan has seven Strategic Priorities and three themes.") == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Between 20% and 25% of adults drink too much.", "range_to:25"),
        ("Between 5 and 10 people attend each session.", "range_to:10"),
    ],
)
def test_a_figure_between_two_ends_is_a_range(text: str, end: str) -> None:
    (fact,) = find_figures([ProsePiece(text)], "d").statistics
    assert end in fact.flags


def test_a_difference_between_two_figures_is_no_range() -> None:
    assert len(read("The gap between 20% and 25% of tenants has closed.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Appoint 6 neighbourhood wardens by September 2009.",
        "Undertake at least 40 licensing visits each year.",
        "Secure 12 placements by the end of 2016.",
        "We want 90% of referrals to be seen.",
        "We will increase detections by 5%.",
        "The council will recruit 12 wardens by April 2011.",
        "We plan to plant 400 trees by 2030.",
        "No more than 5% of referrals should wait.",
        "Detections will rise by 5%.",
        "Detections are at 21%; the target for 2015 is 24%.",
    ],
)
def test_orders_wishes_and_promises_are_targets(text: str) -> None:
    assert read(text)[-1].split("|")[1] == "target"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The population of Swindon will grow by 11%.", "change_pct"),
        ("The cost of policing will increase by 3%.", "change_pct"),
        ("Arson rose 3% after falling 6% in 2013.", "change_pct"),
        ("Complaints answered: target 85%; achieved 88.2%", "share"),
        ("Our aim is that 75% will be satisfied, compared to 68% in 2011/12.", "share"),
        ("Contact with 20 victims was made by March 2010.", "level"),
        ("Thefts fell by 3%, which relates to 40 offences.", "change_abs"),
        ("There were 310 thefts, 40 more.", "change_abs"),
        ("Officer numbers fell by 112, to 1,820.", "level"),
    ],
)
def test_forecasts_results_and_comparisons_are_none(text: str, kind: str) -> None:
    assert read(text)[-1].split("|")[1] == kind


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Theft fell by 120, arson by 85 and robbery by 40 in Rugby in 2011.", ["2011", "2011", "2011"]),
        ("Theft was 17, up from 6 in 2016", ["", "2016"]),
        ("There were 88 thefts in 2010, down from 97 in 2009 (a 9% fall).", ["2010", "2009", "2010"]),
        ("Reserves were £1.2m at 31 March 2019, £0.4m more than at 31 March 2018.", ["31 March 2019"] * 2),
        ("A third of victims (31%) were women in 2019, up from a quarter in 2018.", ["2019", "2019", "2018"]),
        ("A 38% drop in fires since 2001; 94% ownership of alarms", ["since 2001", ""]),
        ("Officer numbers fell by 112, to 1,820, in 2012.", ["2012", "2012"]),
        ("In 2010 and 2011 there were 41 and 38 fires respectively.", ["2010", "2011"]),
        ("The 2012/13 rate of arson was 6% below that of 2011/12.", ["2012/13"]),
        ("It handled 412 cases (2009: 388).", ["", "2009"]),
        ("It saw 90 in 2010, 9% more than last year, when it saw 83.", ["2010", "2010", "last year"]),
        ("Thefts fell to 9 in 2015. This is 31% less than in 2014, when 13 came.", ["2015", "2015", "2014"]),
    ],
)  # fmt: skip
def test_periods_of_lists_comparisons_and_brackets(text: str, periods: list[str]) -> None:
    assert [fact.split("|")[2] for fact in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Robbery fell by 12% and burglary rose by 3% in Luton.", ["Luton", "Luton"]),
        ("Arson (up 9%) and robbery (up 3%) rose in Luton.", ["Luton", "Luton"]),
        ("Satisfaction was 78%, against 71% in Kirklees.", ["", "Kirklees"]),
        ("Theft is rare in Lewes. There were 38 thefts in 2009.", ["Lewes"]),
        ("Theft is rare in Lewes. The national average was 38%.", [""]),
        ("Calls from shops (44) outnumbered those from homes (31) in Luton.", ["Luton", "Luton"]),
    ],
)
def test_areas_of_lists_and_of_the_sentence_before(text: str, areas: list[str]) -> None:
    assert [fact.split("|")[3] for fact in read(text)] == areas


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Arson continues to fall, with a reduction of 9%.", ["Arson"]),
        (
            "Some 240 homes, or 4% of the total, are cold.",
            ["homes are cold", "homes are cold"],
        ),
        (
            "One in six women (17%) said that noise was a problem, and 12% said that litter was one.",
            ["women said that noise was a problem"] * 2 + ["women said that litter was one"],
        ),
        ("Satisfaction was 82% in 2010; the figure for 2009 was 79%.", ["Satisfaction"] * 2),
        (
            "The rate of hospital admissions was 812, above the national rate of 641.",
            ["rate of hospital admissions"] * 2,
        ),
        ("Among adults in treatment, 84% drank.", ["adults in treatment drank"]),
        ("Stroud had the highest rate of arson, at 3.4 per 1,000.", ["rate of arson"]),
        (
            "Complaints of harassment, of which there were 45, have increased by 8.",
            ["Complaints of harassment"] * 2,
        ),
        (
            "Over half (54%) of the 412 tenants had complained.",
            ["tenants had complained", "tenants had complained", "tenants"],
        ),
        (
            "Drink was a factor in 38% of assaults, and drugs were a factor in 12%.",
            ["Drink was factor in assaults", "drugs were factor in assaults"],
        ),
        (
            "Calls from shops (44) outnumbered those from homes (31).",
            ["Calls from shops", "Calls from homes"],
        ),
        (
            "The clear-up rate for arson rose to 15%, and that for theft to 21%.",
            ["clear-up rate for arson", "clear-up rate for theft"],
        ),
        (
            "Wardens served 112 notices for noise, 54 for litter and 9 for graffiti.",
            [f"Wardens served notices for {thing}" for thing in ("noise", "litter", "graffiti")],
        ),
        ("Against a target of 85%, 79% of calls were answered.", ["calls were answered"] * 2),
        ("There has been a decline in arson: a reduction of over a third.", ["arson"]),
        ("There were 431 fires, of which 212 were in Leicester.", ["fires", "fires"]),
        ("Grants of £1.3m were made for the period 2023-25.", ["Grants made"]),
        ("Robbery fell by 14%, the biggest fall since 2009.", ["Robbery"]),
        ("Of the tenants asked, 31 of the 41 women (76%) agreed.", ["women agreed", "women", "women agreed"]),
        ("Arson rose to 96, while thefts from cars fell by 2%.", ["Arson", "thefts from cars"]),
        ("The number of thefts was highest in Hull (34) and lowest in York (22).", ["thefts"] * 2),
        (
            "Some 62% of people in rural wards and 48% in urban wards felt safe.",
            ["people in rural wards felt safe", "people in urban wards felt safe"],
        ),
        ("By the end of 2014 the number of families helped had reached 312.", ["families helped"]),
        ("In the six months before it opened there were 96 burglaries.", ["burglaries"]),
        ("It served 312 families, 86% of the three-year target.", ["served families"] * 2),
        ("Fewer than one in ten pupils had been bullied.", ["pupils had been bullied"]),
    ],
)
def test_measures_of_several_clauses(text: str, measures: list[str]) -> None:
    assert [fact.split("|")[4] for fact in read(text)] == measures

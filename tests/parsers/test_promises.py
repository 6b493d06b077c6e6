"""Promises, achievements and members in running text: what counts, and what only stands among them."""

from __future__ import annotations

import pytest

from parsers.read import read_plan
from planhouse.plan import PlanExtract

TITLE = "# Harbour Vale Community Safety Partnership Plan 2022-25"
ABOUT = ("# Who we are", "The partnership looks after the vale.", "# Where we are", "The vale is wide.")


def read(*blocks: str) -> PlanExtract:
    """A plan of a partnership that is nowhere, as a text export: blocks with blank lines between."""
    return read_plan("\n\n".join((TITLE, *blocks)).encode(), "plan.md")


def promises(*blocks: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text.text) for p in read(*blocks).promises]


def achievements(*blocks: str) -> list[str]:
    return [text for kind, text in promises(*blocks) if kind == "achievement"]


TOLD = "- Fitted 140 alarms in the homes of people who had been burgled"
TOLD_TEXT = TOLD[2:]


@pytest.mark.parametrize(
    "matter",
    [
        "Thank you for reading this plan, we hope that it helps you to understand what we do.",
        "We would like to thank all of the volunteers who gave up their evenings this year.",
        "The partnership is grateful to all parish councils for their help over the year.",
        "We are grateful to every one of the residents who answered the survey.",
        "Priya Nandakumar, Community Safety and Resilience Officer",
        "Cllr Owen Teague, Chair of the Harbour Vale Community Safety Partnership",
        "Superintendent J Marsh \u2013 Local Area Commander, Harbour Vale Division",
        "For more information about the partnership please ring the council on 01234 567890.",
        "Community.safety@harbourvale.example.org and on the council's own pages",
        "Please note that the figures above are provisional and may change later in the year.",
        "This section sets out the work of the partnership over the last three years.",
        "ACTIVITIES TO REDUCE BURGLARY North Area South Area",
        "Exceptions to the overall fall in recorded crime in Harbour Vale include;",
        "Once it is fully embedded in all services, this way of working will become the norm.",
    ],
)
def test_courtesies_names_and_notes_are_no_achievements(matter: str) -> None:
    assert achievements("# What we have achieved", TOLD, matter) == [TOLD_TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "- Thank you to everybody who took part in the summer of events",
        "- Priya Nandakumar, Community Safety Manager",
    ],
)
def test_courtesies_in_a_list_are_no_achievements(line: str) -> None:
    assert achievements("# What we have achieved", f"{TOLD}\n{line}") == [TOLD_TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Reports of burglary fell by a fifth, and more victims said that they had been kept informed.",
        "Delivered fourteen crime prevention events across the whole borough",
        "New cameras were put up at the two railway stations and the market",
        "1,240 pupils in nine schools took part in the knife crime lessons",
    ],
)
def test_what_tells_of_something_done_is_an_achievement_in_whatever_form(line: str) -> None:
    assert achievements("# What we have achieved", line) == [line]


@pytest.mark.parametrize("heading", ["Foreword", "Acknowledgements", "Contact us", "Glossary", "Appendix B"])
def test_a_part_of_its_own_ends_the_achievements(heading: str) -> None:
    """Exports print headings of one level: what comes below a foreword is not achieved."""
    text = "The borough is a good place to live, and it was good to meet so many of you this year."
    assert achievements("# Achievements", "# Burglary", TOLD, f"# {heading}", text) == [TOLD_TEXT]


def test_the_name_of_another_plan_ends_the_achievements_too() -> None:
    """A slide that was only a picture stands above the next one, which is no part of it."""
    blocks = ("# What has been achieved?", "# Harbour Vale Partnership Plan 2025 to 2028")
    assert achievements(*blocks, "The plan was written in the spring and is still a draft.") == []


def test_a_promise_among_achievements_is_a_promise() -> None:
    text = "We will offer the same lessons to every primary school next year."
    assert promises("# What we have achieved", text) == [("action", text)]


def test_a_promise_in_a_list_of_achievements_is_a_promise() -> None:
    lines = f"{TOLD}\n- We will extend this to the valleys next year."
    assert [kind for kind, _ in promises("# Progress so far", lines)] == ["achievement", "action"]


def test_thanks_to_somebody_something_is_done() -> None:
    line = "Thanks to money from the county, twelve alleys now have lights."
    assert achievements("# What we have achieved", f"- {line}") == [line]


TABLE = "| Place | What was done |\n|---|---|\n| Mill Street | Lamps |\n| Quay Road | Crossing |"


@pytest.mark.parametrize(
    "above",
    [("# Key achievements", TABLE, "# How we work"), ("# 4. Key achievements", "# 5. How we work")],
    ids=["table between", "numbered alike"],
)
def test_achievements_end_with_their_section(above: tuple[str, ...]) -> None:
    assert achievements(*above, "- The board meets four times a year") == []


def test_also_is_a_promise() -> None:
    assert promises("# Streets", "The partnership will also:", "- Light six more alleys") == [
        ("action", "Light six more alleys")
    ]


def test_the_sentence_that_introduces_a_list_tells_its_kind_and_those_before_it_do_not() -> None:
    """ "Commitment" and "must" in the sentences before are about something else."""
    lead = "In 2018 the county signed the Commitment to Clean Air. Crossings were counted at these places:"
    assert promises("# Traffic", lead, "- Mill Street\n- Quay Road") == []
    lead = "Applications must include evidence. The evidence must have details of:"
    assert promises("# Change of use", lead, "- the price asked\n- how long it was for sale") == []


def test_these_are_goes_on_from_the_sentence_before() -> None:
    lead = "There are two things that we will do this year. These are:"
    assert promises("# Traffic", lead, "- Count the lorries in Mill Street") == [
        ("action", "Count the lorries in Mill Street")
    ]


def test_a_question_above_a_list_introduces_it() -> None:
    blocks = (
        "# Lorries", "What we will do:", "- Count the lorries",
        "How will we know we have made a difference?", "- Fewer lorries",
        "What did we achieve last year?", "- Two lanes closed",
        "Why is this a priority?", "- Lorries are loud",
    )  # fmt: skip
    assert promises(*blocks) == [
        ("action", "Count the lorries"),
        ("success_measure", "Fewer lorries"),
        ("achievement", "Two lanes closed"),
    ]


def test_a_duty_needs_a_body_that_has_it() -> None:
    lead = "Under the Act the Authority must also have regard to:"
    assert promises("# The law", lead, "- the needs of farming") == [("duty", "the needs of farming")]
    assert promises("# Proposals must not block the light of homes", "- Roofs are to be low") == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Our actions for 2023", "action"),
        ("Action plan 2023-24", "action"),
        ("The Youth Action Group", None),
        ("Bills that came from the State Climate Action Plan", None),
        ("Action Fraud", None),
        ("Highlights of the year", "achievement"),
    ],
)
def test_action_in_a_name_promises_nothing(heading: str, kind: str | None) -> None:
    expected = [(kind, "Meet on the first Monday of each month")] if kind else []
    assert promises(*ABOUT, f"# {heading}", "- Meet on the first Monday of each month") == expected


def test_a_group_with_action_in_its_name_may_have_achieved_something() -> None:
    text = "The group brought the youth service, the police and two schools to one table each week."
    blocks = ("# Achievements", "- **Launch of the Youth Action Group**", text)
    assert achievements(*blocks) == [text]


def test_what_the_assessment_highlights_is_no_achievement() -> None:
    lead = "The assessment highlights these concerns:"
    assert promises("# Burglary", lead, "- Sheds are broken into at night") == []


def test_paragraphs_numbered_through_the_document_are_no_list() -> None:
    long = (
        "The council had met its neighbours four times before the plan was sent in, and it kept minutes of it"
    )
    numbered = [
        "# Introduction",
        f"1. {long} all.",
        f"2. {long}, as the law wants.",
        "# Assessment of the duty to cooperate",
        f"3. {long}, and they are published. I am content with that.",
        f"4. {long}, and no neighbour has complained. That is enough.",
    ]
    assert promises(*numbered) == []


def test_a_short_list_numbered_on_under_the_next_heading_is_one() -> None:
    blocks = ("# What we will do", "1. Count the lorries", "# What we will do next", "2. Close the lane")
    assert [text for _, text in promises(*blocks)] == ["Count the lorries", "Close the lane"]


def test_a_sentence_above_a_list_tells_its_kind_without_a_colon() -> None:
    """A heading on measuring success, and below it what was carried out already."""
    text = "These actions are those that have been successfully implemented in the city."
    assert promises("# Measuring success", text, "- Lamps in both car parks changed") == [
        ("achievement", "Lamps in both car parks changed")
    ]


def test_a_bullet_may_say_itself_that_it_is_an_action() -> None:
    blocks = ("# Energy", "- STRATEGY 1\u2076: Use less light\n- ACTION 2: Turn the lamps off at noon")
    assert [kind for kind, _ in promises(*blocks)] == ["action", "action"]
    assert promises("# Energy", "- Action on lamps was discussed twice") == []


@pytest.mark.parametrize(
    ("blocks", "owner"),
    [
        (("# Ties to federal priorities", "The program's desired outcomes include:"), "federal"),
        (("# Partners", "The Police and Crime Commissioner will:"), "Police and Crime Commissioner"),
        (("# Partners", "The partnership will:"), None),
        (("# What we will do", "We will, together with the Police and Crime Commissioner:"), None),
    ],
)
def test_what_another_body_promises_is_marked_with_its_name(blocks: tuple[str, str], owner: str) -> None:
    (promise,) = read(*blocks, "- Fund two more posts").promises
    assert promise.attributed_to == owner


def test_a_sentence_on_what_the_commissioner_will_do_is_the_commissioners() -> None:
    (promise,) = read("# Money", "The Police and Crime Commissioner will fund two more posts.").promises
    assert promise.attributed_to == "Police and Crime Commissioner"


def test_contents_head_only_the_contents() -> None:
    (promise,) = read("# CONTENTS", "## Our vision", "We will mend the lamps.").promises
    assert promise.section == "Our vision"


def test_partners_are_members_of_a_kind() -> None:
    lead = "We also work with a wide range of other partners, including:"
    assert members("# Who we are", lead, "- Victim Support") == ["Victim Support"]


def members(*blocks: str) -> list[str]:
    return [m.text.text for m in read(*blocks).members]


def test_members_are_names_below_what_announces_them() -> None:
    lead = "Members of the partnership are:"
    assert members("# Who we are", lead, "- Harbour Vale Council\n- Vale Police") == [
        "Harbour Vale Council",
        "Vale Police",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Members of the partnership agree to:",
        "Members are expected to:",
        "Board members discussed:",
        "The Cabinet Member for Safer Streets has asked for:",
        "There are nine members of the board. Its work this year included:",
    ],
)
def test_what_members_do_is_no_list_of_them(lead: str) -> None:
    assert members("# Who we are", lead, "- share what they know\n- Meet four times a year") == []


def test_a_sentence_or_an_address_is_no_member() -> None:
    blocks = (
        "# Members of the partnership",
        "- Harbour Vale Council\n- safer@harbourvale.example.org\n"
        "- The board meets four times a year and its minutes are published on the pages of the council.",
    )
    assert members(*blocks) == ["Harbour Vale Council"]

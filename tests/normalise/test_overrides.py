"""A person's decisions are read line by line and hold within their scope."""

import pytest

from normalise.bodies import Resolver
from normalise.frame import frame_from_columns
from normalise.overrides import Override, decisions_for, read_overrides
from normalise.register import load_register
from planhouse.errors import OverridesError

LINE = '{"raw": "LCSS", "agency_ids": ["council:oxfordshire"], "scope": "document", "within": "d-1"}'


def test_lines_become_decisions_and_comments_are_skipped():
    (override,) = read_overrides(f"# decided in May\n\n{LINE}\n")
    assert (override.raw, override.agency_ids) == ("LCSS", ("council:oxfordshire",))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "line 1: not JSON"),
        ('{"agency_ids": []}', "line 1: raw"),
        (LINE + '\n{"raw": "x", "y": 1}', "line 2: y"),
    ],
)
def test_a_wrong_line_is_named(text, what):
    with pytest.raises(OverridesError, match=what):
        read_overrides(text)


def test_a_decision_holds_in_its_own_document_only():
    overrides = read_overrides(LINE)
    assert set(decisions_for(overrides, document_id="d-1")) == {"lcss"}
    assert decisions_for(overrides, document_id="d-2") == {}


def test_the_narrowest_scope_wins_whatever_the_order():
    wide = Override(raw="LCSS", agency_ids=("a:1",))
    narrow = Override(raw="lcss", agency_ids=("a:2",), scope="partnership", within="Safer Place")
    for overrides in ((wide, narrow), (narrow, wide)):
        assert decisions_for(overrides, partnership="SAFER PLACE")["lcss"].agency_ids == ("a:2",)


def test_the_later_of_two_decisions_of_one_scope_wins():
    first, second = Override(raw="X", agency_ids=("a:1",)), Override(raw="x", agency_ids=("a:2",))
    assert decisions_for([first, second])["x"].agency_ids == ("a:2",)


def test_a_decision_about_a_deputy_or_an_office_is_found_by_its_own_words():
    raw = "Deputy Police and Crime Commissioner"
    (choice,) = [resolver_with(raw, "rejected").find_exact(raw)]
    assert (choice.rule, choice.judgement) == ("override", "rejected")


def resolver_with(raw, judgement):
    """A resolver under one decision."""
    frame = frame_from_columns(plan_area="Cherwell district, Oxfordshire")
    return Resolver(load_register(), frame, decisions_for([Override(raw=raw, judgement=judgement)]))

"""Names like one that is not there."""

import pytest

from normalise.nearest import find_nearest

NAMES = [
    "West Oxfordshire Community Safety Partnership",
    "Thames Valley Police",
    "TVP",
    "Broads Authority",
    "Oxfordshire County Council",
]


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("West Oxfordshre", "West Oxfordshire Community Safety Partnership"),
        ("tvp", "TVP"),
        ("Thames Valey Police", "Thames Valley Police"),
        ("broad authority", "Broads Authority"),
        ("Police", "Thames Valley Police"),
    ],
)
def test_a_misspelt_or_partial_name_finds_what_was_meant(wanted, first):
    assert find_nearest(wanted, NAMES)[0] == first


@pytest.mark.parametrize("wanted", ["Atlantis", "", "&", "Ministry of Silly Walks"])
def test_nothing_is_offered_for_what_is_like_nothing(wanted):
    assert find_nearest(wanted, NAMES) == []


def test_no_more_are_offered_than_asked_for():
    assert len(find_nearest("name 1", [f"name {n}" for n in range(20)], 3)) == 3

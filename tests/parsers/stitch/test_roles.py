"""What the columns of a table of actions are, by exact wording, likely wording and pattern."""

from __future__ import annotations

import pytest

from parsers.stitch.column_roles import assign_roles
from parsers.vocabulary import load_vocabulary
from planhouse.table import Column


def roles_of(*headers: str) -> list[str | None]:
    columns = assign_roles([Column((h,)) for h in headers], load_vocabulary())
    return [c.role for c in columns]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("What we are going to do", "activity"),
        ("How residents will know", "measures"),
        ("How we shall measure it", "measures"),
        ("What success would look like", "outcomes"),
        ("So that", "outcomes"),
        ("What needs to change", "need"),
        ("What do we need to change?", "need"),
        ("By", "when"),
        ("With", "partners"),
        ("Update (June 2024)", "progress"),
        ("Meeting", None),
        ("Quarter 1", None),
    ],
)
def test_a_header_of_no_list_is_told_by_its_pattern(header: str, role: str | None) -> None:
    assert roles_of(header) == [role]


def test_each_role_is_given_once_and_first_by_exact_wording() -> None:
    assert roles_of("Joint action", "Action", "Area lead", "Lead") == [None, "activity", None, "who"]


def test_a_second_aim_says_what_is_done_only_where_no_column_does() -> None:
    assert roles_of("Strategic objective", "Joint priority", "Lead agency") == ["issue", "activity", "who"]
    assert roles_of("Key priority", "Aim", "Actions", "Lead agency") == ["issue", None, "activity", "who"]


@pytest.mark.parametrize(
    ("headers", "roles"),
    [
        (("Action", "Start", "Finish"), ["activity", None, "when"]),
        (("Action", "Start date", "Lead"), ["activity", "when", "who"]),
        (("Commitment", "What will be delivered", "Lead"), ["issue", "activity", "who"]),
        (("Commitment", "Lead", "When"), ["activity", "who", "when"]),
        (("Priority", "Project", "What it will do"), ["issue", None, "activity"]),
    ],
)
def test_a_weak_header_leaves_its_role_to_another(headers: tuple[str, ...], roles: list[str | None]) -> None:
    assert roles_of(*headers) == roles

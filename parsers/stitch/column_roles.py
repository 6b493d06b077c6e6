"""The role of each column of a table, told from their headers together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.vocabulary import Vocabulary
from planhouse.table import Column


def assign_roles(columns: Sequence[Column], vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Roles by exact wording first, then by likely wording and by pattern among the roles still free.

    Where none is left for what is to be done, a second aim says it: "Strategic Objective | Joint Priority |
    Lead Agency" was seen; "Key priority | Aim | Actions" has its actions. A header that has its role for want
    of a better one leaves it to another that has it too: "Start" beside "Finish", "Commitment" beside "What
    will be delivered".
    """
    roles: list[str | None] = [None] * len(columns)
    beside: dict[int, str] = {}
    for match in (vocabulary.exact_role, vocabulary.likely_role, vocabulary.pattern_role):
        for index, column in enumerate(columns):
            role = match(_own_header(column)) or match(column.label)
            if roles[index] is None and role is not None:
                if role not in roles:
                    roles[index] = role
                else:
                    beside.setdefault(index, role)
    second = next((i for i, role in beside.items() if role == "issue" and roles[i] is None), None)
    if "activity" not in roles and second is not None:
        roles[second] = "activity"
    for weak, role in enumerate(roles):
        better = next((i for i, r in beside.items() if r == role and roles[i] is None), None)
        if role and better is not None and vocabulary.is_weak(role, _own_header(columns[weak])):
            roles[better] = role
            roles[weak] = "issue" if role == "activity" and "issue" not in roles else None
    return tuple(replace(c, role=r) for c, r in zip(columns, roles, strict=True))


def _own_header(column: Column) -> str:
    return column.header[-1] if column.header else ""

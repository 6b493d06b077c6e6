"""One name of a cell with what it was resolved to."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.bodies import Choice
from normalise.mentions import Role
from normalise.register import ALL_PARTNERS, GENERIC


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a cell with what it was resolved to."""

    raw: str
    role: Role
    choice: Choice

    @property
    def department(self) -> str | None:
        """Printed department under the body, if any."""
        return self.choice.department


def is_body_choice(choice: Choice | None) -> bool:
    """Whether a choice is an accepted body, not a role or everyone."""
    if choice is None or not choice.is_accepted:
        return False
    return choice.agency_ids[0] != ALL_PARTNERS and not choice.agency_ids[0].startswith(GENERIC)

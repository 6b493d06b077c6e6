"""A person's decisions about names, replayed on every run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from pydantic import Field, ValidationError

from normalise.names import fold_name
from planhouse.errors import OverridesError
from planhouse.records import Record


class Override(Record):
    """One decision: a printed name means these bodies, or none, within a scope."""

    raw: str = Field(min_length=1)
    """The name as printed; compared without case and punctuation."""
    agency_ids: tuple[str, ...] = ()
    """What it means: ids of the register, ``ALL_PARTNERS`` or ``GENERIC:role``; empty with ``rejected``."""
    judgement: Literal["accepted", "rejected", "unsure"] = "accepted"
    scope: Literal["document", "partnership", "everywhere"] = "everywhere"
    within: str = ""
    """For a narrower scope: the document's id or SHA-256, or the partnership's name as printed."""
    who: str = ""
    """Who decided."""
    when: str = ""
    """Day of the decision, ISO."""
    note: str = ""

    def holds_for(self, document_id: str, sha256: str, partnership: str) -> bool:
        """Whether the decision applies to this document."""
        if self.scope == "everywhere":
            return True
        if self.scope == "document":
            return bool(self.within) and self.within in {document_id, sha256}
        return bool(self.within) and fold_name(self.within) == fold_name(partnership)


def read_overrides(text: str) -> tuple[Override, ...]:
    """Decisions from lines of JSON, one object a line; blank lines and lines that begin with # are skipped.

    Raises:
        OverridesError: A line is not of that form; the message names the line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            found.append(Override.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            raise OverridesError(
                f"overrides line {number}: not JSON ({error.msg}); one object a line"
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(p) for p in first["loc"])
            raise OverridesError(f"overrides line {number}: {where}: {first['msg']}") from error
    return tuple(found)


_NARROWEST = {"document": 0, "partnership": 1, "everywhere": 2}


def decisions_for(
    overrides: Sequence[Override], document_id: str = "", sha256: str = "", partnership: str = ""
) -> dict[str, Override]:
    """Folded name -> the decision that holds in a document: the narrowest scope wins, then the later line."""
    chosen: dict[str, Override] = {}
    for override in overrides:
        if not override.holds_for(document_id, sha256, partnership):
            continue
        key = fold_name(override.raw)
        present = chosen.get(key)
        if present is None or _NARROWEST[override.scope] <= _NARROWEST[present.scope]:
            chosen[key] = override
    return chosen

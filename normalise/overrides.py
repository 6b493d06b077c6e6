"""A person's decisions about names, replayed on every run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field, ValidationError

from normalise.lookup import is_agency_id, nearest_ids
from normalise.names import fold_name
from normalise.register import Register
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

    @property
    def key(self) -> tuple[str, str, str]:
        """What it decides about: two of one key contradict each other."""
        return fold_name(self.raw), self.scope, self.within


def read_overrides(text: str, register: Register | None = None) -> tuple[Override, ...]:
    """Decisions from lines of JSON, one object a line; blank lines and lines that begin with # are skipped.

    Args:
        text: the lines.
        register: bodies that decisions may name; any id is taken where None.

    Raises:
        OverridesError: A line is not of that form, or names a body that is none; the message names the line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"overrides line {number}"
        override = _read_line(line, where)
        found.append(override)
        for problem in find_problems(override, register):
            raise OverridesError(f"{where}: {problem}")
    return tuple(found)


def _read_line(line: str, where: str) -> Override:
    try:
        return Override.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise OverridesError(f"{where}: not JSON ({error.msg}); one object a line") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(p) for p in first["loc"])
        known = ", ".join(Override.model_fields)
        raise OverridesError(f"{where}: {field}: {first['msg']}; the fields are: {known}") from error


def find_problems(override: Override, register: Register | None = None) -> Iterator[str]:
    """What makes a decision one that cannot be meant, in a line each; nothing where it can.

    Args:
        override: the decision.
        register: bodies that it may name; any id is taken where None.
    """
    if override.judgement == "accepted" and not override.agency_ids:
        yield f"{override.raw!r} is accepted as nobody: give agency_ids, or the judgement rejected"
    if override.judgement != "accepted" and override.agency_ids:
        yield f"{override.raw!r} is {override.judgement} and has agency_ids: leave them out"
    if (override.scope == "everywhere") == bool(override.within):
        need = "leave it out" if override.within else "name the document or the partnership"
        yield f"within: {need} for the scope {override.scope}"
    for agency_id in override.agency_ids if register is not None else ():
        if register is not None and not is_agency_id(agency_id, register):
            near = ", ".join(nearest_ids(agency_id, register))
            yield f"no agency {agency_id!r}; nearest: {near}. planhouse register WORDS finds ids by name"


def write_overrides(overrides: Iterable[Override]) -> str:
    """The decisions as lines of JSON that ``read_overrides`` takes."""
    return "".join(o.model_dump_json(exclude_defaults=True) + "\n" for o in overrides)


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

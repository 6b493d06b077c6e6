"""A person's decisions about names: from a file into the warehouse, and what is told of them.

A file given with ``--overrides`` takes the place of all decisions kept before, and later runs without one
replay what is kept: nothing a person decided is undone by forgetting an option. Public functions:
``read_file``, ``settle_decisions``, ``find_matches``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from planhouse.errors import OverridesError

if TYPE_CHECKING:
    from normalise.overrides import Override
    from warehouse.decisions import Printed

MOST_TOLD = 10
"""Decisions named one by one at the end of a run."""
NEAR = 0.6
"""Likeness, 0 to 1, of a printed name that is named beside one that is printed nowhere."""
NO_MATTER = ("who", "when", "note")
"""Fields of a decision that change nothing of what is read."""


class Keeper(Protocol):
    """Where decisions are kept."""

    def kept_decisions(self) -> tuple[list[dict[str, Any]], str]:
        """The decisions and the file they came from."""

    def keep_decisions(self, decisions: Sequence[dict[str, Any]], source: str) -> None:
        """Puts these in the place of those kept."""

    def printed_names(self) -> list[Printed]:
        """Every name of an agency in every document."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that hold in a run."""

    overrides: tuple[Override, ...] = ()
    lines: str = ""
    """The same as lines of JSON, as workers take them."""
    essence: str = ""
    """What of them decides how a document is read: part of the program's fingerprint."""
    source: str = ""
    is_given: bool = False
    """Whether they were given with this run, not kept from an earlier one."""
    dropped: tuple[Override, ...] = ()
    """Decisions kept before that the given file no longer has."""
    keeper: Keeper | None = None

    def tell(self) -> list[str]:
        """Lines for the end of a run: which decisions hold, which went, which match no printed name."""
        if self.keeper is None or not (self.overrides or self.dropped):
            return []
        many = f"{len(self.overrides)} decision{'' if len(self.overrides) == 1 else 's'}"
        how = "of" if self.is_given else "kept in the warehouse, from"
        advice = "" if self.is_given else "; --overrides FILE puts others in their place"
        told = [f"{many} about names {how} {self.source}{advice}"] if self.overrides else []
        told += [
            f"no longer decided: {o.raw!r} -> {_meaning(o)} is not in {self.source}" for o in self.dropped
        ][:MOST_TOLD]
        matches = find_matches(self.overrides, self.keeper.printed_names())
        idle = [m.tell() for m in matches if not m.decided]
        told += idle[:MOST_TOLD]
        if len(idle) > MOST_TOLD:
            told.append(f"{len(idle) - MOST_TOLD} more decisions match no printed name: planhouse decisions")
        return told


NO_DECISIONS = Decisions()


def read_file(path: Path) -> tuple[Override, ...]:
    """The decisions of a file, each of a form and with ids that can be meant.

    Raises:
        OverridesError: the file cannot be read, or a line is wrong; the message names it.
    """
    from normalise.overrides import read_overrides
    from normalise.register import load_register

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OverridesError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    return read_overrides(text, load_register())


def settle_decisions(keeper: Keeper, given: tuple[Override, ...] | None, path: Path | None) -> Decisions:
    """The decisions of a run: those given, which are kept from now on, or those kept.

    Args:
        keeper: the warehouse.
        given: read from a file; None where no file was given.
        path: that file.

    Raises:
        OverridesError: a kept decision names a body that the register no longer has.
    """
    from normalise.overrides import Override, write_overrides

    rows, source = keeper.kept_decisions()
    kept = tuple(Override.model_validate(row) for row in rows)
    if given is None:
        _check_kept(kept, source)
    elif given != kept or str(path) != source:
        keeper.keep_decisions([o.model_dump() for o in given], str(path))
    held = kept if given is None else given
    keys = {o.key for o in held}
    essence = write_overrides(o.model_copy(update=dict.fromkeys(NO_MATTER, "")) for o in held)
    dropped = tuple(o for o in kept if o.key not in keys)
    source = source if given is None else str(path)
    return Decisions(held, write_overrides(held), essence, source, given is not None, dropped, keeper)


def _check_kept(kept: Iterable[Override], source: str) -> None:
    from normalise.overrides import find_problems
    from normalise.register import load_register

    for override in kept:
        for problem in find_problems(override, load_register()):
            message = f"decision kept from {source}: {problem}; give it anew with --overrides FILE"
            raise OverridesError(message)


@dataclass(frozen=True, slots=True)
class Match:
    """A decision and the printed names it is about."""

    override: Override
    decided: int
    """Documents in which it settled a name."""
    unread: tuple[str, ...]
    """Files that print the name and were read without it."""
    nearest: str = ""
    """The printed name most like it, where it is printed nowhere."""

    def tell(self) -> str:
        """Why it settles nothing, in a line."""
        start = f"decision about {self.override.raw!r} "
        if self.unread:
            return f"{start}waits: ingest {', '.join(self.unread[:3])} again, which were read without it"
        within = f" in {self.override.within}" if self.override.within else ""
        near = f"; printed is {self.nearest!r}" if self.nearest else ""
        return f"{start}matches no printed name{within}{near}"


def find_matches(overrides: Sequence[Override], names: Sequence[Printed]) -> list[Match]:
    """What each decision is about among the names of a warehouse."""
    from normalise.names import fold_name

    by_name: dict[str, list[Printed]] = {}
    for name in names:
        by_name.setdefault(fold_name(name.raw), []).append(name)
    found = []
    for override in overrides:
        folded = fold_name(override.raw)
        met = [
            n for n in by_name.get(folded, ()) if override.holds_for(n.document_id, n.sha256, n.partnership)
        ]
        decided = {n.document_id for n in met if n.is_decided}
        unread = tuple(dict.fromkeys(n.source_file for n in met if not n.is_decided))
        near = [] if met else difflib.get_close_matches(folded, by_name, 1, NEAR)
        nearest = by_name[near[0]][0].raw if near else ""
        found.append(Match(override, len(decided), unread, nearest))
    return found


def _meaning(override: Override) -> str:
    return ", ".join(override.agency_ids) or override.judgement

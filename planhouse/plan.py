"""The bundle: everything known about one document. One frozen value travels through the house."""

from __future__ import annotations

from planhouse.checks import Check
from planhouse.content import PageContent
from planhouse.derived import DerivedArea, DerivedMeasure, DerivedPeriod, DerivedTheme, Mention
from planhouse.issues import Issue
from planhouse.page import Drop
from planhouse.records import (
    Action,
    Definition,
    Document,
    Member,
    Priority,
    Promise,
    Record,
    Statistic,
)
from planhouse.table import Join, LogicalTable


class Ledger(Record):
    """Where every printed word went. Balanced means: each word in exactly one place."""

    words: int
    """Words read from the source."""
    placed: dict[str, int]
    """Destination -> words: ``cell``, ``heading``, ``paragraph``, ``bullet``, ``caption``,
    ``footnote``, ``furniture``, ``contents``, ``dropped``."""
    drops: tuple[Drop, ...] = ()
    lost: tuple[str, ...] = ()
    """Words in no place, with their place; empty when balanced."""
    doubled: tuple[str, ...] = ()
    """Words in two places; empty when balanced."""
    unread_pages: tuple[int, ...] = ()

    @property
    def is_balanced(self) -> bool:
        """Whether every word is in exactly one place."""
        return not self.lost and not self.doubled and sum(self.placed.values()) == self.words


class PlanExtract(Record):
    """What the parsers return: the document as printed."""

    document: Document
    contents: tuple[PageContent, ...]
    """Blocks and page tables in reading order: the text of the whole document."""
    tables: tuple[LogicalTable, ...]
    priorities: tuple[Priority, ...] = ()
    actions: tuple[Action, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    promises: tuple[Promise, ...] = ()
    members: tuple[Member, ...] = ()
    definitions: tuple[Definition, ...] = ()
    joins: tuple[Join, ...] = ()
    """Every join decision, taken or refused, of every table."""
    checks: tuple[Check, ...] = ()
    """Arithmetic found in the printed figures, with its verdicts."""
    issues: tuple[Issue, ...] = ()
    ledger: Ledger


class NormalisedPlan(Record):
    """The extract with what was derived beside it."""

    extract: PlanExtract
    mentions: tuple[Mention, ...] = ()
    periods: tuple[DerivedPeriod, ...] = ()
    areas: tuple[DerivedArea, ...] = ()
    measures: tuple[DerivedMeasure, ...] = ()
    themes: tuple[DerivedTheme, ...] = ()
    issues: tuple[Issue, ...] = ()
    """Doubts raised while normalising; those of the extract stay there."""

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        """Doubts of reading and of normalising together."""
        return self.extract.issues + self.issues

"""What a plan says, as typed records whose values are what is printed.

Derived values (dates, agencies, areas) are not here: they stand beside in ``planhouse.derived``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from planhouse.table import Fragment


class Record(BaseModel):
    """Base of everything that is written to a golden file or a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Record):
    """A printed text with its fragments."""

    text: str
    fragments: tuple[Fragment, ...] = ()
    origin: Literal["printed", "inherited"] = "printed"
    inherited_by: str = ""
    """As in ``LogicalCell.inherited_by``: span, group, blank or across; empty for a printed value."""


class Document(Record):
    """The plan itself. Texts are as printed; ``None`` where the document does not say."""

    document_id: str
    """``d-`` and twelve digits of the source's SHA-256: one per content."""
    sha256: str
    source_file: str
    """File name without its folder."""
    media_type: Literal["application/pdf", "text/markdown", "text/plain"]
    pages: int | None = None
    """Page count; None in a text export."""
    title: Value | None = None
    partnership: Value | None = None
    period: Value | None = None
    """The printed wording of the period: "2021 – 2025"."""
    period_start_year: int | None = None
    """First year named by the period wording; dates are derived in normalise."""
    period_end_year: int | None = None
    publication: Value | None = None
    """Printed date or version of publication: "May 2011"."""


class Priority(Record):
    """A priority the plan announces."""

    priority_id: str
    number: int
    """Order in the document, from 1."""
    text: Value
    section: str | None = None
    """Heading or band it stands under."""
    attributed_to: str | None = None
    """Body or plan whose priority it is, as printed, where that is not the plan's own publisher."""


class Action(Record):
    """One activity of an action table: one row, whole. Absent columns are None."""

    action_id: str
    table: int
    """Number of the logical table."""
    row: int
    """Row of the logical table, from 1."""
    section: Value | None = None
    """Band above the row, or else the table's heading or caption."""
    issue: Value | None = None
    need: Value | None = None
    activity: Value | None = None
    outcomes: Value | None = None
    measures: Value | None = None
    impact: Value | None = None
    when: Value | None = None
    who: Value | None = None
    other: dict[str, Value] = {}
    """Columns of any other header, by the header as printed."""

    FIELDS: ClassVar[tuple[str, ...]] = (
        "issue", "need", "activity", "outcomes", "measures", "impact", "when", "who",
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Value]:
        """Every filled field by name, other columns under their header."""
        named = {f: getattr(self, f) for f in self.FIELDS}
        return {k: v for k, v in named.items() if v is not None} | self.other

    @property
    def inherited(self) -> tuple[str, ...]:
        """Names of the fields whose value is inherited."""
        return tuple(k for k, v in self.values.items() if v.origin == "inherited")


FigureKind = Literal["level", "change_abs", "change_pct", "share", "rate", "rank", "target"]


class Statistic(Record):
    """One printed figure."""

    statistic_id: str
    table: int | None = None
    """Number of the logical table; None for a figure in prose."""
    row: int | None = None
    """Row of the logical table, from 1."""
    column: int | None = None
    """Column of the logical table, from 0."""
    caption: Value | None = None
    row_path: tuple[str, ...] = ()
    """Labels of the row from the outermost group to its own."""
    column_path: tuple[str, ...] = ()
    """Headers of the column from the outermost to its own."""
    measure: str | None = None
    """Printed wording of what is counted."""
    area: str | None = None
    category: str | None = None
    period_raw: str | None = None
    value: Decimal | None = None
    """The figure as a number; None where it is suppressed or unread (see flags)."""
    unit: str | None = None
    """``count``, ``%``, ``GBP``, ``per 1,000``...; None where nothing tells."""
    kind: FigureKind = "level"
    raw: Value
    """The cell, or the figure's wording in its sentence, as printed."""
    flags: tuple[str, ...] = ()
    """``footnote:*``, ``up_to``, ``almost``, ``more_than``, ``suppressed``, ``not_available``,
    ``several_in_cell``, ``scaled``, ``range_to:15``, ``period_from:heading`` or ``period_from:text`` where no
    label and no caption prints the period; in sentences ``increase``, ``decrease``, ``from``,
    ``to``, ``compared_with:2014``, ``measure_of_sentence_before``..."""
    sentence: Value | None = None
    """The sentence of a figure in prose."""
    duplicate_of: str | None = None
    """Id of the statistic printed before it that says the same (a body printed twice)."""

    @property
    def in_prose(self) -> bool:
        """Whether the figure stands in a sentence rather than a table."""
        return self.sentence is not None


class Promise(Record):
    """A promise, measure, achievement, outcome or duty in prose."""

    promise_id: str
    kind: Literal["action", "success_measure", "achievement", "outcome", "duty"]
    section: str | None = None
    """Heading it stands under; where headings nest, joined by " / "."""
    text: Value
    lead_in: str | None = None
    """The sentence that introduces its list and made its kind: "We will monitor our success by"."""
    attributed_to: str | None = None
    """Body or plan whose promise it is, as printed, where that is not the plan's own publisher."""


class Definition(Record):
    """An acronym the document defines: "Drug and Alcohol Action Team (DAAT)"."""

    acronym: str
    expansion: str
    fragment: Fragment | None = None


class Member(Record):
    """An entry of a printed list of members or partners."""

    text: Value
    heading: str | None = None

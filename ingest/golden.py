"""Golden files: what reading a sample plan must give, and the run that compares.

A golden file is made from a sample's content file (``fixtures/make``), never from planhouse's own
reading. Places are not in it, but for the pages that a row stands on.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from planhouse.errors import SettingsError
from planhouse.plan import PlanExtract
from planhouse.records import Action, FigureKind, Promise, Record, Statistic, Value

DifferenceClass = Literal["join", "split", "text", "type", "entity", "provenance"]
SOURCES = ("source.txt", "source.pdf")
GOLDEN = "golden.json"


class GoldenDocument(Record):
    """The document's own facts as printed; None where it does not say."""

    title: str | None = None
    partnership: str | None = None
    period: str | None = None
    period_start_year: int | None = None
    period_end_year: int | None = None
    publication: str | None = None


class GoldenAction(Record):
    """A row of an action table, whole, with what it inherits filled in."""

    table: int
    row: int
    section: str | None = None
    issue: str | None = None
    need: str | None = None
    activity: str | None = None
    outcomes: str | None = None
    measures: str | None = None
    impact: str | None = None
    when: str | None = None
    who: str | None = None
    other: dict[str, str] = Field(default_factory=dict)
    inherited: tuple[str, ...] = ()
    """Names of the fields a spanning cell above gives it."""
    pages: tuple[int, int] | None = None
    """First and last page of its own cells in the PDF."""

    @property
    def values(self) -> dict[str, str]:
        """Every filled field by name, other columns under their header."""
        named = {f: getattr(self, f) for f in Action.FIELDS}
        return {k: v for k, v in named.items() if v is not None} | self.other

    @property
    def own(self) -> dict[str, str]:
        """The fields printed in this row."""
        return {k: v for k, v in self.values.items() if k not in self.inherited}


class GoldenRowJoin(Record):
    """A row that the PDF breaks over the page."""

    table: int
    row: int
    cells: dict[str, tuple[int, ...]]
    """Pages of each broken cell by its field."""


class GoldenFigure(Record):
    """One printed figure of a statistics table."""

    table: int
    caption: str | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    page: int | None = None
    raw: str
    value: Decimal | None = None
    unit: str | None = None
    kind: FigureKind = "level"
    period_raw: str | None = None
    flags: tuple[str, ...] = ()


class GoldenProseFigure(Record):
    """One figure of a sentence."""

    sentence: str
    value: Decimal
    unit: str | None = None
    kind: FigureKind = "level"
    flags: tuple[str, ...] = ()


class GoldenNoFigure(Record):
    """A number of a sentence that is no statistic: an age, a date, a law's section."""

    sentence: str
    value: Decimal


class GoldenPromise(Record):
    """A promise, measure, achievement, outcome or duty in prose."""

    kind: Literal["action", "success_measure", "achievement", "outcome", "duty"]
    section: str | None = None
    """The innermost heading above it."""
    text: str


class GoldenMember(Record):
    """An entry of a list of members."""

    text: str


class GoldenDefinition(Record):
    """An acronym the document defines."""

    acronym: str
    expansion: str


class Golden(Record):
    """Everything reading one sample must give."""

    name: str
    document: GoldenDocument = GoldenDocument()
    issues: tuple[str, ...] = ()
    """Codes of the doubts that reading it must raise in any format; others may be raised besides."""
    text_issues: tuple[str, ...] = ()
    """Codes that reading the text export must raise besides."""
    priorities: tuple[str, ...] = ()
    actions: tuple[GoldenAction, ...] = ()
    row_joins: tuple[GoldenRowJoin, ...] = ()
    figures: tuple[GoldenFigure, ...] = ()
    prose_figures: tuple[GoldenProseFigure, ...] = ()
    no_figures: tuple[GoldenNoFigure, ...] = ()
    promises: tuple[GoldenPromise, ...] = ()
    members: tuple[GoldenMember, ...] = ()
    definitions: tuple[GoldenDefinition, ...] = ()


NOTHING = "(nothing)"
"""What a difference shows for the side that has no such record or field."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the golden file and what was read."""

    kind: DifferenceClass
    """``join``: two rows read as one; ``split``: one row read as two; ``text``: words differ;
    ``type``: a record, field, number or kind is wrong, missing or invented; ``entity``: a name (the
    partnership, a member, an acronym); ``provenance``: page or inheritance."""
    where: str
    """Record and field, in words."""
    expected: str
    got: str

    def __str__(self) -> str:
        """Three lines for a terminal."""
        return f"[{self.kind}] {self.where}\n    expected: {self.expected}\n    got:      {self.got}"


def load_golden(path: Path) -> Golden:
    """Read a golden file.

    Raises:
        SettingsError: there is no such file, or it does not have the expected form.
    """
    try:
        return Golden.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: no readable golden file: {error}") from error


def find_golden_sources(root: Path, name: str | None = None) -> list[Path]:
    """The sources under ``root`` that have a golden file beside them, of one sample or of all.

    Raises:
        SettingsError: there is no sample of that name; the message lists those there are.
    """
    folders = sorted(p.parent for p in root.glob(f"*/{GOLDEN}"))
    chosen = [f for f in folders if name is None or f.name == name]
    if name is not None and not chosen:
        known = ", ".join(f.name for f in folders) or "none"
        raise SettingsError(f"{root}: no sample {name!r}; there are: {known}")
    return [f / s for f in chosen for s in SOURCES if (f / s).exists()]


def build_golden(extract: PlanExtract, name: str = "") -> Golden:
    """What ``extract`` says in a golden file's words, so that two readings can be compared."""
    document = extract.document
    return Golden(
        name=name or document.source_file,
        document=GoldenDocument(
            title=_text(document.title),
            partnership=_text(document.partnership),
            period=_text(document.period),
            period_start_year=document.period_start_year,
            period_end_year=document.period_end_year,
            publication=_text(document.publication),
        ),
        priorities=tuple(p.text.text for p in extract.priorities),
        actions=tuple(build_action(a) for a in extract.actions),
        row_joins=tuple(j for j in map(_row_join, extract.actions) if j.cells),
        figures=tuple(
            build_figure(s) for s in extract.statistics if not s.in_prose and s.duplicate_of is None
        ),
        prose_figures=tuple(
            _prose_figure(s) for s in extract.statistics if s.in_prose and s.value is not None
        ),
        promises=tuple(build_promise(p) for p in extract.promises),
        members=tuple(GoldenMember(text=m.text.text) for m in extract.members),
        definitions=tuple(
            GoldenDefinition(acronym=d.acronym, expansion=d.expansion) for d in extract.definitions
        ),
    )


def _text(value: Value | None) -> str | None:
    return value.text if value is not None else None


def build_action(action: Action) -> GoldenAction:
    """An extracted action as a golden record; pages from its printed cells."""
    named: dict[str, Any] = {f: _text(getattr(action, f)) for f in Action.FIELDS}
    pages = [
        f.place.page
        for v in action.values.values()
        if v.origin == "printed"
        for f in v.fragments
        if f.place.page is not None
    ]
    return GoldenAction(
        table=action.table,
        row=action.row,
        section=_text(action.section),
        **{k: v for k, v in named.items() if v},
        other={k: v.text for k, v in action.other.items() if v.text},
        inherited=action.inherited,
        pages=(min(pages), max(pages)) if pages else None,
    )


def _row_join(action: Action) -> GoldenRowJoin:
    pages = {
        name: tuple(sorted({f.place.page for f in v.fragments if f.place.page is not None}))
        for name, v in action.values.items()
        if v.origin == "printed"
    }
    broken = {name: numbers for name, numbers in pages.items() if len(numbers) > 1}
    return GoldenRowJoin(table=action.table, row=action.row, cells=broken)


def build_figure(statistic: Statistic) -> GoldenFigure:
    """A figure of a table as a golden record."""
    pages = [f.place.page for f in statistic.raw.fragments if f.place.page is not None]
    return GoldenFigure(
        table=statistic.table or 0,
        caption=_text(statistic.caption),
        row_path=statistic.row_path,
        column_path=statistic.column_path,
        page=pages[0] if pages else None,
        raw=statistic.raw.text,
        value=statistic.value,
        unit=statistic.unit,
        kind=statistic.kind,
        period_raw=statistic.period_raw,
        flags=statistic.flags,
    )


def _prose_figure(statistic: Statistic) -> GoldenProseFigure:
    return GoldenProseFigure(
        sentence=_text(statistic.sentence) or "",
        value=statistic.value or Decimal(0),
        unit=statistic.unit,
        kind=statistic.kind,
        flags=statistic.flags,
    )


def build_promise(promise: Promise) -> GoldenPromise:
    """A promise as a golden record; only the innermost of its headings is kept."""
    section = promise.section.split(" / ")[-1] if promise.section else None
    return GoldenPromise(kind=promise.kind, section=section, text=promise.text.text)


def render_differences(name: str, differences: Sequence[Difference]) -> str:
    """Differences for people: a line of counts by class, then each with both sides."""
    if not differences:
        return f"{name}: as the golden file says"
    counts = Counter(d.kind for d in differences)
    summary = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
    many = "difference" if len(differences) == 1 else "differences"
    return "\n".join([f"{name}: {len(differences)} {many} ({summary})", *map(str, differences)])


def squeeze_text(text: str) -> str:
    """``text`` with every run of white space as one blank and compatible characters as one.

    A blank after a slash is left out: where a line breaks there, print does not show whether it has one.
    """
    return " ".join(unicodedata.normalize("NFKC", text).split()).replace("/ ", "/")

"""What stands right above and right below a table in running text, and belongs to it.

A table without a printed caption is often named by the line above it, short or ending with a colon, or by
one below it that sorts by what heads its rows; the unit of its figures by the line below ("Per cent of
victims who were satisfied."); and when a survey's answers were given by the sentence before its question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.kinds.caption_sentences import (
    announces_table,
    find_announcement,
    is_lead_in,
    is_survey,
    split_sentences,
)
from parsers.kinds.figure_grid import build_grid
from parsers.kinds.labels import caption_number, parse_caption
from parsers.kinds.period_words import find_periods
from planhouse.content import PageContent
from planhouse.geometry import Place
from planhouse.page import Block
from planhouse.table import Fragment, LogicalTable


@dataclass(frozen=True, slots=True)
class TitleTolerances:
    """What is taken for the line that names a table."""

    title_words: int = 14
    """A short line without a stop at its end names the table below it; a longer one is prose."""
    breakdown_words: int = 24
    """One that says by what its figures are sorted may be so long, and so may a question."""
    lead_in_words: int = 45
    """A last sentence that ends with a colon may be so long."""
    indent: float = 40.0
    """Points that a line naming a table may begin right of the table's left edge."""
    note_words: int = 40
    """A line below a table that gives its unit may be so long."""


TOLERANCES = TitleTolerances()
_NO_TITLE = re.compile(
    r"^(?:source|notes?|n\.?b\.?|key|page|continued|table \d|figure \d)\b|www\.|https?:|@", re.I
)
_ASIDE = re.compile(r"\([^()]*\)")
"""A unit or the like in brackets, which makes a title no sentence."""
_ENDS = re.compile(r"[.;,!?]$")
_SORTED = re.compile(r"\w,? by (?:the )?[a-z]", re.I)
"""What a name of a table says of its rows: "Households owed a duty, by reason"."""
_QUESTION = re.compile(
    r"(?:how|what|which|do|does|did|have|has|are|is|would|thinking|to what extent)\b"
    r"[^.]*\?(?:\s*\([^()]*\))?$",
    re.I,
)
"""A survey's question over its answers: "How safe do you feel after dark? (%)"."""
_POINTS = re.compile(
    r"\b(?:(?:the|this) (?:(?:next|following) )?table"
    r"|(?:shown|set out|given|listed|presented|figures|numbers|as) below"
    r"|overleaf|following (?:sums|figures|numbers)|as follows|these(?: \w+){1,3}\.?$)|:$",
    re.I,
)
"""A sentence that speaks of the table under it: "The next table covers people who came in 2008/09."."""
_OTHER_TIME = re.compile(
    r"\b(?P<lead>on|than|by|since|from|until|after|before|against"
    r"|(?:founded|formed|set up|established|launched) in)"
    r"\s+(?:the\s+)?(?:end\s+of\s+)?$",
    re.I,
)
_NUMBERED = re.compile(r"\btable ([A-Z]?\d+(?:[.-]\d+)*[a-z]?)\b", re.I)
_NAMES_TABLE = re.compile(r"\btable\s+[A-Z]?\d", re.I)
_UNIT_NOTE = re.compile(
    r"^(?:notes?:?\s+)?(?:(?:(?:all|the)\s+)?(?:figures|amounts|values|numbers|sums|costs|data|results)\s+(?:above\s+)?"
    r"(?:are\s+)?(?:shown\s+|given\s+|expressed\s+)?(?:in|as|are|per)\b"
    r"|(?:per ?cent(?:age)?s?|%)\s+(?:of|who|that|saying)\b|rates?\s+(?:are\s+)?per\b|£)",
    re.I,
)


def attach_titles(
    tables: tuple[LogicalTable, ...], contents: tuple[PageContent, ...]
) -> tuple[LogicalTable, ...]:
    """Give statistics tables without a caption the line that leads to them, and the note on their unit.

    Args:
        tables: all logical tables of a document.
        contents: its pages, for the lines beside the tables.
    """
    beside = dict(_neighbours(contents))
    found = []
    for table in tables:
        if table.kind == "statistics" and table.pieces:
            first = beside.get(id(table.pieces[0]), _Beside())
            last = beside.get(id(table.pieces[-1]), _Beside())
            table = _with_title(_with_note(table, last.below), first.above)
            table = _with_survey(_with_title_below(table, last), first)
        found.append(table)
    return tuple(found)


def attach_introductions(
    tables: tuple[LogicalTable, ...], contents: tuple[PageContent, ...]
) -> tuple[LogicalTable, ...]:
    """Give statistics tables, their captions known, the sentence above them that tells of one time."""
    beside = dict(_neighbours(contents))
    return tuple(
        _with_introduction(t, beside.get(id(t.pieces[0]), _Beside()))
        if t.kind == "statistics" and t.pieces
        else t
        for t in tables
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """The blocks next to a page table."""

    above: Block | None = None
    below: Block | None = None
    before: Block | None = None
    """The one above ``above``."""
    leads_on: bool = False
    """Whether another table stands right under ``below``."""


def _neighbours(contents: tuple[PageContent, ...]) -> Iterator[tuple[int, _Beside]]:
    """Each page table by identity, with the blocks right above and right below it, over page breaks."""
    items = [
        i
        for content in contents
        for i in content.items
        if not isinstance(i, Block) or i.kind not in ("furniture", "hidden")
    ]
    for n, item in enumerate(items):
        if isinstance(item, Block):
            continue
        above = items[n - 1] if n else None
        below = items[n + 1] if n + 1 < len(items) else None
        if n > 1 and not isinstance(items[n - 2], Block) and isinstance(above, Block):
            above = None if _is_nearer(above, items[n - 2].place, item.place) else above
        before = items[n - 2] if n > 1 else None
        yield (
            id(item),
            _Beside(
                above if isinstance(above, Block) else None,
                below if isinstance(below, Block) else None,
                before if isinstance(before, Block) else None,
                n + 2 < len(items) and not isinstance(items[n + 2], Block),
            ),
        )


def _is_nearer(block: Block, above: Place, below: Place) -> bool:
    """Whether a line between two tables stands nearer to the one above it, as a note of it does."""
    if above.box is None or block.place.box is None or below.box is None or above.page != block.place.page:
        return False
    if block.place.page != below.page:
        return True
    return block.place.box.top - above.box.bottom < below.box.top - block.place.box.bottom


def _with_title(table: LogicalTable, above: Block | None) -> LogicalTable:
    if above is None or (table.caption and parse_caption(table.caption).core):
        return table
    text = _title_of(above) if _stands_over(above.place, table.pieces[0].place) else None
    if text is None or build_grid(table).titles:
        return table
    if table.caption:
        text = f"{table.caption} {text}"
    return replace(
        table, caption=text, caption_fragments=(*table.caption_fragments, Fragment(text, above.place))
    )


def _stands_over(line: Place, table: Place) -> bool:
    """Whether a line begins where its table does; one farther right heads some of the columns."""
    if line.box is None or table.box is None or line.page != table.page:
        return True
    return line.box.x0 - table.box.x0 < TOLERANCES.indent


def _title_of(block: Block) -> str | None:
    """The words of a block that name the table below it; None where it is prose."""
    text = " ".join(block.text.split())
    if block.kind not in ("paragraph", "bullet", "heading") or not text or _NAMES_TABLE.search(text):
        return None
    said = split_sentences(text)[-1] if is_lead_in(text) else find_announcement(text)
    if said and (is_lead_in(text) or _says_what_is_counted(said)):
        return said if len(said.split()) <= TOLERANCES.lead_in_words else None
    is_title = (
        block.kind == "paragraph"
        and len(_ASIDE.sub("", text).split()) <= _longest_title(text)
        and (not _ENDS.search(text) or _QUESTION.match(text))
        and not _NO_TITLE.search(text)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'‘“%£")
    )
    is_said = block.bold or _says_what_is_counted(text) or _QUESTION.match(text)
    return text if is_title and is_said else None


def _with_title_below(table: LogicalTable, beside: _Beside) -> LogicalTable:
    """The table with the line under it as its caption, where that sorts by what heads the row labels.

    "Young people by disposal and age, 2011" under a table whose first column is headed "Disposal".
    """
    below = beside.below
    if below is None or beside.leads_on or table.caption or not table.columns:
        return table
    text = " ".join(below.text.split())
    sorts = re.search(r",? by (?P<what>[a-z ]+)", text)
    stub = " ".join(table.columns[0].header).casefold()
    is_title = (
        below.kind in ("paragraph", "heading")
        and sorts is not None
        and len(text.split()) <= TOLERANCES.title_words
        and not _ENDS.search(text)
        and not _NO_TITLE.search(text)
    )
    if not is_title or not stub or sorts is None or stub not in re.split(r" and |, ", sorts["what"].strip()):
        return table
    return replace(table, caption=text, caption_fragments=(Fragment(text, below.place),))


def _with_survey(table: LogicalTable, beside: _Beside) -> LogicalTable:
    """The table of a survey's answers with the sentence before its question that tells of the survey."""
    named = table.caption or table.heading
    if not named or not parse_caption(named).is_question:
        return table
    for block in (beside.above, beside.before):
        if block is not None and block.kind in ("paragraph", "bullet", "numbered"):
            told = [s for s in split_sentences(block.text) if is_survey(s)]
            if told:
                return replace(table, notes=(*table.notes, Fragment(told[-1], block.place)))
    return table


def _with_introduction(table: LogicalTable, beside: _Beside) -> LogicalTable:
    """The table with the sentence of the paragraph above it that tells of one time."""
    for block in (beside.above, beside.before):
        if block is not None and block.kind not in ("heading", "caption"):
            return replace(table, introduction=find_introduction(block.text, table.caption))
    return table


def find_introduction(paragraph: str, caption: str | None) -> str | None:
    """The last sentence of a paragraph that points to the table under it and names one time; None without."""
    number = caption_number(caption or "")
    told = [
        s for s in split_sentences(" ".join(paragraph.split()))
        if len({p.text for p in find_periods(s)}) == 1 and _points_to(s, number) and not _sets_against(s)
    ]  # fmt: skip
    return told[-1] if told else None


def _sets_against(sentence: str) -> bool:
    """Whether the time of a sentence is one that figures are set against, or due by: "a fall on 2015"."""
    (phrase, *_) = find_periods(sentence)
    by_day = re.match(r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]", phrase.text) is not None
    found = _OTHER_TIME.search(sentence[: phrase.start])
    return found is not None and not (by_day and found["lead"].casefold() == "on")


def _points_to(sentence: str, number: str | None) -> bool:
    """Whether a sentence speaks of the table under it, and names no other: "Table 8 gives ..., in 2021"."""
    named = _NUMBERED.findall(sentence)
    if named:
        return named == [number]
    return _POINTS.search(sentence) is not None or announces_table(sentence)


def _longest_title(text: str) -> int:
    is_long = _SORTED.search(text) or _QUESTION.match(text)
    return TOLERANCES.breakdown_words if is_long else TOLERANCES.title_words


def _says_what_is_counted(text: str) -> bool:
    """Whether a line speaks of figures at all, which the last line of an address or a list does not."""
    label = parse_caption(text)
    return label.is_counting or label.period is not None or label.unit is not None


def _with_note(table: LogicalTable, below: Block | None) -> LogicalTable:
    """The table with a line below it that says in what its figures are given, as a note."""
    if below is None or below.kind != "paragraph":
        return table
    text = " ".join(below.text.split())
    if not _UNIT_NOTE.match(text) or len(text.split()) > TOLERANCES.note_words:
        return table
    return replace(table, notes=(*table.notes, Fragment(text, below.place)))

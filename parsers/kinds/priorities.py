"""Priorities a plan announces: from lists, tables, bands and headings, each with whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parsers.kinds.attribution import Owners
from parsers.kinds.lead_ins import introducing
from parsers.kinds.passages import Passage
from parsers.vocabulary import Vocabulary
from planhouse.ids import fold_text, stable_id
from planhouse.records import Priority, Value
from planhouse.table import LogicalTable

LONGEST_PRIORITY = 260
_LEADER = re.compile(r"[.\u2026\u00b7_ ]{4,}\d{0,3}$|\t\d{1,3}$")
"""Dots up to a page number: a line of a table of contents."""
_ONLY_LABEL = re.compile(r"(?:priority\s*)?[\w.]{1,3}", re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    value: Value
    section: str | None
    owner: str | None = None
    number: int | None = None
    """Number printed before an entry of a list."""


def build_priorities(
    passages: tuple[Passage, ...],
    tables: tuple[LogicalTable, ...],
    document_id: str,
    vocabulary: Vocabulary,
    owners: Owners,
) -> tuple[Priority, ...]:
    """Priorities from lists and tables of them, else from bands of action tables, else from headings."""
    of_tables = [t for t in tables if t.kind == "promises"]
    found = [_of_passage(p, owners) for p in passages if _is_priority(p, vocabulary)]
    found = _mark_numbered(found, of_tables, owners)
    found += [f for t in of_tables for f in _of_table(t, owners)]
    if all(f.owner for f in found):
        found += _of_bands(tables) or _of_headings(passages, vocabulary)
    unique: dict[str, _Found] = {}
    for entry in found:
        unique.setdefault(fold_text(entry.value.text), entry)
    return tuple(
        Priority(
            priority_id=stable_id("r", document_id, folded),
            number=n,
            text=entry.value,
            section=entry.section,
            attributed_to=entry.owner,
        )
        for n, (folded, entry) in enumerate(unique.items(), start=1)
    )


def _of_passage(passage: Passage, owners: Owners) -> _Found:
    number = re.match(r"\W*(\d{1,2})\b", passage.marker)
    owner = owners.of_list(passage.lead_in, passage.headings)
    return _Found(passage.value, passage.section, owner, int(number[1]) if number else None)


def _is_priority(passage: Passage, vocabulary: Vocabulary) -> bool:
    text = passage.text
    if len(text) > LONGEST_PRIORITY or text.endswith((":", ":-")) or _LEADER.search(text):
        return False
    if not vocabulary.is_priority_line(text) or vocabulary.is_courtesy(text):
        return False
    if passage.kind == "heading" and passage.bold and passage.headings:
        # A bold bullet with its explanation below: the introducing sentence is a heading's neighbour.
        return passage.lead_in is not None and vocabulary.is_priorities(introducing(passage.lead_in))
    if passage.kind != "bullet":
        return False
    heading = passage.headings[-1] if passage.headings else ""
    if passage.lead_in is None:
        return vocabulary.is_priorities(heading)
    said = introducing(passage.lead_in)
    return vocabulary.is_priorities(said) or vocabulary.lists_priorities(said, heading)


def _mark_numbered(found: list[_Found], tables: list[LogicalTable], owners: Owners) -> list[_Found]:
    """Entries of a numbered list that a table sets beside the plan's own priorities by their numbers.

    A column "PCC priority" that holds 1 and 2 says whose the first two of the list above it are.
    """
    for table in tables:
        if (numbers := _numbers_of_other(table, owners)) is None:
            continue
        owner, said = numbers
        if said <= {f.number for f in found}:
            found = [replace(f, owner=owner) if f.number in said else f for f in found]
    return found


def _numbers_of_other(table: LogicalTable, owners: Owners) -> tuple[str, set[int]] | None:
    for at, column in enumerate(table.columns):
        owner = owners.of_text(column.label)
        filled = [r.cells[at].text.strip() for r in table.rows if r.cells[at].text.strip()]
        if isinstance(owner, str) and filled and all(re.fullmatch(r"\d{1,2}", text) for text in filled):
            return owner, {int(text) for text in filled}
    return None


def _of_table(table: LogicalTable, owners: Owners) -> list[_Found]:
    """The cells of the column that names priorities; of the wordiest where that holds only numbers."""
    named = [c for c, column in enumerate(table.columns) if "priorit" in column.label.lower()]
    told = [c for c in named if any(not _is_label(text) for text in _texts(table, c))]
    own = [c for c in told if not isinstance(owners.of_text(table.columns[c].label), str)]
    candidates = own or told or list(range(len(table.columns)))
    column = max(candidates, key=lambda c: sum(map(len, _texts(table, c))))
    section = table.caption or table.heading
    owner = owners.of_text(table.columns[column].label)
    if owner is None and section and column not in own:
        owner = owners.of_text(section)
    cells = [r.cells[column] for r in table.rows]
    whose = owner if isinstance(owner, str) else None
    return [_Found(Value(text=c.text, fragments=c.fragments), section, whose) for c in cells if c.text]


def _texts(table: LogicalTable, column: int) -> list[str]:
    return [r.cells[column].text for r in table.rows if r.cells[column].text]


def _is_label(text: str) -> bool:
    return _ONLY_LABEL.fullmatch(text.strip()) is not None


def _of_bands(tables: tuple[LogicalTable, ...]) -> list[_Found]:
    rows = [r for t in tables if t.kind == "actions" for r in t.rows if r.section]
    named = [r for r in rows if fold_text(r.section or "").startswith("priority")]
    return [_Found(Value(text=r.section or "", fragments=r.section_fragments), None) for r in named]


def _of_headings(passages: Iterable[Passage], vocabulary: Vocabulary) -> list[_Found]:
    headings = [p for p in passages if p.kind == "heading" and vocabulary.is_priority_heading(p.text)]
    return [_Found(p.value, p.section) for p in headings if not _LEADER.search(p.text)]

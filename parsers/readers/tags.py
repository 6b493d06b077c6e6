"""The PDF's own structure tree: which element holds each marked content, tables and headings of a page.

Office programs write the table's structure into the file: Table, TR, TH and TD, one TR even where it
is printed on two pages. What they say is handed on as written; whether it fits what is drawn is judged
where grids are built.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import playa
from playa.exceptions import PDFException
from playa.pdftypes import ObjRef, PSLiteral, resolve1
from playa.structure import Tree

from planhouse.page import TaggedCell, TaggedRow, TaggedTable, Word

# Broken trees are common and cost the evidence of tags only; the page itself is read elsewhere.
BROKEN = (PDFException, KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)
logging.getLogger("playa").setLevel(logging.CRITICAL)

REOPEN_AFTER = 64
"""Pages after which the file is opened anew: the library keeps every object it has read."""
MOST_DEPTH = 60
"""Elements inside elements beyond which a tree is circular or nonsense."""
MOST_SPAN = 500
"""Rows or columns; a larger span is a slip of the pen."""

INLINE = frozenset({
    "Span", "Link", "Em", "Strong", "Quote", "Reference", "Annot", "Code", "Sub", "BibEntry", "Ruby",
    "Warichu", "NonStruct", "Form",
})  # fmt: skip
_HEADING = re.compile(r"^H([1-9])$")


@dataclass(frozen=True, slots=True)
class _Element:
    """What is kept of a structure element."""

    role: str
    parent: int
    """Object number of its parent; 0 at the root."""


@dataclass(slots=True)
class PageTags:
    """The structure tree as far as one page is concerned."""

    marks: dict[int, str] = field(default_factory=dict)
    """Marked-content id -> id of the innermost element that is more than a piece of a line."""
    headings: dict[str, int] = field(default_factory=dict)
    """Id of a heading element -> level."""
    roles: dict[str, str] = field(default_factory=dict)
    """Id of an element in ``marks`` -> its standard role: P, LBody, Caption, TD..."""


NO_TAGS = PageTags()


class TagTree:
    """Reads the structure tree of one file page by page."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages_read = 0
        self._open()

    def _open(self) -> None:
        self._elements: dict[int, _Element] = {}
        self._orders: dict[int, dict[int, tuple[int, ...]]] = {}
        self._document = playa.parse(self._data)
        self._tree = Tree(self._document)
        self._roles = self._tree.role_map
        self._parents: dict[int, Any] = dict(self._tree.parent_tree.items())
        self._pages = self._document.pages

    def read_page(self, index: int) -> PageTags:
        """Elements of the marked contents of a page, counted from 0; none where the tree is broken."""
        try:
            if self._pages_read >= REOPEN_AFTER:
                self._pages_read = 0
                self._open()
            self._pages_read += 1
            return self._read_page(index)
        except BROKEN:
            return PageTags()

    def _read_page(self, index: int) -> PageTags:
        key = resolve1(self._pages[index].attrs.get("StructParents"))
        owners = resolve1(self._parents.get(key)) if isinstance(key, int) else None
        tags = PageTags()
        for mark, owner in enumerate(owners if isinstance(owners, list) else ()):
            if not isinstance(owner, ObjRef):
                continue
            number = owner.objid
            element = self._element(number)
            while element.role in INLINE and element.parent:
                number = element.parent
                element = self._element(number)
            tag = str(number)
            tags.marks[mark] = tag
            tags.roles[tag] = element.role
            level = self._heading_level(number)
            if level:
                tags.headings[tag] = level
        return tags

    def _element(self, number: int) -> _Element:
        """Role and parent of an element by its object number."""
        found = self._elements.get(number)
        if found is None:
            props = self._props(number)
            parent = props.get("P")
            above = parent.objid if isinstance(parent, ObjRef) else 0
            found = self._elements[number] = _Element(self._role(props), above)
        return found

    def _props(self, number: int) -> Mapping[str, Any]:
        value = resolve1(self._document[number])
        return value if isinstance(value, dict) else {}

    def _role(self, props: Mapping[str, Any]) -> str:
        """Standard role of an element: its own or the one its type is mapped to."""
        kind = resolve1(props.get("S"))
        role = str(kind.name) if isinstance(kind, PSLiteral) else ""
        for _ in range(5):
            if role not in self._roles or self._roles[role] == role:
                break
            role = self._roles[role]
        return role

    def _heading_level(self, number: int) -> int:
        """Level of an element that is a heading, 0 for any other."""
        role = self._element(number).role
        match = _HEADING.match(role)
        if match:
            return int(match.group(1))
        return 1 if role in ("Title", "H") else 0

    def _chain(self, number: int) -> Iterator[tuple[int, str]]:
        """An element and those that hold it, from the inside, with their roles."""
        for _ in range(MOST_DEPTH):
            if not number:
                return
            element = self._element(number)
            yield number, element.role
            number = element.parent

    def find_tables(self, words: Iterable[Word]) -> tuple[TaggedTable, ...]:
        """Tables of the tree that hold words of a page, as far as they are printed there."""
        try:
            return self._find_tables(words)
        except BROKEN:
            return ()

    def _find_tables(self, words: Iterable[Word]) -> tuple[TaggedTable, ...]:
        cells: dict[int, list[int]] = {}
        rows: dict[int, dict[int, None]] = {}
        owners: dict[str, int] = {}
        for word in words:
            if word.tag is None:
                continue
            cell = owners.get(word.tag)
            if cell is None:
                cell = owners[word.tag] = self._register(int(word.tag), rows)
            if cell:
                cells.setdefault(cell, []).append(word.number)
        return tuple(self._table(table, trs, cells) for table, trs in rows.items())

    def _register(self, number: int, rows: dict[int, dict[int, None]]) -> int:
        """Note the row and table of an element's cell; the cell's number, 0 where it is in none."""
        cell = row = 0
        for above, role in self._chain(number):
            if role in ("TD", "TH") and not cell:
                cell = above
            elif role == "TR" and cell and not row:
                row = above
            elif role == "Table":
                if not row:
                    return 0
                rows.setdefault(above, {}).setdefault(row)
                return cell
        return 0

    def _table(self, number: int, trs: Iterable[int], cells: Mapping[int, Sequence[int]]) -> TaggedTable:
        order = self._row_order(number)
        listed = sorted(trs, key=lambda tr: order.get(tr, (1 << 30,)))
        return TaggedTable(str(number), tuple(self._row(tr, cells) for tr in listed))

    def _row_order(self, table: int) -> dict[int, tuple[int, ...]]:
        """Position of each row of a table, those in THead, TBody and TFoot included."""
        order = self._orders.get(table)
        if order is None:
            order = self._orders[table] = {}
            for at, kid in enumerate(self._kids(table)):
                if self._element(kid).role in ("THead", "TBody", "TFoot"):
                    for inner, tr in enumerate(self._kids(kid)):
                        order[tr] = (at, inner)
                else:
                    order[kid] = (at,)
        return order

    def _kids(self, number: int) -> list[int]:
        """Object numbers of an element's child elements."""
        kids = resolve1(self._props(number).get("K"))
        listed = kids if isinstance(kids, list) else [self._props(number).get("K")]
        return [k.objid for k in listed if isinstance(k, ObjRef)]

    def _row(self, number: int, words: Mapping[int, Sequence[int]]) -> TaggedRow:
        found = []
        for kid in self._kids(number):
            role = self._element(kid).role
            if role in ("TD", "TH"):
                rows, columns = self._spans(kid)
                found.append(TaggedCell(str(kid), role == "TH", rows, columns, tuple(words.get(kid, ()))))
        return TaggedRow(str(number), tuple(found))

    def _spans(self, cell: int) -> tuple[int, int]:
        """Rows and columns a cell spans, by its attributes or by those of its class."""
        props = self._props(cell)
        found = {"RowSpan": 1, "ColSpan": 1}
        for attributes in [*self._classes(props.get("C")), *_dicts(props.get("A"))]:
            for name in found:
                value = resolve1(attributes.get(name))
                if isinstance(value, (int, float)) and 1 <= value <= MOST_SPAN:
                    found[name] = int(value)
        return found["RowSpan"], found["ColSpan"]

    def _classes(self, names: Any) -> Iterator[Mapping[str, Any]]:
        """Attributes of the classes an element belongs to."""
        known = resolve1(self._tree.props.get("ClassMap"))
        if not isinstance(known, dict):
            return
        value = resolve1(names)
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, PSLiteral):
                yield from _dicts(known.get(str(name.name)))


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    """A dictionary, or the dictionaries of a list, resolved."""
    found = resolve1(value)
    listed = found if isinstance(found, list) else [found]
    return [d for d in map(resolve1, listed) if isinstance(d, dict)]


def open_tags(data: bytes) -> TagTree | None:
    """The structure tree of a file; None where it has none that can be read."""
    try:
        return TagTree(data)
    except BROKEN:
        return None

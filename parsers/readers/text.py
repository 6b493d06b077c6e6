"""Text exports of plans -> page content.

Three ways of printing tables circulate and are read by the same pass over the lines: markdown pipe
tables, cut into one chunk a page with an empty header line on the later ones; tab-separated lines
inside prose; and lines aligned by blanks. Each source line is a paragraph of its own, as exporters
write them; what goes on over a page break is joined in ``parsers.page.flow``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.readers.markup import (
    Printed,
    is_separator,
    parse_pipe_row,
    render_cell,
    render_inline,
    split_blocks,
    split_tokens,
)
from parsers.readers.text_aligned import AlignedTable, find_aligned_tables
from parsers.readers.text_captions import attach_captions
from parsers.readers.text_columns import Piece
from parsers.readers.text_contents import find_contents
from parsers.readers.text_headings import find_headings
from planhouse.content import PageContent
from planhouse.errors import EmptySourceError, SourceTooLargeError, UnsupportedFormatError
from planhouse.geometry import Place
from planhouse.page import Block, Drop, Word
from planhouse.table import Cell, PageTable

MOST_CHARACTERS = 20_000_000
"""A text export larger than this is no plan: the longest seen has some 1,500 pages of 3,000 characters."""

MOST_COLUMNS = 200
"""Columns of a table; the widest table of figures seen has some forty."""

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_BULLET = re.compile(r"(\s*)(?:([-*+\u2022\u25aa\u25cf\u00b7\uf0b7\u2013o\u25e6])\s+)(?=\S)")
_NUMBER = re.compile(r"(\s*)((?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])+)\s+(?=\S)")
_NOTE = re.compile(
    r"\s*(?:\^\{?(\*+|\d{1,2}|[\u2020\u2021])\}?|(\*{1,3})(?=\s?[A-Z\u201c])(?!.*\*))\s*(?=\S)"
)
_CAPTION = re.compile(
    r"\s*[*_]{0,3}(?:table|figure|chart|diagram|graph|map|box)"
    r"(?:\s?[A-Z]?\d+(?:[.-]\d+)*[a-z]?|\s(?-i:[A-Z])(?=[*_]{0,3}[:.]))\s*(?:[*_]{0,3}$"
    r"|[:.\u2013-][*_]{0,3}\s*\S.{0,200}$|(?=[A-Z])(?-i:[A-Z]).{0,120}$)",
    re.I,
)
"""A number and then a sign, nothing, or a name; "Table 2 provides the number of..." is a sentence."""


def decode_text(data: bytes) -> str:
    """Text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises:
        EmptySourceError: nothing but white space.
        UnsupportedFormatError: control characters that no text has.
        SourceTooLargeError: more characters than any plan.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if len(text) > MOST_CHARACTERS:
        raise SourceTooLargeError(
            f"{len(text):,} characters, more than {MOST_CHARACTERS:,}: split the file by document"
        )
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f\x0b") + text.count("\x7f")
    if controls > max(8, len(text) // 200):
        raise UnsupportedFormatError("binary data, neither PDF nor text: give the published PDF or its text")
    if not text.strip():
        raise EmptySourceError("the file is empty: fetch it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class _Page:
    """What is being gathered of one page."""

    number: int | None
    items: list[Block | PageTable] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)

    def take(self, printed: Printed, line: int) -> tuple[int, ...]:
        """Number the words a piece prints; link targets become drops."""
        place = Place(self.number, lines=(line, line))
        first = len(self.words)
        for offset, token in enumerate(split_tokens(printed.text)):
            self.words.append(Word(first + offset, token, place))
        self.drops += [Drop(t, "link_target", place) for t in printed.targets]
        return tuple(range(first, len(self.words)))


def read_text(data: bytes, contents_headings: frozenset[str] = frozenset()) -> tuple[PageContent, ...]:
    """Pages of a text export in order; one page without a number where it has no form feeds.

    Args:
        data: the file's bytes.
        contents_headings: folded wordings that head a table of contents.

    Raises:
        SourceError: as ``decode_text``.
    """
    text = decode_text(data)
    if "\f" in text.strip("\f\n "):
        pages = []
        line = 1
        for number, part in enumerate(text.split("\f"), start=1):
            pages.append(_read_page(part, number, line, contents_headings))
            line += part.count("\n")
        return tuple(p for p in pages if p.items) or tuple(pages[:1])
    return (_read_page(text, None, 1, contents_headings),)


def _read_page(
    text: str, number: int | None, first_line: int, contents_headings: frozenset[str]
) -> PageContent:
    page = _Page(number)
    lines = text.split("\n")
    aligned = find_aligned_tables(lines, _CAPTION.match)
    at = 0
    while at < len(lines):
        taken = 0
        if at in aligned:
            page.items.append(_build_aligned(page, aligned[at], first_line))
            taken = aligned[at].end - at
        taken = taken or _read_table(page, lines, at, first_line)
        if not taken:
            if lines[at].strip():
                page.items += _read_blocks(page, lines[at], first_line + at)
            taken = 1
        at += taken
    items = attach_captions(find_contents(find_headings(tuple(page.items)), contents_headings))
    return PageContent(number, items, tuple(page.words), tuple(page.drops))


def _read_blocks(page: _Page, source: str, number: int) -> Iterator[Block]:
    """The blocks of one line of prose: more than one where HTML tags divide it."""
    parts, targets = split_blocks(source)
    page.take(Printed("", targets), number)
    for part in parts:
        if part.strip(" \t\u2022"):
            yield _read_block(page, part, number)


def _read_block(page: _Page, line: str, number: int) -> Block:
    """A piece of prose as a block; what kind of prose it is is settled by its markup and wording."""
    kind, level, marker, body = "paragraph", 0, "", line
    if match := _HEADING.fullmatch(line):
        kind, level, body = "heading", len(match[1]), match[2]
    elif match := _NOTE.match(line):
        kind, marker, body = "footnote", match[1] or match[2], line[match.end() :]
    elif match := _BULLET.match(line):
        kind, level, marker = "bullet", 1 + len(match[1].expandtabs(4)), match[2]
        body = line[match.end() :]
        inner = _NUMBER.match(body) or _BULLET.match(body)
        if inner and not marker.isalnum():
            marker, body = inner[2], body[inner.end() :]
    elif match := _NUMBER.match(line):
        kind, level, marker = "bullet", 1 + len(match[1].expandtabs(4)), match[2]
        body = line[match.end() :]
    elif _CAPTION.match(line):
        kind = "caption"
    printed = render_inline(body.replace("\t", " "))
    # A printed number, letter or footnote mark is a word; a bullet sign is only the export's markup.
    is_word = kind == "footnote" or any(c.isalnum() for c in marker)
    lead = Printed(marker if is_word else "")
    words = page.take(lead, number) + page.take(printed, number)
    place = Place(page.number, lines=(number, number))
    return Block(kind, printed.text, place, words, level, marker, printed.bold)  # type: ignore[arg-type]


def _read_table(page: _Page, lines: list[str], at: int, first_line: int) -> int:
    """Read the table that begins at line ``at``; returns how many lines it took, 0 for none."""
    if parse_pipe_row(lines[at]) is not None:
        rows = list(_pipe_rows(lines, at))
        taken = next((i for i, s in enumerate(lines[at:]) if parse_pipe_row(s) is None), len(lines) - at)
        table = _build_table(page, rows, first_line, "pipe")
    elif "\t" in lines[at].strip("\n"):
        taken = next((i for i, s in enumerate(lines[at:]) if "\t" not in s), len(lines) - at)
        rows = [(i, lines[i].split("\t"), False) for i in range(at, at + taken)]
        table = _build_table(page, rows, first_line, "tab")
    else:
        return 0
    if table is not None:
        page.items.append(table)
    return taken


def _pipe_rows(lines: list[str], at: int) -> Iterator[tuple[int, list[str], bool]]:
    """Line index, raw cells and whether it is the header line, for each row of a pipe table."""
    for i in range(at, len(lines)):
        cells = parse_pipe_row(lines[i])
        if cells is None:
            return
        if not is_separator(lines[i]):
            yield i, cells, i + 1 < len(lines) and is_separator(lines[i + 1])


def _build_table(
    page: _Page, rows: list[tuple[int, list[str], bool]], first_line: int, method: str
) -> PageTable | None:
    """A page table of raw cells; rows without a word (an empty header line) are left out."""
    cells: list[Cell] = []
    header = 0
    row = 0
    width = max((len(raw) for _, raw, _ in rows), default=0)
    if width > MOST_COLUMNS:
        raise SourceTooLargeError(
            f"a table of {width:,} columns at line {first_line + rows[0][0]}, more than {MOST_COLUMNS}: "
            "is this the text of a plan?"
        )
    for index, raw, is_header in rows:
        printed = [render_cell(c) for c in raw]
        if not any(p.text for p in printed):
            continue
        number = first_line + index
        place = Place(page.number, lines=(number, number))
        for col in range(width):
            p = printed[col] if col < len(printed) else Printed("")
            cells.append(
                Cell(row, col, p.text, place, page.take(p, number), is_header=is_header, bold=p.bold)
            )
        row += 1
        header += is_header
    if not row:
        return None
    place = Place(page.number, lines=(first_line + rows[0][0], first_line + rows[-1][0]))
    return PageTable(page.number, tuple(cells), row, width, place, method, header_rows=header or None)  # type: ignore[arg-type]


def _build_aligned(page: _Page, found: AlignedTable, first_line: int) -> PageTable:
    """A page table of lines aligned by blanks; the pieces of a cell are joined by single blanks."""
    cells: list[Cell] = []
    width = len(found.rows[0])

    def add(row: int, column: int, pieces: list[Piece], span: int, is_header: bool) -> None:
        printed = [(render_inline(p.text), first_line + p.line) for p in pieces]
        words = tuple(n for text, number in printed for n in page.take(text, number))
        numbers = [number for _, number in printed]
        place = Place(page.number, lines=(min(numbers), max(numbers)))
        text = " ".join(t.text for t, _ in printed)
        cells.append(Cell(row, column, text, place, words, colspan=span, is_header=is_header))

    for row, header in enumerate(found.header):
        for cell in header:
            add(row, cell.column, cell.pieces, cell.span, True)
    for row, parts in enumerate(found.rows, len(found.header)):
        for column, pieces in enumerate(parts):
            if pieces:
                add(row, column, pieces, 1, False)
    count = len(found.header) + len(found.rows)
    place = Place(page.number, lines=(first_line + found.start, first_line + found.end - 1))
    header_rows = len(found.header) or None
    return PageTable(page.number, tuple(cells), count, width, place, "aligned", header_rows=header_rows)

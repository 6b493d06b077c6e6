"""Hits of a search for people: where each stands, and what is printed around the words, which are marked.

Public functions: ``render_hits`` and ``cut_snippet``.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.query import Result

SNIPPET = 230
"""Characters of a hit's text that are shown: three lines of a terminal."""
BEFORE = 60
"""Characters shown before the first word that is looked for."""
COLOUR = ("\x1b[1;31m", "\x1b[0m")
PLAIN = ("«", "»")


def render_hits(found: Result, words: str, width: int, has_colour: bool) -> str:
    """A line on each hit, and below it what is printed there.

    Args:
        found: rows of ``warehouse.questions.search``.
        words: what was looked for; marked in the text.
        width: characters of a line.
        has_colour: mark by colour; else by quotation marks.
    """
    from warehouse.render import cut_line

    pattern = _pattern(words)
    lines: list[str] = []
    for row in found.as_dicts():
        lines.extend(
            [*_fold(_place(row), width, "", "  "), *_fold_snippet(row, pattern, width, has_colour), ""]
        )
    count = len(found.rows)
    lines.append(f"({cut_line(found)})" if found.is_cut else f"({count} row{'' if count == 1 else 's'})")
    return "\n".join(lines) + "\n"


def _pattern(words: str) -> re.Pattern[str]:
    """The beginnings that are looked for, at the beginning of words."""
    wanted = sorted({w for w in re.split(r"[^a-z0-9]+", _plain(words)) if w}, key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(wanted)})[a-z0-9]*" if wanted else r"(?!)")


def _plain(text: str) -> str:
    """Lower case without accents, as long as the text itself, so that places in it are the same."""
    return "".join((unicodedata.normalize("NFD", c)[0].lower() or c)[:1] for c in text)


def _place(row: dict[str, object]) -> str:
    """Id, kind, document and page or line of a hit."""
    at = f"page {row['page']}" if row["page"] else f"line {row['line_first']}" if row["line_first"] else ""
    return ", ".join(
        str(part) for part in (f"{row['id']}  {row['kind']}", row["title"] or row["source_file"], at) if part
    )


def _fold_snippet(
    row: dict[str, object], pattern: re.Pattern[str], width: int, has_colour: bool
) -> list[str]:
    snippet = cut_snippet(str(row["text"]), pattern)
    return [_mark(line, pattern, has_colour) for line in _fold(snippet, width - 4, "    ", "    ")]


def _fold(text: str, width: int, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text, max(width, 20), initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )


def cut_snippet(text: str, pattern: re.Pattern[str]) -> str:
    """The piece of a text, on one line, that holds the most of what is looked for; cuts show as dots."""
    flat = " ".join(text.split())
    if len(flat) <= SNIPPET:
        return flat
    starts = [m.start() for m in pattern.finditer(_plain(flat))] or [0]
    best = max(starts, key=lambda at: (len(_kinds(flat, pattern, at)), -at))
    first = max(0, min(best - BEFORE, len(flat) - SNIPPET))
    if first:
        first = flat.find(" ", first) + 1
    last = len(flat) if first + SNIPPET >= len(flat) else flat.rfind(" ", first, first + SNIPPET)
    last = last if last > first else first + SNIPPET
    return f"{'… ' if first else ''}{flat[first:last]}{' …' if last < len(flat) else ''}"


def _kinds(flat: str, pattern: re.Pattern[str], at: int) -> set[str]:
    """The different words found in the piece that would begin before a place."""
    return set(pattern.findall(_plain(flat[at : at + SNIPPET - BEFORE])))


def _mark(line: str, pattern: re.Pattern[str], has_colour: bool) -> str:
    before, after = COLOUR if has_colour else PLAIN
    pieces, at = [], 0
    for match in pattern.finditer(_plain(line)):
        pieces.extend([line[at : match.start()], before, line[match.start() : match.end()], after])
        at = match.end()
    return "".join([*pieces, line[at:]])

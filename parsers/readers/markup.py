"""The markup of text exports: what of a source line is printed, and what only marks it up.

Exports carry markdown (headings, emphasis, links, pipe tables), HTML tags (``<p> <ul> <li> <br>``,
in cells and outside) and TeX-like raised marks (``^{*}``). The functions here are the only place
that knows these signs, so that the words counted for the ledger and the words in a cell are one.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})(?:\s{1,3}\"[^\"]{0,200}\")?\)")
"""Bounded, here and below: a line of nothing but opening marks must not cost a look to its end for
each of them."""
_RAISED = re.compile(r"\^\{([^}]*)\}|\$\^\{?([^}$]*)\}?\$")
_BLOCK_NAMES = (
    "p|br|hr|ul|ol|li|dl|dt|dd|div|table|thead|tbody|tfoot|caption|colgroup|col|tr|td|th|h[1-6]|"
    "blockquote|pre|section|article|header|footer|figure|figcaption|center"
)
_INLINE_NAMES = "b|i|u|s|a|em|strong|span|sup|sub|font|small|big|mark|code|del|ins|strike|abbr|cite|img"
_TAG = re.compile(
    rf"<!--.{{0,2000}}?-->|<(/?)(?:({_BLOCK_NAMES})|(?:{_INLINE_NAMES}))(?:[\s/][^<>]{{0,2000}})?>", re.I
)
"""A whole tag of a known name or a comment. "<5 people", "<script" and "<name of officer>" are text."""
_TARGET = re.compile(r"\b(?:href|src)\s{0,3}=\s{0,3}[\"']?([^\s\"'<>]{1,2000})", re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{0,1000}?[^\s*_])\1(?![\w*])")
_CELL_BAR = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{1,}:?\s*\|)+\s*(?::?-{1,}:?)?\s*")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a piece of source text prints."""

    text: str
    """Paragraphs and bullets separated by newlines; white space folded; bullets begin with "• "."""
    targets: tuple[str, ...] = ()
    """Link targets and image references left out: they are not printed."""
    bold: bool = False
    """The whole piece was emphasised."""


def render_inline(source: str) -> Printed:
    """What one line of prose prints: links and emphasis resolved, entities decoded."""
    targets: list[str] = []

    def link(match: re.Match[str]) -> str:
        targets.append(match[3])
        return "" if match[1] else match[2]

    text = _LINK.sub(link, source)
    text = _RAISED.sub(lambda m: m[1] or m[2] or "", text)
    stripped = text.strip()
    bold = bool(_STRONG.fullmatch(stripped))
    for pattern in (_STRONG, _STRONG, _EMPHASIS):
        text = pattern.sub(lambda m: m[2], text)
    text = html.unescape(text).replace("\\|", "|").replace("\xad", "")
    return Printed(" ".join(text.split()), tuple(t for t in targets if t), bold)


def split_blocks(source: str) -> tuple[list[str], tuple[str, ...]]:
    """A piece of source without its HTML: one text for each block, and the addresses its tags named.

    A list item begins with "\u2022 ". One pass over the source, so that what is left when a tag is taken
    out is never taken for another tag.
    """
    targets: list[str] = []

    def tag(match: re.Match[str]) -> str:
        if found := _TARGET.search(match[0]):
            targets.append(found[1])
        if not match[2]:
            return " " if match[0].startswith("<!--") else ""
        return "\n\u2022 " if match[2].lower() == "li" and not match[1] else "\n"

    return _TAG.sub(tag, source).split("\n"), tuple(targets)


def render_cell(source: str) -> Printed:
    """What a table cell prints: its HTML blocks become lines, its list items bullets.

    A second sign behind a bullet is one; an "o", which may be one, is a letter and stays.
    """
    parts, named = split_blocks(source)
    lines = [render_inline(part) for part in parts]
    texts = [re.sub(r"^(?:\u2022 ?)+(?:[\u2022\-\u00b7] )?", "\u2022 ", p.text) for p in lines]
    kept = [t for t in texts if t not in ("", "\u2022", "\u2022 ")]
    targets = named + tuple(t for p in lines for t in p.targets)
    return Printed("\n".join(kept), targets, bool(kept) and all(p.bold for p in lines if p.text))


def parse_pipe_row(line: str) -> list[str] | None:
    """The raw cells of a markdown table line; None where the line is no table line."""
    stripped = line.strip()
    if not stripped.startswith("|") or stripped.count("|") < 2:
        return None
    body = stripped[1:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped[1:]
    return [c.strip() for c in _CELL_BAR.split(body)]


def is_separator(line: str) -> bool:
    """Whether the line is the rule between a markdown table's header and body."""
    return "-" in line and "|" in line and _SEPARATOR.fullmatch(line) is not None


def split_tokens(text: str) -> list[str]:
    """The printed words of rendered text; a bullet sign that stands alone is not a word."""
    return [t for t in text.split() if t != "\u2022"]

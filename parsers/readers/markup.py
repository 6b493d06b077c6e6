"""The markup of text exports: what of a source line is printed, and what only marks it up.

Exports carry markdown (headings, emphasis, links, pipe tables), HTML inside table cells
(``<p> <ul> <li> <br>``) and TeX-like raised marks (``^{*}``). The functions here are the only place
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
_BREAK = re.compile(r"<\s*(/?)\s*(p|br|ul|ol|li|div|tr|td|th|table|tbody|thead)\b[^<>]{0,300}>", re.I)
_INLINE = re.compile(
    r"<\s*/?\s*(?:b|i|u|em|strong|span|sup|sub|a|font|small|mark|code|s|del|ins)\b[^<>]{0,300}>", re.I
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
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

    text = _LINK.sub(link, _COMMENT.sub(" ", source))
    text = _RAISED.sub(lambda m: m[1] or m[2] or "", text)
    stripped = text.strip()
    bold = bool(_STRONG.fullmatch(stripped))
    for pattern in (_STRONG, _STRONG, _EMPHASIS):
        text = pattern.sub(lambda m: m[2], text)
    text = html.unescape(_INLINE.sub("", text)).replace("\\|", "|").replace("\xad", "")
    return Printed(" ".join(text.split()), tuple(t for t in targets if t), bold)


def render_cell(source: str) -> Printed:
    """What a table cell prints: its HTML blocks become lines, its list items bullets."""

    def block(match: re.Match[str]) -> str:
        return "\n\u2022 " if match[2].lower() == "li" and not match[1] else "\n"

    lines = [render_inline(part) for part in _BREAK.sub(block, source).split("\n")]
    texts = [re.sub(r"^(?:\u2022 ?)+(?:[\u2022\-o\u00b7] )?", "\u2022 ", p.text) for p in lines]
    kept = [t for t in texts if t not in ("", "\u2022", "\u2022 ")]
    targets = tuple(t for p in lines for t in p.targets)
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

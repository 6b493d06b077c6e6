"""Lines to blocks of prose: headings, paragraphs, bullets, captions, footnotes, contents entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.page.lines import Line
from parsers.page.markers import Marker, find_marker, find_note_mark
from parsers.page.typed import join_lines, join_words
from planhouse.geometry import Place, union_boxes
from planhouse.ids import fold_text
from planhouse.page import Block, BlockKind


@dataclass(frozen=True, slots=True)
class BlockTolerances:
    """What holds lines together and what makes a heading. Lengths are parts of the font size."""

    pitch: float = 1.27
    """Lines further apart than this many usual pitches are two paragraphs."""
    widest_pitch: float = 2.1
    """Lines further apart than this are never one paragraph: double spacing is 2.0 at most."""
    few_lines: int = 6
    """Lines of a flow that do not tell their pitch: a note under a table, two bullets."""
    size: float = 0.12
    """Part by which sizes within a paragraph may differ."""
    indent: float = 0.8
    """A line that begins this much further right begins a paragraph or belongs to another item."""
    heading_size: float = 1.12
    """Larger than body text by this factor makes a heading of a short block."""
    heading_words: int = 24
    """Longest heading."""
    tagged_heading_words: int = 36
    """The same where the source says it is a heading."""
    caption_words: int = 60
    """Longest caption."""
    note_size: float = 0.93
    """Footnotes are at most this part of the body's size..."""
    note_zone: float = 0.5
    """... and stand below this part of the page's height."""


TOLERANCES = BlockTolerances()
_LEADERS = re.compile(r"(\.\s?){4,}|(_\s?){6,}|…{2,}|(·\s?){4,}")
_ENDS_IN_NUMBER = re.compile(r"\S\s+(\d{1,3}|[ivxl]{1,6})$")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_CAPTION_NUMBER = r"\s+(?:[Nn]o\.?\s*)?(?:[A-Z]{0,3}[.\-]?\d+(?:[.\-]\d+)*[a-z]?|[A-Z]\d*|[IVX]+)\b"


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What a page's lines are compared with."""

    number: int
    """Page number from 1."""
    height: float
    body: float
    """Commonest font size of the document so far, in points."""
    heading_tags: dict[str, int]
    """Tag of an H1..H6 element -> level."""
    caption_starts: tuple[str, ...] = ("table", "figure", "chart")
    """Words a caption begins with, lower case."""
    contents_headings: frozenset[str] = frozenset({"contents", "table of contents"})
    """Lower-case headings of a table of contents."""


@dataclass(slots=True)
class _Group:
    """Lines that make one block."""

    lines: list[Line]
    marker: Marker | None = None
    note: str | None = None
    entry: bool = False
    """An entry of a table of contents."""
    in_bold_text: bool = False
    """Stands among whole paragraphs printed bold: boldness then makes no heading."""

    @property
    def is_bold(self) -> bool:
        """Whether every line is bold."""
        return all(ln.bold for ln in self.lines)


def build_blocks(lines: Sequence[Line], style: PageStyle, page_pitch: float | None = None) -> list[Block]:
    """Blocks of one flow of lines, each line in exactly one block.

    Args:
        lines: lines in reading order.
        style: what they are compared with.
        page_pitch: distance of lines within the page's paragraphs in font sizes, which a flow of few lines
            does not tell.
    """
    if not lines:
        return []
    right = max(ln.box.x1 for ln in lines)
    pitch = _usual_pitch(lines, right)
    if page_pitch is not None and len(lines) <= TOLERANCES.few_lines:
        pitch = min(pitch, page_pitch)
    groups: list[_Group] = []
    in_contents = False
    for line in lines:
        text = line.text
        if fold_text(text) in style.contents_headings:
            in_contents = True
        entry = bool(_LEADERS.search(text)) or (in_contents and bool(_ENDS_IN_NUMBER.search(text)))
        group = groups[-1] if groups else None
        marker = None if entry else find_marker(line)
        if marker is not None and group is not None and _is_in_sentence(group, line, marker, right, pitch):
            marker = None
        note = _note_mark(line, style) if not entry else None
        if group is not None and not entry and not note and _continues(group, line, marker, right, pitch):
            group.lines.append(line)
            continue
        groups.append(_Group([line], None if note else marker, note, entry))
    return _name_groups(groups, style)


def find_page_pitch(flows: Iterable[Sequence[Line]]) -> float | None:
    """Distance of lines within the paragraphs of a page in font sizes; None where no line runs full.

    Args:
        flows: lines in reading order, each flow by itself.
    """
    found = sorted(s for f in flows if f for s in _list_pitches(f, max(ln.box.x1 for ln in f))[0])
    return found[len(found) // 4] if found else None


def _usual_pitch(lines: Sequence[Line], right: float) -> float:
    """Distance of lines within paragraphs in font sizes, by the closer ones of lines that run full."""
    full, every = _list_pitches(lines, right)
    found = sorted(full or every)
    return found[len(found) // 4] if found else 1.25


def _list_pitches(lines: Sequence[Line], right: float) -> tuple[list[float], list[float]]:
    """Distances in font sizes of lines from those above that run full, and from any."""
    full: list[float] = []
    every: list[float] = []
    for above, line in pairwise(lines):
        size = max(line.size, 4.0)
        step = (line.baseline - above.baseline) / size
        if 0.8 < step < TOLERANCES.widest_pitch and abs(above.size - line.size) < 0.5:
            every.append(step)
            if not _had_room(above, line, right):
                full.append(step)
    return full, every


def _note_mark(line: Line, style: PageStyle) -> str | None:
    """The mark of a line that begins a footnote."""
    if line.box.top < TOLERANCES.note_zone * style.height:
        return None
    first = line.words[0]
    small = line.size <= TOLERANCES.note_size * style.body
    if not small and not first.superscript:
        return None
    return find_note_mark(line)


def _is_in_sentence(group: _Group, line: Line, marker: Marker, right: float, pitch: float) -> bool:
    """Whether a number or letter at a line's start is part of the sentence above: "(Act 2019, / s. 4)"."""
    above = group.lines[-1]
    if not marker.is_counted or _ENDS.search(above.text) or _had_room(above, line, right):
        return False
    if group.marker is not None and abs(group.marker.x0 - marker.x0) < 0.3 * line.size:
        return False  # it stands under the mark of the item above
    size = max(line.size, 4.0)
    if abs(line.box.x0 - above.box.x0) > 0.5 * size:
        return False
    if (line.baseline - above.baseline) / size > TOLERANCES.pitch * pitch + 0.05:
        return False
    return marker.text.strip("().").lower() not in ("1", "a", "i") or not above.text.endswith(",")


def _continues(group: _Group, line: Line, marker: Marker | None, right: float, pitch: float) -> bool:
    """Whether a line goes on with the block above it."""
    above = group.lines[-1]
    size = max(line.size, 4.0)
    if group.entry or marker is not None:
        return False
    step = (line.baseline - above.baseline) / size
    if not -0.35 < step <= min(TOLERANCES.pitch * pitch + 0.05, TOLERANCES.widest_pitch):
        return False
    if abs(above.size - line.size) > TOLERANCES.size * size:
        return False
    runs_on = _runs_on(above, line)
    if (
        above.bold != line.bold
        and not runs_on
        and (_had_room(above, line, right) or _ENDS.search(above.text))
    ):
        return False
    if group.marker is not None:
        return _continues_item(group, line, runs_on)
    if _had_room(above, line, right) and not runs_on:
        return False
    return not (line.box.x0 > group.lines[0].box.x0 + TOLERANCES.indent * size and _ENDS.search(above.text))


def _continues_item(group: _Group, line: Line, runs_on: bool) -> bool:
    """Whether a line hangs under its bullet's text, or runs on back at the margin."""
    marker = group.marker
    assert marker is not None  # noqa: S101
    if line.box.x0 >= marker.x0 + 0.3 * line.size:
        return line.box.x0 <= marker.text_x0 + 1.5 * line.size or runs_on
    return runs_on


def _runs_on(above: Line, line: Line) -> bool:
    """Whether a line begins in mid-sentence where the one above stopped."""
    first, last = line.words[0].text, above.words[-1].text
    return first[0].islower() and not _ENDS.search(last)


def _had_room(above: Line, line: Line, right: float) -> bool:
    """Whether the line's first word would have fitted on the line above: then the break is meant."""
    first = line.words[0].box
    # Headings are set narrower than the text below them.
    slack = 2.5 if above.bold and line.bold else 0.6
    return right - above.box.x1 > first.width + slack * max(line.size, 4.0)


def _name_groups(groups: list[_Group], style: PageStyle) -> list[Block]:
    """Blocks of the groups, with headings' levels and bullets' depths."""
    _mark_bold_text(groups)
    blocks: list[Block] = []
    margins: list[float] = []
    starts = "|".join(map(re.escape, style.caption_starts))
    captions = re.compile(rf"^(?i:{starts})\b({_CAPTION_NUMBER})?")
    for group in groups:
        kind = _kind(group, style, captions)
        level = 0
        if kind == "bullet" and group.marker is not None:
            level = _depth(margins, group.marker.x0)
        elif kind == "heading":
            level = _heading_level(group, style)
            margins.clear()
        elif margins and group.lines[0].box.x0 < margins[0] + 2:
            margins.clear()
        blocks.append(_block(group, kind, level, style.number))
    return blocks


def _mark_bold_text(groups: list[_Group]) -> None:
    """Mark runs of bold blocks of one size that hold a whole paragraph."""
    start = 0
    while start < len(groups):
        end = start + 1
        size = groups[start].lines[0].size
        if groups[start].is_bold:
            while end < len(groups) and groups[end].is_bold and abs(groups[end].lines[0].size - size) < 0.5:
                end += 1
            run = groups[start:end]
            if len(run) > 1 and any(_is_paragraph_long(g) for g in run):
                for group in run:
                    group.in_bold_text = True
        start = end


def _is_paragraph_long(group: _Group) -> bool:
    return sum(len(ln.words) for ln in group.lines) > TOLERANCES.heading_words


def _kind(group: _Group, style: PageStyle, captions: re.Pattern[str]) -> BlockKind:
    if group.entry:
        return "contents"
    if group.note is not None:
        return "footnote"
    text = join_words(group.lines[0].words)
    if is_caption(text, sum(len(ln.words) for ln in group.lines), captions):
        return "caption"
    if _tag_level(group, style):
        return "heading"
    if group.marker is not None and not _is_numbered_heading(group, style):
        return "bullet"
    return "heading" if _looks_like_heading(group, style) else "paragraph"


def is_caption(text: str, count: int, captions: re.Pattern[str]) -> bool:
    """Whether a block names a table or figure rather than speaking of one ("Table 3 shows...")."""
    match = captions.match(text)
    if match is None or count > TOLERANCES.caption_words or not match.group(1):
        return False
    rest = text[match.end() :]
    if rest[:1].isalnum():
        return False
    after = rest.lstrip(" :.-–—|)(")
    punctuated = rest.strip()[:1] in {":", ".", "-", "–", "—", "|", "("}
    return not after or punctuated or not after[:1].islower()


def _tag_level(group: _Group, style: PageStyle) -> int:
    """Level of the heading element that all words are tagged with; 0 for none."""
    words = [w for ln in group.lines for w in ln.words]
    levels = {style.heading_tags.get(w.tag or "", 0) for w in words}
    # Whole paragraphs are tagged as headings by people who want their looks.
    return levels.pop() if len(levels) == 1 and len(words) <= TOLERANCES.tagged_heading_words else 0


def _is_numbered_heading(group: _Group, style: PageStyle) -> bool:
    marker = group.marker
    return marker is not None and marker.is_counted and _looks_like_heading(group, style)


def _looks_like_heading(group: _Group, style: PageStyle) -> bool:
    """Whether a short block is set off by size, weight or capitals."""
    lines = group.lines
    count = sum(len(ln.words) for ln in lines)
    text = " ".join(ln.text for ln in lines)
    letters = [c for c in text if c.isalpha()]
    if not letters or count > TOLERANCES.heading_words or len(lines) > 4:
        return False
    large = lines[0].size >= TOLERANCES.heading_size * style.body
    if text[-1] in ".;," and not (large and count <= 8):
        return False
    if large or (group.is_bold and not group.in_bold_text):
        return True
    capitals = sum(c.isupper() for c in letters)
    return len(letters) > 5 and capitals > 0.9 * len(letters) and count <= 10


def _heading_level(group: _Group, style: PageStyle) -> int:
    """Level from 1 by tag, else by size against the body's, else 4 for what is only bold."""
    tagged = _tag_level(group, style)
    if tagged:
        return tagged
    ratio = group.lines[0].size / max(style.body, 1.0)
    for level, least in ((1, 1.75), (2, 1.4), (3, TOLERANCES.heading_size)):
        if ratio >= least:
            return level
    return 4


def _depth(margins: list[float], x0: float) -> int:
    """Depth of a bullet from 1, by how far its mark is indented under those above it."""
    while margins and x0 < margins[-1] - 4:
        margins.pop()
    if not margins or x0 > margins[-1] + 4:
        margins.append(x0)
    return len(margins)


def _block(group: _Group, kind: BlockKind, level: int, page: int) -> Block:
    """The block of a group; its mark is taken off the text."""
    numbers = tuple(w.number for ln in group.lines for w in ln.words)
    marker = ""
    texts = [ln.text for ln in group.lines]
    if kind == "bullet" and group.marker is not None:
        marker = group.marker.text
        first = texts[0]
        texts[0] = first[len(marker) :].strip() if first.startswith(marker) else first
    elif kind == "footnote" and group.note is not None:
        marker = group.note
        texts[0] = texts[0][len(marker) :].strip()
    text = ""
    for part in texts:
        text = join_lines(text, part)
    box = union_boxes(ln.box for ln in group.lines)
    return Block(kind, text, Place(page, box), numbers, level, marker, group.is_bold)

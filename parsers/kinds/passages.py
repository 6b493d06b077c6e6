"""Prose as passages: blocks joined over breaks, under their headings and introducing sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parsers.stitch.continuity import join_text, score_reading
from parsers.vocabulary import Vocabulary
from planhouse.content import PageContent
from planhouse.page import Block
from planhouse.records import Value
from planhouse.table import Fragment, PageTable

MOST_PIECES = 200
"""Lines of one paragraph: a hard-wrapped one has some forty."""
TITLE_REACH = 4
"""Passages from the top among which a heading may be the title."""
SHORT_LINE = 110
"""Characters of a line that may be an entry of an unmarked list."""
DEEPEST = 9
"""Level given to a bold bullet that heads the paragraph below it."""
LONGEST_POINTER = 250
"""Characters of a sentence that introduces the list below it without a colon."""
_POINTS_DOWN = re.compile(r"(?:these|the following|below|listed below|here)\b", re.I)
_OPEN = re.compile(r"\b(?:includes?|included|including|are|were|as follows|by) ?;$", re.I)
_NUMBER = re.compile(r"(?:section |part |chapter )?((?:\d{1,2}\.)*\d{1,2}\.?)(?=[\s:)])", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, bullet or heading of the document, whole."""

    kind: str
    """``heading``, ``paragraph``, ``bullet``, ``caption`` or ``footnote``."""
    text: str
    fragments: tuple[Fragment, ...]
    headings: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    lead_in: str | None = None
    """The sentence ending in a colon that introduces the list it is in."""
    marker: str = ""
    level: int = 0
    bold: bool = False

    @property
    def value(self) -> Value:
        """The passage as a printed value."""
        return Value(text=self.text, fragments=self.fragments)

    @property
    def section(self) -> str | None:
        """Headings above it joined by " / "."""
        return " / ".join(self.headings) or None

    @property
    def is_short(self) -> bool:
        """Whether it could be an entry of an unmarked list."""
        return len(self.text) <= SHORT_LINE and not self.text.endswith((".", ";", ":"))


@dataclass(frozen=True, slots=True)
class _Above:
    """A heading under which passages stand."""

    level: int
    text: str
    is_inside: bool = False
    """Put inside another heading of its own printed level."""
    is_contents: bool = False
    """Heads the table of contents, and nothing behind the next heading."""


def build_passages(contents: tuple[PageContent, ...], vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """Passages of a document in reading order, tables left out."""
    joined = _join_broken(_walk(contents))
    return _place_under_headings(_bold_bullets_head(joined), vocabulary)


def _walk(contents: tuple[PageContent, ...]) -> Iterable[Passage | None]:
    """Blocks as passages; None where a table stands between."""
    for content in contents:
        for item in content.items:
            if isinstance(item, PageTable):
                yield None
            elif item.kind not in ("furniture", "contents", "hidden"):
                yield _from_block(item)


def _from_block(block: Block) -> Passage:
    fragment = Fragment(block.text, block.place)
    return Passage(
        block.kind, block.text, (fragment,), marker=block.marker, level=block.level, bold=block.bold
    )


def _join_broken(passages: Iterable[Passage | None]) -> list[Passage | None]:
    """A paragraph or bullet cut by a page break made whole."""
    found: list[Passage | None] = []
    for passage in passages:
        above = found[-1] if found else None
        if passage is not None and above is not None and _goes_on(above, passage):
            text = join_text(above.text, passage.text)
            found[-1] = replace(above, text=text, fragments=above.fragments + passage.fragments)
        else:
            found.append(passage)
    return found


def _goes_on(above: Passage, below: Passage) -> bool:
    """Whether a paragraph begins in mid-sentence where the passage above it stopped."""
    if len(above.fragments) >= MOST_PIECES:
        return False
    if below.kind != "paragraph" or above.kind not in ("paragraph", "bullet") or above.bold != below.bold:
        return False
    if above.text.endswith((".", "!", "?", ":", ";")) or not below.text[:1].islower():
        return False
    return score_reading(above.text, below.text)[0] >= 2.0


def _bold_bullets_head(passages: list[Passage | None]) -> list[Passage | None]:
    """A bold bullet above a plain paragraph is that paragraph's heading."""
    found = list(passages)
    for i, passage in enumerate(passages[:-1]):
        below = passages[i + 1]
        heads = below is not None and below.kind in ("paragraph", "heading")
        if passage and passage.kind == "bullet" and passage.bold and heads:
            found[i] = replace(passage, kind="heading", level=DEEPEST)
    return found


def _place_under_headings(passages: list[Passage | None], vocabulary: Vocabulary) -> tuple[Passage, ...]:
    stack: list[_Above] = []
    lead_in: str | None = None
    found: list[Passage] = []
    for i, passage in enumerate(passages):
        if passage is None:
            lead_in = None
            continue
        if passage.kind == "heading" and any(h.text == passage.text for h in stack):
            # A running head printed again in mid-section changes nothing.
            found.append(replace(passage, headings=tuple(h.text for h in stack)))
            continue
        if passage.kind == "heading" and passage.text.endswith(":"):
            lead_in = passage.text
            found.append(replace(passage, headings=tuple(h.text for h in stack)))
            continue
        if not stack and len(found) < TITLE_REACH and _is_title(passage, vocabulary):
            found.append(passage)
            continue
        if passage.kind == "heading":
            stack = [h for h in stack if not h.is_contents]
            # What stands between two headings, a table too, belongs to the first.
            above = passages[i - 1] if i else None
            level, inside = _level_under(stack, passage, above, vocabulary)
            contents = vocabulary.is_contents(passage.text)
            stack = [h for h in stack if h.level < level] + [_Above(level, passage.text, inside, contents)]
            # A colon is open until its list ends, bold bullets with their text among it; a full stop is not.
            lead_in = lead_in if level == DEEPEST and not (lead_in or "").endswith(".") else None
            outer = tuple(h.text for h in stack[:-1])
            found.append(replace(passage, headings=outer, level=level, lead_in=lead_in))
            continue
        headings = tuple(h.text for h in stack)
        if passage.kind == "paragraph" and _introduces(
            passage, passages[i + 1] if i + 1 < len(passages) else None, vocabulary
        ):
            lead_in = passage.text
            found.append(replace(passage, headings=headings))
            continue
        explains = bool(stack) and stack[-1].level == DEEPEST
        if passage.kind == "paragraph" and not (lead_in and passage.is_short) and not explains:
            lead_in = None
        found.append(replace(passage, headings=headings, lead_in=lead_in))
    return tuple(found)


def _is_title(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether one of the first headings is the document's title, which heads everything and nothing."""
    lowered = passage.text.lower()
    return passage.kind == "heading" and any(
        re.search(rf"\b{word}\b", lowered) for word in vocabulary.document["plan_words"]
    )


def _introduces(passage: Passage, below: Passage | None, vocabulary: Vocabulary) -> bool:
    """Whether a paragraph introduces the list below it."""
    if below is None:
        return False
    text = passage.text.rstrip()
    if text.endswith((":", ":-", "\u2013")) or is_open(text):
        return True
    # "These actions are those that have been implemented." above bullets says what they are.
    if below.kind == "bullet" and text.endswith("?") and len(text) <= SHORT_LINE:
        return True
    points = below.kind == "bullet" and _POINTS_DOWN.match(text) and len(text) <= LONGEST_POINTER
    return bool(points) and vocabulary.promise_kind(text) is not None


def is_open(text: str) -> bool:
    """Whether a text ends in mid-air before a list whose colon was printed as a semicolon."""
    return _OPEN.search(text) is not None


def _level_under(
    stack: list[_Above], passage: Passage, above: Passage | None, vocabulary: Vocabulary
) -> tuple[int, bool]:
    """Level of a heading, and whether it was put inside another of its own level.

    Exports without levels print "Achievements" and right below "Domestic abuse": the first heads all
    that follow until a heading of another kind.
    """
    level = max(1, passage.level)
    if not stack:
        return level, False
    top = stack[-1]
    if _stands_alone(passage.text, vocabulary) or any(
        _are_siblings(h.text, passage.text) for h in stack if h.level == level
    ):
        return level, False
    directly_below = above is not None and above.kind == "heading" and above.text == top.text
    if directly_below and top.level == level:
        return level + 1, True
    inside = any(h.is_inside and h.level == level + 1 for h in stack)
    announces = vocabulary.promise_kind(passage.text) or vocabulary.is_priorities(passage.text)
    return (level + 1, True) if inside and not announces else (level, False)


def _are_siblings(one: str, other: str) -> bool:
    """Whether two headings are numbered to one depth: "4. Achievements" does not head "5. Governance"."""
    depths = [m[1].strip(".").count(".") if (m := _NUMBER.match(h)) else None for h in (one, other)]
    return depths[0] is not None and depths[0] == depths[1]


def _stands_alone(heading: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading belongs to no announced section: it begins a part of its own or names a plan."""
    words = "|".join(vocabulary.document["plan_words"])
    names_plan = _YEAR.search(heading) and re.search(rf"\b(?:{words})\b", heading, re.I)
    return bool(names_plan) or vocabulary.is_apart(heading)

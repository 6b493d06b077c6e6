"""Where words begin and end in runs of characters, before anything is known of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.readers.chars import Run


@dataclass(frozen=True, slots=True)
class WordTolerances:
    """When two characters belong to one word. Lengths are parts of the font size."""

    gap: float = 0.17
    """White space that ends a word where no blank is printed. Words of justified type set without
    blanks stand at least 0.2 apart; kerning and rounding stay below 0.12."""
    blank_gap: float = 0.03
    """A printed blank ends a word unless the next character was moved back over it to within this."""
    back: float = 0.35
    """A step backwards larger than this ends a word; kerning pairs step back at most 0.2."""
    level: float = 0.5
    """Share of the lower character's height that two must have in common to stand on one line."""
    twice: float = 0.2
    """Two equal words this close, along and across, are one printed twice to look bold or shaded..."""
    twice_width: float = 0.6
    """... where the second begins within this part of the first: a narrow "l" of a geometric font is
    0.2 sizes wide, and "all" whose letters are drawn one by one would lose one of them."""
    spaced: float = 0.9
    """Letters further apart than this are not letter-spaced but stand in columns."""
    spaced_least: int = 4
    """Fewer single letters in a row than this are left alone."""
    mark_after: float = 0.3
    """A raised mark stands at most this far behind its word; further off it is another cell's text."""
    mark_before: float = 0.8
    """A raised mark at the beginning of a footnote stands at most this far before its text."""
    mark_length: int = 5
    """Characters of the longest raised mark: "1,2", "viii"."""
    raised_size: float = 0.85
    """A superscript is at most this part of its neighbour's size..."""
    raised_by: float = 0.12
    """... and its foot stands this part of the neighbour's size higher."""


TOLERANCES = WordTolerances()


ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(slots=True)
class Draft:
    """A word being built, in the frame of its direction."""

    run: Run
    text: str
    edges: list[float]
    u0: float
    u1: float
    v0: float
    v1: float
    after_blank: bool
    """A blank is printed before it."""
    superscript: bool = False
    has_ligature: bool = False
    """Some of its characters are read from one glyph and share its box."""


def find_drafts(runs: Iterable[Run], tags: Mapping[int, str]) -> tuple[list[Draft], list[Draft]]:
    """Cut runs into words by blanks, gaps, new lines and changes to or from superscript.

    Args:
        runs: characters as read, in drawing order.
        tags: marked-content id -> id of the structure element that holds it.

    Returns:
        The words, and single characters that are printed a second time over themselves.
    """
    splitter = _Splitter(tags)
    for run in runs:
        if run.chars and run.turn < 0:
            splitter.add_slanting(run)
        elif run.chars:
            splitter.add(run)
    drafts = _close_letter_spacing(splitter.drafts)
    _mark_superscripts(drafts)
    return _close_ordinals(drafts), splitter.doubled


class _Splitter:
    """Keeps the word under construction while runs go by."""

    def __init__(self, tags: Mapping[int, str]) -> None:
        self.tags = tags
        self.drafts: list[Draft] = []
        self.doubled: list[Draft] = []
        self.word: Draft | None = None
        self.blank = False
        self.blank_at = (0.0, 0.0)

    def add(self, run: Run) -> None:
        """Append a run's characters to the word or to new ones."""
        word, blank = self._before(run), self.blank
        if self.doubled and self.doubled[-1].run is run:
            return
        size = run.size or 1.0
        back, limit = -TOLERANCES.back * size, TOLERANCES.gap * size
        other_look = word is not None and word.run is not run
        for text, u0, u1 in run.chars:
            if text == " ":
                blank, self.blank_at = True, (u0, u1)
                continue
            if word is not None:
                gap = u0 - word.u1
                if back <= gap <= limit and not (blank and self._parts(gap, u0, size)):
                    word.text += text
                    if gap < 0 and u0 == word.edges[-1]:
                        word.has_ligature = True
                    word.edges.append(u0)
                    if u1 > word.u1:
                        word.u1 = u1
                    blank = False
                    if other_look:
                        word.v0, word.v1 = min(word.v0, run.v0), max(word.v1, run.v1)
                    continue
                if not blank and u1 == word.u1 and u0 == word.edges[-1]:
                    # The box of the character before: both are read from one ligature.
                    word.text += text
                    word.edges.append(u0)
                    word.has_ligature = True
                    continue
            word = Draft(run, text, [u0], u0, u1, run.v0, run.v1, blank)
            self.drafts.append(word)
            blank = other_look = False
        self.word, self.blank = word, blank

    def _parts(self, gap: float, u0: float, size: float) -> bool:
        """Whether a printed blank parts two characters: the second stands behind it, not over it."""
        if gap > TOLERANCES.blank_gap * size:
            return True
        start, end = self.blank_at
        return end - start > 2 * TOLERANCES.blank_gap * size and u0 >= (start + end) / 2

    def add_slanting(self, run: Run) -> None:
        """Words of text that runs aslant: its boxes overlap, so only blanks part it."""
        word: Draft | None = None
        for text, u0, u1 in run.chars:
            if text == " ":
                word = None
            elif word is None:
                word = Draft(run, text, [u0], u0, u1, run.v0, run.v1, True)
                self.drafts.append(word)
            else:
                word.text += text
                word.edges.append(u0)
                word.u0, word.u1 = min(word.u0, u0), max(word.u1, u1)
        self.word, self.blank = None, False

    def _before(self, run: Run) -> Draft | None:
        """The word that a new run may continue."""
        word = self.word
        if word is None:
            return None
        if _is_doubled(word, run):
            text, u0, u1 = run.chars[0]
            self.doubled.append(Draft(run, text, [u0], u0, u1, run.v0, run.v1, self.blank))
            return word
        if not _goes_on(word, run, self.tags):
            self.word = None
            return None
        return word


def _is_doubled(word: Draft, run: Run) -> bool:
    """Whether a run of one character repeats the last one printed, in place."""
    text, u0, u1 = run.chars[0]
    return (
        len(run.chars) == 1
        and word.text[-1:] == text
        and word.run is not run
        and word.run.turn == run.turn
        and abs(word.edges[-1] - u0) <= twice_within(run.size, u1 - u0)
        and abs(word.v1 - run.v1) <= TOLERANCES.twice * run.size
    )


def twice_within(size: float, width: float) -> float:
    """Points within which equal text that begins again is the same text, printed twice.

    Args:
        size: of the font in points.
        width: of the text in points; 0 where the file gives the glyph none.
    """
    near = TOLERANCES.twice * size
    return min(near, TOLERANCES.twice_width * width) if width > 0 else near


def _goes_on(word: Draft, run: Run, tags: Mapping[int, str]) -> bool:
    """Whether a new run may continue the word: same line, same direction, not raised or lowered."""
    last = word.run
    if last is run:
        return True
    if last.turn != run.turn or run.turn < 0:
        return False
    if last.look.mark != run.look.mark and tags.get(last.look.mark) != tags.get(run.look.mark):
        return False
    if last.look.invisible != run.look.invisible:
        return False
    shared = min(word.v1, run.v1) - max(word.v0, run.v0)
    if shared < TOLERANCES.level * min(word.v1 - word.v0, run.v1 - run.v0):
        return False
    return not _is_raised(word.run, run) and not _is_raised(run, word.run)


def _is_raised(base: Run, run: Run) -> bool:
    """Whether ``run`` is set smaller and higher than ``base``."""
    return (
        run.size <= TOLERANCES.raised_size * base.size
        and run.v1 <= base.v1 - TOLERANCES.raised_by * base.size
    )


def _mark_superscripts(drafts: Sequence[Draft]) -> None:
    """Flag words that stand raised beside a neighbour on their line."""
    for one, other in pairwise(drafts):
        if one.run is other.run or one.run.turn != other.run.turn:
            continue
        gap = other.u0 - one.u1
        if gap < -0.3 * max(one.run.size, other.run.size):
            continue
        if _is_mark_of(other, one, gap <= TOLERANCES.mark_after * one.run.size):
            other.superscript = True
        elif _is_mark_of(one, other, gap <= TOLERANCES.mark_before * other.run.size):
            one.superscript = True


def _is_mark_of(raised: Draft, base: Draft, is_near: bool) -> bool:
    """Whether a short word stands raised beside another that is none itself."""
    return (
        is_near
        and not base.superscript
        and len(raised.text) <= TOLERANCES.mark_length
        and _is_raised(base.run, raised.run)
        and raised.v1 > base.v0
        and raised.v0 < base.v1
    )


def _close_ordinals(drafts: list[Draft]) -> list[Draft]:
    """Join a raised "st", "nd", "rd" or "th" to its number: that is no footnote's mark."""
    found: list[Draft] = []
    for draft in drafts:
        above = found[-1] if found else None
        if (
            above is not None
            and draft.superscript
            and draft.text.rstrip(",.;:)").lower() in ORDINALS
            and above.text[-1].isdigit()
            and abs(draft.u0 - above.u1) < TOLERANCES.gap * above.run.size
        ):
            above.text += draft.text
            above.edges += draft.edges
            above.u1 = draft.u1
        else:
            found.append(draft)
    return found


def _close_letter_spacing(drafts: list[Draft]) -> list[Draft]:
    """Join rows of single letters set apart for looks: "S A F E R" is one word."""
    result: list[Draft] = []
    start = 0
    while start < len(drafts):
        end = start
        while end < len(drafts) and len(drafts[end].text) == 1 and drafts[end].text.isalpha():
            if end > start and not _follows(drafts[end - 1], drafts[end]):
                break
            end += 1
        if end - start >= TOLERANCES.spaced_least:
            result.extend(_join_spaced(drafts[start:end]))
        else:
            end = max(end, start + 1)
            result.extend(drafts[start:end])
        start = end
    return result


def _follows(one: Draft, other: Draft) -> bool:
    """Whether a single letter stands next to another on the same line in the same type."""
    gap = other.u0 - one.u1
    size = one.run.size
    return (
        one.run.turn == other.run.turn
        and abs(one.v1 - other.v1) < 0.1 * size
        and abs(size - other.run.size) < 0.05 * size
        and -0.1 * size < gap < TOLERANCES.spaced * size
    )


def _join_spaced(letters: list[Draft]) -> list[Draft]:
    """Letters of a spaced row as words: a gap clearly wider than most ends one."""
    gaps = sorted(b.u0 - a.u1 for a, b in pairwise(letters))
    usual = gaps[len(gaps) // 2]
    limit = usual * 1.6 + 0.05 * letters[0].run.size
    words = [letters[0]]
    for letter in letters[1:]:
        word = words[-1]
        if letter.u0 - word.u1 > limit:
            words.append(letter)
            continue
        word.text += letter.text
        word.edges.append(letter.u0)
        word.u1 = letter.u1
    return words

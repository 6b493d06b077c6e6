"""Words that a narrow column broke over two lines without a hyphen: "Communicatio" / "ns".

Browsers, LibreOffice and PDF libraries break a word anywhere when it is longer than its column. The
broken word begins a line and fills it to the last letter that fits; some break any word that reaches the
edge. So do two words now and then ("Environmental" / "health"), and only the document's other words tell:
a half of a broken word is no word anywhere else in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from planhouse.content import PageContent
from planhouse.page import Word
from planhouse.table import Cell, PageTable


@dataclass(frozen=True, slots=True)
class BreakLimits:
    """What is taken for a broken word where the document never prints it whole."""

    padding: float = 8.0
    """Points between a column's text and its edge, at most; Word pads 5.4, browsers up to 8."""
    slack: float = 1.5
    """Points by which a line may seem to have room for one more letter."""
    loose: float = 1.0
    """The same in font sizes where the whole word is known: without rules the edge lies in the gutter."""
    shortest: int = 3
    """Letters of the shortest first half; no column is narrower."""
    shortest_after: int = 2
    """The same behind other words of its line: "Stronger Co" / "mmunities" was seen."""
    longest_end: int = 2
    """Letters of the longest second half of a word that is nowhere printed whole: longer ends may be words of
    their own ("Neighbourhood" / "manager", "Youth" / "gym")."""


LIMITS = BreakLimits()
_LETTER_WORDS = frozenset({"a", "i", "o"})
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HALF = re.compile(r"[^\W\d_]+")
_REST = re.compile(r"(?P<letters>[^\W\d_]+)(?:['’][a-z]+)?[.,;:)!?/]*")
_DATE_HALF = re.compile(r"\d{1,2}/(?:\d{1,2}/(?:\d|19|20|(?:19|20)\d)?)?")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\d\d|(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Break:
    """Two words of a cell that may be the halves of one."""

    first: Word
    """The last word of its line."""
    rest: Word
    """The first word of the next line."""
    room: float
    """Points left behind the first word once a letter more stands there; negative where it reaches past its
    column's text."""
    is_alone: bool
    """Whether the first word has its line for itself."""
    ends_alone: bool
    """Whether the second word has."""

    @property
    def words(self) -> tuple[Word, Word]:
        return self.first, self.rest


def mend_broken_words(
    contents: tuple[PageContent, ...], posts: frozenset[str] = frozenset()
) -> tuple[PageContent, ...]:
    """The pages with the words that their tables' cells broke written whole.

    Only the text of cells is mended: words and their boxes stay as printed.

    Args:
        contents: the pages of the document.
        posts: words that name what somebody is, in small letters; known as those of the list of words are.
    """
    halves = {
        (content.number, found.first.number): found for content in contents for found in _find_breaks(content)
    }
    if not halves:
        return contents
    known = _count_words(contents, {(page, w.number) for (page, _), h in halves.items() for w in h.words})
    whole = read_words("words_of_plans") | posts
    broken = {key: found.rest for key, found in halves.items() if _is_one_word(found, known, whole)}
    for run in _find_runs(halves):
        if _is_known("".join(_letters(w) for w in (run[0].first, *(f.rest for f in run))), known, whole):
            broken |= {(f.first.place.page, f.first.number): f.rest for f in run}
    pages: dict[int | None, dict[int, Word]] = {}
    for (page, number), rest in broken.items():
        pages.setdefault(page, {})[number] = rest
    return tuple(_mend_page(c, pages[c.number]) if c.number in pages else c for c in contents)


def _find_runs(halves: dict[tuple[int | None, int], _Break]) -> Iterator[list[_Break]]:
    """Words that fill two lines and more, each alone: "Communi" / "catio" / "ns"."""
    rests = {(page, found.rest.number) for (page, _), found in halves.items()}
    for (page, number), found in halves.items():
        if (page, number) in rests:
            continue
        run = [found]
        while (following := halves.get((page, run[-1].rest.number))) and following.is_alone:
            run.append(following)
        if len(run) > 1 and all(_has_little_room(f) for f in run):
            yield run


def _find_breaks(content: PageContent) -> Iterator[_Break]:
    """The last word of each line of a cell with the one that begins the next, where they may be halves."""
    by_number = {w.number: w for w in content.words}
    for cell in (c for table in content.tables for c in table.cells):
        box = cell.place.box
        words = [by_number[n] for n in cell.words]
        if box is None or len(words) < 2:
            continue
        edge = box.x1 - min(max(min(w.box.x0 for w in words) - box.x0, 0.0), LIMITS.padding)
        starts = [i for i, w in enumerate(words) if not i or _is_below(words[i - 1], w)]
        ends = (*starts[2:], len(words))
        for (here, below), end in zip(pairwise(starts), ends, strict=False):  # one line has an end alone
            first, rest = words[below - 1], words[below]
            is_alone = below == here + 1
            shortest = LIMITS.shortest if is_alone else LIMITS.shortest_after
            if first.upright and _may_be_halves(first, rest, shortest):
                room = edge - first.box.x1 - rest.box.width / len(rest.text)
                yield _Break(first, rest, room, is_alone, end == below + 1)


def _is_below(before: Word, word: Word) -> bool:
    """Whether a word stands on the line below the one before it."""
    return word.box.mid_y - before.box.mid_y > 0.5 * max(before.size, 1.0)


def _may_be_halves(first: Word, rest: Word, shortest: int) -> bool:
    """Whether two words follow as halves do: same type, letters in the same case, or a date's digits."""
    if (first.font, round(first.size, 1)) != (rest.font, round(rest.size, 1)):
        return False
    if _DATE_HALF.fullmatch(first.text):
        return rest.text[0].isdigit()
    end = _REST.fullmatch(rest.text)
    if end is None or not _HALF.fullmatch(_last_part(first.text)) or len(first.text) < shortest:
        return False
    same_case = rest.text[0].islower() == first.text[-1].islower()
    return same_case and (rest.text[0].islower() or first.text.isupper())


def _last_part(text: str) -> str:
    """What of a word may be a half: behind its last hyphen or slash."""
    return re.split(r"[-/(]", text)[-1]


@cache
def read_words(name: str) -> frozenset[str]:
    """A list of words: long ones that plans print, or ones so short that they are no ends of others."""
    text = files("parsers").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _count_words(contents: Iterable[PageContent], halves: set[tuple[int | None, int]]) -> Counter[str]:
    """How often each word is printed in the document, folded; those that may be halves do not count."""
    return Counter(
        part.casefold()
        for content in contents
        for word in content.words
        if (content.number, word.number) not in halves
        for part in _LETTERS.findall(word.text)
    )


def _is_one_word(found: _Break, known: Counter[str], whole: frozenset[str]) -> bool:
    """Whether two words are the halves of one, by the document's other words and by the room left.

    Few programs break a word that has other words before it on its line: there both halves must be no
    words and the whole be one. Letters of two names in capitals ("CCTV" / "ASB") are one word only where
    the whole is known.
    """
    first, rest = found.first.text, found.rest.text
    is_full = found.room <= LIMITS.slack
    if _DATE_HALF.fullmatch(first):
        return is_full and found.ends_alone and _DATE.fullmatch(first + rest) is not None
    half, other = _last_part(first).casefold(), _letters(found.rest)
    if known[half] or not _has_little_room(found):
        return False
    if not found.is_alone:
        return is_full and _is_known(half + other, known, whole) and not known[other]
    is_letter = len(other) == 1 and other not in _LETTER_WORDS  # "Januar" / "y" is printed so elsewhere too
    if known[half + other] or (_is_known(half + other, known, whole) and (is_letter or not known[other])):
        return True
    may_end = len(other) <= LIMITS.longest_end and rest.islower() and other not in read_words("short_words")
    return is_full and may_end and not known[other]


def _has_little_room(found: _Break) -> bool:
    """Whether the first word ends so near its column's edge that it may have been broken there."""
    return found.room <= LIMITS.loose * found.first.size


def _is_known(word: str, known: Counter[str], whole: frozenset[str]) -> bool:
    """Whether a word is printed whole in the document, or is one that plans print."""
    return known[word] > 0 or word in whole


def _letters(word: Word) -> str:
    """A word folded, without the marks behind it and what stands before its last hyphen."""
    end = _REST.fullmatch(word.text)
    return (end["letters"] if end else _last_part(word.text)).casefold()


def _mend_page(content: PageContent, broken: dict[int, Word]) -> PageContent:
    words = {w.number: w for w in content.words}
    items = tuple(
        replace(i, cells=tuple(_mend_cell(c, broken, words) for c in i.cells))
        if isinstance(i, PageTable) else i
        for i in content.items
    )  # fmt: skip
    return replace(content, items=items)


def _mend_cell(cell: Cell, broken: dict[int, Word], words: dict[int, Word]) -> Cell:
    text = cell.text
    begun = ""
    for number in cell.words:
        if number in broken:
            first, rest = begun or words[number].text, broken[number].text
            text = _join(text, first, rest)
        begun = first + rest if number in broken else ""
    return replace(cell, text=text) if text != cell.text else cell


def _join(text: str, first: str, rest: str) -> str:
    """The text with two words that follow in it written as one."""
    found = re.search(rf"(?<!\S){re.escape(first)}(?P<gap> ){re.escape(rest)}(?!\S)", text)
    return text[: found.start("gap")] + text[found.end("gap") :] if found else text

"""Words of a page from its characters: placed, numbered, and what nobody can see left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from parsers.readers.chars import Run
from parsers.readers.display import Corners, Display, user_box
from parsers.readers.word_drafts import TOLERANCES, Draft, find_drafts, twice_within
from planhouse.geometry import Box, Place
from planhouse.page import Drop, Word

LEAST_VISIBLE = 0.2
"""A word of which less than this part shows cannot be read."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits as one types them raised."""
LEAST_TEXT_AREA = 4.0
"""Square points of ink below which a piece of text is at most a full stop."""
Unseen = Literal["overprint", "clipped", "invisible"]


def build_words(
    runs: Iterable[Run],
    display: Display,
    page: int,
    tags: Mapping[int, str] | None = None,
    keep_invisible: bool = False,
) -> tuple[list[Word], list[Drop]]:
    """Words in reading order of their runs, numbered from 0, and what was left out with its reason.

    Args:
        runs: characters as read, in drawing order.
        display: how the page is shown.
        page: page number from 1.
        tags: marked-content id -> id of the structure element that holds it.
        keep_invisible: read text that is drawn without ink: the text layer of a scan.
    """
    drafts, doubled = find_drafts(runs, tags or {})
    words: list[Word] = []
    drops = [Drop(d.text, "overprint", Place(page, _box(d, display))) for d in doubled]
    seen: dict[str, list[Draft]] = {}
    for draft in drafts:
        box = _box(draft, display)
        reason = _unseen(draft, box, display, seen, keep_invisible)
        if reason is not None:
            drops.append(Drop(_typed(draft.text), reason, Place(page, box)))
            continue
        words.append(_word(draft, box, len(words), page, display, tags))
    return words, drops


def find_overprints(words: Iterable[Word], boxes: list[Box]) -> tuple[list[Drop], int]:
    """What text objects repeat that are printed over words already read.

    Args:
        words: the words of the page.
        boxes: boxes of text objects whose characters were held back as repetitions.

    Returns:
        The repetitions, and how many of the boxes have no word under them: text that was missed.
    """
    if not boxes:
        return [], 0
    listed = list(words)
    drops: list[Drop] = []
    missed = 0
    for box in boxes:
        under = [w for w in listed if w.box.overlap_area(box) > 0]
        if under:
            drops.append(Drop(" ".join(w.text for w in under), "overprint", under[0].place))
        elif box.area > LEAST_TEXT_AREA:
            missed += 1
    return drops, missed


def _unseen(
    draft: Draft, box: Box, display: Display, seen: dict[str, list[Draft]], keep_invisible: bool
) -> Unseen | None:
    """Why nobody can see the word, or sees it as part of another; None where it shows."""
    look = draft.run.look
    if look.invisible and not keep_invisible:
        return "invisible"
    if not _shows(box, look.clip, display):
        return "clipped"
    return "overprint" if _is_repeat(draft, seen) else None


def _shows(box: Box, clip: Corners | None, display: Display) -> bool:
    """Whether enough of a word lies on the page and within its clip to be read."""
    if (
        clip is None
        and box.x0 >= 0
        and box.top >= 0
        and box.x1 <= display.width
        and box.bottom <= display.height
    ):
        return True
    shown = display.clipped(box)
    if shown is None:
        return False
    visible = shown.area
    if clip is not None:
        visible = shown.overlap_area(display.box(*clip))
    return visible >= LEAST_VISIBLE * box.area and visible > 0


def _is_repeat(draft: Draft, seen: dict[str, list[Draft]]) -> bool:
    """Whether the same word was printed before at nearly the same spot."""
    size = draft.run.size or 1.0
    near, along = TOLERANCES.twice * size, twice_within(size, draft.u1 - draft.u0)
    before = seen.setdefault(draft.text, [])
    for other in before:
        if (
            other.run.turn == draft.run.turn
            and abs(other.u0 - draft.u0) <= along
            and abs(other.v0 - draft.v0) <= near
            and abs(other.u1 - draft.u1) <= 2 * near
        ):
            return True
    before.append(draft)
    return False


def _box(draft: Draft, display: Display) -> Box:
    turn = max(draft.run.turn, 0)
    x0, y0, x1, y1 = user_box(draft.u0, draft.v0, draft.u1, draft.v1, turn)
    return display.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _typed(text: str) -> str:
    """The word as one would type it: a soft hyphen counts only where it shows, at the end."""
    if "\xad" in text:
        text = text[:-1].replace("\xad", "") + ("-" if text[-1] == "\xad" else text[-1])
    return text


def _word(
    draft: Draft, box: Box, number: int, page: int, display: Display, tags: Mapping[int, str] | None
) -> Word:
    look = draft.run.look
    text = _typed(draft.text)
    turn = draft.run.turn
    shown = (display.quarters - turn) % 4 if turn >= 0 else -1
    edges = _edges(draft, box, shown) if len(text) == len(draft.text) else ()
    if draft.superscript:
        # "64,133" with a raised 1 is no 641,331: the mark stays one however words are joined.
        text = text.translate(RAISED)
    return Word(
        number,
        text,
        Place(page, box),
        look.face.name,
        round(draft.run.size, 2),
        look.face.bold,
        look.face.italic,
        draft.superscript,
        shown == 0,
        edges,
        tags.get(look.mark) if tags else None,
        look.colour,
    )


def _edges(draft: Draft, box: Box, shown: int) -> tuple[float, ...]:
    """Boundaries of the characters on the displayed page, in reading direction.

    Args:
        draft: the word; letters read from one glyph share its width evenly.
        box: its displayed box.
        shown: clockwise quarters its writing is turned on the displayed page; -1 for slanting.
    """
    if shown < 0:
        return ()
    along = [*draft.edges, draft.u1]
    if draft.has_ligature:
        along = _shared_out(along)
    start = along[0]
    if shown == 0:
        shift = box.x0 - start
        return tuple([u + shift for u in along])
    if shown == 1:
        return tuple(box.top + (u - start) for u in along)
    if shown == 2:
        return tuple(box.x1 - (u - start) for u in along)
    return tuple(box.bottom - (u - start) for u in along)


def _shared_out(edges: list[float]) -> list[float]:
    """Give letters of one glyph equal shares of it instead of one start."""
    index = 0
    while index < len(edges) - 1:
        last = index
        while last + 1 < len(edges) - 1 and edges[last + 1] == edges[index]:
            last += 1
        if last > index:
            step = (edges[last + 1] - edges[index]) / (last + 1 - index)
            for k in range(index + 1, last + 1):
                edges[k] = edges[index] + step * (k - index)
        index = last + 1
    return edges

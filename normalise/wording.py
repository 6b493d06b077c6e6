"""Wording around names: ends of department names, words before a role, calling names of partnerships."""

from __future__ import annotations

import functools
import re

_TAIL = (
    "team teams unit units officer officers manager managers lead leads coordinator coordinators "
    "department departments dept section service services staff commander inspector inspectors "
    "sergeant sergeants directorate division representative representatives desk hub link advisor "
    "advisors adviser advisers wardens constable constables pcso pcsos superintendent chair office "
    "officials colleagues executive leader leaders npt lpa bcu headquarters hq"
)
TAIL_WORDS = frozenset(_TAIL.split())
"""Words that end the name of a part of a body: "TVP officers", "WODC Housing Team"."""
BEAT_WORDS = frozenset({"district", "area", "borough", "division", "sector"})
"""Words that end the name of a stretch of a force's area."""
CUTS = (",", ";", "/", "+", "&")
MOST_PART_WORDS = 6
"""Words of the longest name of a department that ends with a word such as "team"."""
MOST_NAME_WORDS = 8
"""Words of the longest name read by its last words alone."""
_SEVERAL = re.compile(r"[/,;+]|\s&\s|\s[-–—]\s|(?:^|\s)(?:\d{1,2}[.)]|\([a-h\d]\))\s")
_QUALIFIERS = re.compile(
    r"^(?:(?:all|local|relevant|other|the|both|key|our|various|some|appropriate|identified|partner|area|district"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+)+"
)
_SAFER = re.compile(
    r"safer (?P<place>.+?)(?: (?:community|communities|neighbourhoods))?(?: partnership)?(?: board)?"
)


def is_part_wording(text: str, folded: str) -> bool:
    """Whether a text reads like a part of a body: few words, one name, ending with "team" or the like."""
    words = folded.split()
    if not words or len(words) > MOST_PART_WORDS or is_several(text):
        return False
    return words[-1] in TAIL_WORDS and words[0] not in {"and", "or", "of", "with"}


def is_beat(folded: str) -> bool:
    """Whether a text names a stretch of a force's area: "harlow district"."""
    words = folded.split()
    return 1 < len(words) <= 4 and words[-1] in BEAT_WORDS


@functools.lru_cache(maxsize=1 << 14)
def is_several(text: str) -> bool:
    """Whether a text holds a mark that separates names."""
    return _SEVERAL.search(text) is not None


@functools.lru_cache(maxsize=1 << 14)
def drop_qualifiers(folded: str) -> str:
    """A wording without "all", "local", "all five" before it."""
    return _QUALIFIERS.sub("", folded)


def plain_partnership(folded: str) -> str:
    """A partnership's calling name as place and kind: "safer bristol partnership" is Bristol's."""
    found = _SAFER.fullmatch(folded)
    return f"{found['place']} community safety partnership" if found else folded

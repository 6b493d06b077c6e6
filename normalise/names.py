"""Names for comparison: case, punctuation, short forms of counties; and a name as a place and a kind."""

from __future__ import annotations

import functools
import re
import unicodedata

COUNTIES = {
    "oxon": "oxfordshire", "berks": "berkshire", "bucks": "buckinghamshire", "beds": "bedfordshire",
    "cambs": "cambridgeshire", "derbys": "derbyshire", "glos": "gloucestershire", "gloucs": "gloucestershire",
    "hants": "hampshire", "herts": "hertfordshire", "hunts": "huntingdonshire", "lancs": "lancashire",
    "leics": "leicestershire", "lincs": "lincolnshire", "northants": "northamptonshire",
    "notts": "nottinghamshire", "shrops": "shropshire", "salop": "shropshire", "staffs": "staffordshire",
    "wilts": "wiltshire", "worcs": "worcestershire", "warks": "warwickshire", "yorks": "yorkshire",
    "mids": "midlands", "gtr": "greater", "northumb": "northumberland", "carms": "carmarthenshire",
    "pembs": "pembrokeshire", "soton": "southampton", "pboro": "peterborough", "wolves": "wolverhampton",
    "middx": "middlesex", "iow": "isle of wight",
}  # fmt: skip
WORDS = {
    "svc": "service", "svcs": "services", "dept": "department", "govt": "government", "comm": "community",
    "cncl": "council", "auth": "authority", "hsg": "housing", "assoc": "association", "org": "organisation",
    "orgs": "organisations", "mgr": "manager", "nhsft": "nhs foundation trust", "saint": "st",
    "constab": "constabulary", "supt": "superintendent", "insp": "inspector", "sgt": "sergeant",
    "ptnr": "partner", "ptnrs": "partners", "ptnship": "partnership", "tm": "team",
    "mngr": "manager", "offr": "officer", "hosp": "hospital", "hosps": "hospitals", "univ": "university",
}  # fmt: skip
POINTS = {"n": "north", "s": "south", "e": "east", "w": "west", "ne": "north east", "nw": "north west",
          "se": "south east", "sw": "south west"}  # fmt: skip
"""Points of the compass, read so only before a place: "W Oxon", "NE Lincs"."""
_SHORT = COUNTIES | WORDS
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DOTTED = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
"""Stops within an acronym: "N.H.S."."""
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


@functools.lru_cache(maxsize=1 << 16)
def fold_name(text: str) -> str:
    """A name for comparison: lower case, "&" as "and", no punctuation, short forms of counties in full."""
    low = text if text.isascii() else strip_accents(text)
    low = low.lower().translate(_APOSTROPHES).replace("&", " and ")
    if "." in low or low.startswith("h m "):
        low = _DOTTED.sub("", low.replace("h m ", "hm ", 1) if low.startswith("h m ") else low)
    words = _NOT_WORD.sub(" ", low).split()
    if len(words) > 1:
        while len(words) > 1 and words[0] == "the":
            del words[0]
        if words[0] in POINTS and len(words) > 1 and len(words[1]) > 3 and words[1] != "council":
            words[0] = POINTS[words[0]]
    return " ".join(_SHORT.get(w, w) for w in words)


def strip_accents(text: str) -> str:
    """Letters without accents, compatibility forms resolved."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_acronym(text: str) -> bool:
    """Whether a text is one token of two to eight characters that is written as an acronym: TVP, SECAmb."""
    token = text.strip(" .,;:()[]").replace(".", "").replace("&", "")
    if not 2 <= len(token) <= 8 or not token.isalnum() or not token[0].isalpha():
        return False
    upper = sum(c.isupper() for c in token)
    return upper >= 2 and upper >= len(token.rstrip("s")) - 3


def acronym_key(text: str) -> str:
    """An acronym for looking up: letters and digits in upper case, a plural s dropped."""
    token = re.sub(r"[^A-Za-z0-9]", "", text)
    if len(token) > 3 and token.endswith("s") and token[:-1].isupper():
        token = token[:-1]
    return token.upper()


CONNECTORS = {"for", "of", "in", "the", "and"}


def split_kind(
    words: list[str], kinds: dict[tuple[str, ...], tuple[str, ...]], longest: int
) -> list[tuple[str, str]]:
    """Readings of a name as (group of kinds, place), longest kind words first; the place may be empty.

    Args:
        words: The folded name.
        kinds: Kind words -> groups.
        longest: Words of the longest entry in ``kinds``.
    """
    found: list[tuple[str, str]] = []
    count = len(words)
    for size in range(min(longest, count), 0, -1):
        tail = kinds.get(tuple(words[count - size :]))
        if tail:
            place = " ".join(words[: count - size])
            found += [(group, place) for group in tail]
        if size == count:
            continue
        head = kinds.get(tuple(words[:size]))
        if head:
            rest = words[size:]
            while len(rest) > 1 and rest[0] in CONNECTORS:
                rest = rest[1:]
            found += [(group, " ".join(rest)) for group in head]
    return found

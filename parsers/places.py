"""Which wording names an area: a list of British places, and the words of areas in general."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

WORDS_TOO = frozenset(
    {
        "Reading",
        "Bath",
        "Rugby",
        "Sale",
        "Barking",
        "Battle",
        "Rye",
        "Deal",
        "Wells",
        "Sandwich",
        "Hove",
    }
)
"""Places whose name is a word as well."""
_SUFFIX = re.compile(
    r"\s+(?:total|average|csps?|community safety partnerships?|(?:city|district|borough|county|town|parish) "
    r"council|council|district|borough|county|police(?: force)?|constabulary|force area|force)$"
)
_PREFIX = re.compile(
    r"^(?:total(?: for)?|city of|county of|royal borough of|london borough of|the|all of)\s+"
)
_TOTAL_OF_WORDS = re.compile(r"(?:[Tt]otal|TOTAL|All)\s+[a-z]+(?:\s+[a-z]+)*$")
"""Totals of what is no name: "Total mapped"."""
_AREA_HEADERS = re.compile(
    r"\b(?:areas?|districts?|boroughs?|bocu|wards?|towns?|parish(?:es)?|count(?:y|ies)|regions?|localit(?:y|ies)|"
    r"authorit(?:y|ies)|forces?|lpas?|csps?|partnerships?|places?|settlements?|neighbourhoods?|city|cities|"
    r"country|countries|geography|lsoas?|divisions?|bcus?|beats?|sub-?regions?|constituenc(?:y|ies)|"
    r"villages?|estates?|borough commands?|station grounds?|clusters?|msoas?)\b|^(?:streets?|street names?)$",
    re.IGNORECASE,
)
_SITE_HEADERS = re.compile(r"\b(?:stations?|sectors?|sites?|hot ?spots?|locations?|postcodes?)\b", re.I)
"""Headers of smaller places or of parts of an economy; areas where a known place is among those below."""
_NOT_AREA_HEADERS = re.compile(
    r"\b(?:type|code|per|of crime|work|police recorded|crime|offences?|expense|service|subject|policy)\b"
    r"|\bareas? of (?!residence|origin|the\b)",
    re.IGNORECASE,
)
"""Headers that are of something else: "Area of spending", "Crime per ward"."""
_BEGINS_SENTENCE = re.compile(r"(?:…|\.\.\.)\s*:?$|\b(?:this|your|my|our|local) area\b", re.I)
"""A header that the answers below go on with: "The police in this area ..."."""
_KIND_OF_AREAS = re.compile(
    r"(?:the |all |other |our |most |least )*"
    r"(?:(?:unitary|metropolitan|rural|urban|local|billing|member|partner) )?"
    r"(?:districts|boroughs|wards|parishes|counties|authorities|forces|cities|towns|neighbourhoods|areas)\b"
)
"""Areas told by their kind, which are no name: "Districts of the county"."""
_AREA_WORDS = re.compile(
    r"\b(?:wards?|parish|borough|district|county|town centre|city centre|region|lpa)$|^\w+shire$",
    re.IGNORECASE,
)


@cache
def read_places() -> frozenset[str]:
    """Folded names of the places known to the package."""
    return frozenset(_fold(name) for name in _read_names())


@cache
def _read_data() -> dict[str, Any]:
    return tomllib.loads(files("parsers").joinpath("places.toml").read_text(encoding="utf-8"))


def _read_names() -> list[str]:
    data = _read_data()
    return [*data["places"], *data["short_names"], *data["towns"]]


@cache
def _phrase() -> re.Pattern[str]:
    names = sorted(_read_names(), key=len, reverse=True)
    listed = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace("and", "(?:and|&)") for n in names)
    return re.compile(rf"(?<![\w-])(?:{listed}|[A-Z][a-z]+shire)(?![\w-])")


def is_place(label: str) -> bool:
    """Whether a label, without words such as "Total" or "District", names a known place."""
    folded = _fold(label)
    return (
        bool(folded)
        and not names_total_of_words(label)
        and not _KIND_OF_AREAS.match(folded)
        and (
            folded in read_places()
            or strip_area_words(folded) in read_places()
            or bool(_AREA_WORDS.search(folded))
        )
    )


def is_area_letters(text: str) -> bool:
    """Whether a text is the letters of a wider area, or of a family of areas: "GM", "MSG"."""
    return text.casefold() in {letters.casefold() for letters in _vocabulary("area_letters")}


def names_total_of_words(label: str) -> bool:
    """Whether a label is a total of what is no name: "Total mapped"."""
    return _TOTAL_OF_WORDS.match(label) is not None


def is_only_place(text: str) -> bool:
    """Whether a text is the name of a known place and no word more."""
    return find_places(text) == ((0, len(text)),)


def strip_area_words(label: str) -> str:
    """The place of "Oxfordshire Total" or "City of York Council"; wording otherwise as it was."""
    text = label.strip()
    for _ in range(2):
        shorter = re.sub(_SUFFIX.pattern, "", text, flags=re.IGNORECASE)
        shorter = re.sub(_PREFIX.pattern, "", shorter, flags=re.IGNORECASE)
        is_cut_short = re.search(r"\b(?:of|the)$", shorter, re.IGNORECASE)  # "Rest of the district"
        text = text if is_cut_short or not shorter else shorter
    return text


def mend_place(label: str) -> str:
    """A place broken over two lines ("Monmouth-shire", "Allerdal e") as one word; other wording as it was."""
    if is_place(label):
        return label
    mended = re.sub(r"(?<=[a-z])-\s?(?=[a-z])|(?<=[a-z])\s(?=[a-z]{1,3}$)", "", label)
    return mended if mended != label and _fold(mended) in read_places() else label


def is_area_header(header: str) -> bool:
    """Whether a column header announces areas: "District", "Police force area", "BOCU Name"."""
    if _BEGINS_SENTENCE.search(header):
        return False
    return bool(_AREA_HEADERS.search(header)) and not _NOT_AREA_HEADERS.search(header)


def is_site_header(header: str) -> bool:
    """Whether a header may announce places that are smaller than areas: "Station", "Hotspot", "Sector"."""
    return bool(_SITE_HEADERS.search(header)) and not _NOT_AREA_HEADERS.search(header)


@lru_cache(maxsize=512)
def find_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where known places are named in running text, as (start, end)."""
    return tuple(m.span() for m in _phrase().finditer(text))


_NAME = r"[A-Z][a-z'’]+(?:-(?:[a-z]{2,5}-)*[A-Za-z][a-z]+)*"
_UNLISTED = re.compile(
    r"(?:(?P<led>\w+)\s+)?\b(?:[Aa]cross|[Tt]hroughout|[Ww]ithin|[Aa]round|[Ii]n|[Nn]ear)\s+"
    rf"(?P<name>{_NAME}(?:\s(?:and|upon|on|le|under|the|of|in)(?=\s[A-Z])(?:\sthe)?|\s{_NAME}){{0,3}})"
    r"(?![\w'’]|-\d|\s\d)"
)
"""A capital behind "in" or "across", as names of wards and villages stand."""


@lru_cache(maxsize=512)
def find_unlisted_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where capitals behind "in", "across"... are neither a listed place nor words of plans, as (start, end).

    Of a change "in Burglary" or "in Primary Fires" is what changed; such words are told by the vocabulary.
    """
    found = []
    for match in _UNLISTED.finditer(text):
        words = re.findall(r"[A-Za-z'’-]+", match["name"])
        led = (match["led"] or "").casefold()
        if led not in _vocabulary("no_place_behind") and not any(
            _is_plan_word(w) for w in words if w[0].isupper()
        ):
            found.append(match.span("name"))
    return tuple(found)


_KINDS_OF_AREA = (
    r"(?:wards?|districts?|boroughs?|parish(?:es)?|towns?|villages?|areas?|neighbourhoods?|estates?|beats?|divisions?"
    r"|localit(?:y|ies)|count(?:y|ies)|forces?|authorit(?:y|ies)|cit(?:y|ies)|settlements?|communit(?:y|ies)|lsoas?)"
)
_LISTS_AREAS = re.compile(
    rf"\b{_KINDS_OF_AREA}\b[^.;()]*(?:\b(?:were|are|was|is|being|include[sd]?|including|namely)|:)\s+(?:the\s+)?$",
    re.I,
)
_LISTED = re.compile(
    rf"(?P<name>{_NAME}(?:\s(?:and|upon|on|of|&)(?=\s[A-Z])|\s{_NAME}){{0,3}})"
    r"\s+(?:\(\s*£?\d[^()]*\)|with\s+£?\d+(?:[,.]\d+)*%?(?:\s[a-z]+){0,3}?)"
    r"(?P<joint>\s*(?:,\s*(?:and|then|followed by)|,|;|and)\s+)?"
)


@lru_cache(maxsize=512)
def find_listed_places(text: str) -> tuple[tuple[int, int], ...]:
    """Names in a list with figures that is one of areas: "The worst wards were Castle (612), Abbey (377)".

    The words before it say so, or another name of it that is a place: "highest in Cardiff (9%), Splott (7%)".
    """
    found: list[tuple[int, int]] = []
    at = 0
    while first := _LISTED.search(text, at):
        run = [first]
        while run[-1]["joint"] and (following := _LISTED.match(text, run[-1].end())):
            run.append(following)
        at = run[-1].end()
        names = [m["name"] for m in run]
        told = _LISTS_AREAS.search(text[: first.start()]) is not None
        known = {*find_places(text), *find_unlisted_places(text)} & {m.span("name") for m in run}
        plain = [n for n in names if any(_is_plan_word(w) for w in n.split() if w[0].isupper())]
        if (told or known) and len(plain) * 3 <= len(names):  # a ward may be called Central
            found.extend(m.span("name") for m in run)
    return tuple(found)


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(_read_data()[name].split())


def _is_plan_word(word: str) -> bool:
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    return folded in _vocabulary("no_place") or folded.rstrip("s") in _vocabulary("no_place")


def _fold(name: str) -> str:
    return " ".join(re.sub(r"[-–.]", " ", name.replace("&", " and ").replace("’", "'").casefold()).split())

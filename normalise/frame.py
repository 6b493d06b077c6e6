"""What a plan says about itself that decides how its wording is read: where, when, which acronyms."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from planhouse.plan import PlanExtract

_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d{2})(?!\d)(?:\s*(?:-|–|—|/|to|until)\s*(?P<last>(?:19|20)?\d{2})(?!\d))?"
)
_SHORT = r"[A-Z][A-Za-z&/.\-]{1,11}(?:\s[A-Z]{2,6})?"
_DEFINED = re.compile(
    rf"(?P<long>[^();\n]{{3,120}}?)\s*[(\[]\s*(?:the\s+)?[\"'“‘]?(?P<short>{_SHORT})[\"'”’]?\s*[)\]]"
)
_REVERSED = re.compile(rf"(?<![A-Za-z])(?P<short>{_SHORT})\s*[(\[](?P<long>[A-Z][^()\[\]]{{5,120}})[)\]]")
_MEANS = r"\s*(?:=|:|–|—|\s-\s|\bmeans\b|\bstands\s+for\b)\s*"
_EQUALS = re.compile(
    rf"(?<![A-Za-z])(?P<short>[A-Z][A-Za-z&]{{1,11}}){_MEANS}"
    rf"(?P<long>[^;\n]{{4,120}}?)(?=\s*(?:$|[;\n]|,\s*[A-Z][A-Za-z&]{{1,11}}{_MEANS}))"
)
_AROUND = " .,:;-–\"'“”‘’"
MOST_INITIALS = 7
"""Words of the longest publisher's name that is shortened to its initials."""
EARLIEST_YEAR, LATEST_YEAR = 1974, 2060
"""Years outside are not a plan's: local government as we know it began in 1974."""


@dataclass(frozen=True, slots=True)
class PlanContext:
    """The frame in which a document's dates, places and agencies are read."""

    plan_area_text: str = ""
    """The plan's area in words: "West Oxfordshire district, Oxfordshire"; empty where unknown."""
    area_codes: tuple[str, ...] = ()
    """GSS codes of the authorities the plan is of, its own (smallest) first; empty where unknown."""
    authority_ids: tuple[str, ...] = ()
    """Register ids of the same authorities, in the same order."""
    start_year: int | None = None
    """First calendar year of the plan's period."""
    end_year: int | None = None
    """Last calendar year of the plan's period (2025 for "2024/25")."""
    period_text: str = ""
    """The plan's period as printed ("2021/22 - 2023/24"); empty where unknown."""
    publication_year: int | None = None
    as_of: dt.date | None = None
    """Last day of the date printed as the document's, where that is a day, month or quarter: how far its
    figures of a year to date can reach."""
    """Year printed as its publication, if any."""
    definitions: dict[str, str] = field(default_factory=dict, hash=False)
    """Acronym -> expansion as the document prints it."""
    partnership: str = ""
    """The partnership's name as printed; empty where unknown."""
    kind_words: tuple[str, ...] = ()
    """Words of the title that say what the plan is about: "community", "safety"..."""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year to judge existence by; the publication's where no period is known."""
        if self.start_year is not None:
            return self.start_year, self.end_year or self.start_year
        if self.publication_year is not None:
            return self.publication_year, self.publication_year
        return None


def parse_years(text: str) -> tuple[int, int] | None:
    """First and last calendar year of "2021-2025", "2011/12" or "2016 to 2019"; None where no year stands."""
    first: int | None = None
    last: int | None = None
    for match in _YEARS.finditer(text):
        start = int(match["first"])
        end = _parse_end(start, match["last"])
        if EARLIEST_YEAR <= start <= end <= LATEST_YEAR:
            first = start if first is None else min(first, start)
            last = end if last is None else max(last, end)
    return None if first is None or last is None else (first, last)


def _parse_end(start: int, digits: str | None) -> int:
    """The end year of a range whose second year may be written with two digits."""
    if not digits:
        return start
    if len(digits) == 4:
        return int(digits)
    end = start - start % 100 + int(digits)
    return end if end >= start else end + 100


def find_definitions(text: str) -> dict[str, str]:
    """Acronyms a text defines: "Thames Valley Police (TVP); ASB = anti-social behaviour"."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        words = match["long"].split()
        found.setdefault(match["short"], _trim_expansion(words, match["short"]))
    for match in _REVERSED.finditer(text):
        if has_initials(match["long"].split(), match["short"]):
            found[match["short"]] = match["long"].strip()
    for match in _EQUALS.finditer(text):
        found.setdefault(match["short"], match["long"])
    return {k: v.strip(_AROUND) for k, v in found.items() if v.strip(_AROUND)}


def _trim_expansion(words: list[str], acronym: str) -> str:
    """The last words before the bracket whose initials give the acronym; all of them where none do."""
    letters = [c for c in acronym.upper() if c.isalpha()]
    for start in range(len(words) - 1, -1, -1):
        begins = words[start][:1].upper() == letters[0] and words[start] not in _SMALL
        if begins and has_initials(words[start:], acronym):
            return " ".join(words[start:]).strip(" ,.:;-–")
    return " ".join(words).strip(" ,.:;-–")


def has_initials(words: list[str], acronym: str) -> bool:
    """Whether the acronym's letters are met in order by the words' beginnings, small words optional."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    parts = [p.lower() for w in words for p in re.split(r"[^A-Za-z]+", w) if p]
    if not letters or not parts:
        return False
    return _match_initials(letters, parts)


_SMALL = {"and", "of", "the", "for", "in", "to", "on", "with", "a"}


def _match_initials(letters: list[str], parts: list[str]) -> bool:
    if not parts:
        return not letters
    if letters and parts[0][0] == letters[0] and _match_initials(letters[1:], parts[1:]):
        return True
    return parts[0] in _SMALL and _match_initials(letters, parts[1:])


def frame_from_columns(
    plan_area: str = "", plan_year: str = "", plan_period: str = "", document_context: str = ""
) -> PlanContext:
    """A frame from the columns of a spreadsheet; each may be empty.

    Args:
        plan_area: Free text such as "West Oxfordshire district, Oxfordshire".
        plan_year: One year, or a financial year.
        plan_period: A range such as "2021-2025"; wins over ``plan_year``.
        document_context: Definitions as printed: "Thames Valley Police (TVP); ...".
    """
    published = parse_years(plan_year)
    years = parse_years(plan_period) or published
    return PlanContext(
        plan_area_text=plan_area.strip(),
        start_year=years[0] if years else None,
        end_year=years[1] if years else None,
        period_text=(plan_period if parse_years(plan_period) else plan_year).strip(),
        publication_year=published[0] if published else None,
        definitions=find_definitions(document_context),
    )


def _own_initials(partnership: str) -> dict[str, str]:
    """The publisher's initials, which its plan uses for itself without a word: BA, the Broads Authority."""
    words = [w for w in re.findall(r"[A-Za-z]+", partnership) if w.lower() not in _SMALL]
    return {"".join(w[0] for w in words).upper(): partnership} if 2 <= len(words) <= MOST_INITIALS else {}


def find_frame(extract: PlanExtract) -> PlanContext:
    """The frame a document gives itself: its title, partnership, period and defined acronyms."""
    document = extract.document
    title = document.title.text if document.title else ""
    partnership = document.partnership.text if document.partnership else ""
    publication = document.publication.text if document.publication else ""
    published = parse_years(publication)
    years = parse_years(document.period.text) if document.period else None
    start = document.period_start_year or (years[0] if years else None)
    end = document.period_end_year or (years[1] if years else None)
    return PlanContext(
        plan_area_text=" ".join(t for t in (partnership, title) if t),
        start_year=start,
        end_year=end,
        period_text=document.period.text if document.period else "",
        publication_year=published[0] if published else None,
        definitions=_own_initials(partnership) | {d.acronym: d.expansion for d in extract.definitions},
        partnership=partnership,
        kind_words=tuple(w.lower() for w in re.findall(r"[A-Za-z]{4,}", title)),
    )

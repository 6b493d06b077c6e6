"""Figures in sentences: each one a statistic with its sentence, measure, area, period and direction.

Rules over the wording around each quantity, no parser of grammar: what they cannot do is to follow a
pronoun to the sentence before ("This was 12% lower") or to tell which of two subjects a verb goes with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.kinds.figure_exclusions import LeftOut, find_exclusion
from parsers.kinds.figure_measures import Measure, find_measures
from parsers.kinds.figure_wording import Wording, find_kind
from parsers.kinds.period_words import MONTH, PeriodPhrase, find_periods
from parsers.kinds.sentence_clauses import cut_clauses
from parsers.kinds.sentence_tokens import build_tokens
from parsers.places import find_places, is_only_place
from planhouse.content import PageContent
from planhouse.figures import Figure, find_quantities
from planhouse.ids import stable_id
from planhouse.page import Block
from planhouse.records import Statistic, Value
from planhouse.table import Fragment, LogicalTable

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bapprox\.)(?<!\bc\.)[\"”’)]?\s+(?=[\"“‘(]?[A-Z\d])|"
    r"\n+"
)
_ACT = re.compile(
    r"\b(?:Act|Acts|Bill|Regulations?|Order|Strategy|Plan|Report|Framework|Directive|Census|"
    r"established in|launched in|since its inception in)\s*(?:of\s+)?$",
    re.I,
)
_ADJACENT = re.compile(r"\s*(?:(?:figure|total|level|value|rate)s?\s*)?[(:–—-]\s*")
"""What may stand between a period and the figure it dates: "2013 (358)", "the 2014 figure (266)"."""
_ONE_IN = re.compile(
    r"\b(\d+|one|two|three|four)\s+in\s+(?:every\s+)?(\d+|two|three|four|five|six|seven|eight|"
    r"nine|ten)\b(?!\s*(?:%|per cent))",
    re.I,
)


_LONGEST = 600
"""Characters of the longest text that is read as one sentence; plans' longest have about 400."""


@dataclass(frozen=True, slots=True)
class ProsePiece:
    """A text with figures that is no statistics table: a paragraph, a bullet, a cell of an action table."""

    text: str
    fragments: tuple[Fragment, ...] = ()
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class ProseFigures:
    """What sentences say in numbers."""

    statistics: tuple[Statistic, ...]
    left_out: tuple[LeftOut, ...]
    """Quantities that are no statistics, with the reason."""
    reasons: Counter[str] = field(default_factory=Counter)


def find_figures(pieces: Iterable[ProsePiece], document_id: str) -> ProseFigures:
    """The statistics in running text.

    Args:
        pieces: Texts in the order of the document.
        document_id: Part of every statistic's id.
    """
    found: list[Statistic] = []
    left: list[LeftOut] = []
    seen: Counter[str] = Counter()
    for piece in pieces:
        before = Measure()
        for sentence in split_sentences(piece.text):
            if not re.search(r"[A-Za-z]{2}", sentence) or not re.search(
                r"\d|[£%]|\b(?:per ?cent|half|third|quarter|one|two|three|four|five|six|seven|eight|nine|"
                r"ten)",
                sentence,
            ):
                continue
            built, dropped, before = _read_sentence(sentence, piece, document_id, seen, before)
            found.extend(built)
            left.extend(dropped)
    return ProseFigures(tuple(found), tuple(left), Counter(x.reason for x in left))


def find_pieces(contents: tuple[PageContent, ...], tables: tuple[LogicalTable, ...]) -> list[ProsePiece]:
    """The prose of a document: its blocks, and the cells of every table that is not of statistics."""
    return _find_block_pieces(contents) + _find_cell_pieces(tables)


def _find_block_pieces(contents: tuple[PageContent, ...]) -> list[ProsePiece]:
    pieces: list[ProsePiece] = []
    heading: str | None = None
    for content in contents:
        for item in content.items:
            if not isinstance(item, Block):
                continue
            if item.kind == "heading":
                heading = item.text
            elif item.kind in ("paragraph", "bullet", "footnote"):
                pieces.append(ProsePiece(item.text, (Fragment(item.text, item.place),), heading))
    return pieces


def _find_cell_pieces(tables: tuple[LogicalTable, ...]) -> list[ProsePiece]:
    pieces: list[ProsePiece] = []
    for table in tables:
        if table.kind in ("statistics", "contents"):
            continue
        for row in table.rows:
            for cell in row.cells:
                if cell.origin == "printed" and cell.text.strip():
                    pieces.append(ProsePiece(cell.text, cell.fragments, row.section or table.heading))
    return pieces


def split_sentences(text: str) -> list[str]:
    """Sentences of a text; a line break that ends a paragraph or bullet ends a sentence."""
    sentences = [s.strip(" •\t") for s in _SENTENCE_END.split(text) if s and s.strip(" •\t")]
    return [part for s in sentences for part in _cut_overlong(s)]


def _cut_overlong(sentence: str) -> list[str]:
    """Text without stops (lists, charts read as words) in pieces, so that no rule looks too far."""
    if len(sentence) <= _LONGEST:
        return [sentence]
    pieces, rest = [], sentence
    while len(rest) > _LONGEST:
        cut = max(rest.rfind("; ", 0, _LONGEST), rest.rfind(", ", 0, _LONGEST))
        cut = cut + 1 if cut > 0 else rest.rfind(" ", 1, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [p for p in (*pieces, rest) if p]


def _read_sentence(
    sentence: str, piece: ProsePiece, document_id: str, seen: Counter[str], before: Measure
) -> tuple[list[Statistic], list[LeftOut], Measure]:
    quantities = _merge_one_in(sentence, find_quantities(sentence))
    kept: list[Figure] = []
    left: list[LeftOut] = []
    for quantity in quantities:
        reason = find_exclusion(quantity, sentence)
        if reason is None:
            kept.append(quantity)
        elif reason != "period":
            left.append(LeftOut(quantity.raw, reason, sentence))
    if not kept:
        return [], left, Measure()
    periods = [p for p in find_periods(sentence) if not _ACT.search(sentence[: p.start])]
    wordings = [find_kind(sentence, kept, i) for i in range(len(kept))]
    clauses = cut_clauses(build_tokens(sentence, kept, periods, find_places(sentence)))
    measures = find_measures(kept, wordings, clauses, _find_topic(sentence), before)
    facts = _build_facts(sentence, kept, periods, piece, document_id, seen, wordings, measures)
    return facts, left, next((m for m in reversed(measures) if m.text), Measure())


_TOPIC = re.compile(r"[\s•*_]*(?:(?:19|20)\d\d[/\d–-]*\s*[–-]\s+)?[*_]*([A-Z][^:.;\d]{2,60})[*_]*:\s")


def _find_topic(sentence: str) -> str:
    """The label a sentence begins with, unless it is a place: "Anti-social behaviour: there were..."."""
    match = _TOPIC.match(sentence)
    topic = match.group(1).strip(" *_") if match else ""
    return "" if len(topic.split()) > 8 or is_only_place(topic) else topic


def _merge_one_in(sentence: str, quantities: tuple[Figure, ...]) -> list[Figure]:
    """As in "1 in 4 women": is one quantity, a quarter, not two."""
    merged = list(quantities)
    for match in _ONE_IN.finditer(sentence):
        inside = [q for q in merged if q.start >= match.start() and q.end <= match.end()]
        if len(inside) == 2 and inside[1].value and inside[0].value < inside[1].value <= 100:
            value = inside[0].value / inside[1].value
            merged = [q for q in merged if q not in inside]
            merged.append(Figure(value, match.group(), match.start(), match.end(), None, ("fraction",)))
    return sorted(merged, key=lambda q: q.start)


def _build_facts(
    sentence: str,
    kept: list[Figure],
    periods: list[PeriodPhrase],
    piece: ProsePiece,
    document_id: str,
    seen: Counter[str],
    wordings: list[Wording],
    measures: list[Measure],
) -> list[Statistic]:
    facts: list[Statistic] = []
    place: str | None = None
    for index, figure in enumerate(kept):
        wording = wordings[index]
        measure = measures[index].text or None
        area = _find_area(sentence, kept, index)
        place = area or place
        main, against = _find_period(sentence, kept, index, periods)
        flags = (*(f for f in figure.flags if f != "signed"), *wording.flags)
        if against:
            flags = (*flags, f"compared_with:{against}")
        is_fraction = "fraction" in figure.flags
        unit = figure.unit or ("%" if is_fraction else wording.unit)
        seen[sentence] += 1
        facts.append(
            Statistic(
                statistic_id=stable_id("s", document_id, "prose", sentence, seen[sentence]),
                measure=measure,
                area=place,
                period_raw=main,
                value=_as_percent(figure.value) if is_fraction else figure.value,
                unit=unit,
                kind=wording.kind,
                raw=Value(text=figure.raw, fragments=_fragments_of(piece, sentence)),
                flags=tuple(dict.fromkeys(flags)),
                sentence=Value(text=sentence, fragments=_fragments_of(piece, sentence)),
            )
        )
    return facts


def _as_percent(share: Decimal) -> Decimal:
    """A share in words as a percentage with at most two decimals: 66.67 for "two-thirds"."""
    percent = (share * 100).quantize(Decimal("0.01"))
    return percent.to_integral_value() if percent == percent.to_integral_value() else percent


def _fragments_of(piece: ProsePiece, sentence: str) -> tuple[Fragment, ...]:
    """The printed pieces a sentence stands in: those that share its words, else all."""
    if len(piece.fragments) <= 1:
        return piece.fragments
    start = sentence[:30]
    holding = tuple(f for f in piece.fragments if start in f.text or f.text.strip()[:30] in sentence)
    return holding or piece.fragments


def _find_period(
    sentence: str, kept: list[Figure], index: int, periods: list[PeriodPhrase]
) -> tuple[str | None, str | None]:
    """The period of a figure and the one it is compared with.

    A period right behind the figure wins, then one that opens the sentence or stands before; what
    follows "compared with" or "than in" is the other side of the comparison.
    """
    figure = kept[index]
    following = kept[index + 1].start if index + 1 < len(kept) else len(sentence)
    for period in periods:
        between = sentence[period.end : figure.start]
        if period.end <= figure.start and _ADJACENT.fullmatch(between):
            return _worded(period, sentence), None
    month = re.search(rf"\b({MONTH})\s*$", sentence[: figure.start])
    if month and figure.value > 31:
        return month.group(1), None
    main: list[PeriodPhrase] = []
    against: str | None = None
    for period in periods:
        lead = sentence[: period.start]
        compared = bool(
            re.search(
                r"\b(?:compared (?:to|with)|than (?:in|the|for)?|against|versus|relative to|"
                r"on)\s+(?:the\s+)?(?:same period (?:in|of)\s+)?(?:the\s+)?$",
                lead,
                re.I,
            )
        )
        if compared:
            if figure.end <= period.start and (period.start <= following or not against):
                against = against or period.text
            continue
        main.append(period)
    behind = [
        p for p in main if figure.end <= p.start < following and _is_near(sentence[figure.end : p.start])
    ]
    before = [p for p in main if p.end <= figure.start]
    chosen = behind[:1] or before[-1:] or [p for p in main if p.start >= figure.end][:0]
    return (_worded(chosen[0], sentence) if chosen else None), against


def _is_near(between: str) -> bool:
    """Whether nothing between a figure and a period ends the figure's clause."""
    return not re.search(r"[;:(]|,(?!\s*(?:in|during|for|over|from|between|by)\s+(?:the\s+)?$)", between)


def _worded(period: PeriodPhrase, sentence: str) -> str:
    return (
        f"{period.lead} {period.text}"
        if period.lead.casefold() in {"from", "between", "since", "by"}
        else period.text
    )


def _find_area(sentence: str, kept: list[Figure], index: int) -> str | None:
    """The place the figure is of: right behind it, else before it in its clause, else the only one."""
    places = [(s, e, sentence[s:e]) for s, e in find_places(sentence)]
    if not places:
        return None
    figure = kept[index]
    accounts = re.search(r"\baccount(?:s|ed|ing)? for\b", sentence[: figure.start])
    if accounts and places[0][1] <= accounts.start():
        return places[0][2]
    following = kept[index + 1].start if index + 1 < len(kept) else len(sentence)
    behind = [
        p
        for p in places
        if figure.end <= p[0] < following and not re.search(r"[;.]", sentence[figure.end : p[0]])
    ]
    near = [
        p
        for p in behind
        if re.search(r"\b(?:in|for|across|of|within|throughout)\s+(?:the\s+)?$", sentence[: p[0]])
    ]
    respectively = "respectively" in sentence[figure.end :] and len(places) == len(kept)
    if respectively:
        return places[index][2]
    if near:
        return near[0][2]
    clause = max(sentence.rfind(";", 0, figure.start), sentence.rfind(", while", 0, figure.start), 0)
    before = [p for p in places if clause <= p[0] < figure.start]
    if before:
        return before[-1][2]
    return (
        behind[0][2]
        if behind
        else (places[0][2] if len(places) == 1 and places[0][0] < figure.start and not clause else None)
    )

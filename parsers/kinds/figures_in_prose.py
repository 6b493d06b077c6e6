"""Figures in sentences: each one a statistic with its sentence, measure, area, period and direction.

Rules over the wording around each quantity, no parser of grammar: what they cannot do is to follow a
pronoun to the sentence before ("This was 12% lower") or to tell which of two subjects a verb goes with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parsers.kinds.figure_areas import find_areas, find_named_places
from parsers.kinds.figure_exclusions import LeftOut
from parsers.kinds.figure_measures import find_measures
from parsers.kinds.figure_periods import find_dates, find_figure_periods
from parsers.kinds.figure_wording import Wording, find_wordings
from parsers.kinds.measure_state import Measure
from parsers.kinds.prose_quantities import read_quantities
from parsers.kinds.sentence_before import (
    Told,
    find_set_against,
    go_on,
    keep_area,
    measure_for,
    place_as_before,
    tell,
)
from parsers.kinds.sentence_clauses import clauses_by_figure, cut_clauses
from parsers.kinds.sentence_tokens import build_tokens
from parsers.kinds.sentence_words import class_of, is_verb_of, word_list
from parsers.page.marks import with_plain_marks
from parsers.places import is_only_place
from planhouse.content import PageContent
from planhouse.figures import Figure
from planhouse.ids import stable_id
from planhouse.page import Block
from planhouse.records import Statistic, Value
from planhouse.table import Fragment, LogicalTable

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bapprox\.)(?<!\bc\.)[\"”’)]?\s+(?=[\"“‘(]?[A-Z\d])|"
    r"\n+"
)
_LONGEST = 600
"""Characters of the longest text that is read as one sentence; plans' longest have about 400."""


_MOST_FIGURES = 30
"""Figures of a sentence; text with more, a chart's axis or a table read as words, has none that say what
they count."""
_HAS_NUMBER = re.compile(
    r"\d|[£%]|\b(?:per ?cent|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred)",
    re.I,
)


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
        before = Told()
        for sentence in split_sentences(piece.text):
            if not re.search(r"[A-Za-z]{2}", sentence) or not _HAS_NUMBER.search(sentence):
                before = Told(sentence)
                continue
            told, dropped = _read_sentence(sentence, piece, document_id, seen, before)
            found.extend(told.facts)
            before = go_on(told, before)
            left.extend(replace(x, sentence=sentence) for x in dropped)
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
                    text = with_plain_marks(cell.text)
                    pieces.append(ProsePiece(text, cell.fragments, row.section or table.heading))
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
    printed: str, piece: ProsePiece, document_id: str, seen: Counter[str], before: Told
) -> tuple[Told, list[LeftOut]]:
    sentence = _with_colon(printed)
    kept, left = read_quantities(sentence)
    if len(kept) > _MOST_FIGURES:
        left += [LeftOut(f.raw, "list", sentence) for f in kept]
        kept = []
    if not kept:
        return Told(sentence), left
    periods = find_dates(sentence)
    places = find_named_places(sentence)
    tokens = build_tokens(sentence, kept, periods, places)
    clauses = cut_clauses(tokens)
    where = clauses_by_figure(clauses)
    wordings = find_wordings(sentence, kept, where)
    topic = _find_topic(sentence, kept[0].start)
    measures = find_measures(kept, wordings, clauses, tokens, topic, measure_for(before, sentence))
    said = _Reading(
        kept,
        wordings,
        measures,
        find_areas(sentence, kept, where, places, tokens),
        find_figure_periods(sentence, kept, wordings, where, periods),
    )
    facts = _build_facts(printed, said, piece, document_id, seen)
    facts = keep_area(place_as_before(facts, before), before)
    told = tell(sentence, facts, find_set_against(sentence, kept, wordings, where), measures)
    facts, unlabelled = _drop_unlabelled(facts)
    left += [LeftOut(f.raw.text, "unlabelled", sentence) for f in unlabelled]
    return replace(told, facts=tuple(facts)), left


_HEADED = re.compile(
    r"[\s•*_]*(?P<head>[A-Z][^:.;,()\d–—]{2,50}?)(?P<dash>\s[–—-]\s)(?P<rest>(?:[a-z'’-]+\s+){1,6})(?=£?\d)"
)


def _with_colon(sentence: str) -> str:
    """A sentence whose head ends in a dash with a colon in its place, as long as before.

    "Fixed penalty notices issued – dog fouling 41, littering 623": a label, and words without a verb up to
    the first figure.
    """
    match = _HEADED.match(sentence)
    if match is None or _says_something(match["head"]):
        return sentence
    head, rest = match["head"].split(), match["rest"].split()
    told = ("auxiliary", "finite", "relative", "pronoun", "subordinator", "coordinator")
    acts = any(class_of(w) in ("past", "base", "present") for w in head[1:-1])
    if acts or any(class_of(w) in told and w != "than" for w in (*rest, head[0])):
        return sentence
    return sentence[: match.start("dash")] + ":  " + sentence[match.end("dash") :]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was found for the figures of a sentence, one entry each."""

    figures: list[Figure]
    wordings: list[Wording]
    measures: list[Measure]
    areas: list[str | None]
    periods: list[tuple[str | None, str | None]]


def _drop_unlabelled(facts: list[Statistic]) -> tuple[list[Statistic], list[Statistic]]:
    """Whole numbers of which nothing tells what they count: likelier codes than figures."""
    bare = [
        f for f in facts
        if f.kind == "level" and f.unit == "count" and not f.measure and not f.area and not f.period_raw
        and not {"from", "to", "scaled"} & set(f.flags) and "," not in f.raw.text
    ]  # fmt: skip
    dropped = {f.statistic_id for f in bare}
    return [f for f in facts if f.statistic_id not in dropped], bare


_TOPIC = re.compile(
    r"(?:[-–]\s)?[\s•*_]*(?:(?:(?:19|20)\d\d[/\d–-]*|[A-Z]{1,5}\s?\d+)\s*[–-]\s+)?[*_]*"
    r"([A-Z](?:[^:.;\d]|per [\d,]+ ){2,60})[*_]*:\s"
)
_DASHED_TOPIC = re.compile(r"[\s•*_]*([A-Z][^:.;,()\d–]{2,50})\s[–-]\s(?=\d)")


_LONG_TOPIC = re.compile(r"(?:[-–]\s)?[\s•*_]*([A-Z][^:;.]{2,110}):\s")
"""A label with ages or more words, right before the first figure: "Victims among 15 to 24 year olds: 88"."""


def _without_place(topic: str) -> str:
    """A label without the place at its end, which is the area: "ASB in Ashford"."""
    shorter = re.sub(r"\s+(?:in|for|across)\s+([A-Z][\w' &-]*)$", "", topic)
    return (
        shorter if shorter != topic and is_only_place(topic[len(shorter) :].split(maxsplit=1)[1]) else topic
    )


def _blank_dates(sentence: str) -> str:
    """The sentence with "in 2007/08" before its first colon blanked out."""
    colon = sentence.find(": ", 0, 90)
    if colon > 0:
        for period in find_dates(sentence):
            lead = re.search(r"\s+(?:(?:in|for|during)\s+(?:the\s+)?)?$", sentence[: period.start])
            if lead and period.end == colon:
                return sentence[: lead.start()] + sentence[colon:]
    return sentence


def _find_topic(sentence: str, first: int) -> str:
    """The label a sentence begins with, unless it is a place: "Anti-social behaviour: there were...".

    Args:
        sentence: The sentence.
        first: Where its first figure stands.
    """
    long = _LONG_TOPIC.match(sentence)
    names = long is not None and long.group(1).split()[0].casefold() not in word_list("no_topic")
    if (
        long
        and names
        and long.end() == first
        and not (_TOPIC.match(sentence) or _DASHED_TOPIC.match(sentence))
    ):
        return _without_place(long.group(1))
    match = _TOPIC.match(_blank_dates(sentence)) or _DASHED_TOPIC.match(sentence)
    topic = match.group(1).strip(" *_–-") if match else ""
    dashed = re.search(r"\s+[–—-]\s+(.+)$", topic)
    if dashed and is_only_place(dashed.group(1)):
        topic = topic[: dashed.start()]  # "Robberies – Southwark: 1,204"
    topic = _without_place(topic)
    topic = re.sub(r"\s+per\s[\d,]+(?:\s\w+)?$", "", topic)
    return (
        ""
        if (_says_something(topic) and not _LEADS_TO.match(sentence[match.end() :] if match else ""))
        or topic.casefold() in word_list("no_topic")
        or len(topic.split()) > (_MOST_OF_CLAUSE if _has_clause(topic) else _MOST_OF_TOPIC)
        or is_only_place(topic)
        else topic
    )


_LEADS_TO = re.compile(r"[£\d](?![\d.,]*\s*(?:%|per cent) of\b)")
"""A figure that the clause before the colon counts: "Fewer children were missing: 212 in 2018"."""
_MOST_OF_TOPIC = 8
"""Words of a label..."""
_MOST_OF_CLAUSE = 10
"""... and of one with a clause in it: "Issues where residents would like more action"."""


def _has_clause(topic: str) -> bool:
    return any(class_of(w) in ("relative", "subordinator") for w in topic.split()[1:])


def _says_something(topic: str) -> bool:
    """As in "Both targets were missed: confidence was 48%": a clause of its own, no label."""
    words = topic.split()
    if len(words) > 1 and class_of(words[-1]) == "past" and is_verb_of(words[-1], "up", "down"):
        return True  # "Our response times improved: 91% of calls were ..."
    at = next(
        (i for i, w in enumerate(words) if i and class_of(w) in ("relative", "subordinator")), len(words)
    )
    return any(class_of(w) in ("auxiliary", "finite") for w in words[:at])


def _build_facts(
    sentence: str, reading: _Reading, piece: ProsePiece, document_id: str, seen: Counter[str]
) -> list[Statistic]:
    facts: list[Statistic] = []
    for index, figure in enumerate(reading.figures):
        wording, measure = reading.wordings[index], reading.measures[index]
        period, against = reading.periods[index]
        flags = [f for f in figure.flags if f not in ("signed", "rank")] + list(wording.flags)
        if against:
            flags.append(f"compared_with:{against}")
        if measure.is_from_before:
            flags.append("measure_of_sentence_before")
        is_fraction = "fraction" in figure.flags
        seen[sentence] += 1
        facts.append(
            Statistic(
                statistic_id=stable_id("s", document_id, "prose", sentence, seen[sentence]),
                measure=_without_area(reading, index) or None,
                area=reading.areas[index],
                period_raw=period,
                value=_as_percent(figure.value) if is_fraction else figure.value,
                unit=figure.unit or ("%" if is_fraction else wording.unit),
                kind=wording.kind,
                raw=Value(text=figure.raw, fragments=_fragments_of(piece, sentence)),
                flags=tuple(dict.fromkeys(flags)),
                sentence=Value(text=sentence, fragments=_fragments_of(piece, sentence)),
            )
        )
    return facts


def _without_area(reading: _Reading, index: int) -> str:
    """What is measured, of a share without the place that is its area: "violence: crime in Bath".

    What a figure has from the one before is without that one's: "and 31% in Cardiff".
    """
    text = reading.measures[index].text
    same = index > 0 and reading.measures[index - 1].text == text
    areas = reading.areas[index - 1 : index + 1] if same else reading.areas[index : index + 1]
    named = "|".join(re.escape(a) for a in areas if a)
    placed = rf"\s+(?:in|across|within|throughout)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?(?:{named})$"
    return re.sub(placed, "", text) if named and reading.wordings[index].kind == "share" else text


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

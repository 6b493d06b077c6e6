"""What a figure of a sentence measures, in the sentence's own words."""

from __future__ import annotations

import re

from parsers.kinds.figure_wording import VERB_MOVE, text_before
from parsers.kinds.period_words import find_periods
from parsers.places import is_only_place
from planhouse.figures import Figure
from planhouse.records import FigureKind

_STOP = re.compile(
    r"\s*(?:[.;:,()\[\]]|\b(?:in|at|on|during|between|from|by|compared|which|that|who|whom|"
    r"while|whereas|but|and|as|with|since|"
    r"across|throughout|within|than|where|when|last|this|respectively|against|per)\b)",
    re.I,
)
_STOP_SHARE = re.compile(
    r"\s*(?:[.;,()\[\]]|\b(?:compared|which|while|whereas|but|respectively|since)\b)", re.I
)
_SUBJECT_VERB = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are|will|would|being|been|also|only|slightly|"
    r"significantly|further|continue[sd]? to)\s+)*"
    r"(?:increas\w+|ris(?:e|es|en|ing)|rose|grew|grown|fall(?:s|en|ing)?|fell|reduc\w+|"
    r"drop\w*|declin\w+|decreas\w+|went (?:up|down)|gone (?:up|down)|"
    r"up|down|doubled|was|were|is|are|stood at|stands at|remain\w*|saw|has|had|have)\b",
    re.I,
)
_FINITE = r"(?:is|was|are|were|has|have|had|rose|fell|increased|decreased|dropped|grew|saw)\b"
_LEADING = re.compile(
    r"^(?:[\s,;:.()–-]|\b(?:in|during|over|between|since|by|on|for|and|but|while|whereas|that|"
    r"there|the|a|an|of|this|these|it|also|"
    r"nearly|almost|about|around|just|some|only|however|overall|whilst|exceptions include|"
    r"same period|same time)\b"
    r"|\b[A-Z][a-z]+ly,)+",
    re.I,
)
_MOST_WORDS = 16
_NOUNS_OF_MOVE = r"(?:increase|rise|fall|reduction|decrease|drop|decline|uplift|growth)"
_APPOSITIVE = (
    rf"[,(–-]\s*(?:(?:which|this|that|representing)\s+)?(?:is\s+|"
    rf"was\s+)?an?\s+(?:[a-z]+\s+)?{_NOUNS_OF_MOVE}\s+of\s+(?:[a-z]+\s+){{0,2}}$"
)
_FALL_IN = (
    rf"\b{_NOUNS_OF_MOVE}\s+in\s+(?:the\s+)?([^.;()\d]{{3,80}}(?:\d{{1,3}}\s[^.;,()\d]{{3,60}})?[^.;,()\d]*?)[\s,–-]+(?:by|"
    rf"of|to|from)\s+(?:[a-z]+\s+){{0,2}}$"
)


def find_measure(sentence: str, figures: list[Figure], index: int, kind: FigureKind) -> str | None:
    """What a figure measures, in the sentence's own words; None where the figure before it says it."""
    figure = figures[index]
    before = text_before(sentence, figures, index)
    bracketed = before.strip() == "(" or (before.strip().endswith("(") and index > 0)
    topic = _topic(sentence)
    if bracketed and index:
        return None
    if kind in ("change_pct", "change_abs") or _is_end(sentence, figure):
        return _changed(sentence, figures, index, topic)
    behind = _text_behind(sentence, figures, index)
    if re.search(r"\bof (?:which|whom|these|those)\s*$", before):
        behind = re.sub(r"^\s*(?:were|was|are|is|had)\s+", " ", behind)
    if figure.unit == "GBP" and re.match(
        r"\s*(?:a year|per year|per annum|each year|annually|this year)\b", behind
    ):
        behind = ""
    if re.match(r"\s*(?:out of|of the|of)\s*$", behind) and index + 1 < len(figures):
        behind = _text_behind(sentence, figures, index + 1)
    noun = _noun_behind(figure, behind, kind)
    if noun:
        return f"{topic}: {noun}" if topic else noun
    subject = _subject_before(sentence, figure)
    if subject or topic or index:
        return subject or topic or None
    rest = _clean(before)
    return None if is_only_place(rest) else rest or None


def _is_end(sentence: str, figure: Figure) -> bool:
    lead = sentence[: figure.start]
    return bool(re.search(r"\b(?:from|to)\s+(?:[a-z]+\s+)?$", lead)) and bool(VERB_MOVE.search(lead))


def _topic(sentence: str) -> str:
    match = re.match(r"\s*[*_]*([A-Z][^:.;\d]{2,60})[*_]*:\s", sentence)
    topic = match.group(1).strip(" *_") if match and len(match.group(1).split()) <= 8 else ""
    return "" if topic and is_only_place(topic) else topic


def _text_behind(sentence: str, figures: list[Figure], index: int) -> str:
    """What follows the figure; a bracketed figure right behind is passed over: "3.5% (127) of..."."""
    following = sentence[figures[index].end :]
    if index + 1 < len(figures):
        gap = sentence[figures[index].end : figures[index + 1].start]
        if gap.strip() == "(":
            end = figures[index + 2].start if index + 2 < len(figures) else len(sentence)
            rest = sentence[figures[index + 1].end : end]
            return re.sub(r"^\s*\)", " ", rest)
        return gap if not re.search(r"[.;,]", gap) else re.split(r"[.;,]", gap)[0]
    return following


def _noun_behind(figure: Figure, text: str, kind: FigureKind) -> str:
    """The words behind a figure up to where its clause or noun phrase ends."""
    text = re.sub(
        r"^\s*(?:of\s+)?(?:all\s+|the\s+|our\s+|those\s+|these\s+|who\s+)*", "", text.lstrip(")"), count=1
    )
    pattern = _STOP_SHARE if kind == "share" or figure.unit == "GBP" else _STOP
    text = _cut_periods(text)
    match = pattern.search(text)
    phrase = text[: match.start()] if match else text
    empty = r"\s*(?:in|on|at|to|and|or|by|for|from|higher|lower)\b"
    empty = empty if kind == "share" else empty.replace("(?:in", "(?:were|was|is|are|in")
    if re.match(empty, phrase + " ") and figure.unit != "GBP":
        return ""
    if not re.match(r"\s*[a-z(‘“'\"]", phrase, re.I) or re.match(r"\s*[A-Z][\w ]*:", text):
        return ""
    words = re.sub(r"\s+(?:and|or|with|the|a)\s*$", "", phrase).split()[:_MOST_WORDS]
    return " ".join(words).strip(" ,.;:()–-")


def _cut_periods(text: str) -> str:
    for period in find_periods(text):
        return re.sub(
            r"\b(?:in|during|between|for|from|since|by|to|the)\s+(?:the\s+)?$",
            "",
            text[: period.start].rstrip() + " ",
        )
    return text


def _changed(sentence: str, figures: list[Figure], index: int, topic: str) -> str | None:
    """The subject of a change: what stands before its verb, or behind "an increase of N% in"."""
    figure = figures[index]
    behind = sentence[figure.end :]
    if re.search(_APPOSITIVE, sentence[: figure.start], re.I) and index:
        return None
    lead = _clause_before(sentence, figure)
    second = re.search(
        r"\d%?\s+and\s+([^.;,()\d]{4,60}?)\s+by\s+(?:[a-z]+\s+){0,2}$", sentence[: figure.start]
    )
    if second:
        return _clean(second.group(1))
    noun = re.search(_FALL_IN, lead, re.I)
    if noun:
        return _clean(_cut_periods(noun.group(1)))
    of_what = re.match(
        r"\s*(?:increase|rise|fall|reduction|decrease|drop|decline|more|fewer|less)?\s*(?:in|"
        r"of)\s+(?:the\s+)?([^.;,()]+)",
        behind,
    )
    subject = _subject_before(sentence, figure)
    if of_what and re.match(r"\s*(?:increase|rise|fall|reduction|decrease|drop|decline)", behind):
        what = re.split(r"\b(?:was|were|is|has|have|had)\b", of_what.group(1))[0]
        return _clean(_cut_periods(what)) or None
    fewer = re.match(r"\s*(?:more|fewer|less)\s+([a-z][^.;,()\d]*?)\s+than\b", behind)
    if fewer and figure.unit is None:
        return _clean(fewer.group(1))
    if subject and len(subject) > 2:
        return subject
    if topic and not index:
        return topic
    object_behind = re.search(
        r"\b(?:reduc\w+|increas\w+|cut\w*|lower\w*|decreas\w+|"
        r"improv\w+)\s+([^.;,()\d]{3,80}?)\s+(?:by|to|from)\s+(?:[a-z]+\s+){0,2}$",
        lead,
        re.I,
    )
    if object_behind:
        return _clean(object_behind.group(1))
    return None


def _clause_before(sentence: str, figure: Figure) -> str:
    lead = sentence[: figure.start]
    cuts = [m.end() for m in re.finditer(r";\s|,\s*(?:while|whereas|but|and)\s|\bwhile\b|\bwhereas\b", lead)]
    return lead[cuts[-1] :] if cuts else lead


def _subject_before(sentence: str, figure: Figure) -> str:
    """The words before the first verb of the figure's clause, a period at their end left out."""
    clause = _clause_before(sentence, figure)
    second = re.search(
        r"\d%?\)?,?\s+(?:and|but)\s+((?:[A-Za-z][\w'’-]*\s+){1,6}?" + _FINITE + r".*)$", clause
    )
    clause = second.group(1) if second else clause
    topic = re.match(r"\s*[*_]*[A-Z][^:.;\d]{2,60}[*_]*:\s", clause)
    if topic:
        clause = clause[topic.end() :]
    clause = _strip_opening_period(clause)
    target = re.match(
        r"\s*(?:(?:we|the partnership)\s+(?:aim|will|plan|want)\s+(?:to\s+)?|the (?:target|aim) "
        r"is (?:to\s+)?|to\s+)?(?:reduc\w+|increas\w+|cut\w*|lower\w*|improv\w+|maintain\w*|"
        r"bring\w*)\s+(?:the\s+)?([^.;,()\d]{3,80}?)\s+(?:by|to|from|below|above|at|\()\s*",
        clause,
        re.I,
    )
    if target:
        return _clean(target.group(1))
    verb = _SUBJECT_VERB.search(clause)
    subject = (
        clause[: verb.start()] if verb else re.sub(r"\b(?:of|by|at|is|was)\s*(?:[a-z]+\s+)?$", "", clause)
    )
    subject = _cut_last_period(re.sub(r"^[\d.,%£\s]+", "", subject))
    if is_only_place(re.sub(r"\s+(?:recorded|received|reported)\s*$", "", _clean(subject))):
        return ""  # "X recorded 12": who counted, not what
    return (
        "" if re.search(r"(?:^|\s)(?:this|it|these|there|that|they)\s*$", subject, re.I) else _clean(subject)
    )


def _cut_last_period(text: str) -> str:
    for period in find_periods(text):
        if not text[period.end :].strip(" ,"):
            return re.sub(r"\b(?:in|during|for|from|since|by)\s+(?:the\s+)?$", "", text[: period.start])
    return text


def _strip_opening_period(clause: str) -> str:
    for period in find_periods(clause):
        if not re.sub(
            r"\b(?:in|during|between|since|by|over|for|from|the|to|of|end)\b|[\s,]",
            "",
            clause[: period.start],
            flags=re.I,
        ):
            return re.sub(r"^[\s,]+", "", clause[period.end :])
    return clause


def _clean(text: str) -> str:
    cleaned = _LEADING.sub("", text.strip()).strip(" ,.;:()–-*_")
    words = cleaned.split()
    return " ".join(words[-_MOST_WORDS:]) if words else ""

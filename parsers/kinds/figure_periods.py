"""The period of each figure of a sentence, and the one it is compared with."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.kinds.figure_wording import Wording
from parsers.kinds.period_words import MONTH, PeriodPhrase, find_periods
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_lists import (
    ends_list,
    has_word_between,
    last_of_list,
    stand_beside,
    start_of_next,
    subject_behind,
)
from planhouse.figures import Figure

_ACT = re.compile(
    r"\b(?:Act|Acts|Bill|Regulations?|Order|Strategy|Plan|Report|Framework|Directive|Census|NPPF|"
    r"established in|launched in|since its inception in)\s*(?:of\s+|for\s+|\()?$",
    re.I,
)
"""What is dated by the year behind it is a thing, not a figure: "the Licensing Act 2003"."""
_BEGAN = re.compile(
    r"\b(?:opened|set up|began|started|introduced|launched|formed|created|established|founded|appointed)"
    r"\s+in\s+$"
)
_ADJACENT = re.compile(r"\s*(?:(?:figure|total|level|value|rate)s?\s*)?[(:–—-]\s*")
"""What may stand between a period and the figure it dates: "2013 (358)", "the 2014 figure (266)"."""
_DATED_LEVEL = re.compile(
    r"(?:['’]s)?\s+(?:baseline|figure|total|level|average|mean|rate|outturn)\s+(?:of|was|being)\s+(?:[a-z]+\s+)?"
)
"""As in "from a 2003/04 baseline of 1,240", "the 2012 total of 96"."""
_WHEN = re.compile(
    r",?\s+when\s+"
    r"(?:(?:there|it|they|the [a-z]+)\s+(?:was|were|stood at|saw|had|recorded|received)\s+(?:[a-z]+\s+)?"
    r"|(?:(?:only|just)\s+)?)"
)
"""As in "since 2013, when there were 512", "than in 2021, when 85 were recorded"."""
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|than(?: in| the| for)?|against|versus|relative to|on)\s+(?:the\s+)?"
    r"(?:same (?:period|quarter|months?|time) (?:in|of|as)\s+)?"
    r"(?:(?:that|those)\s+(?:of|for|in)\s+)?(?:the\s+)?$|"
    r"\b(?:increase|rise|fall|reduction|decrease|drop|decline)\s+"
    r"(?:of\s+\S+\s+(?:per cent\s+)?)?from\s+(?:the\s+)?$|"
    r"\b(?:levels? (?:in|of)|same period (?:in|of)|below|above)\s+(?:(?:that|those)\s+(?:of|for|in)\s+)?"
    r"(?:the\s+)?$|"
    r"\bthe\s+(?:[a-z]+est|worst|most)\b[^,;.\d]{0,40}\bsince\s+$",
    re.I,
)
_MONTH_BEFORE = re.compile(
    rf"\b{MONTH}(?=\s+(?:3[2-9]|[4-9]\d|\d{{3,}}|\d{{1,3}},\d{{3}})\b(?!\s*(?:%|per)))"
)
"""A month right before a figure that is no day of it: "Jan 367"."""
_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|few|couple of)"
_RELATIVE = re.compile(
    rf"\b(?:(?:last|past|previous)\s+{_NUMBER}\s+(?:years?|months?|weeks?|quarters?)|"
    r"(?:last|previous|current|this)\s+(?:financial\s+|calendar\s+|academic\s+)?(?:year|quarter|month)(?:\s+to\s+date)?|"
    r"(?:last|past)\s+decade|(?:last|this)\s+(?:spring|summer|autumn|winter)|(?:financial\s+)?year to date|"
    r"(?:year|month|quarter|week) (?:before|earlier|later)(?!\s+[A-Z])|preceding year)\b",
    re.I,
)
"""Periods counted from the time of writing: "last two years", "previous year"."""
_MONTH_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Tt]hroughout)\s+((?:January|February|March|April|May|June|July|"
    rf"August|September|October|November|December))\b(?!\s+(?:\d|and\s+{MONTH}|to\s+{MONTH}|[A-Z]))"
)
"""A month named without its year: "412 incidents in July"."""
_OF_MONTH = re.compile(rf"\bof\s+{MONTH}\b(?!\s+\d)")
"""As in "opened in the last week of March and entered in April": of which of them is not told."""
_BY_END = re.compile(r"\bby\s+the\s+end\s+of\s+$", re.I)
_AT_END = re.compile(
    r"\b(?:at|as at|until)\s+the\s+(?P<end>(?:end|start|beginning)\s+of\s+(?:the\s+)?)$", re.I
)
_PART = re.compile(
    r"\b(?:first|last|second|final)\s+(?:(?:half|part)|(?:\d{1,2}|two|three|four|five|six|eight|nine|ten)\s+(?:months|weeks|quarters))"
    r"\s+of\s+(?:the\s+)?$",
    re.I,
)
"""The part of a year before its name: "first six months of 2020"."""
_OTHER_SIDE = re.compile(r"\b(?:compared (?:to|with)|against|up from|down from)\s+(?:[a-z]+\s+)?$", re.I)
_POINTS_BACK = re.compile(r"\b(?:on|to|than|from|with|compared|against|above|below)\b[^,;.\d]{0,40}$", re.I)


@lru_cache(maxsize=512)
def find_dates(sentence: str) -> tuple[PeriodPhrase, ...]:
    """The periods of a sentence that may date its figures, in printed order."""
    named = [p for p in find_periods(sentence) if not _ACT.search(sentence[: p.start])]
    found = [_with_part(_without_each(p, sentence), sentence) for p in named]
    for match in _MONTH_BEFORE.finditer(sentence):
        if all(match.end() <= p.start or match.start() >= p.end for p in find_periods(sentence)):
            found.append(PeriodPhrase(match.group(), match.start(), match.end()))
    for match in () if _OF_MONTH.search(sentence) else _MONTH_ALONE.finditer(sentence):
        if all(match.end() <= p.start or match.start(1) >= p.end for p in found):
            found.append(PeriodPhrase(match.group(1), match.start(1), match.end(1)))
    for match in _RELATIVE.finditer(sentence):
        if all(match.end() <= p.start or match.start() >= p.end for p in find_periods(sentence)):
            found.append(PeriodPhrase(match.group(), match.start(), match.end()))
    return tuple(sorted(found, key=lambda p: p.start))


def _only_began(period: PeriodPhrase, sentence: str) -> bool:
    """As in "The scheme opened in May 2012 and has helped 312 families": when what acts began."""
    goes_on = re.match(r",?\s+and\s+(?:has|have)\b", sentence[period.end :]) is not None
    return goes_on and _BEGAN.search(sentence[: period.start]) is not None


def _has_further_verb(clauses: dict[int, Clause], index: int, last: int) -> bool:
    """As in "146 named drugs and 259 had smoked in the last year": only the last of them is so dated."""
    return any(
        clauses[i].has_verb and clauses[i].tokens[0].folded != "with" for i in range(index + 1, last + 1)
    )


def _is_change(wording: Wording) -> bool:
    return wording.kind in ("change_abs", "change_pct")


def _with_part(period: PeriodPhrase, sentence: str) -> PeriodPhrase:
    by_end = _BY_END.search(sentence[: period.start])
    if by_end:
        return PeriodPhrase(period.text, period.start, period.end, by_end.group().strip())
    at_end = _AT_END.search(sentence[: period.start])
    if at_end:
        start = period.start - len(at_end["end"])
        return PeriodPhrase(sentence[start : period.end], start, period.end)
    part = _PART.search(sentence[: period.start])
    if part is None or not re.match(r"(?:19|20)\d\d", period.text):
        return period
    return PeriodPhrase(sentence[part.start() : period.end], part.start(), period.end)


def _without_each(period: PeriodPhrase, sentence: str) -> PeriodPhrase:
    """As in "each year since 2013": the year is counted, 2013 alone is named."""
    inner = re.match(r"(?:year|month|quarter|week)\s+(since|from)\s+(?=\d)", period.text)
    if inner and re.search(r"\b(?:each|every)\s+$", sentence[: period.start]):
        start = period.start + inner.end()
        return PeriodPhrase(sentence[start : period.end], start, period.end, inner.group(1))
    return period


def find_figure_periods(
    sentence: str,
    figures: list[Figure],
    wordings: list[Wording],
    clauses: dict[int, Clause],
    periods: tuple[PeriodPhrase, ...],
) -> list[tuple[str | None, str | None]]:
    """For each figure its period and the one it is compared with, as printed.

    A period right before or behind the figure wins, then one of its clause, then one named before; what
    follows "compared with" or "than in" is the other side of the comparison.
    """
    main = [p for p in periods if not _is_compared(p, sentence) and not _only_began(p, sentence)]
    back = [p for p in periods if _RELATIVE.fullmatch(p.text)]
    found: list[tuple[str | None, str | None]] = []
    for index in range(len(figures)):
        clause = clauses.get(index)
        against = _find_other_side(sentence, figures, index, periods)
        is_other = _OTHER_SIDE.search(sentence[: figures[index].start]) is not None
        chosen = _find_own(sentence, figures, index, back or main if is_other else main, clauses)
        if isinstance(chosen, PeriodPhrase):
            found.append((_worded(chosen), against))
        elif chosen:
            found.append((chosen, against))
        elif is_other and (later := _first_behind(sentence, figures[index], periods)):
            found.append((later, against))
        elif _is_earlier_end(sentence, figures[index], wordings[index]):
            found.append((None, against))
        else:
            found.append((_find_around(sentence, figures, index, main, clause), against))
    found = _date_the_rest(sentence, figures, wordings, clauses, main, found)
    return _share_out_years(sentence, figures, found)


_TWO_YEARS = re.compile(r"((?:19|20)\d\d(?:[/–-]\d\d)?) and ((?:19|20)\d\d(?:[/–-]\d\d)?)")


def _share_out_years(
    sentence: str, figures: list[Figure], found: list[tuple[str | None, str | None]]
) -> list[tuple[str | None, str | None]]:
    """As in "In 2010 and 2011 there were 41 and 38 fires respectively": the first of the first year."""
    dated = list(found)
    for i in range(len(figures) - 1):
        years = _TWO_YEARS.fullmatch(found[i][0] or "")
        told = "respectively" in sentence and stand_beside(sentence, figures[i], figures[i + 1])
        if years and told and found[i + 1][0] == found[i][0]:
            dated[i : i + 2] = [(years.group(1), found[i][1]), (years.group(2), found[i + 1][1])]
    return dated


def _date_the_rest(
    sentence: str,
    figures: list[Figure],
    wordings: list[Wording],
    clauses: dict[int, Clause],
    main: list[PeriodPhrase],
    found: list[tuple[str | None, str | None]],
) -> list[tuple[str | None, str | None]]:
    """Periods told behind the end of a list, or of a change told before its two ends."""
    dated = list(found)
    for index in range(len(figures)):
        period, against = found[index]
        if period is not None:
            continue
        of_subject = [t.text for t in subject_behind(clauses, index) if t.kind == "period"]
        if of_subject or _says_again(sentence, figures, clauses, index):
            told = of_subject[-1] if of_subject else dated[index - 1][0]
            dated[index] = (told, against)  # "a third of victims (31%) were ... in 2019"
            continue
        ends = [w.flags[:1] for w in wordings[index + 1 : index + 3]]
        beside = figures[index + 1 : index + 2]
        aims = _aims_on(wordings, clauses, index, found)
        if beside and (stand_beside(sentence, figures[index], beside[0]) or aims) and found[index + 1][0]:
            dated[index] = (found[index + 1][0], against)  # "by 8% and 14% respectively in 2022"
            continue
        if wordings[index].kind in ("change_abs", "change_pct") and ends == [("from",), ("to",)]:
            period = found[index + 2][0]  # "fell by 8, from 39 in 2013 to 31 in 2014"
        elif wordings[index].kind in ("change_abs", "change_pct") and ends[:1] == [("to",)]:
            period = found[index + 1][0]  # "fell by 112, to 1,820, in 2012"
        elif _has_later_against(clauses, index) and len(main) == 1:
            period = found[index + 1][0]  # "74 incidents against a target of 70 for Quarter 1"
        elif len(main) == 1 and (main[0].lead.casefold() != "from" or re.search(r"\bto\b", main[0].text)):
            is_bracket = index in clauses and clauses[index].is_bracket
            last = last_of_list(clauses, index, len(figures))
            if (
                is_bracket
                and (
                    figures[-1].end <= main[0].start or _ends_own(sentence, figures, index, clauses, main[0])
                )
            ) or (
                last > index
                and not (_RELATIVE.fullmatch(main[0].text) and _has_further_verb(clauses, index, last))
                and (
                    has_word_between(clauses[last], last, main[0].start, or_place=True)
                    or (
                        wordings[index].kind == wordings[last].kind
                        and ends_list(sentence, clauses, (index, last), main[0].end)
                    )
                )
                and (_is_change(wordings[index]) or not _is_change(wordings[last]))
            ):
                period = _worded(main[0])
        dated[index] = (period, against)
    return dated


def _aims_on(
    wordings: list[Wording],
    clauses: dict[int, Clause],
    index: int,
    found: list[tuple[str | None, str | None]],
) -> bool:
    """As in "cut burglary by 4% and theft by 5% by 2020": the date of the next target is of both."""
    aims = [w.kind for w in wordings[index : index + 2]] == ["target", "target"]
    clause = clauses.get(index + 1)
    listed = clause is not None and clause.link in ("and", ",")
    listed = listed and clause is not None and clause.verb_start > clause.position(index + 1)
    return aims and listed and (found[index + 1][0] or "").casefold().startswith("by ")


def _ends_own(
    sentence: str, figures: list[Figure], index: int, clauses: dict[int, Clause], period: PeriodPhrase
) -> bool:
    """As in "Theft (-12%) and robbery (-4%) fell in 2011, but arson rose": of those in brackets before."""
    later = [i for i, f in enumerate(figures) if i > index and f.start < period.start]
    inside = all(i in clauses and clauses[i].is_bracket for i in later)
    between = sentence[figures[later[-1] if later else index].end : period.start]
    return period.start > figures[index].end and inside and re.search(r"[;.:,]", between) is None


def _says_again(sentence: str, figures: list[Figure], clauses: dict[int, Clause], index: int) -> bool:
    """Whether a figure alone in a bracket is the one before in other words: "one in ten pupils (8%)"."""
    if not index or index not in clauses or not clauses[index].is_bracket:
        return False
    alone = len([t for t in clauses[index].tokens if t.kind not in ("mark", "adverb")]) == 1
    return alone and "(" not in sentence[figures[index - 1].start : figures[index].start - 1]


def _has_later_against(clauses: dict[int, Clause], index: int) -> bool:
    following = clauses.get(index + 1)
    return following is not None and (
        following.link == "against" and any(t.folded in ("target", "targets") for t in following.tokens)
    )


def _first_behind(sentence: str, figure: Figure, periods: tuple[PeriodPhrase, ...]) -> str | None:
    """As "2012" for 31 in "compared to 31 and 240 in 2012"."""
    behind = [
        p
        for p in periods
        if p.start >= figure.end and not re.search(r"[;:(]", sentence[figure.end : p.start])
    ]
    return _worded(behind[0]) if behind else None


_SEVERAL_YEARS = re.compile(r"\d\s*(?:to|until|[–-])\s*(?:the\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d")


def _is_compared(period: PeriodPhrase, sentence: str) -> bool:
    lead = sentence[: period.start]
    if re.fullmatch(r"The same (?:period|quarter|months?|time) (?:in|of)\s+(?:the\s+)?", lead):
        return False  # "The same period in 2011 saw 355"
    if re.search(r"\bthan\s+(?:as\s+)?(?:at|on|by)\s+(?:the\s+end\s+of\s+)?$", lead):
        return True  # "£1.1m less than at 31 March 2018"
    if re.search(r"(?:^|[.;:]\s+|\band\s+)on\s+$", lead, re.I) or re.match(
        r"\d{1,2}(?:st|nd|rd|th)?\s", period.text
    ):
        return False  # "On 31 December 2012"
    if _RELATIVE.fullmatch(period.text) and _POINTS_BACK.search(lead):
        return True
    if re.search(r"\b(?:from|on|against|to)\s+(?:the|a|our)?\s*$", lead) and re.match(
        r"\s+(?:baseline|average|mean)\b", sentence[period.end :]
    ):
        return True
    over = re.search(r"\bover\s+(?:the\s+)?$", lead) and re.match(r"(?:previous|preceding)", period.text)
    if re.search(r"\bfrom\s+(?:the\s+)?$", lead) and _SEVERAL_YEARS.search(period.text):
        return False  # "is projected to increase from 2014 – 2036"
    return bool(over or _COMPARED.search(lead))


def _find_other_side(
    sentence: str, figures: list[Figure], index: int, periods: tuple[PeriodPhrase, ...]
) -> str | None:
    figure = figures[index]
    following = figures[index + 1].start if index + 1 < len(figures) else len(sentence)
    for period in periods:
        if _dates_next(sentence, period, following):
            return None
        if _is_compared(period, sentence) and figure.end <= period.start:
            return period.text if period.start <= following or index + 1 == len(figures) else None
    return None


def _find_own(
    sentence: str, figures: list[Figure], index: int, main: list[PeriodPhrase], clauses: dict[int, Clause]
) -> PeriodPhrase | str | None:
    """A period that stands with the figure itself."""
    figure = figures[index]
    clause = clauses.get(index)
    following = start_of_next(figures, index, clauses, len(sentence), "period")
    inside = clause is not None and clause.is_bracket and any(t.kind == "period" for t in clause.tokens)
    for period in () if inside else find_dates(sentence):
        if period.end <= figure.start and _ADJACENT.fullmatch(sentence[period.end : figure.start]):
            return period
        between = sentence[period.end : figure.start]
        if period.end <= figure.start and (_DATED_LEVEL.fullmatch(between) or _WHEN.fullmatch(between)):
            return period.text
    month = re.search(rf"\b({MONTH})\s*$", sentence[: figure.start])
    ending = [p for p in main if month and p.start < month.start(1) and p.end == month.end(1)]
    if ending:
        return ending[-1]  # "In the three months to June 212 calls were made"
    if month and figure.value > 31:
        return month.group(1)
    end = clause.tokens[-1].end if clause and clause.tokens else len(sentence)
    for period in main:
        if not (clause and clause.is_bracket) and _stands_in_bracket(period, clauses.get(index + 1)):
            continue
        if figure.end <= period.start < following and not (
            _dates_next(sentence, period, following)
            and not _has_own(index + 1, clauses)
            and figures[index + 1].unit == figure.unit
        ):
            between = sentence[figure.end : period.start]
            in_clause = period.start < end or re.fullmatch(r"[^;:.]{0,60}\(", between) is not None
            if in_clause and not re.search(r"[;:]|\.\s|,\s*but\b|\b(?:while|whereas)\b", between):
                return period
    return None


def _stands_in_bracket(period: PeriodPhrase, clause: Clause | None) -> bool:
    """Whether a period stands with the next figure in a bracket: "88 crimes (2017/18: 71)"."""
    return (
        clause is not None
        and clause.is_bracket
        and clause.tokens[0].start <= period.start < clause.tokens[-1].end
    )


def _has_own(index: int, clauses: dict[int, Clause]) -> bool:
    """Whether a figure stands in a bracket with a period of its own: "(2,034 in 2018/19)"."""
    clause = clauses.get(index)
    return clause is not None and clause.is_bracket and any(t.kind == "period" for t in clause.tokens)


def _dates_next(sentence: str, period: PeriodPhrase, following: int) -> bool:
    """As "2014" in "267 detentions, similar to the 2014 figure (266)": of the next figure."""
    return period.end <= following < len(sentence) and bool(
        _ADJACENT.fullmatch(sentence[period.end : following])
    )


def _is_earlier_end(sentence: str, figure: Figure, wording: Wording) -> bool:
    """As in "84% in 2018, up from 81%": the figure is of a time the sentence does not name."""
    lead = sentence[max(0, figure.start - 30) : figure.start]
    return bool(re.search(r",\s*(?:up|down|\w+ing|an? \w+)\s+(?:slightly\s+)?from\s+(?:[a-z]+\s+)?$", lead))


def _find_around(
    sentence: str, figures: list[Figure], index: int, main: list[PeriodPhrase], clause: Clause | None
) -> str | None:
    figure = figures[index]
    before = [p for p in main if p.end <= figure.start and not _is_of_another(sentence, figures, index, p)]
    if before:
        return _worded(before[-1])
    if len(main) == 1 and _is_of_another(sentence, figures, index, main[0]):
        return None  # "38% drop since 2001; 94% ownership of alarms"
    if (
        clause is not None
        and not clause.is_bracket
        and len(main) == 1
        and _is_noted_of(sentence, figures, main[0])
    ):
        return None  # "412 cases (2009: 388)"
    inside = clause is not None and len(main) == 1 and main[0].start < clause.tokens[-1].end
    if inside and _COMES_FROM.search(sentence[figure.end : main[0].start]):
        return None  # "has dropped to 64 from 91 in 2014"
    if len(main) == 1 and clause is not None and (inside or _is_noted(sentence, figures, main[0])):
        return _worded(main[0])  # one for a list: "Grants of £95,500 went to 14 groups in 2021/22"
    return None


_COMES_FROM = re.compile(
    r"^\s*(?:[a-z]+\s+){0,2}from\s+(?:[a-z]+\s+)?[£]?\d[\d,.]*%?\s+(?:[a-z]+\s+)?(?:in|at)\s+$"
)


def _is_of_another(sentence: str, figures: list[Figure], index: int, period: PeriodPhrase) -> bool:
    """Whether a period dates another figure: "5.48 (2017/18: 5.02), ranked 13th", "12 since 2018; 9"."""
    between = sentence[period.end : figures[index].start]
    opened = re.search(r"\([^()]*$", sentence[: period.start])
    closed = re.search(r"\)", between)
    if opened and closed:
        inside = (opened.start(), period.end + closed.start())
        return any(inside[0] < f.start < inside[1] for f in figures)
    dated = [f for f in figures[:index] if f.end <= period.start]
    if (
        dated
        and _OTHER_SIDE.search(sentence[: dated[-1].start])
        and _DATED.fullmatch(sentence[dated[-1].end : period.start])
    ):
        return True  # "1,204 in 2013, up from 1,067 in 2012 (a 13% increase)"
    return bool(dated) and ";" in between and period.lead.casefold() in ("since", "by")


_DATED = re.compile(r"\s+(?:[a-z]+\s+){0,4}?(?:in|at|on|for|during)\s+(?:the\s+)?")
"""What stands between a figure and the period it is dated by."""


def _is_noted_of(sentence: str, figures: list[Figure], period: PeriodPhrase) -> bool:
    """Whether a period opens a bracket and dates the figure in it: "(2009: 388)"."""
    opens = re.search(r"\(\s*(?:in\s+)?$", sentence[: period.start]) is not None
    return opens and any(
        re.fullmatch(r":?\s+", sentence[period.end : f.start]) for f in figures if f.start > period.end
    )


def _is_noted(sentence: str, figures: list[Figure], period: PeriodPhrase) -> bool:
    """As in "63 weapons surrendered (Croydon, May 2019)": a note behind the only figure."""
    return len(figures) == 1 and re.search(r"\([^()]*$", sentence[figures[0].end : period.start]) is not None


def _worded(period: PeriodPhrase) -> str:
    lead = period.lead.casefold()
    if lead == "from" and re.search(r"\b(?:to|until)\b", period.text):
        return period.text
    return (
        f"{period.lead} {period.text}"
        if lead.split()[:1] in (["from"], ["between"], ["since"], ["by"])
        else period.text
    )

"""What the words around a quantity make of it: level, change, share, rate or target, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.kinds.figure_targets import is_target
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_lists import stand_beside
from parsers.kinds.sentence_words import class_of, is_verb_of, lemma_of, word_list
from parsers.kinds.unit_words import UNIT_WORD
from planhouse.figures import Figure, read_rate
from planhouse.records import FigureKind

_NO_SHARE = r"(?<!-)(?<!makes )(?<!make )(?<!made )(?<!making )"
"""Before "up" as a direction: what "makes up 41%" does not rise."""
_UP = (
    rf"increas\w*|ris(?:e|es|en|ing)|rose|grew|grow\w*|{_NO_SHARE}(?<!set )(?<!follow )up|higher|more|"
    r"greater|jump\w*|climb\w*|additional|extra|uplift|gain\w*|improv\w*"
)
_DOWN = (
    r"decreas\w*|fall(?:s|en|ing)?|fell|reduc\w*|drop\w*|declin\w*|down|lower\w*|fewer|less|"
    r"cut\w*|dip\w*|shrunk|halved"
)
_MOVE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.I)
VERB_MOVE = re.compile(
    r"\b(?:increas(?:ed?|es|ing)|ris(?:e|es|en|ing)|rose|grew|grown|growing|went up|gone up|"
    r"decreas(?:ed?|es|ing)|fall(?:s|en|ing)?|fell|"
    r"expand(?:ed|s|ing)?|rais(?:ed?|es|ing)|boost(?:ed|s|ing)?|cut|cuts|trebled|tripled|halved|improv(?:ed?|es|ing)|reduc(?:ed?|es|ing)|dropp?(?:ed|s|ing)?|"
    r"declin(?:ed?|es|ing)|went down|gone down|doubled|up(?! to [£\d])|down)\b",
    re.I,
)
_CHANGE_BEFORE = re.compile(
    rf"(?:\b(?:increases?|rises?|falls?|reductions?|decreases?|drops?|declines?|cuts?|growth|"
    rf"improvement|uplift|changes?|difference)\s+(?:of|by)\s+(?:[a-z]+\s+){{0,2}}"
    rf"|\b(?:{_UP}|{_DOWN})\s+(?:\w+\s+){{0,3}}?by\s+(?:[a-z]+\s+){{0,2}}|\bby\s+(?:[a-z]+\s+){{0,2}}"
    rf"|\b(?:after|having)\s+(?:rising|falling|growing|dropping|increasing|decreasing|declining)\s+(?:[a-z]+\s+)?"
    rf"|\b(?:increased|rose|risen|fell|fallen|decreased|reduced|dropped|declined|grew|grown|climbed|jumped|"
    rf"dipped|{_NO_SHARE}up|down)\s+(?:(?!in\b|on\b|at\b|across\b|within\b|for\b|since\b|to\b)[a-z]+\s+)?)$",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"^\s*\)?\s*(?:[a-z'’-]+\s+){0,2}?(?:(?:increase|rise|fall|reduction|decrease|drop|"
    r"decline|growth|cut|uplift|improvement)\b(?!\s+(?:of|by)\s+(?:[£$]?\d(?!\d\d\d\b)|$))|"
    r"more than|fewer than|less than|"
    r"higher than|lower than|"
    r"higher|lower|more|fewer|less|up|down|above|below)\b",
    re.I,
)
_NO_CHANGE_AFTER = re.compile(
    r"\s*\)?\s*(?:above|below|up to)?\s*(?:years?|the age)"
    r"|\s*\)?\s*(?:[a-z'’-]+\s+)?(?:is|was|are|were|remains?)\s",
    re.I,
)
"""Ages, and what a verb sets against another: "the rate of 11.2 per 1,000 households is higher than"."""
_CHANGE_OF = re.compile(
    r"\b(?:increase|rise|fall|reduction|decrease|drop|decline|growth)\s+in\s+(?:[a-z'’-]+\s+){1,6}of\s+"
    r"(?:[a-z]+\s+){0,2}$",
    re.I,
)
"""As in "a marginal increase in burglary of 0.6%"."""
_MOVE_WAS = re.compile(
    r"\b(?:rise|increase|fall|reduction|decrease|drop|decline|growth)\b[^.;,]{0,40}\b(?:was|"
    r"is)\s+(?:[a-z]+\s+)?$",
    re.I,
)
_PER = re.compile(r"\bper\s+(?!cent)", re.I)
_RATE = re.compile(r"\brates?\b|\bre-?offending\b", re.I)


RATE_BASE = re.compile(r"\d[\d.,]*\s+(?:[a-z'’-]+\s+){1,6}per\s+$")
"""Before the base of a rate whose figure stands before the things it counts: "9.8 burglaries per 1,000"."""
_RATE_AHEAD = re.compile(
    r"\b(?:per|for (?:every|each))\s+(1,?000|10,?000|100,?000|1,?000,?000|million)\b", re.I
)
_RATE_BEHIND = re.compile(
    r"\s*(?:[a-z'’-]+\s+){1,6}per\s+(1,?000|10,?000|100,?000|1,?000,?000|million|thousand)\b"
    r"|\s*\(\s*per\s+(1,?000|10,?000|100,?000|1,?000,?000|million|thousand)\b",
    re.I,
)
_FIGURE_IS = re.compile(r";[^.;]*\b(?:figure|rate|average|mean)\s+(?:was|is|of|being|stood at)\s+$")
"""As in "98 per 100,000; the England figure was 71"."""
_EARLIER_LEVEL = re.compile(
    r"\bbaselines?(?: of|:|\s+(?:is|was))?\s+$"
    r"|\b(?:year|(?:19|20)\d\d(?:[/–-]\d\d)?)(?:['’]s)?\s+(?:total|figure|level)\s+of\s+$",
    re.I,
)
"""As in "from a baseline of 1,240", "a rise of a third on last year's total of 34"."""
_PLAIN_NOUN = re.compile(
    r"\s+(?!in\b|for\b|and\b|per\b|by\b|to\b|from\b|across\b|at\b|on\b|compared\b|nationally\b)[a-z]{3,}"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a quantity is worded."""

    kind: FigureKind
    flags: tuple[str, ...] = ()
    """``increase`` or ``decrease`` for a change; ``from`` and ``to`` for the ends of one."""
    unit: str | None = None
    """The unit the words give a bare number: ``count``, ``minutes``; None where none does."""


def find_wordings(sentence: str, figures: list[Figure], clauses: dict[int, Clause]) -> list[Wording]:
    """Kind, direction and unit of each figure; what a piece leaves unsaid it has from the figure before."""
    found: list[Wording] = []
    at = 0  # the last figure outside brackets
    for index, figure in enumerate(figures):
        wording = find_kind(sentence, figures, index)
        if "rank" in figure.flags:
            wording = Wording("rank")
        elif index and wording.kind in ("level", "share"):
            clause = clauses.get(index)
            if found[at].kind in ("change_pct", "change_abs") and _is_paired(sentence, figures[at], figure):
                wording = Wording(found[at].kind, found[at].flags, wording.unit)
            said_again = _OR.fullmatch(sentence[figures[at].end : figure.start])
            if said_again and found[at].kind == "change_abs" and figure.unit == "%":
                wording = Wording("change_pct", found[at].flags, wording.unit)
            if said_again and found[at].kind == "change_pct" and figure.unit in (None, "GBP"):
                wording = Wording("change_abs", found[at].flags, wording.unit)
            before, last = figures[at], found[at]
            is_end = bool({"from", "to"} & set(wording.flags))  # "fell by 112, to 1,820"
            if (
                clause is not None
                and not is_end
                and _goes_on_changing(sentence, clause, index, before, figure, last)
            ):
                kind: FigureKind = last.kind if figure.unit == before.unit else "change_abs"
                wording = Wording(kind, last.flags, wording.unit)
        if index and wording.kind == "rate" and found[-1].flags == ("from",) and found[-1].unit is None:
            unit = wording.unit or (figure.unit if (figure.unit or "").startswith("per ") else None)
            if "to" in wording.flags and unit and not figures[index - 1].unit:
                base = re.match(r"per [\d,]+", unit)  # "from 12.1 to 14.8 per 1,000 population"
                found[-1] = Wording("rate", ("from",), base.group() if base else unit)
        found.append(wording)
        at = at if index in clauses and clauses[index].is_bracket else index
    return _share_units(sentence, figures, found)


def _share_units(sentence: str, figures: list[Figure], found: list[Wording]) -> list[Wording]:
    """As in "were 8.8 and 4.1 per 1,000 respectively": the unit behind the last figure is of each."""
    shared = list(found)
    for i in range(len(figures) - 2, -1, -1):
        unit = figures[i + 1].unit or shared[i + 1].unit
        between = sentence[figures[i].end : figures[i + 1].start]
        beside = figures[i].unit is None and re.fullmatch(r"\s*(?:,|and|,\s*and)\s*", between) is not None
        of_both = "respectively" in sentence[figures[i + 1].end :] or figures[i].places > 0
        is_sized = unit not in (None, "count") and shared[i].unit in (None, "count")
        if beside and of_both and is_sized and shared[i + 1].kind in ("rate", "share", "level"):
            shared[i] = Wording(shared[i + 1].kind, shared[i].flags, unit)
    return shared


def _is_paired(sentence: str, before: Figure, figure: Figure) -> bool:
    """As in "fell by 4%, 7% and 11% respectively"."""
    told = "respectively" in sentence[figure.end : figure.end + 60]
    return told and stand_beside(sentence, before, figure)


_OR = re.compile(
    r"(?:\s+[a-z]+){0,3},?\s+(?:or|(?:which\s+)?(?:equates|equating|equivalent|amounts|amounting|relates|relating)\s+to)"
    r"\s+(?:[a-z]+\s+){0,2}"
)
"""A change said again: "by 212 offences, or 14%"."""


def _goes_on_changing(
    sentence: str, clause: Clause, index: int, before: Figure, figure: Figure, last: Wording
) -> bool:
    """As in "went up by 41% in Hyndburn, 38% in Pendle", "rose by 19% (58 offences)"."""
    parted = ("fraction" in before.flags) != ("fraction" in figure.flags)
    if last.kind not in ("change_pct", "change_abs") or parted:
        return False
    at = clause.position(index)
    if clause.is_bracket:
        said_by = re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", sentence[: before.start]) is not None
        said_by = said_by and not re.match(r"\s*(?:to|–|-)\s*\d", sentence[figure.end :])
        return at == 0 and said_by and figure.unit is None and before.unit == "%"
    if clause.link == "against" or (clause.link == "," and clause.tokens[0].folded == "compared"):
        return _is_set_against(sentence, clause, at, before, figure)
    ahead = all(t.kind in ("determiner", "adverb") or t.folded == "by" for t in clause.tokens[:at]) or (
        at + 1 == len(clause.tokens) or clause.tokens[at + 1].kind == "mark"
    )
    behind = clause.tokens[at + 1 : at + 2]
    open_end = not behind or behind[0].kind == "mark" or behind[0].folded in ("in", "across", "for", "and")
    counts = (before.unit is None and behind and re.match(r"\s+([a-z]+)\b", sentence[before.end :])) or None
    if counts and {counts.group(1), behind[0].folded} <= word_list("generic"):
        open_end = True  # "a fall of 118 incidents and 286 offences"
    return bool(clause.link in (",", "and") and not clause.has_verb and ahead and open_end) and (
        figure.unit == before.unit
    )


def _is_set_against(sentence: str, clause: Clause, at: int, before: Figure, figure: Figure) -> bool:
    """As in "has gone up by 9.5% in Barnsley, compared with 11% across South Yorkshire"."""
    plain = all(
        t.kind in ("determiner", "adverb", "preposition", "mark", "place")
        or t.folded
        in ("compared", "average", "national", "regional", "force", "rise", "fall", "increase", "of")
        for t in clause.tokens[:at]
    )
    said_by = (
        re.search(r"\b(?:by|up|down|fell|rose)\s+(?:[a-z]+\s+){0,2}$", sentence[: before.start]) is not None
    )
    return plain and said_by and not clause.has_verb and figure.unit == before.unit == "%"


def find_kind(sentence: str, figures: list[Figure], index: int) -> Wording:
    """Kind, direction and unit of a figure from the words around it."""
    figure = figures[index]
    before, after = text_before(sentence, figures, index), _after(sentence, figures, index)
    unit = _unit_behind(figure, after)
    is_percent = figure.unit == "%" or "fraction" in figure.flags
    ahead = re.search(
        r"(?<!against )\b(?:targets?|goal|ambition)(?:\s+(?:for|in|by)\s+[^.;:,]{3,30})?"
        r"(?: of|:|\s+(?:is|was|being))?\s+$",
        sentence[: figure.start],
        re.I,
    )
    rate_ahead = _RATE_AHEAD.search(sentence[: figure.start])
    between = sentence[rate_ahead.end() : figure.start] if rate_ahead else ""
    is_same = rate_ahead and (not re.search(r"[.;]\s", between) or _FIGURE_IS.search(between))
    is_plain = not figure.unit and not set(figure.flags) - {"in_words"}
    if ahead or re.match(r"\s+targets?\b", sentence[figure.end :]):
        if rate_ahead and is_same and is_plain and figure.places and unit is None:
            unit = _rate_unit(rate_ahead.group(1))  # "13.1 per 1,000 against a target of 13.8"
        return Wording("target", (), unit)
    if _EARLIER_LEVEL.search(sentence[: figure.start]) and not is_percent:
        return Wording("level", (), unit)
    rate = _RATE_BEHIND.match(after)
    is_every = rate_ahead is not None and not rate_ahead.group().casefold().startswith("per")
    if rate_ahead and is_same and is_plain and (is_every or not _PLAIN_NOUN.match(after)):
        ends = _from_to(sentence, figures, index)
        return Wording("rate", (ends,) if ends else (), _rate_unit(rate_ahead.group(1)))
    if rate and not figure.unit:
        return Wording("rate", (), _rate_unit(rate.group(1) or rate.group(2)))
    ends = _from_to(sentence, figures, index)
    if not ends and _is_change(sentence, figures, index, before, after):
        kind: FigureKind = "change_pct" if is_percent else "change_abs"
        flags = _direction(sentence, figure, before, after)
        return Wording("target" if is_target(sentence, figure) else kind, flags, unit)
    flags = (ends,) if ends else ()
    if is_target(sentence, figure):
        return Wording("target", flags, unit)
    if (figure.unit and "per " in figure.unit) or _is_rate(figure, before, sentence, is_percent):
        return Wording("rate", flags, None)
    if is_percent:
        return Wording("share", flags)
    return Wording("level", flags, unit)


def _rate_unit(base: str) -> str:
    return read_rate("1,000" if base.casefold() == "thousand" else base)


def text_before(sentence: str, figures: list[Figure], index: int) -> str:
    """The words between the figure before and this one."""
    start = figures[index - 1].end if index else 0
    return sentence[start : figures[index].start]


def _after(sentence: str, figures: list[Figure], index: int) -> str:
    end = figures[index + 1].start if index + 1 < len(figures) else len(sentence)
    return sentence[figures[index].end : end]


def _unit_behind(figure: Figure, after: str) -> str | None:
    if figure.unit or "fraction" in figure.flags:
        return None
    thing = UNIT_WORD.match(after)
    if thing:
        word = thing.group(1)
        return word if re.search(r"[A-Z]", word[1:]) else word.casefold()
    return None if figure.places and "scaled" not in figure.flags else "count"


def _from_to(sentence: str, figures: list[Figure], index: int) -> str:
    """Whether the figure is an end of "from A to B" or "to B from A": ``from``, ``to`` or nothing."""
    figure = figures[index]
    lead = sentence[max(0, figure.start - 12) : figure.start]
    other = figures[index + 1].unit if index + 1 < len(figures) else figure.unit
    if re.match(r"\s*(?:reduction|increase|rise|fall|decrease|drop|cut)\b", sentence[figure.end :]):
        return ""  # "committed to a 50% reduction"
    shares = ("%", "percentage points")
    if re.search(r"\bby\s+(?:[a-z]+\s+)?$", lead) or (figure.unit in shares and other != figure.unit):
        return ""  # "fell by 14 to 38", "decreased 22% to 348"
    if re.search(r"\b(?:from|between)\s+(?:[a-z]+\s+)?$", lead, re.I):
        return "from" if _other_end(sentence, figures, index) else ""
    if re.search(r"\b(?:relat|equat|amount)\w*\s+to\s+(?:[a-z]+\s+)?$", sentence[: figure.start]):
        return ""  # "up 42%, which relates to eight offences"
    if re.search(r"\bto\s+(?:[a-z]+\s+)?$", lead, re.I) and VERB_MOVE.search(sentence[: figure.start]):
        return "to"
    if re.search(r"\b(?:up|down)\s+(?:[a-z]+\s+)?$", lead) and not re.search(r"\bfrom\s+$", lead):
        return ""  # "up 11 to 48"
    if not index and not sentence[figure.end :].lstrip().startswith("to "):
        return ""
    if index and figure.unit == figures[index - 1].unit and _END_BEFORE.search(sentence[: figure.start]):
        return "to" if re.search(r"\bto\s*$", lead) else ""
    follows = sentence[figure.end : figure.end + 6]
    return "from" if re.match(r"\s*to\s+\d", follows) and other in (figure.unit, *shares) else ""


_END_BEFORE = re.compile(r"\b\d[\d,.%]*\s*(?:to|and|-|–)\s*$")


def _other_end(sentence: str, figures: list[Figure], index: int) -> bool:
    nearby = sentence[max(0, figures[index].start - 60) : figures[index].end + 60]
    return bool(re.search(r"\bto\b", nearby)) and len(figures) > 1


def _is_change(sentence: str, figures: list[Figure], index: int, before: str, after: str) -> bool:
    figure = figures[index]
    if _is_surely_change(sentence, figure) or _is_more_in_bracket(sentence, figures, index):
        return True
    if figure.unit == "percentage points" or _MOVE_WAS.search(sentence[: figure.start]):
        return True
    lead = sentence[: figure.start].rstrip("( ") + " "
    if re.search(r"\bfrom\s+(?:[a-z]+\s+)?$", lead):
        return False  # "up from 81%": the end it came from
    if (
        _CHANGE_BEFORE.search(lead)
        and not _ends_in_particle(lead)
        and not re.search(r"\bby\s+(?:[a-z]+\s+){0,2}$", lead, re.I)
    ) or _by_change(lead):
        return True
    if re.search(
        r"\b(?:of|saw|by)\s+(?:[a-z]+\s+){0,2}\d[\d.,]*%?\s+and\s+$", sentence[: figure.start]
    ) and _MOVE.search(sentence[: figure.start]):
        return True
    if after.startswith(")") and not re.match(
        r"\)\s+(?:increase|rise|fall|reduction|decrease|drop|decline)\b", after
    ):
        return _is_bracket_of_change(sentence, figures, index)
    if _CHANGE_AFTER.match(after) and not _NO_CHANGE_AFTER.match(after):
        return _is_comparing(figure, after)
    return _is_bracket_of_change(sentence, figures, index)


def _is_surely_change(sentence: str, figure: Figure) -> bool:
    """Whether a sign or the words right before a figure make it a change whatever else is said."""
    before = sentence[: figure.start]
    return (
        ("signed" in figure.flags and figure.unit in (None, "%"))
        or _PLUS.search(before) is not None
        or (figure.unit in ("%", "GBP") and _RAISED.search(before) is not None)
        or (figure.unit in (None, "%", "GBP") and _CHANGE_OF.search(before) is not None)
    )


def _is_more_in_bracket(sentence: str, figures: list[Figure], index: int) -> bool:
    """As in "+17% (19 more victims)": behind a change more of them are the change."""
    if not index or not re.match(r"\s+(?:more|fewer|less)\s+[a-z]", sentence[figures[index].end :]):
        return False
    opens = re.fullmatch(r"[^()]{0,30}\(\s*", sentence[figures[index - 1].end : figures[index].start])
    return opens is not None and figures[index - 1].unit == "%"


def _by_change(lead: str) -> bool:
    by = re.search(r"(?P<then>followed )?\bby\s+(?:[a-z]+\s+){0,2}$", lead, re.I)
    moves = _MOVE.search(lead) if by and not by["then"] else _CHANGE_NAMED.search(lead)
    return bool(by and moves)


_CHANGE_NAMED = re.compile(r"\b(?:increase|rise|fall|reduction|decrease|drop|decline)s?\b", re.I)
"""As in "The largest increase was in robbery (31%), followed by violence (22%)"."""


def _ends_in_particle(lead: str) -> bool:
    """As in "picked up 310 bottles", "tracked down 12 suspects": nothing rose or fell."""
    word = re.search(r"\b([a-z]+)\s+(?:up|down)\s+(?:[a-z]+\s+)?$", lead)
    told = word.group(1) if word else ""
    moves = is_verb_of(told, "up", "down", "both", "holding") or lemma_of(told) in ("finish", "end", "close")
    return class_of(told) in ("past", "finite") and not moves


_RAISED = re.compile(r"\b(?:raised|lifted|frozen|trimmed|boosted|scaled back)\s+by\s+(?:[a-z]+\s+){0,2}$")
"""As in "the precept was raised by £12"; "raised by 12 residents" tells by whom."""
_PLUS = re.compile(r"\(\s*(?:plus|minus)\s+$", re.I)
"""As in "a rise of 1.3% (plus 11)"."""


def _is_comparing(figure: Figure, after: str) -> bool:
    """As in "5% more than", "12 fewer"; but "300 more homes" is a count of homes."""
    if re.match(r"\s*(?:[a-z]+\s+){0,2}or\s+(?:fewer|less|more|lower|higher)\b", after):
        return False  # "we aimed for 1,900 offences or fewer"
    if figure.unit in ("%", "GBP") or "fraction" in figure.flags:
        return True
    if re.match(r"\s*more\s*(?:[.;)]|$)", after):
        return True  # "and 2,310 vehicle crimes, 140 more."
    more = re.match(r"\s*more\s+(?:[a-z'’-]+\s+){0,3}?([a-z]+s)\b", after)
    if more and more.group(1) in word_list("generic"):
        return True  # "there were 87 more racist incidents"
    return bool(
        re.match(
            r"\s*(?:[a-z]+\s+){0,2}(?:(?:more|less|higher|lower|above|below)\b(?:\s+[a-z]+){0,3}\s+than\b|fewer\b)",
            after,
            re.I,
        )
    ) or bool(
        re.match(r"\s*(?:[a-z]+\s+)?(?:increase|rise|fall|reduction|decrease|drop|decline)\b", after, re.I)
    )


def _is_bracket_of_change(sentence: str, figures: list[Figure], index: int) -> bool:
    """The per cent of "from 151 to 223 (48%)", "an increase of 62 (15%)", "the largest increase (18%)"."""
    figure = figures[index]
    if figure.unit == "%" and re.search(
        r"\b(?:increase|rise|fall|reduction|decrease|drop|decline)s?"
        r"(?:\s+(?:(?:was|were|is|are)\s+)?(?:in|on|over|from)\s+[^.;:,()\d]{1,50})?\s*\($",
        sentence[: figure.start],
    ):
        return True
    if figure.unit != "%" or index == 0 or not sentence[: figure.start].rstrip().endswith("("):
        return False
    last = figures[index - 1]
    if _is_change(sentence, figures, index - 1, "", "") and last.unit not in ("%", "percentage points"):
        return True
    if index < 2 or not figures[index - 2].value:
        return False
    exact = (last.value - figures[index - 2].value) / figures[index - 2].value * 100
    return abs(abs(exact) - abs(figure.value)) < 1


def _direction(sentence: str, figure: Figure, before: str, after: str) -> tuple[str, ...]:
    if "signed" in figure.flags:
        return ("decrease",) if figure.value < 0 else ("increase",)
    beside = re.match(r"\s+(?:(more|higher)|fewer|less|lower)\b", after)
    if beside:
        return ("increase",) if beside.group(1) else ("decrease",)
    behind = re.match(r"\s*\)?\s*(?:[a-z'’-]+\s+){0,3}", after)
    near = after[: behind.end() + 12] if behind else ""
    for text, last in (
        (sentence[: figure.start][-60:], True),
        (near, False),
        (sentence[: figure.start], True),
    ):
        moves = list(_MOVE.finditer(text))
        if moves:
            move = moves[-1] if last else moves[0]
            return ("increase",) if move["up"] else ("decrease",)
    return ()


def _is_rate(figure: Figure, before: str, sentence: str, is_percent: bool) -> bool:
    if not (is_percent or figure.places or _PER.search(sentence)):
        return False
    lead = sentence[: figure.start].rsplit(".  ", 1)[-1]
    return bool(_RATE.search(lead)) and (
        is_percent is False or not re.search(r"\bof (?:people|residents|those|respondents)\b", lead)
    )

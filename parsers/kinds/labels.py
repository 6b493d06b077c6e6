"""What a header, a row label or a caption says: unit, scale, period, kind of figure, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from parsers.kinds.caption_sentences import strip_introduction, strip_lead_in, strip_paragraph_number
from parsers.kinds.label_kinds import area_of_change, read_kind
from parsers.kinds.period_words import MONTH, PeriodPhrase, find_periods, is_open_period, is_period
from parsers.kinds.unit_labels import PER, RATE_PHRASE, read_unit_of_each, read_unit_words
from parsers.numbers import are_short_years, split_marks
from parsers.places import is_only_place
from parsers.remembered import remembered
from planhouse.figures import read_rate
from planhouse.records import FigureKind

LabelSort = Literal["empty", "unit", "period", "change", "total", "other"]

_ONE = Decimal(1)
_TABLE_NUMBER = re.compile(
    r"^\s*(?:table|figure|fig\.?|chart|graph|exhibit)\s*(?:[A-Z]?\d+(?:[.\-]\d+)*[a-z]?|[A-Z])\s*[:.\-–—]*\s*",
    re.I,
)
_NO_TARGETS = re.compile(
    r"\b(?:and|against|with|vs\.?|versus|to|on|for|&)\s+(?:\w+\s+){0,2}(?:targets?|trajectory|plan|ambitions?|goals?)\b"
    r"|\btargets?\s*(?:,|and|&|vs\.?|versus)\s*(?:\w+\s+)?(?:actuals?|performance|out-?turn|baselines?|results?|achieve\w*)\b",
    re.I,
)
"""A caption of figures and their targets: "baseline and target", "performance against plan"."""
_CHANGE_FIRST = re.compile(
    r"(?:(?:%|percentage|per cent|net|absolute)\s+)?(?:change|difference|increase|decrease|reduction)s?\b",
    re.I,
)
_TOTAL = re.compile(
    r"^(?:(?:grand|overall|sub|annual|combined)[- ]?)?totals?(?: of .*)?$|^overall$|^all$|^sum$", re.I
)
_DASH = re.compile(r"^(?:[-–—•·▪‣*o➢]\s+|of which:?\s+|including:?\s+)", re.I)
COUNTING = re.compile(
    r"\b(?:offences?|offenses?|crimes?|incidents?|victims?|reports?|referrals?|detections?|cases?|calls?|arrests?|"
    r"visits?|complaints?|convictions?|occurrences?|populations?|residents?|households?|numbers?|rates?|per|"
    r"percentages?|proportion|funding|fundings?|budgets?|costs?|spend(?:ing)?|expenditure|income|allocations?|amounts?|"
    r"values?|actuals?|responses?|respondents?|users?|people|persons?|orders?|notices?|attendances?|admissions?|"
    r"dwellings?|homes?|completions?|scores?|index|average|mean|median|emissions?|burglar(?:y|ies)|robber(?:y|ies)|"
    r"thefts?|assaults?|arsons?|shoplifting|damage|abuse|violence|weapons?|detentions?|sleepers|checks|grants?|payments?|"
    r"deaths?|casualties|collisions?|accidents?|entrants?|offenders?|perpetrators?|pupils|students|children|"
    r"fires?|fly-?tipping|tests?|applications?|licences?|inspections?|seizures?|officers?|staff|workforce|"
    r"exclusions?|suspensions?|treatments?|offending|reoffending|crime|fly-?tips|"
    r"installed|sessions|hours|patients|out-?turn|forecast|estimates?|price|searches|search|stops|stations)\b",
    re.I,
)  # fmt: skip
"""Nouns of what is counted: a caption or label with one of them says what its figures measure."""
_THINGS_DONE = re.compile(
    r"(?:[a-z]+[ -]){0,2}[a-z]+s (?:taken|reported|issued|recorded|made|received|worked|completed"
    r"|served|given|granted|supported|held|opened|closed|seized|attended|collected|removed|sold"
    r"|built|dealt with|carried out)\b",
    re.I,
)
"""Things in the plural and what was done with them: "Steps taken", "Trees removed"."""
_AT_A_GLANCE = re.compile(r"\bin (?:numbers|figures)\b", re.I)
"""Heads a list of facts and counts nothing: "CCTV in numbers"."""
_GENERIC = re.compile(
    r"^(?:(?:total|recorded|reported|number|numbers|no|of|all|police|offences?|crimes?|incidents?|victims?|reports?|"
    r"referrals?|cases?|calls?|arrests?|visits?|complaints?|occurrences?|population|residents|households|budget|actual|"
    r"spend|cost|funding|income|expenditure|out-?turn|forecast|planned|allocation|amount|value|responses?|count|figures?|"
    r"dwellings|homes|completions|people|persons|score|rate|rank)\b\s*)+$"
    r"|\b(?:rates?|scores?|index|costs?|population|average|mean|median)$",
    re.I,
)
_CHOSEN_BY = re.compile(
    r"\s+(?:with|having) (?:the )?(?:highest|lowest|most|fewest|largest|greatest)\b.*$", re.I
)
"""By what a caption chose its rows: "Recorded crime in the wards with the highest rates"."""
_TAIL = re.compile(
    r"(?:mid-year )?(?:estimates?|figures?|data|results?|only|provisional|census|survey)", re.I
)
"""Words after a caption's period that say nothing of what is counted."""
_DAY_OF_YEAR = re.compile(rf"\b(?:as )?at (?:the )?(?:end of )?(\d{{1,2}}(?:st|nd|rd|th)? {MONTH})$", re.I)
_OF_ACT = re.compile(r"\b(?:Act|Regulations|Order),?\s*$")
"""Before the year of a law: "Licensing Act 2003"."""
_AROUND = re.compile(
    r"(?P<head>.+?)(?<! and)[ ,(–-]+(?:in |for |over )?(?:the )?"
    r"(?P<period>(?:\d{1,2}|one|two|three|four|five|six|twelve)[- ]"
    r"(?:months?|years?|weeks?) (?:before|after))\)?",
    re.I,
)
"""A time told from an event, at the end of a label: "Accidents in 3 years before"."""
_SHORT_YEARS = re.compile(
    r"(?P<head>.*?(?:[A-Za-z)%]|\d,\d{3}))[\s,:(–-]+(?P<last>\d\d/\d\d(?P<to>\s?(?:to|–|-|v|vs)\s?\d\d/\d\d)?)\)?"
    r"|(?P<first>\d\d/\d\d)[\s,:–-]+(?P<rest>[A-Z].*)"
)
"""A financial year without its century at the end or the beginning of a label: "Offences 06/07"."""
_PARTED = re.compile(r"(?P<head>.*\S)(?:,\s+|\s+[–-]\s+|:\s+|\s+\((?=[^()]*\)$))(?P<last>[^,:]+?)\)?")
"""A caption with what stands behind its last comma, colon, dash or in a bracket at its end."""
_REVISED = re.compile(
    r"(?:provisional|est\.?|estimated?|projected|revised|latest|final|interim|unaudited|part[- ]year)", re.I
)
"""What is said of the figures of a period, and not of what is counted."""
_STATUS = re.compile(
    r"(?:baseline|latest|current|actuals?|out-?turn|performance|results?|achieved|forecast|value|values|figures?|data|"
    r"position|status)(?: (?:figure|value|position|performance|out-?turn|data))?",
    re.I,
)
_ASPECT = re.compile(
    r"(?:(?:crude|(?:directly |indirectly )?(?:(?:age|sex|and)[- ]?\s?)*standardi[sz]ed"
    r"|european|national|regional|force|county|annual|overall|msg|mean)\s+)*"
    r"(?:rates?|[ad]srs?|asmrs?|rank(?:ed|ing|s)?(?: position)?|position|shares?|proportions?"
    r"|percentages?|per ?cent|%)"
    r"(?:\s+of\s+(?:(?:the|all)\s+)?(?:totals?|all|population|whole"
    r"|(?:borough|county|district|city|force|national|regional|partnership)(?:'s|’s)?(?: totals?)?))?"
    r"(?:\s+(?:in|out of|of (?=\d))\s*.*)?",
    re.I,
)
_AS_SHARE = re.compile(r"as (?:an? )?(?:%|percentage|per ?cent|share|proportion) of\b", re.I)
"""Behind the place whose figure is told as a part of a wider one: "Wigan as % of force"."""
_OWNER = re.compile(r"([A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|and|of|the|upon|on))*)(?:['’]s?)?\s+(?=[a-z%])")
_IN_UNIT = re.compile(r",?\s+in (?P<unit>[µμu]g ?/ ?m[3³]|kg|tonnes|t?kwh|mwh|gwh)(?![\w/])", re.I)
_UNCLOSED = re.compile(r"\s*\([^()\s]+(?: [^()\s]+)?$")
"""A bracket whose end was the period taken out of it: "(Census 2021)"."""
_SHARE_OF = re.compile(
    r"(?:%|percentage|per ?cent|share|proportion)\s+of\s+(?:the\s+)?(?P<whole>.+?)(?:\s+totals?)?", re.I
)
_BREAKDOWN = re.compile(r"(?:,\s*|\s+)by\s.*$", re.I)
_UNCOUNTED = re.compile(
    r"\b(?:scores?|index|indices|averages?|means?|medians?|ratio|grade|rating|quartile|price"
    r"|(?<!working )(?<!working-)(?<!school )(?<!school-)(?<!under )(?<!old )age"
    r"|(?<!first )(?<!first-)(?<!full )(?<!full-)(?<!part )(?<!part-)(?<!whole )(?<!whole-)time)\b",
    re.I,
)


_AVERAGE = re.compile(r"(?:annual |yearly |baseline )?(?:average|avg\.?|mean)(?: baseline)?", re.I)
_LAST_AVERAGE = re.compile(
    r"(?P<head>.*\S)\s*[(,–:]\s*(?P<average>(?:annual |yearly )?(?:average|avg\.?|mean))(?: of| for)?", re.I
)
_RATE_IN_PERCENT = re.compile(
    r"\b(?:detection|clear[- ]?up|solved|outcome|conviction|completion|response|attendance|absence|sickness|"
    r"vacancy|occupancy|(?:un)?employment|re-?offending|binary|satisfaction|success|retention|recycling|attrition|"
    r"take[- ]up|compliance|pass|survival|collection|closure|return|exit|engagement)"
    r"(?: \(?\w+\)?)? rates?\b(?! of\b.*\bper\b)",
    re.I,
)
"""Rates that are told in per cent where no "per 1,000" says otherwise."""
_LEADING_UNIT = re.compile(r"(£\S*(?:\s?(?:millions?|thousands?))?|%|[Nn]os?\.?|[Nn]umber)\s+(?=\S)")
_NO_UNIT = re.compile(r"\b\d+\s?% (?:confidence|limit|interval|c\.?i\b)|\bconfidence\b", re.I)
"""A limit of confidence says nothing of the unit: "Lower 95% limit"."""
_WITH_LIMITS = re.compile(
    r",?\s*(?:\(?(?:with|and|showing|including)\s+)?(?:\d+\s?%\s+)?confidence (?:limits|intervals?)\)?$", re.I
)
"""The end of a caption that says which columns stand beside the rate."""
_LOST = re.compile(r"\blost\b", re.I)
_LOST_BY_EACH = re.compile(
    r"\blost\b.*\b(?P<each>per (?:FTE|WTE|person|employee|officer|member of staff|head))\b", re.I
)
"""By whom time was lost: "Days lost to sickness per FTE"."""
"""Makes a time what is measured: "Working days lost"."""
_OF_WHOM = re.compile(
    r"(?:%|per ?cent(?:age)?|percentage) (?:of (?:\w+ ){1,3})?"
    r"(?:who|that|saying|agreeing|answering|giving)\b.*",
    re.I,
)
"""What a bracket says of a survey's answers: "Public confidence (% who agree)"."""
_BASE = re.compile(
    r"(?:(?:un)?weighted |effective |total )*(?:sample )?(?:base|sample|sample size)"
    r"(?:\s*[:(–-].*|\s+n\s?=?)?"
    r"|(?:number|total)(?: number)?(?: of)? (?:respondents|responses|replies|interviews)"
    r"|number (?:who )?(?:answering|answered|asked|interviewed|surveyed|replying|replied|responding)",
    re.I,
)
"""How many were asked, under shares of them."""
_ASKED = re.compile(r"\s*[(\[](?:n|base|sample(?: size)?)\s?[=:]\s?[\d,]+[)\]]", re.I)
"""How many were asked, behind what heads their answers: "2016 (n=1,204)"."""
_HOURS = re.compile(
    r"(?:(?!(?:within|under|over|after|before|of|out|than|every|per)\b)[a-z-]+ ){1,3}(hours)"
    r"(?: (?:per|a|each|every) (?:week|month|year|day))?",
    re.I,
)
"""Hours that are counted: "Staffed hours per week"; not "Removed within 24 hours"."""
_FULL_TIME = re.compile(
    r"\b(?:full|whole)[- ]time[- ]equivalents?\b|\b[FW]TE (?:staff|posts?|officers?|employees|pcsos?)\b"
    r"|\b(?:staff|posts|officers|employees)[ ,:(–-]+(?:in )?[FW]TEs?\b",
    re.I,
)
_AMOUNT_OF = re.compile(r"(?:(?:total|staff|volunteer) )?(hours|tonnes|miles) of\b", re.I)
"""What is counted by a measure of its own: "Hours of unpaid work"."""
_DURATION = re.compile(
    r"(?:average |mean |median |total )?(?:number of )?(?:working |calendar |school )?"
    r"(days|hours|minutes|weeks|seconds|shifts(?= lost\b))\b(?! of\b)",
    re.I,
)

_SURVEY = re.compile(r"\b(?:survey|census|panel|poll|count|audit)\s*$", re.I)
"""Whose year is that of its figures: "Household Survey 2015: residents who agree"."""
_ASIDE_OF_PERIOD = re.compile(r"\s*\(|\s+(?:at|by)\b", re.I)
"""Behind a caption's period, what is only said of the figures: "2003-04 (burglary: per 1,000 households)"."""
_DATED = re.compile(
    r"\b(?:plan|strategy|programme|assessment|agreement|framework|act|survey|census|review|report|edition)\s*$",
    re.I,
)
"""What has a year in its name: "Community Safety Plan 2019"."""
_STATED_AT = re.compile(
    r"\b(?:forecast|position|outturn|monitoring|budget|estimate[sd]?|projected|projection)\s+"
    r"(?:as )?at\s+(?:the end of\s+)?$",
    re.I,
)
"""Before the day on which figures of a year were told."""
_AGAINST = re.compile(r"\s(?:v|vs|versus|on|over)\b\.?\s", re.I)
"""Between two times of which a figure is the change: "2008 v. 1994-98"."""

_LONGEST = 300
"""Characters of the longest text taken apart as a label; longer ones are prose in a cell."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart."""

    text: str
    """As printed."""
    core: str
    """Without footnote marks, unit, period and bullet."""
    sort: LabelSort
    unit: str | None = None
    scale: Decimal = _ONE
    period: str | None = None
    kind: FigureKind | None = None
    marks: tuple[str, ...] = ()
    is_child: bool = False
    """Printed with a dash or bullet, or "of which": part of the row above."""

    @property
    def is_counting(self) -> bool:
        """Whether it has a noun of what is counted."""
        return bool(COUNTING.search(_AT_A_GLANCE.sub("", self.core)) or _THINGS_DONE.match(self.core))

    @property
    def is_generic(self) -> bool:
        """Whether it says nothing but how is counted: "Number of offences", "Budget"."""
        words = _CHOSEN_BY.sub("", self.core)
        return bool(_GENERIC.search(words) and COUNTING.search(words))

    @property
    def is_status(self) -> bool:
        """Whether it says at which state a figure was taken, or nothing: "Baseline", "Latest", "Value"."""
        return bool(_STATUS.fullmatch(self.core))

    @property
    def owner(self) -> str | None:
        """The place whose rate or rank it is: "Kent's rank (of 43)", "Humberside rate"."""
        if self.sort == "change":
            return area_of_change(self.core)
        found = _OWNER.match(self.core)
        if found is None or not is_only_place(found[1]):
            return None
        rest = re.sub(r"\([^()]*\)", "", self.core[found.end() :]).strip()
        return found[1] if _ASPECT.fullmatch(rest) or _AS_SHARE.match(rest) else None

    @property
    def is_aspect(self) -> bool:
        """Whether it says how something is expressed and not what: "Rate", "National rank", "% of total"."""
        words = re.sub(r"\([^()]*\)", "", self.core).strip()
        if self.owner:
            words = _OWNER.sub("", words)
        whole = _SHARE_OF.fullmatch(words)
        return bool(_ASPECT.fullmatch(words)) or (whole is not None and is_only_place(whole["whole"]))

    @property
    def is_base(self) -> bool:
        """Whether it is how many were asked: "Base (n)", "Unweighted sample"."""
        return bool(_BASE.fullmatch(self.core))

    @property
    def is_question(self) -> bool:
        """Whether it asks something: a survey's caption, whose rows are the answers."""
        return self.core.endswith("?")

    @property
    def is_uncounted(self) -> bool:
        """Whether it names a score, index or average: whole numbers under it are no counts."""
        return bool(_UNCOUNTED.search(_BREAKDOWN.sub("", self.core)))


@remembered
def parse_label(text: str) -> Label:
    """A header cell or row label taken apart; nothing of the printed wording is lost in ``text``."""
    printed = " ".join(text.split())
    if len(printed) > _LONGEST:
        return Label(printed, printed, "other")
    body, is_child = _strip_dash(printed)
    body = _ASKED.sub("", body) or body
    body, unit, scale = _take_unit(body)
    body, marks = split_marks(body)
    if unit is None and scale == _ONE:
        body, unit, scale = _take_unit(body)
    core, period = _take_period(body)
    kind = read_kind(body, unit) or read_kind(core, unit)
    if kind is None and not core and _AGAINST.search(period or ""):
        kind = "change_pct" if unit == "%" else "change_abs"
    is_price = unit in ("GBP", "EUR", "USD") and kind == "rate"  # "Cost per head (£)" is a sum of money
    kind = None if is_price else kind
    unit = unit or _unit_of_wording(body)
    core, period = _take_average(core if is_price else _take_rate(core), period, body)
    sort = _sort_of(core, period, unit, scale, kind)
    return Label(printed, core, sort, unit, scale, period, kind, marks, is_child)


def parse_caption(text: str) -> Label:
    """A caption taken apart: without "Table 3:", its last period and its unit."""
    printed = " ".join(text.split())
    numberless = _TABLE_NUMBER.sub("", strip_paragraph_number(printed))
    body = strip_introduction(numberless)
    if body != numberless:  # a sentence that introduces the table: its first sentence names it
        body = re.split(r"(?<=[a-z)\d])\.\s", body)[0].rstrip(".")
    label = _take_unit_within(parse_label(strip_lead_in(body)))
    core = _UNCLOSED.sub("", _WITH_LIMITS.sub("", label.core)).strip(" .,:;–-")
    label = replace(label, text=printed, core=core)
    if label.period is None:
        label = _take_period_within(label)
    said = find_periods(body)
    if label.period is None and len(said) == 1 and said[0].text not in label.core:
        label = replace(label, period=_with_lead(said[0]))  # "In 2018/19 we took the following calls:"
    if label.sort == "change" and not _CHANGE_FIRST.match(core):
        return replace(label, kind=None, sort="other")
    if label.kind == "target" and _NO_TARGETS.search(core):
        return replace(label, kind=None)
    return label


def _take_unit_within(caption: Label) -> Label:
    """A unit of weight or density that a caption names amid its words: "The mean, in µg/m3, was"."""
    found = _IN_UNIT.search(caption.core) if caption.unit is None else None
    unit = read_unit_words(found["unit"]) if found else None
    if found is None or unit is None:
        return caption
    core = caption.core[: found.start()] + caption.core[found.end() :]
    return replace(caption, core=core.strip(" ,"), unit=unit[0])


def _take_period_within(caption: Label) -> Label:
    """The one period amid a caption's words is that of its figures: "Fires in 2013/14 by district"."""
    phrases = find_periods(caption.core)
    if len(phrases) != 1:
        return caption
    before, after = caption.core[: phrases[0].start], caption.core[phrases[0].end :]
    if not re.match(r"\s*(?:\)|[,–:(]|-\s|(?:by|per|in|for|across|at|and)\b)", after):
        return caption
    cut = _cut_lead(before)
    is_survey = after.startswith(":") and _SURVEY.search(before) is not None
    is_aside = _ASIDE_OF_PERIOD.match(after) is not None and not _DATED.search(before)
    if not cut or (cut == before.rstrip() and not (is_survey or is_aside)):  # part of a name
        return caption
    joined = f"{cut} {after.lstrip(' )')}".strip(" ,:;–-")
    return replace(caption, core=re.sub(r"\s+(?=[,;:])", "", joined), period=_with_lead(phrases[0]))


def caption_number(text: str) -> str | None:
    """The number of "Table 3: ..." as printed ("3"); None where there is none."""
    match = re.match(
        r"^\s*(?:table|figure|fig\.?|chart)\s*([A-Z]?\d+(?:[.\-]\d+)*[a-z]?|(?-i:[A-Z])(?=\s*[:.]))",
        text,
        re.I,
    )
    return match.group(1) if match else None


def _strip_dash(text: str) -> tuple[str, bool]:
    dash = _DASH.match(text)
    return (text[dash.end() :], True) if dash else (text, False)


def _take_unit(text: str) -> tuple[str, str | None, Decimal]:
    whole = read_unit_words(text)
    if whole:  # "Rate per 1,000" is a unit and at once what is measured
        return (text if re.match(r"rate", text, re.I) or _LOST.search(text) else ""), *whole
    for match in re.finditer(r"[(\[]([^()\[\]]*)[)\]]", text):
        found = read_unit_words(match[1]) or read_unit_of_each(match[1])
        found = found or (("%", _ONE) if _OF_WHOM.fullmatch(match[1]) else None)
        if found and text != match.group():
            rest = text[: match.start()].rstrip() + " " + text[match.end() :].lstrip()
            return " ".join(rest.split()), *found
        if found:
            return "", *found
    head, sign, last = re.match(r"(.*?)(?:([,–—:]|\s-)\s+([^,–—:]*))?$", text).groups()  # type: ignore[union-attr]
    if sign and head.strip() and (found := read_unit_words(last)):
        return head.rstrip(), *found  # "Age of victims, percentages"
    lead = _LEADING_UNIT.match(text)
    if lead and is_period(text[lead.end() :]):
        found = read_unit_words(lead[1])
        if found:  # "£'000 2017/18"
            return text[lead.end() :], *found
    trail = re.search(r"[\s,:–-]+(£(?:\s?[‘'’`]?000['’]?s?|\s?k|\s?m|\s?millions?)?|%|\$)$", text)
    if trail:
        found = read_unit_words(trail[1])
        if found:
            return text[: trail.start()].rstrip(" ,:–-"), *found
    return text, None, _ONE


def _take_rate(core: str) -> str:
    """The wording without "per 1,000 population", which is its unit; "Rate" where nothing else is left."""
    rest = " ".join(RATE_PHRASE.sub(" ", core).split()).strip(" ,-–")
    return rest if rest else core


def _take_average(core: str, period: str | None, text: str) -> tuple[str, str | None]:
    """An average of years is named by them: "2014–18 average" is a period and measures nothing itself.

    Its words keep the order in which they are printed; "Baseline (average 2014–18)" keeps the rest.
    """
    if not period:
        return core, period
    if _AVERAGE.fullmatch(core):
        return "", (f"{core} {period}" if text.startswith(core) else f"{period} {core}")
    last = _LAST_AVERAGE.fullmatch(core)
    return (last["head"], f"{last['average']} {period}") if last else (core, period)


def _take_period(text: str) -> tuple[str, str | None]:
    bare = _without_day(text.strip(" :,;"))
    if is_period(bare) or (is_open_period(bare) and " " in bare) or _is_set_against(bare):
        return "", bare
    ended = _PARTED.fullmatch(bare)
    if ended and not find_periods(ended["head"]) and _is_whole_period(ended["last"]):
        return ended["head"].rstrip(" ,(–-"), ended["last"]
    phrases = tuple(p for p in find_periods(bare) if not _OF_ACT.search(bare[: p.start]))
    short = _SHORT_YEARS.fullmatch(bare)
    if short and (short["to"] or (not phrases and are_short_years(short["last"] or short["first"]))):
        return _cut_lead(short["head"] or short["rest"]), short["last"] or short["first"]
    if not phrases:
        return _take_yearless(bare)
    last = _join_comparison(phrases, bare)
    if is_period(bare[: last.start].strip(" ,(")) and bare.endswith((last.text, f"{last.text})")):
        return "", bare  # "2021/22 to date (Q1 to Q3)"
    tail = bare[last.end :].strip(" ).,:;(")
    if _AVERAGE.fullmatch(tail) and bare[: last.start].strip(" ("):  # "Baseline (2005–09 average)"
        return _cut_lead(bare[: last.start]), f"{_with_lead(last)} {tail}"
    if not tail or (bare[: last.start].strip(" (") and _TAIL.fullmatch(tail)):
        return _cut_lead(bare[: last.start]), _with_lead(last)
    first = phrases[0]
    if first is last and not bare[: first.start].strip(" (") and _REVISED.fullmatch(tail):
        return "", first.text
    if not bare[: first.start].strip(" ("):
        return bare[first.end :].strip(" :,;()–-"), first.text
    return bare, None


def _take_yearless(text: str) -> tuple[str, str | None]:
    """A label and the time at its end that names no year: "Accidents in 3 years before"."""
    around = _AROUND.fullmatch(text)
    if around:
        return around["head"], around["period"]
    day = _DAY_OF_YEAR.search(text)
    return (text[: day.start()].rstrip(" ,(–-"), day[1]) if day else (text, None)


def _without_day(text: str) -> str:
    """The text to its year, where a day only says when it was told: "Budget 2025/26 - forecast at 1 May"."""
    phrases = find_periods(text)
    told = len(phrases) > 1 and _STATED_AT.search(text[phrases[0].end : phrases[-1].start])
    return text[: phrases[-2].end] if told else text


def _is_set_against(text: str) -> bool:
    """Whether a text is a time and the average that it is set against: "2009 on 1994-98 average"."""
    phrases = find_periods(text)
    if (
        len(phrases) != 2
        or phrases[0].start
        or not _AGAINST.fullmatch(text[phrases[0].end : phrases[1].start])
    ):
        return False
    return _AVERAGE.fullmatch(text[phrases[1].end :].strip(" )")) is not None


def _is_whole_period(text: str) -> bool:
    """Whether a text is a period more than in a phrase at its end and a word before: no "as at Nov 2022"."""
    phrases = find_periods(text)
    is_plain = (
        len(phrases) == 1 and text.endswith(phrases[0].text) and not _cut_lead(text[: phrases[0].start])
    )
    return is_period(text) and not is_plain


def _join_comparison(phrases: tuple[PeriodPhrase, ...], text: str) -> PeriodPhrase:
    """The last period, or "2021 compared to 2020" as one where two are set against each other."""
    last = phrases[-1]
    if len(phrases) < 2:
        return last
    before = phrases[-2]
    between = text[before.end : last.start].strip()
    if re.fullmatch(r"(?:and|to|v\.?|vs\.?|versus|(?:as )?compared (?:to|with)|over|from|on)", between, re.I):
        return PeriodPhrase(text[before.start : last.end], before.start, last.end, before.lead)
    return last


def _with_lead(phrase: PeriodPhrase) -> str:
    return (
        f"{phrase.lead} {phrase.text}"
        if phrase.lead.casefold() in {"from", "between", "since"}
        else phrase.text
    )


def _cut_lead(text: str) -> str:
    cut = re.sub(
        r"[\s,(–:-]*\b(?:in|during|from|between|since|for|to|by|as at|at|on|the|year|of)?(?:\s+the)?\s*$",
        "",
        text,
        flags=re.I,
    )
    return cut.strip(" ,:;(–-")


def _unit_of_wording(text: str) -> str | None:
    duration = _DURATION.match(text) or _HOURS.fullmatch(text)
    if duration or (duration := _AMOUNT_OF.match(text)):
        each = _LOST_BY_EACH.search(text)
        return f"{duration[1].lower()} {each['each']}" if each else duration[1].lower()
    if re.match(r"\s*(?:number|no\.?|count|total number) of\b", text, re.I):
        return "count"
    if _NO_UNIT.search(text):
        rate = PER.search(text)
        return read_rate(rate.group()) if rate else None
    if _BASE.fullmatch(text):
        return "count"
    if _FULL_TIME.search(text):
        return "fte"
    if re.search(r"(?:%|\bpercentage|\bper cent)[- ]points?\b|\bppts?\b", text, re.I):
        return "percentage points"
    if re.search(r"%|\bpercentage\b|\bper ?cent\b|\bproportion of\b", text, re.I):
        return None if re.search(r"\bnumbers? and\b|\band numbers?\b", text, re.I) else "%"
    if _RATE_IN_PERCENT.search(text) and not PER.search(text):
        return "%"
    rate = PER.search(text)
    return read_rate(rate.group()) if rate else None


def _sort_of(
    core: str, period: str | None, unit: str | None, scale: Decimal, kind: FigureKind | None
) -> LabelSort:
    if kind in ("change_abs", "change_pct"):
        return "change"
    if not core:
        if period:
            return "period"
        return "unit" if unit or scale != _ONE else "empty"
    return "total" if _TOTAL.match(core) else "other"

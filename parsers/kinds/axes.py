"""Which labels of a table are areas, which measures, which categories: decided over a whole axis.

A label alone seldom tells ("Abbey" is a ward under "Ward", "Reading" is a town beside "Slough"); the
labels that stand in one column or one header row are of one sort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from parsers.kinds.area_labels import (
    AREA_SHARE,
    find_areas,
    find_group_sums,
    find_owned,
    repeats_under_groups,
)
from parsers.kinds.figure_grid import FigureCell, FigureGrid
from parsers.kinds.labels import Label, parse_label
from parsers.kinds.limits import is_limit
from parsers.kinds.measure_labels import (
    are_stages,
    heads_sorts,
    is_account,
    lists_facts,
    lists_indicators,
    measures_apart,
    names_parts,
    pair_shares,
)
from parsers.kinds.period_words import has_year, is_relative
from parsers.kinds.targets import find_standards
from parsers.places import is_area_header, is_site_header, mend_place, strip_area_words

Role = Literal["measure", "area", "category", "period", "none"]

_INDICATOR = re.compile(
    r"\b(?:indicators?|measures?|metrics?|kpis?|performance|outcomes?|statistics?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class AxisTolerances:
    """Shares at which an axis is of one sort; set on the tuning cases."""

    measure_share: float = 0.5
    """Labels with a counting noun from which all labels of the axis are measures."""


TOLERANCES = AxisTolerances()
_PLAIN = ("period", "unit", "empty", "change")
_BY = re.compile(r"\bby\s+(?P<what>[^,:()]+)", re.I)
_NOT_SORTS = re.compile(
    r"\b(?:months?|quarters?|years?|and|the|local|financial|calendar|each|council|police|policing|territorial|"
    r"day|week|area|type|of)\b|[&/]",
    re.I,
)
_AGENT = re.compile(
    r"(?:(?:young|older|repeat|prolific|adult|male|female|local|other|the|(?-i:[A-Z][\w'’-]*))\s+)*"
    r"(?:people|persons|children|adults|offenders|residents|women|men|users|public|police|council|victims)"
    r"(?:\s+(?:within|in|over|during|aged|under)\b.*)?$",
    re.I,
)
"""Who did what a caption counts: "Reoffending by young people" is no breakdown."""
_CHANGE_IN = re.compile(
    r"(?:(?:%|percentage|per cent|annual|net)\s+)?"
    r"(?:change|increase|decrease|reduction|growth|difference)s?\s+(?:in|of)\s+(?:the\s+)?(?P<what>[a-z].*)",
    re.I,
)
_NOT_CHANGED = re.compile(
    r"(?:numbers?|rates?|totals?|volumes?|counts?|years?|quarters?|months?|percentages?|shares?|period|cash|\W*\d.*)"
    r"(?: (?:terms|points?))?",
    re.I,
)
_YEAR_TOTAL = re.compile(r"(?:full |whole |financial |calendar )?year(?: total| end)?|annual|12 months", re.I)
"""A label beside parts of a year that is the whole of it."""
_LICENCES = re.compile(r"\b(?:licen[cs]es?|permits?|certificates?|notices?|registrations?)\b", re.I)
_VARIATION = re.compile(
    r"(?:(?:full|minor|major) )?(?:variations?|changes?)"
    r"(?: (?:of|to) (?:an? |the )?(?:dps|(?:premises )?supervisor|licen[cs]e|name|address)\b.*)?",
    re.I,
)
"""A kind of application beside others: "Variation" beside "New premises licence"."""
_SEVERAL_YEARS = re.compile(
    r"(?:all )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]years?(?: totals?)?", re.I
)
_PREPOSITION = re.compile(r"(?:with|without|in|from|by|under|over|aged|at|on|through)\b", re.I)
_BEGINS_CLAUSE = re.compile(
    r"(?:%|\bper ?cent|\bpercentage|\bproportion)\s.*\b(?:who|that|which)(?: \w+)?$", re.I
)
"""A header that the headers under it go on with: "% of respondents who"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One label over a figure and the role it plays."""

    label: Label
    role: Role
    text: str
    """Its wording in that role: without unit, period, marks; an area without "Total"."""
    owner: str | None = None
    """The place whose figures it heads: "London offences" beside "Offences", "Kent's rank"."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The role of every label of a table; a key is (axis, level, label)."""

    roles: dict[tuple[str, int, str], Role]
    shared: str | None = None
    """The one measure among the columns: what a rate, rank or share beside it is of."""
    shares_changes: bool = False
    """Whether a change beside it is its change too: no column stands under a period alone."""
    standards: frozenset[tuple[str, int, str]] = frozenset()
    """Labels that are targets by what stands beside them."""
    names: frozenset[tuple[str, int, str]] = frozenset()
    """Labels whose months are part of a name: "Beach patrol, July and August" among other schemes."""
    counts: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """For a share whose count stands beside it, what that counts: "% repeat" beside "Repeat cases"."""
    owned: dict[tuple[str, int, str], tuple[str, str]] = field(default_factory=dict)
    """Labels of a place beside the same without one: the place, and the label beside."""

    def parts_of(self, cell: FigureCell) -> tuple[Part, ...]:
        """The labels of a figure in order: row path, then column path."""
        return tuple(self._part_at((axis, level, text)) for axis, level, text, _ in _labels_of(cell))

    def _part_at(self, key: tuple[str, int, str]) -> Part:
        part = _build_part(self._label_at(key), self.roles.get(key, "none"))
        if key in self.owned:
            place, wording = self.owned[key]
            return replace(part, owner=place, text=wording)
        return replace(part, text=self.counts[key]) if key in self.counts else part

    def _label_at(self, key: tuple[str, int, str]) -> Label:
        label = parse_label(key[2])
        if key in self.names:
            return replace(_as_name(label), core=label.text, period=None)
        return replace(label, kind="target") if key in self.standards else label


def build_axes(grid: FigureGrid, caption: Label) -> Axes:
    """Decide the role of every label from all labels of its axis, its header and the caption."""
    groups: dict[tuple[str, int], dict[str, str]] = {}
    for cell in grid.cells:
        for axis, level, text, header in _labels_of(cell):
            groups.setdefault((axis, level), {}).setdefault(text, header)
    parsed = {key: _parse_labels(texts) for key, texts in groups.items()}
    by_area = any(is_area_header(m["what"]) or is_site_header(m["what"]) for m in _BY.finditer(caption.core))
    sums = find_group_sums(grid)
    is_repeated = repeats_under_groups(grid)
    areas = {
        key: find_areas(parsed[key], groups[key], by_area and not (key == ("row", 0) and is_repeated))
        - (sums if key[0] == "row" else set())
        for key in groups
    }
    if _names_the_stub(caption, groups):
        caption = replace(caption, core="")
    aspects = {key: _aspects_of(key, parsed, areas, caption, _has_plain(grid, key[0])) for key in groups}
    open_axes = [
        k
        for k in groups
        if any(
            label.sort == "other" and t not in areas[k] and t not in aspects[k]
            for t, label in parsed[k].items()
        )
    ]
    stubs = {h for key, texts in groups.items() if key[0] == "row" for h in texts.values() if h}
    if lists_facts(grid):
        caption = replace(caption, core="")
    echoed = {key[0] for key, labels in parsed.items() if _echoes(caption, labels, areas[key])}
    roles: dict[tuple[str, int, str], Role] = {}
    for key, texts in parsed.items():
        apart = measures_apart(key, texts, areas[key], caption)
        if key[0] == "row" and key[1] < 0:
            measures = _heads_areas(parsed.get(("row", 0), {}), areas.get(("row", 0), set())) and (
                not caption.is_counting or any(label.is_counting for label in texts.values())
            )
        else:
            beside = apart if key[0] == "row" else set()
            named = {t: label for t, label in texts.items() if t not in aspects[key] | beside}
            measures = _are_measures(named, groups[key], areas[key], caption, open_axes == [key]) or (
                key[0] in echoed and _all_count(named, areas[key])
            )
        sorts = _sorts_beside_rates(parsed[key], areas[key], caption, stubs) if measures else set()
        in_parts = any(label.sort == "period" for label in texts.values())
        spans = _spans_of_years(texts) if in_parts else set()
        for text, label in texts.items():
            is_area, is_aspect = text in areas[key], text in aspects[key] - apart
            is_aspect = is_aspect or (in_parts and _is_whole_year(label, texts))
            is_sort = text in sorts | sums | spans or _is_part(label)
            is_measure = (measures and not is_sort) or text in apart
            roles[(*key, text)] = "none" if is_aspect else _role_of(label, is_area, is_measure)
    roles = _settle_begun(_settle_states(roles))
    standards = [(*k, t) for k, labels in parsed.items() for t in find_standards(labels) - areas[k]]
    for standard in standards:
        roles[standard] = "none"
    _settle_changes(roles)
    counts: dict[tuple[str, int, str], str] = {}
    for key, labels in parsed.items():
        measured = {t: label for t, label in labels.items() if roles[(*key, t)] == "measure"}
        counts |= {(*key, share): count for share, count in pair_shares(measured).items()}
    names = frozenset((*k, t) for k, labels in parsed.items() for t in _names_with_months(k[0], labels))
    names |= {(*k, t) for k, texts in groups.items() for t in texts if parsed[k][t] != parse_label(t)}
    owned = {(*k, t): of for k, labels in parsed.items() for t, of in find_owned(labels).items()}
    return Axes(
        roles, _shared_measure(roles), not _has_series(grid), frozenset(standards), names, counts, owned
    )


def _parse_labels(texts: Iterable[str]) -> dict[str, Label]:
    """The labels of one axis, parsed; a variation beside licences is one of them and no change."""
    labels = {t: parse_label(t) for t in texts}
    if not any(_LICENCES.search(label.core) for label in labels.values()):
        return labels
    return {t: _as_name(label) for t, label in labels.items()}


def _as_name(label: Label) -> Label:
    """A variation names a thing, whatever kind of figure its words announce elsewhere."""
    return replace(label, kind=None, sort="other") if _VARIATION.fullmatch(label.core) else label


def _names_with_months(axis: str, labels: dict[str, Label]) -> set[str]:
    """The one row label that holds months and counts nothing, among labels without a period."""
    dated = {t: label for t, label in labels.items() if label.period}
    is_name = axis == "row" and len(dated) == 1 and len(labels) > 2
    return {
        t for t, label in dated.items()
        if is_name and label.core and not label.is_counting and is_relative(label.period or "")
    }  # fmt: skip


def _is_part(label: Label) -> bool:
    """Whether a label only says which part of what stands beside it is meant: "Of which with children"."""
    return label.is_child and _PREPOSITION.match(label.core) is not None


def _spans_of_years(labels: dict[str, Label]) -> set[str]:
    """Labels beside years that hold several of them: "Five years"."""
    years = sum(bool(label.period) for label in labels.values())
    return {t for t, label in labels.items() if years > 1 and _SEVERAL_YEARS.fullmatch(label.core)}


def _settle_begun(roles: dict[tuple[str, int, str], Role]) -> dict[tuple[str, int, str], Role]:
    """A header that begins a clause measures nothing; those under it that end it do.

    "% of respondents who" over "feel safe in their area", "trust the police".
    """
    begun = {k for k in roles if k[0] == "column" and _BEGINS_CLAUSE.search(k[2])}
    levels = {k[1] + 1 for k in begun if k[1] < -1}
    if not levels:
        return roles
    settled = {k: "none" if k in begun else role for k, role in roles.items()}
    return {
        k: "measure" if k[0] == "column" and k[1] in levels and role == "category" else role
        for k, role in settled.items()
    }


def _is_whole_year(label: Label, beside: dict[str, Label]) -> bool:
    """Whether a label beside parts of a year is the whole of one: "Full year", "2009/10 Total"."""
    if _YEAR_TOTAL.fullmatch(label.core):
        return True
    is_total = label.sort == "total" and label.period is not None and has_year(label.period)
    return is_total and any(b.period and is_relative(b.period) for b in beside.values())


def _settle_changes(roles: dict[tuple[str, int, str], Role]) -> None:
    """Rows that say of what they are the change measure it, beside rows that are measures."""
    for axis, level, text in list(roles):
        if axis == "row" and _changed(parse_label(text)):
            beside = {role for k, role in roles.items() if k[:2] == (axis, level)}
            if "measure" in beside:
                roles[axis, level, text] = "measure"


def _shared_measure(roles: dict[tuple[str, int, str], Role]) -> str | None:
    """The one measure among the columns, ranks and bases apart."""
    columns = [parse_label(k[2]) for k, role in roles.items() if k[0] == "column" and role == "measure"]
    said = {c.core for c in columns if c.kind != "rank" and not c.is_base}
    return said.pop() if len(said) == 1 else None


def _has_series(grid: FigureGrid) -> bool:
    """Whether a column stands under a period alone: changes beside it are of what the caption counts."""
    return any(
        all(parse_label(t).sort in ("period", "empty") for a, _, t, _ in _labels_of(c) if a == "column")
        for c in grid.cells
    )


def _echoes(caption: Label, labels: dict[str, Label], areas: set[str]) -> bool:
    """Whether a label repeats what the caption counts: "Crimes and incidents" beside "Repeat victims"."""
    words = f" {caption.core.casefold()} "
    return any(
        label.sort == "other"
        and label.is_counting
        and len(label.core.split()) > 1
        and f" {label.core.casefold()} " in words
        for t, label in labels.items()
        if t not in areas
    )


def _all_count(labels: dict[str, Label], areas: set[str]) -> bool:
    """Whether every label that is no area has a noun of what is counted."""
    others = [label for t, label in labels.items() if label.sort == "other" and t not in areas]
    return bool(others) and all(label.is_counting for label in others)


def _names_the_stub(caption: Label, groups: dict[tuple[str, int], dict[str, str]]) -> bool:
    """Whether a caption only says what the rows are: "Age of victim" over a column headed "Age"."""
    stubs = {h.casefold() for key, texts in groups.items() if key[0] == "row" for h in texts.values() if h}
    words = caption.core.casefold()
    return len(words.split()) <= 4 and any(
        words == h or words.startswith(f"{h} of ") for h in stubs if not is_area_header(h)
    )


def _has_plain(grid: FigureGrid, axis: str) -> bool:
    """Whether figures stand under labels of an axis that name nothing but periods, units and changes."""
    return any(
        all(parse_label(t).sort in _PLAIN for a, _, t, _ in _labels_of(cell) if a == axis)
        for cell in grid.cells
    )


def _aspects_of(
    key: tuple[str, int],
    parsed: dict[tuple[str, int], dict[str, Label]],
    areas: dict[tuple[str, int], set[str]],
    caption: Label,
    has_plain: bool,
) -> set[str]:
    """Labels that say how is counted what something else names: the caption, or a label beside them.

    "Rate" and "Rank" always; "Crimes per 1,000" beside columns of years under a caption that counts;
    "Offences", where it is the only such label, under a caption that says which.
    """
    others = {t: label for t, label in parsed[key].items() if label.sort == "other" and t not in areas[key]}
    others = {t: label for t, label in others.items() if not label.is_base and not _is_side(label, others)}
    if len(others) == 1 and key[0] == "column" and _is_share_of(next(iter(others.values())), caption):
        return set(others)
    bare = {t for t, label in others.items() if label.is_aspect}
    elsewhere = any(
        label.is_counting and not label.is_aspect
        for k, labels in parsed.items()
        for t, label in labels.items()
        if label.sort == "other" and (k != key or t not in bare) and t not in areas[k]
    )
    if not caption.core and not elsewhere:
        bare = set()
    left = {t: label for t, label in others.items() if t not in bare}
    if not caption.is_counting or caption.is_generic or not caption.core:
        return bare
    if has_plain and all(label.kind in ("rate", "rank", "share") for label in left.values()):
        return set(others)
    if len({label.core.casefold() for label in left.values()}) == 1 and key[0] == "column":
        only = next(iter(left.values()))
        is_plain = only.is_generic and only.unit in (None, "count") and not only.is_uncounted
        if is_plain and (bare or not only.period):
            return set(others)
    return bare


def _is_side(label: Label, beside: dict[str, Label]) -> bool:
    """Whether a label is a limit of confidence: by itself, or "Lower" beside "Upper"."""
    sides = {"lower", "upper"}
    folded = {b.core.casefold() for b in beside.values()}
    return is_limit(label.text) or (sides <= folded and label.core.casefold() in sides)


def _is_share_of(label: Label, caption: Label) -> bool:
    """Whether a label is the share of what the caption says in more words: "% safe"."""
    words = set(re.findall(r"[a-z]+", label.core.casefold())) - {"of", "who", "the"}
    said = set(re.findall(r"[a-z]+", caption.core.casefold()))
    return label.unit == "%" and bool(words) and words < said


def _settle_states(roles: dict[tuple[str, int, str], Role]) -> dict[tuple[str, int, str], Role]:
    """Labels such as "Baseline" and "Latest" measure nothing where the other axis says what is measured."""
    states = {
        k for k, role in roles.items() if role in ("measure", "category") and parse_label(k[2]).is_status
    }
    axes = {k[0] for k, role in roles.items() if role == "measure" and k not in states}
    dated = {k for k in states if _is_only_of_its_period(k, roles)}
    return {k: "none" if k in dated or (k in states and axes - {k[0]}) else role for k, role in roles.items()}


def _is_only_of_its_period(key: tuple[str, int, str], roles: dict[tuple[str, int, str], Role]) -> bool:
    """Whether a state's period tells it from the labels beside it: "2003/04 (baseline)" beside "2004/05"."""
    period = parse_label(key[2]).period
    beside = [parse_label(k[2]) for k in roles if k[:2] == key[:2] and k != key]
    return period is not None and all(b.period != period for b in beside) and any(b.period for b in beside)


def _labels_of(cell: FigureCell) -> list[tuple[str, int, str, str]]:
    """(axis, level, label, header of its column) of each label; groups are levels below zero."""
    listed: list[tuple[str, int, str, str]] = []
    for i, (text, header) in enumerate(zip(cell.row_path, cell.label_headers, strict=True)):
        listed.append(("row", i - cell.groups, text, header))
    listed.extend(("column", i - len(cell.column_path), text, "") for i, text in enumerate(cell.column_path))
    return listed


def _names_stub_only(what: str, stubs: set[str]) -> bool:
    """Whether what a caption sorts by stands over the row labels: "by cohort" beside columns of measures."""
    words = {w.casefold().rstrip("s") for w in re.findall(r"[A-Za-z]+", what)}
    return "and" not in words and any(
        words & {w.casefold().rstrip("s") for w in re.findall(r"[A-Za-z]+", h)} for h in stubs
    )


def _sorts_by_caption(caption: Label) -> bool:
    """Whether a caption says that labels are sorts: "Adults in treatment by main drug"; not "by quarter"."""
    found = _BY.search(caption.core)
    return (
        found is not None
        and bool(_NOT_SORTS.sub("", found["what"]).strip())
        and not _AGENT.match(found["what"].strip())
        and not is_area_header(found["what"])
    )


def _are_measures(
    labels: dict[str, Label], headers: dict[str, str], areas: set[str], caption: Label, is_only: bool
) -> bool:
    """Whether the labels of an axis that are no areas say what is measured rather than of which sort."""
    others = [label for t, label in labels.items() if label.sort == "other" and t not in areas]
    others = [label for label in others if not label.is_base and not is_limit(label.text)]
    if not others or caption.is_question:
        return False
    said = [headers[t] for t in labels if _INDICATOR.search(headers[t])]
    if said and not (caption.is_counting and all(re.fullmatch(r"outcomes?", h, re.I) for h in said)):
        return True
    if heads_sorts({headers[t] for t in labels if headers[t]}):
        return False
    if lists_indicators(caption) and all(label.is_counting for label in others):
        return True
    counting = sum(label.is_counting or label.kind is not None for label in others) / len(others)
    generic = sum(label.is_generic for label in others) / len(others)
    told = None if _is_mixed(others) else _told_by_caption(others, caption)
    if told is not None:
        return told
    if generic >= TOLERANCES.measure_share or _is_mixed(others):
        return True
    if len({label.core for label in others}) == 1 and others[0].is_counting:
        return True
    if (caption.is_counting and caption.core) or is_account(caption, others):
        return False
    if len(others) == 1 == len(labels) and not others[0].is_counting and not is_only:
        return False
    return counting >= TOLERANCES.measure_share or is_only


def _told_by_caption(labels: list[Label], caption: Label) -> bool | None:
    """Whether labels are measures as their caption tells: it names each of them, or sorts by them."""
    if caption.is_counting and names_parts(labels, caption):
        return True
    if _sorts_by_caption(caption) or (caption.core and are_stages(labels)):
        return False
    return None


def _sorts_beside_rates(
    labels: dict[str, Label], areas: set[str], caption: Label, stubs: set[str]
) -> set[str]:
    """The sorts a caption announces ("casualties by severity") where a rate stands beside them."""
    by = _BY.search(caption.core)
    if by is None or not (_sorts_by_caption(caption) and caption.is_counting):
        return set()
    if any(_INDICATOR.search(h) for h in stubs):
        return set()
    if _names_stub_only(by["what"], stubs):
        return set()
    others = {t: label for t, label in labels.items() if label.sort == "other" and t not in areas}
    plain = {t for t, label in others.items() if label.kind is None and label.unit in (None, "count")}
    generic = any(others[t].is_generic for t in plain)
    return plain if 2 <= len(plain) < len(others) and not generic else set()


def _heads_areas(rows: dict[str, Label], areas: set[str]) -> bool:
    """Whether group lines stand over areas: then they are the measures of the rows below."""
    others = [t for t, label in rows.items() if label.sort == "other"]
    return not others or len(areas) / len(others) >= AREA_SHARE


def _is_mixed(labels: list[Label]) -> bool:
    """Whether labels beside one another are of different units or kinds: counts beside rates."""
    kinds = {
        (label.unit if label.unit != "count" else None, label.kind)
        for label in labels
        if label.kind != "target"
    }
    return len(kinds) > 1


def _role_of(label: Label, is_area: bool, measures: bool) -> Role:
    if label.sort == "period":
        return "period"
    if label.sort in ("unit", "empty", "change"):
        return "none"
    if label.sort == "total":
        return "category"
    if is_area:
        return "area"
    if label.kind == "target" and len(label.core.split()) <= 2:
        return "none"
    if label.is_base:
        return "measure"
    if is_limit(label.text):
        return "category"
    return "measure" if measures else "category"


def _changed(label: Label) -> str:
    """What a change is of, where its label says it: "Increase in precept (%)"."""
    found = _CHANGE_IN.fullmatch(label.core) if label.sort == "change" else None
    what = found["what"] if found else ""
    is_none = not what or parse_label(what).is_status or _NOT_CHANGED.fullmatch(what)
    return "" if is_none else what[:1].upper() + what[1:]


def _build_part(label: Label, role: Role) -> Part:
    if role == "measure" and label.sort == "change":
        return Part(label, role, _changed(label))
    text = mend_place(strip_area_words(label.core)) if role == "area" else label.core
    return Part(label, role, text, label.owner)

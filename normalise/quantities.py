"""Printed wording of an amount -> quantities: "almost £53k", "12% reduction", "one in five", "<5".

The value is what is printed, with scale and sign applied: "-5%" is -5 and a decrease, "reduced by 5%" is
5 and a decrease. Shares in words become percentages ("one in five" is 20 %, flag ``fraction``). A range
gives its lower end with qualifier ``range`` and flag ``range_to:`` its upper end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalise.date_forms import find_units
from normalise.date_wording import clean_wording
from normalise.quantity_wording import (
    RANKED,
    find_share,
    find_times,
    is_base,
    is_duration,
    name_unit,
    names_a_thing,
    parse_absence,
    read_direction,
    read_marks,
    read_prepared,
)  # fmt: skip
from planhouse.derived import Quantity
from planhouse.figures import Figure, find_quantities

_COMPARED = ("up_to", "at_least", "almost", "more_than", "less_than", "about")
_RANGE = re.compile(r"\s*(?:-|–|—|−|to|through)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|&)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*([^()]*)\s*\)")
_TARGET = re.compile(
    r"\b(?:target|aim(?:ing)?|goal|achieve|maintain|sustain|to\s+(?:reach|hit)|ambition)\b", re.IGNORECASE
)
_CHANGED_TO = re.compile(
    r"\b(?P<verb>increas\w*|reduc\w*|decreas\w*|rais\w*|lower\w*|improv\w*|cut\w*|fell|fall\w*|rose|ris\w+|drop\w*"
    r"|grew|grow\w*|declin\w*|down|up)\b[^.;]{0,40}?\bto\s*$",
    re.IGNORECASE,
)
_BOUND_AFTER = {
    "at_least": re.compile(r"\+(?![\d\s]*\d)|\s+(?:or|and)\s+(?:more|above|over|higher)\b", re.IGNORECASE),
    "up_to": re.compile(r"\s+(?:or|and)\s+(?:less|fewer|under|below|lower)\b", re.IGNORECASE),
}
_NO_CHANGE = re.compile(
    r"(?:no\s+(?:significant\s+)?change|unchanged|no\s+difference|same|stable)", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s+(?:a\s+(?:baseline|base|level)\s+of\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;\d]{0,30}?(?:\s|\))to\s+", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}|^\d{4}-\d\d$")
_LABELLED = re.compile(r"(?:Q[1-4]|[A-Z][a-z]{2,8})\s*:?\s*\d{1,3}%?$", re.IGNORECASE)
"""A figure behind the name of its time: "Q1: 12", "May 45"."""
_MOVED = re.compile(
    r"\b(?:increas\w*|ris(?:e|es|en|ing)|rose|gr(?:ew|own|owth|owing)|up|improv\w*|f[ae]ll\w*|drop\w*|decreas\w*"
    r"|declin\w*|reduc\w*|down|cut|lower\w*|chang\w*|mov\w+|went|gone|rais\w*|doubl\w*)\b",
    re.IGNORECASE,
)
_HAS_LETTERS = re.compile(r"[A-Za-z]")
_TIME_WORDS = re.compile(
    r"(?:[\s,;:.()/&\[\]–-]|\b(?:since|in|during|by|from|to|until|till|the|of|and|for|year|years|ending|ended|end"
    r"|between|before|after|financial|calendar|period|(?:12|twelve)\s+months|early|mid|late|as at"
    r"|onwards)\b)*",
    re.IGNORECASE,
)
_RANK = re.compile(r"\brank(?:ed|ing|s)?\s*(?:of\s+|at\s+|no\.?\s+|number\s+)?$", re.IGNORECASE)
_NEAR = 80
"""Characters before and behind a figure whose words may qualify it."""
_SUPPRESSED_BELOW = 10
"""Publishers hide counts under five or ten: "<5" stands for a number that was not given."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """One figure of a wording, or two that bound a range."""

    figure: Figure
    upper: Figure | None = None

    @property
    def end(self) -> int:
        return (self.upper or self.figure).end


def parse_quantity(raw: str) -> Quantity:
    """The first quantity of a wording; years are passed over where anything else is counted."""
    return parse_quantities(raw)[0]


@lru_cache(maxsize=16384)
def parse_quantities(raw: str) -> tuple[Quantity, ...]:
    """Every quantity of a wording in printed order; never empty.

    A sign printed for a missing number gives no value and the flag ``suppressed`` or ``not_available``;
    wording without any number gives the flag ``unread``.
    """
    absent = parse_absence(raw)
    if absent:
        return (Quantity(raw=raw, flags=(absent,), kind="", rule="absent"),)
    text, marks = read_marks(read_prepared(raw))
    text, is_bracketed = _strip_bracket(text)
    ranked = RANKED.search(text)
    if ranked is not None and not re.search(r"\d", text[: ranked.start()] + text[ranked.end() :]):
        value = Decimal(re.sub(r"\D", "", ranked["rank"]))
        flags = (f"of:{ranked['all']}", *marks)
        return (Quantity(raw=raw, value=value, unit="rank", kind="rank", flags=flags, rule="rank"),)
    share = find_share(text)
    if share is not None:
        quantity = Quantity(
            raw=raw, value=share.value, unit="%", qualifier=share.qualifier, kind="share",
            flags=("fraction", *marks), rule="fraction",
        )  # fmt: skip
        return (_direct(quantity, text, *share.span),)
    times = find_times(text)
    if times is not None:
        value, direction = times
        return (
            Quantity(
                raw=raw, value=value, unit="%", kind="change_pct", direction=direction,
                flags=("fraction", *marks), rule="times",
            ),
        )  # fmt: skip
    amounts = [] if names_a_thing(text) or _is_time(text) else _find_amounts(text)
    if _NO_CHANGE.fullmatch(text):
        return (Quantity(raw=raw, value=Decimal(0), kind="change_abs", flags=marks, rule="no_change"),)
    if not amounts:
        rule, flags = (
            ("unread", ("unread", *marks))
            if not re.search(r"\d", text)
            else ("no_quantity", ("no_quantity", *marks))
        )
        return (Quantity(raw=raw, kind="", flags=flags, rule=rule),)
    moved = _read_move(raw, text, amounts, marks)
    if moved is not None:
        return moved
    several = ("several_in_cell",) if len(amounts) > 1 else ()
    return tuple(_build(raw, text, a, is_bracketed, (*marks, *several)) for a in amounts)


def _is_time(text: str) -> bool:
    """Whether a wording is a date or period and nothing else; a bare number may be a count."""
    if not _HAS_LETTERS.search(text):
        whole = [u for u in find_units(text) if u.finish - u.begin == len(text)]
        return bool(_FOUR_DIGITS.search(text)) and any(u.type in ("fiscal_year", "date") for u in whole)
    if _LABELLED.match(text):
        return False
    text = clean_wording(text)
    left = list(text)
    for unit in find_units(text):
        left[unit.begin : unit.finish] = " " * (unit.finish - unit.begin)
    rest = "".join(left)
    return rest != text and _TIME_WORDS.fullmatch(rest) is not None


def _read_move(
    raw: str, text: str, amounts: list[_Amount], marks: tuple[str, ...]
) -> tuple[Quantity, ...] | None:
    """``from 62% to 71%``: the new state with the way it moved; the old one is flagged and comes after."""
    if len(amounts) != 2 or any(a.upper for a in amounts):
        return None
    old, new = (a.figure for a in amounts)
    before = text[max(0, old.start - _NEAR) : old.start]
    is_alone = before.strip().casefold() == "from" and not text[new.end :].strip()
    if _FROM.search(before) is None or not (is_alone or _MOVED.search(before)):
        return None
    if _TO.fullmatch(text[old.end : new.start]) is None:
        return None
    if {old.unit, new.unit} - {None} and old.unit != new.unit and None not in (old.unit, new.unit):
        return None
    first = _build(raw, text, _Amount(new), False, (f"from:{old.value.normalize():f}", *marks))
    unit = first.unit if old.unit is None else name_unit(text, old, None)
    direction = "increase" if new.value > old.value else "decrease" if new.value < old.value else ""
    kind = "target" if first.kind == "target" else _kind(new, first.unit)
    second = Quantity(raw=raw, value=old.value, unit=unit, kind=_kind(old, unit), flags=marks, rule="from")
    return first.model_copy(update={"kind": kind, "direction": direction, "rule": "from_to"}), second


def _strip_bracket(text: str) -> tuple[str, bool]:
    """A text wholly in round brackets without them: in accounts a negative."""
    match = _BRACKETED.fullmatch(text.strip())
    return (match[1], True) if match else (text, False)


def _find_amounts(text: str) -> list[_Amount]:
    figures = [f for f in find_quantities(text) if not is_base(text, f)]
    figures = [f for f in figures if not is_duration(text, f)] or figures
    counted = [f for f in figures if not f.is_year]
    figures = counted or figures
    amounts: list[_Amount] = []
    at = 0
    while at < len(figures):
        upper = figures[at + 1] if at + 1 < len(figures) and _is_range(text, *figures[at : at + 2]) else None
        amounts.append(_Amount(figures[at], upper))
        at += 2 if upper else 1
    return amounts


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    """Whether two figures bound one amount: "10-15%", "between 20 and 30"; not "from 12 to 15"."""
    between = text[first.end : second.start]
    before = text[max(0, first.start - _NEAR) : first.start].lower().rstrip()
    if _AND.fullmatch(between):
        return _BETWEEN.search(before) is not None
    if _RANGE.fullmatch(between) is None or before.endswith("from"):
        return False
    return abs(second.value) > abs(first.value) and (
        None in (first.unit, second.unit) or first.unit == second.unit
    )


def _build(raw: str, text: str, amount: _Amount, is_bracketed: bool, marks: tuple[str, ...]) -> Quantity:
    figure = amount.figure
    value, scaled = _scale(amount)
    pence = "glued:p" in figure.flags
    if pence:
        value, scaled = value / 100, True
    value = -value if is_bracketed and value > 0 else value
    unit = "GBP" if pence else name_unit(text, figure, amount.upper)
    flags = [f for f, is_set in (("bracketed", is_bracketed), ("scaled", scaled)) if is_set]
    qualifier = next((f for f in figure.flags if f in _COMPARED), "")
    if amount.upper is not None:
        qualifier = "range"
        flags.append(f"range_to:{amount.upper.value.normalize():f}")
    elif not qualifier:
        qualifier = next((name for name, p in _BOUND_AFTER.items() if p.match(text[figure.end :])), "")
    if (
        qualifier == "less_than"
        and unit == "count"
        and value <= _SUPPRESSED_BELOW
        and _is_alone(text, figure)
    ):
        flags.append("suppressed")
    quantity = Quantity(
        raw=raw, value=value, unit=unit, qualifier=qualifier, kind=_kind(figure, unit),
        flags=(*flags, *marks), rule="range" if amount.upper else "figure",
    )  # fmt: skip
    if _RANK.search(text[max(0, figure.start - _NEAR) : figure.start]):
        return quantity.model_copy(update={"unit": "rank", "kind": "rank"})
    if "signed" in figure.flags or is_bracketed:
        return _changed(quantity, "decrease" if value < 0 else "increase")
    return _direct(quantity, text, figure.start, amount.end)


def _is_alone(text: str, figure: Figure) -> bool:
    return not text[: figure.start].strip() and not text[figure.end :].strip()


def _scale(amount: _Amount) -> tuple[Decimal, bool]:
    """The lower value with its scale, or with the upper one's where only that is printed ("£5-10k")."""
    figure, upper = amount.figure, amount.upper
    scaled = "scaled" in figure.flags
    if upper is None or scaled or "scaled" not in upper.flags:
        return figure.value, scaled
    printed = re.search(r"\d[\d,]*(?:\.\d+)?", upper.raw)
    factor = upper.value / Decimal(printed[0].replace(",", "")) if printed and upper.value else Decimal(1)
    return figure.value * factor, True


def _kind(figure: Figure, unit: str | None) -> str:
    if "ordinal" in figure.flags:
        return "rank"
    if unit == "%":
        return "share"
    if unit == "percentage points":
        return "change_abs"
    return "rate" if unit and "per " in unit else "level"


def _changed(quantity: Quantity, direction: str) -> Quantity:
    kind = "change_pct" if quantity.unit == "%" else "change_abs"
    return quantity.model_copy(update={"kind": kind, "direction": direction})


def _direct(quantity: Quantity, text: str, start: int, end: int) -> Quantity:
    """The quantity with what the words around say of it: a change and its direction, or a target."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    moved = _CHANGED_TO.search(before)
    if moved is not None:
        direction = read_direction(moved["verb"], "")
        is_wish = re.fullmatch(
            r"(?:increase|reduce|decrease|raise|lower|improve|cut|grow)", moved["verb"], re.I
        )
        kind = "target" if is_wish else quantity.kind
        return quantity.model_copy(update={"kind": kind, "direction": direction})
    if _TARGET.search(before) or re.match(r"\s*(?:\(\s*target\s*\)|(?:target|goal)\b)", after, re.IGNORECASE):
        return quantity.model_copy(update={"kind": "target"})
    direction = read_direction(before, after)
    return _changed(quantity, direction) if direction and quantity.kind != "rank" else quantity

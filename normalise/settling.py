"""Names of a cell that explain one another: posts and officers beside their body, councillors."""

from __future__ import annotations

import re
from dataclasses import replace

from normalise.named import Named, is_body_choice

_LEADS = re.compile(
    r"\b(?:chief\s+(?:executive|officer)|director|chair(?:man|woman|person)?|leader|head|secretary|president)\b",
    re.IGNORECASE,
)
_COUNCILLORS = ("cllr", "councillor", "cllrs", "councillors")


def settle(cell: tuple[Named, ...], raw: str) -> tuple[Named, ...]:
    """The names of a cell, each post and officer with the body that is printed beside as theirs.

    A dash joins a post and its body on either side; a comma joins a post that leads a body to the body
    behind it. Any other separator makes a list: "Events Manager & Kent Police" are two.
    """
    if len(cell) < 2:
        return cell
    settled = [_settled(cell, at, raw) for at in range(len(cell))]
    return tuple(n for at, n in enumerate(settled) if not _is_councillor_of(cell, at, raw))


def _settled(cell: tuple[Named, ...], at: int, raw: str) -> Named:
    named = cell[at]
    choice = named.choice
    if choice.rule == "rank":
        forces = [n.choice for n in cell if n is not named and _is_force(n)]
        if len(forces) == 1:
            return replace(named, choice=replace(forces[0], department=named.raw))
    if choice.rule not in ("post", "department") or (choice.is_accepted and not _LEADS.search(named.raw)):
        return named
    after, before = cell[at + 1 : at + 2], cell[:at][-1:]
    beside = [b for b in after if _are_joined(raw, named.raw, b.raw, comma=bool(_LEADS.search(named.raw)))]
    beside += [b for b in before if _are_joined(raw, b.raw, named.raw)]
    body = next(
        (b.choice for b in beside if is_body_choice(b.choice) and b.choice.rule != "department"), None
    )
    return (
        named
        if body is None
        else replace(named, choice=replace(body, rule="post_beside", department=named.raw))
    )


def _are_joined(raw: str, first: str, second: str, comma: bool = False) -> bool:
    """Whether two names stand on both sides of a dash, or of a comma where that may join them."""
    marks = r"\s*(?:[-–—]|,)\s*" if comma else r"\s*[-–—]\s*"
    return re.search(rf"{re.escape(first)}{marks}{re.escape(second)}", " ".join(raw.split())) is not None


def _is_force(named: Named) -> bool:
    """Whether a name is a police force's own."""
    choice = named.choice
    return is_body_choice(choice) and choice.agency_ids[0].startswith("police:") and choice.rule != "rank"


def _is_councillor_of(cell: tuple[Named, ...], at: int, raw: str) -> bool:
    """Whether this is a councillor by name who sits there for the council printed beside."""
    words = cell[at].raw.split()
    if len(words) < 2 or words[0].casefold().rstrip(".") not in _COUNCILLORS:
        return False
    near = cell[at + 1 : at + 3]
    councils = [n for n in near if is_body_choice(n.choice) and n.choice.agency_ids[0].startswith("council:")]
    return (
        bool(councils)
        and re.search(rf"{re.escape(cell[at].raw)}\s*[-–—,(]", " ".join(raw.split())) is not None
    )

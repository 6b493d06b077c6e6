"""A cell of a Who column -> the names in it, with roles; real names that hold "and" or "/" stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["lead", "partner", "all_partners", "member", "unstated"]
Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """One name as printed, and the role its marks give it."""

    text: str
    role: Role = "unstated"


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece between separators, with the separator that follows it."""

    text: str
    separator: str


_LEAD_MARK = re.compile(
    r"[(\[]\s*(?:lead(?:\s+(?:agency|partner|officer|organisation|body|authority|role))?|l)\s*[)\]]"
    r"|\s[-–—]\s*lead(?:\s+agency|\s+partner)?\s*$|^\s*lead\s+[-–—]\s|^lead(?:ing)?\s+(?:agency|partner)\s+",
    re.IGNORECASE,
)
_PARTNER_MARK = re.compile(r"[(\[]\s*(?:support(?:ing|ed by)?|partners?|s)\s*[)\]]", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<lead>\blead(?:s|ing)?(?:\s+(?:agency|agencies|partner|officer|organisation|body))?)\s*[:=]"
    r"|(?P<partner>\b(?:key\s+|other\s+)?(?:partners?(?:\s+agencies)?|others?|contributors?"
    r"|support(?:ing|ed by)?(?:\s+(?:agency|agencies|partners?))?))\s*[:=]",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(
    r"\s*[,;]?\s+(?P<lead>(?:supported|assisted)\s+by)\s+"
    r"|\s*[,;]?\s+(?:in\s+partnership\s+with|in\s+conjunction\s+with|together\s+with|working\s+with|in\s+liaison\s+with"
    r"|alongside|with(?:\s+support\s+from|\s+input\s+from|\s+help\s+from)?|via|through)\s+",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"^\s*(?:led|owned|delivered)\s+by\s+", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"\s*\b(?P<word>including|incl\.?|plus|as\s+well\s+as|and\s*/\s*or|e\.g\.|or)(?=\s)\s*"
    r"|\s*(?P<hard>[;\n\r\t•·●▪|]+|\s[-–—]\s*(?=\n)|/|\\|,|\+)\s*|\s*(?P<and>&|\band\b)\s*",
    re.IGNORECASE,
)
_EDGES = " \t\r\n.,;:/\\-–—•·●▪|*+&"
_RUN_TOGETHER = re.compile(r"(?<=[a-z)])(?=[A-Z][a-z]|[A-Z]{3,})")
LONGEST_NAME = 8
"""Pieces that one real name may hold ("Bristol, Gloucestershire, Somerset and Wiltshire")."""


def split_mentions(raw: str, known: Known, is_near: Known) -> tuple[Part, ...]:
    """The names in a cell, in order, each with its role.

    Args:
        raw: The cell as printed.
        known: Whether a text as a whole is one name (of the register or of the document).
        is_near: Whether a text, though undecided, can only be read as one name.
    """
    whole = _tidy(raw)
    if not whole:
        return ()
    parts: list[Part] = []
    for text, role in _labelled(raw):
        parts += _split_segment(text, role, known, is_near)
    return tuple(parts)


def _tidy(text: str) -> str:
    """One line without separators at its edges; a closing bracket or full stop of an abbreviation stays."""
    return " ".join(text.split()).strip(_EDGES)


def _labelled(raw: str) -> list[tuple[str, Role]]:
    """Stretches of the cell under "Lead:" and "Partners:" labels."""
    marks = list(_LABEL.finditer(raw))
    if not marks:
        return _supported(raw, "unstated")
    pieces: list[tuple[str, Role]] = _supported(raw[: marks[0].start()], "unstated")
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(raw)
        pieces += _supported(raw[mark.end() : end], "lead" if mark["lead"] else "partner")
    return [(t, r) for t, r in pieces if _tidy(t)]


def _supported(text: str, role: Role) -> list[tuple[str, Role]]:
    """Of "X supported by Y": X leads and Y is a partner; "X with Y" says only that Y is one."""
    led = _LED_BY.match(text)
    if led:
        text, role = text[led.end() :], "lead"
    match = _SUPPORTED.search(text)
    if match is None or not _tidy(text[: match.start()]):
        return [(text, role)]
    first: Role = "lead" if match["lead"] and role == "unstated" else role
    return [(text[: match.start()], first), *_supported(text[match.end() :], "partner")]


def _split_segment(text: str, role: Role, known: Known, is_near: Known) -> list[Part]:
    if known(_tidy(text)):
        return [Part(_tidy(text), role)]
    atoms = _atoms(text)
    parts: list[Part] = []
    start = 0
    while start < len(atoms):
        size, found = _longest(atoms, start, known)
        own_role = role
        for name in found:
            part = _marked(name, own_role)
            parts += _unglue(part, known, is_near)
        start += size
    return [p for p in parts if p.text]


def _atoms(text: str) -> list[_Atom]:
    """Pieces between separators; a separator inside brackets does not count."""
    atoms: list[_Atom] = []
    begin = 0
    for match in _SEPARATOR.finditer(text):
        if (
            text.count("(", 0, match.start()) > text.count(")", 0, match.start())
            and ")" in text[match.end() :]
        ):
            continue
        piece = text[begin : match.start()]
        if not _tidy(piece):
            begin = match.end() if not atoms else begin
            if atoms and not piece.strip():
                begin = match.end()
            continue
        atoms.append(_Atom(piece.strip(), _name_of(match)))
        begin = match.end()
    if _tidy(text[begin:]):
        atoms.append(_Atom(text[begin:].strip(), ""))
    return atoms


def _name_of(match: re.Match[str]) -> str:
    """The separator as one token."""
    return (match["and"] or match["hard"] or match["word"]).lower()


def _join(atoms: list[_Atom]) -> str:
    """The pieces with their separators as printed, on one line."""
    out = ""
    for i, atom in enumerate(atoms):
        out += atom.text
        if i < len(atoms) - 1:
            sep = atom.separator
            if sep == ",":
                out += ", "
            elif sep in "/\\+":
                out += sep
            else:
                out += f" {sep} " if sep.strip() and sep[0] not in ";•·●▪|" else " "
    return _tidy(out)


def _longest(atoms: list[_Atom], start: int, known: Known) -> tuple[int, list[str]]:
    """How many pieces from ``start`` belong together and the names they give."""
    most = min(LONGEST_NAME, len(atoms) - start)
    for size in range(most, 1, -1):
        run = atoms[start : start + size]
        joined = _join(run)
        if known(_unmarked(joined)):
            return size, [joined]
    size = _unknown_run(atoms, start, known)
    return size, [_join(atoms[start : start + size])]


def _unknown_run(atoms: list[_Atom], start: int, known: Known) -> int:
    """Pieces joined by "and" of which none is known stay one name; anything else is cut here."""
    size = 1
    while atoms[start + size - 1].separator in ("and", "&") and start + size < len(atoms):
        size += 1
    if size == 1:
        return 1
    pieces = [_unmarked(a.text) for a in atoms[start : start + size]]
    return (
        1
        if any(known(p) for p in pieces) or all(len(p.split()) == 1 and p.isupper() for p in pieces)
        else size
    )


def _unmarked(text: str) -> str:
    return _tidy(_PARTNER_MARK.sub(" ", _LEAD_MARK.sub(" ", text)))


def _marked(text: str, role: Role) -> Part:
    """The name without its role mark, and the role the mark gives."""
    if _LEAD_MARK.search(text):
        return Part(_tidy(_LEAD_MARK.sub(" ", text)), "lead")
    if _PARTNER_MARK.search(text):
        return Part(_tidy(_PARTNER_MARK.sub(" ", text)), "partner")
    return Part(_tidy(text), role)


def _unglue(part: Part, known: Known, is_near: Known) -> list[Part]:
    """Names printed without a separator between them: "Kent PoliceThanet District Council"."""
    if known(part.text) or is_near(part.text):
        return [part]
    for text in (part.text, _RUN_TOGETHER.sub(" ", part.text)):
        if known(text):
            return [replace(part, text=text)]
        names = _cover(text.split(), known)
        if names is not None:
            return [replace(part, text=n) for n in names]
    return [part]


def _cover(words: list[str], known: Known) -> list[str] | None:
    """The words as consecutive known names of which at most one is a single word; None where they are not."""
    if not 2 <= len(words) <= 16:
        return None
    names: list[str] = []
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            if known(" ".join(words[start:end])):
                names.append(" ".join(words[start:end]))
                start = end
                break
        else:
            return None
    return (
        names if len(names) > 1 and sum(len(n.split()) == 1 and not n.isupper() for n in names) <= 1 else None
    )

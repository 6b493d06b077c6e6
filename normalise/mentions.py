"""A cell of a Who column -> the names in it, with roles; real names that hold "and" or "/" stay whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from normalise.names import fold_name, is_acronym
from normalise.officers import is_police_unit, is_rank, may_be_rank
from normalise.titles import is_person, may_be_person

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
    r"[(\[]\s*(?:(?:joint\s+|overall\s+)?lead(?:\s[^)\]]{0,40})?|l)\s*[)\]]"
    r"|\s[-–—]\s*lead(?:\s+agency|\s+partner)?\s*$|^\s*lead\s+[-–—]\s|^lead(?:ing)?\s+(?:agency|partner)\s+",
    re.IGNORECASE,
)
_MARK_SIGNS = re.compile(r"[(\[–—-]|[Ll]ead|LEAD")
"""What every mark of a role holds."""
_LEAD_WORD = re.compile(r"\s+(?:to\s+)?lead$", re.IGNORECASE)
_PARTNER_MARK = re.compile(
    r"[(\[]\s*(?:support(?:ing|ed by)?|partners?|s|p)\s*[)\]]|\s[-–—]\s*(?:support(?:ing)?|partner)\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<lead>\b(?:(?:joint|main|overall|key|strategic|operational|project|primary|co)[\s-]+)*lead(?:s|ing)?"
    r"(?:\s+(?:agency|agencies|partners?|officers?|organisations?|body|bodies|responsibility))?|\barwein\w+)"
    r"|(?P<partner>\b(?:key\s+|other\s+)?(?:partner(?:s|iaid)?(?:\s+agencies)?|others?|contribut(?:ors?|ing(?:\s+partners?)?)"
    r"|(?:in\s+)?support(?:ing|ed by)?(?:\s+(?:agency|agencies|partners?))?|cefnog\w+|cymorth))"
    r"|(?P<other>\b(?:(?:person|officer|action|task|board|agenc(?:y|ies)|organisations?)s?\s+)?(?:joint(?:ly)?|agencies|organisations?|involved|who|members?(?:hip)?|responsible|accountable|owners?"
    r"|(?:statutory|core|co-?opted|invited|voting|non-?statutory|associate|permanent)(?:\s+(?:members?|partners?|agencies))?)))"
    r"(?:\s*[:=]|(?P<dash>\s+[-–—](?=\s)))",
    re.IGNORECASE,
)
_LABEL_ENDS = re.compile(r"[:=–—-]")
_BREAK_BEFORE = re.compile(r"(?:^|[\n;,.|]|\s{2})\s*$")
"""What stands before a label that a dash ends: "LEAD - MPS  SUPPORT - LFB"; within a line it marks a name."""
_MARKUP = re.compile(r"<\s*/?\s*(?:br|p|li|ul|ol|div|td|tr)\b[^<>]*>", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-np-z][A-Za-z0-9 ,.;:/&'-]*")
_CUT_WORD = re.compile(r"(?<=[a-z])[-\u00ad]\s*\n\s*(?=[a-z])(?!(?:on|in|under|upon|le|by|the|with|and)\b)")
_CUT_NAME = re.compile(r"(?<=[a-z])-\s*\n\s*(?=(?:on|in|under|upon|le|by|the|with|and)\b)")
_BULLET = re.compile(r"^[ \t]*(?:[-–—*»▸►▶■□❖❑❒➤♦◦‣⁃✓➢§]|o(?=\s+[A-Z]))\s+(?=\S)", re.MULTILINE)
_LEAD_LEGEND = re.compile(
    r"[\s(]*\*\s*(?:[=:–-]\s*|denotes\s+|indicates\s+)?lead(?:\s+\w+)?[\s)]*$", re.IGNORECASE
)
_BRACKET_OF = re.compile(r"([A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,3})\s*\(([^()]*,[^()]*)\)")
"""A person and in brackets post and body: "Kevin Mulligan (Chief Superintendent, Kent Police)"."""
_STARRED = re.compile(r"(?<=[\w)])\s?\*")
_RAISED = re.compile(r"(?<=[\w)])(?:[¹²³⁰⁴-⁹]+|[*†‡]+(?=\s|$|[,;/)]))")
"""Marks that lead to a footnote and belong to no name."""
_WITH = (
    r"(?:supported|assisted)\s+by|in\s+(?:partnership|conjunction|liaison|consultation|collaboration)\s+with"
    r"|together\s+with|working\s+with|along\s*side|along\s+with|with(?:\s+(?:support|input|help)\s+from)?|via|through"
)
_LED_BY = re.compile(r"^\s*(?:led|owned|delivered)\s+by\s+", re.IGNORECASE)
_SEPARATOR = re.compile(
    rf"\s*\b(?P<with>{_WITH})(?=\s)\s*"
    r"|\s*\b(?P<word>including|incl\.?|plus|such\s+as|as\s+well\s+as|and\s*/\s*or|e\.g\.|or)(?=\s)\s*"
    r"|(?:^|(?<=\s))(?P<count>\d{1,2}[.)]|\([a-h\d]\)|(?-i:[a-h]|\(?(?:i{1,3}|iv|vi{0,3}|ix|x))\))(?=\s)\s*"
    r"|(?P<dash>\s+[-–—]\s+|\s*—\s*)"
    r"|\s*(?P<hard>[;\n\r\t•·●▪|]+|/|\\|,|\+)\s*|\s*(?P<and>(?<![A-Z])&(?![A-Z])|\band\b)\s*",
    re.IGNORECASE,
)
_NEVER_JOINED = frozenset(";•·●▪|\t")
"""Separators that no name holds; a name may be broken over two lines."""
_PARTS = re.compile(r"[;•·●▪|\t\n\r/\\+]|\d[.)]|[a-h\divx]\)")
"""What stands between parts of a list that could be read as one name."""
_PARTING = frozenset("/\\+")
"""Separators that part names more often than they stand within one."""
_STARTS_PARTNERS = re.compile(_WITH)
_AND_SO_ON = re.compile(r"[\s,]*\b(?:etc\.?|et\s+al\.?)\s*$", re.IGNORECASE)
_EDGES = " \t\r\n.,;:/\\-–—•·●▪|*+&"
_RUN_TOGETHER = re.compile(r"(?<=[a-z)])(?=[A-Z][a-z]|[A-Z]{3,})|(?<=[A-Z]{3})(?=[A-Z][a-z]{2})")
LONGEST_ENDING = 6
"""Letters of "et al."."""
LONGEST_BRACKET = 300
"""Characters of the longest bracket that belongs to a name."""
MOST_WORDS = 16
"""Words of the longest text that is tried as names without separators."""
_NAME_ENDS = frozenset(
    {"partnership", "group", "forum", "panel", "committee", "society", "association", "network", "board"}
)
"""Last words of a body's name that no other name goes on from."""
LONGEST_NAME = 8
"""Pieces that one real name may hold ("Bristol, Gloucestershire, Somerset and Wiltshire")."""


class Reading(Protocol):
    """What the splitter asks about a text: what is one name stays whole."""

    def is_known(self, text: str) -> bool:
        """Whether the text as a whole is one name (of the register or of the document)."""

    def is_doubtful(self, text: str) -> bool:
        """Whether the text, though undecided, can only be read as one name."""

    def is_near(self, text: str) -> bool:
        """Whether the text is nearly the name of one body."""

    def is_place(self, text: str) -> bool:
        """Whether the text is known only as a place that stands for its council."""

    def is_body(self, text: str) -> bool:
        """Whether the text is the name of a body, not only a role, a department or a place."""

    def is_served(self, text: str) -> bool:
        """Whether the text names a place and a kind of body, met only by one that serves the place."""


def split_mentions(raw: str, reading: Reading) -> tuple[Part, ...]:
    """The names in a cell as printed, in order, each with its role."""
    known = reading.is_known
    raw = _clean(raw)
    whole = _tidy(raw)
    if not whole:
        return ()
    if (
        known(whole)
        and not _are_parted(raw, whole, reading)
        and not (_LABEL.search(raw) or _LED_BY.match(raw) or _LEAD_MARK.search(raw))
    ):
        return (_marked(whole, "unstated", reading),)
    parts: list[Part] = []
    for text, role in _labelled(_part_glued(raw, reading)):
        parts += _split_segment(text, role, reading)
    return tuple(parts)


def _clean(raw: str) -> str:
    """The cell without markup, footnote marks and bullets' looks; a word cut at a line's end is whole."""
    text = html.unescape(_MARKUP.sub("\n", raw)) if "<" in raw or "&" in raw else raw
    if _PLAIN.fullmatch(text):  # most cells: nothing below can be met
        return text
    text = _CUT_NAME.sub("-", _CUT_WORD.sub("", text))
    if _LEAD_LEGEND.search(text):
        text = _STARRED.sub(" (lead)", _LEAD_LEGEND.sub("", text))
    text = _BRACKET_OF.sub(lambda m: f"{m[1]} - {m[2]}" if is_person(m[1]) else m[0], text)
    return _BULLET.sub("•", _RAISED.sub("", text))


def _tidy(text: str) -> str:
    """One line without separators at its edges; a closing bracket or full stop of an abbreviation stays."""
    line = " ".join(text.split())
    if "et" in line or "ET" in line:
        line = _AND_SO_ON.sub("", line)
    return line.strip(_EDGES)


def _labelled(raw: str) -> list[tuple[str, Role]]:
    """Stretches of the cell under "Lead:" and "Partners:" labels."""
    if not _LABEL_ENDS.search(raw):
        return [(raw, "unstated")]
    marks = [
        m for m in _LABEL.finditer(raw)
        if not m["dash"] or ((m["lead"] or m["partner"]) and _BREAK_BEFORE.search(raw[: m.start()]))
    ]  # fmt: skip
    if not marks:
        return [(raw, "unstated")]
    pieces: list[tuple[str, Role]] = [(raw[: marks[0].start()], "unstated")]
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(raw)
        role: Role = "lead" if mark["lead"] else "partner" if mark["partner"] else "unstated"
        pieces.append((raw[mark.end() : end], role))
    return [(t, r) for t, r in pieces if _tidy(t)]


def _split_segment(text: str, role: Role, reading: Reading) -> list[Part]:
    known = reading.is_known
    persons = _part_person(text.split(), reading)
    if persons is not None and known(persons[1]):
        return [Part(persons[0], role), _marked(persons[1], role, reading)]
    led = _LED_BY.match(text)
    if led:
        text, role = text[led.end() :], "lead"
    whole = _tidy(text)
    if known(whole) and not _are_parted(text, whole, reading):
        return [_marked(whole, role, reading)]
    atoms = _atoms(text)
    parts: list[Part] = []
    start = 0
    while start < len(atoms):
        glued = _glued_run(atoms, start, reading)
        if glued is not None:
            parts += [_marked(name, role, reading) for name in glued[0]]
            start += glued[1]
            continue
        size = _longest(atoms, start, reading)
        parts += _unglue(_marked(_join(atoms[start : start + size]), role, reading), reading)
        start += size
        separator = atoms[start - 1].separator
        if separator.startswith(("supported", "assisted")):
            parts = [replace(p, role="lead") if p.role == "unstated" else p for p in parts]
        if _STARTS_PARTNERS.match(separator):
            role = "partner"
    return [p for p in parts if p.text]


def _atoms(text: str) -> list[_Atom]:
    """Pieces between separators; a separator inside brackets does not count."""
    atoms: list[_Atom] = []
    begin = 0
    has_brackets = "(" in text
    for match in _SEPARATOR.finditer(text):
        if has_brackets and _is_bracketed(text, match):
            continue
        piece = text[begin : match.start()]
        if _is_blank(piece):
            begin = match.end() if not atoms else begin
            if atoms and not piece.strip():
                begin = match.end()
                if match["and"] or match["with"]:  # "Fire, and Crime", "X, supported by Y"
                    atoms[-1] = replace(atoms[-1], separator=_name_of(match))
            continue
        atoms.append(_Atom(piece.strip(), _name_of(match)))
        begin = match.end()
    if not _is_blank(text[begin:]):
        atoms.append(_Atom(text[begin:].strip(), ""))
    return atoms


def _is_blank(piece: str) -> bool:
    """Whether a piece names nothing: separators, or "etc."."""
    bare = piece.strip(_EDGES)
    return not bare or (len(bare) <= LONGEST_ENDING and not _tidy(piece))


def _is_bracketed(text: str, match: re.Match[str]) -> bool:
    """Whether a separator stands between brackets that both are near enough to be of one name."""
    before = text[max(0, match.start() - LONGEST_BRACKET) : match.start()]
    return before.count("(") > before.count(")") and ")" in text[match.end() : match.end() + LONGEST_BRACKET]


def _name_of(match: re.Match[str]) -> str:
    """The separator as one token."""
    words = (match["and"] or match["word"] or match["with"] or "").lower().split()
    if words:
        return " ".join(words)
    if match["count"]:
        return ";"
    if match["dash"]:
        return "-"
    hard = match["hard"].strip()
    return hard[0] if hard else match["hard"][0]


def _join(atoms: list[_Atom]) -> str:
    """The pieces with their separators as printed, on one line."""
    out = ""
    for i, atom in enumerate(atoms):
        out += atom.text
        if i < len(atoms) - 1:
            sep = atom.separator
            if sep == ",":
                out += ", "
            elif sep == "-":
                out += " - "
            elif sep in "/\\+":
                out += sep
            else:
                out += f" {sep} " if sep.strip() and sep not in _NEVER_JOINED else " "
    return _tidy(out)


def _longest(atoms: list[_Atom], start: int, reading: Reading) -> int:
    """How many pieces from ``start`` make one name."""
    for size in range(min(LONGEST_NAME, len(atoms) - start), 1, -1):
        run = atoms[start : start + size]
        between = {a.separator for a in run[:-1]}
        if between & _NEVER_JOINED:
            continue
        known = reading.is_body if "\n" in between else reading.is_known
        joined = _unmarked(_join(run))
        if known(joined) and not (between & _PARTING and _are_names(run, joined, reading)):
            return size
    return _unknown_run(atoms, start, reading)


def _are_parted(text: str, whole: str, reading: Reading) -> bool:
    """Whether a text that could be one name is a list all the same: each line, bullet or side is a name."""
    if not _PARTS.search(text):
        return False
    atoms = _atoms(text)
    between = {a.separator for a in atoms[:-1]}
    if between & (_NEVER_JOINED | {"\n"}):
        return all(reading.is_known(_unmarked(a.text)) for a in atoms)
    if not between & _PARTING:
        return False
    names = [_unmarked(a.text) for a in atoms]
    return all(reading.is_known(n) for n in names) and any(map(reading.is_body, (whole, *names)))


def _are_names(run: list[_Atom], joined: str, reading: Reading) -> bool:
    """Whether pieces parted by a slash are names one by one: "DCC/Police" is no other county's force."""
    return reading.is_body(joined) and all(reading.is_known(_unmarked(a.text)) for a in run)


def _glued_run(atoms: list[_Atom], start: int, reading: Reading) -> tuple[list[str], int] | None:
    """Names without separators that hold an "and": "Norfolk and Suffolk Constabularies Natural England".

    Returns:
        The names and how many pieces they take; None where the pieces are not such names through and through.
    """
    size = 1
    while start + size < len(atoms) and atoms[start + size - 1].separator in ("and", "&"):
        size += 1
    if not 2 <= size <= LONGEST_NAME:
        return None
    run = _join(atoms[start : start + size])
    if reading.is_known(_unmarked(run)) or _LEAD_MARK.search(run) or _PARTNER_MARK.search(run):
        return None
    pieces = [a.text for a in atoms[start : start + size]]
    if any(p[0].islower() for p in pieces[1:]) and not run.islower():
        return None  # "and partners": no name holds an "and" before a small letter
    if all(reading.is_known(_unmarked(p)) for p in pieces):
        return None
    names = _cover(run.split(), reading)
    return None if names is None else (names, size)


def _is_name(text: str, reading: Reading) -> bool:
    """Whether a text is the name of a body, or one word for a role."""
    if reading.is_body(text):
        return True
    return len(text) > 2 and " " not in text and reading.is_known(text) and not reading.is_place(text)


def _unknown_run(atoms: list[_Atom], start: int, reading: Reading) -> int:
    """Pieces joined by "and" of which none is known stay one name; anything else is cut here."""
    size = 1
    if is_person(_unmarked(atoms[start].text)):
        return size
    most = min(LONGEST_NAME, len(atoms) - start)
    while atoms[start + size - 1].separator in ("and", "&") and size < most:
        size += 1
    if size == 1:
        return 1
    pieces = [_unmarked(a.text) for a in atoms[start : start + size]]
    known = [p for p in pieces if reading.is_known(p)]
    if known and len(known) < len(pieces) and all(reading.is_place(p) for p in known):
        return size
    if reading.is_place(pieces[0]) and (
        reading.is_served(pieces[-1]) or is_police_unit(fold_name(pieces[-1]))
    ):
        return size  # "Guildford & Waverley Primary Care Trust": no council, and a trust not known
    if not known:
        return 1 if all(len(p.split()) == 1 and p.isupper() for p in pieces) else size
    return size if reading.is_near(_unmarked(_join(atoms[start : start + size]))) else 1


def _unmarked(text: str) -> str:
    if _MARK_SIGNS.search(text):
        text = _PARTNER_MARK.sub(" ", _LEAD_MARK.sub(" ", text))
    return _tidy(text)


def _marked(text: str, role: Role, reading: Reading) -> Part:
    """The name without its role mark, and the role the mark gives."""
    if _LEAD_MARK.search(text):
        return Part(_tidy(_LEAD_MARK.sub(" ", text)), "lead")
    if _PARTNER_MARK.search(text):
        return Part(_tidy(_PARTNER_MARK.sub(" ", text)), "partner")
    plain = _LEAD_WORD.sub("", text)
    if plain != text and reading.is_body(plain):
        return Part(_tidy(plain), "lead")
    return Part(_tidy(text), role)


def _unglue(part: Part, reading: Reading) -> list[Part]:
    """Names printed without a separator between them: "Kent PoliceThanet District Council"."""
    if reading.is_known(part.text) or reading.is_doubtful(part.text):
        return [part]
    words = part.text.split()
    persons = _part_person(words, reading)
    if persons is not None:
        return [replace(part, text=t) for t in persons]
    names = _cover(words, reading) or _cut_before_body(words, reading)
    if names is not None:
        return [replace(part, text=n) for n in names]
    return [part]


def _cut_before_body(words: list[str], reading: Reading) -> list[str] | None:
    """A name of no register and the body printed behind it: "Rare Moss Society Natural England"."""
    for at in range(1, min(len(words), MOST_WORDS)):
        ends = words[at - 1].casefold() in _NAME_ENDS or (at == 1 and is_acronym(words[0]))
        if not ends or not words[at][:1].isupper() or not reading.is_body(" ".join(words[at:])):
            continue
        return [" ".join(words[:at]), " ".join(words[at:])]
    return None


def _part_person(words: list[str], reading: Reading) -> list[str] | None:
    """A person and the body they come from: "Adrian Davis Essex Fire & Rescue", "John Owen from LFB"."""
    if len(words) < 3 or not (may_be_person(words[0]) or may_be_rank(words[0])):
        return None
    for size in range(2, min(4, len(words) - 1) + 1):
        name, rest = " ".join(words[:size]), words[size:]
        if not (is_person(name) or is_rank(name)):
            continue
        if rest[0].startswith("(") and any(w.endswith(")") for w in rest):
            rest = rest[next(i for i, w in enumerate(rest) if w.endswith(")")) + 1 :]
        if rest and rest[0].lower() in ("from", "of", "at", "for", "representing"):
            rest = rest[1:]
        if rest and (reading.is_known(" ".join(rest)) or (len(rest) < len(words) - size and size == 2)):
            return [name, " ".join(rest)]
    return None


def _part_glued(raw: str, reading: Reading) -> str:
    """The cell with a line break where a body's name runs into the next word: "PoliceMid Devon"."""
    out = ""
    last = 0
    for match in _RUN_TOGETHER.finditer(raw):
        words = raw[last : match.start()].split()
        if any(reading.is_body(" ".join(words[-n:])) for n in range(min(LONGEST_NAME, len(words)), 0, -1)):
            out += raw[last : match.start()] + "\n"
            last = match.start()
    return out + raw[last:]


def _cover(words: list[str], reading: Reading) -> list[str] | None:
    """The words as consecutive known names of which at most one is a single word; None where they are not."""
    if not 2 <= len(words) <= MOST_WORDS:
        return None
    names: list[str] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + LONGEST_NAME), start, -1):
            if _is_name(" ".join(words[start:end]), reading):
                names.append(" ".join(words[start:end]))
                start = end
                break
        else:
            return None
    return (
        names if len(names) > 1 and sum(len(n.split()) == 1 and not n.isupper() for n in names) <= 1 else None
    )

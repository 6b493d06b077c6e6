"""Promises, priorities, members and defined acronyms: what a plan says outside its tables."""

from __future__ import annotations

import re
from collections import Counter

from parsers.kinds.passages import Passage
from parsers.vocabulary import Vocabulary
from planhouse.ids import fold_text, stable_id
from planhouse.records import Definition, Member, Priority, Promise, Value
from planhouse.table import Fragment, LogicalTable

SHORTEST_ACHIEVEMENT = 40
"""Characters of a paragraph that tells an achievement; shorter ones are labels."""
LONGEST_PRIORITY = 260

_OPENING = r"(?:[A-Za-z][\w'\u2019&/-]*|&)"
_DEFINITION = re.compile(
    rf"((?:{_OPENING}[ ,]+){{1,12}})\(\s?[\u2018\u201c'\"]?([A-Z][A-Za-z&]{{1,9}})[\u2019\u201d'\"]?\s?\)"
)
_REVERSED = re.compile(rf"\b([A-Z][A-Z&]{{1,8}}) \(((?:{_OPENING}[ ,]*){{2,10}})\)")
_WILL = re.compile(
    r"^(?:we|(?:the|our) (?:\w+ ){0,4}(?:partnership|commissioner|council|board|csp|force|police|service))\b"
    r"[^.]{0,80}?\bwill\b(?! be (?:required|needed|asked))",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u201c])")


def build_promises(
    passages: tuple[Passage, ...], document_id: str, vocabulary: Vocabulary
) -> tuple[Promise, ...]:
    """Promises with their kind from the introducing sentence, else the nearest heading that tells."""
    seen: Counter[str] = Counter()
    found = []
    for passage in passages:
        for kind, value in _promises_of(passage, vocabulary):
            folded = fold_text(value.text)
            seen[folded] += 1
            found.append(
                Promise(
                    promise_id=stable_id("p", document_id, folded, seen[folded]),
                    kind=kind,  # type: ignore[arg-type]  # keys of the vocabulary's [promises]
                    section=passage.section,
                    text=value,
                    lead_in=passage.lead_in,
                )
            )
    return tuple(found)


def _promises_of(passage: Passage, vocabulary: Vocabulary) -> list[tuple[str, Value]]:
    if passage.kind == "bullet":
        kind = _kind_above(passage, vocabulary)
        return [(kind, passage.value)] if kind else []
    if passage.kind != "paragraph" or passage.text.endswith(":"):
        return []
    told = next((k for h in reversed(passage.headings) if (k := vocabulary.promise_kind(h))), None)
    if told == "achievement" and len(passage.text) >= SHORTEST_ACHIEVEMENT:
        return [("achievement", passage.value)]
    place = passage.fragments[0].place
    sentences = _SENTENCE.split(passage.text)
    return [("action", Value(text=s, fragments=(Fragment(s, place),))) for s in sentences if _WILL.match(s)]


def _kind_above(passage: Passage, vocabulary: Vocabulary) -> str | None:
    """Kind told by the introducing sentence; headings only where it is silent."""
    if passage.lead_in is not None:
        told = vocabulary.promise_kind(passage.lead_in)
        if told:
            return told
        if vocabulary.is_priorities(passage.lead_in) or vocabulary.is_members(passage.lead_in):
            return None
    for heading in reversed(passage.headings):
        if told := vocabulary.promise_kind(heading):
            # "Work included:" under "Achievements" lists achievements; "Group 1:" under a duty lists
            # something else.
            return told if passage.lead_in is None or told == "achievement" else None
        if vocabulary.is_members(heading):
            return None
    return None


def build_priorities(
    passages: tuple[Passage, ...],
    tables: tuple[LogicalTable, ...],
    document_id: str,
    vocabulary: Vocabulary,
) -> tuple[Priority, ...]:
    """Priorities from lists, else from tables of priorities, else from the bands of action tables."""
    found = [(p.value, p.section) for p in passages if _is_priority(p, vocabulary)]
    found += [pair for t in tables if t.kind == "promises" for pair in _priorities_of_table(t)]
    if not found:
        found = _priorities_of_bands(tables)
    unique: dict[str, tuple[Value, str | None]] = {}
    for value, section in found:
        unique.setdefault(fold_text(value.text), (value, section))
    return tuple(
        Priority(priority_id=stable_id("r", document_id, folded), number=n, text=value, section=section)
        for n, (folded, (value, section)) in enumerate(unique.items(), start=1)
    )


def _is_priority(passage: Passage, vocabulary: Vocabulary) -> bool:
    if len(passage.text) > LONGEST_PRIORITY:
        return False
    if passage.kind == "heading" and passage.bold and passage.headings:
        # A bold bullet with its explanation below: the introducing sentence is a heading's neighbour.
        return passage.lead_in is not None and vocabulary.is_priorities(passage.lead_in)
    if passage.kind != "bullet":
        return False
    if passage.lead_in is not None:
        return vocabulary.is_priorities(passage.lead_in)
    return bool(passage.headings) and vocabulary.is_priorities(passage.headings[-1])


def _priorities_of_table(table: LogicalTable) -> list[tuple[Value, str | None]]:
    column = max(range(len(table.columns)), key=lambda c: sum(len(r.cells[c].text) for r in table.rows))
    section = table.caption or table.heading
    cells = [r.cells[column] for r in table.rows]
    return [(Value(text=c.text, fragments=c.fragments), section) for c in cells if c.text]


def _priorities_of_bands(tables: tuple[LogicalTable, ...]) -> list[tuple[Value, str | None]]:
    rows = [r for t in tables if t.kind == "actions" for r in t.rows if r.section]
    named = [r for r in rows if fold_text(r.section or "").startswith("priority")]
    return [(Value(text=r.section or "", fragments=r.section_fragments), None) for r in named]


def build_members(passages: tuple[Passage, ...], vocabulary: Vocabulary) -> tuple[Member, ...]:
    """Entries of lists of members: bullets, or short lines one below the other."""
    found = []
    bulleted: set[str] = set()
    for passage in passages:
        if passage.kind not in ("bullet", "paragraph") or (told := _member_list(passage, vocabulary)) is None:
            continue
        if passage.kind == "bullet":
            bulleted.add(told)
        elif told in bulleted or not passage.is_short:
            continue  # the list was bulleted: what follows it is other matter
        found.append(Member(text=passage.value, heading=told))
    return tuple(found)


def _member_list(passage: Passage, vocabulary: Vocabulary) -> str | None:
    """The introducing sentence or heading that makes a passage an entry of a list of members."""
    above = [passage.lead_in] if passage.lead_in is not None else list(passage.headings[-2:])[::-1]
    for told in above:
        if vocabulary.promise_kind(told) or vocabulary.is_priorities(told):
            return None
        if vocabulary.is_members(told):
            return above[0]
    return None


def find_definitions(texts: list[tuple[str, Fragment]]) -> tuple[Definition, ...]:
    """Acronyms defined in the document: "Drug and Alcohol Action Team (DAAT)" or the other way round.

    Args:
        texts: pieces of running text with where they stand.
    """
    found: dict[str, Definition] = {}
    for text, fragment in texts:
        line = " ".join(text.split())
        pairs = [(m[2], m[1]) for m in _DEFINITION.finditer(line)]
        pairs += [(m[1], m[2]) for m in _REVERSED.finditer(line)]
        for acronym, words in pairs:
            expansion = match_initials(acronym, words)
            if expansion and acronym not in found:
                found[acronym] = Definition(acronym=acronym, expansion=expansion, fragment=fragment)
    return tuple(found.values())


def match_initials(acronym: str, words: str) -> str | None:
    """The shortest run of last words whose initials spell the acronym; None where none does.

    Small words (of, and, the) may be skipped or counted; a plural s of the acronym is dropped.
    """
    letters = [c.lower() for c in acronym if c.isalnum()]
    if len(letters) > 2 and acronym.endswith("s"):
        letters = letters[:-1]
    tokens = words.replace(",", " ").split()
    for start in range(len(tokens) - 1, -1, -1):
        opens = tokens[start][0].lower() == letters[0] and tokens[start].lower() not in _SMALL
        if opens and _spells(tokens[start:], letters):
            return " ".join(tokens[start:])
    return None


_SMALL = {"of", "and", "the", "for", "in", "on", "to", "a", "an", "with", "&"}


def _spells(tokens: list[str], letters: list[str]) -> bool:
    """Whether the tokens' initials spell the letters.

    Small words count or not, each as it fits; a hyphenated word gives one letter or one for each part.
    """
    if not tokens:
        return not letters
    head, rest = tokens[0], tokens[1:]
    if head.lower() in _SMALL and _spells(rest, letters):
        return True
    parts = [p[0].lower() for p in re.split(r"[-/]", head) if p]
    for initials in ([parts[0]], parts) if parts else ():
        n = len(initials)
        if letters[:n] == initials and _spells(rest, letters[n:]):
            return True
    return False

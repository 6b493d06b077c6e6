"""Promises, members and defined acronyms: what a plan says outside its tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from parsers.kinds.attribution import Owners
from parsers.kinds.lead_ins import SENTENCE, introducing
from parsers.kinds.passages import Passage, is_open
from parsers.vocabulary import Vocabulary
from planhouse.ids import fold_text, stable_id
from planhouse.records import Definition, Member, Promise, Value
from planhouse.table import Fragment

SHORTEST_ACHIEVEMENT = 40
"""Characters of a paragraph that tells an achievement; shorter ones are labels."""
LONG_ENTRY = 90
"""Characters of a numbered entry, on average, from which on it is a paragraph."""
LONGEST_NAME = 12
"""Words of a member's name and what is said beside it."""

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
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]?")
_CLAUSE = re.compile(r"^(?:once|when|if|after|as|where|until)\b[^,]*,", re.I)
_PAST = re.compile(r"\b(?:was|were|is|are|has|have|had|did|\w+ed)\b", re.I)
_VERB = re.compile(
    r"^\w+ing\b|\b(?:was|were|is|are|has|have|had|took|held|made|ran|met|gave|put|saw|fell|rose|\w{2,}ed)\b",
    re.I,
)


def build_promises(
    passages: tuple[Passage, ...], document_id: str, vocabulary: Vocabulary, owners: Owners
) -> tuple[Promise, ...]:
    """Promises with their kind from the introducing sentence, else the nearest heading that tells."""
    seen: Counter[str] = Counter()
    found = []
    for passage in _without_running_numbers(passages):
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
                    attributed_to=_owner(kind, value, passage, owners),
                )
            )
    return tuple(found)


def _owner(kind: str, value: Value, passage: Passage, owners: Owners) -> str | None:
    """The other body whose promise it is. A duty is always set by somebody else."""
    if kind == "duty":
        return None
    if passage.kind == "bullet":
        return owners.of_promise(passage.lead_in, passage.headings)
    return owners.of_actor(value.text)


def _without_running_numbers(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Paragraphs numbered through the document as the paragraphs they are.

    Below a heading their numbers go on from those above it, and they are long: a list begins anew with one
    or has short entries.
    """
    found = list(passages)
    run: list[int] = []
    for i, passage in enumerate((*passages, None)):
        if passage is not None and passage.lead_in is not None:
            continue
        same = run and passage is not None and passage.headings == passages[run[-1]].headings
        if run and not same:
            if _runs_on([passages[n] for n in run]):
                for n in run:
                    found[n] = replace(found[n], kind="paragraph")
            run = []
        if passage is not None and passage.kind == "bullet" and _NUMBERED.fullmatch(passage.marker):
            run.append(i)
    return tuple(found)


def _runs_on(run: list[Passage]) -> bool:
    length = sum(len(p.text) for p in run) / len(run)
    return int(run[0].marker.strip("().")) > 1 and length >= LONG_ENTRY


def _promises_of(passage: Passage, vocabulary: Vocabulary) -> list[tuple[str, Value]]:
    if passage.kind == "bullet":
        kind = vocabulary.labelled_kind(passage.text) or _kind_above(passage, vocabulary)
        if kind == "achievement" and _is_beside(passage.text, vocabulary):
            return []
        if kind == "achievement" and _WILL.match(passage.text) and _is_ahead(passage.text):
            kind = "action"
        return [(kind, passage.value)] if kind else []
    if passage.kind != "paragraph" or passage.text.endswith(":"):
        return []
    if _kind_of_headings(passage, vocabulary) == "achievement" and _tells(passage, vocabulary):
        return [("achievement", passage.value)]
    place = passage.fragments[0].place
    sentences = SENTENCE.split(passage.text)
    return [("action", Value(text=s, fragments=(Fragment(s, place),))) for s in sentences if _WILL.match(s)]


def _kind_above(passage: Passage, vocabulary: Vocabulary) -> str | None:
    """Kind told by the introducing sentence; headings only where it is silent."""
    if passage.lead_in is not None:
        told_by = introducing(passage.lead_in)
        told = vocabulary.promise_kind(told_by)
        if told:
            return told
        if vocabulary.is_priorities(told_by) or vocabulary.is_members(told_by):
            return None
    told = _kind_of_headings(passage, vocabulary, stop_at_members=True)
    # "Work included:" under "Achievements" lists achievements; "Group 1:" under a duty lists
    # something else.
    return told if passage.lead_in is None or told == "achievement" else None


def _kind_of_headings(
    passage: Passage, vocabulary: Vocabulary, *, stop_at_members: bool = False
) -> str | None:
    """Kind told by the nearest heading that tells one; a part that stands by itself is under no other."""
    for heading in reversed(passage.headings):
        if told := vocabulary.promise_kind(heading):
            return told
        if vocabulary.is_apart(heading) or (stop_at_members and vocabulary.is_members(heading)):
            return None
    return None


def _tells(passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether a paragraph among achievements tells one: a sentence about what was done."""
    text = passage.text.strip()
    if len(text) < SHORTEST_ACHIEVEMENT or _is_beside(text, vocabulary) or is_open(text):
        return False
    if all(_is_ahead(s) for s in SENTENCE.split(text)):
        return False
    if not passage.is_short:
        return True
    # A line without a full stop is told from a label by its verb or its figure.
    return re.search(r"\d", text) is not None or _VERB.search(text) is not None


def _is_ahead(sentence: str) -> bool:
    """Whether a sentence speaks only of what is to come."""
    main = _CLAUSE.sub("", sentence)
    return re.search(r"\bwill\b", main) is not None and _PAST.search(main) is None


def _is_beside(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text only stands among achievements: thanks, an address, a name beside an office."""
    return vocabulary.is_courtesy(text) or vocabulary.is_person(text)


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
        if _is_name(passage.text, vocabulary):
            found.append(Member(text=passage.value, heading=told))
    return tuple(found)


def _is_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an entry of a list of members can be one: no sentence, no address."""
    is_sentence = text.endswith(".") and len(text.split()) > LONGEST_NAME
    return not is_sentence and not vocabulary.is_courtesy(text)


def _member_list(passage: Passage, vocabulary: Vocabulary) -> str | None:
    """The introducing sentence or heading that makes a passage an entry of a list of members."""
    above = [passage.lead_in] if passage.lead_in is not None else list(passage.headings[-2:])[::-1]
    for told in above:
        said = introducing(told)
        if vocabulary.promise_kind(said) or vocabulary.is_priorities(said):
            return None
        if vocabulary.is_members(said):
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

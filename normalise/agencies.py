"""The agencies of a cell: split, resolved in the plan's frame, roles and departments kept."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from normalise.bodies import NO_CHOICE, Choice, Resolver
from normalise.match import ACCEPT_SCORE
from normalise.mentions import Part, Role, split_mentions
from normalise.names import acronym_key, fold_name
from normalise.register import ALL_PARTNERS, COUNCIL_KINDS, Body, Register
from planhouse.derived import Candidate

_BRACKETED = re.compile(r"^(?P<outer>[^()]+?)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]\s*$")
_LABELLED = re.compile(r"^(?P<body>[^:–—]+?)\s*(?::|\s[-–—]\s|–|—)\s*(?P<part>.+)$")
_HYPHENED = re.compile(r"^(?P<body>.+?)\s+-\s*(?P<part>.+)$")
_BODY_RULES = frozenset({"register_name", "kind_and_place", "alias", "document_acronym", "override"})
_SHARED_RULES = frozenset({"kind_and_place", "register_name"})


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a cell with what it was resolved to."""

    raw: str
    role: Role
    choice: Choice

    @property
    def department(self) -> str | None:
        """Printed department under the body, if any."""
        return self.choice.department


class AgencyReader:
    """Reads the agencies of cells for one plan; each distinct cell and name is read once."""

    def __init__(self, resolver: Resolver):
        self.resolver = resolver
        self._cells: dict[str, tuple[Named, ...]] = {}
        self._names: dict[str, Choice] = {}
        self._read: dict[str, Choice | None] = {}

    @property
    def register(self) -> Register:
        """The register in use."""
        return self.resolver.register

    def read_cell(self, raw: str) -> tuple[Named, ...]:
        """Every agency named in a cell, in printed order; the same body under the same role once."""
        held = self._cells.get(raw)
        if held is None:
            parts = split_mentions(raw, self)
            held = self._cells[raw] = tuple(self._named(p) for p in parts)
        return held

    def is_known(self, text: str) -> bool:
        """Whether a text as a whole is one name."""
        choice = self._exact(text)
        return choice is not None and choice.judgement != "unsure"

    def is_doubtful(self, text: str) -> bool:
        """Whether a text is one name that could be either of several bodies."""
        choice = self._exact(text)
        return choice is not None and choice.score >= ACCEPT_SCORE

    def is_body(self, text: str) -> bool:
        """Whether a text is the name of a body, not only a role, a department or a place."""
        choice = self._exact(text)
        if choice is None or not choice.is_accepted or choice.department is not None:
            return False
        return choice.rule in _BODY_RULES

    def resolve(self, text: str) -> Choice:
        """The choice for one name."""
        choice = self._names.get(text)
        if choice is None:
            exact = self._exact(text)
            choice = exact if exact is not None and exact.judgement != "unsure" else self._widely(text, exact)
            self._names[text] = choice
        return choice

    def _named(self, part: Part) -> Named:
        choice = self.resolve(part.text)
        role = "all_partners" if choice.agency_ids == (ALL_PARTNERS,) else part.role
        return Named(part.text, role, choice)

    def _exact(self, text: str) -> Choice | None:
        """Exact readings of the text, of what stands before its bracket, and of "body: department"."""
        if text not in self._read:
            self._read[text] = self._read_exact(text)
        return self._read[text]

    def _read_exact(self, text: str) -> Choice | None:
        direct = self.resolver.find_exact(text)
        if direct is not None and direct.judgement != "unsure":
            return direct
        bracketed = self._by_bracket(text) if "(" in text or "[" in text else None
        labelled = self._by_label(text) if bracketed is None else None
        shared = self._by_shared(text) if bracketed is None and labelled is None else None
        return bracketed or labelled or shared or direct

    def _by_bracket(self, text: str) -> Choice | None:
        """Names such as "Thames Valley Police (TVP)", "Council (Housing)", "Health (Oxfordshire CCG)"."""
        match = _BRACKETED.match(text)
        if match is None:
            return None
        outer, inner = match["outer"], match["inner"]
        body = self.resolver.find_exact(outer)
        within = self.resolver.find_exact(inner)
        if body is None or not body.is_accepted:
            return self._bracket_body(outer, inner, within)
        if within is not None and within.is_accepted and within.agency_ids[0].startswith("GENERIC") is False:
            if body.agency_ids[0].startswith("GENERIC") and within.rule != "department":
                return within
            if within.rule == "department" or within.agency_ids == body.agency_ids:
                part = inner if within.rule == "department" else None
                return replace(body, department=part)
        if acronym_key(inner) == inner.strip() or fold_name(inner) == fold_name(outer):
            return body
        return replace(body, department=inner.strip())

    def _bracket_body(self, outer: str, inner: str, within: Choice | None) -> Choice | None:
        """Names such as "Housing Options (WODC)", "Adult team (KCC)": the bracket names the body."""
        if within is None or not within.is_accepted or within.rule in {"department", "role", "everyone"}:
            return None
        if acronym_key(inner) == inner.strip() and _initials_fit(outer, inner):
            return None
        return replace(within, department=outer.strip())

    def _by_label(self, text: str) -> Choice | None:
        """Names such as "Oxfordshire County Council: Adult Social Care"."""
        for pattern in (_LABELLED, _HYPHENED):
            match = pattern.match(text)
            if match is None:
                continue
            body = self.resolver.find_exact(match["body"])
            part = self.resolver.find_exact(match["part"])
            if body is not None and body.is_accepted and not body.agency_ids[0].startswith("GENERIC"):
                if part is None or not part.is_accepted or part.rule in {"department", "role"}:
                    return replace(body, department=match["part"].strip())
            elif (
                part is not None and part.is_accepted and part.rule not in {"department", "role", "everyone"}
            ):
                return replace(part, department=match["body"].strip())
        return None

    def _by_shared(self, text: str) -> Choice | None:
        """Two bodies that share a word, read as one mention: "Babergh and Mid Suffolk District Councils"."""
        pieces = [p for p in re.split(r"\s*(?:,|/|&|\band\b)\s*", text) if p.strip()]
        if not 2 <= len(pieces) <= 4:
            return None
        names = self.find_shared(pieces)
        if names is None:
            return None
        choices = [self.resolver.find_exact(n) or NO_CHOICE for n in names]
        return _together(choices)

    def find_shared(self, pieces: list[str]) -> list[str] | None:
        """Whole names from pieces of which only the last has the kind, or short names of the plan's areas."""
        if self.is_alone(pieces[0]) and self.is_alone(pieces[-1]):
            return None
        return self._share_kind(pieces) or self._share_plan(self._without_kind(pieces))

    def _without_kind(self, pieces: list[str]) -> list[str]:
        """The pieces with the kind words of the last one dropped: "South", "Vale District Council"."""
        last = fold_name(pieces[-1]).split()
        for size in range(min(5, len(last) - 1), 0, -1):
            if tuple(last[-size:]) in self.register.kind_words:
                return [*pieces[:-1], " ".join(last[:-size])]
        return pieces

    def is_alone(self, piece: str) -> bool:
        """Whether a piece is a name by itself."""
        choice = self.resolver.find_exact(piece)
        return choice is not None and choice.is_accepted and choice.rule != "bare_place"

    def _share_kind(self, pieces: list[str]) -> list[str] | None:
        """Of "Norfolk and Suffolk Constabularies": the last piece's kind words given to each place."""
        last = fold_name(pieces[-1]).split()
        for size in range(min(5, len(last) - 1), 0, -1):
            kind = tuple(last[-size:])
            if kind not in self.register.kind_words:
                continue
            tail = " ".join(kind)
            names = [f"{p} {tail}" for p in pieces[:-1]] + [pieces[-1]]
            choices = [self.resolver.find_exact(n) for n in names]
            if all(c is not None and c.is_accepted and c.rule in _SHARED_RULES for c in choices):
                ids = [c.agency_ids for c in choices if c is not None]
                if len(set(ids)) == len(ids):
                    return names
        return None

    def _share_plan(self, pieces: list[str]) -> list[str] | None:
        """Names such as "South and Vale" where the plan's own or neighbouring authorities begin so."""
        names = []
        for piece in pieces:
            hits = self._short_names.get(fold_name(piece), [])
            if len(hits) != 1:
                return None
            names.append(hits[0].name)
        return names if len(set(names)) == len(names) else None

    @functools.cached_property
    def _short_names(self) -> dict[str, list[Body]]:
        """First word and whole place name -> the authorities of the plan's county that it may mean."""
        around = self.resolver.area.county or self.resolver.area.own
        years = self.resolver.years
        short: dict[str, list[Body]] = {}
        for kind in COUNCIL_KINDS:
            for body in self.register.by_kind.get(kind, ()):
                if body.own_area in around and (years is None or body.exists(*years)):
                    place = fold_name(body.places[0])
                    for key in {place, place.partition(" ")[0]}:
                        short.setdefault(key, []).append(body)
        return short

    def _widely(self, text: str, exact: Choice | None) -> Choice:
        """Near spellings of the whole, then of what stands before a bracket."""
        near = self.resolver.resolve(text)
        if near.is_accepted or "(" not in text:
            return near if near.is_accepted or exact is None else exact
        outer = self.resolver.resolve(text.partition("(")[0].strip() or text)
        return outer if outer.is_accepted else near


def _initials_fit(outer: str, inner: str) -> bool:
    """Whether the bracket is only the name's own acronym."""
    letters = "".join(w[0] for w in fold_name(outer).split())
    return letters.upper().startswith(inner.strip()[:2].upper())


def _together(choices: list[Choice]) -> Choice | None:
    """Several accepted choices as one: the ids in order, the least score and margin."""
    if not choices or not all(c.is_accepted for c in choices):
        return None
    ids = tuple(dict.fromkeys(i for c in choices for i in c.agency_ids))
    candidates: tuple[Candidate, ...] = tuple(k for c in choices for k in c.candidates[:1])
    score, margin = min(c.score for c in choices), min(c.margin for c in choices)
    return Choice(ids, "accepted", score, margin, "shared_word", candidates)

"""The agencies of a cell: split, resolved in the plan's frame, roles and departments kept."""

from __future__ import annotations

import re
from dataclasses import replace

from normalise.bodies import Choice, Resolver
from normalise.match import ACCEPT_SCORE
from normalise.mentions import Part, Role, split_mentions
from normalise.named import Named, is_body_choice
from normalise.names import acronym_key, fold_name
from normalise.register import ALL_PARTNERS, Register
from normalise.sentences import find_in_sentence, is_sentence, names_nobody
from normalise.settling import settle
from normalise.shared_words import SharedWords
from normalise.titles import is_of_body, is_person
from normalise.wording import is_part_wording, is_several

_BRACKETED = re.compile(r"^(?P<outer>[^()]+?)\s*[(\[](?P<inner>[^()\[\]]+)[)\]]\s*$")
_LABELLED = re.compile(r"^(?P<body>[^:–—]+?)\s*(?::|\s[-–—]\s|–|—)\s*(?P<part>.+)$")
_DASHED = re.compile(r"\s[-–—]\s")
_HYPHENED = re.compile(r"^(?P<body>.+?)\s+-\s*(?P<part>.+)$")
MOST_BRACKET_WORDS = 4
"""Words of the longest bracket taken for a department without a word such as "team" at its end."""
_INITIALED = re.compile(r"(?:[A-Z]\.?\s?){1,3}[A-Z][a-z’'-]+")
_POSSESSIVE = re.compile(r"^(?P<body>.+?)(?:'|’)s\s+(?P<part>[a-z].*)$")
_FOR_OTHERS = re.compile(
    r"\b(?:funded|commissioned|employed|seconded|hosted|working|based|paid|supported|with|alongside)\b",
    re.IGNORECASE,
)
"""Words after which a body is another than the holder's."""
MOST_HOLDER_WORDS = 16
"""Words of the longest text of posts and parts in which its body is looked for."""
_PART_RULES = frozenset({"department", "rank"})
_PLACE_RULES = frozenset({"bare_place", "short_name"})
_CONTEXT_RULES = frozenset({"role", "area_context"})
_BODY_RULES = frozenset(
    {"register_name", "kind_and_place", "alias", "document_acronym", "override", "shared_word"}
)


class AgencyReader:
    """Reads the agencies of cells for one plan; each distinct cell and name is read once."""

    def __init__(self, resolver: Resolver):
        self.resolver = resolver
        self._cells: dict[str, tuple[Named, ...]] = {}
        self._shared = SharedWords(resolver)
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
            sentence = is_sentence(raw)
            named = (n for p in split_mentions(raw, self) for n in self._read_part(p, sentence))
            held = self._cells[raw] = settle(tuple(named), raw)
        return held

    def _read_part(self, part: Part, is_of_sentence: bool) -> list[Named]:
        """A name, or the names within it where it is of a sentence, whose other words name nobody."""
        whole = self._named(part)
        if whole.choice.judgement != "unsure" or not is_of_sentence:
            return [whole]
        found = find_in_sentence(part.text, self.resolver)
        within = [Named(t, _role_of(c, part.role), c) for t, c in found]
        if within:
            return within
        return [] if whole.choice.rule == "no_candidate" and names_nobody(part.text) else [whole]

    def is_known(self, text: str) -> bool:
        """Whether a text as a whole is one name."""
        choice = self._exact(text)
        return choice is not None and choice.judgement != "unsure"

    def is_doubtful(self, text: str) -> bool:
        """Whether a text is one name that could be either of several bodies."""
        choice = self._exact(text)
        return choice is not None and choice.score >= ACCEPT_SCORE

    def is_body(self, text: str) -> bool:
        """Whether a text is the name of a body or a role of several words, not a department or a place."""
        choice = self._exact(text)
        if choice is None or not choice.is_accepted or choice.department is not None:
            return False
        return choice.rule in _BODY_RULES or (choice.rule in _CONTEXT_RULES and " " in text.strip())

    def is_place(self, text: str) -> bool:
        """Whether a text is known only as a place that stands for its council."""
        choice = self._exact(text)
        return choice is not None and choice.rule in _PLACE_RULES

    def is_served(self, text: str) -> bool:
        """Whether a text names a place and a kind of body, met only by one that serves the place."""
        choice = self._exact(text)
        return choice is not None and choice.is_accepted and choice.rule == "serves_area"

    def is_near(self, text: str) -> bool:
        """Whether a text is nearly the name of one body."""
        return self.resolver.resolve(text).is_accepted

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
        return Named(part.text, _role_of(choice, part.role), choice)

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
        shared = self._shared.resolve(text) if bracketed is None and labelled is None else None
        return bracketed or labelled or shared or direct

    def _by_bracket(self, text: str) -> Choice | None:
        """Names such as "Thames Valley Police (TVP)", "Council (Housing)", "Health (Oxfordshire CCG)"."""
        match = _BRACKETED.match(text)
        if match is None:
            return None
        outer, inner = match["outer"], match["inner"]
        body, within = self.resolver.find_exact(outer), self.resolver.find_exact(inner)
        if is_person(outer) or _INITIALED.fullmatch(outer):
            return self._read_exact(inner)
        if body is None or not body.is_accepted:
            return self._bracket_body(outer, inner, within)
        if is_body_choice(within) and within is not None and within.rule not in _PART_RULES:
            if body.rule in _PART_RULES:
                return replace(within, department=outer.strip())
            if not is_body_choice(body) and body.agency_ids[0] != ALL_PARTNERS:
                return within
        if acronym_key(inner) == inner.strip() and (within is None or within.rule not in _PART_RULES):
            return body
        same = within is not None and within.agency_ids == body.agency_ids and within.rule not in _PART_RULES
        return body if same else replace(body, department=self._part_in(inner) or body.department)

    def _part_in(self, inner: str) -> str | None:
        """A bracket's words where they can name a part of the body; a note to the reader names none."""
        folded = fold_name(inner)
        short = len(folded.split()) <= MOST_BRACKET_WORDS and inner.strip()[:1].isupper()
        named = folded in self.register.departments or is_part_wording(inner, folded)
        return inner.strip() if named or short else None

    def _bracket_body(self, outer: str, inner: str, within: Choice | None) -> Choice | None:
        """Names such as "Housing Options (WODC)", "Adult team (KCC)": the bracket names the body."""
        if (
            within is None
            or not within.is_accepted
            or within.rule in {"department", "rank", "role", "everyone"}
        ):
            return None
        if within.rule in _PLACE_RULES:  # "Deputy Police and Crime Commissioner (Derbyshire)"
            placed = self.resolver.find_exact(f"{outer} for {inner}")
            if placed is not None and placed.is_accepted:
                return placed
        if acronym_key(inner) == inner.strip() and _initials_fit(outer, inner):
            return None
        return replace(within, department=outer.strip())

    def _by_label(self, text: str) -> Choice | None:
        """Names such as "Oxfordshire County Council: Adult Social Care"."""
        for pattern in (_LABELLED, _HYPHENED, _POSSESSIVE):
            match = pattern.match(text)
            if match is not None:
                found = self._labelled(match["body"].strip(), match["part"].strip(), ":" in text)
                if found is not None:
                    return found
        return None

    def _labelled(self, before: str, after: str, is_label: bool) -> Choice | None:
        """A body and its part, whichever stands first; neither may be a list."""
        body, part = self.resolver.find_exact(before), self.resolver.find_exact(after)
        if is_body_choice(body):
            if is_body_choice(part) and part is not None and part.rule != "department":
                return None
            if not is_label and part is not None and part.rule == "role":
                return None
            if (is_several(after) or _DASHED.search(after)) and (part is None or part.rule != "department"):
                return None
            held = body.department if body is not None else None
            return replace(body, department=held or after) if body is not None else None
        named = is_part_wording(before, fold_name(before)) or fold_name(before) in self.register.departments
        if is_body_choice(part) and part is not None and named and part.rule != "department":
            return replace(part, department=before)
        return None

    def _widely(self, text: str, exact: Choice | None) -> Choice:
        """Near spellings of the whole, then of what stands before a bracket."""
        near = self.resolver.resolve(text)
        held = self._by_holder(text) if near.judgement == "unsure" else None
        if held is not None:
            return held
        if near.is_accepted or "(" not in text:
            return near if near.is_accepted or exact is None else exact
        outer = self.resolver.resolve(text.partition("(")[0].strip() or text)
        return outer if outer.is_accepted else near

    def _by_holder(self, text: str) -> Choice | None:
        """The one body within a text of posts, persons and parts: "Licensing Services LCC"."""
        if not 2 < len(text.split()) <= MOST_HOLDER_WORDS or not is_of_body(text) or _FOR_OTHERS.search(text):
            return None
        found = {c.agency_ids: c for _, c in find_in_sentence(text, self.resolver)}
        choice, *others = found.values() or (None,)
        if choice is None or others or not _is_named(choice):
            return None
        score = round(choice.score * 0.9, 4)
        return replace(choice, score=score, margin=score, department=text.strip(), rule="holder")


def _role_of(choice: Choice, role: Role) -> Role:
    """The role that the cell's marks give; everyone is everyone, whatever they say."""
    return "all_partners" if choice.agency_ids == (ALL_PARTNERS,) else role


def _is_named(choice: Choice) -> bool:
    """Whether a body was told by its own name, not by the plan's place alone."""
    return is_body_choice(choice) and choice.rule in _BODY_RULES


def _initials_fit(outer: str, inner: str) -> bool:
    """Whether the bracket is only the name's own acronym."""
    letters = "".join(w[0] for w in fold_name(outer).split())
    return letters.upper().startswith(inner.strip()[:2].upper())

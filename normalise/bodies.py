"""One printed name -> the body it means in this plan, with score, runner-up and evidence."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from normalise import match, spelling
from normalise.everyone import is_everyone, is_nobody
from normalise.frame import PlanContext, has_initials
from normalise.match import ACCEPT_MARGIN, ACCEPT_SCORE, Scored
from normalise.names import acronym_key, fold_name, is_acronym
from normalise.officers import is_police_unit, is_rank
from normalise.overrides import Override
from normalise.plan_area import FIT, find_area, with_area
from normalise.register import ALL_PARTNERS, COUNCIL_KINDS, GENERIC, LOWER_KINDS, UPPER_KINDS, Body, Register
from normalise.roles import find_department, find_role, find_sort
from normalise.titles import is_person, is_post, split_post
from normalise.wording import (
    BEAT_WORDS,
    CUTS,
    TAIL_WORDS,
    drop_qualifiers,
    is_beat,
    is_part_wording,
    is_several,
    plain_partnership,
)
from planhouse.derived import Candidate, Judgement


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was resolved to."""

    agency_ids: tuple[str, ...] = ()
    judgement: Judgement = "unsure"
    score: float = 0.0
    margin: float = 0.0
    rule: str = "no_candidate"
    candidates: tuple[Candidate, ...] = ()
    department: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether it may be counted."""
        return self.judgement == "accepted"


NO_CHOICE = Choice()
_NO_MATTER = re.compile(r"^(?:office of (?:the )?|deputy (?=police (?:and )?crime ))+")
"""Words before a name that name the same body."""
DEFINED_ELSEWHERE = "document_acronym_without_body"
"""Rule of an acronym that the document defines as something that is no body of the register."""
LONGEST_NAME = 200
"""Characters of the longest text looked up as one name; a longer one is a sentence."""
STATUTORY = COUNCIL_KINDS | {"police", "fire", "ambulance"}
"""Kinds whose acronym goes before a role written alike (LAS of London before local authorities)."""
COUNCILS = frozenset(
    {"councils", "council", "local authorities", "district councils", "borough councils", "authorities"}
)
"""Wordings for the authorities that have a plan together."""
MOST_TOGETHER = 3
"""Authorities that have one plan together and may be meant by one word."""
SHORTEST_TYPO = 5
"""Letters of the shortest name in which a typo may be put right."""
ROLE_SCORE = 0.95
PATTERN_SCORE = 0.85
_JOINS = frozenset({"and", "&", "including", "incl", "incl.", "plus", "with", "or"})
"""Words that stand between two names, never between a body and its part."""
_BODY_ENDS = frozenset({"police", "constabulary", "council", "service", "authority", "trust", "probation"})
MOST_BODY_WORDS = 4
"""Words of the longest body's name that is looked for before a group's."""
POST_SCORE = 0.5
"""A job's title that names no body may be the council's, or any partner's."""
DEPARTMENT_SCORE = 0.9
"""A department names its body only through the plan's area: a little less than a role's plain wording."""


@functools.lru_cache(maxsize=4)
def _edges_of(register: Register) -> tuple[frozenset[str], frozenset[str]]:
    """First and last words of every department and place: what a part begins or ends with."""
    parts = (*register.departments, *register.by_place, *register.wide_areas)
    firsts = frozenset(p.partition(" ")[0] for p in parts)
    return firsts, frozenset(p.rpartition(" ")[2] for p in parts) | TAIL_WORDS | BEAT_WORDS


class Resolver:
    """Resolves names for one plan; the same name is resolved once."""

    def __init__(
        self, register: Register, frame: PlanContext, decisions: Mapping[str, Override] | None = None
    ):
        self.register = register
        self.frame = with_area(frame, register)
        self.area = find_area(self.frame, register)
        self.years = self.frame.years
        self.decisions = dict(decisions or {})
        self._defined = {acronym_key(k): v for k, v in self.frame.definitions.items()}
        self._plain: Resolver | None = None
        self._seen: dict[str, Choice] = {}
        self._exact: dict[str, Choice | None] = {}

    def resolve(self, text: str) -> Choice:
        """The choice for one name, near spellings included; never None."""
        held = self._seen.get(text)
        if held is None:
            held = self._seen[text] = self._resolve(text)
        return held

    def is_known(self, text: str) -> bool:
        """Whether the text as a whole is one name (of a body, role, department or everyone)."""
        choice = self.find_exact(text)
        return choice is not None and choice.judgement != "unsure"

    def _resolve(self, text: str) -> Choice:
        exact = self.find_exact(text)
        if exact is not None and exact.judgement != "unsure":
            return exact
        near = self._find_near(fold_name(text))
        if near.is_accepted:
            return near
        return exact or self._by_title(text) or near

    def _by_title(self, text: str) -> Choice | None:
        """A person, or a post: of a body it names, of the plan's council, or of nobody that can be told."""
        if len(text) > LONGEST_NAME:
            return None
        if is_person(text):
            return Choice(judgement="rejected", rule="person")
        post = split_post(text)
        if post is not None:
            is_office, is_chair, of = post
            found = self.resolve(of)
            is_whose = found.is_accepted and (is_chair or not found.agency_ids[0].startswith(GENERIC))
            if is_whose and found.rule != "bare_place" and found.agency_ids[0] != ALL_PARTNERS:
                return replace(found, department=text.strip())
            own = self.area.authorities
            if is_office and len(own) == 1:
                score = DEPARTMENT_SCORE
                return Choice((own[0].agency_id,), "accepted", score, score, "office", (), text.strip())
        if not is_post(text) and post is None:
            return None
        candidates = tuple(
            Candidate(agency_id=b.agency_id, name=b.name, score=POST_SCORE) for b in self.area.authorities
        )
        return Choice(rule="post", score=POST_SCORE, candidates=candidates[:5], department=text.strip())

    def find_exact(self, text: str) -> Choice | None:
        """The choice by exact readings alone; None where no reading gives a candidate."""
        if text not in self._exact:
            self._exact[text] = None if len(text) > LONGEST_NAME else self._find_exact(text)
        return self._exact[text]

    def _find_exact(self, text: str) -> Choice | None:
        folded = fold_name(text)
        decided = self.decisions.get(folded)
        if folded.startswith(("office of ", "deputy ")):
            folded = _NO_MATTER.sub("", folded)
            decided = decided or self.decisions.get(folded)
        if decided is not None:
            return Choice(decided.agency_ids, decided.judgement, 1.0, 1.0, "override")
        if is_nobody(text, folded):
            return Choice(judgement="rejected", rule="no_agency")
        if is_everyone(folded) or self._are_all_defined(text, folded):
            return Choice((ALL_PARTNERS,), "accepted", 1.0, 1.0, "everyone")
        first: Choice | None = None
        readings = (
            self._by_definition,
            self._by_plural,
            self._by_name,
            self._by_role,
            self._by_place,
            self._by_rank,
            self._by_part,
            self._by_unit,
            self._by_pattern,
        )
        for reading in readings:
            choice = reading(text, folded)
            if choice is not None and (choice.judgement != "unsure" or choice.rule == DEFINED_ELSEWHERE):
                return choice
            first = first or choice
        return first

    def _are_all_defined(self, text: str, folded: str) -> bool:
        """Whether this is everyone by an acronym of the document: "all RAs", its responsible authorities."""
        words = text.split() if self._defined else ()
        if len(words) != 2 or words[0].lower() not in ("all", "other"):
            return False
        expansion = self._defined.get(acronym_key(words[1])) or self._defined.get(acronym_key(words[1]) + "S")
        return expansion is not None and is_everyone(f"all {fold_name(expansion)}")

    def _by_definition(self, text: str, folded: str) -> Choice | None:
        """An acronym the document itself defines; one that names no body is not looked up elsewhere."""
        expansion = self._expansion(text.strip(), folded)
        if expansion is None or fold_name(expansion) == folded:
            return None
        meant = self._without_definitions().resolve(expansion)
        if meant.is_accepted:
            return replace(meant, rule="document_acronym")
        if not has_initials(expansion.split(), text):
            return None
        return replace(meant, judgement="unsure", agency_ids=(), rule=DEFINED_ELSEWHERE)

    def _expansion(self, text: str, folded: str) -> str | None:
        """What the document says an acronym stands for; of a plural the plural's own, or the role's."""
        if " " in text:
            return None
        own = self.frame.definitions.get(text)
        if own is None and text.endswith("s") and find_role(folded, self.register) is not None:
            return None
        return own or self._defined.get(acronym_key(text))

    def _without_definitions(self) -> Resolver:
        """The same resolver for a text that is an expansion already."""
        if self._plain is None:
            self._plain = Resolver(self.register, replace(self.frame, definitions={}), self.decisions)
        return self._plain

    def _by_name(self, text: str, folded: str) -> Choice | None:
        """A full name, a kind with its place, a kind alone, or a known acronym."""
        named = match.find_named(folded, self.register, self.area, self.years)
        if any(s.body.areas or self._exists(s.body) for s in named):
            return self._choose(named)
        typed = self._by_kind_or_acronym(text, folded)
        living = [s for s in typed if self._exists(s.body)] if named else typed
        scored = living or named
        return self._choose(scored) if scored else None

    def _exists(self, body: Body) -> bool:
        """Whether a body existed in the plan's years; true where those are not known."""
        return self.years is None or body.exists(*self.years)

    def _by_kind_or_acronym(self, text: str, folded: str) -> list[Scored]:
        """Bodies by kind and place, kind alone, or acronym; a role's acronym is a body only next door."""
        words = plain_partnership(folded).split()
        scored = match.find_typed(words, self.register, self.area, self.years)
        if is_acronym(text) or (len(words) == 1 and len(folded) <= 5 and text.strip().isupper()):
            local = match.find_acronym(text, self.register, self.area, self.years)
            if folded in self.register.roles or folded in self.register.departments:
                local = [s for s in local if s.body.kind in STATUTORY and s.features["area"] >= FIT.over]
            scored = scored + local
        return scored

    def _by_role(self, text: str, folded: str) -> Choice | None:
        """A kind of body ("schools"), or a department whose body follows from the plan's area."""
        role = find_role(folded, self.register)
        if role is not None:
            return Choice((role.agency_id,), "accepted", ROLE_SCORE, ROLE_SCORE, "role")
        department = find_department(folded, self.register)
        if department is None or (department.tier != "police" and is_rank(text)):
            return None
        return self._of_owners(text, department.tier, "department")

    def _by_rank(self, text: str, folded: str) -> Choice | None:
        """An officer of the plan's own force."""
        return self._of_owners(text, "police", "rank") if is_rank(text) else None

    def _by_unit(self, text: str, folded: str) -> Choice | None:
        """A unit of the plan's own force by a name of its own; one of another body names it."""
        if "(" in text or "[" in text or is_several(text) or not is_police_unit(folded):
            return None
        return self._of_owners(text, "police", "department")

    def _of_owners(self, text: str, tier: str, rule: str) -> Choice:
        """The bodies of the plan's area that have departments of this tier."""
        owners = self._owners(tier)
        candidates = tuple(
            Candidate(agency_id=b.agency_id, name=b.name, score=DEPARTMENT_SCORE) for b in owners
        )
        printed = text.strip()
        if len(owners) != 1 and not self._are_all_own(owners):
            return Choice(rule=rule, candidates=candidates, department=printed)
        score, ids = DEPARTMENT_SCORE, tuple(b.agency_id for b in owners)
        return Choice(ids, "accepted", score, score, rule, candidates, printed)

    def _are_all_own(self, bodies: list[Body]) -> bool:
        """Whether these are the few authorities that have the plan together."""
        return 1 < len(bodies) <= MOST_TOGETHER and all(b.own_area in self.area.own for b in bodies)

    def _by_plural(self, text: str, folded: str) -> Choice | None:
        """The authorities that have a plan together, as "the councils"."""
        own = list(self.area.authorities)
        if drop_qualifiers(folded) not in COUNCILS or not self._are_all_own(own):
            return None
        candidates = tuple(Candidate(agency_id=b.agency_id, name=b.name, score=ROLE_SCORE) for b in own)
        ids = tuple(b.agency_id for b in own)
        return Choice(ids, "accepted", ROLE_SCORE, ROLE_SCORE, "own_authorities", candidates)

    def _owners(self, tier: str) -> list[Body]:
        """The bodies that have departments of this tier in the plan's area."""
        if tier == "police":
            return [b for b in self.register.by_kind["police"] if b.areas & self.area.own]
        kinds = UPPER_KINDS if tier == "upper" else LOWER_KINDS
        own = [a for a in self.area.authorities if a.kind in kinds]
        if own or tier == "lower":
            return own
        over = [b for k in UPPER_KINDS for b in self.register.by_kind.get(k, ()) if b.areas & self.area.own]
        return [b for b in over if self.years is None or b.exists(*self.years)] or over

    def _by_place(self, text: str, folded: str) -> Choice | None:
        """A place alone, in full or in the short form its own plan uses ("Vale")."""
        scored = match.find_place(folded, self.register, self.area, self.years)
        return self._choose(scored) if scored else None

    def _by_part(self, text: str, folded: str) -> Choice | None:
        """A body and its department: "Kent County Council Trading Standards", "Trading Standards (KCC)"."""
        words = text.replace("(", " ( ").replace(")", " ) ").split()
        plain = folded.split()
        if len(plain) < 2:
            return None
        firsts, lasts = _edges_of(self.register)
        may_end, may_begin = plain[-1] in lasts, plain[0] in firsts
        if not (may_end or may_begin):
            return None
        for size in range(len(words) - 1, 0, -1):
            if words[size - 1][-1] in CUTS or words[size] in CUTS or _JOINS & {words[size - 1], words[size]}:
                continue
            head, tail = " ".join(words[:size]), " ".join(words[size:])
            found = self._as_part(head, tail) if may_end else None
            found = found or (self._as_part(tail, head, strict=True) if may_begin else None)
            if found is not None:
                return found
        return None

    def _as_part(self, body: str, part: str, strict: bool = False) -> Choice | None:
        """The body's choice with ``part`` as its department, where the part reads like one."""
        body, part = body.strip(" :-–—(),'"), part.strip(" :-–—(),'")
        folded = fold_name(part)
        if not folded or not body:
            return None
        named = folded in self.register.departments and "(" not in part
        beat = not strict and is_beat(folded)
        if not named and not beat and (strict or not is_part_wording(part, folded)):
            return self._as_branch(body, folded, part)
        if not named and " and " in folded and self._is_name(folded.rpartition(" and ")[2]):
            return None
        of_police = named and self.register.departments[folded].tier == "police"
        choice = self._of_body(body, bare_place=named and not of_police)
        if choice is None or (beat and not choice.agency_ids[0].startswith("police:")):
            return None
        return replace(choice, department=part)

    def _as_branch(self, body: str, place: str, printed: str) -> Choice | None:
        """The local branch of a national body: "Age UK Oxfordshire"."""
        if place not in self.register.by_place and place not in self.register.wide_areas:
            return None
        named = match.find_named(fold_name(body), self.register, self.area, self.years)
        if not named and is_acronym(body):
            named = match.find_acronym(body, self.register, self.area, self.years)
        if not named or any(s.body.kind not in {"national", "nps"} for s in named):
            return None
        choice = self._choose(named)
        return replace(choice, department=printed, rule="local_branch") if choice.is_accepted else None

    def _by_pattern(self, text: str, folded: str) -> Choice | None:
        """A body with a name of its own that is of a known sort: "Witney Town Council", "HMP Bullingdon"."""
        role = None if is_several(text) else find_sort(folded, self.register)
        if role is None or self._is_list(folded) or self._begins_with_body(text):
            return None
        return Choice((role.agency_id,), "accepted", PATTERN_SCORE, PATTERN_SCORE, "role_pattern")

    def _begins_with_body(self, text: str) -> bool:
        """Whether a longer name begins with a body's: "Kent Police Hate Crime Network" is no mere group."""
        words = text.split()
        sizes = range(2, min(len(words) - 1, MOST_BODY_WORDS) + 1)
        names = (" ".join(words[:n]) for n in sizes if words[n - 1].casefold() in _BODY_ENDS)
        return any(self._is_name(n) for n in names)

    def _is_list(self, folded: str) -> bool:
        """Whether what stands before an "and" is a name by itself."""
        before, found, _ = folded.partition(" and ")
        return bool(found) and self._is_name(before)

    def _is_name(self, text: str) -> bool:
        """Whether a text is a name by itself, more than a bare place."""
        choice = self.find_exact(text)
        return (
            choice is not None
            and choice.is_accepted
            and choice.rule not in ("bare_place", "department", "rank")
        )

    def _of_body(self, text: str, bare_place: bool = True) -> Choice | None:
        """An accepted body by definition or name; roles and departments have no departments."""
        folded = fold_name(text)
        if not folded:
            return None
        for reading in (self._by_definition, self._by_name):
            choice = reading(text, folded)
            if choice is not None and choice.is_accepted:
                return None if self._is_common_word(choice, text) else choice
        place = self._by_place(text, folded) if bare_place else None
        return place if place is not None and place.is_accepted else None

    @staticmethod
    def _is_common_word(choice: Choice, text: str) -> bool:
        """A charity named by one ordinary word has no parts: a crisis team is not Crisis's."""
        national = choice.agency_ids[0].startswith("national:")
        return national and " " not in text.strip() and not is_acronym(text)

    def _find_near(self, folded: str) -> Choice:
        """Single typos put right by the register's vocabulary, then names of nearly this spelling."""
        if not SHORTEST_TYPO <= len(folded) <= LONGEST_NAME:
            return NO_CHOICE
        fixed = spelling.correct_words(folded.split(), self.register)
        if fixed is not None:
            text = " ".join(fixed)
            choice = self.find_exact(text)
            if choice is not None and choice.is_accepted:
                lowered = round(choice.score * 0.95, 4)
                return replace(choice, rule="typo", score=lowered)
        scored = spelling.find_near(folded, self.register, self.area, self.years)
        if not scored:
            return NO_CHOICE
        choice = self._choose(scored)
        best = match.best_first(scored)[0]
        if choice.is_accepted and not spelling.is_near_enough(best):
            return replace(choice, judgement="unsure", agency_ids=())
        return choice

    def _choose(self, scored: list[Scored]) -> Choice:
        """The best candidate where it is good enough and far enough from the next; else all, unsure."""
        ranked = match.best_first(scored)
        best = ranked[0]
        runner_up = ranked[1].score if len(ranked) > 1 else 0.0
        margin = best.score - runner_up
        candidates = tuple(
            Candidate(agency_id=s.body.agency_id, name=s.body.name, score=round(s.score, 4),
                      features={k: round(v, 4) for k, v in s.features.items()})
            for s in ranked[:5]
        )  # fmt: skip
        good = best.score >= ACCEPT_SCORE and margin >= ACCEPT_MARGIN
        return Choice(
            agency_ids=(best.body.agency_id,) if good else (),
            judgement="accepted" if good else "unsure",
            score=round(best.score, 4),
            margin=round(margin, 4),
            rule=best.rule,
            candidates=candidates,
        )

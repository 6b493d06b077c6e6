"""Names that share a word: "Babergh and Mid Suffolk District Councils", "South and Vale"."""

from __future__ import annotations

import functools
import re

from normalise.bodies import NO_CHOICE, Choice, Resolver
from normalise.names import fold_name
from normalise.register import COUNCIL_KINDS, Body
from planhouse.derived import Candidate

_SHARED_RULES = frozenset({"kind_and_place", "register_name"})
_BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
MOST_PIECES = 4
SHORT_NAME_SCORE = 0.8
"""Score of an authority by the first word of its name alone: enough, but the least of all readings."""


class SharedWords:
    """Reads names that only together are whole, for one plan."""

    def __init__(self, resolver: Resolver):
        self.resolver = resolver

    def resolve(self, text: str) -> Choice | None:
        """Several bodies as one choice, or one authority by its short name; None where it is neither."""
        pieces = [p for p in _BETWEEN.split(text) if p.strip()]
        if len(pieces) == 1:
            return self._by_short_name(text)
        if not 2 <= len(pieces) <= MOST_PIECES or (self._is_alone(pieces[0]) and self._is_alone(pieces[-1])):
            return None
        names = self._share_kind(pieces) or self._share_plan(pieces)
        if names is None:
            return None
        return _together([self.resolver.find_exact(n) or NO_CHOICE for n in names])

    def _by_short_name(self, text: str) -> Choice | None:
        hits = self._short_names.get(fold_name(text), [])
        if len(hits) != 1 or not text.strip()[:1].isupper():
            return None
        body = hits[0]
        candidate = Candidate(agency_id=body.agency_id, name=body.name, score=SHORT_NAME_SCORE)
        score = SHORT_NAME_SCORE
        return Choice((body.agency_id,), "accepted", score, score, "short_name", (candidate,))

    def _is_alone(self, piece: str) -> bool:
        """Whether a piece is a name by itself."""
        choice = self.resolver.find_exact(piece)
        return choice is not None and choice.is_accepted and choice.rule != "bare_place"

    def _tails(self, piece: str) -> list[tuple[str, str]]:
        """The last piece as place and kind words, longest kind words first."""
        words = fold_name(piece).split()
        kinds = self.resolver.register.kind_words
        sizes = range(min(self.resolver.register.longest_kind, len(words) - 1), 0, -1)
        return [(" ".join(words[:-n]), " ".join(words[-n:])) for n in sizes if tuple(words[-n:]) in kinds]

    def _share_kind(self, pieces: list[str]) -> list[str] | None:
        """Of "Norfolk and Suffolk Constabularies": the last piece's kind words given to each place."""
        for _place, tail in self._tails(pieces[-1]):
            names = [f"{p} {tail}" for p in pieces[:-1]] + [pieces[-1]]
            if self._are_bodies(names):
                return names
        return None

    def _share_plan(self, pieces: list[str]) -> list[str] | None:
        """Of "South and Vale Community Safety Partnership": places by short names, and the kind, if any."""
        for place, tail in [*self._tails(pieces[-1]), (pieces[-1], "")]:
            hits = [self._short_names.get(fold_name(p), []) for p in (*pieces[:-1], place)]
            if any(len(h) != 1 for h in hits):
                continue
            council = not tail or self._is_council(tail)
            names = [h[0].name if council else f"{h[0].places[0]} {tail}" for h in hits]
            if len(set(names)) == len(names) and (council or self._are_bodies(names)):
                return names
        return None

    def _is_council(self, tail: str) -> bool:
        register = self.resolver.register
        groups = register.kind_words[tuple(tail.split())]
        return any(register.groups[g] & COUNCIL_KINDS for g in groups)

    def _are_bodies(self, names: list[str]) -> bool:
        """Whether every name is accepted as another body."""
        choices = [self.resolver.find_exact(n) for n in names]
        ids = {c.agency_ids for c in choices if c is not None and c.is_accepted and c.rule in _SHARED_RULES}
        return len(ids) == len(names)

    @functools.cached_property
    def _short_names(self) -> dict[str, list[Body]]:
        """First word and whole place name -> the authorities of the plan's county that it may mean."""
        area, years = self.resolver.area, self.resolver.years
        around = area.county or area.own
        short: dict[str, list[Body]] = {}
        for kind in COUNCIL_KINDS:
            for body in self.resolver.register.by_kind.get(kind, ()):
                if body.own_area in around and (years is None or body.exists(*years)):
                    place = fold_name(body.places[0])
                    for key in {place, place.partition(" ")[0]}:
                        short.setdefault(key, []).append(body)
        return short


def _together(choices: list[Choice]) -> Choice | None:
    """Several accepted choices as one: the ids in order, the least score and margin."""
    if not choices or not all(c.is_accepted for c in choices):
        return None
    ids = tuple(dict.fromkeys(i for c in choices for i in c.agency_ids))
    candidates: tuple[Candidate, ...] = tuple(k for c in choices for k in c.candidates[:1])
    score, margin = min(c.score for c in choices), min(c.margin for c in choices)
    return Choice(ids, "accepted", score, margin, "shared_word", candidates)

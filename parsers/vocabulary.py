"""The vocabulary: wordings of plans by role, loaded from ``vocabulary.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from planhouse.errors import VocabularyError
from planhouse.ids import fold_text

LONGEST_LIKELY = 80
"""Characters of a header that may be known by its first or last words."""
MOST_LIKELY_WORDS = 4
"""Words of a header that may be known by one of them."""
LONGEST_PATTERN = 60
"""Characters of a header that may be known by its pattern; a longer one is a sentence."""


_ASKING = frozenset({"what", "how", "why", "who", "when"})
_SO_FAR = re.compile(r"\bto date\b|[£€$]", re.IGNORECASE)
"""What counts up to now or in money is no date: "Spent to date £"."""


class Vocabulary(BaseModel):
    """Wordings by role; the only place that knows how councils name their columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    columns: Mapping[str, tuple[str, ...]]
    """Column role -> header wordings."""
    column_patterns: Mapping[str, tuple[str, ...]]
    """Column role -> patterns of headers that are none of the wordings, in order of preference."""
    weak_columns: Mapping[str, tuple[str, ...]]
    """Column role -> patterns of headers that have it only where no other column does."""
    bands: Mapping[str, tuple[str, ...]]
    captions: Mapping[str, tuple[str, ...]]
    contents: Mapping[str, tuple[str, ...]]
    promises: Mapping[str, tuple[str, ...]]
    """Promise kind -> patterns, in order of preference."""
    promise_labels: Mapping[str, tuple[str, ...]]
    """Promise kind -> words with which a bullet says that it is one: "Action 2:"."""
    priorities: Mapping[str, tuple[str, ...]]
    """Lists of priorities: ``patterns``, ``not``, ``headings`` that are one, ``lines`` that are none."""
    members: Mapping[str, tuple[str, ...]]
    prose: Mapping[str, tuple[str, ...]]
    """Matter beside what is promised and reported: parts ``apart``, ``courtesies``, names with ``posts``."""
    attribution: Mapping[str, tuple[str, ...]]
    """Group of bodies and their plans that a plan quotes -> patterns."""
    attribution_words: Mapping[str, tuple[str, ...]]
    """Words that tell whose a list is: ``nouns``, ``verbs``, ``standing``, ``aside``, ``endings``."""
    document: Mapping[str, tuple[str, ...]]

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {fold_text(w): role for role, wordings in self.columns.items() for w in wordings}

    @cached_property
    def _long_wordings(self) -> tuple[tuple[str, str], ...]:
        found = [(w, r) for w, r in self._roles.items() if " " in w]
        return tuple(sorted(found, key=lambda pair: -len(pair[0])))

    def role_of(self, header: str) -> str | None:
        """Role of a column header as printed; None where the wording is not known."""
        return self.exact_role(header) or self.likely_role(header)

    def exact_role(self, header: str) -> str | None:
        """Role of a header that is one of the wordings, give or take a year or a plural in brackets."""
        folded = fold_text(header)
        # "Status (new, complete or ongoing)": what stands in brackets explains the word before.
        plain = fold_text(header.split("(")[0])
        if role := self._roles.get(folded) or self._roles.get(plain):
            return role
        # "Lead(s) 2024", "Actions 2016/17", "Outcome(s)": a known word and what merely qualifies it.
        first, *rest = folded.split() or [""]
        if rest and all(len(w) <= 2 or w.isdigit() for w in rest):
            return self._roles.get(first)
        return None

    def likely_role(self, header: str) -> str | None:
        """Role of a header that begins or ends with a wording: "Joint action", "Lead and partners"."""
        folded = fold_text(header)
        if not folded or len(folded) > LONGEST_LIKELY or _SO_FAR.search(header):
            return None
        padded = f" {folded} "
        for wording, role in self._long_wordings:
            if padded.startswith(f" {wording} ") or padded.endswith(f" {wording} "):
                return role
        words = folded.split()
        if len(words) > MOST_LIKELY_WORDS:
            return None
        if len(words) > 1 and words[0] in _ASKING:  # "What needs to change" is no "What"
            return self.pattern_role(header)
        several = "and" in words or "/" in header or "&" in header
        first, last = self._roles.get(words[0]), self._roles.get(words[-1])
        return (first or last) if several else (last or first)

    def pattern_role(self, header: str) -> str | None:
        """Role of a header told by its pattern alone: "How residents will know"."""
        folded = fold_text(header)
        if not folded or len(folded) > LONGEST_PATTERN or _SO_FAR.search(header):
            return None
        return next((r for r, p in self.column_patterns.items() if _matches(folded, p)), None)

    def is_weak(self, role: str, header: str) -> bool:
        """Whether a header has its role only for want of a better one: "Start" for when something is done."""
        return _matches(fold_text(header), self.weak_columns.get(role, ()))

    def is_band(self, text: str) -> bool:
        """Whether a lone cell's text begins as the name of a section does."""
        folded = fold_text(text) + " "
        return any(folded.startswith(fold_text(s) + " ") for s in self.bands["starts"])

    def is_continued(self, text: str) -> bool:
        """Whether a caption or header says that it goes on from before."""
        words = f" {fold_text(text)} "
        return any(f" {fold_text(c)} " in words for c in self.captions["continued"])

    @cached_property
    def contents_headings(self) -> frozenset[str]:
        """Folded wordings that head a table of contents."""
        return frozenset(fold_text(h) for h in self.contents["headings"])

    def promise_kind(self, text: str) -> str | None:
        """Kind of promise that a heading or introducing sentence announces; None for none."""
        return next((k for k, p in self.promises.items() if _matches(text, p)), None)

    def is_priorities(self, text: str) -> bool:
        """Whether a heading or introducing sentence announces a list of priorities."""
        return _matches(text, self.priorities["patterns"]) and not _matches(text, self.priorities["not"])

    def lists_priorities(self, lead_in: str, heading: str) -> bool:
        """Whether a sentence lists the priorities that the heading above it announces."""
        lists = _matches(lead_in, self.priorities["under"]) and not _matches(lead_in, self.priorities["not"])
        return lists and self.is_priorities(heading)

    def is_priority_heading(self, text: str) -> bool:
        """Whether a heading is itself a priority: "Priority 2: Safer roads"."""
        return _matches(text, self.priorities["headings"])

    def is_priority_line(self, text: str) -> bool:
        """Whether a line of a list of priorities names one, and is no heading or reference."""
        return not _matches(text, self.priorities["lines"])

    def is_apart(self, heading: str) -> bool:
        """Whether a heading begins a part that belongs to nothing above it: a foreword, an appendix."""
        return _matches(heading.strip(" :"), self.prose["apart"])

    def is_courtesy(self, text: str) -> bool:
        """Whether a text thanks, gives an address or speaks of the document itself."""
        return _matches(text, self.prose["courtesies"])

    @cached_property
    def _person(self) -> re.Pattern[str]:
        honorific = "|".join(self.prose["honorifics"])
        post = "|".join(self.prose["posts"])
        name = r"[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){1,4}"
        office = rf"[^.]{{0,80}}\b(?i:{post})s?\b[^.]{{0,80}}"
        return re.compile(rf"(?:(?i:{honorific})\.? {name}(?:\W[^.]*)?|{name}(?:,| [\u2013-]| \() ?{office})")

    @cached_property
    def posts(self) -> frozenset[str]:
        """Single words that name what somebody is: "superintendent"."""
        return frozenset(p for p in (*self.prose["posts"], *self.prose["honorifics"]) if p.isalpha())

    def is_person(self, text: str) -> bool:
        """Whether a line names somebody and what they are: "Ann Lee, Community Safety Officer"."""
        return self._person.fullmatch(text.strip()) is not None

    def labelled_kind(self, text: str) -> str | None:
        """Kind of promise a bullet says itself that it is: "ACTION 2: Turn the lamps off"."""
        for kind, labels in self.promise_labels.items():
            if re.match(rf"(?:{'|'.join(labels)}) ?\d{{1,3}}[^:\n]{{0,3}}:", text, re.I):
                return kind
        return None

    def is_contents(self, heading: str) -> bool:
        """Whether a heading heads a table of contents."""
        return fold_text(heading) in self.contents_headings

    def is_members(self, text: str) -> bool:
        """Whether a heading or introducing sentence announces a list of members."""
        return _matches(text, self.members["patterns"]) and not _matches(text, self.members["not"])


def _matches(text: str, patterns: tuple[str, ...]) -> bool:
    lowered = " ".join(text.casefold().split())
    return any(_compiled(p).search(lowered) for p in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary that ships with the project, or the one at ``path``.

    Raises:
        VocabularyError: the file is missing or of another form.
    """
    path = path or Path(__file__).with_name("vocabulary.toml")
    try:
        return Vocabulary.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise VocabularyError(f"{path}: {first}; compare it with the vocabulary in the package") from error

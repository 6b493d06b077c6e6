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


class Vocabulary(BaseModel):
    """Wordings by role; the only place that knows how councils name their columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    columns: Mapping[str, tuple[str, ...]]
    """Column role -> header wordings."""
    bands: Mapping[str, tuple[str, ...]]
    captions: Mapping[str, tuple[str, ...]]
    contents: Mapping[str, tuple[str, ...]]
    promises: Mapping[str, tuple[str, ...]]
    """Promise kind -> patterns, in order of preference."""
    priorities: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]
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
        if not folded or len(folded) > LONGEST_LIKELY:
            return None
        padded = f" {folded} "
        for wording, role in self._long_wordings:
            if padded.startswith(f" {wording} ") or padded.endswith(f" {wording} "):
                return role
        words = folded.split()
        if len(words) > MOST_LIKELY_WORDS:
            return None
        several = "and" in words or "/" in header or "&" in header
        first, last = self._roles.get(words[0]), self._roles.get(words[-1])
        return (first or last) if several else (last or first)

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

"""Whose a list is: the plan's own, or another body's that the plan only quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from parsers.kinds.lead_ins import points_to_owner, sentences_back
from parsers.vocabulary import Vocabulary

REACH = 60
"""Characters between a body and what is said to be its."""
_SMALL = {"and", "of", "the", "for", "in", "on", "a", "to", "my", "our"}


class Own(Enum):
    """A text that says: the plan's own."""

    OWN = "own"


Verdict = str | Own | None
"""Another body as printed, the plan's own, or nothing said."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Reads from wording whose a list is.

    A body owns a list where its name is bound to it: "the Commissioner's priorities", "priorities of the
    Board", "the Police and Crime Plan sets out these priorities". What is only served, "in line with the
    Police and Crime Plan", owns nothing.
    """

    own: re.Pattern[str]
    """The plan's own words for itself before what is listed."""
    itself: re.Pattern[str]
    """The publisher's names, wherever they stand."""
    bound: tuple[re.Pattern[str], ...]
    """Another body bound to what is listed; the group ``body`` is its name."""
    named: re.Pattern[str]
    """Another body, wherever it stands."""
    acts: re.Pattern[str]
    """Another body that will do something."""
    aside: re.Pattern[str]
    """What the list serves, up to the end of the clause."""
    known: frozenset[str]
    """Words of the publisher's name and the title that no other body shares."""
    common: frozenset[str]
    """Words that many bodies share."""
    kinds: frozenset[str]
    """Words of the publisher's name and the title that say what kind of body or plan it is."""

    def of_list(self, lead_in: str | None, headings: tuple[str, ...]) -> str | None:
        """Whose a list is, by its introducing sentence, those before it, and the headings above."""
        sentences = sentences_back(lead_in) if lead_in else []
        for sentence, before in zip(sentences, [*sentences[1:], ""], strict=False):
            verdict = self.of_text(sentence)
            if verdict is None and points_to_owner(sentence):
                verdict = self._last_named(before) or self.of_text(before)
            if verdict is not None:
                return verdict if isinstance(verdict, str) else None
        for heading in reversed(headings):
            verdict = self.of_text(heading) or self._mentioned(heading)
            if verdict is not None:
                return verdict if isinstance(verdict, str) else None
        return None

    def of_promise(self, lead_in: str | None, headings: tuple[str, ...]) -> str | None:
        """Whose a list of promises is: only where a body is bound to it or is said to act."""
        for text in (*(sentences_back(lead_in) if lead_in else ()), *reversed(headings)):
            verdict = self.of_actor(text) or self.of_text(text)
            if verdict is not None:
                return verdict if isinstance(verdict, str) else None
        return None

    def of_text(self, text: str) -> Verdict:
        """Whose a list is, by one sentence or heading."""
        if self.own.search(text):
            return Own.OWN
        bodies = [m for pattern in self.bound for m in pattern.finditer(text)]
        others = [m for m in bodies if not self._is_publisher(m.groupdict().get("name"))]
        if others:
            return _tidy(min(others, key=lambda m: m.start("body"))["body"])
        return Own.OWN if self.itself.search(self.aside.sub(" ", text)) else None

    def of_actor(self, sentence: str) -> str | None:
        """The other body that a sentence says will do something."""
        match = self.acts.match(sentence)
        return _tidy(match["body"]) if match else None

    def _mentioned(self, text: str) -> str | None:
        """Another body in a text that binds nothing to it: a heading such as "Police and Crime Plan"."""
        match = self.named.search(self.aside.sub(" ", text))
        return _tidy(match["body"]) if match else None

    def _last_named(self, text: str) -> str | None:
        found = [m["body"] for m in self.named.finditer(text)]
        return _tidy(found[-1]) if found else None

    def _is_publisher(self, name: str | None) -> bool:
        """Whether a name of no list is the publisher's: by a word of its own, or its kind if it has none."""
        if name is None:
            return False
        own = _distinct(name, self.common)
        return bool(own & self.known) if own else name.split()[-1].lower().rstrip("s") in self.kinds


def read_owners(
    title: str | None, publisher: str | None, names: Iterable[str], vocabulary: Vocabulary
) -> Owners:
    """The wordings by which a plan tells its own from others'.

    Args:
        title: the plan's title.
        publisher: the body that publishes it.
        names: acronyms the plan defines for its publisher.
        vocabulary: bodies and words.
    """
    said = f"{title or ''} {publisher or ''}"
    common = frozenset(_common(vocabulary))
    groups = [body for bodies in vocabulary.attribution.values() if not _any(bodies, said) for body in bodies]
    words = vocabulary.attribution_words
    noun, verb, standing, between = ("|".join(words[k]) for k in ("nouns", "verbs", "standing", "between"))
    listed = rf"(?:{noun})\b"
    few = r"(?:(?!and\b|or\b)[\w-]+ ){0,3}?"
    bodies = "|".join(groups) or "(?!)"
    adjectives = "|".join(words["adjectives"])
    known = rf"(?<!\w)(?P<body>{bodies}|(?:{adjectives}))(?!\w)"
    named = rf"(?<!\w)(?P<body>{bodies})(?!\w)"
    ends = "|".join(e.capitalize() for e in words["endings"])
    word = r"[A-Z][\w'\u2019&-]*\s(?:(?:and|of|&)\s)?"
    other = rf"(?P<body>(?P<name>(?!The\b)(?:{word}){{1,6}}(?:{ends})s?))(?!\w|\s(?:and|&)\s[A-Z])"
    is_set = rf"(?: (?:which|that|as|are|is|were|have|has|been|being))* ?(?:{standing})?"
    whose = r"(?: (?:out|in|by|within|for|of|from))+ (?:the |his |her |their |a |new |current )*"
    years = r"(?: ?\(?(?:\w+ )?\d{4}(?: ?(?:-|\u2013|to|/) ?\d{2,4})?\)?)?"
    near = rf"[^,.;:]{{0,{REACH}}}?"
    aside = rf"(?:,[^,.;:]{{0,{REACH}}},)?"
    bound = []
    # A name of no list owns only what its genitive is said of: "Vale Police priorities" may be anybody's.
    names_of_others = [(f"(?i:{known})", "(?:['\u2019]s?)?")]
    if said.strip():  # whose plan it is must be known before a name can be another's
        names_of_others.append((other, "['\u2019]s?"))
    for name, genitive in names_of_others:
        bound += [
            re.compile(rf"{name}{years}{genitive}{years} (?i:{few}{listed})"),
            re.compile(rf"(?i:\b{listed}{years}{is_set}{whose}){name}"),
            re.compile(rf"{name}{years}(?i:{aside}{near}\b(?:{verb}) [^.;:]{{0,{REACH}}}?\b{listed})"),
            re.compile(rf"{name}{years}(?i:,? (?:whose|which has|with) {few}{listed})"),
            re.compile(rf"{name}{years}(?i: (?:has|have|had) (?:(?:{between}) )*{listed})"),
        ]
    itself = _own_names(title, publisher, names, vocabulary)
    serving = "|".join(words["aside"])
    return Owners(
        own=re.compile(rf"\b(?:our|this (?:plan|partnership|strategy)(?:['\u2019]s)?) {few}{listed}", re.I),
        itself=re.compile(rf"\b(?:we|our)\b|(?<!\w)(?:{itself})(?!\w)", re.I),
        bound=tuple(bound),
        named=re.compile(named, re.I),
        acts=re.compile(rf"(?:the )?{named}[^.;:]{{0,{REACH}}}?\bwill\b", re.I),
        aside=re.compile(
            rf"\b(?:{serving})\b(?: (?:to|with|of|by|into|from|on|for|and|that))*"
            r".*?(?=[,;:.]|\b(?:are|is|our)\b|$)",
            re.I,
        ),
        known=_distinct(said, common),
        common=common,
        kinds=frozenset(w.rstrip("s") for w in re.findall(r"[a-z]+", said.lower())) & common,
    )


def _own_names(title: str | None, publisher: str | None, names: Iterable[str], vocabulary: Vocabulary) -> str:
    """A pattern of the names a plan has for its publisher."""
    own = {"the partnership", "partnership", "csp", "this plan", *names}
    if publisher:
        own |= {publisher, "".join(w[0] for w in re.findall(r"[A-Za-z]\w*", publisher) if w not in _SMALL)}
    own |= set(_distinct(f"{title or ''} {publisher or ''}", frozenset(_common(vocabulary))))
    return "|".join(re.escape(n) for n in sorted((n for n in own if len(n) > 2), key=len, reverse=True))


def _common(vocabulary: Vocabulary) -> set[str]:
    return {w for words in vocabulary.document.values() for w in words} | {"community", "safety", "crime"}


def _distinct(text: str, common: frozenset[str]) -> frozenset[str]:
    """Words that tell one body from another."""
    words = re.findall(r"[^\W\d_][\w'\u2019-]+", text.lower())
    return frozenset(w for w in words if w not in common and w not in _SMALL and len(w) > 2)


def _any(patterns: tuple[str, ...], text: str) -> bool:
    return any(re.search(p, text, re.I) for p in patterns)


def _tidy(name: str) -> str:
    return re.sub(r"^the\s+|['\u2019]s?$", "", " ".join(name.split()), flags=re.I)

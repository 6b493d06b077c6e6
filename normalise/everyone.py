"""Wordings that name everyone, or no agency at all."""

from __future__ import annotations

import re


def _phrases(text: str) -> frozenset[str]:
    return frozenset(p.strip() for p in text.split(";"))


_ALWAYS = _phrases(
    "all; everyone; everybody; all of the above; all the above; multi agency; multiagency; "
    "partners; partner; partner agencies; partnership; partnerships; partnership agencies; "
    "partner organisations; whole partnership; partnership wide; all csp; all agencies; all "
    "involved; all concerned; all parties; multi agency working; responsible authorities; statutory "
    "partners; statutory authorities; responsible authority; all ras; all members; pawb; pob partner; "
    "yr holl bartneriaid; pob asiantaeth; partneriaid"
)
_FILLING_WORDS = (
    "all partner partners agencies agency organisations organisation everyone members member of "
    "the partnership partnerships csp relevant key appropriate other others lead leads "
    "stakeholders statutory multi bodies and responsible authorities above named identified "
    "involved board group local in our wider strategic community safety cdrp services as "
    "cooperating co operating core delivery listed from across both"
)
_FILLING = frozenset(_FILLING_WORDS.split())
_WHOLE = (
    "partners", "agencies", "everyone", "partnership", "stakeholders", "members", "organisations",
    "partner", "authorities", "leads", "services", "partnerships",
)  # fmt: skip
"""Words one of which must stand in a wording that begins with "all"."""
_SOME = ("partners", "agencies", "stakeholders", "partner organisations")
"""Words one of which must stand in a wording that does not."""
_NOBODY = _phrases(
    "; others; other; etc; tbc; tba; tbd; n a; na; none; nil; not applicable; to be confirmed; to be "
    "agreed; to be determined; unknown; as above; see above; ongoing; to be decided; not known; "
    "various; complete; completed; ditto; as required"
)
_ANY_OTHER = re.compile(
    r"(?:and |any )*others?(?: (?:agencies|agency|partners|organisations|services|bodies|partner agencies))?"
    r" (?:as|where|when|if) (?:required|appropriate|necessary|needed|relevant|applicable|identified)"
)
_LETTER = re.compile(r"[A-Za-z]")


def is_everyone(folded: str) -> bool:
    """Whether a folded name means all partners: "All", "all CSP partners", "partner agencies"."""
    if folded in _ALWAYS:
        return True
    words = folded.split()
    if not 1 < len(words) <= 7 or not all(w in _FILLING for w in words):
        return False
    needed = _WHOLE if words[0] in {"all", "everyone"} else _SOME
    padded = f" {folded} "
    return any(f" {n} " in padded for n in needed)


def is_nobody(text: str, folded: str) -> bool:
    """Whether a text names no agency: blank, a dash, "TBC", a number."""
    return folded in _NOBODY or _ANY_OTHER.fullmatch(folded) is not None or not _LETTER.search(text)

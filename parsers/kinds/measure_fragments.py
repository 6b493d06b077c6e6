"""The measure of a figure in a piece without a verb: lists, labels, what "and" carries on."""

from __future__ import annotations

from parsers.kinds.figure_wording import Wording
from parsers.kinds.measure_money import money_tail
from parsers.kinds.measure_state import MONEY, Measure, Said, stands_in
from parsers.kinds.sentence_clauses import Clause
from parsers.kinds.sentence_phrases import (
    has_change_noun,
    is_place_only,
    noun_behind,
    phrase,
    strip_totals,
    up_to_end,
    without_label,
)
from parsers.kinds.sentence_tokens import Token
from parsers.kinds.sentence_words import class_of, is_verb_of, word_list
from planhouse.figures import Figure

Tokens = list[Token]


def read_fragment(clause: Clause, at: int, figure: Figure, wording: Wording, said: Said) -> Measure:
    """A piece without a verb: "litter 41%", "655 in Torfaen", "more than 1,300 volunteers"."""
    if clause.link and said.host.text and _stands_for_host(clause, at, wording):
        return said.host
    ahead_tokens = _words_ahead(clause, at, figure, said)
    ahead = "" if is_place_only(ahead_tokens) else phrase(ahead_tokens)
    behind = noun_behind(clause.tokens, at)
    if _is_new_label(clause.tokens, at, behind):
        behind = []
    own = phrase(behind, keep_places=wording.kind == "share")
    if wording.kind == "target" and ahead.casefold() in ("target", "aim", "goal"):
        ahead = ""
        own = own or said.host.text
    passes = wording.kind == "target" and clause.link and _passes_target(ahead_tokens)
    if passes or ahead.casefold() in word_list("results"):
        return said.host  # "34 cadets, exceeding our target of 30", "target 40%, actual 36.5%"
    noun = said.host.noun or said.host.said if figure.unit in MONEY else said.noun
    noun = noun or said.host.text  # "£1.8m was spent on treatment, 62% of it on heroin"
    if _is_of_those(clause.tokens, at) and noun:
        return _of_those(clause.tokens[at + 3 :], noun, said)
    if figure.unit in MONEY:
        return _read_sum(clause, at, ahead, said)
    carried = (
        _from_baseline(ahead, own, said)
        or _sized_by(clause, at, ahead_tokens, own)
        or _carry_on(clause, at, ahead, own, said)
    )
    carried = carried or _shared(clause, ahead_tokens, own, said)
    if carried is not None:
        return carried
    last = ahead_tokens[-1].kind if ahead_tokens else "mark"
    if own and ahead and last in ("gerund", "base", "past") and figure.unit == "%":
        return Measure(ahead, own)  # "schemes not achieving 35% affordable housing"
    if own and (not ahead or figure.unit != "%" or clause.tokens[at - 1].kind == "preposition"):
        said.noun = own
        return Measure(own)
    said.noun = ahead
    return Measure(ahead)


def _passes_target(ahead: Tokens) -> bool:
    """As in ", exceeding our target of", ", well above the target of"."""
    words = [t for t in ahead if t.kind not in ("determiner", "adverb", "preposition")]
    ends = words[-1].folded in ("target", "targets", "goal") if words else False
    return ends and len(words) == 2 and words[0].folded.endswith("ing")


def _of_those(behind: Tokens, noun: str, said: Said) -> Measure:
    """As in "twelve people died, five of them in Liverpool", "9 of them in custody"."""
    if said.host.said and is_place_only(behind):
        return said.host
    return Measure(noun, money_tail(up_to_end(behind)))


def _from_baseline(ahead: str, own: str, said: Said) -> Measure | None:
    """As in "by 20% from a baseline of 1,240 offences": the things named before."""
    is_baseline = bool(own) and ahead.split()[-1:] == ["baseline"]
    return Measure(said.host.noun, own) if is_baseline and said.host.noun else None


def _words_ahead(clause: Clause, at: int, figure: Figure, said: Said) -> Tokens:
    """The words before the figure without what only leads to it: "achieve a", "made up of"."""
    ahead = strip_totals(without_label(clause.tokens[clause.subject_start : at]))
    if [t.folded for t in ahead[:2]] == ["followed", "by"]:
        ahead = ahead[2:]  # "burglary at 43%, followed by violence at 27%"
    if _opens_with_order(ahead):
        ahead = ahead[1:]  # "Target: achieve a detection rate of 28%"
    if clause.link and said.host.text and _opens_parts(ahead):
        said.frame = said.host.noun if figure.unit in MONEY else ""
        return []
    return ahead


def _sized_by(clause: Clause, at: int, ahead: Tokens, own: str) -> Measure | None:
    """As in "a detection rate of 28% for burglary": what follows tells of what the rate is."""
    if not ahead or own or ahead[-1].folded not in word_list("sized"):
        return None
    tail = money_tail(up_to_end(clause.tokens[at + 1 :]))
    sizes = clause.tokens[at - 1].folded in ("of", "at", "least")
    return Measure(phrase(ahead), tail) if sizes and tail.startswith(("for ", "among ")) else None


def _shared(clause: Clause, ahead: Tokens, own: str, said: Said) -> Measure | None:
    """What a participle of sharing parts: ", representing 14% of all callers"; None without one."""
    if own and clause.link and said.host.noun and len(ahead) == 1 and _tells_share(ahead[0]):
        return Measure(said.host.noun, own, ": ")
    if own and len(ahead) > 1 and is_verb_of(ahead[-1].text, "sharing"):
        return Measure(phrase(ahead[:-1]), own, ": ")  # "sales accounting for 5.6% of the market"
    return None


def _read_sum(clause: Clause, at: int, ahead: str, said: Said) -> Measure:
    """As in ", the PCC £215k", "£21,500 from the council", "£6,400 - Nightstop"."""
    tail = money_tail(up_to_end(clause.tokens[at + 1 :]))
    beside = ahead == "worth" or (clause.link == "against" and not ahead and not tail)
    if beside and clause.link and said.host.text:
        return said.host  # "gave 31,000 hours, worth £420,000", "compared to £900,000 in 2014/15"
    lead = ahead.split(" ")[0]
    if clause.link == "," and class_of(lead) == "gerund" and lead in word_list("telling"):
        return Measure(ahead, tail)  # ", saving £23,000"
    if ahead and clause.tokens[at - 1].folded == "of":
        return Measure(ahead.rpartition(" and the ")[2], tail)  # "the recovery of £14,000 of goods"
    behind = clause.tokens[at + 1 : at + 3]
    dated = len(behind) == 2 and behind[0].kind == "preposition" and behind[1].kind in ("period", "place")
    if clause.link == "and" and dated and not (ahead or tail) and said.host.said:
        return said.host  # "spent £1.2m tackling fly-tipping in 2012 and £1.4m in 2013"
    frame = said.frame if clause.link and said.frame not in ("=", ":") else ""
    of_it = said.host.noun or (said.host.said if said.tokens[0].folded == "of" else "")
    frame = frame or (of_it if clause.link in ("and", ",") and not ahead else "")
    frame = frame or (said.verb if clause.link else "")
    if not tail and not ahead and not frame:
        tail = _behind_dash(clause.tokens, at)
    return Measure(f"{ahead} {frame}".strip(), tail)


def _carry_on(clause: Clause, at: int, ahead: str, own: str, said: Said) -> Measure | None:
    """What the piece has from the one before: ", 655 in Torfaen", "and violence 28%"; None if nothing."""
    if not clause.link or not said.host.text:
        return None
    if said.host.joint == ": " and ahead:
        of_own = own and clause.tokens[at + 1 : at + 2] and clause.tokens[at + 1].folded == "of"
        # "violence 28%" behind "makes up 21% of crime"; "and males 88% of suspects"
        return Measure(ahead, own if of_own else said.host.said, ": ")
    if said.frame == ":" and own and said.host.joint == ": ":
        said.noun = own
        return Measure(said.host.noun, own, ": ")  # "and 29% of victims" behind "men made up 44% of"
    against = clause.link == "against" or any(t.folded in ("compared", "against") for t in clause.tokens[:at])
    if not own and (not ahead or against):
        return _carry_bare(clause, at, against or bool(ahead), said)
    gapped = _read_gapped(clause, at, own, said) if own and not ahead else None
    if gapped is not None:
        return gapped
    role = clause.tokens[at - 1].folded if at else ""
    if ahead and not own and role == "by" and said.subject and said.frame.startswith(f"{said.subject} "):
        done = said.frame.removeprefix(said.subject)  # "parking was named by 52% and noise by 33%"
        return Measure(f"{ahead}{done}", said.host.said)
    lead = clause.tokens[0].folded
    if (
        lead in ("for", "among", "of", "about", "against", "involving")
        and ahead
        and not own
        and f" {lead} " in said.host.noun
    ):
        return Measure(f"{said.host.noun.partition(f' {lead} ')[0]} {lead} {ahead}", said.host.said)
    if own and not ahead and said.frame not in ("", "=", ":"):
        said.noun = own
        return Measure(said.frame, own)
    return None


def _carry_bare(clause: Clause, at: int, against: bool, said: Said) -> Measure:
    """What a figure without a noun counts: the same as before, for or about something else."""
    if against:
        return said.host
    tail = money_tail(up_to_end(clause.tokens[at + 1 :]))
    other = _for_another(said.host, tail)
    if other:
        said.noun = other
        return Measure(other)
    if tail.startswith(("for ", "about ", "against ", "by ", "via ")) and " " not in said.host.said:
        told = f"{said.host.said} {tail}".strip()
        return Measure(said.host.noun, told)  # "1,912 notices issued: 940 for parking, 512 for litter"
    if tail.split(" ")[-1] in word_list("own_areas") and tail.startswith(
        ("across ", "in ", "within ", "for ")
    ):
        return said.host  # "58% in Bristol and 61% across the force area"
    if said.verb and said.host.said and (" " in tail or tail in _THEN):
        return Measure(said.host.noun, f"{said.verb} {tail}")  # "35% came from schools, 22% from ..."
    return said.host


_THEN = ("afterwards", "beforehand", "since")


def _for_another(host: Measure, tail: str) -> str:
    """As in "112 notices for dog fouling, 54 for litter": what the host counts, for something else."""
    lead, _, thing = tail.partition(" ")
    same = f" {lead} "
    if not thing or same not in host.noun + host.said or lead not in ("for", "about", "from", "against"):
        return ""
    return f"{host.text.rpartition(same)[0]} {tail}"


def _read_gapped(clause: Clause, at: int, own: str, said: Said) -> Measure | None:
    """As in "76% were male and 24% female", "412 reports of noise and 96 of begging"; else None."""
    behind = next((t.folded for t in clause.tokens[at + 1 :] if t.kind != "adverb"), "")
    is_share = "%" in clause.tokens[at].text
    telling = _telling(behind, own, said) if is_share else None
    if telling is not None:
        return telling
    is_one_word = bool(said.host.said) and " " not in own and not own.endswith("s")
    if is_share and is_one_word and clause.link == "and" and behind == own.casefold():
        return Measure(said.host.noun, own)
    acts = bool(said.verb) and said.host.said.startswith(f"{said.verb} ") and " " in said.verb
    if is_share and acts and clause.link == "and" and behind == own.split()[0].casefold():
        return Measure(said.host.noun, f"{said.verb} {own}")  # "60% were using heroin and 22% crack"
    if not is_share and behind == "of" and " of " in said.host.noun:
        return Measure(f"{said.host.noun.partition(' of ')[0]} of {own}")
    return None


def _telling(behind: str, own: str, said: Said) -> Measure | None:
    """As in "54% of respondents saying very safe, 43% saying fairly safe": those who say it."""
    if class_of(behind) != "gerund" or behind != own.split()[0].casefold():
        return None
    before = [w for w in said.host.noun.split() if class_of(w) == "gerund"]
    if before:
        return Measure(said.host.noun.partition(f" {before[0]}")[0], own)
    goes_on = bool(said.host.said) and class_of(said.host.said.split()[0]) == "gerund"
    return Measure(said.host.noun, own) if goes_on else None


def _stands_for_host(clause: Clause, at: int, wording: Wording) -> bool:
    """As in "a regional average of 58", "short of the 65% target", "but lower than the 24,038 recorded"."""
    behind = clause.tokens[at + 1].folded if at + 1 < len(clause.tokens) else ""
    if wording.kind == "target" and behind in ("target", "targets"):
        return True
    lead = [t for t in clause.tokens[:at] if t.kind not in ("preposition", "determiner", "adverb")]
    if stands_in(phrase(noun_behind(clause.tokens, at))) and not any(t.kind == "word" for t in lead):
        return True  # "It served 312 families, 86% of the three-year target"
    bare = [t for t in lead if t.folded not in (*word_list("comparatives"), "than") and t.kind != "place"]
    sized = all(t.folded in word_list("levels") or t.folded in word_list("sized") for t in bare)
    compares = bool(lead) and sized and (len(bare) < len(lead)) and _sets_beside(clause.tokens[:at])
    compares = compares or (
        bool(lead) and all(t.folded in (*word_list("comparatives"), "than") for t in lead)
    )
    return compares or (0 < len(lead) <= _MOST_STANDING and lead[-1].folded in word_list("standing"))


def _sets_beside(lead: Tokens) -> bool:
    """As in "lower than the county rate of 8", "against the Kent rate of 9"."""
    return any(t.folded in ("than", "against", "above", "below", "compared") for t in lead)


_MOST_STANDING = 4
"""Words of "a five-year national average"."""


def _opens_with_order(tokens: Tokens) -> bool:
    return (
        len(tokens) > 2
        and tokens[0].kind == "base"
        and tokens[0].text.islower()
        and tokens[1].kind == "determiner"
    )


def _opens_parts(tokens: Tokens) -> bool:
    """As in "made up of £18m for policing": what follows are parts of the figure before."""
    return (
        bool(tokens)
        and tokens[0].folded in word_list("parts")
        and all(t.kind in ("preposition", "adverb") for t in tokens[1:])
    )


def _tells_share(token: Token) -> bool:
    return token.kind == "gerund" and is_verb_of(token.text, "sharing")


def _is_of_those(tokens: Tokens, at: int) -> bool:
    """As in "9 of them in custody"."""
    run = [t.folded for t in tokens[at + 1 : at + 3]]
    return (
        len(run) == 2
        and run[0] == "of"
        and run[1] in ("them", "it", "this", "these", "those", "which", "whom")
    )


def _behind_dash(tokens: Tokens, at: int) -> str:
    """As in "£6,400 - Nightstop": a list whose sums stand first."""
    if at + 1 < len(tokens) and tokens[at + 1].text in ("-", "–", "—"):
        return phrase(noun_behind(tokens, at + 1))
    return ""


def _is_new_label(tokens: Tokens, at: int, behind: Tokens) -> bool:
    """As in "Dec 443 Top issues: ...", "488 Increase of 62": words of what follows, not of the figure."""
    if not behind or not behind[0].text[:1].isupper():
        return False
    end = at + 1 + len(behind)
    return has_change_noun(behind[:1]) == 0 or (end < len(tokens) and tokens[end].text == ":")

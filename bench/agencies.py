"""Processor time for 100,000 mentions against the whole register, on one core.

Usage: python -m bench.agencies [COUNT]

Mentions are made from the register: official names, short forms, acronyms and lists, one in ten with a
typo, spread over plans of every authority of England and Wales. Nothing is known before the clock starts
but the register itself; how often a mention repeats is printed.
"""

from __future__ import annotations

import random
import sys
import time

from normalise.agencies import AgencyReader
from normalise.bodies import Resolver
from normalise.frame import PlanContext, frame_from_columns
from normalise.register import Body, Register, load_register

COUNT = 100_000
PLANS = 300


def mistype(text: str, chance: random.Random) -> str:
    """The text with one letter dropped, doubled or swapped."""
    at = chance.randrange(1, max(2, len(text) - 1))
    swapped = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    return chance.choice((text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], swapped))


def write_mention(register: Register, own: Body, chance: random.Random) -> str:
    """One wording of the sort that stands in a Who cell of a plan of ``own``."""
    forms = [
        lambda: own.name,
        lambda: chance.choice(own.acronyms or (own.name,)),
        lambda: f"{own.places[0]} Council",
        lambda: chance.choice(
            ["Police", "Fire & Rescue", "CCG", "Trading Standards", "All", "Schools", "PCC"]
        ),
        lambda: chance.choice(register.bodies).name,
        lambda: f"{own.name} Housing Team",
        lambda: f"{chance.choice(register.bodies).name} and partners",
        lambda: f"Project {chance.randrange(10_000)} Trust",
    ]
    text = chance.choice(forms)()
    return mistype(text, chance) if chance.random() < 0.1 and len(text) > 6 else text


def build_work(count: int, register: Register) -> list[tuple[PlanContext, list[str]]]:
    """Plans with their mentions."""
    chance = random.Random(20)  # noqa: S311
    councils = [b for b in register.bodies if b.is_council and b.code[:1] in ("E", "W")]
    work = []
    for _ in range(PLANS):
        own = chance.choice(councils)
        frame = frame_from_columns(own.places[0], str(chance.randrange(2008, 2025)))
        work.append((frame, [write_mention(register, own, chance) for _ in range(count // PLANS)]))
    return work


def main(arguments: list[str]) -> None:
    """Measure and print."""
    count = int(arguments[0]) if arguments else COUNT
    begin = time.process_time()
    register = load_register()
    loaded = time.process_time() - begin
    work = build_work(count, register)
    begin = time.process_time()
    named = accepted = 0
    for frame, mentions in work:
        reader = AgencyReader(Resolver(register, frame))
        for mention in mentions:
            found = reader.read_cell(mention)
            named += len(found)
            accepted += sum(n.choice.is_accepted for n in found)
    spent = time.process_time() - begin
    cells = sum(len(m) for _, m in work)
    distinct = sum(len(set(m)) for _, m in work)
    print(f"register loaded in {loaded * 1000:.0f} ms: {len(register.bodies)} bodies")
    print(f"{cells} cells, {distinct} distinct within their plan, {named} names, {accepted} accepted")
    print(f"{spent:.2f} s of processor time")


if __name__ == "__main__":
    main(sys.argv[1:])

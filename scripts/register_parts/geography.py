"""Which authorities lie in which, over time."""

from __future__ import annotations

from collections.abc import Iterable

from register_parts.lines import slug

COUNTY_FIXES = {"FOR": "SFK"}
"""The registry puts Forest Heath in Surrey; it lay in Suffolk."""


class Geography:
    """Which authorities lie in which, over time: three-letter codes of the registry."""

    def __init__(self, rows: list[dict[str, str]], old: list[dict[str, str]]):
        self.parent = {r["local-authority-code"]: r["county-la"] for r in rows}
        self.parent.update(COUNTY_FIXES)
        self.members: dict[str, list[str]] = {}
        for r in rows:
            if r["combined-authority"]:
                self.members.setdefault(r["combined-authority"], []).append(r["local-authority-code"])
        self.before: dict[str, list[str]] = {}
        for r in rows:
            for code in r["replaced-by"].split(","):
                if code.strip():
                    self.before.setdefault(code.strip(), []).append(r["local-authority-code"])
        for r in old:
            for code in r["successors"].split():
                self.before.setdefault(code, []).append(old_code(r["place"]))
        self.children: dict[str, list[str]] = {}
        for child, parent in self.parent.items():
            if parent:
                self.children.setdefault(parent, []).append(child)

    def cover(self, codes: Iterable[str]) -> list[str]:
        """Every authority inside ``codes``: districts of a county and those they replaced."""
        done: dict[str, None] = {}
        queue = list(codes)
        inner = [(code, True) for code in queue]
        while inner:
            code, whole = inner.pop(0)
            if code in done:
                continue
            done[code] = None
            inner += [(c, False) for c in self.before.get(code, [])]
            if whole or self._wholly_inside(code, done):
                inner += [(c, True) for c in self.children.get(code, [])]
        return list(done)

    def _wholly_inside(self, county: str, done: dict[str, None]) -> bool:
        """A former county counts with all its districts only where all its successors are covered."""
        after = [a for a, befores in self.before.items() if county in befores]
        return bool(after) and all(a in done for a in after)


def old_code(place: str) -> str:
    """Our own code of an authority that the registry no longer lists."""
    return "X-" + slug(place)

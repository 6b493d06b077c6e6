"""Writes ``parsers/words_of_plans.txt``: words that published plans and official registers print.

Usage: python -m bench.words_of_plans [SHARED]

Taken are words of six letters and more that two documents or registers share, or that one prints four
times, in small letters; narrow columns break only long words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from parsers.read import read_plan

OUT = Path(__file__).parent.parent / "parsers" / "words_of_plans.txt"
SHARED = Path(__file__).parent.parent.parent / "shared"
SHORTEST = 6
ENOUGH = 2
"""Sources that print a word of the list."""
OFTEN = 4
"""Times that one source prints it."""
_WORD = re.compile(rf"(?<![\w-])[A-Za-z]{{{SHORTEST},}}(?![\w-])")


def collect_words(shared: Path) -> list[str]:
    """Words by how many sources print them; a word that a cell or line may have cut is in one alone."""
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((shared / "documents").rglob("*")):
        if path.suffix not in (".txt", ".pdf"):
            continue
        for content in read_plan(path.read_bytes(), path.name).contents:
            for word in content.words:
                for found in _WORD.findall(word.text):
                    sources[found.casefold()][path.name] += 1
    for path in sorted((shared / "registry").rglob("*.csv")):
        for found in _WORD.findall(path.read_text(encoding="utf-8", errors="replace")):
            sources[found.casefold()][path.name] += 1
    return sorted(w for w, where in sources.items() if len(where) >= ENOUGH or where.total() >= OFTEN)


def main(arguments: list[str]) -> None:
    """Write the list."""
    words = collect_words(Path(arguments[0]) if arguments else SHARED)
    OUT.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main(sys.argv[1:])

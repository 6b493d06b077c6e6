"""Which region of England each authority is in: writes normalise/data/regions.csv from the registry.

Usage: python scripts/build_regions.py [REGISTRY_FOLDER]
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "normalise" / "data" / "regions.csv"


def build_regions(registry: Path) -> list[tuple[str, str, str]]:
    """Rows of short code, region and source, by code."""
    with (registry / "uk_local_authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["nation"] == "England" and r["region"]]
    return sorted({(r["local-authority-code"], r["region"], "mysociety") for r in rows})


def main(arguments: list[str]) -> None:
    """Write the file anew."""
    default = Path(__file__).parent.parent.parent / "shared" / "registry"
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["area", "region", "source"])
        writer.writerows(build_regions(Path(arguments[0]) if arguments else default))


if __name__ == "__main__":
    main(sys.argv[1:])

"""The cookbook's page, answered over the sample plans.

``python -m ingest.cookbook`` writes ``docs/cookbook.md``; a test fails when its answers are no longer
those of the program.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.connection import DuckDB

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "fixtures" / "plans"
PAGE = ROOT / "docs" / "cookbook.md"


def open_samples(folder: Path = SAMPLES) -> DuckDB:
    """A warehouse in memory that holds the PDF of every sample plan."""
    from normalise.plan import normalise_plan
    from parsers.read import read_plan
    from warehouse.connection import MEMORY, connect
    from warehouse.load import load_plan

    connection = connect(MEMORY)
    for path in sorted(folder.glob("*/source.pdf")):
        name = f"{path.parent.name}.pdf"
        load_plan(connection, normalise_plan(read_plan(path.read_bytes(), name)), name)
    return connection


def render_page() -> str:
    """docs/cookbook.md."""
    from warehouse.cookbook import render_cookbook

    with open_samples() as connection:
        return render_cookbook(connection)


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")

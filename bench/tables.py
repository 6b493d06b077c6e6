"""Tables: how right and how fast, on published documents with answer keys.

Usage: python -m bench.tables [--only pages|plans|documents|speed ...] [--skip-peers] [--json FILE]

``pages`` scores the tables of single pages (adjacency relations, detection), ``plans`` and ``documents``
the logical tables of whole files, ``speed`` measures processor time a page from bytes to logical tables
beside other libraries on the same files in the same run. All need ../shared/benchmarks.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from parsers.grids.camelot import SecondOpinion
from parsers.grids.content import build_pages
from parsers.read import read_plan
from parsers.readers.pdf import page_count, read_pages
from parsers.stitch.stitch import stitch_tables
from parsers.vocabulary import load_vocabulary
from planhouse.table import LogicalTable, PageTable

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BENCHMARKS = SHARED / "benchmarks"
PARTS = ("pages", "plans", "documents", "speed")


def load_scorer(name: str) -> Any:
    """A scorer of ../shared/benchmarks as a module."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_prediction(table: PageTable) -> dict[str, Any]:
    """A page table in the form the page scorer reads."""
    box = table.place.box
    cells = [
        {"row": c.row, "col": c.col, "rowspan": c.rowspan, "colspan": c.colspan, "text": c.text}
        for c in table.cells
    ]
    return {
        "page": table.page,
        "bbox": [box.x0, box.top, box.x1, box.bottom] if box else [0, 0, 0, 0],
        "cells": cells,
    }


def predict_pages(files: list[Path]) -> tuple[dict[str, Any], int, int]:
    """Page tables of each file with its processor time; how often a second opinion was asked and won."""
    out: dict[str, Any] = {}
    asked = won = 0
    for file in files:
        data = file.read_bytes()
        opinion = SecondOpinion(data)
        start, wall = time.process_time(), time.perf_counter()
        contents = list(build_pages(read_pages(data), opinion=opinion))
        out[file.name] = {
            "seconds": time.perf_counter() - wall,
            "cpu": time.process_time() - start,
            "pages": len(contents),
            "tables": [as_prediction(t) for c in contents for t in c.tables],
        }
        asked, won = asked + opinion.asked, won + opinion.won
    return out, asked, won


def score_pages(worst: int = 0) -> dict[str, float]:
    """Figures of the page benchmark."""
    scorer = load_scorer("score_tables")
    folder = BENCHMARKS / "icdar2013"
    truth = scorer.load_gt(str(folder))
    found, asked, won = predict_pages(sorted(folder.glob("*.pdf")))
    results, _ = scorer.score(found, truth)
    whole = results["overall"]
    for name, one in sorted(results["docs"].items(), key=lambda kv: kv[1]["adj_f1"])[:worst]:
        print(f"  {name:16} adjacency {one['adj_f1']:.3f} detection {one['det_f1']:.3f}")
    return {
        "documents": whole["docs"],
        "pages": whole["pages"],
        "tables": whole["gt_tables"],
        "adjacency F1": whole["adj_macro_f1"],
        "adjacency F1, signs count": whole["adjs_macro_f1"],
        "detection F1": whole["det_f1"],
        "second opinion asked, pages": asked,
        "second opinion won, tables": won,
    }


def as_rows(table: LogicalTable) -> dict[str, Any]:
    """A logical table in the form both scorers of whole files read."""
    height = max((len(c.header) for c in table.columns), default=0)
    header = [
        [c.header[i] if i < len(c.header) else "" for c in table.columns] for i in range(max(1, height))
    ]
    rows = [
        {"cells": [cell.text for cell in row.cells], "section": row.section, "pages": list(row.pages or ())}
        for row in table.rows
    ]
    return {"title": table.caption, "header": header, "rows": rows}


def predict_logical(files: list[Path]) -> dict[str, Any]:
    """Logical tables of each file."""
    out: dict[str, Any] = {}
    for file in files:
        start = time.process_time()
        tables = [as_rows(t) for t in read_plan(file.read_bytes(), file.name).tables]
        plain = [{"header": t["header"], "rows": [r["cells"] for r in t["rows"]]} for t in tables]
        out[file.name] = {
            "cpu": time.process_time() - start,
            "tables": plain,
            "logical_tables": tables,
        }
    return out


def run_scorer(script: str, before: list[str], gold: Path, found: dict[str, Any]) -> dict[str, Any]:
    """The JSON a scorer of whole files writes."""
    with tempfile.TemporaryDirectory() as folder:
        pred, out = Path(folder) / "found.json", Path(folder) / "scores.json"
        pred.write_text(json.dumps(found), encoding="utf-8")
        command = [sys.executable, str(BENCHMARKS / script), *before]
        command += ["--gold", str(gold), "--pred", str(pred), "--json", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        scores: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return scores


def score_plans() -> dict[str, Any]:
    """Figures of the plan files; scans apart."""
    folder = BENCHMARKS / "plans"
    files = [f for f in sorted(folder.glob("*.pdf")) if not f.name.startswith("scan")]
    with tempfile.TemporaryDirectory() as gold:
        for file in files:
            for part in (file, file.with_suffix(".gold.json")):
                (Path(gold) / part.name).symlink_to(part)
        return run_scorer("score_plans.py", ["score"], Path(gold), predict_logical(files))


def score_documents() -> dict[str, Any]:
    """Figures of the real documents."""
    folder = BENCHMARKS / "real"
    keys = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.json"))]
    files = [SHARED / "documents" / "pdf" / key["document"]["file"] for key in keys]
    return run_scorer("score_real.py", [], folder, predict_logical(files))


def plan_figures(scores: dict[str, Any]) -> dict[str, float]:
    """The figures of the plan files that count."""
    whole = scores["all"]
    return {
        "rows": whole["gold_rows"],
        "broken rows": whole["broken_rows"],
        "rows exact in all cells, F1": whole["full"]["row"]["f1"],
        "cells exact, F1": whole["full"]["cell"]["f1"],
        "broken rows whole": whole["full"]["broken_recall"],
        "rows that are none": whole["full"]["extra"],
    }


def document_figures(scores: dict[str, Any]) -> dict[str, float]:
    """The figures of the real documents that count, tables of text and payment lists apart."""
    found: dict[str, float] = {}
    (run,) = scores.values()
    for name, label in (("TEXT", "texts"), ("NHS", "payment list")):
        part = run["totals"][name]
        found[f"{label}: rows"] = part["rows"]
        found[f"{label}: rows exact"] = part["exact"] / part["rows"]
        found[f"{label}: broken rows"] = part["broken_rows"]
        found[f"{label}: broken rows whole"] = part["broken"]
        found[f"{label}: false joins"] = part["false_joins"]
    return found


def read_with_camelot(file: Path) -> None:
    """Camelot's tables without rendering."""
    from camelot.io import read_pdf

    read_pdf(str(file), pages="all", flavor="hybrid", engine="vector", suppress_stdout=True)


def read_with_pdfplumber(file: Path) -> None:
    """The tables pdfplumber finds by itself."""
    import pdfplumber

    with pdfplumber.open(file) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def read_with_tablers(file: Path) -> None:
    """The tables tablers finds; a library that need not be installed."""
    import tablers

    with tablers.Document(str(file)) as document:
        for page in document.pages():
            tablers.find_tables(page, extract_text=True)


def read_with_planhouse(file: Path) -> None:
    """Bytes to logical tables."""
    data = file.read_bytes()
    contents = tuple(build_pages(read_pages(data), opinion=SecondOpinion(data)))
    stitch_tables(contents, load_vocabulary())


PEERS: dict[str, Callable[[Path], None]] = {
    "camelot hybrid, vector": read_with_camelot,
    "pdfplumber": read_with_pdfplumber,
    "tablers": read_with_tablers,
}


def measure_speed(skip_peers: bool) -> dict[str, float]:
    """Processor milliseconds a page by library, on the same files."""
    files = sorted((BENCHMARKS / "icdar2013").glob("*.pdf"))
    files += [f for f in sorted((BENCHMARKS / "plans").glob("*.pdf")) if not f.name.startswith("scan")]
    pages = sum(page_count(f.read_bytes()) for f in files)
    readers = {"planhouse": read_with_planhouse} | ({} if skip_peers else PEERS)
    speeds: dict[str, float] = {}
    for name, reader in readers.items():
        try:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                reader(files[0])  # imports are not the reader's speed
                start = time.process_time()
                for file in files:
                    reader(file)
            speeds[name] = 1000 * (time.process_time() - start) / pages
        except ImportError as error:
            print(f"{name}: not measured, {error}", file=sys.stderr)
    return speeds


def run(parts: list[str], skip_peers: bool, worst: int) -> dict[str, dict[str, float]]:
    """Figures by part."""
    results: dict[str, dict[str, float]] = {}
    if "pages" in parts:
        results["pages"] = score_pages(worst)
    if "plans" in parts:
        results["plans"] = plan_figures(score_plans())
    if "documents" in parts:
        results["documents"] = document_figures(score_documents())
    if "speed" in parts:
        results["speed"] = measure_speed(skip_peers)
    return results


def render(results: dict[str, dict[str, float]]) -> str:
    """A markdown table of the figures, peers as ratios of our time."""
    lines = ["| what | figure | value |", "|---|---|---:|"]
    for part, figures in results.items():
        for name, value in figures.items():
            if part == "speed":
                ratio = value / figures["planhouse"]
                shown = f"{value:.1f} ms a page" + ("" if name == "planhouse" else f", {ratio:.1f} times")
            else:
                shown = f"{value:,.3f}".rstrip("0").rstrip(".")
            lines.append(f"| {part} | {name} | {shown} |")
    return "\n".join(lines)


def main() -> int:
    """Run the parts asked for and print their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--skip-peers", action="store_true", help="measure no other library")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--worst", type=int, default=0, help="list so many documents of lowest score")
    given = parser.parse_args()
    if not BENCHMARKS.is_dir():
        print("../shared/benchmarks is not here: nothing to measure on", file=sys.stderr)
        return 2
    results = run(given.only, given.skip_peers, given.worst)
    print(render(results))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

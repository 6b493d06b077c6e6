"""The run as one static HTML page: refusals first, then doubts, then the sums.

One file without scripts or outside parts, so that it can be mailed and kept. Everything printed in a
document or a file name is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from ingest.outcome import COUNTED, Row, Summary
from ingest.progress import count, render_summary

STYLE = """
body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;
border-bottom:1px solid #ddd}th{background:#f3f3f3}.refused{color:#a30000}.number{text-align:right}
pre{background:#f6f6f6;padding:.8rem;white-space:pre-wrap}
"""


def render_report(summary: Summary, program: str) -> str:
    """The page.

    Args:
        summary: of the run, with its noteworthy rows.
        program: version and fingerprint of the program that ran.
    """
    refused = [r for r in summary.noteworthy if r.status == "refused"]
    doubtful = [r for r in summary.noteworthy if r.status != "refused"]
    title = f"planhouse run {summary.run_id}"
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><pre>{escape(render_summary(summary))}</pre>",
        *_refusals(refused),
        *_doubts(doubtful),
        *_sums(summary, program),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def write_report(path: Path, summary: Summary, program: str) -> None:
    """Writes the page."""
    path.write_text(render_report(summary, program), encoding="utf-8")


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """An HTML table of escaped texts."""
    lines = ["<table><tr>" + "".join(f"<th>{escape(h)}</th>" for h in heads) + "</tr>"]
    lines += ["<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows]
    return [*lines, "</table>"]


def _refusals(rows: list[Row]) -> list[str]:
    """Documents that are not in the warehouse, and why."""
    if not rows:
        return ["<h2>Refused</h2><p>No document was refused.</p>"]
    ordered = sorted(rows, key=lambda r: (r.reason, r.shown))
    cells = ((r.reason, r.shown, r.message) for r in ordered)
    heads = ("class", "file", "what is wrong and what to do")
    return [f"<h2 class='refused'>Refused: {count(len(rows), 'documents')}</h2>", *_table(heads, cells)]


def _doubts(rows: list[Row]) -> list[str]:
    """What a person should look at, the document with most doubts first."""
    if not rows:
        return ["<h2>Doubts</h2><p>None.</p>"]
    lines = [f"<h2>Doubts in {count(len(rows), 'documents')}</h2>"]
    for row in sorted(rows, key=lambda r: (-r.counts.get("doubts", 0), r.shown)):
        total = row.counts.get("doubts", len(row.issues))
        more = f", the first {len(row.issues)} shown" if total > len(row.issues) else ""
        lines.append(f"<h3>{escape(row.shown)}: {count(total, 'doubts')}{more}</h3>")
        lines += _table(("code", "where", "what"), row.issues)
    return lines


def _sums(summary: Summary, program: str) -> list[str]:
    """Figures of the whole run."""
    speed = summary.pages / summary.seconds if summary.seconds else 0.0
    facts = [(c, f"{summary.counts[c]:,}") for c in COUNTED]
    facts += [
        ("pages", f"{summary.pages:,}"),
        ("seconds", f"{summary.seconds:.1f}"),
        ("pages per second", f"{speed:.1f}"),
        ("highest memory of a worker", f"{summary.memory_mb:.0f} MB"),
        ("program", program),
    ]
    return ["<h2>Sums</h2>", *_table(("what", "how many"), facts)]

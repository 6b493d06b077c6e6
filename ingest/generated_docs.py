"""Pages of ``docs/`` that are written by the program, so that they cannot go stale.

``python -m ingest.generated_docs`` writes them; a test fails when they differ from what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from planhouse.issues import CATALOGUE

WIDTH = 96
"""Columns of the help texts in docs/cli.md, whatever the terminal."""


def render_cli_page() -> str:
    """docs/cli.md: every command with its help text."""
    from ingest.cli import planhouse

    root = _context(planhouse, "planhouse", None)
    parts = [
        "# Commands",
        "Written by `python -m ingest.generated_docs`; do not edit. `planhouse COMMAND --help` says "
        "the same.",
        _help_of(root),
    ]
    for name in sorted(planhouse.commands):
        parts += [f"## planhouse {name}", _help_of(_context(planhouse.commands[name], name, root))]
    return "\n\n".join(parts) + "\n"


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """The context in which a command is called, with a fixed width."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def _help_of(context: click.Context) -> str:
    """A command's help as a code block."""
    lines = [line.rstrip() for line in context.command.get_help(context).splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


def render_issues_page() -> str:
    """docs/issues.md: the catalogue of doubts."""
    parts = [
        "# Doubts",
        "Written by `python -m ingest.generated_docs`; do not edit. What planhouse is not sure of, it says: "
        "every doubt is a row of the view `doubt` with one of these codes. Severity `info` needs no action, "
        "`doubt` deserves a look at the page, `error` means that the document must not be relied on.",
    ]
    for code, kind in sorted(CATALOGUE.items()):
        parts.append(
            f"## {code}\n\n*{kind.title}* ({kind.severity}). {kind.meaning}\n\nWhat to do: {kind.advice}"
        )
    return "\n\n".join(parts) + "\n"


def render_dictionary_page() -> str:
    """docs/data_dictionary.md: every view and table of the warehouse."""
    from warehouse.dictionary import render_dictionary

    return render_dictionary()


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": render_cli_page,
    "data_dictionary.md": render_dictionary_page,
    "issues.md": render_issues_page,
}


def write_pages(folder: Path) -> list[Path]:
    """Writes every page into ``folder``; returns those that changed."""
    changed = []
    folder.mkdir(exist_ok=True)
    for name, render in PAGES.items():
        path, text = folder / name, render()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for written in write_pages(Path(__file__).parent.parent / "docs"):
        sys.stdout.write(f"wrote {written}\n")

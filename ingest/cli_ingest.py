"""Commands that bring documents into the warehouse."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()

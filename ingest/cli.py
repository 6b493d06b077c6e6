"""The command line: ``planhouse COMMAND``. Commands parse arguments, call one function, print, exit.

Exit codes: 0 all well, 1 some documents refused, 2 wrong use, 130 interrupted. Importing this module
costs little, so that ``--help`` answers at once: what a command needs is imported inside it.
"""

from __future__ import annotations

import os
import sys

import click

from ingest.cli_answers import COMMANDS as ANSWER_COMMANDS
from ingest.cli_ingest import COMMANDS as INGEST_COMMANDS
from ingest.cli_normalise import COMMANDS as NORMALISE_COMMANDS
from ingest.cli_query import COMMANDS as QUERY_COMMANDS
from ingest.cli_read import COMMANDS as READ_COMMANDS
from planhouse import __version__
from planhouse.errors import PlanhouseError, SourceError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="planhouse")
def planhouse() -> None:
    """Turns published plans into a database one can question.

    Exit codes: 0 all well, 1 some documents refused, 2 wrong use, 130 interrupted.
    """


GROUPS = (INGEST_COMMANDS, QUERY_COMMANDS, ANSWER_COMMANDS, READ_COMMANDS, NORMALISE_COMMANDS)
for command in (command for commands in GROUPS for command in commands):
    planhouse.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Runs a command and exits; an error made on purpose is one line, never a traceback."""
    try:
        code = planhouse.main(arguments, prog_name="planhouse", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = 130
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # the reader of our output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except PlanhouseError as error:
        click.echo(f"planhouse: {error}", err=True)
        code = 1 if isinstance(error, SourceError) else 2
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()

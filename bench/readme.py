"""The README's examples, executed: ``python bench/readme.py`` writes their real output into it.

With ``--check`` nothing is written and the exit code is 1 where the README is not what it would be. The
second command's output is the last line of a test run, given by hand with ``--tests "LINE"``, because
running all tests to write a README takes too long.
"""

import argparse
import contextlib
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
README = ROOT / "README.md"


def run(*arguments: str) -> str:
    """What a command prints."""
    from ingest.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit), contextlib.chdir(ROOT):
        main(list(arguments))
    return out.getvalue()


def demo() -> str:
    """What scripts/demo.sh prints."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = f"{folder}/sample.duckdb"
        lines = run("ingest", "fixtures/plans", "--quiet", "--warehouse", warehouse)
        return lines + run("sql", "--warehouse", warehouse, "--file", "scripts/demo.sql")


def fill(readme: str, output: str, tests: str | None) -> str:
    """The README with the outputs and the demo's SQL in their blocks."""
    sql = (ROOT / "scripts/demo.sql").read_text(encoding="utf-8")
    filled = re.sub(r"(\$ bash scripts/demo\.sh\n).*?(?=```)", lambda m: m[1] + output, readme, flags=re.S)
    filled = re.sub(r"(```sql\n).*?(?=```)", lambda m: m[1] + sql, filled, count=1, flags=re.S)
    if tests is not None:
        filled = re.sub(
            r"(\$ bash scripts/test\.sh\n).*?(?=```)", lambda m: m[1] + tests + "\n", filled, flags=re.S
        )
    return filled


def fill_figures(readme: str) -> str:
    """The README with the tables of the benchmarks of tables, layouts and accuracy, measured now."""
    printed = {"tables": measure("bench.tables"), "accuracy": f"```\n{measure('bench.accuracy')}\n```"}
    printed["layouts"] = f"```\n{measure('bench.layouts')}\n```"
    for name, text in printed.items():
        block = re.compile(rf"(<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.S)
        readme = block.sub(lambda m, text=text: f"{m[1]}{text}\n", readme)
    return readme


def measure(module: str) -> str:
    """What a benchmark prints."""
    command = [sys.executable, "-m", module]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.rstrip()


def main() -> int:
    """Writes or checks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--tests", help="last line of a run of scripts/test.sh")
    parser.add_argument("--figures", action="store_true", help="measure the accuracy tables anew; minutes")
    given = parser.parse_args()
    now = README.read_text(encoding="utf-8")
    wanted = fill(now, demo(), given.tests)
    if given.check:
        return int(now != wanted)
    if given.figures:
        wanted = fill_figures(wanted)
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

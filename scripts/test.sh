#!/usr/bin/env bash
# All tests and checks. Set-up free: makes .venv on the first call.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
make_environment requirements-dev.lock
bin=.venv/bin
$bin/ruff check .
$bin/ruff format --check .
$bin/mypy
$bin/codespell README.md CHANGELOG.md docs planhouse parsers normalise warehouse ingest tests
exec $bin/python -m pytest "$@"

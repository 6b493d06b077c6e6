#!/usr/bin/env bash
# The main job on the sample plans. Set-up free: makes .venv on the first call.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
make_environment requirements.lock
rm -f sample.duckdb
.venv/bin/planhouse ingest fixtures/plans --quiet --warehouse sample.duckdb
.venv/bin/planhouse sql --warehouse sample.duckdb --file scripts/demo.sql

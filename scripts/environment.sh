# Sourced by the two README commands: a virtual environment in .venv with the locked packages.
# Needs Debian with Python 3.11 and its registries; installs what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

make_environment() { # make_environment LOCKFILE
  local lock=$1 python=${PLANHOUSE_PYTHON:-python3}
  command -v "$python" >/dev/null || { as_root apt-get update -qq; as_root apt-get install -y -qq python3; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || { echo "planhouse needs Python 3.11 or newer; $python is older" >&2; exit 2; }
  if [ ! -x .venv/bin/python ]; then
    "$python" -m venv .venv 2>/dev/null || {
      rm -rf .venv
      as_root apt-get update -qq
      as_root apt-get install -y -qq python3-venv
      "$python" -m venv .venv
    }
  fi
  # The stamp names what is installed, so that a second call costs nothing.
  local stamp=.venv/.installed-$(basename "$lock") want
  want=$(cat "$lock" pyproject.toml | sha256sum)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$want" ]; then
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
    echo "$want" >"$stamp"
  fi
}

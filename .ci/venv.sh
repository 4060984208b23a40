#!/usr/bin/env bash
# Makes a virtual environment with exactly the packages of a requirements file; does nothing, and asks no registry, when it
# is there already.
# usage: venv.sh DIRECTORY REQUIREMENTS
set -euo pipefail
cd "$(dirname "$0")/.."
directory=$1 requirements=$2
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_REQUIRE_VIRTUALENV=0 PYTHONDONTWRITEBYTECODE=1
unset PIP_TARGET PIP_PREFIX PIP_ROOT PYTHONPATH PYTHONHOME VIRTUAL_ENV

# A virtual environment names its own place, so one that was moved with the clone is stale like one of other packages.
wanted=$(printf '%s\n' "$PWD" && cat -- "$requirements")
stamp=$directory/.stamp
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$directory/bin/python" -c '' 2>/dev/null; then
  exit 0
fi

python=$(bash .ci/python.sh)
printf '%s: %s\n' "$directory" "$(grep -Ev '^(#|$)' "$requirements" | xargs)"
rm -rf -- "$directory"
mkdir -p -- "$(dirname -- "$directory")"
"$python" -m venv -- "$directory"
"$directory/bin/python" -m pip install --quiet --no-deps --only-binary :all: -r "$requirements"
"$directory/bin/python" -m pip check >&2
printf '%s\n' "$wanted" >"$stamp"

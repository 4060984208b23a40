#!/usr/bin/env bash
# Prints a Python that can make a virtual environment: $PYTHON, or the first of the usual names (a pyenv shim may be dead,
# and Debian's own Python has no ensurepip until python3-venv is there).
set -euo pipefail
for candidate in ${PYTHON:+"$PYTHON"} python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    "$candidate" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done
echo "no Python 3.11 or later with venv and ensurepip (Debian: python3-venv)" >&2
exit 1

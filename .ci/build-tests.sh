#!/usr/bin/env bash
# Builds gate and its tests for debugging; a warning in our own code is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build
log=.build/build-tests.log

swift build --build-tests 2>&1 | tee "$log"

# The compiler repeats a warning only when it compiles the file again, so the file is made to look changed: the next run
# warns again instead of passing.
if warnings=$(grep -E '(^|: )warning: ' "$log" | grep -vF '/.build/checkouts/' | sort -u) && [ -n "$warnings" ]; then
  printf '%s\n' "$warnings" | sed -n 's/^\(\/.*\):[0-9]*:[0-9]*: warning: .*/\1/p' | sort -u |
    while IFS= read -r file; do touch -c -- "$file"; done
  printf 'build: warnings are failures here:\n%s\n' "$warnings" >&2
  exit 1
fi

#!/usr/bin/env bash
# Runs every test that .ci/build-tests.sh built, with the pinned tools first on the search path.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.build/tools/bin:$PATH"
log=.build/test.log

# A test that hangs must not take the whole of CI's time.
limit=()
if command -v timeout >/dev/null; then limit=(timeout --foreground -k 10 1500); fi

total=0
run() { # ARGUMENTS of swift test
  local status=0 count
  "${limit[@]}" swift test --skip-build --disable-xctest "$@" 2>&1 | tee "$log" || status=$?
  # swift test ends with "Test run with N tests in M suites passed after …".
  count=$(sed -n 's/.*Test run with \([0-9][0-9]*\) tests\{0,1\} .*/\1/p' "$log" | tail -n 1)
  if [ "$status" != 0 ]; then
    [ "$status" = 124 ] && echo "test: stopped after 25 minutes" >&2
    echo "test: failed (the whole output is in $log)" >&2
    exit 1
  fi
  if [ "${count:-0}" -lt 1 ]; then
    echo "test: swift test ended well without running a test" >&2
    exit 1
  fi
  total=$((total + count))
}

# Tests that stop gate at random instants wait for processes most of the time, and would keep the others waiting.
run --skip FixKillTests
run --filter FixKillTests
echo "gate: $total passed, 0 failed"

#!/usr/bin/env bash
# Runs a benchmark with the peers of .build/peers on the search path: the comparison that lies beside the clone where there
# is one (../shared/bench), the project's own otherwise.
# usage: bench.sh hooks PATH-TO-GATE | bench.sh secrets PATH-TO-GATE [TREE]
set -euo pipefail
cd "$(dirname "$0")/.."
what=$1 gate=$2 tree=${3-}
export PATH="$PWD/.build/peers/bin:$PWD/.build/tools/bin:$PATH"
work=$PWD/.build/bench
mkdir -p "$work"

case $what in
  hooks)
    printf '### Start-up and size\n\n'
    hyperfine -N --warmup 5 --runs 50 --export-json "$work/start-up.json" "$gate --version" >/dev/null 2>&1
    python3 - "$work/start-up.json" <<'P'
import json, sys

print(f'`gate --version`: {json.load(open(sys.argv[1]))["results"][0]["median"] * 1e3:.1f} ms')
P
    awk -v bytes="$(wc -c <"$gate")" 'BEGIN { printf "the binary: %.1f MB\n\n", bytes / 1e6 }'
    if [ -x ../shared/bench/hook-overhead.sh ]; then
      exec ../shared/bench/hook-overhead.sh "$gate" "$work/shared"
    fi
    exec bash Benchmarks/hook-overhead.sh "$gate" "$work/own"
    ;;
  secrets)
    if [ -x ../shared/bench/secret-throughput.sh ] && [ -n "$tree" ]; then
      exec ../shared/bench/secret-throughput.sh "$gate" "$tree"
    fi
    exec bash Benchmarks/secret-throughput.sh "$gate" ${tree:+"$tree"}
    ;;
  *)
    echo "usage: bench.sh hooks PATH-TO-GATE | bench.sh secrets PATH-TO-GATE [TREE]" >&2
    exit 2
    ;;
esac

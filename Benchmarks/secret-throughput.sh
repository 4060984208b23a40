#!/usr/bin/env bash
# What secret scanning costs: gate beside gitleaks and kingfisher, on one file of one line and on a tree of source code.
# Prints Markdown; every tool must first find a key that is planted for it.
# usage: secret-throughput.sh PATH-TO-GATE [TREE] [WORKDIR]     RUNS=5; TREE: the Python standard library where not given
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine python3
gate=$(realpath "${1:?usage: secret-throughput.sh PATH-TO-GATE [TREE] [WORKDIR]}")
tree=${2:-$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')}
tree=$(realpath "$tree")
enter_work "${3:-}"
mkdir -p "$work/line" "$work/planted"
runs=${RUNS:-5}
echo 'x = 1' >"$work/line/a.py"
# Put together here, so that this file does not hold it.
{
  printf 'aws_access_key_id = "AKIA%s%s"\n' Z7QX2MWK LT5HVR3N
  printf 'aws_secret_access_key = "%s%s"\n' 'p9Xk2Lw7Rz4Tq8Vn1Bc6' 'Mj3Hd5Gf0Sy/Ea+UiQoW'
} >"$work/planted/a.py"

names=(gate)
commands_for() { # DIRECTORY
  commands=("$gate secrets scan $1")
  names=(gate)
  if command -v gitleaks >/dev/null; then
    names+=(gitleaks)
    commands+=("$(command -v gitleaks) dir $1 --no-banner")
  fi
  if command -v kingfisher >/dev/null; then
    names+=(kingfisher)
    commands+=("$(command -v kingfisher) scan $1 --no-validate --no-update-check --format json -o $work/kingfisher.json")
  fi
}

# gate and gitleaks end with 1 where they found something, kingfisher with 200 (205: and found it alive).
found() { case $1 in 1 | 200 | 205) return 0 ;; *) return 1 ;; esac; }

commands_for "$work/planted"
for index in "${!commands[@]}"; do
  status=0
  ${commands[$index]} >"$work/probe.log" 2>&1 </dev/null || status=$?
  found "$status" || { cat "$work/probe.log" >&2; fail "${names[$index]} did not find the planted key (status $status)"; }
done

describe() { # DIRECTORY
  python3 - "$1" <<'P'
import os, sys

sizes = [os.lstat(os.path.join(top, name)).st_size for top, _, names in os.walk(sys.argv[1]) for name in names]
print(f"{sum(sizes) / 1e6:.1f} MB in {len(sizes)} files")
P
}

measure() { # NAME DIRECTORY
  local arguments=() index
  commands_for "$2"
  for index in "${!commands[@]}"; do arguments+=(--command-name "${names[$index]}" "${commands[$index]}"); done
  # A tree may hold what a tool calls a secret, so statuses are judged afterwards.
  hyperfine -N --ignore-failure --warmup 1 --runs "$runs" --export-json "$work/$1.json" "${arguments[@]}" \
    >"$work/hyperfine.log" 2>&1 || { cat "$work/hyperfine.log" >&2; fail "hyperfine failed ($1)"; }
  python3 - "$work/$1.json" <<'P' || fail "a measured command failed ($1)"
import json, sys

for row in json.load(open(sys.argv[1]))["results"]:
    strange = set(row["exit_codes"]) - {0, 1, 200, 205}
    if strange:
        sys.exit(f"{row['command']} ended with {strange}")
P
  table "$work/$1.json" "$(describe "$2")"
}

measure line "$work/line"
measure tree "$tree"

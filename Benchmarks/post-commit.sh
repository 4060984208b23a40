#!/usr/bin/env bash
# What `warm: pre-push` adds to a `git commit`: the same empty commit without hooks, with a post-commit hook that does nothing
# (what git and a shell cost), and with gate's, which begins the push's checks in the background; in a repository of 3 files and
# one of 10,000. Each starts with nothing under way. Prints Markdown, the time on the clock and the processor's, in which the
# background has no part; hyperfine's JSON stays in WORKDIR.
# usage: post-commit.sh PATH-TO-GATE [WORKDIR]     RUNS=40 FILES=10000     needs hyperfine, git, python3
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3
gate=$(realpath "${1:?usage: post-commit.sh PATH-TO-GATE [WORKDIR]}")
enter_work "${2:-}"
runs=${RUNS:-40} files=${FILES:-10000}
export GATE_BIN=$gate

make_repository() { # DIRECTORY FILES
  start_repository "$1"
  make_files "$2"
  printf 'version: 1\nwarm: pre-push\nhooks: {pre-push: [t]}\nchecks:\n  t: {run: "true"}\n' >gate.yml
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
}

for count in 3 "$files"; do
  make_repository "$work/commit-$count-none" "$count"
  make_repository "$work/commit-$count-empty" "$count"
  printf '#!/bin/sh\nexit 0\n' >.git/hooks/post-commit
  chmod +x .git/hooks/post-commit
  make_repository "$work/commit-$count-warm" "$count"
  "$gate" install >/dev/null
  git commit -q --allow-empty -m x
  log=.git/gate/background.log
  for _ in $(seq 100); do
    if grep -q passed "$log" 2>/dev/null; then break; fi
    sleep 0.1
  done
  grep -q passed "$log" || { cat "$log" >&2; fail "nothing was checked ahead of the push"; }

  printf '#!/bin/sh\ncd "%s" && exec "%s" warm stop\n' "$PWD" "$gate" >"$work/stop"
  chmod +x "$work/stop"
  arguments=(--prepare "$work/stop")
  add() { # NAME KIND
    arguments+=(--command-name "$1" "git -C $work/commit-$count-$2 commit -q --allow-empty -m x")
  }
  add "git commit" none
  add "git commit, a hook that does nothing" empty
  add "git commit, warm: pre-push" warm
  hyperfine -N --warmup 3 --runs "$runs" --export-json "$work/commit-$count.json" "${arguments[@]}" \
    >"$work/hyperfine.log" 2>&1 || { cat "$work/hyperfine.log" >&2; fail "a measured command failed"; }
  table "$work/commit-$count.json" "An empty commit, $count files"
  python3 - "$work/commit-$count.json" <<'P'
import json, sys

rows = json.load(open(sys.argv[1]))["results"]
times = [(row["user"] + row["system"]) * 1e3 for row in rows]
print("\nOf the processor: " + ", ".join(
    f"{row['command']} {time:.1f} ms (× {time / times[0]:.2f})" for row, time in zip(rows, times)))
P
done

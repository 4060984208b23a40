#!/usr/bin/env bash
# What choosing the affected tests costs in a tree of Python modules (10,000 of about 5 KB, a fifth of them tests): the first
# time, when the graph is built from nothing, and after an import or a function's body was edited, a file added, deleted and
# renamed. `gate plan` of a check that runs all tests, which reads the index and lists the files, is what it is compared with. With SELECTION=PATH-TO-SelectionBenchmark the choice is
# measured by itself, too. Prints Markdown.
# usage: test-graph.sh PATH-TO-GATE [WORKDIR]     RUNS=30 MODULES=10000     needs hyperfine, git, python3
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3
gate=$(realpath "${1:?usage: test-graph.sh PATH-TO-GATE [WORKDIR]}")
here=$(realpath "$(dirname "$0")")
enter_work "${2:-}"
runs=${RUNS:-30} modules=${MODULES:-10000}
repository=$work/tree-$modules

if [ ! -e "$repository/.git/ready" ]; then
  start_repository "$repository"
  python3 "$here/python-tree.py" . "$modules"
  cat >gate.yml <<'Y'
version: 1
checks:
  all: {kind: tests, run: "true {files}", runner: pytest}
  affected: {kind: tests, run: "true {files}", runner: pytest, select: affected}
Y
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
  touch .git/ready
fi
cd "$repository"

measure() { # NAME RUNS HYPERFINE-OPTION...
  local name=$1 count=$2
  shift 2
  hyperfine -N --runs "$count" --export-json "$work/$name.json" "$@" "$gate plan --check all" \
    "$gate plan --check affected" >"$work/hyperfine.log" 2>&1 || { cat "$work/hyperfine.log" >&2; fail "$name failed"; }
}
# The choice alone, with the graph in memory and what is kept of definitions as bytes: the time of the first in a process, as
# gate makes one. A rename counts as a file that left and one that came.
choose() { # NAME
  [ -n "${SELECTION:-}" ] || return 0
  local state=$work/state run
  rm -rf "$state"
  mkdir -p "$state/blobs"
  git ls-files -sz >"$state/files"
  git diff --cached --raw --no-abbrev --no-renames -z >"$state/changes"
  git diff --cached --raw --no-abbrev --no-renames | while read -r _ _ old new _; do
    for id in "$old" "$new"; do
      case $id in *[!0]*) git cat-file blob "$id" >"$state/blobs/$id" ;; esac
    done
  done
  cp .git/gate/graphs/affected-*.graph "$state/graph"
  cp .git/gate/graphs/affected-*.definitions "$state/definitions" 2>/dev/null || : >"$state/definitions"
  for ((run = 0; run < runs; run++)); do "$SELECTION" "$state"; done >"$work/$1.alone"
}
start() { git reset -q --hard && git clean -qfd && git status --porcelain >/dev/null; }
edit=app/area003/part0060/module1205.py

start
"$gate" plan --check all >/dev/null
echo 'import app.area001' >>"$edit"
git add -A
measure first 3 --prepare "rm -rf .git/gate/graphs"
measure edited "$runs" --warmup 3
choose edited
"$gate" plan --check affected --format json >"$work/plan.json"

start
sed -i '0,/continue/s//break/' "$edit"
git add -A
measure body-first 3 --prepare "rm -f .git/gate/graphs/*.definitions"
measure body "$runs" --warmup 3
choose body
definitions=$(stat -c %s .git/gate/graphs/affected-*.definitions)

start
echo 'import os' >app/area003/part0060/fresh.py
git add -A
measure added "$runs" --warmup 3
choose added

start
git rm -q "$edit"
measure deleted "$runs" --warmup 3
choose deleted

start
git mv "$edit" app/area003/part0060/other.py
measure renamed "$runs" --warmup 3
choose renamed
start

python3 - "$modules" "$(stat -c %s .git/gate/graphs/affected-*.graph)" "$work" "$definitions" <<'P'
import json, os, statistics, sys

modules, size, work = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
print(f"\n### Choosing tests among {modules:,} Python modules\n")
print("| change | all tests ms | affected tests ms | more, ms | more of processor time, ms | the choice alone, ms | tests |")
print("|---|---:|---:|---:|---:|---:|---:|")
names = {
    "first": "one file edited, no graph kept", "edited": "an import edited",
    "body-first": "a function's body edited, no definitions kept", "body": "a function's body edited", "added": "one file added",
    "deleted": "one file deleted", "renamed": "one file renamed",
}
for name, title in names.items():
    rows = json.load(open(f"{work}/{name}.json"))["results"]
    every, affected = (row["median"] * 1e3 for row in rows)
    spent = [(row["user"] + row["system"]) * 1e3 for row in rows]
    alone, tests = "", ""
    if os.path.exists(f"{work}/{name}.alone"):
        times, counts = zip(*(line.split() for line in open(f"{work}/{name}.alone")))
        alone, tests = f"{statistics.median(map(float, times)):.1f}", max(counts)
    row = f"{every:.1f} | {affected:.1f} | {affected - every:.1f} | {spent[1] - spent[0]:.1f}"
    print(f"| {title} | {row} | {alone} | {tests} |")
print(f"\nThe graph that is kept has {size / 1e6:.1f} MB, the definitions {int(sys.argv[4]) / 1e6:.1f} MB.")
P

#!/usr/bin/env bash
# How the cost of a run grows with the size of the repository when one file is staged: gate beside `git diff --cached`, in
# repositories of 1,000 to 1,000,000 index entries. The entries have no files in the working tree (making a million of them
# would measure the disk), so what is measured is the index, the trees and the plan. Prints Markdown, with gate's peak memory.
# usage: index-curve.sh PATH-TO-GATE [WORKDIR]     RUNS=15 SIZES='1000 10000 100000 1000000'     needs hyperfine, git, python3
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3
gate=$(realpath "${1:?usage: index-curve.sh PATH-TO-GATE [WORKDIR]}")
enter_work "${2:-}"
runs=${RUNS:-15}
read -ra sizes <<<"${SIZES:-1000 10000 100000 1000000}"

make_repository() { # DIRECTORY ENTRIES
  [ ! -e "$1/.git/ready" ] || return 0
  start_repository "$1"
  python3 - "$2" <<'P' | git fast-import --quiet
import sys

count = int(sys.argv[1])
write = sys.stdout.write
text = "x = 1\n"
write(f"blob\nmark :1\ndata {len(text)}\n{text}\n")
gate = "version: 1\nhooks: {pre-commit: [t, secrets]}\nchecks:\n  t: {run: \"true\", cache: false}\n  secrets: {kind: secrets}\n"
write(f"blob\nmark :2\ndata {len(gate)}\n{gate}\n")
write("commit refs/heads/main\ncommitter bench <bench@localhost> 1000000000 +0000\ndata 4\nbase\n")
write("M 100644 :2 gate.yml\n")
for number in range(count):
    write(f"M 100644 :1 part{number // 5000:03}/unit{number // 100 % 50:02}/file{number % 100:02}.py\n")
write("\n")
P
  git read-tree main
  printf 'y = 1\n' >staged
  git update-index --cacheinfo "100644,$(git hash-object -w staged),part000/unit00/file00.py"
  rm staged
  touch .git/ready
}

printf '\n### One staged file, by the number of entries in the index\n\n'
printf '| entries | git diff --cached ms | gate check ms | × git | gate peak MB |\n|---:|---:|---:|---:|---:|\n'
for size in "${sizes[@]}"; do
  make_repository "$work/$size" "$size"
  cd "$work/$size"
  "$gate" check >"$work/probe.log" 2>&1 || { cat "$work/probe.log" >&2; fail "gate failed with $size entries"; }
  hyperfine -N --warmup 3 --runs "$runs" --export-json "$work/curve-$size.json" \
    "git diff --cached --name-only" "$gate check" >"$work/hyperfine.log" 2>&1 ||
    { cat "$work/hyperfine.log" >&2; fail "a measured command failed ($size)"; }
  python3 - "$work/curve-$size.json" "$size" "$gate" <<'P'
import json, os, resource, subprocess, sys

git, gate = (row["median"] * 1e3 for row in json.load(open(sys.argv[1]))["results"])
subprocess.run([sys.argv[3], "check"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"| {int(sys.argv[2]):,} | {git:.1f} | {gate:.1f} | {gate / git:.2f} | {peak:.0f} |")
P
done

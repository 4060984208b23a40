#!/usr/bin/env bash
# What a check costs that reads the whole project: gate's look at the working tree beside `git status`, a run in place, and
# runs in the snapshot tree with one file modified but not staged: nothing changed since the run before, one file staged, one
# file added. The check itself is `ls`. Prints Markdown, with gate's peak memory; hyperfine's JSON stays in WORKDIR.
# usage: snapshot.sh PATH-TO-GATE [WORKDIR]     RUNS=15 FILES=100000     needs hyperfine, git, python3
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3
gate=$(realpath "${1:?usage: snapshot.sh PATH-TO-GATE [WORKDIR]}")
enter_work "${2:-}"
runs=${RUNS:-15} files=${FILES:-100000}
repository=$work/snapshot-$files
staged=part00/unit00/file00.py other=part00/unit00/file01.py

if [ ! -e "$repository/.git/ready" ]; then
  start_repository "$repository"
  make_files "$files"
  printf 'version: 1\nhooks: {pre-commit: [t]}\nchecks:\n  t: {run: "ls", cache: false}\n' >gate.yml
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
  echo 'y = 1' >>"$staged"
  git add "$staged"
  touch .git/ready
fi
cd "$repository"

# What is staged between two runs: one more line, or one more file.
printf '#!/bin/sh\necho "y = 2" >>%s\nexec git add %s\n' "$staged" "$staged" >"$work/edit"
cat >"$work/add" <<'S'
#!/bin/sh
echo "x = 1" >"part00/unit00/new$$.py"
exec git add "part00/unit00/new$$.py"
S
chmod +x "$work/edit" "$work/add"

json=()
measure() { # NAME PREPARATION COMMAND
  local file=$work/snapshot-${#json[@]}.json
  hyperfine -N --warmup 2 --runs "$runs" ${2:+--prepare "$2"} --export-json "$file" --command-name "$1" "$3" \
    >"$work/hyperfine.log" 2>&1 || { cat "$work/hyperfine.log" >&2; fail "a measured command failed ($1)"; }
  json+=("$file")
}
expect_place() { # PLACE
  "$gate" plan >"$work/plan.txt"
  grep -q " $1: " "$work/plan.txt" || { cat "$work/plan.txt" >&2; fail "the check would not run $1"; }
}

git checkout -q -- "$other"
git status --porcelain >/dev/null
expect_place "in place"
measure "git status" "" "git status --porcelain"
measure "gate plan (the look at the working tree)" "" "$gate plan"
measure "gate check, in place" "" "$gate check"
echo 'z = 2' >>"$other"
git status --porcelain >/dev/null
expect_place snapshot
measure "gate check, snapshot, nothing changed" "" "$gate check"
measure "gate check, snapshot, one file staged" "$work/edit" "$gate check"
measure "gate check, snapshot, one file added" "$work/add" "$gate check"
[ "$(git diff --name-only)" = "$other" ] || fail "the unstaged change is gone from $repository"

"$work/edit"
python3 - "$files" "$gate" "${json[@]}" <<'P'
import json, resource, subprocess, sys

rows = [json.load(open(name))["results"][0] for name in sys.argv[3:]]
subprocess.run([sys.argv[2], "check"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
status, look = rows[0]["median"], rows[1]["median"]
print(f"\n### A check that reads the whole project, {int(sys.argv[1]):,} files\n")
print("| command | median ms | ± ms | × git status | × gate plan |\n|---|---:|---:|---:|---:|")
for row in rows:
    median, deviation = row["median"], (row["stddev"] or 0) * 1e3
    print(f"| {row['command']} | {median * 1e3:.1f} | {deviation:.1f} | {median / status:.2f} | {median / look:.2f} |")
print(f"\nPeak memory of gate in a snapshot with one file staged: {peak:.0f} MB")
P
git checkout -q -- "$other"

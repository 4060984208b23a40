#!/usr/bin/env bash
# What finding the references to 10,000 feature flags costs in 100,000 files of source code (flag-tree.py writes them): the first
# time, when nothing is kept, and after one file was edited. Beside it: reading every file once (cat), ripgrep searching for the
# same keys, and `gate plan` of the same change, which reads the index and lists the files. With
# REFERENCES=PATH-TO-ReferenceBenchmark the search is measured by itself, too, in processor time. Prints Markdown.
# usage: flag-references.sh PATH-TO-GATE [WORKDIR]     RUNS=5 FILES=100000 FLAGS=10000     needs hyperfine, git, python3, rg
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3 rg
gate=$(realpath "${1:?usage: flag-references.sh PATH-TO-GATE [WORKDIR]}")
here=$(realpath "$(dirname "$0")")
enter_work "${2:-}"
runs=${RUNS:-5} files=${FILES:-100000} flags=${FLAGS:-10000}
repository=$work/flags-$files-$flags

if [ ! -e "$repository/.git/ready" ]; then
  start_repository "$repository"
  python3 "$here/flag-tree.py" . "$files" "$flags"
  mv keys.txt .git/keys.txt
  cat >gate.yml <<'Y'
version: 1
checks:
  flags: {kind: flags, definitions: "flags/*.json"}
Y
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
  touch .git/ready
fi
cd "$repository"
git reset -q --hard && git clean -qfd

measure() { # NAME HYPERFINE-OPTION... COMMAND...
  local name=$1
  shift
  hyperfine --runs "$runs" --export-json "$work/$name.json" "$@" >"$work/hyperfine.log" 2>&1 ||
    { cat "$work/hyperfine.log" >&2; fail "$name failed"; }
}

# Files in the working tree: read by cat, and searched by ripgrep on one core and on all.
measure cat -N --warmup 1 "sh -c 'find . -path ./.git -prune -o -type f -print0 | xargs -0 cat >/dev/null'"
measure rg -N --warmup 1 --ignore-failure "rg -j1 --no-ignore -F -c -f .git/keys.txt ."

# Blobs of the repository: read by git itself, and by gate.
git ls-files -s | cut -d' ' -f2 >"$work/blobs"
measure blobs --warmup 1 "git cat-file --batch --buffer <$work/blobs >/dev/null"
measure first -N --ignore-failure --prepare "rm -rf .git/gate" "$gate check --all --no-cache"

edit=$(git ls-files 'area*' | sed -n "$((files / 2))p")
echo "" >>"$edit"
git add -A
"$gate" check --all >/dev/null || true
measure plan -N --warmup 2 "$gate plan"
measure edited -N --warmup 2 --ignore-failure "$gate check --no-cache"
kept=$(stat -c %s .git/gate/references/*)
git reset -q --hard

if [ -n "${REFERENCES:-}" ]; then "$REFERENCES" "$repository" "$runs"; else :; fi >"$work/alone"

python3 - "$work" "$files" "$flags" "$kept" <<'P'
import json, sys

work, files, flags, kept = sys.argv[1], *map(int, sys.argv[2:])
print(f"\n### References to {flags:,} flags in {files:,} files\n")
print("| what | median s | user s | system s |\n|---|---:|---:|---:|")
names = {
    "cat": "every file read once (`cat`)", "blobs": "every blob read once (`git cat-file --batch`)",
    "rg": "`rg -j1 -F -f keys`", "first": "`gate check --all`, nothing kept",
    "plan": "`gate plan`, one file edited", "edited": "`gate check`, one file edited",
}
times = {}
for name, title in names.items():
    row = json.load(open(f"{work}/{name}.json"))["results"][0]
    times[name] = row["median"]
    print(f"| {title} | {row['median']:.2f} | {row['user']:.2f} | {row['system']:.2f} |")
print(f"\nThe full scan takes {times['first'] / times['cat']:.1f} × as long as `cat`, {times['first'] / times['blobs']:.1f} × as")
print(f"long as git takes to read the blobs, and {times['first'] / times['rg']:.2f} × as long as ripgrep. After an edit the check")
print(f"takes {(times['edited'] - times['plan']) * 1000:.0f} ms more than the plan. What is kept has {kept / 1e6:.1f} MB.")
alone = dict(line.split() for line in open(f"{work}/alone"))
if alone:
    read, first, edited, rules = (float(alone[name]) for name in ("read", "first", "edited", "rules"))
    print(f"\nBy itself, in processor time: {read:.0f} ms to read {int(alone['bytes']) / 1e6:.0f} MB once, {first:.0f} ms to find")
    print(f"{alone['references']} references in them ({first / read:.1f} × reading), {edited:.1f} ms to find them again after one")
    print(f"file was edited, {rules:.0f} ms for the rules.")
P

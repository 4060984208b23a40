#!/usr/bin/env bash
# A run over every file whose verdicts are all known, beside `git ls-files | wc -l` in the same hyperfine run; and how many files
# the linters are given after one file was edited, counted by wrappers around them, not by time. The checks judge each file by
# itself: ruff on Python files, and with them gate's own search for secrets. Prints Markdown.
# usage: full-hit.sh PATH-TO-GATE [WORKDIR]     RUNS=40 FILES=10000     needs hyperfine, git, python3, ruff
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3 ruff
gate=$(realpath "${1:?usage: full-hit.sh PATH-TO-GATE [WORKDIR]}")
ruff=$(realpath "$(command -v ruff)")
enter_work "${2:-}"
runs=${RUNS:-40} files=${FILES:-10000}
repository=$work/full-hit-$files counter=$work/given
edited=part00/unit00/file00.py

# The linter, and a count of the files that it is given.
mkdir -p "$work/bin"
cat >"$work/bin/ruff" <<S
#!/bin/sh
for word; do case \$word in *.py) echo "\$word" >>"$counter" ;; esac; done
exec "$ruff" "\$@"
S
chmod +x "$work/bin/ruff"
counted=$work/bin:$PATH

if [ ! -e "$repository/.git/ready" ]; then
  start_repository "$repository"
  make_files "$files"
  cat >gate.yml <<'Y'
version: 1
hooks: {pre-commit: [ruff, secrets]}
checks:
  ruff: {preset: ruff}
  secrets: {kind: secrets}
Y
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
  touch .git/ready
fi
cd "$repository"
git reset -q --hard
git status --porcelain >/dev/null

expect() { # CACHED-FILES-OF-EACH-CHECK COMMAND...
  local wanted=$1
  shift
  "$@" --format json >"$work/report.json" || { cat "$work/report.json" >&2; fail "gate found something"; }
  python3 - "$work/report.json" "$wanted" <<'P' || fail "not every verdict was where it should be"
import json, sys

checks = json.load(open(sys.argv[1]))["checks"]
missing = [check["files"] - check["cached_files"] for check in checks]
sys.exit(missing != [int(sys.argv[2])] * len(checks))
P
}
given() { if [ -e "$counter" ]; then wc -l <"$counter"; else echo 0; fi; }
measure() { # JSON COMMAND...
  local json=$1
  shift
  hyperfine -N --warmup 4 --runs "$runs" --export-json "$json" "$@" >"$work/hyperfine.log" 2>&1 ||
    { cat "$work/hyperfine.log" >&2; fail "a measured command failed"; }
}

"$gate" cache clear >/dev/null
hyperfine -N --runs 1 --export-json "$work/cold.json" "$gate check --all" >"$work/hyperfine.log" 2>&1 ||
  { cat "$work/hyperfine.log" >&2; fail "the first run failed"; }
expect 0 "$gate" check --all
measure "$work/all.json" "sh -c 'git ls-files | wc -l'" "$gate check --all"

# One file is edited: the wrapper is another program than ruff itself, so it starts with a run of its own.
PATH=$counted "$gate" check --all >/dev/null
rm -f -- "$counter"
echo 'y = 1' >>"$edited"
git add -- "$edited"
PATH=$counted expect 1 "$gate" check --all
edits=$(given)
[ "$edits" -eq 1 ] || fail "$edits files were given to ruff after one was edited"
PATH=$counted expect 0 "$gate" check --all
[ "$(given)" -eq 1 ] || fail "ruff was started though nothing had changed"

# The hook of a commit that brings all of the files at once.
git reset -q --hard
git update-ref --no-deref HEAD "$(git commit-tree -m empty "$(git mktree </dev/null)")"
"$gate" check >/dev/null
expect 0 "$gate" check
measure "$work/staged.json" "sh -c 'git diff --cached --name-only | wc -l'" "$gate check"
rm -rf -- "$repository/.git/ready"

python3 - "$files" "$edits" "$work"/{cold,all,staged}.json <<'P'
import json, sys

(cold,), (listing, full), (diff, staged) = (
    [row["median"] * 1e3 for row in json.load(open(name))["results"]] for name in sys.argv[3:]
)
print(f"\n### {int(sys.argv[1]):,} files, every verdict known\n")
print("| command | median ms | × git |\n|---|---:|---:|")
print(f"| `git ls-files \\| wc -l` | {listing:.1f} | 1.00 |")
print(f"| `gate check --all` | {full:.1f} | {full / listing:.2f} |")
print(f"| `gate check --all`, the first run | {cold:.1f} | {cold / listing:.2f} |")
print(f"| `git diff --cached --name-only \\| wc -l`, all files staged | {diff:.1f} | 1.00 |")
print(f"| `gate check`, all files staged | {staged:.1f} | {staged / diff:.2f} |")
print(f"\nFiles that ruff was given after one file was edited: {sys.argv[2]}")
P

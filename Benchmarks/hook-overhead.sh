#!/usr/bin/env bash
# What one pre-commit run costs besides the check itself: gate beside prek, lefthook, pre-commit and `git diff --cached`, in
# a repository of 3 files and one of 100,000, both with one staged file; once with nothing else changed and once with one
# other file modified but not staged. Prints Markdown; hyperfine's JSON stays in WORKDIR.
# usage: hook-overhead.sh PATH-TO-GATE [WORKDIR]     RUNS=15 FILES=100000
#        peers on PATH are used where found; needs hyperfine, git, python3
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need hyperfine git python3
gate=$(realpath "${1:?usage: hook-overhead.sh PATH-TO-GATE [WORKDIR]}")
enter_work "${2:-}"
runs=${RUNS:-15} files=${FILES:-100000}

write_configurations() { # COMMAND, in the current directory
  {
    printf 'version: 1\nhooks: {pre-commit: [t]}\nchecks:\n  t: {run: "%s", cache: false}\n  kept: {run: "%s"}\n' "$1" "$1"
    if command -v black >/dev/null; then printf '  black: {preset: black}\n'; fi
  } >gate.yml
  printf 'repos:\n- repo: local\n  hooks:\n  - {id: t, name: t, entry: "%s", language: system}\n' "$1" \
    >.pre-commit-config.yaml
  printf 'pre-commit:\n  jobs:\n  - run: "%s {staged_files}"\n' "$1" >lefthook.yml
}

make_repository() { # DIRECTORY FILES COMMAND
  [ ! -e "$1/.git/ready-$2" ] || return 0
  start_repository "$1"
  make_files "$2"
  write_configurations "$3"
  git add -A
  git commit -q --no-verify -m base
  git repack -qad
  echo 'y = 1' >>part00/unit00/file00.py
  git add part00/unit00/file00.py
  touch ".git/ready-$2"
}

names=() commands=()
add() { # NAME COMMAND
  names+=("$1")
  commands+=("$2")
}
add gate "$gate check"
add "gate, verdict kept" "$gate check --check kept"
# A check of single files, so what else was edited does not move it out of the working tree.
if command -v black >/dev/null; then per_file="$gate check --check black"; else per_file=; fi
if command -v prek >/dev/null; then add prek "$(command -v prek) run"; fi
lefthook=$(lefthook_binary)
if [ -n "$lefthook" ]; then add lefthook "$lefthook run pre-commit"; fi
if command -v pre-commit >/dev/null; then add pre-commit "$(command -v pre-commit) run"; fi

# A tool that skips the check would be the fastest of all: where the command fails, each must fail.
make_repository "$work/failing" 3 false
cd "$work/failing"
for index in "${!commands[@]}"; do
  if ${commands[$index]} >"$work/probe.log" 2>&1 </dev/null; then
    cat "$work/probe.log" >&2
    fail "${names[$index]} did not run the check"
  fi
done
if [ -n "$per_file" ]; then add "gate, black's verdict kept" "$per_file"; fi
add "git diff --cached" "git diff --cached --name-only"

measure() { # NAME TITLE, in the current directory
  local arguments=() index
  # Entries as new as the index are compared by content; refreshing it once spares that to all alike.
  git status --porcelain >/dev/null
  for index in "${!commands[@]}"; do
    ${commands[$index]} >"$work/probe.log" 2>&1 </dev/null || {
      cat "$work/probe.log" >&2
      fail "${names[$index]} failed in $PWD"
    }
    arguments+=(--command-name "${names[$index]}" "${commands[$index]}")
  done
  # Without --ignore-failure a single failed run ends it.
  hyperfine -N --warmup 3 --runs "$runs" --export-json "$work/$1.json" "${arguments[@]}" >"$work/hyperfine.log" 2>&1 ||
    { cat "$work/hyperfine.log" >&2; fail "a measured command failed ($1)"; }
  table "$work/$1.json" "$2"
}

for count in 3 "$files"; do
  make_repository "$work/$count" "$count" true
  cd "$work/$count"
  other=part00/unit00/file01.py
  git checkout -q -- "$other"
  measure "$count-clean" "$count files, nothing else changed"
  echo 'z = 2' >>"$other"
  measure "$count-modified" "$count files, one other file modified but not staged"
  [ "$(git diff --name-only)" = "$other" ] || fail "a tool did not bring the unstaged change back in $PWD"
  git checkout -q -- "$other"
done

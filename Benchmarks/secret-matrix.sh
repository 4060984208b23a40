#!/usr/bin/env bash
# Every way in which a commit can bring in a secret, through gate, gitleaks and kingfisher as pre-commit hooks. Prints a Markdown
# table: ✓ refused, ✗ committed, ? the case could not be set up.
# usage: secret-matrix.sh PATH-TO-GATE [WORKDIR]
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need git iconv python3
gate=$(realpath "${1:?usage: secret-matrix.sh PATH-TO-GATE [WORKDIR]}")
matrix=$(realpath "$(dirname "$0")/../Tests/Fixtures/staged-matrix.sh")
enter_work "${2:-}"
export GIT_AUTHOR_NAME=gate GIT_AUTHOR_EMAIL=gate@example.org GIT_COMMITTER_NAME=gate GIT_COMMITTER_EMAIL=gate@example.org
# One that all three tools know, put together here so that this file does not hold it: GitHub's, with its checksum.
KEY=$(
  python3 - <<'P'
import string, zlib

body = "x7Kq2LmZ9tRw4YbN8vCs" + "1DfG5hJp0u"
rest, digits = zlib.crc32(body.encode()), ""
while rest:
    rest, digit = divmod(rest, 62)
    digits = (string.digits + string.ascii_uppercase + string.ascii_lowercase)[digit] + digits
print("ghp", body + digits.rjust(6, "0"), sep="_")
P
)
export KEY PATH="${gate%/*}:$PATH"

tools=(gate)
declare -A hooks=([gate]="exec '$gate' hook pre-commit")
if command -v gitleaks >/dev/null; then
  tools+=(gitleaks)
  hooks[gitleaks]="exec '$(command -v gitleaks)' git --staged --no-banner --redact"
fi
if command -v kingfisher >/dev/null; then
  tools+=(kingfisher)
  # It ends with 200 where it found something; an error of its own is no finding, and it lets a commit through.
  hooks[kingfisher]="exec '$(command -v kingfisher)' scan . --staged --no-validate --no-update-check --quiet"
fi

verdict() { # TOOL CASE
  local place="$work/$1-$2" status=0
  mkdir -p "$place/repository"
  printf '#!/bin/sh\n%s\n' "${hooks[$1]}" >"$place/hook"
  chmod +x "$place/hook"
  (
    cd "$place/repository"
    export INSTALL="mkdir -p .git/hooks && cp '$place/hook' .git/hooks/pre-commit" CONFIGURATION=
    if [ "$1" = gate ]; then
      export CONFIGURATION='{version: 1, hooks: {pre-commit: [secrets]}, checks: {secrets: {kind: secrets}}}'
    fi
    timeout 60 sh "$matrix" "$2"
  ) >"$place/log" 2>&1 || status=$?
  rm -rf "${place:?}/repository" "$place/linked" "$place/other"
  case $status in 42) echo ✓ ;; 0) echo ✗ ;; *) echo '?' ;; esac
}

declare -A refused
printf '| planted by |'
printf ' %s |' "${tools[@]}"
printf '\n|---|'
for tool in "${tools[@]}"; do
  printf ':-:|'
  refused[$tool]=0
done
count=0
while read -r case; do
  count=$((count + 1))
  printf '\n| %s |' "${case//_/ }"
  for tool in "${tools[@]}"; do
    answer=$(verdict "$tool" "$case")
    [ "$answer" != ✓ ] || refused[$tool]=$((refused[$tool] + 1))
    printf ' %s |' "$answer"
  done
done < <(sh "$matrix" list)
printf '\n| **refused of %s** |' "$count"
for tool in "${tools[@]}"; do printf ' %s |' "${refused[$tool]}"; done
printf '\n'

#!/usr/bin/env bash
# Shows gate at work in a scratch repository made after Tests/Fixtures/seed-pipeline: a refused commit, the mend, the re-run
# from the cache, a push. Ends with 0 only if every step went as promised.
# usage: demo.sh PATH-TO-GATE      KEEP=1 leaves the scratch repository behind
set -euo pipefail
cd "$(dirname "$0")/.."
gate=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
fixture=$PWD/Tests/Fixtures/seed-pipeline
scratch=$(mktemp -d "${TMPDIR:-/tmp}/gate-demo.XXXXXX")
log=$scratch/output

finish() {
  local status=$?
  if [ -n "${KEEP-}" ]; then echo "the scratch repository: $scratch/app"; else rm -rf -- "$scratch"; fi
  [ "$status" = 0 ] || echo "make demo: failed" >&2
}
trap finish EXIT
trap 'exit 130' INT TERM

# Nothing of the user's own git reaches the demonstration, and nothing of it reaches the user.
unset "${!GIT_@}" GATE GATE_BIN
mkdir -p "$scratch/home" "$scratch/bin"
export HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config XDG_CACHE_HOME=$scratch/home/.cache
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 PYTHONDONTWRITEBYTECODE=1
cp -- "$gate" "$scratch/bin/gate"
export PATH="$scratch/bin:$PWD/.build/tools/bin:$PATH"

say() { printf '\n\033[1m%s\033[0m\n' "# $*"; }
[ -t 1 ] && [ -z "${NO_COLOR-}" ] || say() { printf '\n# %s\n' "$*"; }

# Shows a command and what it prints, and holds it to the exit status that was promised.
run() { # STATUS COMMAND…
  local promised=$1 status=0
  shift
  show "$@"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  sed 's/^/  /' "$log"
  [ "$status" = "$promised" ] || broken "it ended with $status, not $promised"
}

show() {
  local word
  printf '$'
  for word; do case $word in *[!A-Za-z0-9_./:=+-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac; done
  printf '\n'
}

broken() {
  printf 'the demonstration broke its promise: %s\n' "$*" >&2
  exit 1
}
says() { grep -qi -e "$1" "$log" || broken "nothing above says \"$1\""; }
keeps_secret() { ! grep -qF -e "$1" "$log" || broken "the secret is in the output"; }

say "A project in Node and Python, with a gate.yml that names its checks"
cp -R -- "$fixture" "$scratch/app"
cd "$scratch/app"
run 0 git init -q -b main .
git config user.name Demo
git config user.email demo@localhost
run 0 sed -n '/^hooks:/,/^$/p' gate.yml
run 0 gate install

say "The first commit: everything is new, so everything is checked"
run 0 git add -A
run 0 git commit -q -m 'The project as it is'
base=$(git rev-parse HEAD)

say "A change that nobody should record: a live-looking AWS key, in a file that black would write otherwise"
# Put together here, so that no file of gate's own repository holds it.
key=AKIA$(printf '%s%s' Z7QX2MWK LT5HVR3N)
printf 'import os\n\nKEY = "%s"\ndef bucket( name ):\n    return os.environ.get( "BUCKET",name )\n' "$key" \
  >data_practitioner/upload.py
run 0 git add data_practitioner/upload.py
run 1 git commit -q -m 'Upload the batches'
says 'data_practitioner/upload\.py'
says 'aws'
says 'black'
keeps_secret "$key"
[ "$(git rev-parse HEAD)" = "$base" ] || broken "the commit was made"
grep -qF "$key" data_practitioner/upload.py || broken "the working file was changed"
echo "  (refused: HEAD is where it was, the file is as it was written, and the key is nowhere in the output)"

say "The mend: the key comes from the environment, black writes the file"
printf 'import os\n\nKEY = os.environ.get("UPLOAD_KEY")\n\n\ndef bucket( name ):\n    return os.environ.get( "BUCKET",name )\n' \
  >data_practitioner/upload.py
run 0 black -q data_practitioner/upload.py
run 0 git add data_practitioner/upload.py
run 0 git commit -q -m 'Upload the batches'
[ "$(git rev-parse HEAD~1)" = "$base" ] || broken "the commit was not made"

say "The same content again, as CI would ask: every verdict is known, nothing is executed"
run 0 gate check --hook pre-commit --range HEAD~1..HEAD
says 'cache'
gate check --hook pre-commit --range HEAD~1..HEAD --format json >"$log" || broken "the report for programs failed"
python3 - "$log" <<'P' || broken "a check was executed again"
import json, sys

checks = [check for check in json.load(open(sys.argv[1]))["checks"] if check["verdict"] != "skipped"]
sys.exit(not checks or not all(check["cached"] for check in checks))
P

say "A push runs the longer list on the commits that are pushed"
git init -q --bare "$scratch/remote.git"
run 0 git remote add origin "$scratch/remote.git"
run 0 git push -q -u origin main
[ "$(git -C "$scratch/remote.git" rev-parse main)" = "$(git rev-parse HEAD)" ] || broken "the push did not arrive"

printf '\nmake demo: all as promised\n'

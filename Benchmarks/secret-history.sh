#!/usr/bin/env bash
# The whole history of a repository through gate, gitleaks and kingfisher: wall time as ratios, peak memory. Prints Markdown.
# usage: secret-history.sh PATH-TO-GATE [REPOSITORY] [WORKDIR]     RUNS=5, COMMITS=2500 (of the repository that is made where none
# is named: files of the Python standard library, edited a few lines at a time, packed by git gc)
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need git hyperfine python3
gate=$(realpath "${1:?usage: secret-history.sh PATH-TO-GATE [REPOSITORY] [WORKDIR]}")
repository=${2:+$(realpath "$2")}
enter_work "${3:-}"
runs=${RUNS:-5}

make_history() {
  git init --quiet --bare "$1"
  python3 - "${COMMITS:-2500}" <<'P' | git -C "$1" fast-import --quiet
import os, random, sys, sysconfig

random.seed(5)
top = sysconfig.get_path("stdlib")
files = {}
for folder, _, names in os.walk(top):
    for name in sorted(names):
        path = os.path.join(folder, name)
        if name.endswith(".py") and not os.path.islink(path):
            with open(path, "rb") as file:
                files[os.path.relpath(path, top)] = file.read().splitlines(keepends=True)
out = sys.stdout.buffer
paths = sorted(files)


def commit(number, changed):
    message = b"change %d\n" % number
    out.write(b"commit refs/heads/main\ncommitter a <a@example.org> %d +0000\n" % (1600000000 + 3600 * number))
    out.write(b"data %d\n%s" % (len(message), message))
    for path in changed:
        data = b"".join(files[path])
        out.write(b'M 100644 inline "%s"\ndata %d\n' % (path.encode(), len(data)) + data + b"\n")


commit(0, paths)
for number in range(1, int(sys.argv[1])):
    changed = random.sample(paths, 5)
    for path in changed:
        lines = files[path]
        place = random.randrange(len(lines) + 1)
        source = files[random.choice(paths)]
        start = random.randrange(len(source) + 1)
        lines[place:place + random.randrange(8)] = source[start:start + random.randrange(12)]
    commit(number, changed)
P
  git -C "$1" gc --quiet
}

if [ -z "$repository" ]; then
  repository=$work/history
  make_history "$repository"
fi
cd "$repository"
printf '%s commits, %s\n' "$(git rev-list --all --count)" "$(git count-objects -vH | sed -n 's/^size-pack: /packed /p')"

names=(gate)
commands=("$gate secrets scan --history")
if command -v gitleaks >/dev/null; then
  names+=(gitleaks)
  commands+=("$(command -v gitleaks) git --no-banner --log-opts=--all .")
fi
if command -v kingfisher >/dev/null; then
  names+=(kingfisher)
  commands+=("$(command -v kingfisher) scan . --no-validate --no-update-check --format json -o $work/kingfisher.json")
fi
arguments=()
for index in "${!names[@]}"; do arguments+=(--command-name "${names[$index]}" "${commands[$index]}"); done
hyperfine -N --ignore-failure --warmup 1 --runs "$runs" --export-json "$work/history.json" "${arguments[@]}" >/dev/null 2>&1
table "$work/history.json" "whole history"
for index in "${!names[@]}"; do
  python3 - "${names[$index]}" "${commands[$index]}" <<'P'
import os, shlex, subprocess, sys

name, command = sys.argv[1:]
process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, used = os.wait4(process.pid, 0)
print(f"- {name}: {used.ru_maxrss / 1024:.0f} MB at most, {used.ru_utime + used.ru_stime:.2f} s of processor time")
P
done

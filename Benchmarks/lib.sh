# shellcheck shell=bash
# Shared by the benchmarks; sourced, not run.

# Nothing of the user's git, caches or settings takes part: every tool starts from the same nothing.
isolate() { # WORKDIR
  unset "${!GIT_@}" "${!PRE_COMMIT@}" "${!PREK_@}" "${!LEFTHOOK@}"
  mkdir -p "$1/home"
  export HOME=$1/home XDG_CACHE_HOME=$1/home/.cache XDG_CONFIG_HOME=$1/home/.config
  export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1
}

# Sets `work` to the directory that everything is made in: the one that is named, or else one that is gone afterwards.
enter_work() { # [WORKDIR]
  work=${1:-}
  if [ -z "$work" ]; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/gate-bench.XXXXXX")
    trap 'rm -rf -- "$work"' EXIT
  fi
  mkdir -p "$work"
  work=$(realpath "$work")
  isolate "$work"
}

fail() {
  printf 'benchmark: %s\n' "$*" >&2
  exit 1
}

need() {
  local tool
  for tool in "$@"; do command -v "$tool" >/dev/null || fail "needs $tool"; done
}

# A new repository, entered: with a user of its own, and nothing that packs in the background.
start_repository() { # DIRECTORY
  rm -rf -- "$1"
  git init -q -b main "$1"
  cd "$1" || fail "cannot enter $1"
  git config user.name bench
  git config user.email bench@localhost
  git config gc.auto 0
}

# So many small files in the current directory, a hundred to a directory.
make_files() { # COUNT
  python3 - "$1" <<'P'
import os, sys

for number in range(int(sys.argv[1])):
    directory = f"part{number // 5000:02}/unit{number // 100 % 50:02}"
    os.makedirs(directory, exist_ok=True)
    with open(f"{directory}/file{number % 100:02}.py", "w") as file:
        file.write(f"x = {number}\n")
P
}

# lefthook's wheel starts its binary from Python; what is timed is the binary.
lefthook_binary() {
  local launcher found
  launcher=$(command -v lefthook) || return 0
  found=$(find "$(dirname "$(dirname "$launcher")")"/lib -path '*/lefthook/bin/*' -name 'lefthook*' -type f -perm -u+x \
    -print -quit 2>/dev/null)
  printf '%s\n' "${found:-$launcher}"
}

# A Markdown table of hyperfine's medians, each as a multiple of the first and of the last row.
table() { # JSON TITLE
  python3 - "$1" "$2" <<'P'
import json, sys

rows = json.load(open(sys.argv[1]))["results"]
first, last = rows[0], rows[-1]
print(f"\n### {sys.argv[2]}\n")
print(f"| tool | median ms | ± ms | × {first['command']} | × {last['command']} |\n|---|---:|---:|---:|---:|")
for row in rows:
    median, deviation = row["median"] * 1e3, (row["stddev"] or 0) * 1e3
    to_first, to_last = row["median"] / first["median"], row["median"] / last["median"]
    print(f"| {row['command']} | {median:.1f} | {deviation:.1f} | {to_first:.2f} | {to_last:.2f} |")
P
}

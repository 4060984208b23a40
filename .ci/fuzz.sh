#!/usr/bin/env bash
# Feeds gate's index reader with damaged indexes, and the secret scanner with texts of anchors, each for FUZZ_SECONDS (60): no
# crash, no hang, no more than 1 GB.
# usage: fuzz.sh          runs the fuzzers, that of indexes on the kept corpus
#        fuzz.sh secrets  runs that of the secret scanner alone
#        fuzz.sh seeds    writes the corpus' seeds anew, from indexes that git makes
#        fuzz.sh merge    adds those inputs of past runs to the corpus that reach something new
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
corpus=$root/Tests/Fuzz/IndexCorpus
found=$root/.build/fuzz-found
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# git sees neither the user nor the machine.
alone() {
  export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
  export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_AUTHOR_DATE=2001-02-03T04:05:06Z
  export GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.com GIT_COMMITTER_DATE=2001-02-03T04:05:06Z
}

# The trees of this repository are those that the seeds' cache trees name.
make_repository() { # DIRECTORY [ARGUMENT of git init…]
  git init --quiet --initial-branch=main "${@:2}" "$1"
  (
    cd "$1"
    mkdir -p dir/deep out/deep
    for path in a.txt dir/b.txt dir/deep/c.sh out/d.txt out/deep/e z; do printf '%s\n' "$path" >"$path"; done
    chmod +x dir/deep/c.sh
    git add .
    git commit --quiet -m first
  )
}

# One byte for the object format, the index's length, the index, what a split one builds on.
seed() { # NAME FORMAT DIRECTORY
  local index=$3/.git/index length
  length=$(wc -c <"$index")
  {
    printf '%b' "\\x$2"
    printf '%b' "$(printf '\\x%02x' $((length >> 24 & 255)) $((length >> 16 & 255)) $((length >> 8 & 255)) $((length & 255)))"
    cat "$index"
    find "$3/.git" -name 'sharedindex.*' -exec cat {} +
  } >"$corpus/$1"
}

seeds() {
  mkdir -p "$corpus"
  local name
  for name in version2 version3 version4 announced conflict split split4 sparse sparse4 partial monitor many; do
    make_repository "$work/$name"
    (
      cd "$work/$name"
      case $name in
        version3) git update-index --skip-worktree z ;;
        version4) git update-index --index-version 4 ;;
        announced) echo new >new && git add --intent-to-add new ;;
        conflict)
          blob=$(git rev-parse HEAD:z)
          printf '0 %040d 0\tz\n100644 %s 1\tz\n100644 %s 2\tz\n' 0 "$blob" "$blob" | git update-index --index-info
          ;;
        split | split4)
          git config splitIndex.maxPercentChange 100
          if [ $name = split4 ]; then git update-index --index-version 4; fi
          git update-index --split-index
          echo changed >a.txt && echo added >added && git rm -q --cached z && git add a.txt added
          ;;
        sparse | sparse4)
          if [ $name = sparse4 ]; then git config index.version 4; fi
          git sparse-checkout set --cone --sparse-index dir 2>/dev/null
          ;;
        partial) echo changed >dir/b.txt && git add . ;;
        monitor)
          printf '#!/bin/sh\nprintf "token\\0/\\0"\n' >monitor && chmod +x monitor
          git config core.fsmonitor ./monitor
          git update-index --fsmonitor --untracked-cache 2>/dev/null
          ;;
        many)
          blob=$(git rev-parse HEAD:z)
          for number in $(seq 100 170); do printf '100644 %s 0\tm/%s\n' "$blob" "$number"; done |
            git update-index --index-version 4 --index-info
          ;;
      esac
    )
    seed $name 00 "$work/$name"
  done
  make_repository "$work/sha256" --object-format=sha256
  seed sha256 01 "$work/sha256"
  (cd "$work/sha256" && git update-index --index-version 4)
  seed sha256-4 01 "$work/sha256"
  ls -l "$corpus"
}

if [ "${1:-}" = seeds ]; then
  alone
  seeds
  exit 0
fi

# SwiftPM knows the fuzzer alone; the compiler takes the address sanitizer beside it.
sanitizers="-sanitize=fuzzer,address"
build=(swift build --sanitize=fuzzer -Xswiftc "$sanitizers" --scratch-path .build/fuzz)
# The backtrace of a crash is the sanitizer's; Swift's own may wait for ever on a process that is no more.
export GATE_FUZZ=1 ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no

secrets() {
  "${build[@]}" --product SecretFuzz 2>&1 | grep -v '^/usr/bin/ld.gold: warning'
  mkdir -p "$root/.build/fuzz-secrets"
  "$("${build[@]}" --show-bin-path)/SecretFuzz" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=1024 \
    -max_len=4096 -print_final_stats=1 -artifact_prefix="$root/.build/fuzz-" "$root/.build/fuzz-secrets" 2>&1 |
    tail -n 40
}

if [ "${1:-}" = secrets ]; then
  secrets
  exit 0
fi
"${build[@]}" --product IndexFuzz 2>&1 | grep -v '^/usr/bin/ld.gold: warning'
fuzzer=$("${build[@]}" --show-bin-path)/IndexFuzz
alone
make_repository "$work/repository"
export GATE_FUZZ_REPOSITORY=$work/repository
mkdir -p "$found"
if [ "${1:-}" = merge ]; then
  "$fuzzer" -merge=1 -max_len=700 "$corpus" "$found"
  exit 0
fi
"$fuzzer" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=1024 -max_len=8192 -print_final_stats=1 \
  -artifact_prefix="$root/.build/fuzz-" "$found" "$corpus" 2>&1 | tail -n 40
secrets
echo "make fuzz: no crash, no hang"

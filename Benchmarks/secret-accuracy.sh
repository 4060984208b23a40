#!/usr/bin/env bash
# How well secrets are told from what looks like them: gate beside gitleaks, kingfisher and detect-secrets, on the labelled
# corpus of secret-corpus/ and, counting alone, on a tree of source code. Prints Markdown.
# usage: secret-accuracy.sh PATH-TO-GATE [TREE] [WORKDIR]     TREE: the Python standard library where not given
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need python3
gate=$(realpath "${1:?usage: secret-accuracy.sh PATH-TO-GATE [TREE] [WORKDIR]}")
corpus=$(realpath "$(dirname "$0")/secret-corpus")
tree=${2:-$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')}
tree=$(realpath "$tree")
enter_work "${3:-}"
cd "$work"
rm -rf cases cases.jsonl
python3 "$corpus/corpus.py" write "$work/cases"

tools=(gate)
for tool in gitleaks kingfisher detect-secrets; do
  if command -v "$tool" >/dev/null; then tools+=("$tool"); else printf 'not here, so not compared: %s\n\n' "$tool"; fi
done

scan() { # TOOL DIRECTORY REPORT
  local status=0
  rm -f "$3"
  case $1 in
    gate) "$gate" secrets scan "$2" --format json >"$3" 2>scan.log || status=$? ;;
    gitleaks) gitleaks dir "$2" --no-banner --report-format json --report-path "$3" >scan.log 2>&1 || status=$? ;;
    # Without asking the providers, and each place, not each secret.
    kingfisher)
      kingfisher scan "$2" --no-validate --no-dedup --no-update-check --format json --output "$3" >scan.log 2>&1 || status=$?
      ;;
    # Its files are those that git knows unless it is told otherwise; and no question to providers.
    detect-secrets) detect-secrets scan --all-files --no-verify "$2" >"$3" 2>scan.log || status=$? ;;
  esac
  # gate and gitleaks end with 1 where they found something, kingfisher with 200.
  case $status in
    0 | 1 | 200) ;;
    *) cat scan.log >&2 && fail "$1 ended with $status" ;;
  esac
  [ -s "$3" ] || { cat scan.log >&2 && fail "$1 wrote no report"; }
}

reports=()
for tool in "${tools[@]}"; do
  scan "$tool" "$work/cases" "$work/$tool.json"
  reports+=("$tool=$work/$tool.json")
done
python3 "$corpus/score.py" "$work/cases.jsonl" "${reports[@]}"

# A copy, for gitleaks passes over what lies below lib/python, and detect-secrets over what lies elsewhere.
rm -rf tree && cp -RP "$tree" tree
megabytes=$(python3 "$corpus/score.py" --size tree)
printf '\n### Findings in %s MB of %s\n\n| tool | findings | per MB |\n|---|---:|---:|\n' "$megabytes" "$tree"
for tool in "${tools[@]}"; do
  # detect-secrets reads half a megabyte a second: a minute is enough of it.
  if [ "$tool" = detect-secrets ] && awk -v size="$megabytes" 'BEGIN { exit !(size > 30) }'; then continue; fi
  scan "$tool" tree "$work/tree-$tool.json"
  count=$(python3 "$corpus/score.py" --count "$tool=$work/tree-$tool.json")
  awk -v tool="$tool" -v count="$count" -v size="$megabytes" \
    'BEGIN { printf "| %s | %d | %.2f |\n", tool, count, count / size }'
done

#!/usr/bin/env bash
# Lints this repository: Swift with the toolchain's formatter, shell scripts, workflows and YAML with the pinned tools.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$PWD/.build/tools/bin
status=0

swift format lint --strict --parallel --recursive Package.swift Sources Tests Hooks Config || status=1

scripts=(.ci/run .ci/*.sh Hooks/*.sh Benchmarks/*.sh)
"$tools/shellcheck" "${scripts[@]}" || status=1
"$tools/yamllint" --strict -c .yamllint.yml .github gate.yml .yamllint.yml Config || status=1
"$tools/actionlint" -shellcheck "$tools/shellcheck" .github/workflows/*.yml || status=1

[ $status = 0 ] || { echo "lint: failed" >&2; exit 1; }
echo "lint: clean"

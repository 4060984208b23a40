#!/usr/bin/env bash
# Installs the system packages that are missing, with apt or Homebrew, and says which; does nothing when all are there.
# usage: deps.sh build | test | extras | bench   what is needed: to build gate; to test or demonstrate it; to have no test skipped; to
# time it
set -euo pipefail

say() { printf 'deps: %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }
library() { pkg-config --exists "$1" 2>/dev/null; }
certificates() {
  [ "$(uname -s)" = Darwin ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -n "${GIT_SSL_CAINFO-}${SSL_CERT_FILE-}" ]
}

# Each need: how to see that it is met, then its package for apt and for Homebrew (`-`: macOS has it).
check_needs() {
  while read -r check argument apt brew; do
    [ -n "$check" ] || continue
    "$check" "$argument" </dev/null || missing+=("$apt $brew")
  done
}

build_needs='
has pkg-config pkg-config pkgconf
has git git git
certificates - ca-certificates -
library libgit2 libgit2-dev libgit2
library libhs libvectorscan-dev vectorscan
library libpcre2-8 libpcre2-dev pcre2
library sqlite3 libsqlite3-dev sqlite
library yaml-0.1 libyaml-dev libyaml
library libcrypto libssl-dev openssl@3
library zlib zlib1g-dev zlib'
# With GATE_PORTABLE gate is built to do without Vectorscan.
if [ -n "${GATE_PORTABLE+set}" ]; then build_needs=$(grep -v '^library libhs ' <<<"$build_needs"); fi
test_needs='
has node nodejs node
has_nginx - nginx-light nginx
has openssl openssl openssl@3
has_strace - strace -
has_python - python3-venv python@3.12'
# Without these, tests are skipped and say so: one that cannot be installed here stops nobody.
test_extras='
has dot graphviz graphviz
has bats bats bats-core
has_debian golang-go golang-go -
has_debian mocha mocha -
has_debian jest jest -'
bench_needs='
has hyperfine hyperfine hyperfine
has rg ripgrep ripgrep
has_python - python3-venv python@3.12'

# Debian's package starts a server on port 80 where systemd runs, which nobody who tests gate asked for: there the tests that
# need nginx are skipped, unless it is installed already.
has_nginx() { has nginx || [ -x /usr/sbin/nginx ] || [ -d /run/systemd/system ]; }
# Only Linux has strace, and only tests of tracing need it.
has_strace() { has strace || [ "$(uname -s)" != Linux ]; }
# Test runners that are only installed where apt can do it: without them their tests are skipped, and say so.
has_debian() {
  case $1 in
    golang-go) has go && return ;;
    *) [ -e "/usr/share/nodejs/$1/package.json" ] && return ;;
  esac
  ! has apt-get || [ -z "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)/\1/p')" ]
}
has_python() { bash .ci/python.sh >/dev/null 2>&1; }

install_with_apt() {
  local apt=(apt-get -o DPkg::Lock::Timeout=300) output
  say "missing: $*"
  if [ "$(id -u)" != 0 ]; then
    if ! has sudo; then
      say "apt-get needs root to install them, and there is no sudo here. Run this as root, then the same make again:"
      printf '  apt-get update && apt-get install --no-install-recommends %s\n' "$*"
      exit 1
    fi
    say "apt-get needs root to install them: sudo may ask for your password"
    apt=(sudo env DEBIAN_FRONTEND=noninteractive "${apt[@]}")
  fi
  export DEBIAN_FRONTEND=noninteractive

  # jest wants the types of Debian's own node, which other packages of node do not bring; nothing runs them.
  if [[ " $* " == *" jest "* ]] && has node && ! dpkg-query -f '${Provides}' -W nodejs 2>/dev/null | grep -q node-types-node; then
    output=$(mktemp -d)
    mkdir -p "$output/types/DEBIAN"
    printf '%s\n' 'Package: node-types-node' 'Version: 18.0' 'Architecture: all' 'Maintainer: gate <gate@localhost>' \
      'Description: stands for the types of node' >"$output/types/DEBIAN/control"
    if dpkg-deb -b "$output/types" "$output/node-types-node.deb" >/dev/null 2>&1; then
      "${apt[@]}" -y install "$output/node-types-node.deb" </dev/null >/dev/null 2>&1 || true
    fi
    rm -rf "$output"
  fi

  # The package lists are fetched only when the ones that lie here do not serve.
  output=$(mktemp)
  say "apt-get install $*"
  if ! "${apt[@]}" -y --no-install-recommends install "$@" </dev/null >"$output" 2>&1; then
    say "apt-get update, for the package lists here do not serve"
    "${apt[@]}" update </dev/null >"$output" 2>&1 || { cat "$output"; exit 1; }
    say "apt-get install $*"
    "${apt[@]}" -y --no-install-recommends install "$@" </dev/null >"$output" 2>&1 || { cat "$output"; exit 1; }
  fi
  rm -f "$output"
}

install_with_brew() {
  say "missing: $*"
  say "brew install $*"
  HOMEBREW_NO_AUTO_UPDATE=1 brew install "$@" </dev/null
}

purpose=${1:?usage: deps.sh build | test | extras | bench}
cd "$(dirname "$0")/.."

# Swift comes from swift.org, not from a package list, so this can only point there.
if ! has swift; then
  say "Swift 6.2 or later is needed: https://www.swift.org/install/ (or swiftly, its installer). Nothing was installed."
  exit 1
fi

needs=$build_needs
case $purpose in
  build) ;;
  test | extras) needs+=$test_needs ;;
  bench) needs+=$bench_needs ;;
  *) say "unknown purpose $purpose"; exit 2 ;;
esac

# The packages of `missing`, installed.
install_missing() {
  local column packages=() package
  if has apt-get; then column=1; elif has brew; then column=2; else
    say "neither apt-get nor brew is here. Install these (Debian's names) by hand: $(printf '%s\n' "${missing[@]}" | cut -d' ' -f1 | xargs)"
    exit 1
  fi
  while read -r package; do [ "$package" = - ] || packages+=("$package"); done \
    < <(printf '%s\n' "${missing[@]}" | cut -d' ' -f$column)
  if [ $column = 1 ]; then install_with_apt "${packages[@]}"; else install_with_brew "${packages[@]}"; fi
}

missing=()
check_needs <<<"$needs"
if [ ${#missing[@]} -gt 0 ]; then
  install_missing
  missing=()
  check_needs <<<"$needs"
  if [ ${#missing[@]} -gt 0 ]; then
    say "installed, and yet not found: $(printf '%s\n' "${missing[@]}" | cut -d' ' -f1 | xargs)"
    exit 1
  fi
  say "all there"
fi

if [ "$purpose" = extras ]; then
  while read -r line; do
    missing=()
    check_needs <<<"$line"
    if [ ${#missing[@]} -gt 0 ] && ! (install_missing); then
      say "$(cut -d" " -f3 <<<"$line") could not be installed: the tests that need it are skipped"
    fi
  done <<<"$test_extras"
fi

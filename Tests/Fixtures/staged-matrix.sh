#!/bin/sh
# Commits a secret in every way in which git lets one in. Used by StagedMatrixTests and by Benchmarks/secret-matrix.sh.
#
# usage: staged-matrix.sh list      the names of the cases
#        staged-matrix.sh CASE      in an empty directory; ends with 42 where the commit was refused, 0 where it was made
# KEY      the secret
# INSTALL  a command that puts the hook into the repository it is run in
# BEFORE   a command that is run before the commit (optional)
set -eu

# The commit. What comes before it must work.
attempt() {
  eval "${BEFORE:-:}"
  if git "$@" </dev/null; then exit 0; fi
  exit 42
}

plant() { printf 'first line\nkey = "%s"\nlast line\n' "$KEY" >"$1"; }
quietly() { git commit --quiet --no-verify --message "$@"; }

base() {
  git init --quiet --initial-branch=main .
  [ -z "${CONFIGURATION:-}" ] || printf '%s\n' "$CONFIGURATION" >gate.yml
  printf 'first line\nlast line\n' >tracked.txt
  git add .
  quietly base
  eval "$INSTALL"
}

case_plain() { plant new.txt && git add . && attempt commit -m x; }
case_edit() { plant tracked.txt && git add . && attempt commit -m x; }
case_color_always() { git config color.ui always && plant new.txt && git add . && attempt commit -m x; }
case_diff_external() { git config diff.external true && plant tracked.txt && git add . && attempt commit -m x; }
case_diff_noprefix() { git config diff.noprefix true && plant tracked.txt && git add . && attempt commit -m x; }
case_attribute_minus_diff() { echo '* -diff' >.gitattributes && plant new.txt && git add . && attempt commit -m x; }
case_attribute_binary() { echo '*.txt binary' >.gitattributes && plant tracked.txt && git add . && attempt commit -m x; }
case_textconv() {
  echo '*.txt diff=hidden' >.gitattributes
  git config diff.hidden.textconv 'echo nothing #'
  plant tracked.txt && git add . && attempt commit -m x
}
utf16() { # ENCODING BYTE-ORDER-MARK
  plant plain.tmp
  printf '%b' "$2" >new.txt
  iconv -f UTF-8 -t "$1" plain.tmp >>new.txt
  rm plain.tmp
  git add . && attempt commit -m x
}
case_utf16_little_bom() { utf16 UTF-16LE '\0377\0376'; }
case_utf16_big_bom() { utf16 UTF-16BE '\0376\0377'; }
case_utf16_little() { utf16 UTF-16LE ''; }
case_utf16_big() { utf16 UTF-16BE ''; }
case_nul_bytes() { printf 'a\0\0\0b\nkey = "%s"\n\0' "$KEY" >new.bin && git add . && attempt commit -m x; }
case_crlf() { git config core.autocrlf true && printf 'key = "%s"\r\n' "$KEY" >new.txt && git add . && attempt commit -m x; }
case_long_line() {
  { head -c 3000000 /dev/zero | tr '\0' 'a' && printf ' key = "%s" ' "$KEY" && head -c 3000000 /dev/zero | tr '\0' 'b'; } >new.txt
  git add . && attempt commit -m x
}
case_subdirectory() { mkdir -p sub/dir && plant new.txt && git add . && cd sub/dir && attempt commit -m x; }
case_strange_name() { plant "$(printf -- '-a "b\nc')" && git add . && attempt commit -m x; }
case_ignored_but_added() { echo 'new.txt' >.gitignore && plant new.txt && git add -f . && attempt commit -m x; }
case_first_commit() { git checkout --quiet --orphan fresh && plant new.txt && git add . && attempt commit -m x; }
case_detached() { git checkout --quiet --detach && plant new.txt && git add . && attempt commit -m x; }
case_rename() { plant new.txt && git add . && quietly old && git mv new.txt moved.txt && attempt commit -m x; }
case_rename_with_edit() {
  git mv tracked.txt moved.txt && printf 'key = "%s"\n' "$KEY" >>moved.txt && git add . && attempt commit -m x
}
case_mode_change() {
  plant run.sh && git add . && quietly old && git update-index --chmod=+x run.sh && attempt commit -m x
}
case_submodule() {
  git init --quiet ../other
  (cd ../other && git commit --quiet --allow-empty -m other)
  git -c protocol.file.allow=always submodule --quiet add ../other sub
  plant new.txt && git add . && attempt commit -m x
}
case_symlink() { ln -s "$KEY" link && git add . && attempt commit -m x; }
case_file_to_symlink() { rm tracked.txt && ln -s "$KEY" tracked.txt && git add . && attempt commit -m x; }
case_intent_to_add() { plant new.txt && git add -N new.txt && attempt commit -a -m x; }
case_commit_all() { plant tracked.txt && attempt commit -a -m x; }
case_commit_path() { plant tracked.txt && attempt commit -m x tracked.txt; }
case_commit_only() {
  echo other >other.txt && git add . && plant tracked.txt && attempt commit --only -m x tracked.txt
}
case_commit_include() {
  echo other >other.txt && git add . && plant tracked.txt && attempt commit --include -m x tracked.txt
}
case_staged_then_removed() { plant new.txt && git add . && rm new.txt && attempt commit -m x; }
case_staged_then_cleaned() { plant tracked.txt && git add . && echo clean >tracked.txt && attempt commit -m x; }
side() {
  git checkout --quiet -b side && echo side >side.txt && git add . && quietly side
  git checkout --quiet main && echo main >main.txt && git add . && quietly main
}
case_merge() { side && git merge --quiet --no-commit side && plant new.txt && git add . && attempt commit -m x; }
case_merge_conflict() {
  git checkout --quiet -b side && echo side >tracked.txt && git add . && quietly side
  git checkout --quiet main && echo main >tracked.txt && git add . && quietly main
  git merge --quiet side >/dev/null 2>&1 || plant tracked.txt
  git add . && attempt commit -m x
}
case_cherry_pick() {
  git checkout --quiet -b side && plant new.txt && git add . && quietly side
  git checkout --quiet main && git cherry-pick --no-commit side && attempt commit -m x
}
case_revert() {
  plant new.txt && git add . && quietly added && git rm --quiet new.txt && quietly removed
  git revert --no-commit HEAD && attempt commit -m x
}
case_amend() { plant new.txt && git add . && attempt commit --amend --no-edit; }
case_work_tree() { git worktree add --quiet -b linked ../linked && cd ../linked && plant new.txt && git add . && attempt commit -m x; }
case_lfs_attribute() {
  echo '*.dat filter=lfs diff=lfs merge=lfs -text' >.gitattributes
  git config filter.lfs.clean cat
  git config filter.lfs.smudge cat
  plant new.dat && git add . && attempt commit -m x
}
case_split_index() { git update-index --split-index && plant new.txt && git add . && attempt commit -m x; }
case_index_version_4() { git update-index --index-version 4 && plant new.txt && git add . && attempt commit -m x; }
case_sparse_checkout() {
  mkdir in out && echo in >in/a && echo out >out/b && git add . && quietly more
  git sparse-checkout set in && plant in/new.txt && git add . && attempt commit -m x
}
case_packed_base() { plant tracked.txt && git gc --quiet && git add . && attempt commit -m x; }

if [ "$1" = list ]; then
  sed -n 's/^case_\([a-z0-9_]*\)().*/\1/p' "$0"
  exit
fi
base >&2
"case_$1"

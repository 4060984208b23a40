#!/usr/bin/env bash
# Prints a directory of .pc files by which a build links the C libraries that are installed as archives (Debian's -dev packages
# hold them) into the binary, which then loads nothing when it starts. A library without an archive stays a shared one.
# usage: static-libraries.sh DIRECTORY      made anew, with links to the archives
set -euo pipefail
directory=${1:?usage: static-libraries.sh DIRECTORY}
rm -rf -- "$directory"
mkdir -p -- "$directory"
directory=$(cd "$directory" && pwd)

link() { # ARCHIVE: whether it is there, and then linked
  [ -f "$1" ] && ln -s -- "$1" "$directory/"
}

# pkg-config's name, the archive's
while read -r package name; do
  folder=$(pkg-config --variable=libdir "$package" 2>/dev/null) || continue
  link "$folder/lib$name.a" || continue
  printf 'Name: %s\nDescription: %s, linked into the binary\nVersion: %s\nLibs: -L%s -l%s\nCflags: %s\n' \
    "$package" "$name" "$(pkg-config --modversion "$package")" "$directory" "$name" \
    "$(pkg-config --cflags "$package")" >"$directory/$package.pc"
done <<'LIBRARIES'
sqlite3 sqlite3
yaml-0.1 yaml
libpcre2-8 pcre2-8
libcrypto crypto
zlib z
LIBRARIES

# The run time of C++, which Swift's own needs, and what unwinds stacks for it come with no .pc file; the compiler knows where
# they are. The second one is a shared library by the name under which the linker looks for it.
archive=$(cc -print-file-name=libstdc++.a 2>/dev/null) && [ "$archive" != libstdc++.a ] && link "$archive"
archive=$(cc -print-file-name=libgcc_eh.a 2>/dev/null) && [ "$archive" != libgcc_eh.a ] &&
  ln -s -- "$archive" "$directory/libgcc_s.a"

printf '%s\n' "$directory"

#!/bin/sh
# Prints the ids of the stories that a change belongs to.
# usage: identify-story.sh [BASE]    what differs between BASE (origin/main) and HEAD
#        identify-story.sh -         NUL-separated paths on standard input
set -eu
cd "$(dirname -- "$0")/.."
if [ "${1-}" = - ]; then
  exec python3 -m data_practitioner identify
fi
git diff --name-only -z "${1-origin/main}...HEAD" -- | python3 -m data_practitioner identify

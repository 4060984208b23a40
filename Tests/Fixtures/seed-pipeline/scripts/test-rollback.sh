#!/bin/sh
# Fails if a flag of the story would stay on after its rollback.
# usage: test-rollback.sh STORY
set -eu
story=${1:?usage: test-rollback.sh STORY}
cd "$(dirname -- "$0")/.."
exec python3 -m data_practitioner rollback "$story"

#!/bin/sh
# Exits 0 if the service at the address says that it is well.
# usage: health-check.sh [URL]
set -eu
cd "$(dirname -- "$0")/.."
exec node src/healthcheck.js "$@"

#!/bin/sh
# gate-shim 1: put here by `gate install`, taken away by `gate uninstall`. Edits are lost with the next install.
hook=${0##*/}
recorded=''
if [ "${GATE-}" = 0 ]; then
  printf 'gate: %s skipped (GATE=0)\n' "$hook" >&2
  if [ -f "$0.before-gate" ] && [ -x "$0.before-gate" ]; then exec "$0.before-gate" "$@"; fi
  exit 0
fi
if [ -n "${GATE_BIN-}" ]; then exec "$GATE_BIN" hook "$hook" "$@"; fi
if command -v gate >/dev/null 2>&1; then exec gate hook "$hook" "$@"; fi
for gate in "$recorded" "${HOME-}/.local/bin/gate" /usr/local/bin/gate /opt/homebrew/bin/gate; do
  if [ -f "$gate" ] && [ -x "$gate" ]; then exec "$gate" hook "$hook" "$@"; fi
done
printf 'gate: %s: the program gate was not found, so nothing was checked.\n' "$hook" >&2
printf '  Put gate on PATH, set GATE_BIN to it, or run "gate install" again from where it is now.\n' >&2
printf '  Without it, this once: GATE=0 git ... (or git commit --no-verify, git push --no-verify)\n' >&2
exit 1

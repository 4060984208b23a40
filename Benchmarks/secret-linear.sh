#!/usr/bin/env bash
# Whether time is linear whatever the text is: texts that are hard for a scanner of secrets, each as a multiple of the time that
# source code of the same size takes. Prints Markdown; every text ends with a planted key, which must be found unless gate says
# that it did not look everywhere. Processor time is what counts, the best of RUNS=2.
# usage: secret-linear.sh PATH-TO-GATE [TREE] [WORKDIR]     MEGABYTES=32; TREE: the Python standard library where not given
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
need python3
gate=$(realpath "${1:?usage: secret-linear.sh PATH-TO-GATE [TREE] [WORKDIR]}")
shapes=$(realpath "$(dirname "$0")/secret-shapes.py")
tree=${2:-$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')}
tree=$(realpath "$tree")
enter_work "${3:-}"
cd "$work"
python3 - "$gate" "$shapes" "$tree" "${MEGABYTES:-32}" "${RUNS:-2}" <<'P'
import json, os, resource, subprocess, sys

gate, shapes, tree, megabytes, runs = sys.argv[1:]
size = int(float(megabytes) * 1e6)


def write(name):
    with open("text.py", "wb") as file:
        subprocess.run([sys.executable, shapes, "write", name, str(size), tree], stdout=file, check=True)


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(name):
    write(name)
    best, report = None, None
    for _ in range(int(runs)):
        before = spent()
        done = subprocess.run([gate, "secrets", "scan", "text.py", "--format", "json"], capture_output=True)
        taken = spent() - before
        if done.returncode not in (0, 1):
            sys.exit(f"benchmark: {name}: gate ended with {done.returncode}: {done.stderr.decode()}")
        best, report = min(taken, best or taken), done.stdout.decode()
    found, told = "aws-access-key-id" in report, "secret-scan-incomplete" in report
    if not found and not told:
        sys.exit(f"benchmark: {name}: neither the planted key nor a word that it was not looked for")
    return best, "found" if found else "missed", "told" if told else ""


names = subprocess.run([sys.executable, shapes, "list"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
measure("ordinary")
ordinary, *_ = measure("ordinary")
rows = sorted(((measure(name), name) for name in names), reverse=True)
print(f"### {megabytes} MB each; source code takes {ordinary * 1e3:.0f} ms\n")
print("| text | ms | × source code | planted key | left out |\n|---|---:|---:|---|---|")
for (taken, planted, told), name in rows:
    print(f"| {name} | {taken * 1e3:.0f} | {taken / ordinary:.1f} | {planted} | {told} |")
above = sum(taken > 4 * ordinary for (taken, *_), _ in rows)
print(f"\n{len(rows) - above} of {len(rows)} texts take at most 4 times as long as source code.")
P

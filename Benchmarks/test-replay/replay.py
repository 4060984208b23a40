"""Replays random faults in real projects: of the tests that a full run shows to fail, which does a selection hold?

usage: replay.py [--cache DIR] [--gate PATH | --select COMMAND] [--json FILE] [--projects A,B] [--only STAGES]

Projects are source distributions of the Python package index, pinned in projects.json. Each becomes a git repository, each fault
a commit. All that does not depend on gate is kept in the cache directory, so a second run asks gate alone. A COMMAND is called
as `COMMAND REPOSITORY BASE COMMIT` and prints the selected test files, or `*` for all. STAGES: truth,testmon,picked,gate.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tarfile
import time
from pathlib import Path

from mutate import mutate

HERE = Path(__file__).resolve().parent
TOOLS = ["pytest==9.2.0", "pytest-testmon==2.2.0", "pytest-picked==0.5.1", "setuptools", "wheel"]
# A fault may make a loop endless: so many times the undisturbed suite's time.
PATIENCE = 10


def run(*command, cwd=None, env=None, check=True, timeout=None):
    result = subprocess.run(command, check=False, cwd=cwd, env=env, capture_output=True, timeout=timeout)
    if check and result.returncode != 0:
        sys.exit(f"replay: {' '.join(map(str, command))}: {result.returncode}\n{result.stderr.decode()[-2000:]}")
    return result


class Project:
    def __init__(self, entry, cache: Path) -> None:
        self.name, self.version = entry["name"], entry["version"]
        self.entry = entry
        self.cache = cache / f"{self.name}-{self.version}"
        self.repository = self.cache / "repository"
        self.python = self.cache / "venv/bin/python"
        self.outcomes = self.cache / "outcomes"

    # What is pinned becomes a repository.

    def prepare(self) -> None:
        self.outcomes.mkdir(parents=True, exist_ok=True)
        if not (self.cache / "ready").exists():
            run(sys.executable, "-m", "venv", self.cache / "venv")
            pip = [self.python, "-m", "pip", "--disable-pip-version-check", "-q"]
            run(*pip, "install", *TOOLS, *self.entry["needs"])
            pins = self.cache / "requirement.txt"
            pins.write_text(f"{self.name}=={self.version} --hash=sha256:{self.entry['sha256']}\n")
            where = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"]
            needs = ["setuptools", "wheel", "flit_core", "hatchling"]
            run(*pip, "install", *needs)
            run(*pip, "download", *where, "-r", pins, "-d", self.cache)
            self.unpack(next(self.cache.glob("*.tar.gz")))
            (self.cache / "ready").touch()
        shutil.rmtree(self.repository / ".git/info", ignore_errors=True)
        (self.repository / ".git/info").mkdir()
        (self.repository / ".git/info/exclude").write_text(".testmondata*\n__pycache__\n.pytest_cache\n.hypothesis\n")

    def unpack(self, archive: Path) -> None:
        shutil.rmtree(self.repository, ignore_errors=True)
        with tarfile.open(archive) as file:
            top = file.getnames()[0].split("/")[0]
            file.extractall(self.cache / "unpacked", filter="data")
        shutil.move(self.cache / "unpacked" / top, self.repository)
        for old in self.repository.glob("*.egg-info"):
            shutil.rmtree(old)
        self.git("init", "-q", "-b", "base")
        self.git("add", "-A", "-f")
        self.git("commit", "-q", "-m", "as published")

    def git(self, *arguments, check=True):
        env = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
        for role in ("AUTHOR", "COMMITTER"):
            env |= {f"GIT_{role}_NAME": "replay", f"GIT_{role}_EMAIL": "replay@example.com"}
            env |= {f"GIT_{role}_DATE": "2026-01-01T00:00:00Z"}
        return run("git", *arguments, cwd=self.repository, env=env, check=check).stdout.decode()

    # Faults, the same ones each time.

    def modules(self) -> list[str]:
        paths = []
        for source in self.entry["sources"]:
            paths += [str(path.relative_to(self.repository)) for path in (self.repository / source).rglob("*.py")]
        return sorted(path for path in paths if "/tests/" not in path)

    def commit_mutation(self, index: int):
        """Commits the fault of this number; says what it is."""
        rng = random.Random(f"{self.name} {self.version} {index}")
        self.git("checkout", "-q", "-f", "base")
        modules = self.modules()
        while True:
            path = rng.choice(modules)
            mutation = mutate((self.repository / path).read_bytes(), rng)
            if mutation is not None:
                break
        file = self.repository / path
        if mutation.text is not None:
            file.write_bytes(mutation.text)
        elif mutation.renamed:
            file.rename(file.with_name(file.stem + "_moved.py"))
        else:
            file.unlink()
        self.git("checkout", "-q", "--detach")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{path}: {mutation.what}"[:200])
        self.git("branch", "-f", f"fault-{index}")
        # The time and size by which Python knows stale bytecode may be the same.
        for cached in file.parent.glob(f"__pycache__/{file.stem}.*"):
            cached.unlink()
        return {"path": path, "kind": mutation.kind, "what": mutation.what}

    # Runs.

    def pytest(self, name: str, *arguments, timeout=None):
        """What ran and failed, None where it took too long."""
        report = self.outcomes / f"{name}.json"
        if report.exists():
            return json.loads(report.read_text())
        part = report.with_suffix(".part")
        part.unlink(missing_ok=True)
        paths = [str(HERE), str(self.repository), str(self.repository / "src")]
        home = self.cache / "home"
        home.mkdir(exist_ok=True)
        env = {
            "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONHASHSEED": "0", "REPLAY_OUTCOMES": str(part), "TZ": "UTC",
        }  # fmt: skip
        command = [self.python, "-m", "pytest", "-q", "-p", "outcomes", "--tb=no"]
        # testmon asks for options of the cache's plugin.
        if "--testmon" not in arguments:
            command += ["-p", "no:cacheprovider"]
        command += ["--continue-on-collection-errors", *arguments]
        start = time.monotonic()
        try:
            result = run(*command, cwd=self.repository, env=env, check=False, timeout=timeout)
        except subprocess.TimeoutExpired:
            outcome = None
        else:
            outcome = {"exit": result.returncode, "ran": [], "failed": []}
            if part.exists():
                outcome = json.loads(part.read_text())
                part.unlink()
            # Ended before any test: a conftest.py that could not be imported, a wrong option.
            if result.returncode > 2:
                outcome["exit"] = result.returncode
                outcome["output"] = (result.stdout + result.stderr).decode(errors="replace")[-1000:]
            outcome["seconds"] = round(time.monotonic() - start, 2)
        report.write_text(json.dumps(outcome))
        return outcome

    def baseline(self):
        self.git("checkout", "-q", "-f", "base")
        tests = self.entry["tests"]
        first, second = self.pytest("base-1", *tests), self.pytest("base-2", *tests)
        unstable = set(first["failed"]) | set(second["failed"]) | (set(first["ran"]) ^ set(second["ran"]))
        stable = [test for test in first["ran"] if test not in unstable]
        return {"tests": stable, "seconds": max(first["seconds"], second["seconds"])}

    def truth(self, index: int, base):
        """What the fault breaks."""
        report = self.outcomes / f"fault-{index}.json"
        if report.exists() and self.git("branch", "--list", f"fault-{index}"):
            return json.loads(report.read_text())
        fault = self.commit_mutation(index)
        patience = PATIENCE * base["seconds"] + 60
        outcome = self.pytest(f"full-{index}", *self.entry["tests"], timeout=patience)
        known = set(base["tests"])
        if outcome is None:
            fault["failed"] = None
        elif outcome["exit"] > 2:
            # The run ended before its time, so each file has to be asked by itself.
            fault["failed"] = sorted(
                test
                for file in sorted({file_of(test) for test in known})
                for test in self.alone(index, file, known, patience)
            )
        else:
            files = {file_of(test) for test in outcome["failed"] if "::" not in test}
            # A file that could not be collected: its tests did not run.
            failed = {test for test in known if test in outcome["failed"] or file_of(test) in files}
            fault["failed"] = sorted(failed)
        report.write_text(json.dumps(fault))
        return fault

    def alone(self, index: int, file: str, known, patience):
        outcome = self.pytest(f"full-{index}-{file.replace('/', '-')}", file, timeout=patience)
        if outcome is None or outcome["exit"] > 2 or file in outcome["failed"]:
            return [test for test in known if file_of(test) == file]
        return [test for test in known if test in outcome["failed"] and file_of(test) == file]

    def testmon_baseline(self) -> None:
        self.git("checkout", "-q", "-f", "base")
        kept = self.cache / "testmondata"
        data = self.repository / ".testmondata"
        if not kept.exists():
            data.unlink(missing_ok=True)
            outcome = self.pytest("testmon-base", "--testmon", *self.entry["tests"])
            if outcome["exit"] > 1:
                sys.exit(f"replay: testmon learns nothing of {self.name}: {outcome.get('output')}")
            shutil.copy(data, kept)

    def testmon(self, index: int, base):
        name = f"testmon-{index}"
        if not (self.outcomes / f"{name}.json").exists():
            self.git("checkout", "-q", "-f", f"fault-{index}")
            for leftover in self.repository.glob(".testmondata*"):
                leftover.unlink()
            shutil.copy(self.cache / "testmondata", self.repository / ".testmondata")
        patience = PATIENCE * base["seconds"] + 60
        return self.pytest(name, "--testmon", *self.entry["tests"], timeout=patience)

    def picked(self, index: int):
        name = f"picked-{index}"
        if not (self.outcomes / f"{name}.json").exists():
            self.git("checkout", "-q", "-f", f"fault-{index}")
        return self.pytest(name, "--picked", "--mode=branch", "--parent-branch=base", "--collect-only")

    def gate(self, index: int, gate: Path, select):
        fault = f"fault-{index}"
        command = [gate, "tests", "select", "-z", "--range", f"base..{fault}"]
        if select:
            command = [*select, self.repository, "base", fault]
        start = time.monotonic()
        output = run(*command, cwd=self.repository).stdout.decode()
        seconds = round(time.monotonic() - start, 4)
        return {"files": output.split("\0" if "\0" in output else "\n")[:-1], "seconds": seconds}


def file_of(test: str) -> str:
    return test.split("::")[0]


def selected(project, fault, index, base, stages, select):
    """Of each tool the share of tests that it selects, and how many of the failing ones it leaves out."""
    tests, failed = base["tests"], fault["failed"]
    rows = {}

    def row(tool, chosen):
        missed = [test for test in failed if test not in chosen]
        rows[tool] = {
            "share": round(len(chosen) / len(tests), 4),
            "missed": len(missed),
            "missedFiles": sorted({file_of(test) for test in missed}),
        }

    if "testmon" in stages:
        outcome = project.testmon(index, base)
        if outcome is not None:
            broken = {file_of(test) for test in outcome["failed"] if "::" not in test}
            if outcome["exit"] > 2 and outcome["exit"] != 5:
                row("testmon", set(tests))
            else:
                row("testmon", {test for test in tests if test in outcome["ran"] or file_of(test) in broken})
    if "picked" in stages:
        outcome = project.picked(index)
        row("picked", set(outcome["ran"]) & set(tests))
    if "gate" in stages:
        answer = project.gate(index, *select)
        files = set(answer["files"])
        row("gate", {test for test in tests if "*" in files or file_of(test) in files})
        rows["gate"]["seconds"] = answer["seconds"]
        rows["gate"]["everything"] = "*" in files
    return rows


def replay(project: Project, stages, select):
    project.prepare()
    base = project.baseline()
    if "testmon" in stages:
        project.testmon_baseline()
    faults = []
    index = 0
    while len(faults) < project.entry["mutations"]:
        fault = project.truth(index, base)
        index += 1
        # Endless: a full run has no answer.
        if fault["failed"] is None:
            continue
        fault["index"] = index - 1
        fault["tools"] = selected(project, fault, index - 1, base, stages, select)
        fault["failed"] = len(fault["failed"])
        faults.append(fault)
        print(f"{project.name} {index - 1}: {fault['failed']} failed", file=sys.stderr, flush=True)
    return {
        "project": project.name, "version": project.version, "tests": len(base["tests"]),
        "files": len({file_of(test) for test in base["tests"]}), "seconds": base["seconds"], "faults": faults,
    }  # fmt: skip


def table(results) -> str:
    lines = [
        "| project | tests (files) | faults (breaking) | tool | recall | faults with a miss | selected: median | mean |",
        "|---|---:|---:|---|---:|---:|---:|---:|",
    ]
    everything = {"project": "all", "faults": [fault for result in results for fault in result["faults"]]}
    for result in [*results, everything] if len(results) > 1 else results:
        faults = result["faults"]
        breaking = [fault for fault in faults if fault["failed"]]
        size = f"{result['tests']} ({result['files']})" if "tests" in result else ""
        name = f"{result['project']} {result.get('version', '')}".strip()
        for tool in ("gate", "testmon", "picked"):
            rows = [(fault["failed"], fault["tools"][tool]) for fault in faults if tool in fault["tools"]]
            if not rows:
                continue
            failures = sum(failed for failed, _ in rows)
            missed = sum(row["missed"] for _, row in rows)
            shares = [row["share"] for _, row in rows]
            recall = (failures - missed) / failures if failures else 1.0
            lines.append(
                f"| {name} | {size} | {len(faults)} ({len(breaking)}) | {tool} | {recall:.3f} "
                f"| {sum(1 for _, row in rows if row['missed'])} | {100 * statistics.median(shares):.1f} % "
                f"| {100 * statistics.mean(shares):.1f} % |"
            )
    return "\n".join(lines)


def equal_shares(results) -> str:
    """The median of gate's selections where each project counts as much as any other, however many faults it has."""
    shares = sorted(
        (fault["tools"]["gate"]["share"], 1 / len(rows))
        for rows in ([fault for fault in result["faults"] if "gate" in fault["tools"]] for result in results)
        for fault in rows
    )
    weight = 0.0
    for share, part in shares:
        weight += part
        if weight >= sum(part for _, part in shares) / 2:
            return f"With equal shares of the projects gate's median is {100 * share:.1f} %."
    return ""


def document(results) -> str:
    """JSON with one fault a line."""
    parts = []
    for result in results:
        head = {key: value for key, value in result.items() if key != "faults"}
        faults = ",\n  ".join(json.dumps(fault) for fault in result["faults"])
        parts.append(json.dumps(head)[:-1] + ', "faults": [\n  ' + faults + "\n ]}")
    return "[\n " + ",\n ".join(parts) + "\n]\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache/gate-test-replay")
    parser.add_argument("--gate", type=Path)
    parser.add_argument("--select")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--projects", default="")
    parser.add_argument("--only", default="truth,testmon,picked,gate")
    options = parser.parse_args()
    stages = options.only.split(",")
    if "gate" in stages and not options.gate and not options.select:
        parser.error("--gate or --select is needed")
    select = options.gate and options.gate.absolute(), options.select and options.select.split()
    wanted = set(filter(None, options.projects.split(",")))
    results = []
    for entry in json.loads((HERE / "projects.json").read_text()):
        if not wanted or entry["name"] in wanted:
            results.append(replay(Project(entry, options.cache.absolute()), stages, select))
    print(table(results))
    print(f"\n{equal_shares(results)}")
    if options.json:
        options.json.write_text(document(results))


if __name__ == "__main__":
    main()

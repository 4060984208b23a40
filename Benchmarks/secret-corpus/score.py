"""How well secret scanners tell the corpus apart; Markdown.

usage: score.py CORPUS.jsonl TOOL=REPORT…       a table of totals, and one of recall by family
       score.py --show CORPUS.jsonl TOOL=REPORT  the cases that the tool got wrong, and nothing else
       score.py --count TOOL=REPORT              how many findings the report has
       score.py --size DIRECTORY                 its size in megabytes

A finding counts for a secret whose lines it touches. What is found in a case without secrets, or on a line without one, is a
false alarm; several on a line are one.
"""

import json
import os
import sys
from collections import defaultdict


def findings(tool, report):
    """(path, first line, last line) of all that `tool` found, paths as in its report."""
    with open(report, encoding="utf-8") as file:
        text = file.read()
    if tool == "gate":
        document = json.loads(text)
        for row in document["findings"] if "findings" in document else every_finding(document):
            place = row.get("range") or row
            yield row["path"], place.get("line", 1), place.get("endLine") or place.get("line", 1)
    elif tool == "gitleaks":
        for row in json.loads(text):
            yield row["File"], row["StartLine"], row["EndLine"]
    elif tool == "kingfisher":
        for row in json.loads(text)["findings"]:
            place = row["finding"]
            yield place["path"], place["line"], place["line"] + place.get("snippet", "").count("\n")
    elif tool == "detect-secrets":
        for path, rows in json.loads(text)["results"].items():
            for row in rows:
                yield path, row["line_number"], row["line_number"]
    else:
        sys.exit(f"score.py: no reader for {tool}")


def every_finding(value):
    if isinstance(value, dict):
        if "rule" in value and "path" in value:
            yield value
        else:
            for part in value.values():
                yield from every_finding(part)
    elif isinstance(value, list):
        for part in value:
            yield from every_finding(part)


class Score:
    def __init__(self):
        self.found = defaultdict(int)
        self.missed = defaultdict(int)
        self.alarms = defaultdict(int)
        self.wrong = []

    @staticmethod
    def of(cases, tool, report):
        score, by_path = Score(), defaultdict(set)
        for path, first, last in findings(tool, report):
            by_path[path.rpartition("cases/")[2]].add((first, last))
        for case in cases:
            rows = by_path[case["path"]]
            stray = {row[0] for row in rows}
            for secret, (first, last) in zip(case["secrets"], case["lines"]):
                touching = [row for row in rows if row[0] <= last and row[1] >= first]
                stray -= {row[0] for row in touching}
                (score.found if touching else score.missed)[case["family"]] += 1
                if not touching:
                    score.wrong.append(("missed", case))
            if stray:
                score.alarms[case["family"]] += len(stray)
                score.wrong.append(("alarm", case))
        return score

    def total(self):
        found, missed, alarms = (sum(counts.values()) for counts in (self.found, self.missed, self.alarms))
        precision = found / (found + alarms) if found else 0
        recall = found / (found + missed)
        return precision, recall, 2 * precision * recall / (precision + recall) if found else 0, alarms


def share(part, whole):
    return f"{part / whole:.3f}" if whole else "–"


def tables(cases, reports):
    for part in [*dict.fromkeys(case["part"] for case in cases), None]:
        rows = [case for case in cases if part in (None, case["part"])]
        scores = {tool: Score.of(rows, tool, report) for tool, report in reports}
        positives = sum(len(case["secrets"]) for case in rows)
        negatives = sum(not case["secrets"] for case in rows)
        title = {"tune": "The half for tuning", "held": "The half held back"}.get(part, "Both halves")
        print(f"\n### {title}: {positives} secrets, {negatives} cases without\n")
        print("| tool | precision | recall | F1 | false alarms |\n|---|---:|---:|---:|---:|")
        for tool, score in scores.items():
            precision, recall, balance, alarms = score.total()
            print(f"| {tool} | {precision:.3f} | {recall:.3f} | {balance:.3f} | {alarms} |")
    families(cases, scores)


def families(cases, scores):
    tools = list(scores)
    counts = defaultdict(int)
    for case in cases:
        counts[case["family"]] += len(case["secrets"]) or 1
    line = "|---|---:|" + "---:|" * len(tools)
    print("\n### Recall by family\n\n| family | secrets | " + " | ".join(tools) + f" |\n{line}")
    for family in sorted(counts):
        if not family.startswith("clean-"):
            shares = [share(score.found[family], counts[family]) for score in scores.values()]
            print(f"| {family} | {counts[family]} | " + " | ".join(shares) + " |")
    print("\n### False alarms by kind of text\n\n| kind | cases | " + " | ".join(tools) + f" |\n{line}")
    for family in sorted(counts):
        if family.startswith("clean-") or any(score.alarms[family] for score in scores.values()):
            alarms = [str(score.alarms[family]) for score in scores.values()]
            print(f"| {family} | {counts[family]} | " + " | ".join(alarms) + " |")


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main(arguments):
    show = arguments[:1] == ["--show"]
    if arguments[:1] == ["--count"]:
        print(len(list(findings(*arguments[1].split("=", 1)))))
        return
    if arguments[:1] == ["--size"]:
        sizes = [os.lstat(os.path.join(top, name)).st_size for top, _, names in os.walk(arguments[1]) for name in names]
        print(f"{sum(sizes) / 1e6:.1f}")
        return
    if show:
        arguments = arguments[1:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    cases = load(arguments[0])
    reports = [argument.split("=", 1) for argument in arguments[1:]]
    if not show:
        tables(cases, reports)
        return
    for kind, case in Score.of(cases, *reports[0]).wrong:
        print(kind, case["family"], case["path"], json.dumps(case["secrets"], ensure_ascii=False), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])

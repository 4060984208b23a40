import GateModel
import Reporting

/// Source lines from memory.
struct MemoryLines: SourceLines {
  var files: [RepositoryPath: [String]]

  func line(_ number: Int, of path: RepositoryPath) -> String? {
    guard let lines = files[path], lines.indices.contains(number - 1) else { return nil }
    return lines[number - 1]
  }
}

enum Sample {
  static let plain = TerminalStyle(colour: false, width: 100)
  static let colour = TerminalStyle(colour: true, width: 100)
  static let ascii = TerminalStyle(colour: false, width: 100, unicode: false)

  static func passed(_ name: String, files: Int = 3, cached: Bool = false) -> CheckReport {
    CheckReport(
      check: CheckID(name), kind: "lint", outcome: CheckOutcome(.passed), fileCount: files,
      cachedCount: cached ? files : 0, isCached: cached, duration: .milliseconds(12))
  }

  static func failed(
    _ name: String, _ findings: [Finding], kind: String = "lint", output: String = "", attributed: Bool = true
  ) -> CheckReport {
    CheckReport(
      check: CheckID(name), kind: kind,
      outcome: CheckOutcome(.failed, findings: findings, output: output, attributed: attributed), fileCount: 12,
      cachedCount: 9, duration: .milliseconds(210))
  }

  static func errored(_ name: String, _ reason: String, hint: String? = nil, output: String = "") -> CheckReport {
    CheckReport(
      check: CheckID(name), kind: "command", outcome: .errored(reason, hint: hint, output: output), fileCount: 4,
      duration: .milliseconds(1_250))
  }

  static func skipped(_ name: String, _ reason: String) -> CheckReport {
    CheckReport(check: CheckID(name), kind: "tests", outcome: CheckOutcome(.skipped, reason: reason))
  }

  static func report(_ checks: CheckReport..., hook: String? = nil, isInterrupted: Bool = false) -> Report {
    Report(
      hook: hook, subject: "staged changes", checks: checks, duration: .milliseconds(238), isInterrupted: isInterrupted)
  }

  /// `report` with what became of fixes.
  static func fixing(_ report: Report, _ fixes: FixReport) -> Report {
    var report = report
    report.fixes = fixes
    return report
  }

  static let applied = FixReport(
    .applied,
    authors: [
      .init(
        check: CheckID("black"),
        paths: ["src/a.py", "src/b.py", RepositoryPath(bytes: [0x6c, 0xe9, 0x2e, 0x70, 0x79])]),
      .init(check: CheckID("ruff"), paths: ["src/a.py"]),
    ],
    kept: [
      .init(path: "src/b.py", reason: "only what is staged was fixed, not the file: its own edits are in the way")
    ],
    problems: [.init(check: CheckID("own"), message: "its fixes did not settle", hint: "set `fix: false`")])

  /// Fixes of two files, and one of another check's file.
  static let known: FixReport = {
    var fixes = FixReport(
      .available,
      authors: [
        .init(check: CheckID("lint"), paths: ["src/a.py"]), .init(check: CheckID("other"), paths: ["src/b.py"]),
      ])
    fixes.edits = [
      .init(path: "src/a.py", range: SourceRange(line: 1, column: 1, endLine: 2, endColumn: 1), text: ""),
      .init(
        path: "src/a.py", range: SourceRange(line: 3, column: 1, endLine: 4, endColumn: 1), text: "\tif x is None:\n"),
      .init(path: "src/a.py", range: SourceRange(line: 5, column: 1, endLine: 5, endColumn: 1), text: "\u{1}end\n"),
      .init(path: "src/b.py", range: SourceRange(line: 1, column: 1, endLine: 1, endColumn: 9), text: "name"),
    ]
    return fixes
  }()

  static let source = MemoryLines(files: [
    "src/a.py": ["import os", "", "\tif x == None:  # why", "print(undefined_name)"],
    "src/b.py": ["name = '漢字' + wrong  # 🙂"],
  ])

  static let findings = [
    Finding(
      rule: "E711", message: "comparison to None", path: "src/a.py",
      range: SourceRange(line: 3, column: 7, endColumn: 14), help: "write `is None`"),
    Finding(
      rule: "F821", message: "undefined name 'wrong'", path: "src/b.py",
      range: SourceRange(line: 1, column: 15, endColumn: 20)),
    Finding(
      rule: "F401", severity: .warning, message: "'os' imported but unused", path: "src/a.py",
      range: SourceRange(line: 1, column: 8)),
    Finding(
      rule: "W391", severity: .note, message: "blank line at end of file", path: "src/a.py", range: SourceRange(line: 4)
    ),
    Finding(rule: "config", message: "setup.cfg has no [flake8] section"),
  ]
}

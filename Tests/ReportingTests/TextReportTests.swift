import Foundation
import GateModel
import Reporting
import Testing

@Suite struct TextReportTests {
  private func text(
    _ report: Report, _ style: TerminalStyle = Sample.plain, verbose: Bool = false,
    sources: MemoryLines? = Sample.source
  ) -> String {
    TextReport.render(report, style: style, verbose: verbose, sources: sources)
  }

  @Test func `when all passed there is one line`() {
    let report = Sample.report(Sample.passed("format"), Sample.passed("lint"))
    #expect(text(report) == "gate: 2 checks passed in 238 ms\n")
  }

  @Test func `when the cache answered the line says so`() {
    let report = Sample.report(Sample.passed("format", cached: true), Sample.passed("lint", cached: true))
    #expect(text(report) == "gate: 2 checks passed in 238 ms, 2 from cache\n")
  }

  @Test func `skipped checks are counted`() {
    let report = Sample.report(Sample.passed("format"), Sample.skipped("unit", "no file matches"))
    #expect(text(report) == "gate: 1 check passed in 238 ms, 1 skipped\n")
  }

  @Test func `with nothing to check the line says so`() {
    #expect(text(Sample.report()) == "gate: nothing to check\n")
    #expect(text(Sample.report(Sample.skipped("unit", "none"))) == "gate: nothing to check, 1 check skipped\n")
  }

  @Test func `notes of a passed check are only counted`() {
    var check = Sample.passed("lint")
    check.outcome.findings = [Finding(rule: "N1", severity: .note, message: "by the way")]
    #expect(text(Sample.report(check)) == "gate: 1 check passed in 238 ms, 1 note\n")
  }

  @Test func `verbose shows what passed and why something was skipped`() throws {
    let report = Sample.report(
      Sample.passed("format", cached: true), Sample.passed("lint", files: 120),
      Sample.skipped("unit", "no file matches"))
    try expectGolden(text(report, verbose: true), "verbose-passed.txt")
  }

  @Test func `a warning of a passed check is shown`() throws {
    var check = Sample.passed("lint")
    check.outcome.findings = [Sample.findings[2]]
    try expectGolden(text(Sample.report(check, Sample.passed("format"))), "warning.txt")
  }

  @Test func `what was fixed is told even where all passed`() throws {
    let report = Sample.fixing(Sample.report(Sample.passed("black"), Sample.passed("ruff")), Sample.applied)
    try expectGolden(text(report), "fixes.txt")
  }

  @Test func `fixes that nobody tried are one line`() {
    let suggested = FixReport(
      .suggested, authors: ["black", "ruff", "own"].map { .init(check: CheckID($0), paths: []) })
    let report = Sample.fixing(Sample.report(Sample.failed("black", [Sample.findings[4]])), suggested)
    #expect(text(report).contains("\nhint: `gate check --fix` fixes what it can of black, ruff and own\n"))
  }

  @Test func `fixes that are only shown are a diff, cut where it is long`() throws {
    let lines = (1...500).map { "+line \($0)\n" }.joined()
    let shown = FixReport(
      .available, authors: [.init(check: CheckID("black"), paths: ["x"])],
      diff: "--- a/x\n+++ b/x\n@@ -0,0 +1,500 @@\n" + lines)
    let rendered = text(Sample.fixing(Sample.report(Sample.failed("black", [Sample.findings[4]])), shown))
    #expect(rendered.contains("could be fixed by black: 1 file\n  x\n--- a/x\n+++ b/x\n@@ -0,0 +1,500 @@\n+line 1\n"))
    #expect(rendered.contains("+line 397\n… 103 more lines; --format json has all\n"))
    #expect(!rendered.contains("gate check --fix"))
  }

  @Test func `a run whose fixes could not be written does not look as if it had passed`() {
    let failed = FixReport(
      .available, authors: [.init(check: CheckID("black"), paths: ["x"])],
      problems: [.init(check: nil, message: "the index is locked", hint: "wait", verdict: .errored)])
    var report = Sample.fixing(Sample.report(Sample.passed("black")), failed)
    report.hook = "pre-commit"
    #expect(report.exitStatus == .couldNotRun)
    #expect(text(report).contains("fix: the index is locked\n  hint: wait\n"))
    #expect(text(report).hasSuffix("gate: commit refused: see about the fixes above, though 1 check passed\n"))
  }

  @Test func `what came from the remote cache is said`() {
    var remote = Sample.passed("black", cached: true)
    remote.remoteCount = remote.fileCount
    var partly = Sample.passed("flake8")
    (partly.cachedCount, partly.remoteCount) = (1, 1)
    let report = Sample.report(remote, Sample.passed("ruff", cached: true), partly)
    #expect(text(report).contains(", 2 from cache (1 of them remote)"))
    let verbose = TextReport.render(report, style: Sample.plain, verbose: true, sources: nil)
    #expect(verbose.contains("\(remote.fileCount) from the remote cache"))
    #expect(verbose.contains("1 cached, 1 from the remote cache"))
  }

  private var failing: Report {
    Sample.report(
      Sample.passed("format", cached: true), Sample.failed("lint", Sample.findings),
      Sample.errored(
        "types", "mypy was not found", hint: "pip install mypy\nor take `types` out of gate.yml"),
      Sample.skipped("unit", "no file matches"), hook: "pre-commit")
  }

  @Test func `failed and errored checks are explained`() throws {
    try expectGolden(text(failing), "failed.txt")
  }

  @Test func `colour marks names, verdicts and places`() throws {
    try expectGolden(text(failing, Sample.colour), "failed-colour.txt")
  }

  @Test func `without UTF-8 all signs are ASCII`() throws {
    let ascii = text(failing, Sample.ascii, sources: MemoryLines(files: ["src/a.py": ["import os"]]))
    #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
    try expectGolden(ascii, "failed-ascii.txt")
  }

  @Test func `verbose shows notes and skipped checks of a failed run as well`() throws {
    try expectGolden(text(failing, verbose: true), "failed-verbose.txt")
  }

  @Test func `an interrupted run says how far it came`() throws {
    let report = Sample.report(
      Sample.passed("format"), Sample.skipped("lint", "the run was interrupted"), isInterrupted: true)
    try expectGolden(text(report), "interrupted.txt")
  }

  @Test func `the output of a check without findings is shown, its end at least`() throws {
    let output = (1...100).map { "line \($0)\n" }.joined()
    try expectGolden(text(Sample.report(Sample.failed("unit", [], output: output))), "output.txt")
  }

  @Test func `the output of a check whose findings tell all is not shown`() {
    let report = Sample.report(Sample.failed("lint", Sample.findings, output: "raw words"))
    #expect(!text(report).contains("raw words"))
    #expect(text(report, verbose: true).contains("raw words"))
  }

  @Test func `output that findings do not account for is shown`() {
    let report = Sample.report(Sample.failed("lint", Sample.findings, output: "raw words", attributed: false))
    #expect(text(report).contains("raw words"))
  }

  @Test func `a check that failed in silence says so`() {
    #expect(text(Sample.report(Sample.failed("unit", []))).contains("unit: failed and printed nothing"))
  }

  @Test func `of many findings the heaviest are shown and the rest counted`() {
    let findings = (1...70).map {
      Finding(
        rule: "R\($0)", severity: $0 > 60 ? .error : .warning, message: "m", path: "a.py", range: SourceRange(line: $0))
    }
    let shown = text(Sample.report(Sample.failed("lint", findings)))
    #expect(shown.contains("[R70]") && shown.contains("[R61]") && shown.contains("[R40]"))
    #expect(!shown.contains("[R41]"))
    #expect(shown.contains("and 20 more; --format json lists all"))
    #expect(shown.contains("10 errors, 60 warnings"))
  }

  @Test func `paths of any bytes stay on their line`() throws {
    let paths: [RepositoryPath] = [
      "with space.py", "-rf", "new\nline.py", "esc\u{1b}[2Jape", "quote\".py", "żółć.py", "right\u{202e}left.py",
      RepositoryPath(bytes: [0x6c, 0xe9, 0x2e, 0x70, 0x79]), "c1\u{9b}31m",
    ]
    let findings = paths.map { Finding(rule: "R", message: "m", path: $0, range: SourceRange(line: 1, column: 1)) }
    try expectGolden(text(Sample.report(Sample.failed("lint", findings))), "paths.txt")
  }

  @Test(arguments: [false, true])
  func `nothing that comes from outside can command the terminal`(verbose: Bool) {
    let evil = "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}31m\r\u{8}\u{202e}\u{0}\u{7f}"
    var finding = Finding(rule: evil, message: evil, path: RepositoryPath("a" + evil), help: evil)
    finding.range = SourceRange(line: 1, column: 3)
    let sources = MemoryLines(files: [RepositoryPath("a" + evil): [evil]])
    let report = Report(
      hook: evil, subject: evil,
      checks: [
        Sample.failed(evil, [finding]), Sample.failed("b", [], output: evil),
        Sample.errored("c", evil, hint: evil, output: evil),
        Sample.skipped("d", evil),
      ], duration: .zero)
    let shown = text(report, verbose: verbose, sources: sources)
    for scalar in shown.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) && scalar.value != 0x202e)
    }
  }

  @Test func `findings without a usable place have no excerpt`() {
    let findings = [
      Finding(rule: "A", message: "zero", path: "src/a.py", range: SourceRange(line: 0, column: 0)),
      Finding(rule: "B", message: "past", path: "src/a.py", range: SourceRange(line: 99, column: 5)),
      Finding(rule: "C", message: "minus", path: "src/a.py", range: SourceRange(line: -4, column: -1, endColumn: -9)),
    ]
    let shown = text(Sample.report(Sample.failed("lint", findings)))
    #expect(shown.contains("src/a.py: error: zero [A]"))
    #expect(shown.contains("src/a.py:99:5: error: past [B]"))
    #expect(!shown.contains("│"))
  }

  private static let numbers = [Int.min, -1, 0, 1, 2, 7, 99, Int.max]

  @Test(arguments: numbers) func `any place a tool can name is survived`(line: Int) {
    for column in Self.numbers.map(Optional.some) + [nil] {
      for endColumn in Self.numbers.map(Optional.some) + [nil] {
        for endLine in [nil, Int.min, 1, 2, Int.max] {
          let range = SourceRange(line: line, column: column, endLine: endLine, endColumn: endColumn)
          let finding = Finding(rule: "R", message: "m", path: "a", range: range)
          let report = Sample.report(
            Sample.failed("lint", [finding]), Sample.failed("secrets", [finding], kind: "secrets"))
          let sources = MemoryLines(files: ["a": ["x = call(1)\r", "漢字\t🙂"]])
          #expect(text(report, sources: sources).hasSuffix("gate: 2 checks failed (2 errors) in 238 ms\n"))
        }
      }
    }
  }

  @Test func `advice that several findings of a check share is given once`() {
    let findings = (1...3).map {
      Finding(rule: "R", message: "m", path: "a", range: SourceRange(line: $0), help: $0 == 3 ? "other" : "the same")
    }
    let shown = text(Sample.report(Sample.failed("lint", findings), Sample.failed("again", findings)))
    #expect(shown.components(separatedBy: "help: the same").count == 3)
    #expect(shown.components(separatedBy: "help: other").count == 3)
  }

  @Test func `a line break at the end of a source line is not shown`() {
    let finding = Finding(rule: "R", message: "m", path: "a", range: SourceRange(line: 1, column: 1))
    let shown = text(Sample.report(Sample.failed("lint", [finding])), sources: MemoryLines(files: ["a": ["x = 1\r"]]))
    #expect(shown.contains("1 │ x = 1\n"))
  }
}

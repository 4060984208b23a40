import GateModel
import Testing

@testable import Reporting

/// What `--verify-cache` and `--trace` found, in every format.
@Suite struct VerificationReportTests {
  private var wrong: Report {
    var check = Sample.failed("words", [Finding(rule: "bad", message: "bad", path: "a.txt")])
    check.verification = CacheVerification(
      verifiedCount: 3, unverifiedCount: 1,
      differences: [
        CacheVerification.Difference(
          path: RepositoryPath(bytes: [0x61, 0xff]), kept: CheckOutcome(.passed), recordedAt: 7, isRemote: true,
          fresh: check.outcome, cause: .undeclaredInput)
      ], isRemoteWrong: true)
    return Sample.report(check)
  }

  private var passing: Report {
    var report = wrong
    report.checks[0].outcome = CheckOutcome(.passed)
    report.checks[0].verification?.differences[0].cause = .unstable
    return report
  }

  private func text(_ report: Report) -> String {
    TextReport.render(report, style: TerminalStyle(colour: false, width: 100), verbose: false, sources: nil)
  }

  @Test func `a wrong verdict fails the run even where the check passes now`() {
    #expect(passing.exitStatus == .failed)
    let said = text(passing)
    #expect(said.contains("verified 3 kept verdicts, 1 differs; 1 could not be compared"), "\(said)")
    #expect(said.contains("gate: 1 kept verdict was wrong, though 1 check passed"))
    #expect(said.contains("not deterministic"))
    #expect(said.contains("cache: false"))
  }

  @Test func `the text names check, file, both verdicts and what to do`() {
    let said = text(wrong)
    #expect(
      said.contains("words, \"a\\377\": the verdict was kept in the remote cache as passed, and now failed (1 error)"),
      "\(said)")
    #expect(said.contains("`inputs:` or `env:`"))
    #expect(said.contains("gate check --trace --check words"))
    #expect(said.contains("may not write to the remote cache"))
  }

  @Test func `where all is right one line says so`() {
    var check = Sample.passed("words")
    check.verification = CacheVerification(verifiedCount: 2)
    #expect(text(Sample.report(check)).hasPrefix("verified 2 kept verdicts, 0 differ\n"))
    #expect(Sample.report(check).exitStatus == .passed)
  }

  @Test func `the machine formats carry it`() {
    for (name, said) in [
      ("sarif", SARIFReport.render(wrong)), ("junit", JUnitReport.render(wrong)),
      ("github", GitHubReport.render(wrong)),
      ("gitlab", GitLabReport.render(wrong)), ("checkstyle", CheckstyleReport.render(wrong)),
      ("markdown", MarkdownSummary.render(wrong)),
    ] {
      #expect(said.contains("the verdict was kept in the remote cache as passed"), "\(name): \(said)")
    }
  }

  @Test func `JSON has all of it, as the schema says`() throws {
    var report = wrong
    report.checks[0].trace = ToolTrace(places: [
      ToolTrace.Place(.tracked, "rules/r.cfg"), ToolTrace.Place(.outsideAbsent, RepositoryPath(bytes: [0x2f, 0xff])),
    ])
    let schema = try SchemaChecker(file: "report.schema.json")
    let json = JSONReport.render(report)
    #expect(try schema.problems(in: json) == [])
    for part in [
      "\"cause\": \"undeclared-input\"", "\"recorded_at\": 7", "\"kind\": \"outside-absent\"", "\"verified\": 3",
    ] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
    report.checks[0].trace = ToolTrace(problem: "no")
    #expect(try schema.problems(in: JSONReport.render(report)) == [])
  }

  @Test func `a trace is grouped, bounded, and says how to declare what was read`() {
    var check = Sample.passed("words")
    let many = (10..<40).map { ToolTrace.Place(.absent, RepositoryPath("d/n\($0)")) }
    check.trace = ToolTrace(
      places: [ToolTrace.Place(.tracked, "a b.cfg"), ToolTrace.Place(.tracked, "x/y"), ToolTrace.Place(.listed, "")]
        + many)
    let said = text(Sample.report(check))
    #expect(said.contains("trace of words: 3 places read that no input names, 30 files looked for in vain"), "\(said)")
    #expect(said.contains("`inputs: ['/a b.cfg', x/y]`"))
    #expect(said.contains("d/: n10, n11, n12, n13, n14, n15, n16, n17, n18, n19 and 20 more"))
    check.trace?.problem = "there may be more"
    #expect(text(Sample.report(check)).contains("there may be more"))
    check.trace = ToolTrace()
    #expect(text(Sample.report(check)).contains("trace of words: its tools read nothing that its inputs do not name"))
  }
}

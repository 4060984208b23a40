import Foundation
import GateModel
import GateTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reporting

/// The limits and the rules of the services that read a report.
@Suite struct CIFormatTests {
  private let evil = "a\u{1b}[31m<b>&\"'`|\r\n::error::x, [l](u) @me 100%\u{0}\u{fffe}]]>"

  private var everything: Report {
    let odd = Finding(
      rule: evil, severity: .note, message: evil, path: RepositoryPath(bytes: Array("dir/a b:#,%|`".utf8) + [0xe9]),
      range: SourceRange(line: 1, column: 2, endLine: 3, endColumn: 1), help: evil, fingerprint: "f00")
    let unit = CheckReport(check: CheckID("unit"), kind: "tests", outcome: CheckOutcome(.failed, output: evil))
    let report = Sample.report(
      Sample.passed("format", cached: true), Sample.failed("lint", Sample.findings + [odd]),
      Sample.errored("types", "mypy was not found", hint: "pip install mypy"), Sample.skipped("suite", evil), unit,
      hook: "pre-push")
    return Sample.fixing(report, Sample.applied)
  }

  private func findings(_ count: Int, _ severity: Severity = .error, check: String = "lint") -> CheckReport {
    let findings = (0..<count).map { index in
      Finding(
        rule: "R", severity: severity, message: "\(check) \(index)", path: "a.py", range: SourceRange(line: index + 1))
    }
    return Sample.failed(check, findings)
  }

  @Test func `GitLab gets one entry a finding`() throws {
    let text = GitLabReport.render(everything, sources: Sample.source)
    try expectGolden(text, "report.gitlab.json")
    let issues = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    for issue in issues {
      let severity = try #require(issue["severity"] as? String)
      #expect(["info", "minor", "major", "critical", "blocker"].contains(severity))
      let location = try #require(issue["location"] as? [String: Any])
      let path = try #require(location["path"] as? String)
      #expect(!path.hasPrefix("/") && !path.hasPrefix("./") && !path.isEmpty)
      #expect(try #require((location["lines"] as? [String: Int])?["begin"]) > 0)
    }
  }

  @Test func `Checkstyle gets its files in order`() throws {
    let text = CheckstyleReport.render(everything)
    try expectGolden(text, "report.checkstyle.xml")
    #expect(XMLParser(data: Data(text.utf8)).parse())
  }

  @Test func `JUnit is XML, and counts what became of fixes`() throws {
    var report = everything
    report.fixes?.problems.append(.init(check: nil, message: "would still fail", hint: nil, verdict: .failed))
    let text = JUnitReport.render(report)
    try expectGolden(text, "report.fixes.junit.xml")
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(text.contains("<testsuites name=\"gate pre-push\" tests=\"6\" failures=\"3\" errors=\"1\" time=\"0.238\">"))
  }

  @Test func `the summary of a step shows text as text`() throws {
    let text = MarkdownSummary.render(everything, sources: Sample.source)
    try expectGolden(text, "summary.md")
    #expect(!text.contains("<b>") && !text.contains("[l](u)") && !text.contains(" @me"))
  }

  @Test func `the summary of a step stays within its room`() {
    let report = Sample.report(findings(30_000))
    for room in [0, 50, 200, 5_000, MarkdownSummary.mostBytes] {
      let text = MarkdownSummary.render(report, room: room)
      #expect(text.utf8.count <= room)
      if room > 200 { #expect(text.contains("more lines do not fit here")) }
    }
  }

  @Test func `GitHub gets ten of each level, the last of which counts the rest`() {
    let report = Sample.report(
      findings(40, check: "one"), findings(3, check: "two"), findings(12, .warning, check: "three"))
    let lines = GitHubReport.render(report).split(separator: "\n")
    let errors = lines.filter { $0.hasPrefix("::error ") }
    #expect(errors.count == 10 && lines.count == 20)
    // No check hides another.
    #expect(errors.count { $0.contains("two ") } == 3)
    #expect(errors.last?.contains("and 34 more errors") == true)
    #expect(lines.last?.contains("and 3 more warnings") == true)
  }

  @Test func `GitHub and SARIF tell what became of fixes`() {
    for text in [GitHubReport.render(everything), SARIFReport.render(everything)] {
      #expect(text.contains("fixed by black: src/a.py, src/b.py"))
      #expect(text.contains("its fixes did not settle"))
      #expect(text.contains("only what is staged was fixed"))
    }
    let suggested = FixReport(.suggested, authors: [.init(check: CheckID("black"), paths: [])])
    #expect(GitHubReport.render(Sample.fixing(Sample.report(), suggested)).contains("`gate check --fix`"))
  }

  @Test func `a finding keeps its fingerprint when lines above it come and go`() throws {
    let report = { (line: Int) in
      Sample.report(
        Sample.failed("lint", [Finding(rule: "E", message: "at \(line)", path: "a", range: SourceRange(line: line))]))
    }
    let before = GitLabReport.render(report(1), sources: MemoryLines(files: ["a": ["x = 1"]]))
    let after = GitLabReport.render(report(2), sources: MemoryLines(files: ["a": ["", "  x = 1"]]))
    let other = GitLabReport.render(report(1), sources: MemoryLines(files: ["a": ["x = 2"]]))
    #expect(try fingerprints(before) == fingerprints(after))
    #expect(try fingerprints(before) != fingerprints(other))
  }

  @Test func `a line that holds a secret takes no part in a fingerprint`() throws {
    let found = Finding(rule: "k", message: "m", path: "a", range: SourceRange(line: 1, column: 5, endColumn: 25))
    let lint = Finding(rule: "E", message: "m", path: "a", range: SourceRange(line: 1))
    let report = Sample.report(Sample.failed("secrets", [found], kind: "secrets"), Sample.failed("lint", [lint]))
    let texts = ["one", "two"].map { word in
      GitLabReport.render(report, sources: MemoryLines(files: ["a": ["k = \(word)-abcdefghijklmnop-0123"]]))
    }
    #expect(try fingerprints(texts[0]) == fingerprints(texts[1]))
  }

  private func fingerprints(_ text: String) throws -> [String] {
    let issues = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    return issues.compactMap { $0["fingerprint"] as? String }
  }

  @Test func `SARIF leaves out what GitHub would refuse the file for`() throws {
    let text = SARIFReport.render(Sample.report(findings(25_003, .warning, check: "one"), findings(2, check: "two")))
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let results = try #require((document["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    #expect(results.count == 25_000 && results.first?["level"] as? String == "error")
    #expect(text.contains("5 findings more than a service takes"))
  }

  private func results(_ text: String) throws -> [[String: Any]] {
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return try #require((document["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
  }

  @Test func `SARIF gives a finding the fixes of its own lines, by its own check's fixer`() throws {
    let whole = Finding(rule: "format", message: "would be reformatted", path: "src/a.py")
    let report = Sample.fixing(Sample.report(Sample.failed("lint", Sample.findings + [whole])), Sample.known)
    let lines = try results(SARIFReport.render(report)).map { result -> [Int] in
      let changes = (result["fixes"] as? [[String: Any]] ?? []).flatMap {
        $0["artifactChanges"] as? [[String: Any]] ?? []
      }
      let replacements = changes.flatMap { $0["replacements"] as? [[String: Any]] ?? [] }
      return replacements.compactMap { ($0["deletedRegion"] as? [String: Int])?["startLine"] }
    }
    #expect(lines == [[3], [], [1], [5], [], [1, 3, 5]])
    var written = report
    written.fixes?.state = .applied
    #expect(try results(SARIFReport.render(written)).allSatisfy { $0["fixes"] == nil })
  }

  @Test func `SARIF shows no fix that quotes a secret`() throws {
    let secret = ["ghp", "_Zk3", "Qw8L", "mN2v", "Xc7R"].joined()
    let found = Finding(rule: "k", message: "m", path: "k.env", range: SourceRange(line: 1, column: 1, endColumn: 21))
    var fixes = Sample.known
    fixes.edits[1].text = "x = '\(secret)'\n"
    let report = Sample.fixing(
      Sample.report(Sample.failed("secrets", [found], kind: "secrets"), Sample.failed("lint", Sample.findings)), fixes)
    let text = SARIFReport.render(report, sources: MemoryLines(files: ["k.env": [secret]]))
    #expect(!text.contains(secret) && text.contains("\"fixes\""))
    #expect(try results(text).count { $0["fixes"] != nil } == 2)
  }

  @Test func `SARIF stays within what GitHub takes when compressed, the heaviest first`() throws {
    var generator = SeededGenerator(seed: 1)
    let noise = { (count: Int) in
      let words = (0..<(count / 32 * 3)).map { _ in generator.next() }
      return words.withUnsafeBytes { Data($0) }.base64EncodedString()
    }
    let findings = (0..<3_000).map { index in
      Finding(
        rule: "R", severity: index == 2_999 ? .error : .warning, message: noise(3_200), path: "a.py",
        range: SourceRange(line: index + 1))
    }
    let long = Finding(rule: "L", severity: .note, message: String(repeating: "é", count: 100_000))
    let text = SARIFReport.render(Sample.report(Sample.failed("lint", findings), Sample.failed("long", [long])))
    let results = try results(text)
    #expect(results.count > 2_000 && results.count < 3_000 && results.first?["level"] as? String == "error")
    #expect(text.contains("\(3_001 - results.count) findings more than a service takes"))
    let compressed = try runProcess("gzip", ["-c"], environment: ["PATH": "/usr/bin:/bin"], stdin: Array(text.utf8))
    #expect(compressed.status == 0 && compressed.stdout.count < 10_000_000, "\(compressed.stdout.count)")

    let alone = SARIFReport.render(Sample.report(Sample.failed("long", [long])))
    #expect(alone.utf8.count < 12_000 && alone.contains("éé…"))
  }
}

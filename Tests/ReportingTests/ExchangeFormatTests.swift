import Foundation
import GateModel
import Testing

@testable import Reporting

/// The formats that other programs define.
@Suite struct ExchangeFormatTests {
  private let evil = "a\u{1b}[31m<b>&\"'\r\n::error::x, 100%\u{0}\u{fffe}]]>"

  private var everything: Report {
    let odd = Finding(
      rule: evil, severity: .note, message: evil, path: RepositoryPath(bytes: Array("dir/a b:#,%".utf8) + [0xe9]),
      range: SourceRange(line: 1, column: 2, endLine: 3, endColumn: 1), help: evil, fingerprint: "f00")
    let unit = CheckReport(check: CheckID("unit"), kind: "tests", outcome: CheckOutcome(.failed, output: evil))
    return Sample.report(
      Sample.passed("format", cached: true), Sample.failed("lint", Sample.findings + [odd]),
      Sample.errored("types", "mypy was not found", hint: "pip install mypy"), Sample.skipped("suite", evil), unit,
      Sample.failed("secrets", [], kind: "secrets", output: "not to be told"), hook: "pre-push")
  }

  private static let formats: [@Sendable (Report, (any SourceLines)?) -> String] = [
    { SARIFReport.render($0, sources: $1) }, { JUnitReport.render($0, sources: $1) },
    { GitHubReport.render($0, sources: $1) }, { AzureReport.render($0, sources: $1) },
    { GitLabReport.render($0, sources: $1) },
    { CheckstyleReport.render($0, sources: $1) }, { MarkdownSummary.render($0, sources: $1) },
  ]

  @Test func `SARIF names every finding and its place`() throws {
    let text = SARIFReport.render(everything, gateVersion: "1.2.3")
    try expectGolden(text, "report.sarif")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    let run = try #require((document["runs"] as? [NSDictionary])?.first)
    let results = try #require(run["results"] as? [NSDictionary])
    let driver = try #require((run["tool"] as? NSDictionary)?["driver"] as? NSDictionary)
    let rules = try #require(driver["rules"] as? [NSDictionary])
    #expect(results.count == 6)
    for result in results {
      #expect(rules[try #require(result["ruleIndex"] as? Int)]["id"] as? String == result["ruleId"] as? String)
    }
  }

  @Test func `SARIF names the archive, and its member beside it`() throws {
    let range = SourceRange(line: 7, column: 3, endColumn: 9)
    let paths: [RepositoryPath] = ["dist/a b.zip!in ner/x.tar!k.env", "odd!name.txt", "a.tar.gz!b", "zip!a"]
    let findings = paths.map { Finding(rule: "r", message: "a key", path: $0, range: range) }
    let text = SARIFReport.render(Sample.report(Sample.failed("secrets", findings, kind: "secrets")))
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
    let run = try #require((document?["runs"] as? [NSDictionary])?.first)
    let results = try #require(run["results"] as? [NSDictionary])
    let locations = results.compactMap { ($0["locations"] as? [NSDictionary])?.first }
    let places = locations.compactMap { $0["physicalLocation"] as? NSDictionary }
    let uris = places.compactMap { ($0["artifactLocation"] as? NSDictionary)?["uri"] as? String }
    #expect(uris == ["dist/a%20b.zip", "odd%21name.txt", "a.tar.gz", "zip%21a"])
    #expect(places.map { $0["region"] != nil } == [false, true, false, true])
    let names = locations.map { ($0["logicalLocations"] as? [NSDictionary])?.first?["fullyQualifiedName"] as? String }
    #expect(names == ["dist/a b.zip!in ner/x.tar!k.env", nil, "a.tar.gz!b", nil])
    let messages = results.compactMap { ($0["message"] as? NSDictionary)?["text"] as? String }
    #expect(messages[0] == "in in ner/x.tar!k.env, line 7: a key" && messages[1] == "a key")
  }

  @Test func `SARIF tells what is known as suppressed, and nobody else tells it`() throws {
    var check = Sample.failed("secrets", [Finding(rule: "r", message: "m")], kind: "secrets")
    let known = Finding(rule: "known-rule", message: "k", path: "a", range: SourceRange(line: 3), fingerprint: "f1")
    check.outcome.silenced = [
      SilencedFinding(known, place: .external, origin: "gate.yml:4", reason: "a test key (ann)"),
      SilencedFinding(known, place: .inSource),
    ]
    let report = Sample.report(check)
    let document = try JSONSerialization.jsonObject(with: Data(SARIFReport.render(report).utf8)) as? NSDictionary
    let run = try #require((document?["runs"] as? [NSDictionary])?.first)
    let results = try #require(run["results"] as? [NSDictionary])
    #expect(results.map { $0["ruleId"] as? String } == ["secrets/r", "secrets/known-rule", "secrets/known-rule"])
    let suppressions = results.map { ($0["suppressions"] as? [NSDictionary])?.first }
    #expect(suppressions.map { $0?["kind"] as? String } == [nil, "external", "inSource"])
    #expect(suppressions[1]?["justification"] as? String == "a test key (ann), gate.yml:4")
    for render in Self.formats.dropFirst() { #expect(!render(report, nil).contains("known-rule")) }
    #expect(JSONReport.render(report).contains("\"origin\": \"gate.yml:4\""))
    #expect(
      TextReport.render(report, style: Sample.plain, verbose: false, sources: nil).contains("1 error, 2 silenced"))
  }

  @Test func `what is known is counted where all passed`() {
    var check = Sample.passed("secrets")
    check.outcome.silenced = [SilencedFinding(Finding(rule: "r", message: "m"), place: .inSource)]
    let text = TextReport.render(Sample.report(check), style: Sample.plain, verbose: false, sources: nil)
    #expect(text.hasSuffix(", 1 silenced\n"))
  }

  @Test func `JUnit has a test case a check`() throws {
    let text = JUnitReport.render(everything)
    try expectGolden(text, "report.junit.xml")
    #expect(text.components(separatedBy: "<testcase ").count == 7)
    #expect(text.contains("tests=\"6\" failures=\"3\" errors=\"1\" skipped=\"1\""))
  }

  @Test func `JUnit holds only what XML allows`() {
    for scalar in JUnitReport.render(everything).unicodeScalars {
      #expect(scalar.value >= 0x20 || scalar == "\n" || scalar == "\t")
      #expect(scalar.value != 0xfffe && scalar.value != 0xffff)
    }
  }

  @Test func `GitHub gets one command a line and none that we did not write`() throws {
    let text = GitHubReport.render(everything)
    try expectGolden(text, "report.github.txt")
    let lines = text.split(separator: "\n")
    #expect(lines.count == 9)
    for line in lines {
      #expect(line.hasPrefix("::error ") || line.hasPrefix("::warning ") || line.hasPrefix("::notice "))
    }
  }

  @Test func `no format tells what a secret check printed`() {
    for format in Self.formats { #expect(!format(everything, nil).contains("not to be told")) }
  }

  @Test func `no format tells a secret that another tool printed`() {
    let secret = ["ghp", "_Zk3", "Qw8L", "mN2v", "Xc7R"].joined()
    let found = Finding(rule: "k", message: "m", path: "k.env", range: SourceRange(line: 1, column: 1, endColumn: 21))
    let leak = Finding(rule: "x", message: "saw \(secret)", help: secret)
    let report = Sample.report(
      Sample.failed("secrets", [found], kind: "secrets"), Sample.failed("lint", [leak], output: secret),
      Sample.errored("types", secret, hint: secret))
    let sources = MemoryLines(files: ["k.env": [secret]])
    let texts = Self.formats.map { $0(report, sources) }
    for text in texts { #expect(!text.contains(secret)) }
    for text in texts.dropLast() { #expect(text.contains("[secret]")) }
    #expect(texts.last?.contains(#"\[secret\]"#) == true)
  }
}

import Foundation
import GateModel
import Testing

@testable import Reporting

@Suite struct JSONReportTests {
  private var everything: Report {
    let path = RepositoryPath(bytes: [0x6c, 0xe9, 0x2e, 0x70, 0x79])
    let odd = Finding(
      rule: "R\"\\", severity: .note, message: "esc \u{1b}[2J, tab\t, line\n, \u{202e}\u{e0041}漢🙂", path: path,
      range: SourceRange(line: 1, column: 2, endLine: 3, endColumn: 4), fingerprint: "f00")
    return Sample.report(
      Sample.passed("format", cached: true), Sample.failed("lint", Sample.findings + [odd], output: "said\r\n"),
      Sample.errored("types", "mypy was not found", hint: "pip install mypy"),
      Sample.skipped("unit", "no file matches"),
      Sample.failed("secrets", [], kind: "secrets", output: "not to be told"), hook: "pre-commit")
  }

  private func parsed(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  @Test func `all that a report can hold follows the schema`() throws {
    let schema = try SchemaChecker(file: "report.schema.json")
    let json = JSONReport.render(everything, gateVersion: "1.2.3")
    #expect(try schema.problems(in: json) == [])
    try expectGolden(json, "report.json")
  }

  @Test func `what became of fixes follows the schema`() throws {
    let schema = try SchemaChecker(file: "report.schema.json")
    let applied = JSONReport.render(Sample.fixing(Sample.report(Sample.passed("black")), Sample.applied))
    #expect(try schema.problems(in: applied) == [])
    try expectGolden(applied, "fixes.json")
    let shown = FixReport(.available, authors: Sample.applied.authors, diff: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n")
    let json = JSONReport.render(Sample.fixing(Sample.report(Sample.failed("black", Sample.findings)), shown))
    #expect(try schema.problems(in: json) == [])
    let fixes = try #require(try parsed(json)["fixes"] as? NSDictionary)
    #expect(fixes["diff"] as? String == shown.diff)
    #expect(fixes["state"] as? String == "available")
  }

  @Test func `an empty and an interrupted report follow the schema`() throws {
    let schema = try SchemaChecker(file: "report.schema.json")
    #expect(try schema.problems(in: JSONReport.render(Sample.report())) == [])
    #expect(try schema.problems(in: JSONReport.render(Sample.report(isInterrupted: true))) == [])
  }

  @Test func `a place that cannot be is none`() throws {
    let finding = Finding(
      rule: "R", message: "m", path: "a", range: SourceRange(line: 0, column: -1, endLine: 0, endColumn: 0))
    let json = JSONReport.render(Sample.report(Sample.failed("lint", [finding])))
    #expect(try SchemaChecker(file: "report.schema.json").problems(in: json) == [])
  }

  @Test func `the schema refuses what is missing, unknown or of the wrong type`() throws {
    let schema = try SchemaChecker(file: "report.schema.json")
    let json = JSONReport.render(everything)
    for (text, other) in [
      ("\"exit\": 3", "\"exit\": 2"), ("\"hook\"", "\"hooks\""), ("\"cached\": true", "\"cached\": 1.5"),
      ("\"line\": 3", "\"line\": 0"), ("\"version\": 1", "\"version\": \"1\""),
    ] {
      let broken = json.replacingOccurrences(of: text, with: other)
      let problems = try schema.problems(in: broken)
      #expect(broken != json && !problems.isEmpty, "\(other)")
    }
  }

  @Test func `what is written is what is read`() throws {
    let document = try parsed(JSONReport.render(everything))
    let checks = try #require(document["checks"] as? [NSDictionary])
    let odd = try #require((checks[1]["findings"] as? [NSDictionary])?.last)
    #expect(odd["message"] as? String == "esc \u{1b}[2J, tab\t, line\n, \u{202e}\u{e0041}漢🙂")
    #expect(odd["rule"] as? String == "R\"\\")
    #expect(odd["path"] as? String == "l\u{fffd}.py")
    #expect(odd["path_bytes"] as? String == Data([0x6c, 0xe9, 0x2e, 0x70, 0x79]).base64EncodedString())
    #expect(checks[1]["output"] as? String == "said\r\n")
    #expect(checks.map { $0["id"] as? String } == ["format", "lint", "types", "unit", "secrets"])
    #expect(document["exit"] as? Int == 3)
    #expect(document["duration_ms"] as? Double == 238)
  }

  @Test func `nothing in it commands a terminal`() {
    for scalar in JSONReport.render(everything).unicodeScalars where scalar != "\n" {
      #expect(!TerminalText.isActive(scalar))
    }
  }

  @Test func `any string survives`() throws {
    for value in UInt32(0)...0x2ff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(scalar)\u{301}b"
      let json = JSONValue.array([.string(text)]).text
      let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String])
      #expect(read.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [(0, "0"), (1_000, "1"), (38_214, "38.214"), (1_050, "1.05"), (-1_500, "-1.5")])
  func `thousandths are written without trailing zeroes`(value: Int, text: String) {
    #expect(JSONValue.thousandths(value).text == text + "\n")
  }

  @Test(arguments: 0..<40) func `base64 agrees with Foundation`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 89 + 7) }
    #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
  }
}

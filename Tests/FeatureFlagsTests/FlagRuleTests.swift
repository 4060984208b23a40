import FeatureFlags
import GateModel
import Testing

/// Every rule's own examples, which the documentation shows, are run here.
@Suite struct FlagRuleTests {
  /// What is found in an example, and what its marks say should be, by file.
  private static func run(_ example: FlagExample) -> (findings: [Finding], marks: [RepositoryPath: [SourceRange]]) {
    var marks: [RepositoryPath: [SourceRange]] = [:]
    var content = FlagContent()
    for file in example.files {
      let marked = MarkedText(file.text)
      marks[file.path] = marked.ranges
      add(marked.bytes, at: file.path, to: &content)
    }
    for file in example.environments {
      let marked = MarkedText(file.text)
      marks[file.path] = marked.ranges
      if file.path == "gate.yml" { continue }
      content.configurations.append(ConfigurationReader.read(marked.bytes, path: file.path))
    }
    var base = FlagContent()
    for file in example.base { add(MarkedText(file.text).bytes, at: file.path, to: &base) }
    let inspection = FlagInspection(
      content: content, base: example.base.isEmpty ? nil : base, settings: example.settings, today: example.today)
    return (inspection.findings(), marks.filter { !$0.value.isEmpty })
  }

  private static func add(_ bytes: [UInt8], at path: RepositoryPath, to content: inout FlagContent) {
    if FlagValidation.reads(path) {
      content.references += FlagValidation.references(in: bytes, path: path)
    } else {
      content.files.append(FlagValidation.read(bytes, path: path))
    }
  }

  @Test(arguments: FlagRule.all.map(\.id))
  func `a rule finds what its example marks, and nothing else`(id: String) throws {
    let rule = try #require(FlagRule.named(id))
    let (findings, marks) = Self.run(rule.finds)
    #expect(!marks.isEmpty)
    #expect(findings.map(\.rule) == findings.map { _ in id })
    var places: [RepositoryPath: Set<SourceRange>] = [:]
    for finding in findings {
      let path = try #require(finding.path)
      var range = try #require(finding.range)
      // A place without an end is marked as one without a width.
      if range.endLine == nil { (range.endLine, range.endColumn) = (range.line, range.column) }
      places[path, default: []].insert(range)
    }
    #expect(places == marks.mapValues { Set($0) })
  }

  @Test(arguments: FlagRule.all.map(\.id))
  func `a rule finds nothing in what only looks like it`(id: String) throws {
    let rule = try #require(FlagRule.named(id))
    let (findings, marks) = Self.run(rule.ignores)
    #expect(marks.isEmpty)
    #expect(findings == [])
  }

  @Test func `ids are unique and every rule says what and why`() {
    #expect(Set(FlagRule.all.map(\.id)).count == FlagRule.all.count)
    for rule in FlagRule.all {
      #expect(["flag-", "environment-", "story-"].contains { rule.id.hasPrefix($0) })
      #expect(!rule.title.isEmpty && rule.explanation.hasSuffix("."))
    }
  }

  @Test func `a repository can make a rule weigh more or less, or turn it off`() {
    let file = FlagValidation.read(
      Array(#"{"flags": {"a": {"state": "ON", "variants": {"x": 1}}}}"#.utf8), path: "f.json")
    let findings = { (severity: Severity?) in
      FlagInspection(
        content: FlagContent(files: [file]), settings: FlagSettings(weights: [.init("flag-state-invalid", severity)]),
        today: CalendarDay(secondsSince1970: 0)
      ).findings()
    }
    #expect(findings(nil) == [])
    #expect(findings(.note).map(\.severity) == [.note])
  }
}

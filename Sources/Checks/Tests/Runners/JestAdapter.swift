import DocumentTree
import GateModel
import LocalFiles

/// jest: its own JSON (`--json --outputFile`).
struct JestAdapter: TestAdapter {
  let name = "jest"
  let programs = [["jest"]]

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(arguments: ["--json", "--outputFile=\(place.file)"])
  }

  func covering(to directory: LocalPath) -> TestReporting? {
    TestReporting(arguments: ["--coverage", "--coverageReporters=lcovonly", "--coverageDirectory=\(directory)"])
  }

  /// jest takes paths for patterns: `--runTestsByPath` takes them as they are.
  func arguments(for units: [TestUnit]) -> [[UInt8]] {
    units.isEmpty ? [] : [Array("--runTestsByPath".utf8)] + units.flatMap(\.arguments)
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    return try JestReport.results(report, run.paths)
  }
}

/// vitest: the JSON of jest.
struct VitestAdapter: TestAdapter {
  let name = "vitest"
  let programs = [["vitest", "run"]]

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(arguments: ["--reporter=default", "--reporter=json", "--outputFile.json=\(place.file)"])
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    return try JestReport.results(report, run.paths)
  }
}

/// Reads the JSON of jest, which vitest writes as well.
enum JestReport {
  static func results(_ report: [UInt8], _ paths: TestPaths) throws(CheckError) -> TestResults {
    let root = try JSONOutput.parse(report)
    var results = TestResults()
    for suite in root?["testResults"]?.elements ?? [] {
      let file = suite["name"]?.text.flatMap { paths.file($0) }
      let tests = suite["assertionResults"]?.elements ?? []
      let isBroken = suite["status"]?.text == "failed" && !tests.contains { $0["status"]?.text == "failed" }
      if isBroken {
        results.tests.append(broken(suite, file, paths))
      } else if tests.isEmpty, let file {
        results.emptyFiles.insert(file)
      }
      results.tests += tests.map { test($0, file, paths) }
    }
    return results
  }

  /// A file that could not be loaded, or whose tests all passed and which failed nevertheless.
  private static func broken(_ suite: DocumentNode, _ file: RepositoryPath?, _ paths: TestPaths) -> TestResult {
    var result = TestResult(file.map { "\($0)" } ?? "test file", file: file, .errored)
    let message = suite["message"]?.text ?? ""
    let lines = message.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
    let error = lines.firstIndex { SaidError.line(in: $0) != nil }
    result.message =
      error.map { String(lines[$0]) }
      ?? SaidError.message(lines.drop { $0.hasPrefix("●") }.joined(separator: "\n"), lines: 1)
    // `SyntaxError: /path/a.js: Missing semicolon. (1:6)`
    var place: TestResult.Place?
    if let error, lines[error].last == ")", let open = lines[error].lastIndex(of: "("), let file {
      let position = lines[error][lines[error].index(after: open)...].dropLast()
      place = position.split(separator: ":").first.flatMap { Int($0) }.map {
        TestResult.Place(path: file, range: SourceRange(line: max(1, $0)))
      }
    }
    result.place = place ?? paths.scriptPlace(in: message, of: file) ?? file.map { .init(path: $0, range: nil) }
    return result
  }

  private static func test(_ node: DocumentNode, _ file: RepositoryPath?, _ paths: TestPaths) -> TestResult {
    let outcome: TestResult.Outcome =
      switch node["status"]?.text {
      case "passed": .passed
      case "failed": .failed
      default: .skipped
      }
    let groups = (node["ancestorTitles"]?.elements ?? []).compactMap(\.text).filter { !$0.isEmpty }
    var result = TestResult(
      node["title"]?.text ?? node["fullName"]?.text ?? "test", group: groups.joined(separator: " "), file: file, outcome
    )
    if case .plain(let text) = node["duration"]?.content {
      result.duration = Double(text).flatMap(Duration.init(milliseconds:))
    }
    if outcome == .failed {
      let said = (node["failureMessages"]?.elements ?? []).compactMap(\.text).first ?? ""
      let lines = said.split(whereSeparator: \.isNewline)
      result.message = SaidError.message(
        lines.prefix { !$0.drop { $0 == " " }.hasPrefix("at ") }.joined(separator: "\n"))
      result.place = paths.scriptPlace(in: said, of: file) ?? file.map { .init(path: $0, range: nil) }
    }
    return result
  }
}

import DocumentTree
import GateModel

/// `swift test`: the event stream of Swift Testing names files; what XCTest says is read from the output.
struct SwiftAdapter: TestAdapter {
  let name = "swift"
  let programs = [["swift", "test"]]
  let marks = [["swift", "test"]]
  let namesFiles = false

  /// A test target is the directory below `Tests`, by SwiftPM's convention.
  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    files.map { file in
      let package = project.nearest(["Package.swift"], above: file)
      let parts = file.relative(to: package).bytes.split(separator: UInt8(ascii: "/"))
      guard parts.count >= 3, parts[0].elementsEqual("Tests".utf8) else {
        // It lies where only the manifest can say which target it belongs to.
        var unit = TestUnit([], in: package, files: [file])
        unit.isAlone = true
        return unit
      }
      let target = Self.moduleName(String(decoding: parts[1], as: UTF8.self))
      return TestUnit(
        [Array("--filter".utf8), Array("^\(Self.escaped(target))\\.".utf8)], in: package, name: target, files: [file])
    }.merged()
  }

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(arguments: ["--event-stream-output-path", "\(place.file)"])
  }

  func results(of run: FinishedTests) -> TestResults {
    var results = TestResults()
    if let report = run.report { results.tests += SwiftEvents.results(report, run.paths) }
    results.tests += XCTestOutput.results(run)
    let directory = String(decoding: run.paths.directory.bytes, as: UTF8.self)
    for index in results.tests.indices {
      if let id = results.tests[index].words?.first { results.tests[index].words = [directory, id] }
    }
    return results
  }

  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]? {
    var units: [TestUnit] = []
    for test in tests {
      guard let words = test.words, words.count == 2 else { return nil }
      units.append(
        TestUnit(
          ["--filter", words[1]].map { Array($0.utf8) }, in: RepositoryPath(words[0]), name: test.unit, files: []))
    }
    return units
  }

  /// What the compiler makes of a target's name: `a-b` is the module `a_b`.
  private static func moduleName(_ target: String) -> String {
    String(target.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// `text` as a regular expression that matches it.
  static func escaped(_ text: String) -> String {
    text.map { ".*+?^${}()|[]\\/".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}

/// Reads the event stream of Swift Testing (swift-testing, Documentation/ABI/JSON.md).
private enum SwiftEvents {
  static func results(_ report: [UInt8], _ paths: TestPaths) -> [TestResult] {
    var tests: [String: TestResult] = [:]
    var order: [String] = []
    var started: [String: Double] = [:]
    for line in JSONLines.parse(report) {
      guard let payload = line.node["payload"] else { continue }
      if line.text("kind") == "test" {
        guard payload["kind"]?.text == "function", let id = payload["id"]?.text else { continue }
        if tests[id] == nil { order.append(id) }
        tests[id] = test(payload, id, paths)
        continue
      }
      let event = DocumentLine(node: payload)
      let time = payload["instant"].flatMap { DocumentLine(node: $0).number("absolute") }
      guard let id = event.text("testID") else { continue }
      switch event.text("kind") {
      case "testStarted":
        started[id] = time
        if tests[id]?.outcome == .skipped { tests[id]?.outcome = .passed }
      case "testEnded":
        if let begun = started[id], let time { tests[id]?.duration = Duration(milliseconds: (time - begun) * 1000) }
      case "issueRecorded": record(payload, &tests[id], paths)
      default: break
      }
    }
    return order.compactMap { tests[$0] }
  }

  /// A test that is only announced counts as skipped until it starts.
  private static func test(_ payload: DocumentNode, _ id: String, _ paths: TestPaths) -> TestResult {
    let parts = id.split(separator: "/").map(String.init)
    let module = parts.first?.split(separator: ".").first.map(String.init)
    let file = path(payload["sourceLocation"], paths)
    let group = parts.dropLast(2).joined(separator: "/")
    var result = TestResult(
      payload["displayName"]?.text ?? payload["name"]?.text ?? id, group: group, file: file, .skipped)
    result.unit = module
    result.words = ["^" + SwiftAdapter.escaped(parts.dropLast().joined(separator: "/"))]
    return result
  }

  private static func record(_ payload: DocumentNode, _ test: inout TestResult?, _ paths: TestPaths) {
    guard let issue = payload["issue"], issue["isKnown"]?.isTrue != true, issue["isFailure"]?.isTrue != false else {
      return
    }
    // The first issue is the one to look at.
    if test == nil || test?.isFailure == true { return }
    let messages = (payload["messages"]?.elements ?? []).filter { $0["symbol"]?.text != "default" }
    let text = messages.compactMap { $0["text"]?.text }.joined(separator: "\n")
    test?.outcome = text.hasPrefix("Caught error") ? .errored : .failed
    test?.message = SaidError.message(text)
    if let file = path(issue["sourceLocation"], paths) {
      let line = issue["sourceLocation"]?["line"]?.integer
      let column = issue["sourceLocation"]?["column"]?.integer
      test?.place = TestResult.Place(path: file, range: line.map { SourceRange(line: max(1, $0), column: column) })
    }
  }

  private static func path(_ location: DocumentNode?, _ paths: TestPaths) -> RepositoryPath? {
    (location?["filePath"]?.text ?? location?["_filePath"]?.text).flatMap { paths.file($0) }
  }
}

/// Reads what XCTest prints: it writes no report without `--parallel`.
private enum XCTestOutput {
  static func results(_ run: FinishedTests) -> [TestResult] {
    var results: [TestResult] = []
    var issues: [String: (message: String, place: TestResult.Place?)] = [:]
    for line in OutputText.text(run.output).split(whereSeparator: \.isNewline) {
      if let found = line.firstRange(of: ": error: ") {
        let said = line[found.upperBound...]
        guard let separator = said.firstRange(of: " : ") else { continue }
        let name = Self.name(said[..<separator.lowerBound])
        if issues[name] == nil {
          issues[name] = (String(said[separator.upperBound...]), run.paths.place(line[..<found.lowerBound]))
        }
      } else if let (name, outcome, seconds) = ended(line) {
        results.append(result(name, outcome, seconds, issues[name], run))
      }
    }
    return results
  }

  /// `Test Case 'XTests.testBad' failed (0.004 seconds)`; on macOS `'-[LTests.XTests testBad]'`.
  private static func ended(_ line: Substring) -> (String, TestResult.Outcome, Substring)? {
    guard line.hasPrefix("Test Case '"), let end = line.lastIndex(of: "'") else { return nil }
    let words = line[line.index(after: end)...].split(separator: " ")
    guard words.count >= 2, words[1].hasPrefix("(") else { return nil }
    let outcome: TestResult.Outcome
    switch words[0] {
    case "passed": outcome = .passed
    case "failed": outcome = .failed
    case "skipped": outcome = .skipped
    default: return nil
    }
    return (name(line[..<end].dropFirst(11)), outcome, words[1].dropFirst())
  }

  private static func name(_ text: Substring) -> String {
    guard text.hasPrefix("-["), text.last == "]" else { return String(text) }
    return text.dropFirst(2).dropLast().split(separator: " ").joined(separator: ".")
  }

  private static func result(
    _ name: String, _ outcome: TestResult.Outcome, _ seconds: Substring,
    _ issue: (message: String, place: TestResult.Place?)?, _ run: FinishedTests
  ) -> TestResult {
    let parts = name.split(separator: ".").map(String.init)
    let test = parts.last ?? name
    let group = parts.dropLast().last
    let home = group.flatMap { Self.home(ofClass: $0, run) }
    var result = TestResult(test, group: group, file: home?.file, outcome)
    result.unit = home?.unit ?? (parts.count > 2 ? parts[0] : run.units.count == 1 ? run.units[0].name : nil)
    result.duration = Duration(secondsIn: seconds)
    result.message = issue?.message
    result.place = issue?.place
    if let group { result.words = ["\\.\(SwiftAdapter.escaped(group))/\(SwiftAdapter.escaped(test))$"] }
    return result
  }

  /// On Linux XCTest does not say in which module a class is.
  private static func home(ofClass name: String, _ run: FinishedTests) -> (unit: String?, file: RepositoryPath)? {
    for unit in run.units {
      for file in unit.files {
        let text = run.project.text(String(decoding: file.bytes, as: UTF8.self), in: RepositoryPath(bytes: []))
        if text?.contains("class \(name)") == true { return (unit.name, file) }
      }
    }
    return nil
  }
}

extension DocumentNode {
  /// A truth value, `nil` for anything else.
  fileprivate var isTrue: Bool? {
    guard case .plain(let text) = content else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }
}

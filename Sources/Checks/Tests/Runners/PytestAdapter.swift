import GateModel
import LocalFiles

/// pytest: JUnit XML of the family `xunit1`, which names file and line of each test.
struct PytestAdapter: TestAdapter {
  let name = "pytest"
  let programs = [["pytest", "-q"], ["python3", "-m", "pytest", "-q"], ["python", "-m", "pytest", "-q"]]
  let marks = [["pytest"], ["py.test"]]
  let keepsOrder = true

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(environment: ["PYTEST_ADDOPTS": "-o junit_family=xunit1 --junit-xml='\(place.file)'"])
  }

  /// By the plug-in pytest-cov.
  func covering(to directory: LocalPath) -> TestReporting? {
    let report = directory.appending(CoveragePlaces.reportName)
    return TestReporting(environment: ["PYTEST_ADDOPTS": "--cov --cov-report='lcov:\(report)'"])
  }

  func lacksCoverage(_ output: String) -> String? {
    output.contains("unrecognized arguments: --cov")
      ? "install pytest-cov, by which gate asks pytest for one, or name one that the tests write in `coverage: report`"
      : nil
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    return TestResults(tests: try JUnitReport.cases(report).map { result($0, run.paths) })
  }

  /// pytest's exit statuses: 3 internal error, 4 usage error.
  func refusal(status: Int32) -> String? {
    switch status {
    case 3: "it broke down"
    case 4: "it was called wrongly"
    default: nil
    }
  }

  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]? {
    var units: [TestUnit] = []
    for test in tests {
      guard let file = test.file, let words = test.words else { return nil }
      let suffix = words.map { "::" + $0 }.joined()
      units.append(
        TestUnit([project.argument(file, from: project.root) + suffix.utf8], in: project.root, files: [file]))
    }
    return units
  }

  private func result(_ test: JUnitReport.Case, _ paths: TestPaths) -> TestResult {
    // A module that cannot be collected has the name `tests.test_x`, no class and in older versions no file.
    let isModule = test.className?.isEmpty ?? true
    let file = test.file.flatMap { paths.file($0) } ?? (isModule ? Self.module(test.name, paths) : nil)
    var result = TestResult(test.name, group: group(test), file: file, test.outcome)
    result.duration = test.duration
    if !isModule, file != nil {
      result.words = (group(test).map { $0.split(separator: ".").map(String.init) } ?? []) + [test.name]
    }
    guard let failure = test.failure else { return result }
    let first = failure.message.split(whereSeparator: \.isNewline).first.map(String.init)
    let error = Self.errorLine(failure.details)
    result.message = isModule ? error ?? first : first ?? error
    // The last line of a traceback is `path:line: Error`; what lies outside of the repository is the library's.
    if let located = PythonTrace.lastPlace(in: failure.details, paths) {
      result.place = located
    } else if let file {
      // Lines are counted from 0 in the report's attributes.
      result.place = TestResult.Place(path: file, range: test.line.map { SourceRange(line: $0 + 1) })
    }
    return result
  }

  /// The classes that a test is in: what is left of `tests.test_a.ClassA` without the module's name.
  private func group(_ test: JUnitReport.Case) -> String? {
    guard let className = test.className, let file = test.file, file.hasSuffix(".py") else { return nil }
    let module = file.dropLast(3).split(separator: "/").joined(separator: ".")
    return className.dropping(prefix: module + ".")
  }

  /// pytest marks the lines of the error itself with `E`.
  private static func errorLine(_ details: String) -> String? {
    let lines = details.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("E ") }
    return lines.last.map { String($0.dropFirst(2).drop { $0 == " " }) }
  }

  private static func module(_ name: String, _ paths: TestPaths) -> RepositoryPath? {
    paths.file(name.split(separator: ".").joined(separator: "/") + ".py")
  }
}

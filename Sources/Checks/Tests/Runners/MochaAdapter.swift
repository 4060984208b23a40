import DocumentTree
import GateModel

/// mocha: its JSON reporter (writes to a file since 9.2).
struct MochaAdapter: TestAdapter {
  let name = "mocha"
  let programs = [["mocha"]]

  func reporting(to place: ReportPlace) -> TestReporting {
    TestReporting(arguments: ["--reporter=json", "--reporter-option=output=\(place.file)"])
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report, let root = try JSONOutput.parse(report) else { return TestResults() }
    var tests: [TestResult] = []
    for (list, outcome) in [("passes", TestResult.Outcome.passed), ("failures", .failed), ("pending", .skipped)] {
      tests += (root[list]?.elements ?? []).map { test($0, outcome, run.paths) }
    }
    return TestResults(tests: tests)
  }

  private func test(_ node: DocumentNode, _ outcome: TestResult.Outcome, _ paths: TestPaths) -> TestResult {
    let file = node["file"]?.text.flatMap { paths.file($0) }
    let title = node["title"]?.text ?? "test"
    let group = node["fullTitle"]?.text.flatMap {
      $0.hasSuffix(" " + title) ? String($0.dropLast(title.count + 1)) : nil
    }
    let error = node["err"]
    let isAssertion = error?["code"]?.text == "ERR_ASSERTION" || error?["name"]?.text == "AssertionError"
    var result = TestResult(
      title, group: group, file: file, outcome == .failed && !isAssertion ? .errored : outcome)
    if case .plain(let text) = node["duration"]?.content {
      result.duration = Double(text).flatMap(Duration.init(milliseconds:))
    }
    if result.isFailure {
      result.message = (error?["message"]?.text).map { SaidError.message($0) }
      result.place =
        paths.scriptPlace(in: error?["stack"]?.text ?? "", of: file) ?? file.map { .init(path: $0, range: nil) }
    }
    return result
  }
}

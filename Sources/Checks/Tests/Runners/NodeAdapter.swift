import GateModel
import LocalFiles

/// node's own runner. Neither its TAP nor its JUnit XML names the files of tests, so it is given a reporter that does
/// (`--test-reporter`, since node 18.15).
struct NodeAdapter: TestAdapter {
  let name = "node"
  let programs = [["node", "--test"]]
  let marks = [["node", "--test"], ["--test"]]

  func reporting(to place: ReportPlace) throws(CheckError) -> TestReporting {
    let reporter = try place.write(Self.reporter, as: "reporter.cjs")
    // Not through NODE_OPTIONS: programs that the tests start would get it as well.
    return TestReporting(arguments: [
      "--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=\(reporter)",
      "--test-reporter-destination=\(place.file)",
    ])
  }

  /// Since node 20.11, which has the reporter.
  func covering(to directory: LocalPath) -> TestReporting? {
    TestReporting(arguments: [
      "--experimental-test-coverage", "--test-reporter=lcov",
      "--test-reporter-destination=\(directory.appending(CoveragePlaces.reportName))",
    ])
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    var results = TestResults()
    for line in JSONLines.parse(report) {
      let file = line.text("file").flatMap { run.paths.file($0) }
      if line.text("outcome") == "empty" {
        if let file { results.emptyFiles.insert(file) }
      } else if let result = result(line, file, run.paths) {
        results.tests.append(result)
      }
    }
    results.emptyFiles.subtract(results.tests.compactMap(\.file))
    return results
  }

  private func result(_ line: DocumentLine, _ file: RepositoryPath?, _ paths: TestPaths) -> TestResult? {
    guard let name = line.text("name"), let outcome = line.outcome else { return nil }
    var result = TestResult(name, group: line.text("group"), file: file, outcome)
    result.duration = line.duration
    if result.isFailure {
      let said = line.text("stderr") ?? ""
      result.message = line.text("message").map { SaidError.message($0) }
      if outcome == .errored, let error = SaidError.line(in: said) { result.message = error }
      result.place =
        paths.scriptPlace(in: line.text("trace") ?? "", of: file) ?? paths.scriptPlace(in: said, of: file)
        ?? file.map { path in
          TestResult.Place(path: path, range: line.number("line").map { SourceRange(line: max(1, Int($0))) })
        }
    }
    return result
  }

  /// Writes one line of JSON a test. A parent is told after its children, so it is not known as one before.
  private static let reporter = """
    const { resolve } = require('node:path');

    module.exports = async function* (source) {
      const names = [];
      const errors = new Map();
      for await (const { type, data } of source) {
        if (type === 'test:stderr' && data.file) {
          const key = resolve(data.file);
          errors.set(key, ((errors.get(key) ?? '') + data.message).slice(0, 65536));
        } else if (type === 'test:start') {
          names.length = data.nesting;
          names[data.nesting] = data.name;
        } else if (type === 'test:pass' || type === 'test:fail') {
          const isFile = data.nesting === 0 && /[\\\\/.]/.test(data.name)
            && (resolve(data.name) === (data.file && resolve(data.file)) || !data.file);
          const file = data.file ?? (isFile ? resolve(data.name) : undefined);
          const error = data.details?.error;
          const cause = error?.cause ?? error;
          const line = { name: data.name, group: names.slice(0, data.nesting).join(' '), file, line: data.line };
          line.seconds = (data.details?.duration_ms ?? 0) / 1000;
          if (type === 'test:pass') {
            if (data.details?.type === 'suite') continue;
            line.outcome = isFile ? 'empty' : data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed';
          } else {
            if (error?.failureType === 'subtestsFailed') continue;
            if (data.todo !== undefined) line.outcome = 'skipped';
            else line.outcome = cause?.code === 'ERR_ASSERTION' ? 'failed' : 'errored';
            const message = typeof cause === 'string' ? cause : cause?.message ?? String(cause);
            line.message = typeof cause?.name === 'string' && cause.code !== 'ERR_ASSERTION'
              ? `${cause.name}: ${message}` : message;
            line.trace = typeof cause === 'object' ? String(cause?.stack ?? '') : '';
            if (isFile) line.stderr = errors.get(file) ?? '';
          }
          yield JSON.stringify(line) + '\\n';
        }
      }
    };
    """
}

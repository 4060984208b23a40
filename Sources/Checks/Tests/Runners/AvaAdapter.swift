import GateModel

/// ava: TAP, whose names begin with the file's where there are several files.
struct AvaAdapter: TestAdapter {
  let name = "ava"
  let programs = [["ava"]]
  let namesFiles = false
  let reportsInOutput = true

  func reporting(to place: ReportPlace) -> TestReporting { TestReporting(arguments: ["--tap"]) }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    let files = Set(run.units.flatMap(\.files))
    let tests = TAPReport.points(run.standardOutput).map { point -> TestResult in
      let parts = point.name.split(separator: " › ", omittingEmptySubsequences: true).map(String.init)
      // The name is that of the file without what all files have in common.
      let named = parts.count > 1 ? files.filter { Self.stem($0).hasSuffix(parts[0]) } : []
      let file = named.count == 1 ? named.first : files.count == 1 ? files.first : nil
      let name = named.isEmpty ? point.name : parts.dropFirst().joined(separator: " › ")
      var result = TestResult(name, file: file, point.outcome)
      if result.isFailure {
        result.message = point.message.map { SaidError.message($0) }
        result.place = run.paths.scriptPlace(in: point.details, of: file) ?? file.map { .init(path: $0, range: nil) }
      }
      return result
    }
    return TestResults(tests: tests)
  }

  private static func stem(_ file: RepositoryPath) -> String {
    var name = String(decoding: file.bytes, as: UTF8.self)
    for suffix in [".js", ".mjs", ".cjs", ".ts", ".test", ".spec"] where name.hasSuffix(suffix) {
      name = String(name.dropLast(suffix.count))
    }
    return name
  }
}
